#include "draagkracht/plans/burden.hpp"

#include <gtest/gtest.h>

#include <map>

#include "plans/random_terms.hpp"

namespace draagkracht::plans {

using base::Date;
using base::Money;

namespace {

Date on(const std::string& text) {
    return Date::parse(text).value();
}

}  // namespace

// By hand: the most that any month can be asked for.
TEST(BurdenTest, WhatAPlanAsksOfOneMonthAtMost) {
    struct Row {
        std::string words;
        ScheduleTerms terms;
        std::int64_t burden_cents;
    };
    const Money ten = Money::cents(1'000);
    const Rhythm by_month{Frequency::monthly, on("2026-08-28")};
    const Rhythm by_week{Frequency::weekly, on("2026-08-03")};
    const ExtraPayment october{on("2026-10-01"), Money::cents(300)};
    const ExtraPayment later_in_october{on("2026-10-25"), Money::cents(400)};
    const ExtraPayment november{on("2026-11-19"), Money::cents(500)};
    const std::vector<Row> rows{
        {"by the month", {by_month, {{1, ten}}}, 1'000},
        {"by four weeks, two in one month",
         {{Frequency::four_weekly, on("2026-08-03")}, {{1, ten}}},
         2'000},
        {"by the week, five in one month", {by_week, {{1, ten}}}, 5'000},
        {"the highest step", {by_month, {{1, ten}, {3, Money::cents(1'500)}, {5, ten}}}, 1'500},
        {"an extra in full", {by_month, {{1, ten}}, {october}}, 1'300},
        {"two extras with one instalment",
         {by_month, {{1, ten}}, {october, later_in_october}},
         1'700},
        {"extras of different months are not added",
         {by_month, {{1, ten}}, {october, later_in_october, november}},
         1'700},
        {"by the week: the extras that four instalments apart can share a month",
         {by_week, {{1, ten}}, {october, later_in_october, november}},
         5'900},
        {"a twelfth of the holiday pay, rounded up",
         {by_month, {{1, ten}}, {}, Money::cents(25'000)},
         3'084},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(burden_of(row.terms), Money::cents(row.burden_cents)) << row.words;
    }
}

// Whatever the terms and the pauses: no calendar month asks more than the burden. Holiday pay is
// taken out of what May asks, and put in as a twelfth of every month.
TEST(BurdenProperty, NoCalendarMonthAsksMore) {
    test_support::Random random;
    int reached_count = 0;
    for (int round = 0; round < 3'000; ++round) {
        const Money total = Money::cents(random.between(1, 1'000'000));
        ScheduleTerms terms = random_terms(random, total);
        terms.holiday_pay.reset();
        const Money burden = burden_of(terms);
        const std::vector<Period> pauses = random_pauses(random, terms.rhythm.first_due_date);
        std::map<std::string, Money> of_month;
        const auto schedule = schedule_of(total, terms, pauses);
        for (const Instalment& instalment : schedule.value()) {
            of_month[instalment.due_date.to_string().substr(0, 7)] += instalment.amount;
        }
        Money most;
        for (const auto& [month, amount] : of_month) {
            most = std::max(most, amount);
        }
        ASSERT_LE(most, burden);
        reached_count += most == burden ? 1 : 0;
        terms.holiday_pay = Money::cents(12'000);
        ASSERT_EQ(burden_of(terms), burden + Money::cents(1'000));
    }
    EXPECT_GT(reached_count, 100) << "the burden is the most, and no more than that";
}

TEST(BurdenTest, AnAmountWithinAMonth) {
    struct Row {
        std::int64_t a_month_cents;
        Frequency frequency;
        std::int64_t unit_cents;
        std::int64_t amount_cents;
    };
    const std::vector<Row> rows{
        {7'097, Frequency::monthly, 1, 7'097},
        {7'097, Frequency::monthly, 100, 7'000},
        {7'097, Frequency::four_weekly, 1, 3'548},
        {7'097, Frequency::weekly, 1, 1'419},
        {7'097, Frequency::weekly, 100, 1'400},
        {99, Frequency::monthly, 100, 0},
        {4, Frequency::weekly, 1, 0},
        {0, Frequency::monthly, 1, 0},
        {-500, Frequency::monthly, 1, 0},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(
            instalment_within(
                Money::cents(row.a_month_cents), row.frequency, Money::cents(row.unit_cents)
            ),
            Money::cents(row.amount_cents)
        );
    }
}

}  // namespace draagkracht::plans
