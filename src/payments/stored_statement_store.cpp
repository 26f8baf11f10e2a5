#include "payments/stored_statement_store.hpp"

#include <fmt/format.h>

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Transaction;

namespace {

std::optional<StatementFormat> format_stored_as(const std::string& text) {
    return text == "camt"    ? std::optional{StatementFormat::camt}
           : text == "mt940" ? std::optional{StatementFormat::mt940}
                             : std::nullopt;
}

constexpr std::string_view statements_near_days = R"sql(
WITH stretch AS (
    SELECT bank_statement.*,
        CASE WHEN first_booked_on < statement_date THEN first_booked_on ELSE statement_date END
            AS first_day,
        CASE WHEN last_booked_on > statement_date THEN last_booked_on ELSE statement_date END
            AS last_day
    FROM bank_statement WHERE bank_account_id {}
),
earlier AS (
    SELECT bank_account_id AS account, MAX(last_day) AS last_day FROM stretch
    WHERE last_day < :first GROUP BY bank_account_id
),
from_there AS (
    SELECT bank_account_id AS account, MIN(first_day) AS first_day
    FROM stretch LEFT JOIN earlier ON earlier.account = bank_account_id
    WHERE first_day <= :last AND stretch.last_day >= COALESCE(earlier.last_day, :first)
    GROUP BY bank_account_id
),
before_that AS (
    SELECT account, MAX(last_day) AS last_day
    FROM stretch JOIN from_there ON account = bank_account_id
    WHERE last_day < from_there.first_day GROUP BY account
),
later AS (
    SELECT bank_account_id AS account, MIN(first_day) AS first_day FROM stretch
    WHERE first_day > :last GROUP BY bank_account_id
)
SELECT id, bank_account_id, identifier, statement_date, COALESCE(format, ''), sequence_number,
    opening_cents, closing_cents, COALESCE(first_booked_on, ''), COALESCE(last_booked_on, ''),
    file_sha256, state, entries_done
FROM stretch
LEFT JOIN from_there ON from_there.account = bank_account_id
LEFT JOIN before_that ON before_that.account = bank_account_id
LEFT JOIN later ON later.account = bank_account_id
WHERE (stretch.last_day >= COALESCE(before_that.last_day, from_there.first_day, :first)
        AND stretch.first_day <= COALESCE(later.first_day, :last))
    OR (first_booked_on IS NULL AND statement_date >= :first)
ORDER BY id
)sql";

}  // namespace

std::vector<StoredStatement> statements_near(
    Transaction& transaction,
    const std::vector<base::BankAccountId>& accounts,
    const DaysBooked& days
) {
    std::vector<StoredStatement> statements;
    const std::string keys = storage::json_list(accounts);
    const std::string first_day = days.first.to_string();
    const std::string last_day = days.last.to_string();
    long long id = 0, account = 0, opening = 0, closing = 0, entries_done = 0;
    std::string identifier, date, format, number, first, last, sha256, state;
    storage::for_each_row(
        (ask(transaction,
             fmt::format(statements_near_days, transaction.among_numbers(":accounts"))),
         use(keys, "accounts"),
         use(first_day, "first"),
         use(last_day, "last"),
         into(id),
         into(account),
         into(identifier),
         into(date),
         into(format),
         into(number),
         into(opening),
         into(closing),
         into(first),
         into(last),
         into(sha256),
         into(state),
         into(entries_done)),
        [&] {
            statements.push_back(
                {base::StatementId{id},
                 {base::BankAccountId{account}, identifier, base::Date::parse(date).value()},
                 format_stored_as(format),
                 number,
                 base::Money::cents(opening),
                 base::Money::cents(closing),
                 first.empty()
                     ? std::nullopt
                     : std::optional{DaysBooked{
                           base::Date::parse(first).value(), base::Date::parse(last).value()}},
                 sha256,
                 statement_state_of(state),
                 entries_done}
            );
        }
    );
    return statements;
}

}  // namespace draagkracht::payments
