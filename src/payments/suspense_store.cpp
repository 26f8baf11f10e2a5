#include "payments/suspense_store.hpp"

#include <fmt/format.h>

#include "draagkracht/claims/replay_store.hpp"
#include "draagkracht/payments/payout.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/hand_act_store.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Column;
using storage::for_each_row;
using storage::Nullable;
using storage::Transaction;

namespace {

// An entry of the municipality with what waits of it. The cause is the last row that brought money
// into suspense, or took it out where the entry is below zero; that an act was undone is no cause.
constexpr std::string_view items_where = R"sql(
SELECT entry.id, CAST(COALESCE(waits.cents, 0) AS BIGINT) AS cents, entry.amount_cents,
    entry.value_date, COALESCE(cause.reason_code, ''), COALESCE(cause.reason, ''), owner.officer_id
FROM bank_entry entry
JOIN bank_statement statement ON statement.id = entry.statement_id
JOIN bank_account account ON account.id = statement.bank_account_id
{waits} waits ON waits.entry_id = entry.id
LEFT JOIN suspense_item cause ON cause.id = COALESCE(
    (SELECT MAX(other.id) FROM suspense_item other WHERE other.entry_id = entry.id
        AND (other.amount_cents > 0) = (entry.amount_cents > 0)
        AND other.reason_code <> '{undone}'),
    (SELECT MAX(other.id) FROM suspense_item other WHERE other.entry_id = entry.id))
LEFT JOIN suspense_owner owner ON owner.entry_id = entry.id AND owner.change_number =
    (SELECT MAX(change_number) FROM suspense_owner other WHERE other.entry_id = entry.id)
WHERE account.municipality_id = :municipality)sql";

// Of all entries that wait.
constexpr std::string_view all_that_wait = R"sql(
JOIN (SELECT entry_id, SUM(amount_cents) AS cents FROM suspense_item
    GROUP BY entry_id HAVING SUM(amount_cents) <> 0))sql";
// Of one entry, also when nothing waits of it, or never did.
constexpr std::string_view of_entry = R"sql(
LEFT JOIN (SELECT entry_id, SUM(amount_cents) AS cents FROM suspense_item
    WHERE entry_id = :entry GROUP BY entry_id))sql";

// A payment and what took it back wait for nobody.
const std::string unpaired =
    " AND NOT EXISTS (SELECT 1 FROM entry_return pair"
    " WHERE pair.entry_id = entry.id OR pair.returned_entry_id = entry.id)";

std::string items_of(std::string_view waits) {
    return fmt::format(
        items_where, fmt::arg("waits", waits), fmt::arg("undone", to_text(SuspenseCode::undone))
    );
}

std::string of_owner(const std::optional<base::OfficerId>& owner) {
    return owner ? " AND owner.officer_id = :owner" : " AND :owner = 0";
}

struct ItemRow {
    long long entry = 0, suspended = 0, amount = 0;
    std::string value_date, reason_code, reason;
    Nullable<long long> owner;

    [[nodiscard]] WaitingItem item() const {
        WaitingItem item{
            base::EntryId{entry},
            base::Money::cents(suspended),
            base::Money::cents(amount),
            base::Date::parse(value_date).value(),
            0,
            reason_code.empty() ? std::nullopt
                                : std::optional{suspense_code_of(reason_code).value()},
            reason,
            std::nullopt};
        if (const auto officer = owner.get()) {
            item.owner = base::OfficerId{*officer};
        }
        return item;
    }
};

std::vector<WaitingItem> read_items(storage::Question&& question) {
    std::vector<WaitingItem> items;
    ItemRow row;
    for_each_row(
        (std::move(question),
         into(row.entry),
         into(row.suspended),
         into(row.amount),
         into(row.value_date),
         into(row.reason_code),
         into(row.reason),
         into(row.owner.value, row.owner.indicator)),
        [&] { items.push_back(row.item()); }
    );
    return items;
}

long long key_of(const std::optional<base::OfficerId>& owner) {
    return owner ? owner->value() : 0;
}

}  // namespace

std::vector<WaitingItem> waiting_items(
    Transaction& transaction, base::MunicipalityId municipality, const SuspensePart& part
) {
    const long long of_municipality = municipality.value();
    const long long owner = key_of(part.owner);
    return read_items(
        (ask(transaction,
             items_of(all_that_wait) + unpaired + of_owner(part.owner) +
                 " ORDER BY entry.value_date, entry.id LIMIT :limit OFFSET :offset"),
         use(of_municipality, "municipality"),
         use(owner, "owner"),
         use(part.limit, "limit"),
         use(part.offset, "offset"))
    );
}

WaitingTotals waiting_totals(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::optional<base::OfficerId>& owner
) {
    const long long of_municipality = municipality.value();
    const long long of = key_of(owner);
    long long count = 0;
    long long cents = 0;
    transaction.sql() << "SELECT COUNT(*), CAST(COALESCE(SUM(cents), 0) AS BIGINT) FROM (" +
                             items_of(all_that_wait) + unpaired + of_owner(owner) + ") AS items",
        use(of_municipality, "municipality"), use(of, "owner"), into(count), into(cents);
    return {count, base::Money::cents(cents)};
}

