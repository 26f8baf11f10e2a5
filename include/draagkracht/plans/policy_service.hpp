// The rules of policy that a municipality follows on a day.
//
//     Outcome<RulesOfDay> rules = rules_of(database, policies, zandwijk, date);
//     (*rules)->review_interval_months.value    // 12
#pragma once

#include <memory>

#include "draagkracht/base/id.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::plans {

using RulesOfDay = std::shared_ptr<const norms::PolicyRules>;

// Problems norms.unknown-municipality, norms.no-policy-known. Opens a transaction of its own, so it
// comes before that of the caller.
[[nodiscard]] base::Outcome<RulesOfDay> rules_of(
    storage::Database& database,
    const norms::PolicyBook& policies,
    base::MunicipalityId municipality,
    base::Date day
);

}  // namespace draagkracht::plans
