// What payments that were just written change beside the debts that they pay.
#pragma once

#include <cstdint>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "payments/open_debts.hpp"
#include "payments/reconciliation_store.hpp"

namespace draagkracht::payments {

// Those that came out of order, and those that the bank took back: of the entries of the statement
// after the first so many. On which claims something may have moved, as others hang together with
// these.
std::vector<base::ClaimId> settle_what_follows(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    const StatementOfChunk& statement,
    const std::vector<PlacedPayment>& placed,
    const OpenDebts& debts,
    std::int64_t entries_before
);

}  // namespace draagkracht::payments
