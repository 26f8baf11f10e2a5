// The SQL of the list of payouts, and of what the bank told of each.
#pragma once

#include <vector>

#include "draagkracht/payments/payout_list_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// Newest first, with what the bank told of their orders, and no questions.
[[nodiscard]] ListedPayouts listed_payouts(
    storage::Transaction& transaction, base::MunicipalityId municipality, ListRange range
);
[[nodiscard]] std::optional<ListedPayout> listed_payout(
    storage::Transaction& transaction, base::MunicipalityId municipality, PayoutId payout
);
[[nodiscard]] std::vector<OrderLook> order_looks(
    storage::Transaction& transaction,
    const storage::Sealer& sealer,
    PayoutId payout,
    ListRange range
);

}  // namespace draagkracht::payments
