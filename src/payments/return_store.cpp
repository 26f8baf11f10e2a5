#include "payments/return_store.hpp"

#include "draagkracht/payments/suspense_code.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/bank_reference_store.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Column;
using storage::for_each_row;
using storage::Transaction;

std::unordered_map<base::EntryId, BookedEntry> booked_entries(
    Transaction& transaction, const std::vector<base::EntryId>& entries
) {
    std::unordered_map<base::EntryId, BookedEntry> booked;
    const std::string keys = storage::json_list(entries);
    long long id = 0, account = 0, municipality = 0, amount_cents = 0, suspended_cents = 0;
    std::string value_date;
    int takes_back = 0;
    int is_taken_back = 0;
    long long refund_cents = 0;
    for_each_row(
        (ask(transaction,
             "SELECT bank_entry.id, bank_account.id, municipality_id, bank_entry.amount_cents,"
             " value_date, CAST(COALESCE((SELECT SUM(suspense_item.amount_cents)"
             " FROM suspense_item WHERE suspense_item.entry_id = bank_entry.id), 0) AS BIGINT),"
             " CASE WHEN EXISTS (SELECT 1 FROM entry_return WHERE entry_id = bank_entry.id)"
             " THEN 1 ELSE 0 END,"
             " CASE WHEN EXISTS (SELECT 1 FROM entry_return"
             " WHERE returned_entry_id = bank_entry.id) THEN 1 ELSE 0 END,"
             " CAST(COALESCE((SELECT SUM(refund.amount_cents) FROM refund"
             " WHERE refund.entry_id = bank_entry.id), 0) AS BIGINT)"
             " FROM bank_entry JOIN bank_statement ON bank_statement.id = statement_id"
             " JOIN bank_account ON bank_account.id = bank_account_id"
             " WHERE bank_entry.id " +
                 transaction.among_numbers(":entries")),
         use(keys, "entries"),
         into(id),
         into(account),
         into(municipality),
         into(amount_cents),
         into(value_date),
         into(suspended_cents),
         into(takes_back),
         into(is_taken_back),
         into(refund_cents)),
        [&] {
            booked.emplace(
                base::EntryId{id},
                BookedEntry{
                    base::EntryId{id},
                    base::BankAccountId{account},
                    base::MunicipalityId{municipality},
                    base::Money::cents(amount_cents),
                    base::Date::parse(value_date).value(),
                    base::Money::cents(suspended_cents),
                    takes_back == 1,
                    is_taken_back == 1,
                    base::Money::cents(refund_cents)}
            );
        }
    );
    return booked;
}

void lock_entries(Transaction& transaction, const std::vector<base::EntryId>& entries) {
    const std::string keys = storage::json_list(entries);
    long long id = 0;
    for_each_row(
        (ask(transaction,
             "SELECT id FROM bank_entry WHERE id " + transaction.among_numbers(":entries") +
                 " ORDER BY id" + std::string{storage::for_update(transaction)}),
         use(keys, "entries"),
         into(id)),
        [] {}
    );
}

bool is_known_return(Transaction& transaction, const ReturnOfPayment& returned) {
    const long long back = returned.back.value();
    const long long payment = returned.payment.value();
    int count = 0;
    transaction.sql() << "SELECT COUNT(*) FROM entry_return WHERE entry_id = :back"
                         " AND returned_entry_id = :payment",
        use(back, "back"), use(payment, "payment"), into(count);
    return count > 0;
}

std::set<base::ClaimId> claims_of_entries(
    Transaction& transaction, const std::vector<base::EntryId>& entries
) {
    std::set<base::ClaimId> claims;
    const std::string keys = storage::json_list(entries);
    const std::string among = transaction.among_numbers(":entries");
    long long claim = 0;
    for_each_row(
        (ask(transaction,
             "SELECT claim_id FROM allocation WHERE entry_id " + among +
                 " UNION SELECT matched_claim_id FROM bank_entry"
                 " WHERE matched_claim_id IS NOT NULL AND id " +
                 among +
                 " UNION SELECT plan_claim.claim_id FROM bank_entry"
                 " JOIN plan_claim ON plan_claim.plan_id = matched_plan_id"
                 " WHERE bank_entry.id " +
                 among),
         use(keys, "entries"),
         into(claim)),
        [&] { claims.insert(base::ClaimId{claim}); }
    );
    return claims;
}

