// Brings a database to the schema of this program. The numbered files of sql/migrations are built
// into the program, so that program and schema cannot be parted.
//
//     MigrationReport report = migrate(database);   // "3 applied, now at 3"
//
// Each file is applied in one transaction and remembered with its hash; a file that was changed
// after it was applied, or a database that is newer than this program, is a Problem.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::storage {

struct MigrationReport {
    int applied_count;
    int version;
    bool was_empty;  // the register is made by these migrations
};

[[nodiscard]] base::Outcome<MigrationReport> migrate(Database& database);

// Problem storage.schema-differs, with the remedy "run draagkracht migrate", unless the database is
// at exactly the version of this program.
[[nodiscard]] base::Done check_schema(Database& database);

// The tables that are only ever added to; and those of which a guard is not in the database any
// more, be it of changes or of what they refer to.
struct AppendOnlyTables {
    std::vector<std::string> all;
    std::vector<std::string> unguarded;
};
[[nodiscard]] AppendOnlyTables append_only_tables(Transaction& transaction);

// Whether no migration was applied yet: a database that nobody uses.
[[nodiscard]] bool is_empty(Database& database);

// The statements of one migration file for one engine; shown for tests.
[[nodiscard]] std::vector<std::string> statements_of(std::string_view sql, Engine engine);

}  // namespace draagkracht::storage
