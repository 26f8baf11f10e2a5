// A year whose books are closed: no decision counts from a day in it any more, so that what was
// reported over that year stays true. Told with who closed it and on which day.
//
//     ClosedYear{2025, closed_on, "officer:7"}
//     next_year_to_close({of_2024}, today_in_2026)    // 2025
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/base/date.hpp"

namespace draagkracht::claims {

struct ClosedYear {
    int year;
    base::Date closed_on;
    std::string closed_by;
};

// The year after the last one that was closed, and before any was the last one that is over;
// nothing when that year is not over. `closed`: the latest first.
[[nodiscard]] std::optional<int> next_year_to_close(
    const std::vector<ClosedYear>& closed, base::Date today
);

}  // namespace draagkracht::claims
