// Which claims are told to lapse soon, on which day. Zandwijk is warned six months before
// (config/policies/zandwijk.toml).
#include "draagkracht/followup/limitation_watch_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "draagkracht/followup/claim_life_service.hpp"
#include "followup/followup_fixture.hpp"

namespace draagkracht::followup {

using test_support::TestPlan;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LimitationWatchOnBoth : public FollowupOnBoth {
  protected:
    LapsingDebts lapsing(const std::string& day, const LimitationPage& page = {}) {
        LimitationWatchService watch{database(), law(), policies()};
        return watch.lapsing(officer_on(day), zandwijk(), page).value();
    }
    // "V-1 300.00 2031-06-01": the claim, what is open on it, and the last day.
    std::vector<std::string> told(const std::string& day, const LimitationPage& page = {}) {
        std::vector<std::string> told;
        for (const LapsingDebt& debt : lapsing(day, page).items) {
            told.push_back(
                debt.claim_number + " " + debt.open.to_string() + " " +
                (debt.clock ? debt.clock->last_day()->to_string() : "unknown")
            );
        }
        return told;
    }
    std::vector<base::PersonId> people(const std::string& day) { return lapsing(day).people(); }

    // As two people decide on it; that they must is tested elsewhere.
    void release(base::ClaimId claim, base::PersonId person, const std::string& on) {
        storage::Transaction transaction{database(), "release", storage::Access::write};
        const long long claim_id = claim.value();
        const long long person_id = person.value();
        transaction.sql() << "INSERT INTO claim_act (id, claim_id, act_number, kind, on_date,"
                             " reason, decision_number, person_id, recorded_on, recorded_by)"
                             " VALUES (1, :claim, 'A-1', 'debtor_released', :on_date, 'reden', '',"
                             " :person, :on_date, 'officer:1')",
            soci::use(claim_id, "claim"), soci::use(on, "on_date"), soci::use(person_id, "person");
        test_support::commit_untold(transaction);
    }
};

// Awb art. 4:104: five years after the last day to pay; six months before it, by hand.
TEST_P(LimitationWatchOnBoth, TellsOfAClaimFromSixMonthsBeforeItsLastDay) {
    const base::PersonId person = reg().person("100001");
    static_cast<void>(reg().claim("V-1", {person}, "300.00", "2026-06-01"));
    static_cast<void>(reg().claim("V-2", {person}, "200.00", "2025-08-31"));
    static_cast<void>(reg().claim("V-3", {person}, "100.00", "2024-02-29"));
    struct Row {
        std::string day;
        std::vector<std::string> told;
    };
    const std::string first = "V-1 300.00 2031-06-01";
    const std::string second = "V-2 200.00 2030-08-31";
    const std::string third = "V-3 100.00 2029-02-28";  // of the leap day
    const std::vector<Row> rows{
        {"2028-08-27", {}},
        {"2028-08-28", {third}},
        {"2030-02-28", {third}},  // six months on it is 28 August
        {"2030-03-01", {third, second}},
        {"2030-11-30", {third, second}},
        {"2030-12-01", {third, second, first}},
        {"2031-06-02", {third, second, first}},  // all have lapsed, and nobody acted
    };
    for (const Row& row : rows) {
        EXPECT_EQ(told(row.day), row.told) << row.day;
    }
}

// Awb art. 4:105: a payment on 1 February 2024 begins a term that ends on 1 February 2029.
TEST_P(LimitationWatchOnBoth, ANewTermTakesAClaimOffTheListUntilThatEnds) {
    const TestPlan plan = plans().add("100001", {.first_due = "2019-06-01"});
    EXPECT_THAT(people("2023-11-30"), IsEmpty());
    EXPECT_THAT(people("2023-12-01"), ElementsAre(plan.person));
    plans().pay(plan, "50.00", "2024-02-01");
    EXPECT_THAT(people("2024-02-01"), IsEmpty());
    EXPECT_THAT(people("2028-07-31"), IsEmpty());
    EXPECT_THAT(people("2028-08-01"), ElementsAre(plan.person));
    plans().pay(plan, "250.00", "2028-09-01");
    EXPECT_THAT(people("2030-01-01"), IsEmpty()) << "it is paid";
    EXPECT_THAT(people("2034-01-01"), IsEmpty()) << "it is paid";
}

// Awb art. 4:105 lid 2: what one of them does moves the clock of that one. Who is released owes
// nothing any more.
TEST_P(LimitationWatchOnBoth, TellsOfEachJointDebtorWhoStillOwesIt) {
    const base::PersonId one = reg().person("100001");
    const base::PersonId other = reg().person("100002");
    const base::ClaimId claim = reg().claim("V-1", {one, other}, "300.00", "2026-06-01");
    EXPECT_THAT(people("2031-01-01"), ElementsAre(one, other));
    static_cast<void>(plans().add(
        "100003",
        {.first_due = "2026-08-01", .person = one, .claim = claim, .agreed_on = "2026-07-10"}
    ));
    EXPECT_THAT(people("2031-01-09"), ElementsAre(other));
    EXPECT_THAT(people("2031-01-10"), ElementsAre(one, other));
    release(claim, other, "2031-02-01");
    EXPECT_THAT(people("2031-01-31"), ElementsAre(one, other));
    EXPECT_THAT(people("2031-02-01"), ElementsAre(one));
}

// Awb art. 4:111: while a bankruptcy of which no end is known covers its last day, it does not
// lapse.
TEST_P(LimitationWatchOnBoth, TellsNothingOfATermThatIsExtendedWithoutAKnownEnd) {
    const base::PersonId person = reg().person("100001");
    static_cast<void>(reg().claim("V-1", {person}, "300.00", "2026-06-01"));
    claims::NewAct hold{"A-1", claims::ActKind::held, date("2026-07-01"), "reden"};
    hold.hold = claims::HoldKind::bankruptcy;
    hold.review_on = date("2026-12-01");
    ASSERT_TRUE((ClaimLifeService{database(), law()}.record(
        officer_on("2026-07-01"), {zandwijk(), person, "V-1"}, hold
    )));
    EXPECT_THAT(told("2031-06-01"), IsEmpty());
}

TEST_P(LimitationWatchOnBoth, TellsWhatIsNotKnownFirstAndThenTheSoonestPageByPage) {
    const base::PersonId person = reg().person("100001");
    static_cast<void>(reg().claim("V-1", {person}, "300.00", "2019-06-01"));
    static_cast<void>(reg().claim("V-2", {person}, "200.00", "2008-06-01"));
    static_cast<void>(reg().claim("V-3", {person}, "100.00", "2018-06-01"));
    const std::vector<std::string> all{
        "V-2 200.00 unknown", "V-3 100.00 2023-06-01", "V-1 300.00 2024-06-01"};
    EXPECT_EQ(told("2026-07-01"), all);
    EXPECT_THAT(told("2026-07-01", {1, 1}), ElementsAre(all[1]));
    EXPECT_EQ(lapsing("2026-07-01", {1, 1}).total_count, 3);
    EXPECT_THAT(told("2026-07-01", {50, 3}), IsEmpty());
    EXPECT_THAT(told("2026-07-01", {-1, -1}), IsEmpty());
}

TEST_P(LimitationWatchOnBoth, AsksTheRightToSeePeopleAndLeavesALookAtEachInTheTrail) {
    const base::PersonId one = reg().person("100001");
    const base::PersonId other = reg().person("100002");
    static_cast<void>(reg().claim("V-1", {one, other}, "300.00", "2019-06-01"));
    static_cast<void>(reg().claim("V-2", {one}, "300.00", "2019-06-01"));
    LimitationWatchService watch{database(), law(), policies()};
    EXPECT_EQ(
        watch.lapsing(reg().officer(access::Role::administrator), zandwijk(), {}).error().code,
        "access.not-allowed"
    );
    static_cast<void>(told("2026-07-01"));
    EXPECT_EQ(count("audit_event WHERE action = 'followup.look' AND subject = 'lapsing debts'"), 2);
    static_cast<void>(told("2026-07-01", {50, 3}));
    EXPECT_EQ(count("audit_event WHERE action = 'followup.look' AND subject = 'lapsing debts'"), 2)
        << "nobody is on that page";
}

DRAAGKRACHT_ON_BOTH_DATABASES(LimitationWatchOnBoth);

}  // namespace draagkracht::followup
