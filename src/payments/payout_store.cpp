#include "payments/payout_store.hpp"

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/refund_account.hpp"

namespace draagkracht::payments {

using base::Date;
using base::Money;
using soci::into;
using soci::use;
using storage::Column;
using storage::Nullable;
using storage::Transaction;

namespace {

// What came in on a clearing account is paid from the first account at a bank.
const std::string open_refunds_of = R"sql(
SELECT way.refund_id, way.entry_id, way.amount_cents, way.standing, way.payout_id,
    hand_act.recorded_on, hand_act.recorded_by, hand_act.act_number, hand_act.reason,
    entry.counterparty_iban, entry.counterparty_name, refund.iban_sealed,
    COALESCE(back.return_reason, ''), pays.id
FROM refund_on_its_way way
JOIN refund ON refund.id = way.refund_id
JOIN hand_act ON hand_act.id = way.act_id
JOIN bank_entry entry ON entry.id = way.entry_id
JOIN bank_statement ON bank_statement.id = entry.statement_id
JOIN bank_account came_in ON came_in.id = bank_statement.bank_account_id
JOIN bank_account pays ON pays.id = CASE WHEN came_in.kind = 'bank' THEN came_in.id
    ELSE (SELECT MIN(id) FROM bank_account WHERE municipality_id = :municipality
        AND kind = 'bank') END
LEFT JOIN bank_entry back ON back.id = way.back_entry_id
WHERE way.municipality_id = :municipality AND way.standing <> 'paid'
ORDER BY way.refund_id LIMIT :limit)sql";

struct PayoutRow {
    long long id = 0, municipality = 0, count = 0, total_cents = 0;
    std::string message, payer_name, prepared_at, prepared_by;
    Nullable<std::string> pay_on, sha256;

    [[nodiscard]] StoredPayout payout() const {
        const std::optional<std::string> day = pay_on.get();
        return {
            PayoutId{id},
            base::MunicipalityId{municipality},
            transfer_message_of(message).value(),
            payer_name,
            {static_cast<std::size_t>(count), Money::cents(total_cents)},
            base::Timestamp::parse(prepared_at).value(),
            prepared_by,
            day ? std::optional{Date::parse(*day).value()} : std::nullopt,
            sha256.get()};
    }
};

// `condition` has two parameters, :municipality and :key.
std::vector<StoredPayout> payouts_where(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::string& condition,
    long long key
) {
    const long long of_municipality = municipality.value();
    std::vector<StoredPayout> payouts;
    PayoutRow row;
    storage::for_each_row(
        (ask(transaction,
             "SELECT payout.id, municipality_id, message, payer_name, order_count, total_cents,"
             " prepared_at, prepared_by, pay_on, sha256 FROM payout"
             " LEFT JOIN payout_file ON payout_file.payout_id = payout.id"
             " WHERE municipality_id = :municipality AND " +
                 condition + " ORDER BY payout.id"),
         use(of_municipality, "municipality"),
         use(key, "key"),
         into(row.id),
         into(row.municipality),
         into(row.message),
         into(row.payer_name),
         into(row.count),
         into(row.total_cents),
         into(row.prepared_at),
         into(row.prepared_by),
         into(row.pay_on.value, row.pay_on.indicator),
         into(row.sha256.value, row.sha256.indicator)),
        [&] { payouts.push_back(row.payout()); }
    );
    return payouts;
}

long long count_of(Transaction& transaction, const std::string& rows, PayoutId payout) {
    const long long id = payout.value();
    long long count = 0;
    transaction.sql() << "SELECT COUNT(*) FROM " + rows, use(id, "id"), into(count);
    return count;
}

}  // namespace

std::vector<RefundRow> open_refunds(
    Transaction& transaction, const storage::Sealer& sealer, base::MunicipalityId municipality
) {
    std::vector<RefundRow> rows;
    const long long of_municipality = municipality.value();
    const int limit = payout_orders_max;
    long long id = 0, entry = 0, cents = 0, pays_from = 0;
    Nullable<long long> payout;
    Nullable<std::string> iban_sealed;
    std::string standing, decided_on, decided_by, number, reason, payer, name, return_reason;
    storage::for_each_row(
        (ask(transaction, open_refunds_of),
         use(of_municipality, "municipality"),
         use(limit, "limit"),
         into(id),
         into(entry),
         into(cents),
         into(standing),
         into(payout.value, payout.indicator),
         into(decided_on),
         into(decided_by),
         into(number),
         into(reason),
         into(payer),
         into(name),
         into(iban_sealed.value, iban_sealed.indicator),
         into(return_reason),
         into(pays_from)),
        [&] {
            const auto of_payout = payout.get();
            rows.push_back(
                {{RefundId{id},
                  base::EntryId{entry},
                  Money::cents(cents),
                  Date::parse(decided_on).value(),
                  decided_by,
                  number,
                  reason,
                  refund_account(
                      sealer, payer, iban_sealed.get(), refund_account_place(RefundId{id})
                  ),
                  name,
                  refund_standing_of(standing),
                  of_payout ? std::optional{PayoutId{*of_payout}} : std::nullopt,
                  return_reason},
                 base::BankAccountId{pays_from}}
            );
        }
    );
    return rows;
}

std::vector<StoredPayout> open_payouts(
    Transaction& transaction, base::MunicipalityId municipality
) {
    return payouts_where(
        transaction,
        municipality,
        "payout.id > :key AND NOT EXISTS (SELECT 1 FROM payout_end"
        " WHERE payout_end.payout_id = payout.id) AND NOT EXISTS (SELECT 1 FROM payout_laid_out"
        " WHERE payout_laid_out.payout_id = payout.id)",
        0
    );
}

