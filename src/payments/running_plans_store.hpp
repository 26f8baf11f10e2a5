// The SQL of which plans pay a claim now.
#pragma once

#include <map>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

struct RunningPlan {
    base::PlanId id;
    base::PersonId person;
};
using PlansOfClaims = std::map<base::ClaimId, std::vector<RunningPlan>>;

// The plans that have not ended, by the claims that they pay: at most one of each debtor.
[[nodiscard]] PlansOfClaims running_plans_of(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
);

}  // namespace draagkracht::payments
