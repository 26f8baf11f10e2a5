#include "storage/handed_rows.hpp"

#include <fmt/format.h>

#include <type_traits>

namespace draagkracht::storage {

namespace {

using namespace sqlite_api;

// What SQLite holds of the table, and of one walk through it. It knows them by their first members.
struct Table {
    sqlite3_vtab base{};
    const HandedRows::Content* content = nullptr;
};

struct Walk {
    sqlite3_vtab_cursor base{};
    const HandedRows::Content* content = nullptr;
    std::size_t row = 0;
};

static_assert(std::is_standard_layout_v<Table> && std::is_standard_layout_v<Walk>);

Table& table_of(sqlite3_vtab* base) {
    return *reinterpret_cast<Table*>(base);
}

Walk& walk_of(sqlite3_vtab_cursor* base) {
    return *reinterpret_cast<Walk*>(base);
}

int connect(
    sqlite3* connection,
    void* content,
    int /*words*/,
    const char* const* /*words*/,
    sqlite3_vtab** made,
    char** /*error*/
) {
    const auto& of_table = *static_cast<const HandedRows::Content*>(content);
    std::string columns;
    for (std::size_t column = 0; column < of_table.columns; ++column) {
        columns += fmt::format("{}c{}", column == 0 ? "" : ", ", column);
    }
    const int said =
        sqlite3_declare_vtab(connection, fmt::format("CREATE TABLE x({})", columns).c_str());
    if (said == SQLITE_OK) {
        *made = &(new Table{{}, &of_table})->base;
    }
    return said;
}

int disconnect(sqlite3_vtab* base) {
    delete &table_of(base);
    return SQLITE_OK;
}

// There is one way through it: from the first row to the last.
int choose_way(sqlite3_vtab* base, sqlite3_index_info* way) {
    way->estimatedRows = static_cast<sqlite3_int64>(table_of(base).content->rows);
    return SQLITE_OK;
}

int open(sqlite3_vtab* base, sqlite3_vtab_cursor** made) {
    *made = &(new Walk{{}, table_of(base).content, 0})->base;
    return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* base) {
    delete &walk_of(base);
    return SQLITE_OK;
}

int begin(
    sqlite3_vtab_cursor* base,
    int /*way*/,
    const char* /*way*/,
    int /*arguments*/,
    sqlite3_value** /*arguments*/
) {
    walk_of(base).row = 0;
    return SQLITE_OK;
}

int go_on(sqlite3_vtab_cursor* base) {
    ++walk_of(base).row;
    return SQLITE_OK;
}

int is_at_end(sqlite3_vtab_cursor* base) {
    const Walk& walk = walk_of(base);
    return walk.row == walk.content->rows ? 1 : 0;
}

int tell_cell(sqlite3_vtab_cursor* base, sqlite3_context* answer, int column) {
    const Walk& walk = walk_of(base);
    const Cell cell = walk.content->cell(walk.row, static_cast<std::size_t>(column));
    if (const auto* const number = std::get_if<std::int64_t>(&cell)) {
        sqlite3_result_int64(answer, *number);
    } else if (const auto* const text = std::get_if<std::string_view>(&cell)) {
        sqlite3_result_text(answer, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
    } else {
        sqlite3_result_null(answer);
    }
    return SQLITE_OK;
}

int tell_row_number(sqlite3_vtab_cursor* base, sqlite3_int64* number) {
    *number = static_cast<sqlite3_int64>(walk_of(base).row);
    return SQLITE_OK;
}

// Without a way to create it the table is there by itself, under the name of the module.
constexpr sqlite3_module module_of_rows = [] {
    sqlite3_module module{};
    module.xConnect = connect;
    module.xBestIndex = choose_way;
    module.xDisconnect = disconnect;
    module.xDestroy = disconnect;
    module.xOpen = open;
    module.xClose = close;
    module.xFilter = begin;
    module.xNext = go_on;
    module.xEof = is_at_end;
    module.xColumn = tell_cell;
    module.xRowid = tell_row_number;
    return module;
}();

}  // namespace

HandedRows::HandedRows(sqlite3* connection, Content content)
    : connection_{connection}, content_{std::move(content)} {
    const int said =
        sqlite3_create_module_v2(connection_, table, &module_of_rows, &content_, nullptr);
    if (said != SQLITE_OK) {
        throw soci::sqlite3_soci_error{sqlite3_errmsg(connection_), said};
    }
}

HandedRows::~HandedRows() {
    sqlite3_create_module_v2(connection_, table, nullptr, nullptr, nullptr);
}

}  // namespace draagkracht::storage
