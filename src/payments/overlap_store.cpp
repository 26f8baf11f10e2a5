#include "payments/overlap_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
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

}  // namespace

EntriesOfStatements entries_of(
    storage::Transaction& transaction, const std::vector<base::StatementId>& statements
) {
    EntriesOfStatements found;
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
            std::vector<EntryPrint>& entries = found[base::StatementId{statement}];
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
    return found;
}

std::vector<KnownEntry> known_entries_of(
    storage::Transaction& transaction, const std::vector<base::StatementId>& statements
) {
    std::vector<KnownEntry> known;
    const std::string keys = storage::json_list(statements);
    long long statement = 0;
    long long number = 0;
    std::string booked_on;
    long long cents = 0;
    std::string reference;
    storage::for_each_row(
        (ask(transaction,
             "SELECT statement_id, entry_number, booking_date, amount_cents, bank_reference"
             " FROM known_entry WHERE statement_id " +
                 transaction.among_numbers(":statements")),
         use(keys, "statements"),
         into(statement),
         into(number),
         into(booked_on),
         into(cents),
         into(reference)),
        [&] {
            known.push_back(
                {base::StatementId{statement},
                 static_cast<std::size_t>(number),
                 {base::Date::parse(booked_on).value(), base::Money::cents(cents), reference, true}}
            );
        }
    );
    return known;
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
