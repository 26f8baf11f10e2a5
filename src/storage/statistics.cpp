#include "draagkracht/storage/statistics.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "draagkracht/storage/rows.hpp"

namespace draagkracht::storage {

void refresh_statistics(Transaction& transaction) {
    if (transaction.engine() == Engine::sqlite) {
        return;
    }
    std::vector<std::string> tables;
    std::string table;
    for_each_row(
        (ask(transaction,
             "SELECT CAST(tablename AS TEXT) FROM pg_tables"
             " WHERE schemaname = current_schema() ORDER BY tablename"),
         soci::into(table)),
        [&] { tables.push_back(table); }
    );
    transaction.sql() << fmt::format("ANALYZE {}", fmt::join(tables, ", "));
}

}  // namespace draagkracht::storage
