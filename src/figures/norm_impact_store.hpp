// The running plans with the households they were agreed on, a lot of people at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::figures {

struct RunningPlan {
    base::PersonId person;
    base::MunicipalityId municipality;
    std::string plan_number;
    int version;
    base::Money agreed_amount;
    base::Money agreed_in_all;  // On all running plans of the person.
    std::optional<std::string> household_json;
};

// All running plans of the next `people_max` people after that person who have one, by person and
// the newest plan first; empty when there are no more.
[[nodiscard]] std::vector<RunningPlan> running_plans_after(
    storage::Transaction& transaction,
    const std::vector<base::MunicipalityId>& municipalities,
    base::PersonId after,
    int people_max
);

[[nodiscard]] int count_running_plans(
    storage::Transaction& transaction, const std::vector<base::MunicipalityId>& municipalities
);

}  // namespace draagkracht::figures
