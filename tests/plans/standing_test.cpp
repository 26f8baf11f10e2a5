#include "draagkracht/plans/standing.hpp"

#include <gtest/gtest.h>

namespace draagkracht::plans {

using base::BusinessDate;
using base::Date;
using base::Money;

// Three instalments of 100.00 on 1 August, 1 September and 1 October. P paid, p partly paid, o
// open, x overdue.
TEST(StandingTest, PaymentsFillTheOldestInstalmentFirst) {
    struct Row {
        std::int64_t paid_cents;
        std::string today;
        std::string states;
        std::int64_t first_open_cents;
    };
    const std::vector<Row> rows{
        {0, "2026-07-31", "ooo", 10'000},
        {0, "2026-08-01", "ooo", 10'000},  // the due date itself is not late
        {0, "2026-08-02", "xoo", 10'000},
        {4'000, "2026-08-01", "poo", 6'000},
        {4'000, "2026-08-02", "xoo", 6'000},  // what is LEFT stays in sight
        {10'000, "2026-08-02", "Poo", 0},
        {10'001, "2026-08-02", "Ppo", 0},
        {10'000, "2026-09-02", "Pxo", 0},
        {30'000, "2026-12-31", "PPP", 0},
        {30'500, "2026-12-31", "PPP", 0},  // paid too much: not more than whole
    };
    const auto schedule =
        schedule_of(
            Money::cents(30'000), monthly(Money::cents(10'000), Date::parse("2026-08-01").value())
        )
            .value();
    for (const Row& row : rows) {
        const auto standing = standing_of(
            schedule, Money::cents(row.paid_cents), BusinessDate{Date::parse(row.today).value()}
        );
        std::string states;
        Money paid;
        for (const InstalmentStanding& one : standing) {
            states += std::string{"Ppox"}[static_cast<std::size_t>(one.state)];
            EXPECT_EQ(one.paid + one.open, one.instalment.amount);
            paid += one.paid;
        }
        EXPECT_EQ(states, row.states) << row.today << " " << row.paid_cents;
        EXPECT_EQ(standing.front().open, Money::cents(row.first_open_cents)) << row.today;
        EXPECT_EQ(paid, std::min(Money::cents(row.paid_cents), Money::cents(30'000)));
    }
}

// The same three instalments on 1 August, beside what is open on the claims: a joint debtor pays
// them too. f: fallen away.
TEST(StandingTest, NothingIsOverdueWhileAHoldCoversAClaim) {
    const auto schedule =
        schedule_of(
            Money::cents(30'000), monthly(Money::cents(10'000), Date::parse("2026-08-01").value())
        )
            .value();
    std::string states;
    for (const InstalmentStanding& one : as_held(standing_of(
             schedule, Money::cents(14'000), BusinessDate{Date::parse("2026-10-02").value()}
         ))) {
        states += std::string{"Ppox"}[static_cast<std::size_t>(one.state)];
    }
    EXPECT_EQ(states, "Ppo") << "without the hold it is Pxx";
}

TEST(StandingTest, APlanAsksNoMoreThanIsOpenOnItsClaims) {
    struct Row {
        const char* told;
        std::int64_t paid_cents;
        std::int64_t open_cents;
        std::string states;
        std::vector<std::int64_t> asked_cents;  // of each instalment, still to come
    };
    const std::vector<Row> rows{
        {"nobody else pays", 0, 30'000, "ooo", {10'000, 10'000, 10'000}},
        {"costs were added", 0, 31'500, "ooo", {10'000, 10'000, 10'000}},
        {"the other paid the half", 0, 15'000, "oof", {10'000, 5'000, 0}},
        {"both paid", 10'000, 10'000, "Pof", {0, 10'000, 0}},
        {"both paid, in part", 4'000, 1'000, "pff", {1'000, 0, 0}},
        {"the other paid the rest", 4'000, 0, "fff", {0, 0, 0}},
        {"the other paid all", 0, 0, "fff", {0, 0, 0}},
        {"all is paid by this plan", 30'000, 0, "PPP", {0, 0, 0}},
        {"more was put off than is owed", 0, -500, "fff", {0, 0, 0}},
    };
    const ScheduleTerms terms = monthly(Money::cents(10'000), Date::parse("2026-08-01").value());
    Plan plan{
        base::PlanId{7},
        {.municipality = base::MunicipalityId{1},
         .person = base::PersonId{2},
         .payment_reference = base::PaymentReference::for_id(7),
         .agreed_on = Date::parse("2026-07-01").value(),
         .agreed_amount = Money::cents(10'000),
         .claims = {{base::ClaimId{3}, 1, Money::cents(30'000)}},
         .terms = terms,
         .schedule = schedule_of(Money::cents(30'000), terms).value()},
        Money{},
        std::nullopt,
        std::nullopt};
    for (const Row& row : rows) {
        plan.paid = Money::cents(row.paid_cents);
        plan.open_on_claims = Money::cents(row.open_cents);
        std::string states;
        std::vector<std::int64_t> asked_cents;
        for (const InstalmentStanding& one :
             standing_of(plan, BusinessDate{Date::parse("2026-08-01").value()})) {
            states += std::string{"Ppoxf"}[static_cast<std::size_t>(one.state)];
            asked_cents.push_back(one.open.in_cents());
        }
        EXPECT_EQ(states, row.states) << row.told;
        EXPECT_EQ(asked_cents, row.asked_cents) << row.told;
    }
}

}  // namespace draagkracht::plans
