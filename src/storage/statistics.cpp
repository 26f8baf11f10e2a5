#include "draagkracht/storage/statistics.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::storage {

void tidy_after_many_rows(Database& database) {
    if (database.engine() == Engine::sqlite) {
        return;
    }
    std::vector<std::string> tables;
    {
        Transaction transaction{database, "tables of the register", Access::read};
        std::string table;
        for_each_row(
            (ask(transaction,
                 "SELECT CAST(tablename AS TEXT) FROM pg_tables"
                 " WHERE schemaname = current_schema() ORDER BY tablename"),
             soci::into(table)),
            [&] { tables.push_back(table); }
        );
    }
    const Connection connection{database};
    connection.session() << fmt::format("VACUUM (ANALYZE) {}", fmt::join(tables, ", "));
}

}  // namespace draagkracht::storage
