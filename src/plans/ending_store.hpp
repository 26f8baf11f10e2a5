// The SQL of how plans end.
#pragma once

#include <vector>

#include "draagkracht/plans/plan.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

struct RunningPlan {
    base::PlanId plan;
    base::PersonId person;
};

// Those of which nothing is left to pay, by what was valued up to and with that day.
[[nodiscard]] std::vector<RunningPlan> plans_paid_by(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::Date day
);

}  // namespace draagkracht::plans
