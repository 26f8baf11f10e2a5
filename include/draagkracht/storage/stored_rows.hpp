// Reads a table that is only added to as it stands, in the order of its keys, with the print of
// each row, whatever the size of the table.
//
//     StoredRows rows{transaction, "contact"};
//     while (rows.next()) { ... rows.key(), rows.prints().front() ... }
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "draagkracht/storage/large_answer.hpp"
#include "draagkracht/storage/written_rows.hpp"

namespace draagkracht::storage {

class StoredRows {
  public:
    StoredRows(Transaction& transaction, const std::string& table);

    // Goes to the next row; false when there is none left.
    [[nodiscard]] bool next() { return rows_.next(); }
    [[nodiscard]] std::int64_t key() const { return key_; }

    // A row has a print in each form that its table has had: as it is today, and without the
    // columns that the table got later. It has one alone when all of those are NULL in it.
    [[nodiscard]] std::vector<Print> prints();
    // Which of its prints a row was told with that was written under this version of the schema;
    // of a row that has less, the last.
    [[nodiscard]] std::size_t form_under(int schema) const;

  private:
    struct StoredColumn {
        std::string name;
        int added_in;  // version of the schema; 0: the table had it from the beginning
        Nullable<std::string> value{};
    };
    using Columns = std::deque<StoredColumn>;  // by name; they stay where they are
    StoredRows(Transaction& transaction, const std::string& table, std::vector<std::string> names);
    [[nodiscard]] static Columns columns_of(
        const std::string& table, const std::vector<std::string>& names
    );
    // Without the columns that were added in this version of the schema, or later.
    [[nodiscard]] Print print_before(int version);

    Columns columns_;
    std::vector<int> growths_;  // the versions that added columns, the last first
    RowText text_;
    long long key_ = 0;
    LargeAnswer rows_;
};

}  // namespace draagkracht::storage
