#include "draagkracht/plans/rhythm.hpp"

#include <gtest/gtest.h>

namespace draagkracht::plans {

using base::Date;

namespace {

Date on(const std::string& text) {
    return Date::parse(text).value();
}

std::vector<Period> periods(const std::vector<std::pair<std::string, std::string>>& texts) {
    std::vector<Period> periods;
    for (const auto& [from, until] : texts) {
        periods.push_back({on(from), on(until)});
    }
    return periods;
}

std::string words_of(const base::Outcome<std::vector<Date>>& dates) {
    if (!dates) {
        return dates.error().code;
    }
    std::string words;
    for (const Date date : *dates) {
        words += (words.empty() ? "" : " ") + date.to_string();
    }
    return words;
}

}  // namespace

// From the calendar: 2026-08-03 is a Monday, 2028 is a leap year.
TEST(RhythmTest, EachDateFollowsTheFirst) {
    struct Row {
        Rhythm rhythm;
        std::string dates;
    };
    const std::vector<Row> rows{
        {{Frequency::monthly, on("2026-08-28")}, "2026-08-28 2026-09-28 2026-10-28"},
        {{Frequency::monthly, on("2027-01-31")}, "2027-01-31 2027-02-28 2027-03-31"},
        {{Frequency::monthly, on("2028-01-30")}, "2028-01-30 2028-02-29 2028-03-30"},
        {{Frequency::monthly, on("2026-11-15")}, "2026-11-15 2026-12-15 2027-01-15"},
        // The first on another day than the rest, before it or after it in the month.
        {{Frequency::monthly, on("2026-08-10"), 28}, "2026-08-10 2026-09-28 2026-10-28"},
        {{Frequency::monthly, on("2026-08-30"), 1}, "2026-08-30 2026-09-01 2026-10-01"},
        {{Frequency::monthly, on("2027-01-05"), 31}, "2027-01-05 2027-02-28 2027-03-31"},
        {{Frequency::four_weekly, on("2026-08-03")}, "2026-08-03 2026-08-31 2026-09-28"},
        {{Frequency::weekly, on("2026-08-03")}, "2026-08-03 2026-08-10 2026-08-17"},
        // Any weekday: this one is a Sunday (a trap of others: only working days were taken).
        {{Frequency::weekly, on("2026-12-27")}, "2026-12-27 2027-01-03 2027-01-10"},
        {{Frequency::weekly, on("2026-08-03"), 3}, "plans.bad-rhythm"},
        {{Frequency::four_weekly, on("2026-08-03"), 3}, "plans.bad-rhythm"},
        {{Frequency::monthly, on("2026-08-03"), 0}, "plans.bad-rhythm"},
        {{Frequency::monthly, on("2026-08-03"), 32}, "plans.bad-rhythm"},
        {{Frequency::monthly, on("9999-11-01")}, "plans.too-far-away"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(words_of(due_dates(row.rhythm, 3)), row.dates);
    }
}

// The traps of others (Fineract 3604, 5100, 6157): a pause that begins or ends on a due date, one
// that overlaps another, one inside another. Dates: monthly from 28 August 2026, three of them.
TEST(RhythmTest, NoDateLiesInAPause) {
    struct Row {
        std::string words;
        std::vector<Period> pauses;
        std::string dates;
    };
    const std::vector<Row> rows{
        {"none", {}, "2026-08-28 2026-09-28 2026-10-28"},
        {"between two dates",
         periods({{"2026-08-29", "2026-09-27"}}),
         "2026-08-28 2026-09-28 2026-10-28"},
        {"begins on a due date",
         periods({{"2026-09-28", "2026-10-10"}}),
         "2026-08-28 2026-10-28 2026-11-28"},
        {"ends on a due date",
         periods({{"2026-09-10", "2026-09-28"}}),
         "2026-08-28 2026-10-28 2026-11-28"},
        {"is one due date",
         periods({{"2026-09-28", "2026-09-28"}}),
         "2026-08-28 2026-10-28 2026-11-28"},
        {"covers the first",
         periods({{"2026-08-01", "2026-08-31"}}),
         "2026-09-28 2026-10-28 2026-11-28"},
        {"began before the plan",
         periods({{"2026-01-01", "2026-09-30"}}),
         "2026-10-28 2026-11-28 2026-12-28"},
        {"two overlap",
         periods({{"2026-09-01", "2026-10-05"}, {"2026-09-20", "2026-10-31"}}),
         "2026-08-28 2026-11-28 2026-12-28"},
        {"one inside another, the longer first",
         periods({{"2026-09-01", "2026-10-31"}, {"2026-09-20", "2026-09-21"}}),
         "2026-08-28 2026-11-28 2026-12-28"},
        {"two touch, entered in the other order",
         periods({{"2026-10-01", "2026-10-31"}, {"2026-09-01", "2026-09-30"}}),
         "2026-08-28 2026-11-28 2026-12-28"},
        {"the same twice",
         periods({{"2026-09-01", "2026-09-30"}, {"2026-09-01", "2026-09-30"}}),
         "2026-08-28 2026-10-28 2026-11-28"},
        {"a gap that holds one date",
         periods({{"2026-08-01", "2026-08-31"}, {"2026-10-01", "2026-10-31"}}),
         "2026-09-28 2026-11-28 2026-12-28"},
        {"ends before it begins", periods({{"2026-09-30", "2026-09-01"}}), "plans.bad-period"},
        {"never ends", periods({{"2026-09-01", "9999-12-31"}}), "plans.too-far-away"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(
            words_of(due_dates({Frequency::monthly, on("2026-08-28")}, 3, row.pauses)), row.dates
        ) << row.words;
    }
}

// For the guarantee on what is left in a month: no calendar month of forty years holds more dates
// than most_dates_in_a_month says, and one does hold so many.
TEST(RhythmTest, AMonthHoldsNoMoreDatesThanSaid) {
    for (const Frequency frequency :
         {Frequency::monthly, Frequency::four_weekly, Frequency::weekly}) {
        const Rhythm rhythm{frequency, on("2026-01-31")};
        const auto dates = due_dates(rhythm, instalments_max(frequency)).value();
        int most = 0;
        int in_month = 0;
        for (std::size_t place = 0; place < dates.size(); ++place) {
            const bool same_month =
                place > 0 &&
                dates[place - 1].calendar().month() == dates[place].calendar().month() &&
                dates[place - 1].calendar().year() == dates[place].calendar().year();
            in_month = same_month ? in_month + 1 : 1;
            most = std::max(most, in_month);
        }
        EXPECT_EQ(most, most_dates_in_a_month(frequency));
    }
}

}  // namespace draagkracht::plans
