#include "draagkracht/storage/stored_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "storage/migration_files.hpp"

namespace draagkracht::storage {

namespace {

// In the order of the table; the first is the key.
std::vector<std::string> names_of_columns(Transaction& transaction, const std::string& table) {
    const std::string query =
        transaction.engine() == Engine::sqlite
            ? "SELECT name FROM pragma_table_info(:name) ORDER BY cid"
            : "SELECT CAST(column_name AS TEXT) FROM information_schema.columns"
              " WHERE table_schema = current_schema() AND table_name = :name"
              " ORDER BY ordinal_position";
    std::vector<std::string> names;
    std::string name;
    for_each_row((ask(transaction, query), soci::use(table, "name"), soci::into(name)), [&] {
        names.push_back(name);
    });
    base::ensure(!names.empty(), "an append-only table is in the database: " + table);
    return names;
}

// The columns that a table got after it was made, with the version of the schema that added each.
std::map<std::string, int> columns_added_to(const std::string& table) {
    std::map<std::string, int> added;
    const std::string opening = "ALTER TABLE " + table + " ADD COLUMN ";
    for (const MigrationFile& file : migration_files()) {
        std::istringstream lines{file.sql};
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with(opening)) {
                const std::size_t end = line.find(' ', opening.size());
                added.emplace(line.substr(opening.size(), end - opening.size()), file.version);
            }
        }
    }
    return added;
}

std::string query_of(const std::string& table, std::vector<std::string> names) {
    const std::string key = names.front();
    std::ranges::sort(names);
    for (std::string& name : names) {
        name = fmt::format("CAST({} AS TEXT)", name);
    }
    return fmt::format(
        "SELECT {2}.{0}, {1} FROM {2} ORDER BY {2}.{0}", key, fmt::join(names, ", "), table
    );
}

}  // namespace

StoredRows::Columns StoredRows::columns_of(
    const std::string& table, const std::vector<std::string>& names
) {
    const std::map<std::string, int> added = columns_added_to(table);
    Columns columns;
    for (const std::string& name : names) {
        const auto found = added.find(name);
        columns.push_back({name, found == added.end() ? 0 : found->second});
    }
    std::ranges::sort(columns, {}, &StoredColumn::name);
    return columns;
}

StoredRows::StoredRows(Transaction& transaction, const std::string& table)
    : StoredRows{transaction, table, names_of_columns(transaction, table)} {}

StoredRows::StoredRows(
    Transaction& transaction, const std::string& table, std::vector<std::string> names
)
    : columns_{columns_of(table, names)},
      text_{table},
      rows_{transaction, query_of(table, std::move(names))} {
    rows_.into(key_);
    std::set<int, std::greater<>> growths;
    for (StoredColumn& column : columns_) {
        rows_.into(column.value);
        if (column.added_in > 0) {
            growths.insert(column.added_in);
        }
    }
    growths_.assign(growths.begin(), growths.end());
}

std::vector<Print> StoredRows::prints() {
    std::vector<Print> prints{print_before(schema_version() + 1)};
    for (const int version : growths_) {
        const bool has_less = std::ranges::any_of(columns_, [version](const StoredColumn& column) {
            return column.added_in > 0 && column.added_in <= version && column.value.get();
        });
        if (!has_less) {
            break;
        }
        prints.push_back(print_before(version));
    }
    return prints;
}

std::size_t StoredRows::form_under(int schema) const {
    return static_cast<std::size_t>(std::ranges::count_if(growths_, [schema](int version) {
        return version > schema;
    }));
}

Print StoredRows::print_before(int version) {
    text_.begin();
    for (const StoredColumn& column : columns_) {
        if (column.added_in < version && column.value.indicator == soci::i_ok) {
            text_.add(column.name, column.value.value);
        }
    }
    return text_.print();
}

}  // namespace draagkracht::storage
