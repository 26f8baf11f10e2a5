// What a transaction wrote in the tables that are only added to: a print of each row, for the trail
// (audit/trail.hpp), so that a row that somebody changes, removes or adds later is found by name.
//
//     rows.write();                                    // BulkInsert notes what it writes
//     for (const RowPrint& row : transaction.take_written()) { ... "contact", 17, "9f86d0..." }
//
// A print is the first half of the SHA-256 over the table and the columns of the row that are not
// empty, in the order of their names. It is made from what is written, and made again from what is
// read.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace draagkracht::storage {

class Transaction;

struct RowPrint {
    std::string table;
    std::int64_t key;  // the first column: its own id, or that of the plan, claim or task it is of
    std::string print;
};

// Name and value of each column that is not NULL, by name.
using ColumnTexts = std::map<std::string, std::string_view>;

[[nodiscard]] std::string print_of(std::string_view table, const ColumnTexts& columns);

// The tables of which the trail tells what was written: those that are only added to, but for the
// trail itself.
[[nodiscard]] const std::set<std::string>& tables_told_in_trail();

// The version of the schema under which this program writes.
[[nodiscard]] int schema_version();

// The columns that a table got after a version of the schema: a row that was written before has a
// print without them.
[[nodiscard]] std::set<std::string> columns_added_after(int version, const std::string& table);

// Reads a table row by row, in no order.
void for_each_stored_row(
    Transaction& transaction,
    const std::string& table,
    const std::function<void(std::int64_t key, const ColumnTexts& columns)>& on_row
);

}  // namespace draagkracht::storage
