#include "payments/overlap_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;

namespace {

// Those that were booked with the statement, a detail a row, and those that were known then.
constexpr std::string_view entries_of_statements = R"sql(
SELECT statement_id, entry_number, booking_date, amount_cents, bank_reference, 0
FROM bank_entry WHERE statement_id {0}
UNION ALL
SELECT statement_id, entry_number, booking_date, amount_cents, bank_reference, 1
FROM known_entry WHERE statement_id {0}
ORDER BY 1, 2
)sql";

void read_entries(
    storage::Transaction& transaction,
    const std::vector<base::StatementId>& statements,
    std::unordered_map<base::StatementId, BalanceLine*>& lines
) {
    const std::string keys = storage::json_list(statements);
    long long statement = 0;
    long long entry_number = 0;
    std::string booked_on;
    long long cents = 0;
    std::string reference;
    int is_known = 0;
    std::pair<long long, long long> last{0, 0};
    storage::for_each_row(
        (ask(transaction,
             fmt::format(entries_of_statements, transaction.among_numbers(":statements"))),
         use(keys, "statements"),
         into(statement),
         into(entry_number),
         into(booked_on),
         into(cents),
         into(reference),
         into(is_known)),
        [&] {
            std::vector<EntryPrint>& entries = lines.at(base::StatementId{statement})->entries;
            const std::pair entry{statement, entry_number};
            if (std::exchange(last, entry) == entry) {
                // One more detail of it. The least reference is found here, as databases differ in
                // what is less.
                EntryPrint& print = entries.back();
                print.amount += base::Money::cents(cents);
                print.bank_reference = std::min(print.bank_reference, reference);
                return;
            }
            entries.push_back(
                {base::Date::parse(booked_on).value(),
                 base::Money::cents(cents),
                 reference,
                 is_known != 0}
            );
        }
    );
}

}  // namespace

std::vector<StoredLine> lines_on_days(
    storage::Transaction& transaction,
    base::BankAccountId account,
    const DaysBooked& days,
    const std::vector<base::StatementId>& except
) {
    std::vector<StoredLine> lines;
    std::vector<base::StatementId> ids;
    const long long account_id = account.value();
    const std::string not_these = storage::json_list(except);
    const std::string first = days.first.to_string();
    const std::string last = days.last.to_string();
    long long id = 0;
    std::string state;
    long long opening = 0;
    long long closing = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT id, state, opening_cents, closing_cents FROM bank_statement"
             " WHERE bank_account_id = :account"
             " AND COALESCE(last_booked_on, statement_date) >= :first"
             " AND COALESCE(first_booked_on, '') <= :last AND NOT id " +
                 transaction.among_numbers(":not_these") + " ORDER BY id"),
         use(account_id, "account"),
         use(first, "first"),
         use(last, "last"),
         use(not_these, "not_these"),
         into(id),
         into(state),
         into(opening),
         into(closing)),
        [&] {
            ids.emplace_back(id);
            lines.push_back(
                {statement_state_of(state),
                 {base::Money::cents(opening), base::Money::cents(closing), {}}}
            );
        }
    );
    std::unordered_map<base::StatementId, BalanceLine*> by_statement;
    for (std::size_t place = 0; place < ids.size(); ++place) {
        by_statement.emplace(ids[place], &lines[place].line);
    }
    if (!ids.empty()) {
        read_entries(transaction, ids, by_statement);
    }
    return lines;
}

void add_known_entries(storage::Transaction& transaction, const std::vector<KnownEntry>& entries) {
    using storage::Column;
    storage::IdBlock ids = transaction.reserve_ids(entries.size());
    storage::BulkInsert rows{
        transaction,
        "known_entry",
        {{"id", Column::number},
         {"statement_id", Column::number},
         {"entry_number", Column::number},
         {"amount_cents", Column::number},
         {"booking_date", Column::text},
         {"bank_reference", Column::text}}};
    for (const KnownEntry& entry : entries) {
        rows.add(
            {ids.take(),
             entry.statement.value(),
             static_cast<std::int64_t>(entry.number),
             entry.print.amount.in_cents(),
             entry.print.booked_on.to_string(),
             entry.print.bank_reference}
        );
    }
    rows.write();
}

}  // namespace draagkracht::payments
