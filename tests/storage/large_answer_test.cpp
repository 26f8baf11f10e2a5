#include "draagkracht/storage/large_answer.hpp"

#include <gtest/gtest.h>

#include "draagkracht/storage/bulk_insert.hpp"
#include "support/test_database.hpp"

namespace draagkracht::storage {
namespace {

constexpr std::int64_t row_count = 1'234;  // on PostgreSQL more than comes at once

class LargeAnswerOnBoth : public test_support::OnBothDatabases {
  protected:
    // Numbers 2 and up; every third has no decision reason.
    static void add_approvals(Transaction& transaction) {
        transaction.sql() << "INSERT INTO municipality VALUES (1, 'code', 'name', 'policy')";
        BulkInsert rows{
            transaction,
            "approval",
            {{"id", Column::number},
             {"municipality_id", Column::number},
             {"action", Column::text},
             {"subject", Column::text},
             {"reason", Column::text},
             {"requested_by", Column::text},
             {"requested_at", Column::text},
             {"decision_reason", Column::text}}};
        for (std::int64_t id = 2; id < 2 + row_count; ++id) {
            const Cell decided = id % 3 == 0 ? Cell{std::nullopt} : Cell{std::string_view{"yes"}};
            rows.add({id, 1, "a", "s", std::to_string(id), "x", "m", decided});
        }
        rows.write();
    }
};

TEST_P(LargeAnswerOnBoth, EveryRowComesOnceAndInOrder) {
    Transaction transaction{database(), "many", Access::write};
    add_approvals(transaction);
    long long id = 0;
    std::string reason;
    Nullable<std::string> decided;
    LargeAnswer rows{transaction, "SELECT id, reason, decision_reason FROM approval ORDER BY id"};
    rows.into(id).into(reason).into(decided);
    for (std::int64_t expected = 2; expected < 2 + row_count; ++expected) {
        ASSERT_TRUE(rows.next());
        ASSERT_EQ(id, expected);
        ASSERT_EQ(reason, std::to_string(expected));
        ASSERT_EQ(decided.get().has_value(), expected % 3 != 0);
    }
    EXPECT_FALSE(rows.next());
}

TEST_P(LargeAnswerOnBoth, TwoAreReadSideBySideAndNothingComesOfNothing) {
    Transaction transaction{database(), "two", Access::write};
    add_approvals(transaction);
    long long up = 0;
    long long down = 0;
    long long none = 0;
    LargeAnswer rising{transaction, "SELECT id FROM approval ORDER BY id"};
    LargeAnswer falling{transaction, "SELECT id FROM approval ORDER BY id DESC"};
    LargeAnswer empty{transaction, "SELECT id FROM approval WHERE id < 0"};
    rising.into(up);
    falling.into(down);
    empty.into(none);
    for (std::int64_t step = 0; step < row_count; ++step) {
        ASSERT_TRUE(rising.next() && falling.next());
        ASSERT_EQ(up + down, row_count + 3);
    }
    EXPECT_FALSE(empty.next());
}

DRAAGKRACHT_ON_BOTH_DATABASES(LargeAnswerOnBoth);

}  // namespace
}  // namespace draagkracht::storage
