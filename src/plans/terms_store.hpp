// The SQL of the terms of plans: how they are kept, so that a schedule can be made again from them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "draagkracht/plans/plan.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

// The ids are in the order of the plans.
void write_terms(
    storage::Transaction& transaction,
    const std::vector<PlanFacts>& plans,
    const std::vector<base::PlanId>& ids
);

void write_ways_to_pay(
    storage::Transaction& transaction,
    const std::vector<PlanFacts>& plans,
    const std::vector<base::PlanId>& ids
);

// Adds the amounts and the extra payments to the terms of these plans; `keys` is the list of their
// ids as JSON.
void read_amounts(
    storage::Transaction& transaction,
    const std::string& keys,
    const std::map<base::PlanId, PlanFacts*>& plans
);

}  // namespace draagkracht::plans
