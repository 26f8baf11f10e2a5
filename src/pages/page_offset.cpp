#include "pages/page_offset.hpp"

#include <algorithm>

#include "pages/whole_number.hpp"

namespace draagkracht::pages {

namespace {

constexpr std::int64_t offset_max = 1'000'000;

}  // namespace

int page_offset(const api::Request& request) {
    const auto given = request.query.find("vanaf");
    const std::optional<std::int64_t> number =
        given == request.query.end() ? std::nullopt : whole_number_of(given->second);
    return static_cast<int>(std::min(number.value_or(0), offset_max));
}

}  // namespace draagkracht::pages
