// The SQL of plans that come from a former system.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/payment_reference.hpp"
#include "draagkracht/base/registration.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

// Of those plan numbers that exist; the hash of a plan that was agreed on here is empty.
[[nodiscard]] base::KnownContent::HashByNumber registered_hashes(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& plan_numbers
);

// Those of the references that a plan has, of whatever municipality.
[[nodiscard]] std::set<std::string> references_of_plans(
    storage::Transaction& transaction, const std::vector<base::PaymentReference>& references
);

struct FormerPlanRow {
    base::PlanId plan;
    std::string registered_hash;
};

void add_former_plans(storage::Transaction& transaction, const std::vector<FormerPlanRow>& plans);

}  // namespace draagkracht::plans
