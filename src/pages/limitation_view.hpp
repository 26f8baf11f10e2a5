// The page of what lapses soon: whom to call while there is still time.
#pragma once

#include <vector>

#include "draagkracht/followup/limitation_watch_service.hpp"
#include "draagkracht/people/people_service.hpp"
#include "pages/view_parts.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

struct LimitationShown {
    const followup::LapsingDebts& lapsing;
    followup::LimitationPage page;
    const std::vector<people::Identity>& people;  // of these debts
    base::BusinessDate today;
    const Workplace& place;
};
[[nodiscard]] Values limitation_view(const LimitationShown& shown);

}  // namespace draagkracht::pages
