// The text in which an event tells which rows were written with it:
//     {"schema":4,"contact":[[17,"9f86d081884c7d659a2feaa0c55ad015"]]}
// "schema" is the version of the schema under which they were written.
#pragma once

#include <functional>
#include <string>

#include "draagkracht/storage/written_rows.hpp"

namespace draagkracht::audit {

[[nodiscard]] std::string text_of(const storage::WrittenRows& rows);

// A row as the trail tells of it.
struct ToldRow {
    const std::string& table;
    int schema;
    storage::RowPrint row;
};

// Reads such a text; one that cannot be read tells of no rows, and is found as a broken chain.
void for_each_told_row(
    const std::string& text, const std::function<void(const ToldRow& told)>& on_row
);

}  // namespace draagkracht::audit
