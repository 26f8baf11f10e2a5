#include "draagkracht/base/month.hpp"

namespace draagkracht::base {

Outcome<Month> month_of(std::string_view text) {
    const Outcome<Date> first = Date::parse(std::string{text} + "-01");
    if (!first) {
        return problem("base.not-a-month", "this is no month", "write it as 2026-06");
    }
    return month_of(*first);
}

Month month_of(Date day) {
    return {day.calendar().year(), day.calendar().month()};
}

std::string to_text(Month month) {
    return first_day_of(month).to_string().substr(0, 7);
}

Date first_day_of(Month month) {
    return Date{month / std::chrono::day{1}};
}

Date last_day_of(Month month) {
    return Date{std::chrono::sys_days{month / std::chrono::last}};
}

}  // namespace draagkracht::base
