#include "payments/month_store.hpp"

#include <fmt/format.h>

#include "draagkracht/claims/closed_month_store.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::for_each_row;
using storage::Transaction;

namespace {

// Every row counts in the month of the day on which the bank booked its entry, or, when that month
// was closed when the row was written, in the first month that was open then: ids rise with the
// time, and a close has an id of its own. Of rows that no close came after, :open_month is open.
constexpr std::string_view sums_by_month = R"sql(
WITH touched AS ({touched}),
entry AS (
    SELECT bank_entry.id, bank_entry.amount_cents, bank_account_id, municipality_id,
        SUBSTR(booking_date, 1, 7) AS bank_month,
        COALESCE((SELECT MIN(month) FROM month_close
            WHERE month_close.municipality_id = bank_account.municipality_id
                AND month_close.id > bank_entry.id), :open_month) AS open_month
    FROM bank_entry JOIN bank_statement ON bank_statement.id = statement_id
    JOIN bank_account ON bank_account.id = bank_account_id
    -- No bank proves a clearing account.
    WHERE bank_account.kind = 'bank' AND bank_entry.id IN (SELECT id FROM touched)
),
moved AS (
    SELECT entry.*, allocation.id AS row_id, 'allocated' AS kind, allocation.amount_cents AS cents
    FROM entry JOIN allocation ON allocation.entry_id = entry.id
    UNION ALL
    SELECT entry.*, suspense_item.id, 'suspended', suspense_item.amount_cents
    FROM entry JOIN suspense_item ON suspense_item.entry_id = entry.id
    UNION ALL
    SELECT entry.*, refunded_money.id, 'refunded', refunded_money.amount_cents
    FROM entry JOIN refunded_money ON refunded_money.entry_id = entry.id
    UNION ALL
    SELECT entry.*, posting.id, 'ledger', -posting.amount_cents
    FROM entry JOIN allocation ON allocation.entry_id = entry.id
    JOIN posting ON posting.allocation_id = allocation.id
),
opened AS (
    SELECT bank_account_id, bank_month, open_month, open_month AS row_open_month, 'bank' AS kind,
        amount_cents AS cents
    FROM entry
    UNION ALL
    SELECT bank_account_id, bank_month, open_month,
        COALESCE((SELECT MIN(month) FROM month_close
            WHERE month_close.municipality_id = moved.municipality_id
                AND month_close.id > moved.row_id), :open_month),
        kind, cents
    FROM moved
),
counted AS (
    SELECT bank_account_id, kind, cents,
        CASE WHEN bank_month > open_month THEN bank_month ELSE open_month END AS entry_month,
        CASE WHEN bank_month > row_open_month THEN bank_month ELSE row_open_month END AS row_month
    FROM opened
)
SELECT bank_account_id, row_month, kind, CASE WHEN entry_month = row_month THEN 1 ELSE 0 END,
    CAST(SUM(CASE WHEN cents > 0 THEN cents ELSE 0 END) AS BIGINT),
    CAST(SUM(CASE WHEN cents < 0 THEN cents ELSE 0 END) AS BIGINT)
FROM counted WHERE {which}
GROUP BY bank_account_id, row_month, kind, CASE WHEN entry_month = row_month THEN 1 ELSE 0 END
)sql";

// The entries of these days, and those of which something was written since the last close.
constexpr std::string_view touched_since = R"sql(
    SELECT bank_entry.id FROM bank_account
    JOIN bank_statement ON bank_account_id = bank_account.id
    JOIN bank_entry ON statement_id = bank_statement.id
    WHERE municipality_id = :municipality AND COALESCE(last_booked_on, '9999') >= :first
        AND COALESCE(first_booked_on, '') <= :last AND booking_date BETWEEN :first AND :last
    UNION SELECT id FROM bank_entry WHERE id > :since
    UNION SELECT entry_id FROM allocation WHERE id > :since
    UNION SELECT entry_id FROM suspense_item WHERE id > :since
    UNION SELECT entry_id FROM refunded_money WHERE id > :since
    UNION SELECT entry_id FROM posting JOIN allocation ON allocation.id = allocation_id
        WHERE posting.id > :since
)sql";

