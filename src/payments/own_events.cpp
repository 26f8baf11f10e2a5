#include "payments/own_events.hpp"

#include <algorithm>
#include <iterator>

namespace draagkracht::payments {

namespace {

// What is looked up ahead is used within a few chunks.
constexpr std::size_t ranges_max = 8;

bool have_one_in_common(const SortedClaims& one, const SortedClaims& other) {
    SortedClaims common;
    std::ranges::set_intersection(one, other, std::back_inserter(common));
    return !common.empty();
}

}  // namespace

void OwnEvents::add(const audit::EventRange& events, SortedClaims claims) {
    told_.push_back({events, std::move(claims)});
    if (told_.size() > ranges_max) {
        told_.pop_front();
    }
}

bool OwnEvents::explain(std::int64_t from, std::int64_t to, const SortedClaims& claims) const {
    std::int64_t explained = 0;
    for (const auto& [events, of_events] : told_) {
        const std::int64_t first = std::max(events.first, from + 1);
        const std::int64_t last = std::min(events.last, to);
        if (first > last) {
            continue;
        }
        if (have_one_in_common(of_events, claims)) {
            return false;
        }
        explained += last - first + 1;
    }
    return explained == to - from;
}

}  // namespace draagkracht::payments
