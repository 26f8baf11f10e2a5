// The gross-up of a year from a list of payroll, on both databases: once is once, and one line that
// is refused leaves nothing of the list. Amounts are worked out by hand.
#include "draagkracht/followup/gross_up_service.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/followup/claim_life_service.hpp"
#include "followup/followup_fixture.hpp"

namespace draagkracht::followup {

namespace {

using test_support::TestPlan;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A list that is handed over a few lines at a time.
NextGrossUpLines lines_of(std::vector<GrossUpLine> lines, std::size_t at_once = 2) {
    return [lines = std::move(lines), at_once, next = std::size_t{0}]() mutable {
        GrossUpLines set;
        while (next < lines.size() && set.lines.size() < at_once) {
            set.lines.push_back(lines[next++]);
        }
        return set;
    };
}

// Debtors 100001 and 100002 owe EUR 300.00 each, decided in April 2026, in a plan.
class GrossUpOnBoth : public FollowupOnBoth {
  protected:
    void SetUp() override {
        FollowupOnBoth::SetUp();
        if (!IsSkipped()) {
            first_ = plans().add("100001");
            second_ = plans().add("100002");
        }
    }

    GrossUpService gross_up() { return {database(), law()}; }
    access::Occasion payroll(const std::string& day = "2027-02-01") {
        return reg().machine(access::Machine::payroll, day);
    }
    std::string number_of(const TestPlan& plan) {
        storage::Transaction transaction{database(), "number", storage::Access::read};
        return claims::claims_by_id(transaction, {plan.claim}).front().decision.claim_number;
    }
    GrossUpLine line(
        const TestPlan& plan,
        const std::string& client,
        const std::string& net,
        const std::string& factor
    ) {
        return {
            number_of(plan),
            client,
            {base::Money::parse(net).value(), base::Percentage::parse(factor).value()},
            "B-2027-1",
            "list.jsonl:" + client.substr(5)};
    }
    // 300.00 x 40% = 120.00, and 300.00 x 37.125% = 111.375, half-up 111.38.
    std::vector<GrossUpLine> good_list() {
        return {
            line(first_, "100001", "300.00", "40"), line(second_, "100002", "300.00", "37.125")};
    }
    GrossUpReport record(const std::vector<GrossUpLine>& lines) {
        return gross_up().record(payroll(), zandwijk(), 2026, lines_of(lines)).value();
    }
    base::Money open_of(const TestPlan& plan) {
        storage::Transaction transaction{database(), "balance", storage::Access::read};
        return claims::balances_of(transaction, {plan.claim}).at(plan.claim).total();
    }
    // What a run may write.
    std::array<long long, 4> written() {
        return {
            count("claim_act"),
            count("posting"),
            count("allocation"),
            count("audit_event WHERE action <> 'claims.look'")};
    }
    // "2 added, 0 known, 231.38"
    static std::string told(const GrossUpReport& report) {
        return report.problems.empty()
                   ? fmt::format(
                         "{} added, {} known, {}",
                         report.added_count,
                         report.known_count,
                         report.amount.to_string()
                     )
                   : report.problems.front().code + " " + report.problems.front().where;
    }

