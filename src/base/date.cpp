#include "draagkracht/base/date.hpp"

#include <fmt/format.h>

#include "base/decimal_text.hpp"

namespace draagkracht::base {

namespace {

std::optional<std::chrono::year_month_day> calendar_of(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto year = digits_at(text, 0, 4);
    const auto month = digits_at(text, 5, 2);
    const auto day = digits_at(text, 8, 2);
    if (!year || *year == 0 || !month || !day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day calendar{
        std::chrono::year{*year},
        std::chrono::month{static_cast<unsigned>(*month)},
        std::chrono::day{static_cast<unsigned>(*day)}};
    return calendar.ok() ? std::optional{calendar} : std::nullopt;
}

}  // namespace

Date::Date(std::chrono::year_month_day day) : day_{} {
    ensure(day.ok(), "a date is built from a day that exists");
    day_ = std::chrono::sys_days{day};
}

Outcome<Date> Date::parse(std::string_view text) {
    if (const auto calendar = calendar_of(text)) {
        return Date{*calendar};
    }
    return problem(
        "base.not-a-date",
        fmt::format("'{}' is not a date that exists", shown(text)),
        "write it as year-month-day, such as 2026-07-01"
    );
}

std::string Date::to_string() const {
    const std::chrono::year_month_day day = calendar();
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(day.year()),
        static_cast<unsigned>(day.month()),
        static_cast<unsigned>(day.day())
    );
}

Date Date::plus_months(int months, MonthEnd month_end) const {
    const std::chrono::year_month_day moved = calendar() + std::chrono::months{months};
    if (moved.ok()) {
        return Date{moved};
    }
    const std::chrono::year_month_day last = moved.year() / moved.month() / std::chrono::last;
    const Date last_day{last};
    return month_end == MonthEnd::last_day ? last_day : last_day.plus_days(1);
}

int Date::days_until(Date other) const {
    return static_cast<int>((other.day_ - day_).count());
}

}  // namespace draagkracht::base
