// The payment plans on the page of a client: those that run, each with its schedule, and in a line
// each those that have ended.
#pragma once

#include "draagkracht/plans/way_to_pay.hpp"
#include "pages/pause_view.hpp"
#include "pages/view_parts.hpp"

namespace draagkracht::pages {

struct RunningPlans {
    std::vector<const plans::PlanStanding*> standing;
    base::Money agreed_monthly;  // together
    base::Money overdue;         // instalments that were due before today
};
// Points into `plans`.
[[nodiscard]] RunningPlans running_plans(const std::vector<plans::PlanStanding>& plans);

// What somebody may do with a running plan; who only looks gets no form.
struct PlanActs {
    bool may_end;  // as broken or as remitted
    bool may_review;
};

// Sets plans, has_former_plans and former_plans.
void set_plans(
    Values& values,
    const std::vector<plans::PlanStanding>& plans,
    const std::vector<plans::Mandate>& mandates,
    const PausesShown& pauses,
    const PlanActs& acts
);

}  // namespace draagkracht::pages
