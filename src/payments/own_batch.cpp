#include "payments/own_batch.hpp"

#include "draagkracht/payments/bank_reference.hpp"

namespace draagkracht::payments {

bool is_whole_batch(const Entry& entry) {
    if (entry.status != EntryStatus::booked || entry.is_reversal || entry.details.size() != 1 ||
        entry.amount.is_zero()) {
        return false;
    }
    const Detail& detail = entry.details.front();
    return !detail.batch_id.empty() && !is_reference(detail.end_to_end_id) &&
           detail.structured_references.empty() && detail.return_reason.empty();
}

bool spread(Entry& entry, const OwnBatch& batch) {
    if (batch.is_paid || entry.amount != batch.total.total) {
        return false;
    }
    const Detail whole = std::move(entry.details.front());
    entry.details.clear();
    for (const BatchOrder& order : batch.orders) {
        Detail& detail = entry.details.emplace_back();
        detail.amount = order.amount;
        detail.bank_reference = whole.bank_reference;
        detail.end_to_end_id = order.end_to_end_id;
        detail.batch_id = whole.batch_id;
        if (!order.reference.empty()) {
            detail.structured_references.push_back({order.reference, "CUR"});
        }
    }
    entry.details_are_orders = true;
    return true;
}

}  // namespace draagkracht::payments
