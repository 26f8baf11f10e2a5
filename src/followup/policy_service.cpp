#include "draagkracht/followup/policy_service.hpp"

namespace draagkracht::followup {

MissedMargin missed_margin(const norms::PolicyRules& rules) {
    return {.days = rules.missed_margin_days.value, .amount = rules.missed_margin.value};
}

}  // namespace draagkracht::followup
