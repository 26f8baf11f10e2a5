// The proofs: each holds on a register that was kept by the rules, and each is seen to fail when
// the books are broken behind the program's back.
#include "draagkracht/figures/proof_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "draagkracht/base/sha256.hpp"
#include "draagkracht/capacity/capacity_json.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/followup/claim_life_service.hpp"
#include "draagkracht/letters/letters_service.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/month_close_service.hpp"
#include "draagkracht/payments/payout_service.hpp"
#include "draagkracht/payments/payroll_list_service.hpp"
#include "figures/breaches.hpp"
#include "figures/figures_fixture.hpp"
#include "support/config_copy.hpp"
#include "support/random.hpp"

namespace draagkracht::figures {

namespace {

using test_support::Random;
using test_support::TestPlan;
using enum followup::Channel;
using enum followup::ContactOutcome;

class ProofsOnBoth : public FiguresOnBoth {
  protected:
    static const norms::RuleBook& rules() {
        static const norms::RuleBook book = read(DRAAGKRACHT_SOURCE_DIR "/config");
        return book;
    }
    static norms::RuleBook read(const std::filesystem::path& config) {
        return norms::read_rules({.norms = config / "norms",
                                  .law = config / "law.toml",
                                  .policies = config / "policies"})
            .value();
    }

    // Somebody of 41 alone on benefit, assessed so many times: the norm says 70.97.
    void assess(base::PersonId person, int times = 1) {
        const capacity::Household household =
            capacity::household_from_json(
                R"({"reference":"A","date":"2026-07-15","municipality":"zandwijk",)"
                R"("living_situation":"single","registered_address":true,"housemates":[],)"
                R"("gives_information":true,"debt_help":"none",)"
                R"("taxable_income_per_year":"20000.00","debtor":{"birth_date":"1985-03-20",)"
                R"("in_institution":false,"incomes":[{"kind":"participation_benefit",)"
                R"("monthly":"1419.46","for_repayment":true,"taken_elsewhere":[]}]}})"
            )
                .value();
        const std::string worksheet =
            capacity::to_json(household, capacity::assess(household, rules()).value());
        storage::Transaction transaction{database(), "assess", storage::Access::write};
        for (int number = 0; number < times; ++number) {
            last_assessment_ = plans::add_assessment(
                transaction,
                {reg().zandwijk(), person, household.date, capacity::to_json(household), worksheet}
            );
        }
        audit::Trail trail{transaction, officer_on("2026-07-15").author()};
        trail.record({"test.write", std::nullopt, std::nullopt, "test"});
        trail.write();
        transaction.commit();
    }
    [[nodiscard]] std::string last_assessment() const {
        return "assessment:" + std::to_string(last_assessment_.value());
    }

    // Whoever does so also makes its hash anew.
    void change_last_worksheet(const std::string& former, const std::string& by) {
        const long long id = last_assessment_.value();
        storage::Transaction transaction{database(), "change", storage::Access::write};
        test_support::take_guards_off(transaction);
        std::string worksheet;
        transaction.sql() << "SELECT worksheet_json FROM assessment WHERE id = :id",
            soci::use(id, "id"), soci::into(worksheet);
        ASSERT_NE(worksheet.find(former), std::string::npos);
        worksheet.replace(worksheet.find(former), former.size(), by);
        const std::string sha256 = base::sha256_of(worksheet);
        transaction.sql() << "UPDATE assessment SET worksheet_json = :worksheet, sha256 = :sha256"
                             " WHERE id = :id",
            soci::use(worksheet, "worksheet"), soci::use(sha256, "sha256"), soci::use(id, "id");
        transaction.commit();
    }

    Proof recomputed(const norms::RuleBook& rules) {
        storage::Transaction transaction{database(), "recompute", storage::Access::read};
        const std::vector<Proof> all = prove_all(transaction, rules);
        return *std::ranges::find(all, "assessment-recomputes", &Proof::name);
    }

