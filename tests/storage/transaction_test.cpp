#include "draagkracht/storage/transaction.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <set>
#include <thread>

#include "draagkracht/storage/rows.hpp"
#include "draagkracht/storage/turn.hpp"
#include "support/test_database.hpp"

namespace draagkracht::storage {

class TransactionOnBoth : public test_support::OnBothDatabases {
  protected:
    void add_municipality(Transaction& transaction, long long id) {
        const std::string code = "code" + std::to_string(id);
        transaction.sql() << "INSERT INTO municipality (id, code, name, policy)"
                             " VALUES (:id, :code, 'name', 'policy')",
            soci::use(id, "id"), soci::use(code, "code");
    }
    long long municipality_count() {
        Transaction transaction{database(), "count", Access::read};
        long long count = 0;
        transaction.sql() << "SELECT COUNT(*) FROM municipality", soci::into(count);
        return count;
    }
};

TEST_P(TransactionOnBoth, WithoutCommitNothingIsWritten) {
    {
        Transaction transaction{database(), "given up", Access::write};
        add_municipality(transaction, 1);
    }
    EXPECT_EQ(municipality_count(), 0);
    {
        Transaction transaction{database(), "finished", Access::write};
        add_municipality(transaction, 1);
        transaction.commit();
    }
    EXPECT_EQ(municipality_count(), 1);
}

TEST_P(TransactionOnBoth, AfterAFailedStatementTheNextTransactionWorks) {
    EXPECT_THROW(
        {
            Transaction transaction(database(), "fails", Access::write);
            transaction.sql() << "INSERT INTO no_such_table VALUES (1)";
        },
        soci::soci_error
    );
    EXPECT_EQ(municipality_count(), 0);
}

TEST_P(TransactionOnBoth, AKeptQuestionIsAnsweredAnewEachTime) {
    {
        Transaction transaction{database(), "fill", Access::write};
        add_municipality(transaction, 1);
        add_municipality(transaction, 2);
        transaction.commit();
    }
    const auto code_of = [](Transaction& transaction, long long id, const auto& inside) {
        std::string code = "none";
        for_each_row(
            (ask(transaction, "SELECT code FROM municipality WHERE id = :id"),
             soci::use(id, "id"),
             soci::into(code)),
            inside
        );
        return code;
    };
    for (int time = 0; time < 3; ++time) {
        Transaction transaction{database(), "look", Access::write, Questions::kept};
        std::string inner;
        const std::string outer =
            code_of(transaction, 1, [&] { inner = code_of(transaction, 2, [] {}); });
        EXPECT_EQ(outer, "code1");
        EXPECT_EQ(inner, "code2");
        EXPECT_EQ(code_of(transaction, 3, [] {}), "none");
        EXPECT_THROW(
            code_of(transaction, 1, [] { throw std::runtime_error{"half-way"}; }),
            std::runtime_error
        );
    }
    {
        Transaction transaction{database(), "another", Access::write};
        transaction.sql() << "UPDATE municipality SET code = 'new' WHERE id = 1";
        transaction.commit();
    }
    Transaction transaction{database(), "look", Access::write, Questions::kept};
    EXPECT_EQ(code_of(transaction, 1, [] {}), "new");
    transaction.commit();
}

TEST_P(TransactionOnBoth, AReaderSeesOneMoment) {
    Transaction reader{database(), "reader", Access::read};
    long long before = -1;
    reader.sql() << "SELECT COUNT(*) FROM municipality", soci::into(before);
    {
        Transaction writer{database(), "writer", Access::write};
        add_municipality(writer, 1);
        writer.commit();
    }
    long long after = -1;
    reader.sql() << "SELECT COUNT(*) FROM municipality", soci::into(after);
    EXPECT_EQ(before, after);
}

TEST_P(TransactionOnBoth, TwoWritersNeverGetTheSameId) {
    std::set<std::int64_t> ids;
    std::mutex mutex;
    const auto draw = [&] {
        for (int round = 0; round < 20; ++round) {
            Transaction transaction{database(), "draw", Access::write};
            IdBlock block = transaction.reserve_ids(7);
            transaction.commit();
            const std::lock_guard lock{mutex};
            for (int count = 0; count < 7; ++count) {
                ids.insert(block.take());
            }
        }
    };
    std::thread first{draw};
    std::thread second{draw};
    first.join();
    second.join();
    EXPECT_EQ(ids.size(), 2U * 20U * 7U);
}

// A row that is locked can still be referred to, or a payment would wait for a talk and a talk for
// a letter, each holding what the other wants.
TEST_P(TransactionOnBoth, WhoLocksARowDoesNotKeepOthersFromReferringToIt) {
    if (database().engine() == Engine::sqlite) {
        GTEST_SKIP() << "SQLite has one writer at a time";
    }
    {
        Transaction transaction{database(), "municipality", Access::write};
        add_municipality(transaction, 1);
        transaction.commit();
    }
    Transaction holder{database(), "holder", Access::write};
    long long held = 0;
    holder.sql() << "SELECT id FROM municipality WHERE id = 1" + std::string{for_update(holder)},
        soci::into(held);
    Transaction other{database(), "other", Access::write};
    other.sql() << "SET LOCAL lock_timeout = '1ms'";
    EXPECT_NO_THROW(
        other.sql() << "INSERT INTO person (id, municipality_id, client_number) VALUES (7, 1, '7')"
    );
    const std::string lock_too =
        "SELECT id FROM municipality WHERE id = 1" + std::string{for_update(other)};
    EXPECT_ANY_THROW(other.sql() << lock_too);
}

// Many may do what one may not be in the middle of: those who share a turn do not wait for each
// other, and who takes it waits for all of them.
TEST_P(TransactionOnBoth, WhoSharesATurnWaitsForWhoTakesItAlone) {
    if (database().engine() == Engine::sqlite) {
        GTEST_SKIP() << "SQLite has one writer at a time";
    }
    const auto impatient = [this](void (*wait)(Transaction&, std::string_view)) {
        Transaction transaction{database(), "impatient", Access::write};
        transaction.sql() << "SET LOCAL lock_timeout = '1ms'";
        try {
            wait(transaction, "books");
            return true;
        } catch (const std::exception& fault) {
            EXPECT_TRUE(is_collision(fault)) << fault.what();
            return false;
        }
    };
    {
        Transaction one{database(), "one", Access::write};
        share_turn(one, "books");
        EXPECT_TRUE(impatient(share_turn));
        EXPECT_FALSE(impatient(take_turn));
    }
    Transaction alone{database(), "alone", Access::write};
    take_turn(alone, "books");
    EXPECT_FALSE(impatient(share_turn));
    EXPECT_FALSE(impatient(take_turn));
}

// Two who register the same at once: the second is told to try again, and that is no fault.
TEST_P(TransactionOnBoth, ARowThatSomebodyElseAddsMeanwhileIsACollision) {
    if (database().engine() == Engine::sqlite) {
        GTEST_SKIP() << "SQLite has one writer at a time";
    }
    Transaction one{database(), "one", Access::write};
    add_municipality(one, 1);
    std::thread other{[this] {
        Transaction transaction{database(), "other", Access::write};
        try {
            add_municipality(transaction, 1);  // waits until the one is done
            ADD_FAILURE() << "the same was added twice";
        } catch (const std::exception& fault) {
            EXPECT_TRUE(is_collision(fault)) << fault.what();
        }
    }};
    one.commit();
    other.join();
    EXPECT_EQ(collision().code, "storage.collision");
}

// Whether it is told or thrown; anything else ends the work.
TEST_P(TransactionOnBoth, WhatCollidesIsDoneOnceMoreAFewTimesAtMost) {
    struct Row {
        int collisions;
        int times_done;
        const char* outcome;
    };
    for (const Row& row : {
             Row{0, 1, "done"},
             Row{1, 2, "done"},
             Row{3, 4, "done"},
             Row{4, 4, "storage.collision"},
         }) {
        int times = 0;
        const base::Done done = repeat_after_collision([&]() -> base::Done {
            return ++times > row.collisions ? base::Done{} : tl::unexpected(collision());
        });
        EXPECT_EQ(done ? "done" : done.error().code, row.outcome) << row.collisions;
        EXPECT_EQ(times, row.times_done) << row.collisions;
    }
    int times = 0;
    const base::Done refused = repeat_after_collision([&]() -> base::Done {
        ++times;
        return base::problem("test.refused", "something else");
    });
    EXPECT_EQ(refused.error().code, "test.refused");
    EXPECT_EQ(times, 1);
    const auto fail = [&]() -> base::Done {
        ++times;
        throw std::runtime_error{"a fault"};
    };
    EXPECT_THROW(static_cast<void>(repeat_after_collision(fail)), std::runtime_error);
    EXPECT_EQ(times, 2);
}

TEST_P(TransactionOnBoth, WhatIsWrongByItselfIsNoCollision) {
    Transaction transaction{database(), "wrong", Access::write};
    try {
        transaction.sql() << "INSERT INTO person (id, municipality_id) VALUES (1, 2)";
        FAIL() << "a person without a number";
    } catch (const std::exception& fault) {
        EXPECT_FALSE(is_collision(fault));
    }
}

TEST_P(TransactionOnBoth, ASetOfKeysIsOneParameter) {
    {
        Transaction transaction{database(), "three", Access::write};
        for (const long long id : {1, 2, 3}) {
            add_municipality(transaction, id);
        }
        transaction.commit();
    }
    Transaction transaction{database(), "look up", Access::read};
    const std::string ids = json_list(std::vector<std::int64_t>{1, 3, 9});
    const std::string codes = json_list(std::vector<std::string>{"code2", "it's \"odd\""});
    long long by_id = 0;
    long long by_code = 0;
    transaction.sql() << "SELECT COUNT(*) FROM municipality WHERE id " +
                             transaction.among_numbers(":ids"),
        soci::use(ids, "ids"), soci::into(by_id);
    transaction.sql() << "SELECT COUNT(*) FROM municipality WHERE code " +
                             transaction.among_texts(":codes"),
        soci::use(codes, "codes"), soci::into(by_code);
    EXPECT_EQ(by_id, 2);
    EXPECT_EQ(by_code, 1);
}

DRAAGKRACHT_ON_BOTH_DATABASES(TransactionOnBoth);

}  // namespace draagkracht::storage
