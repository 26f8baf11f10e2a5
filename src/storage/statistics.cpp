#include "draagkracht/storage/statistics.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::storage {

namespace {

std::string tables_of_register(Transaction& transaction) {
    std::vector<std::string> tables;
    std::string table;
    for_each_row(
        (ask(transaction,
             "SELECT CAST(tablename AS TEXT) FROM pg_tables"
             " WHERE schemaname = current_schema() ORDER BY tablename"),
         soci::into(table)),
        [&] { tables.push_back(table); }
    );
    return fmt::format("{}", fmt::join(tables, ", "));
}

}  // namespace

void tidy_after_many_rows(Database& database) {
    if (database.engine() == Engine::sqlite) {
        return;
    }
    std::string tables;
    {
        Transaction transaction{database, "tables of the register", Access::read};
        tables = tables_of_register(transaction);
    }
    const Connection connection{database};
    connection.session() << "VACUUM (ANALYZE) " + tables;
}

void count_rows(Transaction& transaction) {
    if (transaction.engine() == Engine::postgresql) {
        transaction.sql() << "ANALYZE " + tables_of_register(transaction);
    }
}

}  // namespace draagkracht::storage
