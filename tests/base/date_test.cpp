#include "draagkracht/base/date.hpp"

#include <gtest/gtest.h>

#include <type_traits>
#include <vector>

namespace draagkracht::base {
namespace {

template <typename Other>
concept adds_to_date = requires(Date date, Other other) {
    date + other;
};

static_assert(!adds_to_date<int>, "days or months? say plus_days or plus_months");
static_assert(!adds_to_date<Date>);
static_assert(!std::is_default_constructible_v<Date>, "there is no empty date");
static_assert(!std::is_convertible_v<Date, BusinessDate>, "any day is not the day of work");
static_assert(!std::is_convertible_v<BusinessDate, Date>);

Date day(std::string_view text) {
    return Date::parse(text).value();
}

TEST(Date, reads_only_days_that_exist) {
    for (const std::string_view text :
         {"2026-07-01", "2024-02-29", "2000-02-29", "1900-01-01", "1999-12-31"}) {
        const Outcome<Date> date = Date::parse(text);
        ASSERT_TRUE(date.has_value()) << text;
        EXPECT_EQ(date->to_string(), text);
    }
    for (const std::string_view text :
         {"2026-02-29",
          "2026-02-30",
          "1900-02-29",
          "2026-13-01",
          "2026-00-10",
          "2026-04-31",
          "2026-01-00",
          "2026-1-01",
          "2026/01/01",
          "01-07-2026",
          "20260701",
          "2026-07-01T00:00:00",
          " 2026-07-01",
          "2026-07-0x",
          "-026-07-01",
          "+026-07-01",
          "0000-01-01",
          ""}) {
        const Outcome<Date> date = Date::parse(text);
        ASSERT_FALSE(date.has_value()) << text;
        EXPECT_EQ(date.error().code, "base.not-a-date") << text;
    }
}

TEST(Date, a_day_that_does_not_exist_is_a_fault_of_the_program) {
    EXPECT_THROW((Date{std::chrono::year{2026} / std::chrono::February / 30}), ProgrammerFault);
}

TEST(Date, steps_of_months_at_the_end_of_a_month) {
    struct Row {
        std::string_view from;
        int months;
        std::string_view last_day;
        std::string_view first_of_next;
    };
    const std::vector<Row> rows{
        {"2026-01-31", 1, "2026-02-28", "2026-03-01"},
        {"2028-01-31", 1, "2028-02-29", "2028-03-01"},
        {"2026-01-30", 1, "2026-02-28", "2026-03-01"},
        {"2026-01-28", 1, "2026-02-28", "2026-02-28"},
        {"2026-03-31", 1, "2026-04-30", "2026-05-01"},
        {"2026-12-31", 2, "2027-02-28", "2027-03-01"},
        {"2026-03-31", -1, "2026-02-28", "2026-03-01"},
        {"2024-02-29", 12, "2025-02-28", "2025-03-01"},
        {"2026-05-15", 0, "2026-05-15", "2026-05-15"},
        {"2026-12-15", 1, "2027-01-15", "2027-01-15"},
        {"2026-01-15", -1, "2025-12-15", "2025-12-15"},
    };
    for (const Row& row : rows) {
        const Date from = day(row.from);
        EXPECT_EQ(from.plus_months(row.months, MonthEnd::last_day), day(row.last_day)) << row.from;
        EXPECT_EQ(from.plus_months(row.months, MonthEnd::first_of_next), day(row.first_of_next))
            << row.from;
    }
}

// The laws of a month step for every day of nine years (two leap years) and every step up to
// five years either way.
TEST(Date, every_step_of_months_obeys_the_laws_of_the_calendar) {
    for (Date from = day("2019-12-01"); from < day("2028-04-01"); from = from.plus_days(1)) {
        const std::chrono::year_month_day start = from.calendar();
        for (int months = -60; months <= 60; ++months) {
            const std::chrono::year_month target =
                start.year() / start.month() + std::chrono::months{months};
            const Date last = from.plus_months(months, MonthEnd::last_day);
            const Date first = from.plus_months(months, MonthEnd::first_of_next);
            const std::chrono::year_month_day_last end_of_target{
                target.year(), target.month() / std::chrono::last};
            const bool fits = start.day() <= end_of_target.day();
            const Date end_day{std::chrono::sys_days{end_of_target}};
            // The month is never overshot, and the day is kept where it exists.
            ASSERT_EQ(last.calendar().year() / last.calendar().month(), target);
            ASSERT_EQ(last.calendar().day(), fits ? start.day() : end_of_target.day());
            ASSERT_EQ(first, fits ? last : end_day.plus_days(1));
        }
    }
}

TEST(Date, days_and_text_run_together_through_the_calendar) {
    Date date = day("2019-12-31");
    for (int days = 0; days <= 3000; ++days) {
        const Date later = date.plus_days(days);
        ASSERT_EQ(date.days_until(later), days);
        ASSERT_EQ(later.days_until(date), -days);
        ASSERT_EQ(Date::parse(later.to_string()), later);
        ASSERT_EQ(later > date, days > 0);
    }
    EXPECT_EQ(day("2026-03-02").plus_days(42), day("2026-04-13"));  // six weeks to pay
    EXPECT_EQ(day("2023-03-01").days_until(day("2023-07-01")), 122);
}

}  // namespace
}  // namespace draagkracht::base
