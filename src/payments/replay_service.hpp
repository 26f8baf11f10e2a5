// Works out anew what payments paid, when one of them came out of the order of its day or was taken
// back, and moves the difference: allocations and suspense here, postings in the ledger.
#pragma once

#include <set>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// On these claims and on all that hang together with them, which it answers; the same again moves
// nothing. The trail tells the debtors of a claim on which something moved.
std::vector<base::ClaimId> replay(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    base::MunicipalityId municipality,
    const std::set<base::ClaimId>& claims
);

// Who lays hands on a payment for an officer does so after whoever else does in this municipality.
// Before all other locks. An import takes no turn: officers would wait for all of it.
void take_by_hand_turn(storage::Transaction& transaction, base::MunicipalityId municipality);

// Keeps payments, and all claims that hang together with them or with `claims`, from others until
// the transaction ends: the claims first, as who books a statement does. False when somebody moved
// a payment to yet another claim meanwhile.
[[nodiscard]] bool hold_payments(
    storage::Transaction& transaction,
    const std::vector<base::EntryId>& payments,
    std::set<base::ClaimId> claims = {}
);

}  // namespace draagkracht::payments
