#include "payments/payout_answer_store.hpp"

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::payments {

using base::Money;
using soci::into;
using soci::use;
using storage::Column;
using storage::Transaction;

std::vector<NamedPayoutOrder> orders_named_by(
    Transaction& transaction, base::StatementId statement, std::int64_t entries_before
) {
    std::vector<NamedPayoutOrder> named;
    const long long of_statement = statement.value();
    const long long before = entries_before;
    long long entry = 0, entry_cents = 0, suspended_cents = 0, order = 0, order_cents = 0;
    long long refund = 0, paid_back = 0, municipality = 0;
    storage::Nullable<long long> stands_in;
    std::string standing;
    storage::for_each_row(
        (ask(transaction, R"sql(
SELECT entry.id, entry.amount_cents,
    CAST(COALESCE((SELECT SUM(amount_cents) FROM suspense_item
        WHERE suspense_item.entry_id = entry.id), 0) AS BIGINT),
    payout_order.id, payout_order.amount_cents,
    CASE WHEN EXISTS (SELECT 1 FROM payout_answer WHERE payout_answer.order_id = payout_order.id
            AND kind = 'returned') THEN 'returned'
        WHEN EXISTS (SELECT 1 FROM payout_answer WHERE payout_answer.order_id = payout_order.id
            AND kind = 'paid') THEN 'paid' ELSE 'ordered' END,
    way.refund_id, way.order_id, way.entry_id, way.municipality_id
FROM bank_entry entry
JOIN bank_statement ON bank_statement.id = entry.statement_id
JOIN payout_order ON payout_order.end_to_end_id = entry.end_to_end_reference
    AND payout_order.bank_account_id = bank_statement.bank_account_id
JOIN payout_file ON payout_file.payout_id = payout_order.payout_id
JOIN refund_on_its_way way ON way.refund_id = payout_order.refund_id
WHERE entry.statement_id = :statement AND entry.entry_number > :before
ORDER BY entry.id)sql"),
         use(of_statement, "statement"),
         use(before, "before"),
         into(entry),
         into(entry_cents),
         into(suspended_cents),
         into(order),
         into(order_cents),
         into(standing),
         into(refund),
         into(stands_in.value, stands_in.indicator),
         into(paid_back),
         into(municipality)),
        [&] {
            named.push_back(
                {base::EntryId{entry},
                 Money::cents(entry_cents),
                 Money::cents(suspended_cents),
                 order,
                 Money::cents(order_cents),
                 refund_standing_of(standing),
                 RefundId{refund},
                 stands_in.get(),
                 base::EntryId{paid_back},
                 base::MunicipalityId{municipality}}
            );
        }
    );
    return named;
}

void add_answers(
    Transaction& transaction, const audit::Author& author, const std::vector<PayoutAnswer>& answers
) {
    const std::string today = author.today.date().to_string();
    storage::IdBlock ids = transaction.reserve_ids(answers.size());
    storage::BulkInsert rows{
        transaction,
        "payout_answer",
        {{"id", Column::number},
         {"order_id", Column::number},
         {"kind", Column::text},
         {"entry_id", Column::number},
         {"amount_cents", Column::number},
         {"recorded_on", Column::text},
         {"recorded_by", Column::text}}};
    for (const PayoutAnswer& answer : answers) {
        rows.add(
            {ids.take(),
             answer.order,
             to_text(answer.standing),
             answer.entry.value(),
             answer.amount.in_cents(),
             today,
             author.actor}
        );
    }
    rows.write();
}

}  // namespace draagkracht::payments
