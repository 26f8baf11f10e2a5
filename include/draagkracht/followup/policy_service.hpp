// The rules of policy that a municipality follows on a day.
//
//     Outcome<RulesOfDay> rules = rules_of(database, policies, zandwijk, date);
//     (*rules)->missed_margin_days.value    // 5
#pragma once

#include "draagkracht/followup/missed_instalment.hpp"
#include "draagkracht/plans/policy_service.hpp"

namespace draagkracht::followup {

using plans::rules_of;
using plans::RulesOfDay;

[[nodiscard]] MissedMargin missed_margin(const norms::PolicyRules& rules);

}  // namespace draagkracht::followup
