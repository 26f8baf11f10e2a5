#include "draagkracht/storage/bulk_insert.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <soci/soci.h>

#include <exception>

namespace draagkracht::storage {

namespace {

constexpr std::size_t rows_per_set_max = 5000;

// One element of an array literal of PostgreSQL: quoted, with quotes and backslashes escaped.
void append_quoted(std::string& literal, std::string_view text) {
    literal += '"';
    for (const char character : text) {
        if (character == '"' || character == '\\') {
            literal += '\\';
        }
        literal += character;
    }
    literal += '"';
}

}  // namespace

BulkInsert::BulkInsert(
    Transaction& transaction,
    std::string table,
    std::vector<ColumnDefinition> columns,
    OnConflict on_conflict
)
    : transaction_{transaction}, table_{std::move(table)}, on_conflict_{on_conflict} {
    for (ColumnDefinition& definition : columns) {
        columns_.push_back({std::move(definition), {}, {}, {}});
    }
}

BulkInsert::~BulkInsert() {
    // During an exception the rows are given up with the transaction they belong to.
    if (rows_ > 0 && std::uncaught_exceptions() == 0) {
        std::terminate();
    }
}

void BulkInsert::add(std::initializer_list<Cell> row) {
    base::ensure(row.size() == columns_.size(), "a row has one cell a column");
    std::size_t place = 0;
    for (const Cell& value : row) {
        Values& column = columns_[place++];
        const bool is_null = std::holds_alternative<std::nullopt_t>(value);
        column.is_null.push_back(is_null);
        if (column.definition.kind == Column::number) {
            column.numbers.push_back(is_null ? 0 : std::get<std::int64_t>(value));
        } else {
            column.texts.emplace_back(
                is_null ? std::string_view{} : std::get<std::string_view>(value)
            );
        }
    }
    if (++rows_ == rows_per_set_max) {
        write();
    }
}

void BulkInsert::write() {
    if (rows_ == 0) {
        return;
    }
    rows_ = 0;
    if (transaction_.engine() == Engine::sqlite) {
        write_to_sqlite();
    } else {
        write_to_postgresql();
    }
    for (Values& column : columns_) {
        column.numbers.clear();
        column.texts.clear();
        column.is_null.clear();
    }
}

std::string BulkInsert::column_list() const {
    std::vector<std::string> names;
    for (const Values& column : columns_) {
        names.push_back(column.definition.name);
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

void BulkInsert::write_to_sqlite() {
    std::vector<std::vector<soci::indicator>> indicators;
    for (const Values& column : columns_) {
        std::vector<soci::indicator>& of_column = indicators.emplace_back();
        for (const bool is_null : column.is_null) {
            of_column.push_back(is_null ? soci::i_null : soci::i_ok);
        }
    }
    std::vector<std::string> parameters;
    soci::statement statement{transaction_.sql()};
    for (std::size_t place = 0; place < columns_.size(); ++place) {
        Values& column = columns_[place];
        parameters.push_back(":" + column.definition.name);
        if (column.definition.kind == Column::number) {
            statement.exchange(soci::use(column.numbers, indicators[place], column.definition.name)
            );
        } else {
            statement.exchange(soci::use(column.texts, indicators[place], column.definition.name));
        }
    }
    statement.alloc();
    statement.prepare(fmt::format(
        "INSERT INTO {} ({}) VALUES ({}){}",
        table_,
        column_list(),
        fmt::join(parameters, ", "),
        on_conflict_ == OnConflict::skip ? " ON CONFLICT DO NOTHING" : ""
    ));
    statement.define_and_bind();
    statement.execute(true);
}

void BulkInsert::write_to_postgresql() {
    std::vector<std::string> literals;
    std::vector<std::string> arrays;
    for (const Values& column : columns_) {
        const bool is_number = column.definition.kind == Column::number;
        std::string& literal = literals.emplace_back("{");
        for (std::size_t row = 0; row < column.is_null.size(); ++row) {
            literal += row > 0 ? "," : "";
            if (column.is_null[row]) {
                literal += "NULL";
            } else if (is_number) {
                literal += std::to_string(column.numbers[row]);
            } else {
                append_quoted(literal, column.texts[row]);
            }
        }
        literal += '}';
        arrays.push_back(
            fmt::format("CAST(:{} AS {}[])", column.definition.name, is_number ? "bigint" : "text")
        );
    }
    soci::statement statement{transaction_.sql()};
    for (std::size_t place = 0; place < columns_.size(); ++place) {
        statement.exchange(soci::use(literals[place], columns_[place].definition.name));
    }
    statement.alloc();
    statement.prepare(fmt::format(
        "INSERT INTO {} ({}) SELECT * FROM unnest({}){}",
        table_,
        column_list(),
        fmt::join(arrays, ", "),
        on_conflict_ == OnConflict::skip ? " ON CONFLICT DO NOTHING" : ""
    ));
    statement.define_and_bind();
    statement.execute(true);
}

}  // namespace draagkracht::storage
