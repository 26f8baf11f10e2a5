// The page of the worklist: whom to call today.
#pragma once

#include "draagkracht/followup/followup_service.hpp"
#include "pages/view_parts.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

struct WorklistShown {
    const followup::Worklist& worklist;
    followup::WorklistPage page;
    base::BusinessDate today;
    const Workplace& place;
    const std::vector<Workplace>& places;  // to choose from, this one too
    std::string notice;                    // what was just done; empty when nothing was
    bool may_close_year = false;
    bool may_see_suspense = false;
    bool may_see_figures = false;
    int holds_to_review = 0;
};

[[nodiscard]] Values worklist_view(const WorklistShown& shown);

}  // namespace draagkracht::pages