struct SumRow {
    long long account = 0, up_cents = 0, down_cents = 0;
    std::string month, kind;
    int is_own = 0;

    void add_to(MonthSums& sums) const {
        const base::Money up = base::Money::cents(up_cents);
        const base::Money down = base::Money::cents(down_cents);
        Whereabouts& whereabouts = is_own == 1 ? sums.own : sums.earlier;
        if (kind == "bank") {
            sums.received += up;
            sums.paid_out -= down;
        } else if (kind == "allocated") {
            whereabouts.allocated += up + down;
        } else if (kind == "suspended") {
            whereabouts.suspended += up + down;
        } else if (kind == "refunded") {
            whereabouts.refunded += up + down;
        } else {
            sums.ledger += up + down;
        }
    }
};

// A month is text in the register; years of four digits sort as they follow.
template <typename Exchange>
SumsByMonth read_sums(
    Transaction& transaction,
    std::string_view touched,
    std::string_view which,
    const std::string& open_month,
    Exchange exchange
) {
    SumsByMonth sums;
    SumRow row;
    for_each_row(
        exchange((
            ask(transaction,
                fmt::format(sums_by_month, fmt::arg("touched", touched), fmt::arg("which", which))),
            use(open_month, "open_month"),
            into(row.account),
            into(row.month),
            into(row.kind),
            into(row.is_own),
            into(row.up_cents),
            into(row.down_cents)
        )),
        [&] {
            row.add_to(sums[{base::BankAccountId{row.account}, base::month_of(row.month).value()}]);
        }
    );
    return sums;
}

SumsByMonth sums_of_month(
    Transaction& transaction, base::MunicipalityId municipality, base::Month month
) {
    const long long municipality_id = municipality.value();
    const std::optional<base::Month> closed = claims::last_closed_month(transaction, municipality);
    const std::string first =
        closed ? base::first_day_of(*closed + std::chrono::months{1}).to_string() : "";
    const std::string last = base::last_day_of(month).to_string();
    const std::string text = base::to_text(month);
    long long since = 0;
    transaction.sql() << "SELECT COALESCE(MAX(id), 0) FROM month_close"
                         " WHERE municipality_id = :municipality",
        use(municipality_id, "municipality"), into(since);
    return read_sums(
        transaction,
        touched_since,
        "row_month = :open_month AND bank_account_id IN"
        " (SELECT id FROM bank_account WHERE municipality_id = :municipality)",
        text,
        [&](storage::Question&& question) {
            return (
                std::move(question),
                use(municipality_id, "municipality"),
                use(first, "first"),
                use(last, "last"),
                use(since, "since")
            );
        }
    );
}

// The day from which a statement tells: older ones do not name the first day of their entries.
constexpr std::string_view first_day_of_statement =
    "COALESCE(first_booked_on, (SELECT MIN(booking_date) FROM bank_entry"
    " WHERE statement_id = bank_statement.id), statement_date)";

using StatementsByAccount = std::map<base::BankAccountId, std::vector<EndStatement>>;

// A statement whose balances do not meet, and of which an officer confirmed that: what it lacks is
// a difference of its month, and its entries are in the books.
constexpr std::string_view is_confirmed_break =
    "EXISTS (SELECT 1 FROM statement_finding WHERE statement_id = bank_statement.id"
    " AND code = 'payments.balance-break' AND confirmation_id IS NOT NULL)";

