// The SQL of what waits in suspense, and of who works at it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/payments/suspense_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// Oldest first; ages are left to the caller.
[[nodiscard]] std::vector<WaitingItem> waiting_items(
    storage::Transaction& transaction, base::MunicipalityId municipality, const SuspensePart& part
);
struct WaitingTotals {
    std::int64_t count;
    base::Money amount;
};
[[nodiscard]] WaitingTotals waiting_totals(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::optional<base::OfficerId>& owner
);

// Whether it waits or not; nothing for an entry of another municipality.
[[nodiscard]] std::optional<WaitingItem> item_of(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::EntryId entry
);
[[nodiscard]] std::optional<FoundBy> found_by_of(
    storage::Transaction& transaction, base::EntryId entry
);
[[nodiscard]] std::optional<PaymentAsTold> payment_as_told(
    storage::Transaction& transaction, base::EntryId entry
);
// Where it stands, with the numbers of claims and plans.
[[nodiscard]] std::vector<PlacedShare> placed_shares(
    storage::Transaction& transaction, base::EntryId entry
);
[[nodiscard]] RefundsOfPayment refunds_of(storage::Transaction& transaction, base::EntryId entry);

struct OwnerNow {
    std::int64_t changes;
    std::optional<base::OfficerId> owner;
};
[[nodiscard]] OwnerNow owner_of(storage::Transaction& transaction, base::EntryId entry);
void add_owner(
    storage::Transaction& transaction,
    const audit::Author& author,
    base::EntryId entry,
    std::int64_t change_number,
    const std::optional<base::OfficerId>& owner
);

}  // namespace draagkracht::payments
