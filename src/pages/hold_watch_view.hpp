// The page of holds to look at again: what holds up collection, and whether it still does.
#pragma once

#include <vector>

#include "draagkracht/followup/hold_watch_service.hpp"
#include "draagkracht/people/people_service.hpp"
#include "pages/view_parts.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

struct HoldWatchShown {
    const followup::HoldsToReview& holds;
    followup::HoldPage page;
    const std::vector<people::Identity>& people;  // of these holds
    base::BusinessDate today;
    const Workplace& place;
};
[[nodiscard]] Values hold_watch_view(const HoldWatchShown& shown);

}  // namespace draagkracht::pages
