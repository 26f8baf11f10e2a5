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

DRAAGKRACHT_ON_BOTH_DATABASES(FaultOnBoth);

}  // namespace
}  // namespace draagkracht::storage
