// The bank took a payment back because who paid has died (MD07): collection waits, and no letter
// leaves, until a person looked into it.
#pragma once

#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "payments/open_debts.hpp"

namespace draagkracht::payments {

// Of the entries of the statement that were just placed. Where a payment that went back with MD07
// is known, and whose it was, each open claim of that debtor gets a hold (HoldKind::estate) of that
// debtor alone, to be looked at the same day; where it is not, the entry waits in suspense with the
// reason of the bank as any return does. After take_back_what_is_named.
void hold_for_estates(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    base::StatementId statement,
    const std::vector<PlacedPayment>& placed
);

}  // namespace draagkracht::payments
