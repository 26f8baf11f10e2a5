// Calendar days: due dates, value dates, the first day of a norm.
//
//     Date due = Date::parse("2026-07-01").value();
//     Date next = due.plus_months(1, MonthEnd::last_day);   // 31 January + 1 month = 28 February
//
// "Today" never comes from the clock inside a rule: it is the BusinessDate that is handed in, so
// that a missed night can be run later and gives what it would have given then.
#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

// What a step of months does when the month is too short for the day; a decision with a name.
enum class MonthEnd { last_day, first_of_next };

class Date {
  public:
    // Throws ProgrammerFault for a day that does not exist; text from outside goes through parse.
    explicit Date(std::chrono::year_month_day day);
    explicit constexpr Date(std::chrono::sys_days day) : day_{day} {}

    // Reads ISO 8601 "2026-07-01". Problem base.not-a-date for all else, such as "2026-02-30".
    [[nodiscard]] static Outcome<Date> parse(std::string_view text);

    [[nodiscard]] std::string to_string() const;  // "2026-07-01"
    [[nodiscard]] constexpr std::chrono::sys_days in_days() const { return day_; }
    [[nodiscard]] std::chrono::year_month_day calendar() const { return {day_}; }

    [[nodiscard]] Date plus_days(int days) const { return Date{day_ + std::chrono::days{days}}; }
    [[nodiscard]] Date plus_months(int months, MonthEnd month_end) const;
    // Days from this date until the other; negative when the other lies before it.
    [[nodiscard]] int days_until(Date other) const;

    friend constexpr auto operator<=>(Date, Date) = default;

  private:
    std::chrono::sys_days day_;
};

// The day for which work is done, handed in by the caller; not the day on which it happens to run.
class BusinessDate {
  public:
    explicit constexpr BusinessDate(Date date) : date_{date} {}
    [[nodiscard]] constexpr Date date() const { return date_; }
    friend constexpr auto operator<=>(BusinessDate, BusinessDate) = default;

  private:
    Date date_;
};

}  // namespace draagkracht::base