    // Payments, tasks, a reminder, a notice of each kind, an assessment, and pauses. Plan 1 is
    // reminded and gets a notice after attempts, plan 2 after a talk, plan 3 by approval.
    void live() {
        for (TestPlan* const plan : {&one_, &two_, &three_}) {
            *plan = plans().add(
                std::to_string(++client_),
                {.assessed =
                     plans::AssessedAmounts{
                         base::Money::cents(5000),
                         base::Money::cents(120000),
                         base::Money::cents(130000)}}
            );
        }
        plans().pay(one_, "30.00", "2026-06-02");
        plans().pay(two_, "300.00", "2026-06-03");
        plans().pay(two_, "-300.00", "2026-06-05");
        assess(one_.person);
        night("2026-06-07");
        ASSERT_TRUE(contact(one_, 1, "2026-06-08", phone, no_answer));
        night("2026-06-08");
        say("INSERT INTO officer (id, login, display_name, password_hash, is_active)"
            " VALUES (1, 'a.jansen', 'Anouk Jansen', '', 1)");
        ASSERT_TRUE(access::AccessService{database()}.add_officer(
            reg().machine(access::Machine::conversion),
            {"b.kaya",
             "B. Kaya",
             "een lang wachtwoord",
             {{reg().zandwijk(), {access::Role::auditor}}}}
        ));
        ASSERT_EQ(send_letters("2026-06-08"), 1U);
        ASSERT_TRUE(contact(one_, 1, "2026-06-09", letter, sent));
        ASSERT_TRUE(contact(two_, 1, "2026-06-09", phone, spoken));
        ASSERT_TRUE(notice(one_, 1, "2026-06-10"));
        ASSERT_TRUE(notice(two_, 1, "2026-06-10"));
        ASSERT_TRUE(notice(three_, 1, "2026-07-10", approval_for(three_, 1)));
        // Entered after the notice about the first instalment, that it moves to 1 July.
        ASSERT_TRUE(pause(two_, "P-1", "2026-06-01", "2026-06-30", "2026-07-11"));
        ASSERT_TRUE(pause(three_, "P-1", "2026-09-01", "2026-09-30", "2026-07-11"));
        move_a_credit();
        work_off_suspense();
        take_a_list();
        close_june();
        collect_two();
    }

    // Money that nobody knows: a part goes to plan 3, and a part is paid back by two people.
    void work_off_suspense() {
        const base::EntryId entry = plans().receive("25.00", "2026-06-07");
        payments::HandActService acts{database(), reg().sealer()};
        const access::Occasion officer = officer_on("2026-07-12");
        ASSERT_TRUE(acts.place(
            officer,
            reg().zandwijk(),
            {.number = "H-1",
             .reason = "r",
             .seen = {{entry, 1}},
             .put = {{entry, "V-100003", "", base::Money::cents(1500)}}}
        ));
        const payments::RefundAsked back{
            "H-2",
            "r",
            {entry, 3},
            base::Money::cents(600),
            base::Iban::parse("NL91ABNA0417164300").value()};
        const auto asked = acts.ask_refund(officer, reg().zandwijk(), back);
        ASSERT_TRUE(asked) << asked.error().to_line();
        access::AccessService access{database()};
        const access::RolesByMunicipality roles{{reg().zandwijk(), {access::Role::supervisor}}};
        const auto second = access.add_officer(
            reg().machine(access::Machine::conversion),
            {"c.vos", "C. Vos", "een lang wachtwoord", roles}
        );
        ASSERT_TRUE(access.grant_approval(
            {access::Actor::officer(*second, "C. Vos", roles), officer.today, officer.moment},
            *asked
        ));
        const auto done = acts.refund(officer, reg().zandwijk(), back);
        ASSERT_TRUE(done) << done.error().to_line();
        const auto ordered =
            payments::PayoutService{database(), reg().sealer()}.prepare(officer, reg().zandwijk());
        ASSERT_TRUE(ordered) << ordered.error().to_line();
    }

    // What payroll set off came by no bank, and is in no month's proof.
    void take_a_list() {
        payments::PayrollList list{payments::ListKind::set_off, "UITKERING-2026-06", {}};
        list.lines.push_back(
            {1,
             base::month_of("2026-06").value(),
             date("2026-06-05"),
             "100003",
             "",
             "V-100003",
             base::Money::cents(500),
             std::nullopt}
        );
        const auto taken = payments::PayrollListService{database()}.take(
            officer_on("2026-07-12"), reg().zandwijk(), list, {}
        );
        ASSERT_TRUE(taken) << taken.error().to_line();
    }

    // Somebody saw at the bank that nothing moved after 7 June: the balance is still that.
    void close_june() {
        payments::MonthCloseService months{database()};
        const auto proof = months.preview(officer_on("2026-07-13"), reg().zandwijk(), {});
        ASSERT_TRUE(proof) << proof.error().to_line();
        const auto closed = months.close(
            officer_on("2026-07-13"),
            reg().zandwijk(),
            {proof->month,
             {{proof->accounts.at(0).figures.iban, proof->accounts.at(0).bank_closing}}}
        );
        ASSERT_TRUE(closed) << closed.error().to_line();
    }

