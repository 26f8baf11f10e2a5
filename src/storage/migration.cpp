#include "draagkracht/storage/migration.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "draagkracht/base/sha256.hpp"
#include "draagkracht/storage/rows.hpp"
#include "draagkracht/storage/transaction.hpp"
#include "storage/migration_files.hpp"

namespace draagkracht::storage {

namespace {

constexpr std::string_view append_only_mark = "-- @append-only ";
// Of an append-only table in which nothing was ever written: it is no more.
constexpr std::string_view dropped_mark = "-- @dropped ";
constexpr std::string_view postgresql_mark = "-- @postgresql";

// Both engines refuse with the same words, so that a reader of a log knows the rule at once.
std::vector<std::string> append_only_on_sqlite(std::string_view table) {
    std::vector<std::string> triggers;
    for (const std::string_view act : {"UPDATE", "DELETE"}) {
        triggers.push_back(fmt::format(
            "CREATE TRIGGER {0}_refuses_{1} BEFORE {1} ON {0} BEGIN"
            " SELECT RAISE(ABORT, '{0} is append-only: {1} is refused'); END",
            table,
            act
        ));
    }
    return triggers;
}

std::vector<std::string> append_only_on_postgresql(std::string_view table) {
    return {
        fmt::format(
            "CREATE TRIGGER {0}_refuses_change BEFORE UPDATE OR DELETE ON {0}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            table
        ),
        fmt::format(
            "CREATE TRIGGER {0}_refuses_truncate BEFORE TRUNCATE ON {0}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
            table
        )};
}

std::string in_words_of(Engine engine, std::string statement) {
    constexpr std::string_view key = "BIGINT PRIMARY KEY";
    for (std::size_t found = statement.find(key);
         engine == Engine::sqlite && found != std::string::npos;
         found = statement.find(key)) {
        statement.replace(found, key.size(), "INTEGER PRIMARY KEY");
    }
    return statement;
}

// A remark is cut, for SOCI would take ":12" in it for a parameter.
std::string without_remark(const std::string& line) {
    return line.substr(0, line.find("--"));
}

// What exists before the first migration: the sequence of ids and the memory of what was applied.
std::vector<std::string> ground_statements(Engine engine) {
    std::vector<std::string> statements{
        "CREATE TABLE IF NOT EXISTS schema_migration"
        " (version BIGINT PRIMARY KEY, file_name TEXT NOT NULL, sha256 TEXT NOT NULL)"};
    if (engine == Engine::sqlite) {
        statements.emplace_back("CREATE TABLE IF NOT EXISTS entity_id (next_id BIGINT NOT NULL)");
        statements.emplace_back(
            "INSERT INTO entity_id (next_id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM entity_id)"
        );
    } else {
        statements.emplace_back("CREATE SEQUENCE IF NOT EXISTS entity_id");
        statements.emplace_back(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$"
            " BEGIN RAISE EXCEPTION '% is append-only, % is refused', TG_TABLE_NAME, TG_OP;"
            " END $$"
        );
    }
    return statements;
}

using AppliedHashes = std::map<int, std::string>;

AppliedHashes applied_hashes(Transaction& transaction) {
    AppliedHashes applied;
    long long version = 0;
    std::string hash;
    for_each_row(
        (ask(transaction, "SELECT version, sha256 FROM schema_migration"),
         soci::into(version),
         soci::into(hash)),
        [&] { applied.emplace(static_cast<int>(version), hash); }
    );
    return applied;
}

base::Done check_against_program(const AppliedHashes& applied) {
    const std::vector<MigrationFile>& files = migration_files();
    for (const auto& [version, hash] : applied) {
        const auto known = std::find_if(files.begin(), files.end(), [&](const auto& file) {
            return file.version == version;
        });
        if (known == files.end()) {
            return base::problem(
                "storage.schema-differs",
                fmt::format("the database is at version {}, newer than this program", version),
                "use the newest program with this database"
            );
        }
        if (base::sha256_of(known->sql) != hash) {
            return base::problem(
                "storage.schema-differs",
                fmt::format("migration {} was applied in another form", known->name),
                "use the program that made this database, or a fresh database"
            );
        }
    }
    return {};
}

void apply(Transaction& transaction, const MigrationFile& file) {
    for (const std::string& statement : statements_of(file.sql, transaction.engine())) {
        transaction.sql() << statement;
    }
    const long long version = file.version;
    const std::string hash = base::sha256_of(file.sql);
    transaction.sql() << "INSERT INTO schema_migration (version, file_name, sha256)"
                         " VALUES (:version, :file_name, :sha256)",
        soci::use(version, "version"), soci::use(file.name, "file_name"), soci::use(hash, "sha256");
}

std::set<std::string> working_triggers(Transaction& transaction) {
    const std::string query =
        transaction.engine() == Engine::sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            : "SELECT CAST(tgname AS TEXT) FROM pg_trigger"
              " JOIN pg_class ON pg_class.oid = pg_trigger.tgrelid"
              " WHERE pg_class.relnamespace = CAST(CAST(current_schema() AS TEXT) AS regnamespace)"
              " AND tgenabled <> 'D'";
    std::set<std::string> triggers;
    std::string name;
    for_each_row((ask(transaction, query), soci::into(name)), [&] { triggers.insert(name); });
    return triggers;
}

// The triggers that migrations put on each table: they are all guards.
std::map<std::string, std::set<std::string>> guards_by_table(Engine engine) {
    std::map<std::string, std::set<std::string>> guards;
    for (const MigrationFile& file : migration_files()) {
        for (const std::string& statement : statements_of(file.sql, engine)) {
            std::istringstream words{statement};
            std::string create, what, name, word;
            words >> create >> what >> name;
            if (create == "CREATE" && what == "TRIGGER") {
                while (words >> word && word != "ON") {
                }
                words >> word;
                guards[word].insert(name);
            } else if (create == "DROP" && what == "TABLE") {
                guards.erase(name);
            }
        }
    }
    return guards;
}

bool has_schema(Transaction& transaction) {
    const std::string query =
        transaction.engine() == Engine::sqlite
            ? "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_migration'"
            : "SELECT COUNT(*) FROM pg_tables WHERE tablename = 'schema_migration'"
              " AND schemaname = current_schema()";
    long long count = 0;
    transaction.sql() << query, soci::into(count);
    return count > 0;
}

}  // namespace

std::vector<std::string> statements_of(std::string_view sql, Engine engine) {
    std::vector<std::string> statements;
    std::string paragraph;
    bool is_meant = true;  // for this engine
    const auto finish_paragraph = [&] {
        const std::size_t end = paragraph.find_last_not_of(" \n;");
        if (end != std::string::npos && is_meant) {
            statements.push_back(in_words_of(engine, paragraph.substr(0, end + 1)));
        }
        paragraph.clear();
        is_meant = true;
    };
    std::istringstream lines{std::string{sql}};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(append_only_mark)) {
            const std::string table = line.substr(append_only_mark.size());
            const std::vector<std::string> triggers = engine == Engine::sqlite
                                                          ? append_only_on_sqlite(table)
                                                          : append_only_on_postgresql(table);
            statements.insert(statements.end(), triggers.begin(), triggers.end());
        } else if (line.starts_with(dropped_mark)) {
            statements.push_back("DROP TABLE " + line.substr(dropped_mark.size()));
        } else if (line == postgresql_mark) {
            is_meant = engine == Engine::postgresql;
        } else if (line.empty()) {
            finish_paragraph();
        } else {
            paragraph += without_remark(line) + "\n";
        }
    }
    finish_paragraph();
    return statements;
}

