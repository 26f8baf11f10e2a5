// A month of the calendar.
//
//     Month june = month_of("2026-06").value();
//     last_day_of(june)      // 30 June 2026
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "draagkracht/base/date.hpp"

namespace draagkracht::base {

using Month = std::chrono::year_month;

// Reads "2026-06". Problem base.not-a-month for all else.
[[nodiscard]] Outcome<Month> month_of(std::string_view text);
[[nodiscard]] Month month_of(Date day);
[[nodiscard]] std::string to_text(Month month);  // "2026-06"
[[nodiscard]] Date first_day_of(Month month);
[[nodiscard]] Date last_day_of(Month month);

}  // namespace draagkracht::base
