// A month whose books are closed: nothing is booked on a business date in it any more, and what the
// bank brought in it has been proved to the cent (payments/month_proof.hpp).
//
//     ClosedMonth{month_of("2026-06").value(), closed_on, "officer:7"}
//     next_month_to_close({of_june}, today_in_august)    // July
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/base/month.hpp"

namespace draagkracht::claims {

struct ClosedMonth {
    base::Month month;
    base::Date closed_on;
    std::string closed_by;
    std::string proof_sha256;
};

// The month after the last one that was closed, and before any was the last one that is over;
// nothing when that month is not over. `closed`: the latest first.
[[nodiscard]] std::optional<base::Month> next_month_to_close(
    const std::vector<ClosedMonth>& closed, base::Date today
);

}  // namespace draagkracht::claims
