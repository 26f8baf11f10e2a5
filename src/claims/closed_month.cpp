#include "draagkracht/claims/closed_month.hpp"

namespace draagkracht::claims {

std::optional<base::Month> next_month_to_close(
    const std::vector<ClosedMonth>& closed, base::Date today
) {
    const base::Month last_over = base::month_of(today) - std::chrono::months{1};
    const base::Month next =
        closed.empty() ? last_over : closed.front().month + std::chrono::months{1};
    return next > last_over ? std::nullopt : std::optional{next};
}

}  // namespace draagkracht::claims
