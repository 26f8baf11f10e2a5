// The SQL of a talk about money: the household of the last assessment, and the numbers under which
// agreements were asked for.
#pragma once

#include <optional>
#include <string>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

struct StoredHousehold {
    base::Date assessed_on;
    std::string household_json;
};
[[nodiscard]] std::optional<StoredHousehold> last_household_of(
    storage::Transaction& transaction, base::PersonId person
);

struct StoredRequest {
    std::string fingerprint;
    base::PlanId plan;
};
[[nodiscard]] std::optional<StoredRequest> request_of(
    storage::Transaction& transaction, base::PersonId person, const std::string& request_number
);
void add_request(
    storage::Transaction& transaction,
    base::PersonId person,
    const std::string& request_number,
    const StoredRequest& request
);

}  // namespace draagkracht::plans
