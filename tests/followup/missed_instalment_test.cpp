// When an instalment counts as missed, and what is left of it.
#include "draagkracht/followup/missed_instalment.hpp"

#include <gtest/gtest.h>

namespace draagkracht::followup {

namespace {

using base::BusinessDate;
using base::Date;
using base::Money;
using enum Punctuality;

// A plan of 50.00 a month, due on the first; the third instalment, due 1 August 2026. Policy waits
// 5 days and lets 1.00 go, as in config/policies/zandwijk.toml. Worked out by hand.
TEST(MissedInstalment, PolicyWaitsSomeDaysAndLetsSmallChangeGo) {
    struct Row {
        const char* told;
        int paid_total_cents;
        std::string today;
        Punctuality punctuality;
        int left_cents;
    };
    const std::vector<Row> rows{
        {"before it is due", 10000, "2026-07-31", on_time, 5000},
        {"on the day itself", 10000, "2026-08-01", on_time, 5000},
        {"last day of the margin", 10000, "2026-08-06", on_time, 5000},
        {"the day after the margin", 10000, "2026-08-07", missed, 5000},
        {"paid", 15000, "2026-08-07", on_time, 0},
        {"paid ahead", 20000, "2026-08-07", on_time, 0},
        {"part came in", 12000, "2026-08-07", partly_paid, 3000},
        {"1.00 short", 14900, "2026-08-07", on_time, 100},
        {"1.01 short", 14899, "2026-08-07", partly_paid, 101},
        {"an older instalment is open too", 7000, "2026-08-07", missed, 5000},
        {"paid, and taken back by the bank", 10000, "2026-09-30", missed, 5000},
    };
    const plans::Instalment third{
        3, Date::parse("2026-08-01").value(), Money::cents(5000), Money::cents(15000)};
    for (const Row& row : rows) {
        const ArrearStanding standing = arrear_standing(
            third,
            Money::cents(row.paid_total_cents),
            {.days = 5, .amount = Money::cents(100)},
            BusinessDate{Date::parse(row.today).value()}
        );
        const ArrearStanding expected{
            row.punctuality, Money::cents(row.left_cents), Date::parse("2026-08-07").value()};
        EXPECT_EQ(standing, expected) << row.told << ": " << standing.left.to_string();
    }
}

// A joint debtor paid, and of this instalment nothing is asked any more (plans::still_asked),
// though of the ones before it 50.00 is.
TEST(MissedInstalment, WhatHasFallenAwayIsNotMissed) {
    const Date due = Date::parse("2026-08-01").value();
    const plans::Instalment fallen_away{3, due, Money{}, Money::cents(15000)};
    const ArrearStanding standing = arrear_standing(
        fallen_away,
        Money::cents(10000),
        {.days = 5, .amount = Money::cents(100)},
        BusinessDate{Date::parse("2026-09-30").value()}
    );
    EXPECT_EQ(standing.punctuality, on_time);
    EXPECT_EQ(standing.left, Money{});
}

// Three instalments of 0.80, each within the margin of 1.00: together they are not.
TEST(MissedInstalment, SmallChangeAddsUp) {
    const Date due = Date::parse("2026-08-01").value();
    const MissedMargin margin{.days = 0, .amount = Money::cents(100)};
    const BusinessDate today{Date::parse("2026-08-02").value()};
    const plans::Instalment first{1, due, Money::cents(80), Money::cents(80)};
    const plans::Instalment second{2, due, Money::cents(80), Money::cents(160)};
    EXPECT_EQ(arrear_standing(first, Money{}, margin, today).punctuality, on_time);
    EXPECT_EQ(arrear_standing(second, Money{}, margin, today).punctuality, missed);
}

}  // namespace

}  // namespace draagkracht::followup
