// The limitation clock as the register winds it, and that nothing is forced after it.
#include "draagkracht/followup/limitation_service.hpp"

#include <gtest/gtest.h>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/followup/pause_service.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "followup/followup_fixture.hpp"

namespace draagkracht::followup {

using test_support::TestPlan;
using enum Channel;
using enum ContactOutcome;

class LimitationOnBoth : public FollowupOnBoth {
  protected:
    // "2031-06-01 payment": the last day, and what began the term that runs.
    std::vector<std::string> clocks(base::PersonId person) {
        std::vector<std::string> told;
        LimitationService limitation{database(), law()};
        const base::Outcome<std::vector<ClaimClock>> found =
            limitation.clocks_of(officer_on("2027-12-31"), zandwijk(), person);
        for (const ClaimClock& of_claim : found.value()) {
            if (!of_claim.clock) {
                told.emplace_back("unknown");
                continue;
            }
            const claims::LimitationTerm& term = of_claim.clock->terms().back();
            told.push_back(
                term.last_day->to_string() +
                (term.begun_by ? " " + std::string{claims::to_text(term.begun_by->kind)} : "")
            );
        }
        return told;
    }
    using Told = std::vector<std::string>;

    bool defer(
        const TestPlan& plan,
        const std::string& number,
        const std::string& from,
        const std::string& until
    ) {
        PauseService pauses{database(), policies()};
        return pauses
            .enter(
                officer_on("2026-08-01"),
                zandwijk(),
                {.number = number,
                 .plan = plan.plan,
                 .kind = plans::PauseKind::deferral,
                 .period = {date(from), date(until)},
                 .reason = "asked for",
                 .contact = std::nullopt}
            )
            .has_value();
    }
    void pay_before_the_register(base::ClaimId claim, const std::string& day) {
        storage::Transaction transaction{database(), "pay", storage::Access::write};
        claims::add_postings(
            transaction,
            reg().machine(access::Machine::reconciliation, day).author(),
            {{claim,
              {claims::Component::principal,
               claims::PostingKind::payment,
               base::Money::cents(-1000),
               date(day),
               "nobody knows by whom"},
              std::nullopt,
              std::nullopt}}
        );
        test_support::commit_untold(transaction);
    }
};

// Each claim is due on 1 June 2026, and its plan was agreed on before that day.
TEST_P(LimitationOnBoth, IsMovedByWhatTheRegisterKnows) {
    const TestPlan plan = plans().add("100001");
    EXPECT_EQ(clocks(plan.person), (Told{"2031-06-01"}));
    plans().pay(plan, "50.00", "2026-06-02");
    EXPECT_EQ(clocks(plan.person), (Told{"2031-06-02 payment"}));
    ASSERT_TRUE(record(contact(plan, 2, "2026-07-08", phone, spoken)));
    ASSERT_EQ(notice_outcome(plan, 2, "2026-07-10"), "given");
    EXPECT_EQ(clocks(plan.person), (Told{"2031-07-10 formal_notice"}));
    // September has 30 days.
    ASSERT_TRUE(defer(plan, "U-1", "2026-09-01", "2026-09-30"));
    EXPECT_EQ(clocks(plan.person), (Told{"2031-08-09 formal_notice"}));
}

// Both owe one claim of 1 June 2026. What one agrees, pays and is told moves the clock of that one.
TEST_P(LimitationOnBoth, RunsForEachJointDebtorApart) {
    const base::PersonId one = reg().person("100001");
    const base::PersonId other = reg().person("100002");
    const base::ClaimId claim = reg().claim("V-1", {one, other}, "300.00", "2026-06-01");
    const TestPlan plan = plans().add(
        "100003",
        {.first_due = "2026-07-01", .person = one, .claim = claim, .agreed_on = "2026-06-10"}
    );
    EXPECT_EQ(clocks(one), (Told{"2031-06-10 acknowledgement"}));
    EXPECT_EQ(clocks(other), (Told{"2031-06-01"}));
    plans().pay(plan, "50.00", "2026-06-20");
    EXPECT_EQ(clocks(one), (Told{"2031-06-20 payment"}));
    EXPECT_EQ(clocks(other), (Told{"2031-06-01"}));
    ASSERT_TRUE(record(contact(plan, 2, "2026-08-08", phone, spoken)));
    ASSERT_EQ(notice_outcome(plan, 2, "2026-08-10"), "given");
    EXPECT_EQ(clocks(one), (Told{"2031-08-10 formal_notice"}));
    EXPECT_EQ(clocks(other), (Told{"2031-06-01"}));
    ASSERT_TRUE(defer(plan, "U-1", "2026-09-01", "2026-09-30"));
    EXPECT_EQ(clocks(other), (Told{"2031-06-01"}));
}

// What came in otherwise than by a transfer of the debtor acknowledges nothing.
TEST_P(LimitationOnBoth, IsNotMovedByWhatTheDebtorDidNotDo) {
    const base::PersonId one = reg().person("100001");
    const base::PersonId other = reg().person("100002");
    const base::ClaimId joint = reg().claim("V-1", {one, other}, "300.00", "2026-06-01");
    pay_before_the_register(joint, "2026-06-20");
    EXPECT_EQ(clocks(one), (Told{"2031-06-01"}));
    EXPECT_EQ(clocks(other), (Told{"2031-06-01"}));

    const TestPlan set_off = plans().add("100003");
    storage::Transaction transaction{database(), "way", storage::Access::write};
    storage::BulkInsert rows{
        transaction,
        "plan_way_to_pay",
        {{"plan_id", storage::Column::number}, {"way", storage::Column::text}}};
    rows.add({set_off.plan.value(), "set_off"});
    rows.write();
    test_support::commit_untold(transaction);
    plans().pay(set_off, "50.00", "2026-06-20");
    EXPECT_EQ(clocks(set_off.person), (Told{"2031-06-01"}));
}

// September has 30 days, of which 14 are left of a deferral that is shortened to the 14th, or that
// ends with its plan on that day.
TEST_P(LimitationOnBoth, IsMovedByADeferralAsFarAsItLasted) {
    const TestPlan withdrawn = plans().add("100001");
    const TestPlan shortened = plans().add("100002");
    const TestPlan ended = plans().add("100003");
    for (const TestPlan& plan : {withdrawn, shortened, ended}) {
        ASSERT_TRUE(defer(plan, "U-1", "2026-09-01", "2026-09-30"));
        EXPECT_EQ(clocks(plan.person), (Told{"2031-07-01"}));
    }
    PauseService pauses{database(), policies()};
    ASSERT_TRUE(pauses.change(
        officer_on("2026-08-02"), zandwijk(), {withdrawn.plan, "U-1"}, {std::nullopt, "a mistake"}
    ));
    EXPECT_EQ(clocks(withdrawn.person), (Told{"2031-06-01"}));
    ASSERT_TRUE(pauses.change(
        officer_on("2026-09-14"),
        zandwijk(),
        {shortened.plan, "U-1"},
        {date("2026-09-14"), "has work again"}
    ));
    EXPECT_EQ(clocks(shortened.person), (Told{"2031-06-15"}));
    plans().end(ended, "2026-09-14", plans::PlanOutcome::broken);
    EXPECT_EQ(clocks(ended.person), (Told{"2031-06-15"}));
}

TEST_P(LimitationOnBoth, IsSaidToBeUnknownWhereNoLawIsKnown) {
    const base::PersonId person = reg().person("100001");
    static_cast<void>(reg().claim("V-1", {person}, "300.00", "2008-06-01"));
    EXPECT_EQ(clocks(person), (Told{"unknown"}));
}

TEST_P(LimitationOnBoth, AsksTheRightToSeeAPersonAndLeavesALookInTheTrail) {
    const TestPlan plan = plans().add("100001");
    LimitationService limitation{database(), law()};
    EXPECT_EQ(
        limitation.clocks_of(reg().officer(access::Role::administrator), zandwijk(), plan.person)
            .error()
            .code,
        "access.not-allowed"
    );
    EXPECT_EQ(
        limitation.clocks_of(officer_on("2026-07-01"), zandwijk(), base::PersonId{999'999})
            .error()
            .code,
        "people.unknown-person"
    );
    static_cast<void>(clocks(plan.person));
    EXPECT_EQ(count("audit_event WHERE action = 'followup.look' AND subject = 'limitation'"), 1);
}

// Due on 1 June 2019 and never paid: from 2 June 2024 on nobody is given notice (Awb 4:104 lid 2),
// whatever was said. One payment in time leaves the power.
TEST_P(LimitationOnBoth, NoFormalNoticeIsGivenAfterIt) {
    const TestPlan lapsed = plans().add("100001", {.first_due = "2019-06-01"});
    const TestPlan kept = plans().add("100002", {.first_due = "2019-06-01"});
    plans().pay(kept, "50.00", "2023-01-05");
    for (const TestPlan& plan : {lapsed, kept}) {
        ASSERT_TRUE(record(contact(plan, 2, "2026-06-10", phone, spoken)));
    }
    EXPECT_EQ(notice_outcome(lapsed, 2, "2026-06-10"), "followup.lapsed");
    EXPECT_EQ(notice_outcome(kept, 2, "2026-06-10"), "given");

    const TestPlan unknown = plans().add("100003", {.first_due = "2008-06-01"});
    ASSERT_TRUE(record(contact(unknown, 2, "2026-06-10", phone, spoken)));
    EXPECT_EQ(notice_outcome(unknown, 2, "2026-06-10"), "followup.limitation-unknown");
}

DRAAGKRACHT_ON_BOTH_DATABASES(LimitationOnBoth);

}  // namespace draagkracht::followup
