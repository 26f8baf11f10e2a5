// Writes many rows as one set: no statement in a loop.
//
//     BulkInsert postings{transaction, "posting", {{"id", Column::number}, {"kind",
//     Column::text}}}; for (const Posting& posting : made) postings.add({posting.id.value(),
//     to_text(posting.kind)}); postings.write();
//
// On PostgreSQL a set goes as INSERT .. SELECT FROM unnest(arrays), on SQLite as one prepared
// statement. Rows are handed over each 5,000, so memory does not grow with their number.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
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
    struct Values {
        ColumnDefinition definition;
        std::vector<long long> numbers;
        std::vector<std::string> texts;
        std::vector<bool> is_null;
    };
    void write_to_sqlite();
    void write_to_postgresql();
    [[nodiscard]] std::string column_list() const;

    Transaction& transaction_;
    std::string table_;
    std::vector<Values> columns_;
    OnConflict on_conflict_;
    std::size_t rows_ = 0;
};

}  // namespace draagkracht::storage
