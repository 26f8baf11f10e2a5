// The SQL of plans that come from a former system.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/registration.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

// Of those plan numbers that exist; the hash of a plan that was agreed on here is empty.
[[nodiscard]] base::KnownContent::HashByNumber registered_hashes(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& plan_numbers
);

struct FormerPlanRow {
    base::PlanId plan;
    std::string registered_hash;
};

void add_former_plans(storage::Transaction& transaction, const std::vector<FormerPlanRow>& plans);

}  // namespace draagkracht::plans
