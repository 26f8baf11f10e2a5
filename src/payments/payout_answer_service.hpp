// What the bank booked for our orders that pay back, among the entries that were just booked: each
// closes its refund, or opens it again.
#pragma once

#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/matching.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// Whether one of these may be of such an order. Who books it takes take_payout_turn, after the
// books and the statement, and before claims, entries and the trail.
[[nodiscard]] bool may_tell_of_payouts(const std::vector<Entry*>& entries);

// Whether one of these names an order of ours that pays back.
[[nodiscard]] bool names_payout_order(const std::vector<Detail>& details);

// Of each entry of the statement after the first so many that names an order of ours, and is what
// was ordered or came back: it waits no more, but is money that is paid back.
void settle_payouts(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    base::StatementId statement,
    std::int64_t entries_before
);

}  // namespace draagkracht::payments
