#include "payments/payout_answer_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "draagkracht/payments/payout.hpp"
#include "payments/hand_act_store.hpp"
#include "payments/payout_answer_store.hpp"
#include "payments/return_store.hpp"

namespace draagkracht::payments {

bool may_tell_of_payouts(const std::vector<Entry*>& entries) {
    return std::ranges::any_of(entries, [](const Entry* entry) {
        return std::ranges::any_of(entry->details, [](const Detail& detail) {
            return may_name_payout_order(detail.end_to_end_id) ||
                   payout_batch_named(detail.batch_id).has_value();
        });
    });
}

bool names_payout_order(const std::vector<Detail>& details) {
    return std::ranges::any_of(details, [](const Detail& detail) {
        return may_name_payout_order(detail.end_to_end_id);
    });
}

namespace {

// An order that was let go of takes its answer only while its refund stands. Nobody undoes that
// until the transaction ends.
std::vector<NamedPayoutOrder> held_orders(
    storage::Transaction& transaction, base::StatementId statement, std::int64_t entries_before
) {
    std::vector<NamedPayoutOrder> named = orders_named_by(transaction, statement, entries_before);
    std::vector<base::EntryId> let_go;
    for (const NamedPayoutOrder& one : named) {
        if (!one.stands_in) {
            let_go.push_back(one.paid_back);
        }
    }
    if (let_go.empty()) {
        return named;
    }
    lock_entries(transaction, let_go);
    return orders_named_by(transaction, statement, entries_before);
}

// What the bank may tell of one order more than once in a statement, paid and sent back; and of one
// refund by more than one order, when one was let go of and ordered anew.
class ToldOfOrders {
  public:
    // How the order stands after this; nothing for what does not fit. That waits for a person.
    std::optional<RefundStanding> take(const NamedPayoutOrder& named) {
        auto& stands_in = orders_.try_emplace(named.refund, named.stands_in).first->second;
        RefundStanding& standing =
            standings_.try_emplace(named.order, named.standing).first->second;
        const bool is_of_this_order = !stands_in || *stands_in == named.order;
        const auto told = told_by(named.entry_amount, named.order_amount, standing);
        if (!is_of_this_order || !told || named.suspended != named.entry_amount) {
            return std::nullopt;
        }
        stands_in = named.order;
        standing = *told;
        return told;
    }

  private:
    std::map<RefundId, std::optional<std::int64_t>> orders_;
    std::map<std::int64_t, RefundStanding> standings_;
};

}  // namespace

void settle_payouts(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const audit::Author& author,
    base::StatementId statement,
    std::int64_t entries_before
) {
    ToldOfOrders orders;
    std::vector<PayoutAnswer> answers;
    std::vector<SuspenseMove> suspense;
    for (const NamedPayoutOrder& named : held_orders(transaction, statement, entries_before)) {
        const auto told = orders.take(named);
        if (!told) {
            continue;
        }
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
