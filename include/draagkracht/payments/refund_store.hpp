// The SQL of money that is to be paid back from suspense, for whoever makes the order to the bank.
//
//     std::vector<RefundDue> due = refunds_due(transaction, zandwijk);
//     // write the order, and in the same transaction:
//     add_refund_orders(transaction, author, {due[0].id}, "ORDER-2026-17");
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/hand_act.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

struct RefundDue {
    RefundId id;
    base::MunicipalityId municipality;
    base::EntryId entry;
    base::Money amount;
    base::Date decided_on;
    std::string decided_by;  // who recorded it; a second person approved
    std::string reason;
    // As the bank wrote it; the refund goes there, unless an account is sealed with it.
    std::string payer_account;
    std::string payer_name;
    std::optional<std::string> iban_sealed;  // unsealed at refund_account_place(id)
};

// Decided, not undone and in no order yet; oldest first, at most `limit`. Nobody undoes one of them
// until the transaction ends.
[[nodiscard]] std::vector<RefundDue> refunds_due(
    storage::Transaction& transaction, base::MunicipalityId municipality, int limit = 1000
);

// These stand in an order to the bank; from then on they are not undone.
void add_refund_orders(
    storage::Transaction& transaction,
    const audit::Author& author,
    const std::vector<RefundId>& refunds,
    const std::string& order_reference
);

// To which place the account of a refund is sealed.
[[nodiscard]] std::string refund_account_place(RefundId refund);

}  // namespace draagkracht::payments
