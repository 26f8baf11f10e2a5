// The bank took a payment back, or refused an order of ours, because who pays has died (MD07):
// collection waits, and no letter leaves, until a person looked into it.
#pragma once

#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "payments/open_debts.hpp"

namespace draagkracht::payments {

// Of those of these entries by which money went back with MD07. Where the order of ours that was
// refused, or the payment that was taken back, is known, and whose it was, each open claim of that
// debtor gets a hold (HoldKind::estate) of that debtor alone, to be looked at the same day; where
// it is not, the entry waits in suspense with the reason of the bank as any return does. What was
// told before, or waits for an estate already, is left as it is.
void hold_for_estates(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    const std::vector<base::EntryId>& backs
);

// The same of the entries of the statement that were just placed: an order that was refused before
// it was paid has no pair.
void hold_for_estates_told_in(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    base::StatementId statement,
    const std::vector<PlacedPayment>& placed
);

}  // namespace draagkracht::payments
