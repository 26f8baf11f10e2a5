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

}  // namespace draagkracht::plans
