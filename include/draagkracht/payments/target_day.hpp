// The days on which banks settle payments in euros (TARGET days): Monday to Friday but for six
// holidays. A collection falls on one of them.
//
//     next_target_day(Date{2026-04-03})     // 2026-04-07: Good Friday, weekend, Easter Monday
//     target_days_after(Date{2026-12-23}, 2)   // 2026-12-28: 24 and 28 December
//
// Source: ECB, TARGET services calendar: closed on Saturdays, Sundays, New Year's Day, Good Friday,
// Easter Monday, 1 May, 25 and 26 December.
#pragma once

#include "draagkracht/base/date.hpp"

namespace draagkracht::payments {

[[nodiscard]] bool is_target_day(base::Date day);

// The day itself, or the first TARGET day after it.
[[nodiscard]] base::Date next_target_day(base::Date day);

// So many TARGET days later; `count` is not negative. None gives next_target_day.
[[nodiscard]] base::Date target_days_after(base::Date day, int count);

}  // namespace draagkracht::payments
