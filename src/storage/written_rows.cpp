#include "draagkracht/storage/written_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <soci/soci.h>

#include <deque>
#include <sstream>

#include "draagkracht/storage/rows.hpp"
#include "draagkracht/storage/sealer.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "storage/migration_files.hpp"

namespace draagkracht::storage {

namespace {

constexpr std::size_t print_length = 32;  // hexadecimal digits: 128 bits
constexpr std::string_view trail_table = "audit_event";

// In the order of the table; the first is the key.
std::vector<std::string> columns_of(Transaction& transaction, const std::string& table) {
    const std::string query =
        transaction.engine() == Engine::sqlite
            ? "SELECT name FROM pragma_table_info(:name) ORDER BY cid"
            : "SELECT CAST(column_name AS TEXT) FROM information_schema.columns"
              " WHERE table_schema = current_schema() AND table_name = :name"
              " ORDER BY ordinal_position";
    std::vector<std::string> names;
    std::string name;
    for_each_row(
        (transaction.sql().prepare << query, soci::use(table, "name"), soci::into(name)),
        [&] { names.push_back(name); }
    );
    base::ensure(!names.empty(), "an append-only table is in the database: " + table);
    return names;
}

}  // namespace

std::string print_of(std::string_view table, const ColumnTexts& columns) {
    std::string text;
    const auto append = [&text](std::string_view field) {
        text += std::to_string(field.size());
        text += ':';
        text += field;
    };
    append(table);
    for (const auto& [name, value] : columns) {
        append(name);
        append(value);
    }
    return sha256_of(text).substr(0, print_length);
}

const std::set<std::string>& tables_told_in_trail() {
    static const std::set<std::string> tables = [] {
        const std::vector<std::string> marked = append_only_marks();
        std::set<std::string> told{marked.begin(), marked.end()};
        told.erase(std::string{trail_table});
        return told;
    }();
    return tables;
}

int schema_version() {
    return migration_files().back().version;
}

std::set<std::string> columns_added_after(int version, const std::string& table) {
    std::set<std::string> added;
    for (const MigrationFile& file : migration_files()) {
        std::istringstream lines{file.version > version ? file.sql : std::string{}};
        const std::string opening = "ALTER TABLE " + table + " ADD COLUMN ";
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with(opening)) {
                added.insert(
                    line.substr(opening.size(), line.find(' ', opening.size()) - opening.size())
                );
            }
        }
    }
    return added;
}

void for_each_stored_row(
    Transaction& transaction,
    const std::string& table,
    const std::function<void(std::int64_t key, const ColumnTexts& columns)>& on_row
) {
    const std::vector<std::string> names = columns_of(transaction, table);
    std::vector<std::string> selected;
    for (const std::string& name : names) {
        selected.push_back(fmt::format("CAST({} AS TEXT)", name));
    }
    long long key = 0;
    std::deque<Nullable<std::string>> values(names.size());
    soci::statement statement{transaction.sql()};
    statement.exchange(soci::into(key));
    for (Nullable<std::string>& value : values) {
        statement.exchange(soci::into(value.value, value.indicator));
    }
    statement.alloc();
    statement.prepare(
        fmt::format("SELECT {}, {} FROM {}", names.front(), fmt::join(selected, ", "), table)
    );
    statement.define_and_bind();
    statement.execute();
    while (statement.fetch()) {
        ColumnTexts columns;
        for (std::size_t place = 0; place < names.size(); ++place) {
            if (values[place].indicator == soci::i_ok) {
                columns.emplace(names[place], values[place].value);
            }
        }
        on_row(key, columns);
    }
}

}  // namespace draagkracht::storage
