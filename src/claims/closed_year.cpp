#include "draagkracht/claims/closed_year.hpp"

namespace draagkracht::claims {

std::optional<int> next_year_to_close(const std::vector<ClosedYear>& closed, base::Date today) {
    const int last_over = static_cast<int>(today.calendar().year()) - 1;
    const int next = closed.empty() ? last_over : closed.front().year + 1;
    return next > last_over ? std::nullopt : std::optional{next};
}

}  // namespace draagkracht::claims
