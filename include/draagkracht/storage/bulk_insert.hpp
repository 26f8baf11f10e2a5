// Writes many rows as one set: no statement in a loop.
//
//     BulkInsert postings{transaction, "posting", {{"id", Column::number}, {"kind",
//     Column::text}}}; for (const Posting& posting : made) postings.add({posting.id.value(),
//     to_text(posting.kind)}); postings.write();
//
// On PostgreSQL a set goes by COPY, or, when rows may be skipped, as INSERT .. SELECT FROM
// unnest(arrays); on SQLite as INSERT .. SELECT from the rows as a table of its own. Rows are
// handed over each 5,000, so memory does not grow with their number.
//
// Of a table that is only added to, the transaction keeps a print of each row for the trail
// (written_rows.hpp). There the first column is the key of the row.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::storage {

enum class Column { number, text };
enum class OnConflict { fail, skip };  // skip: a row whose key exists already is left out

struct ColumnDefinition {
    std::string name;
    Column kind;
};

// nullopt_t is SQL NULL.
using Cell = std::variant<std::nullopt_t, std::int64_t, std::string_view>;

// The cell of an id or a text that may be absent.
template <typename Id>
[[nodiscard]] Cell id_cell(const std::optional<Id>& id) {
    return id ? Cell{id->value()} : Cell{std::nullopt};
}
[[nodiscard]] inline Cell text_cell(const std::optional<std::string>& text) {
    return text ? Cell{std::string_view{*text}} : Cell{std::nullopt};
}

class BulkInsert {
  public:
    BulkInsert(
        Transaction& transaction,
        std::string table,
        std::vector<ColumnDefinition> columns,
        OnConflict on_conflict = OnConflict::fail
    );

    // One cell a column, in their order. Texts are copied.
    void add(std::initializer_list<Cell> row);
    // Hands over what is left. Must be called; a row that was added and never written is a fault.
    void write();
    ~BulkInsert();
    BulkInsert(const BulkInsert&) = delete;
    BulkInsert& operator=(const BulkInsert&) = delete;

  private:
    using Keys = std::set<std::int64_t>;  // of the first column
    // The cells of one column, from the first row on.
    class Values {
      public:
        explicit Values(ColumnDefinition column) : definition{std::move(column)} {}
        void add(const Cell& cell);
        void clear();
        [[nodiscard]] std::size_t rows() const { return is_null.size(); }
        [[nodiscard]] Cell cell(std::size_t row) const;
        [[nodiscard]] std::string_view text(std::size_t row) const {
            const std::size_t begin = row == 0 ? 0 : ends_[row - 1];
            return std::string_view{bytes_}.substr(begin, ends_[row] - begin);
        }

        ColumnDefinition definition;
        std::vector<std::int64_t> numbers;
        std::vector<bool> is_null;

      private:
        std::string bytes_;  // all texts one after another: a string a cell takes twice the time
        std::vector<std::size_t> ends_;
    };
    // Each answers with the keys of the rows that were not left out, when those can be left out.
    [[nodiscard]] Keys write_to_sqlite();
    [[nodiscard]] Keys write_to_postgresql();
    void insert_into_sqlite();
    void insert_few_into_postgresql();
    void copy_into_postgresql();
    [[nodiscard]] Keys insert_into_postgresql();
    [[nodiscard]] Keys keys_in_table() const;
    // Of the rows that were not left out.
    [[nodiscard]] std::vector<RowPrint> prints_of(const Keys& written) const;
    [[nodiscard]] std::string column_list() const;

    [[nodiscard]] std::size_t rows() const { return columns_.front().rows(); }

    Transaction& transaction_;
    std::string table_;
    std::vector<Values> columns_;
    std::vector<std::size_t> by_name_;  // their places
    OnConflict on_conflict_;
    bool is_told_in_trail_;
};

}  // namespace draagkracht::storage
