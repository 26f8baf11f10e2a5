// The limitation clocks of a debtor, for the use cases of this room, which ask the right and write
// the look.
#pragma once

#include <vector>

#include "draagkracht/followup/limitation_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

// By due date, each claim that the person owes.
[[nodiscard]] std::vector<ClaimClock> clocks_of(
    storage::Transaction& transaction, base::PersonId person, const norms::Law& law
);

}  // namespace draagkracht::followup
