// Days by the TARGET services calendar of the ECB, looked up on a calendar by hand.
#include "draagkracht/payments/target_day.hpp"

#include <gtest/gtest.h>

namespace draagkracht::payments {
namespace {

base::Date on(std::string_view text) {
    return base::Date::parse(text).value();
}

TEST(TargetDay, APaymentIsSettledOnTheDayItselfOrTheNextOneOnWhichBanksDo) {
    struct Row {
        std::string day;
        std::string settled;
        std::string why;
    };
    const std::vector<Row> rows{
        {"2026-12-01", "2026-12-01", "a Tuesday"},
        {"2026-11-28", "2026-11-30", "a Saturday"},
        {"2026-11-29", "2026-11-30", "a Sunday"},
        {"2026-04-03", "2026-04-07", "Good Friday, weekend, Easter Monday"},
        {"2026-04-05", "2026-04-07", "Easter Sunday of 2026"},
        {"2027-03-26", "2027-03-30", "Good Friday of 2027"},
        {"2024-03-29", "2024-04-02", "Good Friday of a leap year"},
        {"2026-05-01", "2026-05-04", "Labour Day, on a Friday"},
        {"2026-12-25", "2026-12-28", "both days of Christmas, and Sunday"},
        {"2027-01-01", "2027-01-04", "New Year, on a Friday"},
        {"2026-04-27", "2026-04-27", "the King's birthday is no holiday of banks"},
        {"2026-05-14", "2026-05-14", "nor is Ascension"},
        {"2026-05-25", "2026-05-25", "nor is Whit Monday"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(next_target_day(on(row.day)).to_string(), row.settled) << row.why;
        EXPECT_EQ(is_target_day(on(row.day)), row.day == row.settled) << row.why;
    }
}

TEST(TargetDay, ATermCountsThemAlone) {
    struct Row {
        std::string day;
        int count;
        std::string end;
    };
    const std::vector<Row> rows{
        {"2026-12-01", 0, "2026-12-01"},
        {"2026-12-01", 2, "2026-12-03"},
        {"2026-12-05", 0, "2026-12-07"},  // from a Saturday
        {"2026-12-05", 1, "2026-12-07"},
        {"2026-12-23", 2, "2026-12-28"},  // 24 and 28 December
        {"2026-04-02", 1, "2026-04-07"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(target_days_after(on(row.day), row.count).to_string(), row.end)
            << row.day << " + " << row.count;
    }
}

}  // namespace
}  // namespace draagkracht::payments
