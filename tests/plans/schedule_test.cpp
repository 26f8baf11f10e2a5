#include "draagkracht/plans/schedule.hpp"

#include <gtest/gtest.h>

#include "support/random.hpp"

namespace draagkracht::plans {

using base::Date;
using base::Money;

namespace {

Date on(const std::string& text) {
    return Date::parse(text).value();
}

}  // namespace

// Worked out by hand: the amount divides the total, or the last instalment is what is left.
TEST(ScheduleTest, TheLastInstalmentIsExact) {
    struct Row {
        std::int64_t total_cents;
        std::int64_t monthly_cents;
        std::string first;
        int count;
        std::int64_t last_cents;
        std::string last_due;
    };
    const std::vector<Row> rows{
        {100'000, 30'000, "2026-08-28", 4, 10'000, "2026-11-28"},
        {90'000, 30'000, "2026-08-28", 3, 30'000, "2026-10-28"},
        {1, 5'000, "2026-08-01", 1, 1, "2026-08-01"},
        {5'001, 5'000, "2026-12-15", 2, 1, "2027-01-15"},
        // 31 January, 28 February, 31 March, 30 April: the chosen day comes back.
        {20'000, 5'000, "2027-01-31", 4, 5'000, "2027-04-30"},
        {10'000, 5'000, "2028-01-31", 2, 5'000, "2028-02-29"},  // a leap year
    };
    for (const Row& row : rows) {
        const auto schedule = schedule_of(
            Money::cents(row.total_cents), {Money::cents(row.monthly_cents), on(row.first)}
        );
        ASSERT_TRUE(schedule.has_value()) << row.first;
        EXPECT_EQ(schedule->size(), static_cast<std::size_t>(row.count)) << row.first;
        EXPECT_EQ(schedule->back().amount, Money::cents(row.last_cents)) << row.first;
        EXPECT_EQ(schedule->back().due_date.to_string(), row.last_due);
        EXPECT_EQ(schedule->back().cumulative, Money::cents(row.total_cents));
        EXPECT_EQ(schedule->front().due_date.to_string(), row.first);
    }
}

TEST(ScheduleTest, WhatMakesNoPlanIsRefused) {
    struct Row {
        std::int64_t total_cents;
        std::int64_t monthly_cents;
        std::string problem;
        std::string first = "2026-08-01";
    };
    const std::vector<Row> rows{
        {0, 5'000, "plans.nothing-to-pay"},
        {-100, 5'000, "plans.nothing-to-pay"},
        {10'000, 0, "plans.amount-not-positive"},
        {10'000, -1, "plans.amount-not-positive"},
        {48'000, 100, ""},  // 480 months exactly
        {48'001, 100, "plans.too-long"},
        {1'000'000'000, 1, "plans.too-long"},
        {5'000, 5'000, "", "9999-12-31"},
        {5'001, 5'000, "plans.too-far-away", "9999-12-31"},  // January of the year 10000
        {60'000, 5'000, "", "9999-01-31"},
    };
    for (const Row& row : rows) {
        const auto schedule = schedule_of(
            Money::cents(row.total_cents), {Money::cents(row.monthly_cents), on(row.first)}
        );
        EXPECT_EQ(schedule ? "" : schedule.error().code, row.problem) << row.total_cents;
    }
}

TEST(ScheduleTest, ATermInMonthsGivesAnAmount) {
    struct Row {
        std::int64_t total_cents;
        int months;
        std::int64_t monthly_cents;
    };
    const std::vector<Row> rows{
        {120'000, 12, 10'000},
        {100'000, 3, 33'334},  // 333.33 twice would leave 333.34: up, so that the last is smallest
        {100, 36, 3},          // 2.78 cents: 34 instalments pay it
    };
    for (const Row& row : rows) {
        EXPECT_EQ(
            monthly_amount_for(Money::cents(row.total_cents), row.months).value(),
            Money::cents(row.monthly_cents)
        );
    }
    for (const int months : {0, -1, 481}) {
        EXPECT_EQ(monthly_amount_for(Money::cents(100), months).error().code, "plans.no-months");
    }
}

// Whatever the debt and the amount: the instalments are the debt to the cent, none is above what
// was agreed, and the due dates rise by a month.
TEST(ScheduleProperty, TheSumIsTheDebtToTheCent) {
    test_support::Random random;
    for (int round = 0; round < 2'000; ++round) {
        const Money total = Money::cents(random.between(1, 5'000'000));
        const Money monthly = Money::cents(random.between(total.in_cents() / 480 + 1, 100'000));
        const Date first = on("2026-01-01").plus_days(static_cast<int>(random.between(0, 400)));
        const auto schedule = schedule_of(total, {monthly, first});
        ASSERT_TRUE(schedule.has_value());
        Money sum;
        int number = 0;
        for (const Instalment& instalment : *schedule) {
            sum += instalment.amount;
            ASSERT_EQ(instalment.number, ++number);
            ASSERT_EQ(instalment.cumulative, sum);
            ASSERT_TRUE(instalment.amount.is_positive());
            ASSERT_LE(instalment.amount, monthly);
            ASSERT_EQ(instalment.due_date, first.plus_months(number - 1, base::MonthEnd::last_day));
        }
        ASSERT_EQ(sum, total);
    }
}

}  // namespace draagkracht::plans
