// The page on which a plan is ended by decision: what each end means for the client, and why it is
// decided on. An end is never taken back, so it is told before and not after.
#pragma once

#include <optional>
#include <vector>

#include "pages/asked_plan.hpp"

namespace draagkracht::pages {

// As typed.
struct PlanEndingForm {
    std::string outcome;  // "broken" or "remitted"
    std::string reason;
};

enum class PlanEndingField { outcome, reason };

struct PlanEndingFault {
    PlanEndingField field;
    std::string text;  // Dutch: what to do about it
};

// The ends that this officer may decide on.
[[nodiscard]] std::vector<plans::PlanOutcome> ends_offered(const AskedPlan& asked);

// What a refusal says about a field; nothing when it is about something else.
[[nodiscard]] std::optional<PlanEndingFault> ending_fault_of(const base::Problem& refusal);

[[nodiscard]] Values plan_ending_view(
    const AskedPlan& asked, const PlanEndingForm& form, const std::vector<PlanEndingFault>& faults
);

}  // namespace draagkracht::pages
