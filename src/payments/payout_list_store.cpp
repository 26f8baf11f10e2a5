#include "payments/payout_list_store.hpp"

#include <limits>

#include "payments/listed_values.hpp"
#include "payments/refund_account.hpp"

namespace draagkracht::payments {

using base::Date;
using base::Money;
using soci::into;
using soci::use;
using storage::Nullable;
using storage::Transaction;

namespace {

struct ListedRow {
    long long id = 0, count = 0, cents = 0, paid = 0, paid_cents = 0, back = 0, back_cents = 0;
    long long let_go = 0, let_go_cents = 0;
    std::string prepared_on, prepared_by, sha256, sha1, reason;
    Nullable<std::string> pay_on, laid_out_on, ended_on;

    [[nodiscard]] ListedPayout payout() const {
        const std::optional<Date> day = day_of(pay_on);
        return {
            {PayoutId{id}, counted(count, cents)},
            stage_of({day.has_value(), laid_out_on.get().has_value(), ended_on.get().has_value()}),
            Date::parse(prepared_on).value(),
            prepared_by,
            day ? std::optional{PayoutPrints{*day, sha256, sha1}} : std::nullopt,
            day_of(laid_out_on),
            day_of(ended_on),
            reason,
            counted(paid, paid_cents),
            counted(back, back_cents),
            counted(let_go, let_go_cents)};
    }
};

// Of those from :first to :last.
constexpr const char* listed_sql = R"sql(
SELECT payout.id, order_count, total_cents, prepared_on, prepared_by, pay_on,
    COALESCE(sha256, ''), COALESCE(sha1, ''), laid_out_on, ended_on,
    COALESCE(payout_end.reason, ''), COALESCE(told.paid, 0), COALESCE(told.paid_cents, 0),
    COALESCE(told.back, 0), COALESCE(told.back_cents, 0), COALESCE(let_go.orders, 0),
    COALESCE(let_go.cents, 0)
FROM (SELECT id, order_count, total_cents, prepared_on, prepared_by FROM payout
    WHERE municipality_id = :municipality AND id BETWEEN :first AND :last
    ORDER BY id DESC LIMIT :limit OFFSET :offset) payout
LEFT JOIN payout_file ON payout_file.payout_id = payout.id
LEFT JOIN payout_laid_out ON payout_laid_out.payout_id = payout.id
LEFT JOIN payout_end ON payout_end.payout_id = payout.id
LEFT JOIN (SELECT payout_id,
        SUM(CASE WHEN kind = 'paid' THEN 1 ELSE 0 END) AS paid,
        CAST(SUM(CASE WHEN kind = 'paid' THEN -payout_answer.amount_cents ELSE 0 END)
            AS BIGINT) AS paid_cents,
        SUM(CASE WHEN kind = 'returned' THEN 1 ELSE 0 END) AS back,
        CAST(SUM(CASE WHEN kind = 'returned' THEN payout_answer.amount_cents ELSE 0 END)
            AS BIGINT) AS back_cents
    FROM payout_answer JOIN payout_order ON payout_order.id = order_id
    WHERE payout_id BETWEEN :first AND :last
    GROUP BY payout_id) told ON told.payout_id = payout.id
LEFT JOIN (SELECT payout_id, COUNT(*) AS orders, CAST(SUM(amount_cents) AS BIGINT) AS cents
    FROM payout_order_end JOIN payout_order ON payout_order.id = order_id
    WHERE payout_id BETWEEN :first AND :last AND NOT EXISTS (SELECT 1 FROM payout_answer
        WHERE payout_answer.order_id = payout_order.id)
    GROUP BY payout_id) let_go ON let_go.payout_id = payout.id
ORDER BY payout.id DESC)sql";

struct Numbers {
    long long first = 0;
    long long last = std::numeric_limits<long long>::max();
};

std::vector<ListedPayout> listed(
    Transaction& transaction, base::MunicipalityId municipality, Numbers numbers, ListRange range
) {
    const long long of_municipality = municipality.value();
    std::vector<ListedPayout> payouts;
    ListedRow row;
    storage::for_each_row(
        (ask(transaction, listed_sql),
         use(of_municipality, "municipality"),
         use(numbers.first, "first"),
         use(numbers.last, "last"),
         use(range.limit, "limit"),
         use(range.offset, "offset"),
         into(row.id),
         into(row.count),
         into(row.cents),
         into(row.prepared_on),
         into(row.prepared_by),
         into(row.pay_on.value, row.pay_on.indicator),
         into(row.sha256),
         into(row.sha1),
         into(row.laid_out_on.value, row.laid_out_on.indicator),
         into(row.ended_on.value, row.ended_on.indicator),
         into(row.reason),
         into(row.paid),
         into(row.paid_cents),
         into(row.back),
         into(row.back_cents),
         into(row.let_go),
         into(row.let_go_cents)),
        [&] { payouts.push_back(row.payout()); }
    );
    return payouts;
}

}  // namespace

