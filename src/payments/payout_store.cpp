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

struct PayoutRow {
    long long id = 0, municipality = 0, count = 0, total_cents = 0;
    std::string message, payer_name, prepared_at, prepared_by;
    Nullable<std::string> pay_on, sha256;
    Nullable<long long> approval;

    [[nodiscard]] StoredPayout payout() const {
        const std::optional<std::string> day = pay_on.get();
        const std::optional<long long> of_file = approval.get();
        return {
            PayoutId{id},
            base::MunicipalityId{municipality},
            transfer_message_of(message).value(),
            payer_name,
            {static_cast<std::size_t>(count), Money::cents(total_cents)},
            base::Timestamp::parse(prepared_at).value(),
            prepared_by,
            day ? std::optional{Date::parse(*day).value()} : std::nullopt,
            sha256.get(),
            of_file ? std::optional{base::ApprovalId{*of_file}} : std::nullopt};
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
             " prepared_at, prepared_by, pay_on, sha256, approval_id FROM payout"
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
         into(row.sha256.value, row.sha256.indicator),
         into(row.approval.value, row.approval.indicator)),
        [&] { payouts.push_back(row.payout()); }
    );
    return payouts;
}

}  // namespace

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
    const long long id = payout.value();
    int ends = 0, laid_out = 0;
    long long answered = 0;
    transaction.sql() << "SELECT COUNT(*) FROM payout_end WHERE payout_id = :id", use(id, "id"),
        into(ends);
    transaction.sql() << "SELECT COUNT(*) FROM payout_laid_out WHERE payout_id = :id",
        use(id, "id"), into(laid_out);
    transaction.sql() << "SELECT COUNT(DISTINCT order_id) FROM payout_answer JOIN payout_order"
                         " ON payout_order.id = order_id WHERE payout_id = :id",
        use(id, "id"), into(answered);
    return PayoutState{found.front(), ends > 0, laid_out > 0, static_cast<std::size_t>(answered)};
}

std::vector<UnansweredOrder> unanswered_orders_of(Transaction& transaction, PayoutId payout) {
    const long long of_payout = payout.value();
    std::vector<UnansweredOrder> orders;
    long long id = 0;
    long long entry = 0;
    int has_ended = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT payout_order.id, refund.entry_id,"
             " CASE WHEN EXISTS (SELECT 1 FROM payout_order_end"
             " WHERE payout_order_end.order_id = payout_order.id) THEN 1 ELSE 0 END"
             " FROM payout_order JOIN refund ON refund.id = payout_order.refund_id"
             " WHERE payout_id = :payout AND NOT EXISTS (SELECT 1 FROM payout_answer"
             " WHERE payout_answer.order_id = payout_order.id) ORDER BY payout_order.id"),
         use(of_payout, "payout"),
         into(id),
         into(entry),
         into(has_ended)),
        [&] {
            orders.push_back({id, base::EntryId{entry}, has_ended == 1});
        }
    );
    return orders;
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
    const WithdrawalGround& ground
) {
    storage::BulkInsert rows{
        transaction,
        "payout_end",
        {{"payout_id", Column::number},
         {"reason", Column::text},
         {"ended_on", Column::text},
         {"ended_by", Column::text},
         {"approval_id", Column::number}}};
    rows.add(
        {payout.value(),
         ground.reason,
         author.today.date().to_string(),
         author.actor,
         storage::id_cell(ground.approval)}
    );
    rows.write();
}

void add_order_ends(
    Transaction& transaction,
    const audit::Author& author,
    const std::vector<UnansweredOrder>& orders,
    const WithdrawalGround& ground
) {
    storage::BulkInsert rows{
        transaction,
        "payout_order_end",
        {{"order_id", Column::number},
         {"approval_id", Column::number},
         {"reason", Column::text},
         {"ended_on", Column::text},
         {"ended_by", Column::text}}};
    for (const UnansweredOrder& order : orders) {
        rows.add(
            {order.id,
             ground.approval.value().value(),
             ground.reason,
             author.today.date().to_string(),
             author.actor}
        );
    }
    rows.write();
}

}  // namespace draagkracht::payments
