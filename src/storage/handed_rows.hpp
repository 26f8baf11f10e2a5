// Rows of the program as a table of SQLite, so that one statement writes them all: it opens the
// table and its indexes once, and keeps what it changes for a roll-back of itself once.
//
//     const HandedRows rows{connection, {2, count, [&](row, column) { return cell; }}};
//     // INSERT INTO person (id, name) SELECT * FROM handed_rows
#pragma once

#include <cstddef>
#include <functional>

#include <soci/sqlite3/soci-sqlite3.h>

#include "draagkracht/storage/bulk_insert.hpp"

namespace draagkracht::storage {

class HandedRows {
  public:
    static constexpr const char* table = "handed_rows";

    struct Content {
        std::size_t columns;
        std::size_t rows;
        // Texts are there until the statement that asked for them has ended.
        std::function<Cell(std::size_t row, std::size_t column)> cell;
    };

    // The table is there on this connection until this is gone; one at a time.
    HandedRows(sqlite_api::sqlite3* connection, Content content);
    ~HandedRows();
    HandedRows(const HandedRows&) = delete;
    HandedRows& operator=(const HandedRows&) = delete;

  private:
    sqlite_api::sqlite3* connection_;
    Content content_;
};

}  // namespace draagkracht::storage
