// The SQL of what the bank told of our orders that pay back.
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/hand_act.hpp"
#include "draagkracht/payments/payout.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::payments {

// An entry of the bank with the order whose end-to-end id it bears.
struct NamedPayoutOrder {
    base::EntryId entry;
    base::Money entry_amount;
    base::Money suspended;  // of that entry
    std::int64_t order;
    base::Money order_amount;
    RefundStanding standing;  // of the order, before this entry: ordered, paid or returned
    RefundId refund;
    std::optional<std::int64_t> stands_in;  // the order of the refund that nobody let go of
    base::EntryId paid_back;                // the payment of which the refund is a part
    base::MunicipalityId municipality;
};

// Of the entries of the statement after the first so many, as the bank booked them; also orders
// that were let go of, as the bank may have carried them out all the same. An order without a file,
// of another municipality or account, or of a refund that was undone, is not named.
[[nodiscard]] std::vector<NamedPayoutOrder> orders_named_by(
    storage::Transaction& transaction, base::StatementId statement, std::int64_t entries_before
);

struct PayoutAnswer {
    std::int64_t order;
    base::EntryId entry;
    RefundStanding standing;  // paid or returned
    base::Money amount;       // of the entry
};
void add_answers(
    storage::Transaction& transaction,
    const audit::Author& author,
    const std::vector<PayoutAnswer>& answers
);

}  // namespace draagkracht::payments
