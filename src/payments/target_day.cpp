#include "draagkracht/payments/target_day.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "draagkracht/claims/terms.hpp"

namespace draagkracht::payments {

using base::Date;

bool is_target_day(Date day) {
    const std::chrono::weekday of_week{day.in_days()};
    if (of_week == std::chrono::Saturday || of_week == std::chrono::Sunday) {
        return false;
    }
    const std::chrono::year_month_day calendar = day.calendar();
    const std::chrono::month_day on{calendar.month() / calendar.day()};
    const std::array closed{
        std::chrono::January / 1,
        std::chrono::May / 1,
        std::chrono::December / 25,
        std::chrono::December / 26};
    const int from_easter = claims::easter_of(calendar.year()).days_until(day);
    const bool is_easter = from_easter == -2 || from_easter == 1;  // Good Friday, Easter Monday
    return !is_easter && std::ranges::find(closed, on) == closed.end();
}

Date next_target_day(Date day) {
    while (!is_target_day(day)) {
        day = day.plus_days(1);
    }
    return day;
}

Date target_days_after(Date day, int count) {
    base::ensure(count >= 0, "a term of TARGET days is not negative");
    if (count == 0) {
        return next_target_day(day);
    }
    for (int passed = 0; passed < count; ++passed) {
        day = next_target_day(day.plus_days(1));
    }
    return day;
}

}  // namespace draagkracht::payments
