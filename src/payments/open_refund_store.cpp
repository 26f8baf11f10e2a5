#include "payments/open_refund_store.hpp"

#include "draagkracht/storage/rows.hpp"
#include "payments/refund_account.hpp"

namespace draagkracht::payments {

using base::Date;
using base::EntryId;
using base::Money;
using soci::into;
using soci::use;
using storage::for_each_row;
using storage::Nullable;
using storage::Transaction;

namespace {

// What came in on a clearing account is paid from the first account at a bank.
const std::string refunds_where = R"sql(
SELECT way.refund_id, way.entry_id, way.amount_cents, way.standing, way.payout_id,
    hand_act.recorded_on, hand_act.recorded_by, hand_act.act_number, hand_act.reason,
    entry.counterparty_iban, entry.counterparty_name, refund.iban_sealed,
    COALESCE(back.return_reason, ''), pays.id, doubt.by_entry_id
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
LEFT JOIN refund_in_doubt doubt ON doubt.refund_id = way.refund_id
WHERE way.municipality_id = :municipality AND )sql";

struct RefundColumns {
    long long id = 0, entry = 0, cents = 0, pays_from = 0;
    Nullable<long long> payout, gone_by;
    Nullable<std::string> iban_sealed;
    std::string standing, decided_on, decided_by, number, reason, payer, name, return_reason;

    [[nodiscard]] RefundRow row(const storage::Sealer& sealer) const {
        const auto of_payout = payout.get();
        const auto doubted_by = gone_by.get();
        return {
            {RefundId{id},
             EntryId{entry},
             Money::cents(cents),
             Date::parse(decided_on).value(),
             decided_by,
             number,
             reason,
             refund_account(sealer, payer, iban_sealed.get(), refund_account_place(RefundId{id})),
             name,
             refund_standing_of(standing),
             of_payout ? std::optional{PayoutId{*of_payout}} : std::nullopt,
             return_reason,
             doubted_by ? std::optional{EntryId{*doubted_by}} : std::nullopt},
            base::BankAccountId{pays_from}};
    }
};

// `question` asks refunds_where with what it takes.
std::vector<RefundRow> read_refunds(storage::Question&& question, const storage::Sealer& sealer) {
    std::vector<RefundRow> rows;
    RefundColumns columns;
    for_each_row(
        (std::move(question),
         into(columns.id),
         into(columns.entry),
         into(columns.cents),
         into(columns.standing),
         into(columns.payout.value, columns.payout.indicator),
         into(columns.decided_on),
         into(columns.decided_by),
         into(columns.number),
         into(columns.reason),
         into(columns.payer),
         into(columns.name),
         into(columns.iban_sealed.value, columns.iban_sealed.indicator),
         into(columns.return_reason),
         into(columns.pays_from),
         into(columns.gone_by.value, columns.gone_by.indicator)),
        [&] { rows.push_back(columns.row(sealer)); }
    );
    return rows;
}

}  // namespace

std::vector<RefundRow> open_refunds(
    Transaction& transaction,
    const storage::Sealer& sealer,
    base::MunicipalityId municipality,
    ListRange range
) {
    const long long of_municipality = municipality.value();
    return read_refunds(
        (ask(transaction,
             refunds_where +
                 "way.standing <> 'paid' ORDER BY way.refund_id LIMIT :limit OFFSET :offset"),
         use(of_municipality, "municipality"),
         use(range.limit, "limit"),
         use(range.offset, "offset")),
        sealer
    );
}

int count_open_refunds(Transaction& transaction, base::MunicipalityId municipality) {
    const long long of_municipality = municipality.value();
    int count = 0;
    transaction.sql() << "SELECT COUNT(*) FROM refund_on_its_way"
                         " WHERE municipality_id = :municipality AND standing <> 'paid'",
        use(of_municipality, "municipality"), into(count);
    return count;
}

std::vector<RefundRow> orderable_refunds(
    Transaction& transaction,
    const storage::Sealer& sealer,
    base::MunicipalityId municipality,
    const std::set<PayoutId>& waiting,
    int limit
) {
    const long long of_municipality = municipality.value();
    const std::string payouts =
        storage::json_list(std::vector<PayoutId>{waiting.begin(), waiting.end()});
    return read_refunds(
        (ask(transaction,
             refunds_where +
                 "(way.standing = 'due' OR (way.standing = 'ordered'"
                 " AND way.payout_id " +
                 transaction.among_numbers(":payouts") +
                 ")) AND doubt.refund_id IS NULL ORDER BY way.refund_id LIMIT :limit"),
         use(of_municipality, "municipality"),
         use(payouts, "payouts"),
         use(limit, "limit")),
        sealer
    );
}

std::optional<RefundInDoubt> refund_in_doubt_of(Transaction& transaction, PayoutId payout) {
    const long long of_payout = payout.value();
    std::optional<RefundInDoubt> first;
    long long paid_by = 0;
    long long gone_by = 0;
    for_each_row(
        (ask(transaction,
             "SELECT way.entry_id, doubt.by_entry_id FROM refund_on_its_way way"
             " JOIN refund_in_doubt doubt ON doubt.refund_id = way.refund_id"
             " WHERE way.payout_id = :payout ORDER BY way.refund_id LIMIT 1"),
         use(of_payout, "payout"),
         into(paid_by),
         into(gone_by)),
        [&] {
            first = RefundInDoubt{EntryId{paid_by}, EntryId{gone_by}};
        }
    );
    return first;
}

}  // namespace draagkracht::payments