    // All of a claim was paid, and it is lowered by 100.00, which another claim takes.
    void move_a_credit() {
        const TestPlan paid = plans().add("100099");
        plans().pay(paid, "300.00", "2026-06-06");
        (void)reg().claim("V-OTHER", {paid.person}, "250.00", "2026-05-01");
        const std::string number = [&] {
            storage::Transaction transaction{database(), "number", storage::Access::read};
            return claims::claims_by_id(transaction, {paid.claim}).at(0).decision.claim_number;
        }();
        followup::ClaimLifeService lives{database(), rules().law};
        const claims::NamedClaim named{reg().zandwijk(), paid.person, number};
        claims::NewAct lower{"A-1", claims::ActKind::changed, date("2026-07-11"), "r", "B-2"};
        lower.amount = base::Money::cents(-10000);
        ASSERT_TRUE(lives.record(officer_on("2026-07-11"), named, lower));
        claims::NewAct move{"A-2", claims::ActKind::credit_moved, date("2026-07-12"), "r"};
        move.amount = base::Money::cents(10000);
        move.other_claim = "V-OTHER";
        ASSERT_TRUE(lives.record(officer_on("2026-07-12"), named, move));
    }

    std::size_t send_letters(const std::string& day) {
        letters::LettersService letters =
            letters::LettersService::open(
                database(), reg().sealer(), policies(), DRAAGKRACHT_SOURCE_DIR "/templates/letters"
            )
                .value();
        return letters.send_requested(reg().machine(access::Machine::letter_room, day))
            ->sent.size();
    }

    std::vector<Proof> proofs() { return ProofService{database(), rules()}.verify(); }
    std::vector<std::string> broken() {
        std::vector<std::string> names;
        for (const Proof& proof : proofs()) {
            if (!proof.holds()) {
                names.push_back(proof.name);
            }
        }
        return names;
    }
    // "$1", "$2" and "$3" are the plans.
    std::string with_ids(std::string sql) {
        const std::vector<std::pair<std::string, std::int64_t>> ids{
            {"$plan1", one_.plan.value()},
            {"$claim1", one_.claim.value()},
            {"$person1", one_.person.value()},
            {"$plan2", two_.plan.value()},
            {"$claim2", two_.claim.value()},
            {"$plan3", three_.plan.value()},
            {"$person3", three_.person.value()},
            {"$zandwijk", reg().zandwijk().value()}};
        for (const auto& [name, id] : ids) {
            for (std::size_t at = sql.find(name); at != std::string::npos; at = sql.find(name)) {
                sql.replace(at, name.size(), std::to_string(id));
            }
        }
        return sql;
    }

