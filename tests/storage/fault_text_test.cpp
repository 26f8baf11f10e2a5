#include "draagkracht/storage/fault_text.hpp"

#include <gmock/gmock.h>
#include <soci/soci.h>

#include "draagkracht/storage/transaction.hpp"
#include "support/test_database.hpp"

namespace draagkracht::storage {
namespace {

class FaultOnBoth : public test_support::OnBothDatabases {};

TEST_P(FaultOnBoth, TellsWhatFailedWithoutTheValues) {
    Transaction transaction{database(), "fail", Access::write};
    const std::string code = "a secret code";
    const auto add = [&](long long id) {
        transaction.sql() << "INSERT INTO municipality (id, code, name, policy)"
                             " VALUES (:id, :code, 'name', 'policy')",
            soci::use(id, "id"), soci::use(code, "code");
    };
    add(1);
    try {
        add(2);
        FAIL() << "a code is there once";
    } catch (const std::exception& fault) {
        EXPECT_THAT(fault.what(), testing::HasSubstr(code));
        EXPECT_THAT(fault_text(fault), testing::HasSubstr("municipality"));
        EXPECT_THAT(fault_text(fault), testing::Not(testing::HasSubstr(code)));
    }
}

TEST_P(FaultOnBoth, TellsNoValueThatCouldNotBeRead) {
    if (GetParam() == Engine::sqlite) {
        GTEST_SKIP() << "SQLite reads every text";
    }
    Transaction transaction{database(), "fail", Access::read};
    long long number = 0;
    try {
        transaction.sql() << "SELECT CAST('a secret code' AS BIGINT)", soci::into(number);
        FAIL() << "that is no number";
    } catch (const std::exception& fault) {
        EXPECT_THAT(fault.what(), testing::HasSubstr("a secret code"));
        EXPECT_THAT(fault_text(fault), testing::HasSubstr("bigint"));
        EXPECT_THAT(fault_text(fault), testing::Not(testing::HasSubstr("a secret code")));
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(FaultOnBoth);

}  // namespace
}  // namespace draagkracht::storage