std::vector<std::string> append_only_marks() {
    std::vector<std::string> tables;
    for (const MigrationFile& file : migration_files()) {
        std::istringstream lines{file.sql};
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with(append_only_mark)) {
                tables.push_back(line.substr(append_only_mark.size()));
            } else if (line.starts_with(dropped_mark)) {
                std::erase(tables, line.substr(dropped_mark.size()));
            }
        }
    }
    return tables;
}

AppendOnlyTables append_only_tables(Transaction& transaction) {
    AppendOnlyTables tables{append_only_marks(), {}};
    const std::set<std::string> working = working_triggers(transaction);
    for (const auto& [table, guards] : guards_by_table(transaction.engine())) {
        if (!std::ranges::includes(working, guards)) {
            tables.unguarded.push_back(table);
        }
    }
    return tables;
}

base::Outcome<MigrationReport> migrate(Database& database) {
    Transaction transaction{database, "migrate", Access::write};
    if (transaction.engine() == Engine::postgresql) {
        // Two instances that start at once take turns.
        transaction.sql() << "SELECT pg_advisory_xact_lock(hashtext('draagkracht.migrate'))";
    }
    for (const std::string& statement : ground_statements(transaction.engine())) {
        transaction.sql() << statement;
    }
    const AppliedHashes applied = applied_hashes(transaction);
    if (const base::Done fits = check_against_program(applied); !fits) {
        return tl::unexpected(fits.error());
    }
    MigrationReport report{0, 0, applied.empty()};
    for (const MigrationFile& file : migration_files()) {
        report.version = file.version;
        if (!applied.contains(file.version)) {
            apply(transaction, file);
            ++report.applied_count;
        }
    }
    transaction.commit();
    return report;
}

bool is_empty(Database& database) {
    Transaction transaction{database, "is empty", Access::read};
    return !has_schema(transaction) || applied_hashes(transaction).empty();
}

base::Done check_schema(Database& database) {
    Transaction transaction{database, "check schema", Access::read};
    const AppliedHashes applied =
        has_schema(transaction) ? applied_hashes(transaction) : AppliedHashes{};
    if (const base::Done fits = check_against_program(applied); !fits) {
        return fits;
    }
    if (applied.size() < migration_files().size()) {
        return base::problem(
            "storage.schema-differs",
            "the database is older than this program, or empty",
            "run: draagkracht migrate"
        );
    }
    return {};
}

}  // namespace draagkracht::storage
