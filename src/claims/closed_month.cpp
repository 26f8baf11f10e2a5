#include "draagkracht/claims/closed_month.hpp"

namespace draagkracht::claims {

base::Outcome<Month> month_of(std::string_view text) {
    const base::Outcome<base::Date> first = base::Date::parse(std::string{text} + "-01");
    if (!first) {
        return base::problem("claims.not-a-month", "this is no month", "write it as 2026-06");
    }
    return month_of(*first);
}

Month month_of(base::Date day) {
    return {day.calendar().year(), day.calendar().month()};
}

std::string to_text(Month month) {
    return first_day_of(month).to_string().substr(0, 7);
}

base::Date first_day_of(Month month) {
    return base::Date{month / std::chrono::day{1}};
}

base::Date last_day_of(Month month) {
    return base::Date{std::chrono::sys_days{month / std::chrono::last}};
}

std::optional<Month> next_month_to_close(const std::vector<ClosedMonth>& closed, base::Date today) {
    const Month last_over = month_of(today) - std::chrono::months{1};
    const Month next = closed.empty() ? last_over : closed.front().month + std::chrono::months{1};
    return next > last_over ? std::nullopt : std::optional{next};
}

}  // namespace draagkracht::claims
