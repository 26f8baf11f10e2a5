// Which holds wait for a person to look at them again, and when they are off the list.
#include "draagkracht/followup/hold_watch_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/followup/claim_life_service.hpp"
#include "followup/followup_fixture.hpp"

namespace draagkracht::followup {

using claims::ActKind;
using claims::HoldKind;
using test_support::TestPlan;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class HoldWatchOnBoth : public FollowupOnBoth {
  protected:
    HoldWatchService watch() { return HoldWatchService{database()}; }

    // "V-1 objection 2026-10-01": the claim, what holds it up, and since when it waits.
    std::vector<std::string> told(const std::string& day, const HoldPage& page = {}) {
        std::vector<std::string> told;
        const HoldsToReview shown = watch().to_review(officer_on(day), zandwijk(), page).value();
        for (const HoldToReview& hold : shown.items) {
            told.push_back(
                hold.claim_number + " " + std::string{to_text(hold.kind)} + " " +
                hold.review_on.to_string() + (hold.is_told_by_bank ? " by the bank" : "")
            );
        }
        return told;
    }
    int count(const std::string& day) { return watch().count(officer_on(day), zandwijk()).value(); }

    static claims::NewAct hold(
        const std::string& number,
        HoldKind kind,
        const std::string& on,
        const std::string& review_on
    ) {
        claims::NewAct act{number, ActKind::held, date(on), "reden"};
        act.hold = kind;
        act.review_on = date(review_on);
        return act;
    }
    void record(
        base::PersonId debtor,
        const std::string& claim,
        const claims::NewAct& act,
        const std::string& day
    ) {
        const auto done = ClaimLifeService{database(), law()}.record(
            officer_on(day), {zandwijk(), debtor, claim}, act
        );
        ASSERT_TRUE(done) << done.error().to_line();
    }
    void add(base::ClaimId claim, const claims::NewAct& act, const access::Occasion& by) {
        storage::Transaction transaction{database(), "hold", storage::Access::write};
        claims::add_acts(transaction, by.author(), {{claim, act}});
        test_support::commit_untold(transaction);
    }
    void end(
        base::PersonId debtor,
        const std::string& claim,
        const std::string& hold,
        const std::string& day
    ) {
        claims::NewAct act{"E-" + hold, ActKind::hold_ended, date(day), "reden"};
        act.ends = hold;
        act.last_day = date(day);
        record(debtor, claim, act, day);
    }
};

TEST_P(HoldWatchOnBoth, AHoldIsOnTheListFromItsDayUntilItIsEnded) {
    const base::PersonId person = reg().person("100001");
    static_cast<void>(reg().claim("V-1", {person}, "300.00", "2026-06-01"));
    static_cast<void>(reg().claim("V-2", {person}, "200.00", "2026-06-01"));
    record(
        person, "V-1", hold("H-1", HoldKind::objection, "2026-07-01", "2026-10-01"), "2026-07-01"
    );
    record(
        person, "V-2", hold("H-2", HoldKind::deferral, "2026-07-01", "2026-09-01"), "2026-07-01"
    );
    claims::NewAct with_end = hold("H-3", HoldKind::dispute, "2026-07-01", "2026-08-01");
    with_end.last_day = date("2026-08-15");
    record(person, "V-2", with_end, "2026-07-01");
    struct Row {
        std::string day;
        std::vector<std::string> told;
    };
    const std::string first = "V-1 objection 2026-10-01";
    const std::string second = "V-2 deferral 2026-09-01";
    const std::vector<Row> rows{
        {"2026-07-31", {}},
        {"2026-08-15", {"V-2 dispute 2026-08-01"}},
        {"2026-08-16", {}},  // it has ended by itself
        {"2026-08-31", {}},
        {"2026-09-01", {second}},
        {"2026-10-01", {second, first}},  // who waits longest is first
    };
    for (const Row& row : rows) {
        EXPECT_EQ(told(row.day), row.told) << row.day;
        EXPECT_EQ(count(row.day), static_cast<int>(row.told.size())) << row.day;
    }
    EXPECT_THAT(told("2026-10-01", {.limit = 1, .offset = 1}), ElementsAre(first));
    // It takes longer: the hold ends, and the next one has a later day.
    end(person, "V-1", "H-1", "2026-10-01");
    EXPECT_THAT(told("2026-10-02"), ElementsAre(second));
    record(
        person, "V-1", hold("H-4", HoldKind::objection, "2026-10-02", "2026-12-01"), "2026-10-02"
    );
    EXPECT_THAT(told("2026-12-01"), ElementsAre(second, "V-1 objection 2026-12-01"));
}

TEST_P(HoldWatchOnBoth, OfAClaimThatIsPaidNothingHoldsAnythingUp) {
    const TestPlan plan = plans().add("100001", {.first_due = "2026-06-01"});
    add(plan.claim,
        hold("H-1", HoldKind::debt_help, "2026-07-01", "2026-08-01"),
        officer_on("2026-07-01"));
    EXPECT_EQ(count("2026-08-01"), 1);
    plans().pay(plan, "300.00", "2026-08-02");
    EXPECT_EQ(count("2026-08-03"), 0);
}

// What the bank told is first: nobody has spoken to the family. It is a task of its own, whatever
// waits longer; and it waits from the day on which the bank told it.
TEST_P(HoldWatchOnBoth, WhatTheBankToldIsFirst) {
    const base::PersonId one = reg().person("100001");
    const base::PersonId other = reg().person("100002");
    static_cast<void>(reg().claim("V-1", {one}, "300.00", "2026-06-01"));
    const base::ClaimId joint = reg().claim("V-2", {one, other}, "200.00", "2026-06-01");
    record(one, "V-1", hold("H-1", HoldKind::estate, "2026-07-01", "2026-08-01"), "2026-07-01");
    claims::NewAct by_bank = hold("bank-MD07-7", HoldKind::estate, "2026-09-01", "2026-09-01");
    by_bank.debtor = other;
    add(joint, by_bank, reg().machine(access::Machine::reconciliation, "2026-09-01"));
    EXPECT_THAT(
        told("2026-09-01"),
        ElementsAre("V-2 estate 2026-09-01 by the bank", "V-1 estate 2026-08-01")
    );
    const HoldsToReview shown = watch().to_review(officer_on("2026-09-01"), zandwijk(), {}).value();
    EXPECT_EQ(shown.items.at(0).debtor, other) << "whom alone it concerns";
    EXPECT_EQ(shown.items.at(0).open.to_string(), "200.00");
    EXPECT_EQ(shown.total_count, 2);
    // It is not so: an officer ends it, and it is off the list.
    end(other, "V-2", "bank-MD07-7", "2026-09-02");
    EXPECT_THAT(told("2026-09-03"), ElementsAre("V-1 estate 2026-08-01"));
}

TEST_P(HoldWatchOnBoth, EachLookAtAPersonIsInTheTrailAndNotEverybodyMayLook) {
    const base::PersonId person = reg().person("100001");
    static_cast<void>(reg().claim("V-1", {person}, "300.00", "2026-06-01"));
    record(
        person, "V-1", hold("H-1", HoldKind::objection, "2026-07-01", "2026-07-01"), "2026-07-01"
    );
    (void)count("2026-07-01");
    const auto looks = [&] {
        storage::Transaction transaction{database(), "looks", storage::Access::read};
        const auto events = audit::events_of_person(transaction, person, 50);
        return std::ranges::count_if(events, [](const auto& told) {
            return told.event.action == "followup.look" && told.event.subject == "holds to review";
        });
    };
    EXPECT_EQ(looks(), 0) << "to count is no look";
    (void)told("2026-07-01");
    EXPECT_EQ(looks(), 1);
    const access::Occasion keeper = reg().officer(access::Role::administrator, "2026-07-01");
    EXPECT_EQ(watch().to_review(keeper, zandwijk(), {}).error().code, "access.not-allowed");
    EXPECT_EQ(watch().count(keeper, zandwijk()).error().code, "access.not-allowed");
    EXPECT_EQ(holds_that_wait(database(), zandwijk(), date("2026-07-01")), 1);
    EXPECT_EQ(holds_that_wait(database(), zandwijk(), date("2026-06-30")), 0);
}

DRAAGKRACHT_ON_BOTH_DATABASES(HoldWatchOnBoth);

}  // namespace draagkracht::followup