// The statements that were taken whole and come first on each account by `order`.
StatementsByAccount first_statements_by(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::string& order,
    base::Date last_day
) {
    StatementsByAccount statements;
    const long long municipality_id = municipality.value();
    const std::string last = last_day.to_string();
    long long account = 0, opening = 0, closing = 0, after = 0, told = 0;
    std::string date;
    for_each_row(
        (ask(transaction,
             "SELECT bank_account_id, statement_date, opening_cents, closing_cents,"
             " CAST((SELECT COALESCE(SUM(amount_cents), 0) FROM bank_entry"
             " WHERE statement_id = ranked.id AND booking_date > :last)"
             " + (SELECT COALESCE(SUM(amount_cents), 0) FROM known_entry"
             " WHERE statement_id = ranked.id AND booking_date > :last) AS BIGINT),"
             " CAST((SELECT COALESCE(SUM(amount_cents), 0) FROM bank_entry"
             " WHERE statement_id = ranked.id)"
             " + (SELECT COALESCE(SUM(amount_cents), 0) FROM known_entry"
             " WHERE statement_id = ranked.id) AS BIGINT)"
             " FROM (SELECT bank_statement.id, bank_account_id, statement_date, opening_cents,"
             " closing_cents, RANK() OVER (PARTITION BY bank_account_id ORDER BY " +
                 order +
                 ") AS place FROM bank_statement"
                 " JOIN bank_account ON bank_account.id = bank_account_id"
                 " WHERE municipality_id = :municipality AND state <> 'importing') ranked"
                 " WHERE place = 1 ORDER BY ranked.id"),
         use(last, "last"),
         use(municipality_id, "municipality"),
         into(account),
         into(date),
         into(opening),
         into(closing),
         into(after),
         into(told)),
        [&] {
            statements[base::BankAccountId{account}].push_back(
                {base::Date::parse(date).value(),
                 base::Money::cents(opening),
                 base::Money::cents(closing),
                 base::Money::cents(after),
                 base::Money::cents(closing - opening - told)}
            );
        }
    );
    return statements;
}

std::map<base::BankAccountId, base::Money> suspense_at_end(
    Transaction& transaction, base::MunicipalityId municipality, base::Date last_day
) {
    std::map<base::BankAccountId, base::Money> standing;
    const long long municipality_id = municipality.value();
    const std::string last = last_day.to_string();
    long long account = 0, cents = 0;
    for_each_row(
        (ask(transaction,
             "SELECT bank_account_id, CAST(SUM(suspense_item.amount_cents) AS BIGINT)"
             " FROM suspense_item JOIN bank_entry ON bank_entry.id = entry_id"
             " JOIN bank_statement ON bank_statement.id = statement_id"
             " JOIN bank_account ON bank_account.id = bank_account_id"
             " WHERE municipality_id = :municipality AND booking_date <= :last"
             " GROUP BY bank_account_id"),
         use(municipality_id, "municipality"),
         use(last, "last"),
         into(account),
         into(cents)),
        [&] { standing.emplace(base::BankAccountId{account}, base::Money::cents(cents)); }
    );
    return standing;
}

// The accounts that the statements of this month or earlier ones are of, as they last closed.
std::vector<AccountMonth> accounts_as_closed(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const StatementsByAccount& earliest,
    base::Date last_day
) {
    std::vector<AccountMonth> accounts;
    const long long municipality_id = municipality.value();
    const std::string last = last_day.to_string();
    long long account = 0, difference = 0;
    std::string iban;
    storage::Nullable<long long> closing, suspense;
    for_each_row(
        (ask(transaction,
             "SELECT bank_account.id, iban, closing_cents, suspense_closing_cents,"
             " CAST((SELECT COALESCE(SUM(amount_cents), 0) FROM month_difference"
             " WHERE month_difference.bank_account_id = bank_account.id) AS BIGINT)"
             " FROM bank_account LEFT JOIN month_close_account frozen"
             " ON frozen.bank_account_id = bank_account.id AND frozen.month_close_id ="
             " (SELECT MAX(month_close_id) FROM month_close_account latest"
             " WHERE latest.bank_account_id = bank_account.id)"
             // No bank proves a clearing account.
             " WHERE municipality_id = :municipality AND kind = 'bank'"
             " AND EXISTS (SELECT 1 FROM bank_statement WHERE bank_account_id = bank_account.id "
             "AND state <> 'importing' AND " +
                 std::string{first_day_of_statement} + " <= :last) ORDER BY iban"),
         use(municipality_id, "municipality"),
         use(last, "last"),
         into(account),
         into(iban),
         into(closing.value, closing.indicator),
         into(suspense.value, suspense.indicator),
         into(difference)),
        [&] {
            const base::BankAccountId id{account};
            AccountMonth month{
                id,
                iban,
                closing.get() ? base::Money::cents(*closing.get()) : first_opening(earliest.at(id)),
                {},
                {}};
            month.suspense_opening = base::Money::cents(suspense.get().value_or(0));
            month.difference_opening = base::Money::cents(difference);
            accounts.push_back(std::move(month));
        }
    );
    return accounts;
}

}  // namespace

