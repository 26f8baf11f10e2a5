// How far the collection of a claim has come, as this room and the plans know it.
#pragma once

#include <unordered_map>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/claims/life.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

// On that day: whether a debtor has a running plan for the claim, and whether a step to the bailiff
// was taken on such a plan. Limitation is not in it. A claim of which neither is so is absent.
[[nodiscard]] std::unordered_map<base::ClaimId, claims::Course> courses_on(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims, base::Date day
);

}  // namespace draagkracht::followup