std::vector<NamedPayment> payments_named_by_returns(
    Transaction& transaction, base::StatementId statement, std::int64_t entries_before
) {
    const auto named_by = [](const std::string& column) {
        return "SELECT back.id AS back_id, payment.id AS payment_id FROM bank_entry back"
               " JOIN bank_entry payment ON payment." +
               column + " = back." + column +
               " JOIN bank_statement of_back ON of_back.id = back.statement_id"
               // "+ 0": payments are found by their reference, and never by going through all.
               " JOIN bank_statement of_payment ON of_payment.id = payment.statement_id + 0"
               " WHERE back.statement_id = :statement AND back.entry_number > :before"
               " AND back.amount_cents < 0 AND payment.amount_cents > 0"
               " AND of_payment.bank_account_id = of_back.bank_account_id"
               // Booked before it: what comes later in the same chunk is not known yet either when
               // the chunk is a smaller one.
               " AND payment.id + 0 < back.id AND payment.value_date <= back.value_date"
               " AND EXISTS (SELECT 1 FROM suspense_item WHERE suspense_item.entry_id = back.id"
               " AND suspense_item.reason_code = '" +
               std::string{to_text(SuspenseCode::returned)} +
               "')"
               " AND payment." +
               column + " NOT IN " + std::string{no_references_sql};
    };
    std::vector<NamedPayment> named;
    const long long of_statement = statement.value();
    const long long before = entries_before;
    long long back = 0;
    long long payment = 0;
    for_each_row(
        (ask(transaction,
             named_by("bank_reference") + " UNION " + named_by("end_to_end_reference") +
                 " ORDER BY back_id, payment_id"),
         use(of_statement, "statement"),
         use(before, "before"),
         into(back),
         into(payment)),
        [&] {
            named.push_back({base::EntryId{back}, base::EntryId{payment}});
        }
    );
    return named;
}

std::vector<base::EntryId> returns_for(
    Transaction& transaction,
    base::StatementId statement,
    const std::vector<std::int64_t>& entry_numbers,
    std::string_view reason
) {
    std::vector<base::EntryId> backs;
    const long long of_statement = statement.value();
    const std::string numbers = storage::json_list(entry_numbers);
    const std::string for_reason{reason};
    long long back = 0;
    for_each_row(
        (ask(transaction,
             "SELECT id FROM bank_entry WHERE statement_id = :statement"
             " AND return_reason = :reason AND entry_number " +
                 transaction.among_numbers(":numbers") + " ORDER BY id"),
         use(of_statement, "statement"),
         use(for_reason, "reason"),
         use(numbers, "numbers"),
         into(back)),
        [&] { backs.emplace_back(back); }
    );
    return backs;
}

std::vector<PayerOfReturn> payers_of_returns(
    Transaction& transaction, const std::vector<base::EntryId>& backs, std::string_view reason
) {
    std::vector<PayerOfReturn> payers;
    const std::string keys = storage::json_list(backs);
    const std::string for_reason{reason};
    long long municipality = 0;
    long long debtor = 0;
    long long back = 0;
    for_each_row(
        (ask(transaction,
             "SELECT municipality_id, debtor, MIN(back_id) FROM ("
             "SELECT bank_account.municipality_id, back.id AS back_id,"
             " COALESCE(ordered.person_id, paid.person_id, (SELECT MIN(person_id)"
             "  FROM claim_debtor WHERE claim_debtor.claim_id = payment.matched_claim_id"
             "  HAVING COUNT(*) = 1)) AS debtor"
             " FROM bank_entry back"
             " JOIN bank_statement ON bank_statement.id = back.statement_id"
             " JOIN bank_account ON bank_account.id = bank_statement.bank_account_id"
             " LEFT JOIN collection_order"
             "  ON collection_order.end_to_end_id = back.end_to_end_reference"
             " LEFT JOIN plan ordered ON ordered.id = collection_order.plan_id"
             "  AND ordered.municipality_id = bank_account.municipality_id"
             " LEFT JOIN entry_return ON entry_return.entry_id = back.id"
             " LEFT JOIN bank_entry payment ON payment.id = entry_return.returned_entry_id"
             " LEFT JOIN plan paid ON paid.id = payment.matched_plan_id"
             " WHERE back.amount_cents < 0 AND back.return_reason = :reason AND back.id " +
                 transaction.among_numbers(":backs") +
                 ") AS payers WHERE debtor IS NOT NULL"
                 " GROUP BY municipality_id, debtor ORDER BY debtor"),
         use(for_reason, "reason"),
         use(keys, "backs"),
         into(municipality),
         into(debtor),
         into(back)),
        [&] {
            payers.push_back(
                {base::MunicipalityId{municipality}, base::PersonId{debtor}, base::EntryId{back}}
            );
        }
    );
    return payers;
}

void add_returns(
    Transaction& transaction,
    const audit::Author& author,
    const std::vector<ReturnOfPayment>& returns,
    const std::unordered_map<base::EntryId, BookedEntry>& entries
) {
    storage::BulkInsert rows{
        transaction,
        "entry_return",
        {{"entry_id", Column::number},
         {"returned_entry_id", Column::number},
         {"counts_from", Column::text},
         {"reason", Column::text},
         {"recorded_on", Column::text},
         {"recorded_by", Column::text}}};
    const std::string today = author.today.date().to_string();
    for (const ReturnOfPayment& one : returns) {
        const std::string counts_from = entries.at(one.payment).value_date.to_string();
        rows.add(
            {one.back.value(), one.payment.value(), counts_from, one.reason, today, author.actor}
        );
    }
    rows.write();
}

}  // namespace draagkracht::payments
