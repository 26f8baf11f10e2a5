// The limitation clocks of a debtor, for the use cases of this room, which ask the right and write
// the look.
#pragma once

#include <vector>

#include "draagkracht/followup/limitation_service.hpp"
#include "draagkracht/followup/vantage.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

// By due date, each claim that one of these people owes, with what moved the clock up to and
// including the day, as far as it was known.
[[nodiscard]] std::vector<ClaimClock> clocks_of(
    storage::Transaction& transaction,
    const std::vector<base::PersonId>& people,
    const norms::Law& law,
    const Vantage& vantage
);

}  // namespace draagkracht::followup
