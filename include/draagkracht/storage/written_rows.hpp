// What a transaction wrote in the tables that are only added to: a print of each row, for the trail
// (audit/trail.hpp), so that a row that somebody changes, removes or adds later is found by name.
//
//     rows.write();                                    // BulkInsert notes what it writes
//     WrittenRows told = transaction.take_written();   // {"contact": [{17, "9f86d0..."}]}
//
// A print is the first half of the SHA-256 over the table and the columns of the row that are not
// empty, in the order of their names. It is made from what is written, and made again from what is
// read.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace draagkracht::storage {

// 128 bits in hexadecimal digits.
using Print = std::array<char, 32>;

struct RowPrint {
    std::int64_t key;  // the first column: its own id, or that of the plan, claim or task it is of
    Print print;
};

using WrittenRows = std::map<std::string, std::vector<RowPrint>>;  // by table

// What one row says, to make its print of.
class RowText {
  public:
    explicit RowText(std::string_view table);
    // Begins the next row of the table.
    void begin() { text_.resize(table_size_); }
    // A column that is not NULL; in the order of their names.
    void add(std::string_view column, std::string_view value);
    [[nodiscard]] Print print() const;

  private:
    std::string text_;
    std::size_t table_size_;
};

// The tables of which the trail tells what was written: those that are only added to, but for the
// trail itself.
[[nodiscard]] const std::set<std::string>& tables_told_in_trail();

// The version of the schema under which this program writes.
[[nodiscard]] int schema_version();

}  // namespace draagkracht::storage