ListedPayouts listed_payouts(
    Transaction& transaction, base::MunicipalityId municipality, ListRange range
) {
    const long long of_municipality = municipality.value();
    ListedPayouts payouts;
    transaction.sql() << "SELECT COUNT(*) FROM payout WHERE municipality_id = :municipality",
        use(of_municipality, "municipality"), into(payouts.total_count);
    payouts.items = listed(transaction, municipality, {}, range);
    return payouts;
}

std::optional<ListedPayout> listed_payout(
    Transaction& transaction, base::MunicipalityId municipality, PayoutId payout
) {
    const std::vector<ListedPayout> found =
        listed(transaction, municipality, {payout.value(), payout.value()}, {.limit = 1});
    return found.empty() ? std::nullopt : std::optional{found.front()};
}

std::vector<OrderLook> order_looks(
    Transaction& transaction, const storage::Sealer& sealer, PayoutId payout, ListRange range
) {
    const long long of_payout = payout.value();
    std::vector<OrderLook> orders;
    long long refund = 0, entry = 0, cents = 0;
    std::string payer, name, return_reason;
    Nullable<std::string> iban_sealed, paid_on, returned_on, let_go_on;
    storage::for_each_row(
        (ask(transaction, R"sql(
SELECT refund.id, refund.entry_id, payout_order.amount_cents, came_in.counterparty_iban,
    came_in.counterparty_name, refund.iban_sealed, paid_entry.booking_date,
    back_entry.booking_date, COALESCE(back_entry.return_reason, ''), payout_order_end.ended_on
FROM payout_order
JOIN refund ON refund.id = payout_order.refund_id
JOIN bank_entry came_in ON came_in.id = refund.entry_id
LEFT JOIN payout_answer paid ON paid.order_id = payout_order.id AND paid.kind = 'paid'
LEFT JOIN bank_entry paid_entry ON paid_entry.id = paid.entry_id
LEFT JOIN payout_answer back ON back.order_id = payout_order.id AND back.kind = 'returned'
LEFT JOIN bank_entry back_entry ON back_entry.id = back.entry_id
LEFT JOIN payout_order_end ON payout_order_end.order_id = payout_order.id
WHERE payout_order.payout_id = :payout
ORDER BY payout_order.bank_account_id, payout_order.id LIMIT :limit OFFSET :offset)sql"),
         use(of_payout, "payout"),
         use(range.limit, "limit"),
         use(range.offset, "offset"),
         into(refund),
         into(entry),
         into(cents),
         into(payer),
         into(name),
         into(iban_sealed.value, iban_sealed.indicator),
         into(paid_on.value, paid_on.indicator),
         into(returned_on.value, returned_on.indicator),
         into(return_reason),
         into(let_go_on.value, let_go_on.indicator)),
        [&] {
            orders.push_back(
                {base::EntryId{entry},
                 Money::cents(cents),
                 refund_account(
                     sealer, payer, iban_sealed.get(), refund_account_place(RefundId{refund})
                 ),
                 name,
                 day_of(paid_on),
                 day_of(returned_on),
                 return_reason,
                 day_of(let_go_on)}
            );
        }
    );
    return orders;
}

}  // namespace draagkracht::payments