std::string municipality_code(Transaction& transaction, base::MunicipalityId municipality) {
    const long long id = municipality.value();
    std::string code;
    transaction.sql() << "SELECT code FROM municipality WHERE id = :id", use(id, "id"), into(code);
    return code;
}

std::vector<AccountMonth> accounts_of_month(
    Transaction& transaction, base::MunicipalityId municipality, base::Month month
) {
    const base::Date last_day = base::last_day_of(month);
    const StatementsByAccount earliest = first_statements_by(
        transaction, municipality, std::string{first_day_of_statement}, last_day
    );
    const StatementsByAccount end = first_statements_by(
        transaction,
        municipality,
        "CASE WHEN statement_date > :last THEN statement_date ELSE '9999' END,"
        " statement_date DESC",
        last_day
    );
    const auto standing = suspense_at_end(transaction, municipality, last_day);
    const SumsByMonth sums = sums_of_month(transaction, municipality, month);
    std::vector<AccountMonth> accounts =
        accounts_as_closed(transaction, municipality, earliest, last_day);
    for (AccountMonth& account : accounts) {
        account.end = end.at(account.account);
        if (const auto found = standing.find(account.account); found != standing.end()) {
            account.suspense_closing = found->second;
        }
        const auto found = sums.find({account.account, month});
        if (found != sums.end()) {
            account.received = found->second.received;
            account.paid_out = found->second.paid_out;
            account.own = found->second.own;
            account.earlier = found->second.earlier;
            account.ledger = found->second.ledger;
        }
    }
    return accounts;
}

std::vector<UnfinishedStatement> unfinished_statements(
    Transaction& transaction, base::MunicipalityId municipality, base::Date last_day
) {
    std::vector<UnfinishedStatement> statements;
    const long long municipality_id = municipality.value();
    const std::string last = last_day.to_string();
    std::string identifier, date, state;
    for_each_row(
        (ask(transaction,
             "SELECT identifier, statement_date, state FROM bank_statement"
             " JOIN bank_account ON bank_account.id = bank_account_id"
             " WHERE municipality_id = :municipality AND (state = 'importing'"
             " OR (state = 'open' AND NOT " +
                 std::string{is_confirmed_break} + ")) AND " + std::string{first_day_of_statement} +
                 " <= :last ORDER BY statement_date, bank_statement.id"),
         use(municipality_id, "municipality"),
         use(last, "last"),
         into(identifier),
         into(date),
         into(state)),
        [&] {
            statements.push_back({identifier, base::Date::parse(date).value(), state == "open"});
        }
    );
    return statements;
}

SumsByMonth sums_of_closed_months(Transaction& transaction) {
    return read_sums(
        transaction,
        "SELECT id FROM bank_entry",
        "EXISTS (SELECT 1 FROM bank_account JOIN month_close"
        " ON month_close.municipality_id = bank_account.municipality_id"
        " WHERE bank_account.id = bank_account_id AND month = row_month)",
        "9999-12",
        [](storage::Question&& question) -> storage::Question&& { return std::move(question); }
    );
}

}  // namespace draagkracht::payments