std::optional<PayoutState> payout_by_id(
    Transaction& transaction, base::MunicipalityId municipality, PayoutId payout
) {
    const std::vector<StoredPayout> found =
        payouts_where(transaction, municipality, "payout.id = :key", payout.value());
    if (found.empty()) {
        return std::nullopt;
    }
    return PayoutState{
        found.front(),
        count_of(transaction, "payout_end WHERE payout_id = :id", payout) > 0,
        count_of(
            transaction,
            "payout_answer JOIN payout_order ON payout_order.id = order_id WHERE payout_id = :id",
            payout
        ) > 0};
}

std::vector<PayoutOrder> orders_of(
    Transaction& transaction, const storage::Sealer& sealer, PayoutId payout
) {
    const long long of_payout = payout.value();
    std::vector<PayoutOrder> orders;
    long long id = 0, refund = 0, entry = 0, pays_from = 0, cents = 0;
    std::string own_account, payer, name, paid_on;
    Nullable<std::string> iban_sealed;
    storage::for_each_row(
        (ask(transaction,
             "SELECT payout_order.id, refund.id, refund.entry_id, bank_account.id,"
             " bank_account.iban, payout_order.amount_cents, counterparty_iban,"
             " counterparty_name, iban_sealed, value_date FROM payout_order"
             " JOIN refund ON refund.id = payout_order.refund_id"
             " JOIN bank_entry ON bank_entry.id = refund.entry_id"
             " JOIN bank_account ON bank_account.id = payout_order.bank_account_id"
             " WHERE payout_id = :payout ORDER BY bank_account.id, payout_order.id"),
         use(of_payout, "payout"),
         into(id),
         into(refund),
         into(entry),
         into(pays_from),
         into(own_account),
         into(cents),
         into(payer),
         into(name),
         into(iban_sealed.value, iban_sealed.indicator),
         into(paid_on)),
        [&] {
            orders.push_back(
                {id,
                 RefundId{refund},
                 base::EntryId{entry},
                 base::BankAccountId{pays_from},
                 base::Iban::parse(own_account).value(),
                 Money::cents(cents),
                 refund_account(
                     sealer, payer, iban_sealed.get(), refund_account_place(RefundId{refund})
                 ),
                 name,
                 refund_text(Date::parse(paid_on).value())}
            );
        }
    );
    return orders;
}

void add_payout(
    Transaction& transaction,
    const audit::Author& author,
    const StoredPayout& payout,
    const std::vector<RefundRow>& refunds
) {
    storage::BulkInsert rows{
        transaction,
        "payout",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"message", Column::text},
         {"payer_name", Column::text},
         {"order_count", Column::number},
         {"total_cents", Column::number},
         {"prepared_on", Column::text},
         {"prepared_at", Column::text},
         {"prepared_by", Column::text}}};
    rows.add(
        {payout.id.value(),
         payout.municipality.value(),
         to_text(payout.message),
         payout.payer_name,
         static_cast<std::int64_t>(payout.orders.count),
         payout.orders.total.in_cents(),
         author.today.date().to_string(),
         payout.prepared_at.to_string(),
         payout.prepared_by}
    );
    rows.write();
    storage::BulkInsert orders{
        transaction,
        "payout_order",
        {{"id", Column::number},
         {"payout_id", Column::number},
         {"refund_id", Column::number},
         {"bank_account_id", Column::number},
         {"end_to_end_id", Column::text},
         {"amount_cents", Column::number}}};
    storage::IdBlock ids = transaction.reserve_ids(refunds.size());
    for (const RefundRow& row : refunds) {
        const std::int64_t id = ids.take();
        orders.add(
            {id,
             payout.id.value(),
             row.refund.id.value(),
             row.pays_from.value(),
             end_to_end_id_of_payout_order(id),
             row.refund.amount.in_cents()}
        );
    }
    orders.write();
}

void add_file(Transaction& transaction, const audit::Author& author, const ReleasedPayout& file) {
    storage::BulkInsert rows{
        transaction,
        "payout_file",
        {{"payout_id", Column::number},
         {"approval_id", Column::number},
         {"pay_on", Column::text},
         {"sha256", Column::text},
         {"sha1", Column::text},
         {"byte_count", Column::number},
         {"released_on", Column::text},
         {"released_by", Column::text}}};
    rows.add(
        {file.payout.value(),
         file.approval.value(),
         file.pay_on.to_string(),
         file.sha256,
         file.sha1,
         static_cast<std::int64_t>(file.byte_count),
         author.today.date().to_string(),
         author.actor}
    );
    rows.write();
}

void add_laid_out(Transaction& transaction, const audit::Author& author, PayoutId payout) {
    storage::BulkInsert rows{
        transaction,
        "payout_laid_out",
        {{"payout_id", Column::number},
         {"laid_out_on", Column::text},
         {"laid_out_by", Column::text}}};
    rows.add({payout.value(), author.today.date().to_string(), author.actor});
    rows.write();
}

void add_end(
    Transaction& transaction,
    const audit::Author& author,
    PayoutId payout,
    const std::string& reason
) {
    storage::BulkInsert rows{
        transaction,
        "payout_end",
        {{"payout_id", Column::number},
         {"reason", Column::text},
         {"ended_on", Column::text},
         {"ended_by", Column::text}}};
    rows.add({payout.value(), reason, author.today.date().to_string(), author.actor});
    rows.write();
}

}  // namespace draagkracht::payments
