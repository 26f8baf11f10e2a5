// The SQL of payouts: what was ordered, and what became of it; all of it set-based.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/payments/payout_service.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "payments/open_refund_store.hpp"
#include "payments/withdrawal_service.hpp"

namespace draagkracht::payments {

struct PayoutOrder {
    std::int64_t id;
    RefundId refund;
    base::EntryId entry;
    base::BankAccountId pays_from;
    base::Iban own_account;  // that one
    base::Money amount;
    base::Iban account;
    std::string name;
    std::string reference;  // what the receiver reads
};

struct StoredPayout {
    PayoutId id;
    base::MunicipalityId municipality;
    TransferMessage message;
    std::string payer_name;
    CountAndTotal orders;
    base::Timestamp prepared_at;
    std::string prepared_by;
    std::optional<base::Date> pay_on;                         // of its file, when that was released
    std::optional<std::string> sha256;                        // likewise
    std::optional<base::ApprovalId> approval = std::nullopt;  // likewise
};

// Those that did not end and were not laid out, oldest first.
[[nodiscard]] std::vector<StoredPayout> open_payouts(
    storage::Transaction& transaction, base::MunicipalityId municipality
);
struct PayoutState {
    StoredPayout payout;
    bool has_ended;
    bool is_laid_out;
    std::size_t answered;  // of so many of its orders the bank told

    [[nodiscard]] bool is_answered() const { return answered > 0; }
};
[[nodiscard]] std::optional<PayoutState> payout_by_id(
    storage::Transaction& transaction, base::MunicipalityId municipality, PayoutId payout
);
// Of which the bank told nothing.
struct UnansweredOrder {
    std::int64_t id;
    base::EntryId entry;
    bool has_ended;  // somebody let go of it
};
[[nodiscard]] std::vector<UnansweredOrder> unanswered_orders_of(
    storage::Transaction& transaction, PayoutId payout
);
// In the order in which they are written: by account, and then the oldest first.
[[nodiscard]] std::vector<PayoutOrder> orders_of(
    storage::Transaction& transaction, const storage::Sealer& sealer, PayoutId payout
);

void add_payout(
    storage::Transaction& transaction,
    const audit::Author& author,
    const StoredPayout& payout,
    const std::vector<RefundRow>& refunds
);
struct ReleasedPayout {
    PayoutId payout;
    base::ApprovalId approval;
    base::Date pay_on;
    std::string sha256;
    std::string sha1;
    std::size_t byte_count;
};
void add_file(
    storage::Transaction& transaction, const audit::Author& author, const ReleasedPayout& file
);
void add_laid_out(storage::Transaction& transaction, const audit::Author& author, PayoutId payout);
void add_end(
    storage::Transaction& transaction,
    const audit::Author& author,
    PayoutId payout,
    const WithdrawalGround& ground
);
// By two people: with their approval.
void add_order_ends(
    storage::Transaction& transaction,
    const audit::Author& author,
    const std::vector<UnansweredOrder>& orders,
    const WithdrawalGround& ground
);

}  // namespace draagkracht::payments
