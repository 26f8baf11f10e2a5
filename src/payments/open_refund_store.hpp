// The SQL of refunds that were decided, and are not paid out.
#pragma once

#include <set>
#include <vector>

#include "draagkracht/payments/payout_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// With where it is paid from.
struct RefundRow {
    OpenRefund refund;
    base::BankAccountId pays_from;
};

// Oldest first, with their accounts unsealed.
[[nodiscard]] std::vector<RefundRow> open_refunds(
    storage::Transaction& transaction,
    const storage::Sealer& sealer,
    base::MunicipalityId municipality,
    ListRange range
);
[[nodiscard]] int count_open_refunds(
    storage::Transaction& transaction, base::MunicipalityId municipality
);

// The oldest so many of those that are due, or stand in one of these payouts; without those of
// which the money may be gone already.
[[nodiscard]] std::vector<RefundRow> orderable_refunds(
    storage::Transaction& transaction,
    const storage::Sealer& sealer,
    base::MunicipalityId municipality,
    const std::set<PayoutId>& waiting,
    int limit
);

// Of the orders of a payout, the first of which the money may be gone already.
struct RefundInDoubt {
    base::EntryId paid_by;  // the payment of which it is a part
    base::EntryId gone_by;
};
[[nodiscard]] std::optional<RefundInDoubt> refund_in_doubt_of(
    storage::Transaction& transaction, PayoutId payout
);

}  // namespace draagkracht::payments
