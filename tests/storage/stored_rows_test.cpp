#include "draagkracht/storage/stored_rows.hpp"

#include <gtest/gtest.h>

#include "support/test_database.hpp"

namespace draagkracht::storage {
namespace {

class StoredRowsOnBoth : public test_support::OnBothDatabases {};

Print print_of(
    const std::string& table, const std::vector<std::pair<std::string, std::string>>& columns
) {
    RowText text{table};
    for (const auto& [name, value] : columns) {
        text.add(name, value);
    }
    return text.print();
}

// Migration 7 gave the trail its column rows_written. A row from before has the print that it had
// then; one from after has another when the column is filled.
TEST_P(StoredRowsOnBoth, ARowKeepsThePrintThatItHadBeforeItsTableGotAColumn) {
    Transaction transaction{database(), "forms", Access::write};
    transaction.sql() << "INSERT INTO audit_event VALUES"
                         " (2, 'm', 'd', 'x', 'a', NULL, 7, 's', '{}', 'p', 'h', '{}'),"
                         " (1, 'm', 'd', 'x', 'a', NULL, 7, 's', '{}', 'p', 'h', NULL)";
    StoredRows rows{transaction, "audit_event"};
    const std::size_t before = rows.form_under(6);
    const std::size_t now = rows.form_under(schema_version());
    EXPECT_EQ(now, 0U);
    EXPECT_EQ(before, 1U);
    const std::vector<std::pair<std::string, std::string>> columns{
        {"action", "a"},
        {"actor", "x"},
        {"business_date", "d"},
        {"details", "{}"},
        {"hash", "h"},
        {"occurred_at", "m"},
        {"person_id", "7"},
        {"previous_hash", "p"}};
    const auto with = [&columns](const std::string& sequence, bool has_rows) {
        std::vector<std::pair<std::string, std::string>> all = columns;
        if (has_rows) {
            all.emplace_back("rows_written", "{}");
        }
        all.emplace_back("sequence", sequence);
        all.emplace_back("subject", "s");
        return print_of("audit_event", all);
    };
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.key(), 1);
    EXPECT_EQ(rows.prints(), std::vector<Print>{with("1", false)});
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.key(), 2);
    const std::vector<Print> prints = rows.prints();
    ASSERT_EQ(prints.size(), 2U);
    EXPECT_EQ(prints[now], with("2", true));
    EXPECT_EQ(prints[before], with("2", false));
    EXPECT_FALSE(rows.next());
}

DRAAGKRACHT_ON_BOTH_DATABASES(StoredRowsOnBoth);

}  // namespace
}  // namespace draagkracht::storage
