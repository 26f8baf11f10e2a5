#include "payments/payout_answer_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "draagkracht/payments/payout.hpp"
#include "payments/hand_act_store.hpp"
#include "payments/payout_answer_store.hpp"

namespace draagkracht::payments {

bool may_tell_of_payouts(const std::vector<Entry*>& entries) {
    return std::ranges::any_of(entries, [](const Entry* entry) {
        return std::ranges::any_of(entry->details, [](const Detail& detail) {
            return may_name_payout_order(detail.end_to_end_id) ||
                   payout_batch_named(detail.batch_id).has_value();
        });
    });
}

void settle_payouts(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    base::StatementId statement,
    std::int64_t entries_before
) {
    // The bank may tell of one order more than once in a statement: paid, and sent back.
    std::map<std::int64_t, RefundStanding> standings;
    std::vector<PayoutAnswer> answers;
    std::vector<SuspenseMove> suspense;
    for (const NamedPayoutOrder& named : orders_named_by(transaction, statement, entries_before)) {
        RefundStanding& standing = standings.try_emplace(named.order, named.standing).first->second;
        const auto told = told_by(named.entry_amount, named.order_amount, standing);
        if (!told || named.suspended != named.entry_amount) {
            continue;
        }
        standing = *told;
        const bool is_paid = *told == RefundStanding::paid;
        answers.push_back({named.order, named.entry, *told, named.entry_amount});
        suspense.push_back(
            {named.entry,
             -named.entry_amount,
             is_paid ? SuspenseCode::paid_out : SuspenseCode::payout_returned,
             is_paid ? "the bank paid our order, which pays a refund"
                     : "the bank sent our order back, so the refund is open again"}
        );
        trail.record(
            {is_paid ? "payments.refund_paid" : "payments.refund_returned",
             named.municipality,
             std::nullopt,
             fmt::format("entry:{}", named.paid_back.value()),
             fmt::format(
                 R"({{"by_entry":{},"order":{},"amount_cents":{}}})",
                 named.entry.value(),
                 named.order,
                 named.entry_amount.in_cents()
             )}
        );
    }
    add_answers(transaction, author, answers);
    add_suspense(transaction, author, suspense);
}

}  // namespace draagkracht::payments