std::optional<WaitingItem> item_of(
    Transaction& transaction, base::MunicipalityId municipality, base::EntryId entry
) {
    const long long of_municipality = municipality.value();
    const long long id = entry.value();
    const std::vector<WaitingItem> items = read_items(
        (ask(transaction, items_of(of_entry) + " AND entry.id = :id"),
         use(id, "entry"),
         use(of_municipality, "municipality"),
         use(id, "id"))
    );
    return items.empty() ? std::nullopt : std::optional{items.front()};
}

std::optional<PaymentAsTold> payment_as_told(Transaction& transaction, base::EntryId entry) {
    std::optional<PaymentAsTold> payment;
    const long long id = entry.value();
    PaymentAsTold told{base::Date::parse("2000-01-01").value(), {}, {}, {}, {}, {}, {}};
    std::string booking_date;
    for_each_row(
        (ask(transaction,
             "SELECT booking_date, counterparty_name, counterparty_iban, structured_reference,"
             " remittance_text, bank_reference, end_to_end_reference FROM bank_entry"
             " WHERE id = :id"),
         use(id, "id"),
         into(booking_date),
         into(told.payer_name),
         into(told.payer_account),
         into(told.structured_reference),
         into(told.text),
         into(told.bank_reference),
         into(told.end_to_end_reference)),
        [&] {
            told.booking_date = base::Date::parse(booking_date).value();
            payment = told;
        }
    );
    return payment;
}

std::optional<FoundBy> found_by_of(Transaction& transaction, base::EntryId entry) {
    std::optional<FoundBy> found;
    const long long id = entry.value();
    std::string rule;
    std::string from;
    int number = 0;
    for_each_row(
        (ask(transaction,
             "SELECT COALESCE(matched_by, ''), COALESCE(ladder_from, ''), ladder_rule"
             " FROM bank_entry WHERE id = :id AND ladder_rule IS NOT NULL"),
         use(id, "id"),
         into(rule),
         into(from),
         into(number)),
        [&] {
            const auto day = base::Date::parse(from);
            found = FoundBy{
                norms::match_rule_of(rule).value(),
                {number, day ? std::optional{*day} : std::nullopt}};
        }
    );
    return found;
}

std::vector<PlacedShare> placed_shares(Transaction& transaction, base::EntryId entry) {
    std::vector<PlacedShare> shares;
    const long long id = entry.value();
    std::string claim;
    std::string plan;
    long long cents = 0;
    int is_by_hand = 0;
    for_each_row(
        (ask(transaction,
             "SELECT claim.claim_number, COALESCE(plan.plan_number, ''),"
             " CAST(SUM(allocation.amount_cents) AS BIGINT),"
             " MAX(CASE WHEN rung = 'by_hand' THEN 1 ELSE 0 END) FROM allocation"
             " JOIN claim ON claim.id = allocation.claim_id"
             " LEFT JOIN plan ON plan.id = allocation.plan_id WHERE allocation.entry_id = :entry"
             " GROUP BY claim.claim_number, plan.plan_number"
             " HAVING SUM(allocation.amount_cents) <> 0"
             " ORDER BY claim.claim_number, plan.plan_number"),
         use(id, "entry"),
         into(claim),
         into(plan),
         into(cents),
         into(is_by_hand)),
        [&] {
            shares.push_back({claim, plan, base::Money::cents(cents), is_by_hand == 1});
        }
    );
    return shares;
}

RefundsOfPayment refunds_of(Transaction& transaction, base::EntryId entry) {
    RefundsOfPayment refunds;
    const long long id = entry.value();
    std::string standing;
    long long cents = 0;
    for_each_row(
        (ask(transaction,
             "SELECT standing, CAST(SUM(amount_cents) AS BIGINT) FROM refund_on_its_way"
             " WHERE entry_id = :entry GROUP BY standing"),
         use(id, "entry"),
         into(standing),
         into(cents)),
        [&] {
            const base::Money amount = base::Money::cents(cents);
            switch (refund_standing_of(standing)) {
                case RefundStanding::ordered:
                    refunds.ordered += amount;
                    return;
                case RefundStanding::paid:
                    refunds.paid += amount;
                    return;
                case RefundStanding::due:
                case RefundStanding::returned:
                    refunds.due += amount;
                    return;
            }
        }
    );
    return refunds;
}

OwnerNow owner_of(Transaction& transaction, base::EntryId entry) {
    OwnerNow now{0, std::nullopt};
    const long long id = entry.value();
    long long number = 0;
    Nullable<long long> officer;
    for_each_row(
        (ask(transaction,
             "SELECT change_number, officer_id FROM suspense_owner WHERE entry_id = :entry"
             " ORDER BY change_number"),
         use(id, "entry"),
         into(number),
         into(officer.value, officer.indicator)),
        [&] {
            const auto of = officer.get();
            now = {number, of ? std::optional{base::OfficerId{*of}} : std::nullopt};
        }
    );
    return now;
}

void add_owner(
    Transaction& transaction,
    const audit::Author& author,
    base::EntryId entry,
    std::int64_t change_number,
    const std::optional<base::OfficerId>& owner
) {
    storage::BulkInsert rows{
        transaction,
        "suspense_owner",
        {{"id", Column::number},
         {"entry_id", Column::number},
         {"change_number", Column::number},
         {"officer_id", Column::number},
         {"set_on", Column::text},
         {"set_by", Column::text}}};
    rows.add(
        {transaction.reserve_ids(1).take(),
         entry.value(),
         change_number,
         storage::id_cell(owner),
         author.today.date().to_string(),
         author.actor}
    );
    rows.write();
}

}  // namespace draagkracht::payments