    TestPlan one_{base::PersonId{0}, base::ClaimId{0}, base::PlanId{0}};
    TestPlan two_ = one_;
    TestPlan three_ = one_;
    int client_ = 100000;
    base::AssessmentId last_assessment_{0};
};

TEST_P(ProofsOnBoth, AllHoldOnARegisterThatWasKeptByTheRules) {
    live();
    EXPECT_THAT(broken(), testing::IsEmpty());
    for (const Proof& proof : proofs()) {
        EXPECT_GT(proof.checked_count, 0) << proof.name << " looked at nothing";
    }
}

TEST_P(ProofsOnBoth, AnEmptyRegisterProves) {
    EXPECT_THAT(broken(), testing::IsEmpty());
}

TEST_P(ProofsOnBoth, EveryProofFindsItsBreachWithItsPlace) {
    live();
    std::vector<std::string> tried;
    for (const Breach& breach : breaches()) {
        tried.push_back(breach.proof);
        // Never committed, so each breach stands by itself.
        storage::Transaction transaction{database(), "breach", storage::Access::write};
        test_support::take_guards_off(transaction);
        for (const std::string& act : breach.acts) {
            transaction.sql() << with_ids(act);
        }
        const std::vector<Proof> found = prove_all(transaction, rules());
        const auto proof = std::ranges::find(found, breach.proof, &Proof::name);
        ASSERT_NE(proof, found.end()) << breach.proof;
        EXPECT_FALSE(proof->holds()) << breach.proof << " by " << breach.acts.back();
        EXPECT_FALSE(proof->violations.empty()) << breach.proof;
    }
    for (const Proof& proof : proofs()) {
        EXPECT_TRUE(proof.holds()) << proof.name;
        EXPECT_THAT(tried, testing::Contains(proof.name)) << "no breach tries this proof";
    }
}

// More assessments than are read at a time; the last of them says a cent less than it comes to.
TEST_P(ProofsOnBoth, AnAssessmentIsNamedWithTheFirstLineThatDiffers) {
    assess(reg().person("100001"), 450);
    Proof proof = recomputed(rules());
    EXPECT_TRUE(proof.holds());
    EXPECT_EQ(proof.checked_count, 450);
    EXPECT_EQ(proof.unproved_count, 0);

    change_last_worksheet(R"("norm_capacity":"70.97")", R"("norm_capacity":"70.96")");
    proof = recomputed(rules());
    EXPECT_EQ(proof.checked_count, 450);
    EXPECT_EQ(proof.violation_count, 1);
    EXPECT_THAT(
        proof.violations,
        testing::ElementsAre(testing::StartsWith(
            last_assessment() + " differs at figures.norm_capacity; made by draagkracht "
        ))
    );
}

TEST_P(ProofsOnBoth, WhatCannotBeRecomputedIsToldAndIsNoBreach) {
    assess(reg().person("100001"), 12);
    const norms::ConfigCopy config;
    config.replace("policies/zandwijk.toml", "value = \"10.00\"", "value = \"11.00\"");
    const Proof without_rules = recomputed(read(config.path("")));
    EXPECT_TRUE(without_rules.holds());
    EXPECT_EQ(without_rules.checked_count, 12);
    EXPECT_EQ(without_rules.unproved_count, 12);
    EXPECT_EQ(without_rules.unproved.size(), 10U) << "the first few are listed";
    EXPECT_THAT(without_rules.unproved.front(), testing::HasSubstr("not known here: policy"));

    change_last_worksheet(R"("computation":")", R"("computation":"0.)");
    const Proof older = recomputed(rules());
    EXPECT_TRUE(older.holds());
    EXPECT_THAT(
        older.unproved,
        testing::ElementsAre(testing::AllOf(
            testing::StartsWith(last_assessment() + " made by draagkracht "),
            testing::HasSubstr("that program can repeat it")
        ))
    );
}

TEST_P(ProofsOnBoth, AStepWithATalkThatWasTooEarlyIsFound) {
    live();
    ASSERT_TRUE(contact(one_, 2, "2026-07-02", phone, spoken));
    say(with_ids(
        std::string{new_step} +
        "VALUES (9001, $zandwijk, $person1, $plan1, 2, 'formal_notice', '2026-07-20',"
        " '2026-07-07', 'conversation', NULL, 'x', 'officer:1')"
    ));
    say(
        with_ids("INSERT INTO escalation_evidence SELECT 9001, contact_id FROM contact_arrear"
                 " WHERE plan_id = $plan1 AND instalment_number = 2")
    );
    EXPECT_THAT(broken(), testing::ElementsAre("contact-before-force", "rows-as-written"));
}

// Whatever officers do, what the program let through is what the proofs, told again in SQL, let
// through.
TEST_P(ProofsOnBoth, RandomHistoriesProve) {
    Random random;
    const std::vector<TestPlan> people{plans().add("200001"), plans().add("200002")};
    for (int act = 0; act < 150; ++act) {
        const TestPlan& plan = random.one_of(people);
        const int instalment = static_cast<int>(random.between(1, 2));
        const std::string day =
            date("2026-06-01").plus_days(static_cast<int>(random.between(0, 50))).to_string();
        switch (random.between(0, 8)) {
            case 0:
                if (random.chance(30)) {
                    plans().pay(plan, random.chance(50) ? "20.00" : "5.00", day);
                }
                break;
            case 1:
                night(day);
                break;
            case 7: {
                const std::string until =
                    date(day).plus_days(static_cast<int>(random.between(0, 20))).to_string();
                const std::string entered_on =
                    date(day).plus_days(static_cast<int>(random.between(-5, 25))).to_string();
                const std::string number = "P-" + std::to_string(random.between(1, 5));
                static_cast<void>(pause(plan, number, day, until, entered_on));
                break;
            }
            case 8:
                static_cast<void>(
                    withdraw_pause(plan, "P-" + std::to_string(random.between(1, 5)), day)
                );
                break;
            case 2:
            case 3:
                static_cast<void>(notice(plan, instalment, day));
                break;
            default: {
                const auto channel = random.one_of(std::vector{phone, visit, letter, email});
                const auto outcome =
                    random.one_of(followup::outcomes_for(channel, followup::Direction::outgoing));
                static_cast<void>(contact(plan, instalment, day, channel, outcome));
            }
        }
    }
    EXPECT_THAT(broken(), testing::IsEmpty());
}

}  // namespace

DRAAGKRACHT_ON_BOTH_DATABASES(ProofsOnBoth);

}  // namespace draagkracht::figures
