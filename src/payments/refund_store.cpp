#include "draagkracht/payments/refund_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/return_store.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Column;
using storage::Nullable;
using storage::Transaction;

namespace {

std::vector<RefundDue> read_due(
    Transaction& transaction, base::MunicipalityId municipality, int limit
) {
    std::vector<RefundDue> refunds;
    const long long of_municipality = municipality.value();
    long long id = 0;
    long long entry = 0;
    long long cents = 0;
    std::string decided_on, decided_by, reason, account, name;
    Nullable<std::string> iban_sealed;
    storage::for_each_row(
        (ask(transaction,
             "SELECT refund.id, refund.entry_id, refund.amount_cents, recorded_on, recorded_by,"
             " hand_act.reason, counterparty_iban, counterparty_name, iban_sealed FROM hand_act"
             " JOIN refund ON refund.act_id = hand_act.id"
             " JOIN bank_entry ON bank_entry.id = refund.entry_id"
             " WHERE hand_act.municipality_id = :municipality AND hand_act.kind = 'refunded'"
             " AND NOT EXISTS (SELECT 1 FROM hand_act undoing"
             " WHERE undoing.undoes_act_id = hand_act.id)"
             " AND NOT EXISTS (SELECT 1 FROM refund_order"
             " WHERE refund_order.refund_id = refund.id) ORDER BY refund.id LIMIT :limit"),
         use(of_municipality, "municipality"),
         use(limit, "limit"),
         into(id),
         into(entry),
         into(cents),
         into(decided_on),
         into(decided_by),
         into(reason),
         into(account),
         into(name),
         into(iban_sealed.value, iban_sealed.indicator)),
        [&] {
            refunds.push_back(
                {RefundId{id},
                 municipality,
                 base::EntryId{entry},
                 base::Money::cents(cents),
                 base::Date::parse(decided_on).value(),
                 decided_by,
                 reason,
                 account,
                 name,
                 iban_sealed.get()}
            );
        }
    );
    return refunds;
}

}  // namespace

std::vector<RefundDue> refunds_due(
    Transaction& transaction, base::MunicipalityId municipality, int limit
) {
    std::vector<base::EntryId> entries;
    for (const RefundDue& due : read_due(transaction, municipality, limit)) {
        entries.push_back(due.entry);
    }
    lock_entries(transaction, entries);
    std::vector<RefundDue> due = read_due(transaction, municipality, limit);
    std::erase_if(due, [&entries](const RefundDue& one) {
        return std::ranges::find(entries, one.entry) == entries.end();
    });
    return due;
}

void add_refund_orders(
    Transaction& transaction,
    const audit::Author& author,
    const std::vector<RefundId>& refunds,
    const std::string& order_reference
) {
    const std::string today = author.today.date().to_string();
    storage::BulkInsert rows{
        transaction,
        "refund_order",
        {{"refund_id", Column::number},
         {"order_reference", Column::text},
         {"ordered_on", Column::text},
         {"ordered_by", Column::text}}};
    for (const RefundId refund : refunds) {
        rows.add({refund.value(), order_reference, today, author.actor});
    }
    rows.write();
}

std::string refund_account_place(RefundId refund) {
    return fmt::format("refund.iban:{}", refund.value());
}

}  // namespace draagkracht::payments
