#include "draagkracht/plans/schedule.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "plans/random_terms.hpp"

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
            Money::cents(row.total_cents), monthly(Money::cents(row.monthly_cents), on(row.first))
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
            Money::cents(row.total_cents), monthly(Money::cents(row.monthly_cents), on(row.first))
        );
        EXPECT_EQ(schedule ? "" : schedule.error().code, row.problem) << row.total_cents;
    }
}

// Each row by hand, from a debt of EUR 100.00 and a first due date of 28 April 2026; the
// instalments as "number date amount".
TEST(ScheduleTest, TermsThatWereTalkedAbout) {
    struct Row {
        std::string words;
        ScheduleTerms terms;
        std::vector<std::string> schedule;
    };
    const Date april = on("2026-04-28");
    const Rhythm by_month{Frequency::monthly, april};
    const Rhythm by_week{Frequency::weekly, april};
    const std::vector<Row> rows{
        {"rises from the third on",
         {by_month, {{1, Money::cents(2'000)}, {3, Money::cents(4'000)}}},
         {"1 2026-04-28 20.00", "2 2026-05-28 20.00", "3 2026-06-28 40.00", "4 2026-07-28 20.00"}},
        {"falls from the second on",
         {by_month, {{1, Money::cents(7'000)}, {2, Money::cents(2'000)}}},
         {"1 2026-04-28 70.00", "2 2026-05-28 20.00", "3 2026-06-28 10.00"}},
        {"a step that is never reached",
         {by_month, {{1, Money::cents(6'000)}, {9, Money::cents(1)}}},
         {"1 2026-04-28 60.00", "2 2026-05-28 40.00"}},
        {"an extra on a due date, one between two, and one that comes too late to matter",
         {by_month,
          {{1, Money::cents(2'000)}},
          {{april, Money::cents(500)},
           {on("2026-05-29"), Money::cents(3'000)},
           {on("2027-01-01"), Money::cents(900)}}},
         {"1 2026-04-28 25.00", "2 2026-05-28 20.00", "3 2026-06-28 50.00", "4 2026-07-28 5.00"}},
        {"two extras before the first due date",
         {by_month,
          {{1, Money::cents(5'000)}},
          {{on("2026-04-01"), Money::cents(1'000)}, {on("2026-04-02"), Money::cents(2'000)}}},
         {"1 2026-04-28 80.00", "2 2026-05-28 20.00"}},
        {"holiday pay in May",
         {by_month, {{1, Money::cents(1'500)}}, {}, Money::cents(6'000)},
         {"1 2026-04-28 15.00", "2 2026-05-28 75.00", "3 2026-06-28 10.00"}},
        {"holiday pay with the last of the four instalments of May, by the week",
         {by_week, {{1, Money::cents(1'000)}}, {}, Money::cents(3'000)},
         {"1 2026-04-28 10.00",
          "2 2026-05-05 10.00",
          "3 2026-05-12 10.00",
          "4 2026-05-19 10.00",
          "5 2026-05-26 40.00",
          "6 2026-06-02 10.00",
          "7 2026-06-09 10.00"}},
        {"holiday pay each May: 24 instalments of 2.00 and two times 26.00",
         {by_month, {{1, Money::cents(200)}}, {}, Money::cents(2'600)},
         {"14 2027-05-28 28.00", "24 2028-03-28 2.00"}},
    };
    for (const Row& row : rows) {
        const auto schedule = schedule_of(Money::cents(10'000), row.terms);
        ASSERT_TRUE(schedule.has_value()) << row.words;
        std::vector<std::string> lines;
        for (const Instalment& instalment : *schedule) {
            lines.push_back(
                std::to_string(instalment.number) + " " + instalment.due_date.to_string() + " " +
                instalment.amount.to_string()
            );
        }
        for (const std::string& line : row.schedule) {
            EXPECT_NE(std::ranges::find(lines, line), lines.end()) << row.words << ": " << line;
        }
        EXPECT_EQ(lines.back(), row.schedule.back()) << row.words;
        EXPECT_EQ(schedule->back().cumulative, Money::cents(10'000)) << row.words;
    }
}

TEST(ScheduleTest, TermsThatMakeNoScheduleAreRefused) {
    struct Row {
        ScheduleTerms terms;
        std::string problem;
    };
    const Rhythm by_month{Frequency::monthly, on("2026-04-28")};
    const Money ten = Money::cents(1'000);
    const std::vector<Row> rows{
        {{by_month, {}}, "plans.bad-steps"},
        {{by_month, {{2, ten}}}, "plans.bad-steps"},
        {{by_month, {{1, ten}, {1, ten}}}, "plans.bad-steps"},
        {{by_month, {{1, ten}, {3, ten}, {2, ten}}}, "plans.bad-steps"},
        {{by_month, {{1, ten}, {2, Money{}}}}, "plans.amount-not-positive"},
        {{by_month, {{1, ten}}, {{on("2026-05-01"), Money{}}}}, "plans.amount-not-positive"},
        {{by_month, {{1, ten}}, {{on("2026-05-01"), ten}, {on("2026-05-01"), ten}}},
         "plans.bad-extras"},
        {{by_month, {{1, ten}}, {{on("2026-05-02"), ten}, {on("2026-05-01"), ten}}},
         "plans.bad-extras"},
        {{by_month, {{1, ten}}, {}, Money{}}, "plans.amount-not-positive"},
        {{by_month, {{1, Money::cents(1'000'000'001)}}}, "plans.amount-too-large"},
        {{{Frequency::monthly, on("2026-04-28"), 0}, {{1, ten}}}, "plans.bad-rhythm"},
        {{{Frequency::weekly, on("2026-04-28")}, {{1, Money::cents(4)}}}, "plans.too-long"},
    };
    for (const Row& row : rows) {
        const auto schedule = schedule_of(Money::cents(10'000), row.terms);
        EXPECT_EQ(schedule ? "" : schedule.error().code, row.problem);
    }
}

// By hand; the unit is a cent or, by policy, a euro.
TEST(ScheduleTest, ATermGivesAnAmount) {
    struct Row {
        std::int64_t total_cents;
        int instalments;
        std::int64_t unit_cents;
        std::int64_t amount_cents;
    };
    const std::vector<Row> rows{
        {120'000, 12, 1, 10'000},
        {100'000, 3, 1, 33'334},  // 333.33 twice would leave 333.34: up, so the last is smallest
        {100, 36, 1, 3},          // 2.78 cents: 34 instalments pay it
        {100'000, 3, 100, 33'400},
        {120'000, 12, 100, 10'000},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(
            amount_for(
                Money::cents(row.total_cents),
                row.instalments,
                Frequency::monthly,
                Money::cents(row.unit_cents)
            )
                .value(),
            Money::cents(row.amount_cents)
        );
    }
    for (const int instalments : {0, -1, 481}) {
        EXPECT_EQ(
            amount_for(Money::cents(100), instalments, Frequency::monthly, Money::cents(1))
                .error()
                .code,
            "plans.no-instalments"
        );
    }
    EXPECT_TRUE(amount_for(Money::cents(100), 2'080, Frequency::weekly, Money::cents(1)));
}

namespace {

bool is_covered(const std::vector<Period>& pauses, Date date) {
    return std::ranges::any_of(pauses, [date](const Period& pause) {
        return pause.from <= date && date <= pause.until;
    });
}

}  // namespace

// Whatever the debt and the terms: the instalments are the debt to the cent, none is more than what
// was agreed for it, and they run on.
TEST(ScheduleProperty, TheSumIsTheDebtToTheCent) {
    test_support::Random random;
    for (int round = 0; round < 3'000; ++round) {
        const Money total = Money::cents(random.between(1, 5'000'000));
        const ScheduleTerms terms = random_terms(random, total);
        const auto schedule = schedule_of(total, terms);
        ASSERT_TRUE(schedule.has_value()) << schedule.error().to_line();
        Money sum;
        int number = 0;
        for (const Instalment& instalment : *schedule) {
            sum += instalment.amount;
            ASSERT_EQ(instalment.number, ++number);
            ASSERT_EQ(instalment.cumulative, sum);
            ASSERT_TRUE(instalment.amount.is_positive());
        }
        ASSERT_EQ(sum, total);
        ASSERT_EQ(schedule->front().due_date, terms.rhythm.first_due_date);
    }
}

// Pausing and resuming neither loses nor invents an instalment, in whatever order and overlap the
// pauses come: each keeps its number and its amount, its date lies in no pause and never earlier
// than without, and no day of the rhythm that is free stays unused.
TEST(ScheduleProperty, APauseMovesDatesAlone) {
    test_support::Random random;
    int moved_count = 0;
    for (int round = 0; round < 3'000; ++round) {
        const Money total = Money::cents(random.between(1, 500'000));
        const ScheduleTerms terms = random_terms(random, total);
        const std::vector<Period> pauses = random_pauses(random, terms.rhythm.first_due_date);
        const auto plain = schedule_of(total, terms);
        const auto paused = schedule_of(total, terms, pauses);
        ASSERT_TRUE(plain.has_value() && paused.has_value());
        ASSERT_EQ(paused->size(), plain->size());
        std::size_t free_dates = 0;
        for (int place = 1; free_dates < plain->size(); ++place) {
            const Date date = date_without_pauses(terms.rhythm, place);
            if (is_covered(pauses, date)) {
                ++moved_count;
                continue;
            }
            const Instalment& before = (*plain)[free_dates];
            ASSERT_EQ(
                (*paused)[free_dates],
                (Instalment{before.number, date, before.amount, before.cumulative})
            );
            ++free_dates;
        }
    }
    EXPECT_GT(moved_count, 1'000) << "the pauses must cover due dates to prove anything";
}

}  // namespace draagkracht::plans
