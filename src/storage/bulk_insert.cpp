#include "draagkracht/storage/bulk_insert.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <exception>
#include <future>
#include <memory>
#include <numeric>

#include "draagkracht/storage/rows.hpp"
#include "storage/handed_rows.hpp"

namespace draagkracht::storage {

namespace {

constexpr std::size_t rows_per_set_max = 5000;

// Up to so many go to PostgreSQL in one message, where COPY takes two: a look at a person, of which
// there are many, writes one row to the trail.
constexpr std::size_t few_rows_max = 4;

// So many go to PostgreSQL together, which is at work with them while the next are written out.
constexpr std::size_t bytes_per_message = 64UL * 1024;

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

    void add(std::string_view value, int format) {
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

// What was handed over is not there any more, also when the database refused it.
template <typename Columns>
struct Cleared {
    Columns& columns;
    ~Cleared() {
        for (auto& column : columns) {
            column.clear();
        }
    }
};

// No dynamic_cast, as Debian's SOCI does not show the type information of its parts.
PGconn* connection_of(const Transaction& transaction) {
    return static_cast<soci::postgresql_session_backend*>(transaction.sql().get_backend())->conn_;
}

sqlite_api::sqlite3* sqlite_connection_of(const Transaction& transaction) {
    return static_cast<soci::sqlite3_session_backend*>(transaction.sql().get_backend())->conn_;
}

}  // namespace

void BulkInsert::Values::add(const Cell& cell) {
    const bool empty = std::holds_alternative<std::nullopt_t>(cell);
    is_null.push_back(empty);
    if (definition.kind == Column::number) {
        numbers.push_back(empty ? 0 : std::get<std::int64_t>(cell));
    } else {
        bytes_ += empty ? std::string_view{} : std::get<std::string_view>(cell);
        ends_.push_back(bytes_.size());
    }
}

Cell BulkInsert::Values::cell(std::size_t row) const {
    if (is_null[row]) {
        return std::nullopt;
    }
    return definition.kind == Column::number ? Cell{numbers[row]} : Cell{text(row)};
}

void BulkInsert::Values::clear() {
    numbers.clear();
    is_null.clear();
    bytes_.clear();
    ends_.clear();
}

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
        columns_.emplace_back(std::move(definition));
    }
    by_name_.resize(columns_.size());
    std::iota(by_name_.begin(), by_name_.end(), 0);
    std::ranges::sort(by_name_, {}, [this](std::size_t place) {
        return columns_[place].definition.name;
    });
}

BulkInsert::~BulkInsert() {
    // During an exception the rows are given up with the transaction they belong to.
    if (rows() > 0 && std::uncaught_exceptions() == 0) {
        std::terminate();
    }
}

void BulkInsert::add(std::initializer_list<Cell> row) {
    base::ensure(row.size() == columns_.size(), "a row has one cell a column");
    auto column = columns_.begin();
    for (const Cell& cell : row) {
        (column++)->add(cell);
    }
    if (rows() == rows_per_set_max) {
        write();
    }
}

void BulkInsert::write() {
    if (rows() == 0) {
        return;
    }
    const Cleared<std::vector<Values>> cleared{columns_};
    // The prints of many rows are made while the database is at work with them.
    std::future<std::vector<RowPrint>> prints;
    if (is_told_in_trail_ && on_conflict_ == OnConflict::fail) {
        const auto policy = rows() > few_rows_max ? std::launch::async : std::launch::deferred;
        prints = std::async(policy, [this] { return prints_of({}); });
    }
    const Keys written =
        transaction_.engine() == Engine::sqlite ? write_to_sqlite() : write_to_postgresql();
    if (is_told_in_trail_) {
        transaction_.note_written({{table_, prints.valid() ? prints.get() : prints_of(written)}});
    }
}

std::string BulkInsert::column_list() const {
    std::vector<std::string> names;
    for (const Values& column : columns_) {
        names.push_back(column.definition.name);
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<RowPrint> BulkInsert::prints_of(const Keys& written) const {
    Keys left = written;
    std::vector<RowPrint> prints;
    prints.reserve(rows());
    RowText text{table_};
    for (std::size_t row = 0; row < rows(); ++row) {
        const std::int64_t key = columns_.front().numbers[row];
        if (on_conflict_ == OnConflict::skip && left.erase(key) == 0) {
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
                text.add(column.definition.name, column.text(row));
            }
        }
        prints.push_back({key, text.print()});
    }
    return prints;
}

BulkInsert::Keys BulkInsert::keys_in_table() const {
    const Values& key = columns_.front();
    const std::string wanted = json_list(key.numbers);
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
    insert_into_sqlite();
    Keys written = may_skip ? keys_in_table() : Keys{};
    for (const std::int64_t key : before) {
        written.erase(key);
    }
    return written;
}

// By SQLite's own interface: SOCI copies each cell twice on its way.
void BulkInsert::insert_into_sqlite() {
    const HandedRows handed{
        sqlite_connection_of(transaction_),
        {columns_.size(), rows(), [this](std::size_t row, std::size_t column) {
             return columns_[column].cell(row);
         }}};
    // Without a condition SQLite takes ON for that of a join.
    transaction_.sql() << fmt::format(
        "INSERT INTO {} ({}) SELECT * FROM {}{}",
        table_,
        column_list(),
        HandedRows::table,
        on_conflict_ == OnConflict::skip ? " WHERE TRUE ON CONFLICT DO NOTHING" : ""
    );
}

BulkInsert::Keys BulkInsert::write_to_postgresql() {
    if (on_conflict_ == OnConflict::skip) {
        return insert_into_postgresql();
    }
    if (rows() <= few_rows_max) {
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
    std::vector<std::string> tuples;
    for (std::size_t row = 0; row < rows(); ++row) {
        std::vector<std::string> places;
        for (const Values& column : columns_) {
            if (column.is_null[row]) {
                parameters.add_null();
            } else if (column.definition.kind == Column::number) {
                parameters.add(numbers.emplace_back(std::to_string(column.numbers[row])), 0);
            } else {
                // As it is, by its length: the server refuses what is no text, such as a zero byte.
                parameters.add(column.text(row), 1);
            }
            places.push_back(fmt::format("${}", parameters.values.size()));
        }
        tuples.push_back(fmt::format("({})", fmt::join(places, ", ")));
    }
    const std::string command = fmt::format(
        "INSERT INTO {} ({}) VALUES {}", table_, column_list(), fmt::join(tuples, ", ")
    );
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
    const auto hand_over = [&] {
        // What goes wrong is told by the answer.
        PQputCopyData(connection, lines.data(), static_cast<int>(lines.size()));
        lines.clear();
    };
    for (std::size_t row = 0; row < rows(); ++row) {
        for (const Values& column : columns_) {
            if (&column != &columns_.front()) {
                lines += '\t';
            }
            if (column.is_null[row]) {
                lines += "\\N";
            } else if (column.definition.kind == Column::number) {
                lines += fmt::format_int{column.numbers[row]}.c_str();
            } else {
                append_escaped(lines, column.text(row));
            }
        }
        lines += '\n';
        if (lines.size() > bytes_per_message) {
            hand_over();
        }
    }
    hand_over();
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
        for (std::size_t row = 0; row < rows(); ++row) {
            literal += row > 0 ? "," : "";
            if (column.is_null[row]) {
                literal += "NULL";
            } else if (is_number) {
                literal += std::to_string(column.numbers[row]);
            } else {
                append_quoted(literal, column.text(row));
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
