#include "draagkracht/storage/database.hpp"

#include <gtest/gtest.h>

namespace draagkracht::storage {

TEST(DatabaseAddressTest, NamesAnEngineAndATarget) {
    struct Row {
        std::string text;
        bool is_address;
        std::string target;
    };
    const std::vector<Row> rows{
        {"sqlite:demo/draagkracht.db", true, "demo/draagkracht.db"},
        {"postgresql://officer@127.0.0.1:5432/register",
         true,
         "postgresql://officer@127.0.0.1:5432/register"},
        {"postgres://127.0.0.1/register", true, "postgres://127.0.0.1/register"},
        {"sqlite:", false, ""},
        {"sqlite:a\"b", false, ""},
        {"mysql://127.0.0.1/register", false, ""},
        {"", false, ""},
    };
    for (const Row& row : rows) {
        const base::Outcome<DatabaseAddress> address = DatabaseAddress::parse(row.text);
        ASSERT_EQ(address.has_value(), row.is_address) << row.text;
        if (row.is_address) {
            EXPECT_EQ(address->target, row.target);
        } else {
            EXPECT_EQ(address.error().code, "storage.not-an-address");
        }
    }
}

TEST(DatabaseTest, AFileThatCannotBeOpenedIsUnreachable) {
    EXPECT_THROW(
        Database(DatabaseAddress{Engine::sqlite, "/nowhere/at/all/register.db"}, 1),
        DatabaseUnreachable
    );
}

}  // namespace draagkracht::storage