    TestPlan first_{base::PersonId{0}, base::ClaimId{0}, base::PlanId{0}};
    TestPlan second_ = first_;
};

TEST_P(GrossUpOnBoth, AListIsBookedOnce) {
    const GrossUpReport done = record(good_list());
    EXPECT_EQ(told(done), "2 added, 0 known, 231.38");
    EXPECT_EQ(done.open_net.to_string(), "600.00");
    EXPECT_EQ(open_of(first_).to_string(), "420.00");
    EXPECT_EQ(open_of(second_).to_string(), "411.38");

    const auto once = written();
    EXPECT_EQ(told(record(good_list())), "0 added, 2 known, 0.00");
    EXPECT_EQ(written(), once);

    const auto life = ClaimLifeService{database(), law()}.life_on(
        officer_on("2027-02-01"),
        {zandwijk(), first_.person, number_of(first_)},
        {date("2027-02-01"), date("2027-02-01")}
    );
    const claims::NewAct& act = life->acts.at(0).facts;
    EXPECT_EQ(act.number, "BRUTERING-2026");
    EXPECT_EQ(act.on, date("2027-01-01"));
    EXPECT_EQ(act.decision_number, "B-2027-1");
    EXPECT_EQ(
        act.reason, "brutering over 2026 volgens de salarisadministratie: netto stond € 300,00 open"
    );
    EXPECT_EQ(life->acts.at(0).recorded_by, "machine:payroll");
    EXPECT_EQ(life->postings.back().facts.act, life->acts.at(0).id);
    EXPECT_EQ(count("audit_event WHERE action = 'claims.act' AND actor = 'machine:payroll'"), 2)
        << "one for each debtor";
}

TEST_P(GrossUpOnBoth, ADryRunTellsEachLineAndWritesNothing) {
    std::vector<GrossUpLine> lines = good_list();
    lines.push_back(line(first_, "100002", "300.00", "40"));
    const auto before = written();
    std::vector<std::string> seen;
    const auto report =
        gross_up()
            .work_out(payroll(), zandwijk(), 2026, lines_of(lines), [&](const GrossedUp& one) {
                seen.push_back(
                    one.where + " " + one.amount.to_string() + (one.is_known ? " known" : "")
                );
            });
    EXPECT_THAT(seen, ElementsAre("list.jsonl:1 120.00", "list.jsonl:2 111.38"));
    EXPECT_EQ(told(*report), "followup.repeated-claim list.jsonl:2, field claim_number");
    EXPECT_GT(count("audit_event WHERE action = 'claims.look' AND actor = 'machine:payroll'"), 0)
        << "what is open was told";
    EXPECT_EQ(written(), before);

    ASSERT_EQ(told(record({good_list().front()})), "1 added, 0 known, 120.00");
    seen.clear();
    const auto after = gross_up().work_out(
        payroll(),
        zandwijk(),
        2026,
        lines_of(good_list()),
        [&](const GrossedUp& one) {
            seen.push_back(one.amount.to_string() + (one.is_known ? " known" : ""));
        }
    );
    EXPECT_EQ(told(*after), "1 added, 1 known, 111.38");
    EXPECT_THAT(seen, ElementsAre("120.00 known", "111.38"));
}

TEST_P(GrossUpOnBoth, OneRefusedLineLeavesNothingOfTheList) {
    const base::ClaimId loan = [&] {
        claims::NewClaim claim = test_support::TestRegister::new_claim(
            "V-LOAN", {first_.person}, "500.00", "2026-06-01"
        );
        claim.decision.kind = claims::ClaimKind::loan;
        return claims::ClaimsService{database()}
            .register_claim(reg().officer(), zandwijk(), claim, law())
            .value();
    }();
    const base::ClaimId earlier = reg().claim("V-2025", {first_.person}, "500.00", "2025-06-02");
    const auto changed = [&](const std::function<void(GrossUpLine&)>& change) {
        GrossUpLine wrong = line(second_, "100002", "300.00", "40");
        change(wrong);
        return wrong;
    };
    const auto of_claim = [&](base::ClaimId claim) {
        return line({first_.person, claim, first_.plan}, "100001", "500.00", "40");
    };
    struct Row {
        std::string what;
        GrossUpLine wrong;
        std::string problem;
    };
    const std::vector<Row> rows{
        {"a claim that is not here",
         changed([](GrossUpLine& wrong) { wrong.claim_number = "V-NONE"; }),
         "claims.unknown-claim list.jsonl:2, field claim_number"},
        {"the number of another debtor",
         changed([](GrossUpLine& wrong) { wrong.client_number = "100001"; }),
         "claims.unknown-debtor list.jsonl:2, field client_number"},
        {"another net amount than the books",
         line(second_, "100002", "299.99", "40"),
         "claims.other-amount list.jsonl:2, field open_net"},
        {"no factor and no amount",
         changed([](GrossUpLine& wrong) { wrong.told.factor.reset(); }),
         "claims.act-needs list.jsonl:2, field factor"},
        {"no decision",
         changed([](GrossUpLine& wrong) { wrong.decision_number = ""; }),
         "claims.act-needs list.jsonl:2, field decision_number"},
        {"the same claim twice",
         line(first_, "100001", "300.00", "40"),
         "followup.repeated-claim list.jsonl:1, field claim_number"},
        {"a loan", of_claim(loan), "claims.not-grossed-up list.jsonl:1, field claim_number"},
        {"a claim of an earlier year",
         of_claim(earlier),
         "claims.not-net list.jsonl:1, field claim_number"}};
    const auto before = written();
    for (const Row& row : rows) {
        for (const std::size_t at_once : {std::size_t{1}, std::size_t{2}}) {
            const auto report = gross_up().record(
                payroll(), zandwijk(), 2026, lines_of({good_list().front(), row.wrong}, at_once)
            );
            EXPECT_EQ(told(*report), row.problem) << row.what;
            EXPECT_EQ(report->problems.size(), 1U) << row.what;
            EXPECT_EQ(written(), before) << row.what;
        }
    }
}

TEST_P(GrossUpOnBoth, ALineOfTheReaderIsRefusedWithTheOthers) {
    GrossUpLines set{good_list(), {{"conversion.not-json", "no object", "list.jsonl:3", {}}}};
    const auto before = written();
    const auto report =
        gross_up().record(payroll(), zandwijk(), 2026, [&] { return std::exchange(set, {}); });
    EXPECT_EQ(told(*report), "conversion.not-json list.jsonl:3");
    EXPECT_EQ(written(), before);
}

TEST_P(GrossUpOnBoth, AnEmptyListIsNoList) {
    const auto before = written();
    EXPECT_EQ(told(record({})), "followup.empty-list ");
    EXPECT_EQ(written(), before);
}

TEST_P(GrossUpOnBoth, WhatWasPaidBeforeTheTurnComesOffAndAfterItNot) {
    plans().pay(first_, "250.00", "2026-12-31");
    plans().pay(first_, "50.00", "2027-01-04");  // now nothing of it is open
    plans().pay(second_, "300.00", "2026-12-31");
    EXPECT_EQ(
        told(record({line(second_, "100002", "300.00", "40")})),
        "claims.not-grossed-up list.jsonl:2, field claim_number"
    );
    // 50.00 x 40% = 20.00
    EXPECT_EQ(told(record({line(first_, "100001", "50.00", "40")})), "1 added, 0 known, 20.00");
    EXPECT_EQ(open_of(first_).to_string(), "20.00");

    // A payment of December that becomes known later changes nothing of what was recorded.
    plans().pay(first_, "10.00", "2026-12-30");
    EXPECT_EQ(told(record({line(first_, "100001", "50.00", "40")})), "0 added, 1 known, 0.00");
}

TEST_P(GrossUpOnBoth, AnotherContentUnderTheNumberIsRefused) {
    ASSERT_EQ(told(record(good_list())), "2 added, 0 known, 231.38");
    const auto once = written();
    const std::string taken = "claims.act-number-taken list.jsonl:1, field claim_number";
    EXPECT_EQ(told(record({line(first_, "100001", "300.00", "41")})), taken);
    EXPECT_EQ(told(record({line(first_, "100001", "299.00", "40")})), taken);
    GrossUpLine other_decision = good_list().front();
    other_decision.decision_number = "B-2027-2";
    EXPECT_EQ(told(record({other_decision})), taken);
    GrossUpLine by_amount = good_list().front();
    by_amount.told.amount = base::Money::parse("120.01").value();
    EXPECT_EQ(told(record({by_amount})), taken);
    EXPECT_EQ(written(), once);

    // By hand under a number of its own, it was grossed up all the same.
    const TestPlan third = plans().add("100003");
    claims::NewAct by_hand{"A-1", claims::ActKind::grossed_up, date("2027-01-01"), "met de hand"};
    by_hand.decision_number = "B-2027-3";
    by_hand.amount = base::Money::parse("120.00").value();
    by_hand.factor = base::Percentage::parse("40").value();
    ASSERT_TRUE((ClaimLifeService{database(), law()}.record(
        officer_on("2027-01-10"), {zandwijk(), third.person, number_of(third)}, by_hand
    )));
    EXPECT_EQ(
        told(record({line(third, "100003", "300.00", "40")})),
        "claims.not-grossed-up list.jsonl:3, field claim_number"
    );
}

TEST_P(GrossUpOnBoth, AClosedYearTakesNoGrossUpAnyMore) {
    ClaimLifeService lives{database(), law()};
    ASSERT_TRUE(
        lives.close_year(reg().officer(access::Role::supervisor, "2027-01-20"), zandwijk(), 2026)
    );
    EXPECT_EQ(told(record({good_list().front()})), "1 added, 0 known, 120.00")
        << "it counts from the year after";
    ASSERT_TRUE(
        lives.close_year(reg().officer(access::Role::supervisor, "2028-01-20"), zandwijk(), 2027)
    );
    const auto late =
        gross_up().record(payroll("2028-02-01"), zandwijk(), 2026, lines_of({good_list().back()}));
    EXPECT_EQ(told(*late), "claims.year-closed list.jsonl:2");
    const auto again =
        gross_up().record(payroll("2028-02-01"), zandwijk(), 2026, lines_of({good_list().front()}));
    EXPECT_EQ(told(*again), "0 added, 1 known, 0.00");
}

TEST_P(GrossUpOnBoth, AsksTheRightAndAYearThatIsOver) {
    const auto nobody = reg().officer(access::Role::caseworker, "2027-02-01");
    const auto ignore = [](const auto&) {};
    GrossUpService service = gross_up();
    const auto codes = [&](const access::Occasion& occasion) {
        return std::vector<std::string>{
            service.record(occasion, zandwijk(), 2026, lines_of({})).error().code,
            service.work_out(occasion, zandwijk(), 2026, lines_of({}), ignore).error().code,
            service.candidates(occasion, zandwijk(), 2026, ignore).error().code};
    };
    EXPECT_THAT(codes(nobody), testing::Each("access.not-allowed"));
    EXPECT_THAT(codes(payroll("2026-12-31")), testing::Each("claims.in-future"));
    EXPECT_TRUE(service.record(payroll("2027-01-01"), zandwijk(), 2026, lines_of({})));
}

TEST_P(GrossUpOnBoth, CandidatesAreWhatWasOpenNetAndTheLookIsTold) {
    plans().pay(first_, "60.00", "2026-12-31");
    plans().pay(first_, "15.00", "2027-01-04");
    plans().pay(second_, "300.00", "2026-12-31");
    const base::PersonId third = reg().person("100003");
    (void)reg().claim("V-2025", {third}, "500.00", "2025-06-02");
    (void)reg().claim("V-JOINT", {third, first_.person}, "80.00", "2026-06-01");
    const auto candidates = [&] {
        std::vector<std::string> seen;
        const auto count = gross_up().candidates(
            payroll(),
            zandwijk(),
            2026,
            [&](const std::vector<GrossUpCandidate>& some) {
                for (const GrossUpCandidate& one : some) {
                    seen.push_back(fmt::format(
                        "{} {} {} {}",
                        one.client_number,
                        one.open_net.to_string(),
                        fmt::join(one.joint_debtors, "+"),
                        one.questions.size()
                    ));
                }
            }
        );
        EXPECT_EQ(count.value(), seen.size());
        return seen;
    };
    // The municipality was late, and no period is known.
    EXPECT_THAT(candidates(), ElementsAre("100001 240.00  2", "100001 80.00 100003 2"));
    EXPECT_EQ(count("audit_event WHERE action = 'claims.look' AND actor = 'machine:payroll'"), 3);

    ASSERT_EQ(told(record({line(first_, "100001", "240.00", "40")})), "1 added, 0 known, 96.00");
    EXPECT_THAT(candidates(), ElementsAre("100001 80.00 100003 2"));
}

// More than fit in one set; the last line is refused, and then it is not.
TEST_P(GrossUpOnBoth, ALongListIsWholeToo) {
    constexpr int claim_count = 1100;
    std::vector<claims::NewClaim> claims;
    std::vector<GrossUpLine> lines;
    for (int number = 1; number <= claim_count; ++number) {
        const std::string name = fmt::format("V-L{}", number);
        claims.push_back(
            test_support::TestRegister::new_claim(name, {first_.person}, "100.00", "2026-06-01")
        );
        lines.push_back(
            {name,
             "100001",
             {base::Money::parse("100.00").value(), base::Percentage::whole(40)},
             "B-2027-1",
             fmt::format("list.jsonl:{}", number)}
        );
    }
    {
        storage::Transaction transaction{database(), "claims", storage::Access::write};
        const access::Occasion officer = reg().officer();
        audit::Trail trail{transaction, officer.author()};
        ASSERT_EQ(
            claims::ClaimsService{database()}
                .register_claims(transaction, trail, zandwijk(), officer.author(), claims)
                .added_count,
            claims.size()
        );
        trail.write();
        transaction.commit();
    }
    const auto before = written();
    const auto record_in_sets = [&] {
        return gross_up().record(payroll(), zandwijk(), 2026, lines_of(lines, 500)).value();
    };
    lines.back().told.open_net = base::Money::parse("100.01").value();
    EXPECT_EQ(told(record_in_sets()), "claims.other-amount list.jsonl:1100, field open_net");
    EXPECT_EQ(written(), before);

    std::size_t candidate_count = 0;
    ASSERT_TRUE(gross_up().candidates(payroll(), zandwijk(), 2026, [&](const auto& some) {
        candidate_count += some.size();
    }));
    EXPECT_EQ(candidate_count, 1102U);

    lines.back().told.open_net = base::Money::parse("100.00").value();
    EXPECT_EQ(told(record_in_sets()), "1100 added, 0 known, 44000.00");
    EXPECT_EQ(told(record_in_sets()), "0 added, 1100 known, 0.00");
    storage::Transaction transaction{database(), "verify", storage::Access::read};
    EXPECT_TRUE(audit::verify_chain(transaction));
}

TEST_P(GrossUpOnBoth, TwoAtOnceAreOne) {
    std::array<GrossUpReport, 2> reports;
    const std::vector<GrossUpLine> lines = good_list();
    std::vector<std::thread> threads;
    for (GrossUpReport& report : reports) {
        threads.emplace_back([&] { report = record(lines); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(reports[0].added_count + reports[1].added_count, 2U);
    EXPECT_EQ(reports[0].known_count + reports[1].known_count, 2U);
    EXPECT_EQ(open_of(first_).to_string(), "420.00");
}

}  // namespace

DRAAGKRACHT_ON_BOTH_DATABASES(GrossUpOnBoth);

}  // namespace draagkracht::followup
