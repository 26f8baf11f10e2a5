// Payments that the bank took back, among the entries that were just booked.
#pragma once

#include <unordered_map>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/return_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// Writes these pairs, with the entries of all of them, works out anew what was paid on the claims
// of the payments, and has collection wait where the bank says that the payer has died. All are of
// one municipality. On which claims something may have moved.
std::vector<base::ClaimId> write_returns(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    const std::vector<ReturnOfPayment>& returns,
    const std::unordered_map<base::EntryId, BookedEntry>& entries
);

// Of each entry of the statement after the first so many, by which money went back, and whose
// reference names exactly one earlier payment that it fits: that payment is taken back. The others
// wait in suspense for a person. On which claims something may have moved.
std::vector<base::ClaimId> take_back_what_is_named(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    base::StatementId statement,
    std::int64_t entries_before
);

}  // namespace draagkracht::payments
