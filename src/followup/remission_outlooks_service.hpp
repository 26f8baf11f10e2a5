// The look-ahead of remission inside the transaction of another use case of this room, which asks
// the right and writes the look.
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/followup/remission_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

// By due date, each claim that the person owes.
[[nodiscard]] std::vector<ClaimOutlook> outlooks_of(
    storage::Transaction& transaction,
    base::PersonId person,
    const std::optional<claims::RemissionRules>& rules,
    base::BusinessDate today
);

}  // namespace draagkracht::followup
