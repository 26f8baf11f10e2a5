#include "figures/journal_store.hpp"

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::figures {

namespace {

using base::Date;
using base::Money;
using soci::into;
using soci::use;
using storage::for_each_row;
using storage::Transaction;

constexpr long long rows_of_a_page = 10'000;

// The database holds what a Date wrote.
Date date_of(const std::string& text) {
    return Date::parse(text).value();
}

}  // namespace

std::vector<EntryOfJournal> entries_after(Transaction& transaction, std::int64_t id) {
    std::vector<EntryOfJournal> entries;
    const long long after = id;
    long long entry = 0;
    long long cents = 0;
    std::string municipality;
    AccountOfJournal account;
    std::string statement;
    std::string value_date;
    std::string booking_date;
    for_each_row(
        (ask(transaction, R"sql(
SELECT bank_entry.id, municipality.code, bank_account.kind, bank_account.iban,
    bank_statement.identifier,
    bank_entry.amount_cents, bank_entry.value_date, bank_entry.booking_date
FROM bank_entry
JOIN bank_statement ON bank_statement.id = bank_entry.statement_id
JOIN bank_account ON bank_account.id = bank_statement.bank_account_id
JOIN municipality ON municipality.id = bank_account.municipality_id
WHERE bank_entry.id > :after ORDER BY bank_entry.id LIMIT :most
)sql"),
         use(after, "after"),
         use(rows_of_a_page, "most"),
         into(entry),
         into(municipality),
         into(account.kind),
         into(account.iban),
         into(statement),
         into(cents),
         into(value_date),
         into(booking_date)),
        [&] {
            entries.push_back(
                {entry,
                 municipality,
                 account,
                 statement,
                 Money::cents(cents),
                 date_of(value_date),
                 date_of(booking_date)}
            );
        }
    );
    return entries;
}

std::vector<PostingOfJournal> postings_after(Transaction& transaction, std::int64_t id) {
    std::vector<PostingOfJournal> postings;
    const long long after = id;
    long long posting = 0;
    long long cents = 0;
    long long allocation = 0;
    std::string municipality;
    std::string claim_number;
    std::string component;
    std::string kind;
    std::string value_date;
    std::string booked_on;
    for_each_row(
        (ask(transaction, R"sql(
SELECT posting.id, municipality.code, claim.claim_number, posting.component, posting.kind,
    posting.amount_cents, posting.value_date, posting.booked_on,
    CAST(COALESCE(posting.allocation_id, 0) AS BIGINT)
FROM posting
JOIN claim ON claim.id = posting.claim_id
JOIN municipality ON municipality.id = claim.municipality_id
WHERE posting.id > :after ORDER BY posting.id LIMIT :most
)sql"),
         use(after, "after"),
         use(rows_of_a_page, "most"),
         into(posting),
         into(municipality),
         into(claim_number),
         into(component),
         into(kind),
         into(cents),
         into(value_date),
         into(booked_on),
         into(allocation)),
        [&] {
            postings.push_back(
                {posting,
                 municipality,
                 claim_number,
                 claims::component_of(component).value(),
                 claims::posting_kind_of(kind).value(),
                 Money::cents(cents),
                 date_of(value_date),
                 date_of(booked_on),
                 allocation}
            );
        }
    );
    return postings;
}

std::vector<OpenOfJournal> open_claims_after(Transaction& transaction, std::int64_t id) {
    std::vector<OpenOfJournal> claims;
    const long long after = id;
    long long claim = 0;
    long long costs = 0;
    long long interest = 0;
    long long principal = 0;
    std::string municipality;
    std::string claim_number;
    for_each_row(
        (ask(transaction, R"sql(
SELECT claim.id, municipality.code, claim.claim_number,
    CAST(SUM(CASE WHEN component = 'costs' THEN amount_cents ELSE 0 END) AS BIGINT),
    CAST(SUM(CASE WHEN component = 'interest' THEN amount_cents ELSE 0 END) AS BIGINT),
    CAST(SUM(CASE WHEN component = 'principal' THEN amount_cents ELSE 0 END) AS BIGINT)
FROM (SELECT id, municipality_id, claim_number FROM claim WHERE id > :after
    ORDER BY id LIMIT :most) claim
JOIN municipality ON municipality.id = claim.municipality_id
LEFT JOIN posting ON posting.claim_id = claim.id
GROUP BY claim.id, municipality.code, claim.claim_number
ORDER BY claim.id
)sql"),
         use(after, "after"),
         use(rows_of_a_page, "most"),
         into(claim),
         into(municipality),
         into(claim_number),
         into(costs),
         into(interest),
         into(principal)),
        [&] {
            claims.push_back(
                {claim,
                 municipality,
                 claim_number,
                 {Money::cents(costs), Money::cents(interest), Money::cents(principal)}}
            );
        }
    );
    return claims;
}

std::vector<BankOfJournal> bank_totals(Transaction& transaction) {
    std::vector<BankOfJournal> totals;
    std::string municipality;
    AccountOfJournal account;
    long long cents = 0;
    for_each_row(
        (ask(transaction, R"sql(
SELECT municipality.code, bank_account.kind, bank_account.iban,
    CAST(SUM(bank_entry.amount_cents) AS BIGINT)
FROM bank_account
JOIN municipality ON municipality.id = bank_account.municipality_id
JOIN bank_statement ON bank_statement.bank_account_id = bank_account.id
JOIN bank_entry ON bank_entry.statement_id = bank_statement.id
GROUP BY municipality.code, bank_account.kind, bank_account.iban
ORDER BY municipality.code, bank_account.iban
)sql"),
         into(municipality),
         into(account.kind),
         into(account.iban),
         into(cents)),
        [&] {
            totals.push_back({municipality, account, Money::cents(cents)});
        }
    );
    return totals;
}

std::vector<SuspenseOfJournal> suspense_totals(Transaction& transaction) {
    std::vector<SuspenseOfJournal> totals;
    std::string municipality;
    long long cents = 0;
    for_each_row(
        (ask(transaction, R"sql(
SELECT municipality.code, CAST(COALESCE(SUM(unallocated.amount_cents), 0) AS BIGINT)
FROM municipality
JOIN bank_account ON bank_account.municipality_id = municipality.id
JOIN bank_statement ON bank_statement.bank_account_id = bank_account.id
JOIN bank_entry ON bank_entry.statement_id = bank_statement.id
LEFT JOIN (SELECT entry_id, amount_cents FROM suspense_item
    UNION ALL SELECT entry_id, amount_cents FROM refunded_money) unallocated
    ON unallocated.entry_id = bank_entry.id
GROUP BY municipality.code ORDER BY municipality.code
)sql"),
         into(municipality),
         into(cents)),
        [&] {
            totals.push_back({municipality, Money::cents(cents)});
        }
    );
    return totals;
}

std::string last_day(Transaction& transaction) {
    std::string day;
    transaction.sql() << R"sql(
SELECT COALESCE(MAX(day), '') FROM (SELECT MAX(value_date) AS day FROM posting
    UNION ALL SELECT MAX(value_date) FROM bank_entry) days
)sql",
        into(day);
    return day;
}

}  // namespace draagkracht::figures
