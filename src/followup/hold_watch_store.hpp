// The SQL of holds to look at again.
#pragma once

#include <vector>

#include "draagkracht/followup/hold_watch_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

[[nodiscard]] std::vector<HoldToReview> holds_to_review(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    base::Date today,
    const HoldPage& page
);

[[nodiscard]] int count_holds_to_review(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::Date today
);

}  // namespace draagkracht::followup
