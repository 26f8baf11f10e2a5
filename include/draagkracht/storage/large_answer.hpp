// The rows of a query of which there may be millions, one by one: memory does not grow with their
// number. PostgreSQL's client holds the whole answer to a query, so there they come by a cursor.
//
//     long long id = 0;
//     std::string kind;
//     LargeAnswer postings{transaction, "SELECT id, kind FROM posting ORDER BY id"};
//     postings.into(id).into(kind);
//     while (postings.next()) { ... }
//
// For few rows, and for a query with parameters: for_each_row (rows.hpp).
#pragma once

#include <string>
#include <string_view>

#include "draagkracht/storage/rows.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::storage {

class LargeAnswer {
  public:
    LargeAnswer(Transaction& transaction, std::string_view query);

    // The variable of the next column.
    template <typename Value>
    LargeAnswer& into(Value& value) {
        statement_.exchange(soci::into(value));
        return *this;
    }
    template <typename Value>
    LargeAnswer& into(Nullable<Value>& column) {
        statement_.exchange(soci::into(column.value, column.indicator));
        return *this;
    }

    // Fills the variables with the next row; false when there is none left.
    [[nodiscard]] bool next();

  private:
    void begin();

    soci::statement statement_;
    std::string text_;  // what brings the next rows: on SQLite the query itself
    bool comes_in_parts_;
    bool has_begun_ = false;
};

}  // namespace draagkracht::storage
