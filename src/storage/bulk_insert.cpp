#include "draagkracht/storage/bulk_insert.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <numeric>

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::storage {

namespace {

constexpr std::size_t rows_per_set_max = 5000;

// Up to so many go to PostgreSQL in one message, where COPY takes two: a look at a person, of which
// there are many, writes one row to the trail.
constexpr std::size_t few_rows_max = 4;

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

// One text of COPY: what separates columns and rows, and the backslash, is escaped.
void append_escaped(std::string& line, std::string_view text) {
    for (const char character : text) {
        switch (character) {
            case '\\':
                line += "\\\\";
                break;
            case '\n':
                line += "\\n";
                break;
            case '\r':
                line += "\\r";
                break;
            case '\t':
                line += "\\t";
                break;
            default:
                line += character;
        }
    }
}

// What the server answered to a command, which is `expected` or an error.
void check_answer(PGresult* given, ExecStatusType expected) {
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer{given, &PQclear};
    if (PQresultStatus(answer.get()) != expected) {
        const char* state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
        throw soci::postgresql_soci_error{
            PQresultErrorMessage(answer.get()), state == nullptr ? "     " : state};
    }
}

// What PQexecParams takes.
struct Parameters {
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;  // 0: written out; 1: as it is

    void add(const std::string& value, int format) {
        values.push_back(value.data());
        lengths.push_back(static_cast<int>(value.size()));
        formats.push_back(format);
    }
    void add_null() {
        values.push_back(nullptr);
        lengths.push_back(0);
        formats.push_back(0);
    }
};

// No dynamic_cast, as Debian's SOCI does not show the type information of its parts.
PGconn* connection_of(const Transaction& transaction) {
    return static_cast<soci::postgresql_session_backend*>(transaction.sql().get_backend())->conn_;
}

}  // namespace

BulkInsert::BulkInsert(
    Transaction& transaction,
    std::string table,
    std::vector<ColumnDefinition> columns,
    OnConflict on_conflict
)
    : transaction_{transaction},
      table_{std::move(table)},
      on_conflict_{on_conflict},
      is_told_in_trail_{tables_told_in_trail().contains(table_)} {
    for (ColumnDefinition& definition : columns) {
        columns_.push_back({std::move(definition), {}, {}, {}});
    }
    by_name_.resize(columns_.size());
    std::iota(by_name_.begin(), by_name_.end(), 0);
    std::ranges::sort(by_name_, {}, [this](std::size_t place) {
        return columns_[place].definition.name;
    });
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
    const Keys written =
        transaction_.engine() == Engine::sqlite ? write_to_sqlite() : write_to_postgresql();
    if (is_told_in_trail_) {
        note_prints(written);
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

void BulkInsert::note_prints(const Keys& written) {
    Keys left = written;
    const std::vector<long long>& keys = columns_.front().numbers;
    RowText text{table_};
    for (std::size_t row = 0; row < keys.size(); ++row) {
        if (on_conflict_ == OnConflict::skip && left.erase(keys[row]) == 0) {
            continue;
        }
        text.begin();
        for (const std::size_t place : by_name_) {
            const Values& column = columns_[place];
            if (column.is_null[row]) {
                continue;
            }
            if (column.definition.kind == Column::number) {
                text.add(column.definition.name, fmt::format_int{column.numbers[row]}.c_str());
            } else {
                text.add(column.definition.name, column.texts[row]);
            }
        }
        transaction_.note_written(table_, {keys[row], text.print()});
    }
}

BulkInsert::Keys BulkInsert::keys_in_table() const {
    const Values& key = columns_.front();
    const std::string wanted =
        json_list(std::vector<std::int64_t>{key.numbers.begin(), key.numbers.end()});
    Keys keys;
    long long found = 0;
    for_each_row(
        (ask(transaction_,
             fmt::format(
                 "SELECT {0} FROM {1} WHERE {0} {2}",
                 key.definition.name,
                 table_,
                 transaction_.among_numbers(":wanted")
             )),
         soci::use(wanted, "wanted"),
         soci::into(found)),
        [&] { keys.insert(found); }
    );
    return keys;
}

BulkInsert::Keys BulkInsert::write_to_sqlite() {
    // There is one writer, so what is there after and was not before was written here.
    const bool may_skip = is_told_in_trail_ && on_conflict_ == OnConflict::skip;
    const Keys before = may_skip ? keys_in_table() : Keys{};
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
    Keys written = may_skip ? keys_in_table() : Keys{};
    for (const std::int64_t key : before) {
        written.erase(key);
    }
    return written;
}

BulkInsert::Keys BulkInsert::write_to_postgresql() {
    if (on_conflict_ == OnConflict::skip) {
        return insert_into_postgresql();
    }
    if (columns_.front().is_null.size() <= few_rows_max) {
        insert_few_into_postgresql();
    } else {
        copy_into_postgresql();
    }
    return {};
}

void BulkInsert::insert_few_into_postgresql() {
    std::vector<std::string> numbers;  // their texts; reserved, as the parameters point into it
    numbers.reserve(columns_.size() * few_rows_max);
    Parameters parameters;
    std::vector<std::string> rows;
    for (std::size_t row = 0; row < columns_.front().is_null.size(); ++row) {
        std::vector<std::string> places;
        for (const Values& column : columns_) {
            if (column.is_null[row]) {
                parameters.add_null();
            } else if (column.definition.kind == Column::number) {
                parameters.add(numbers.emplace_back(std::to_string(column.numbers[row])), 0);
            } else {
                // As it is, by its length: the server refuses what is no text, such as a zero byte.
                parameters.add(column.texts[row], 1);
            }
            places.push_back(fmt::format("${}", parameters.values.size()));
        }
        rows.push_back(fmt::format("({})", fmt::join(places, ", ")));
    }
    const std::string command =
        fmt::format("INSERT INTO {} ({}) VALUES {}", table_, column_list(), fmt::join(rows, ", "));
    check_answer(
        PQexecParams(
            connection_of(transaction_),
            command.c_str(),
            static_cast<int>(parameters.values.size()),
            nullptr,
            parameters.values.data(),
            parameters.lengths.data(),
            parameters.formats.data(),
            0
        ),
        PGRES_COMMAND_OK
    );
}

void BulkInsert::copy_into_postgresql() {
    PGconn* connection = connection_of(transaction_);
    const std::string command = fmt::format("COPY {} ({}) FROM STDIN", table_, column_list());
    check_answer(PQexec(connection, command.c_str()), PGRES_COPY_IN);
    std::string lines;
    for (std::size_t row = 0; row < columns_.front().is_null.size(); ++row) {
        for (const Values& column : columns_) {
            if (&column != &columns_.front()) {
                lines += '\t';
            }
            if (column.is_null[row]) {
                lines += "\\N";
            } else if (column.definition.kind == Column::number) {
                fmt::format_to(std::back_inserter(lines), "{}", column.numbers[row]);
            } else {
                append_escaped(lines, column.texts[row]);
            }
        }
        lines += '\n';
    }
    // What goes wrong with these two is told by the answer.
    PQputCopyData(connection, lines.data(), static_cast<int>(lines.size()));
    PQputCopyEnd(connection, nullptr);
    check_answer(PQgetResult(connection), PGRES_COMMAND_OK);
    // The end of the answers: the connection is free again.
    PQclear(PQgetResult(connection));
}

BulkInsert::Keys BulkInsert::insert_into_postgresql() {
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
    long long key = 0;
    statement.exchange(soci::into(key));
    statement.alloc();
    statement.prepare(fmt::format(
        "INSERT INTO {} ({}) SELECT * FROM unnest({}) ON CONFLICT DO NOTHING RETURNING {}",
        table_,
        column_list(),
        fmt::join(arrays, ", "),
        columns_.front().definition.name
    ));
    statement.define_and_bind();
    statement.execute();
    Keys written;
    while (statement.fetch()) {
        written.insert(key);
    }
    return written;
}

}  // namespace draagkracht::storage
