// A fresh, migrated database for one test, on either engine.
//
//     class LedgerOnBoth : public OnBothDatabases {};
//     TEST_P(LedgerOnBoth, BalanceIsTheSumOfItsPostings) { Transaction transaction{database(),
//     ...}; } DRAAGKRACHT_ON_BOTH_DATABASES(LedgerOnBoth);
//
// SQLite gets a file of its own, PostgreSQL a schema of its own on the server that the environment
// variable DRAAGKRACHT_TEST_POSTGRESQL names. Where that is not set, those tests are skipped, and
// say so.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/sealer.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::test_support {

class TestDatabase {
  public:
    explicit TestDatabase(storage::Engine engine);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    [[nodiscard]] storage::Database& database() { return *database_; }
    // The address, for a process of its own that works on the same register.
    [[nodiscard]] const std::string& address() const { return address_; }
    [[nodiscard]] static bool is_available(storage::Engine engine);

  private:
    storage::Engine engine_;
    std::string name_;
    std::string address_;
    std::unique_ptr<storage::Database> database_;
};

class OnBothDatabases : public testing::TestWithParam<storage::Engine> {
  protected:
    void SetUp() override;
    [[nodiscard]] storage::Database& database() { return test_database_->database(); }
    [[nodiscard]] TestDatabase& test_database() { return *test_database_; }

  private:
    std::unique_ptr<TestDatabase> test_database_;
};

// Takes the guards off all tables that are only added to, as somebody does who can drop triggers:
// for a test of what is found afterwards.
void take_guards_off(storage::Transaction& transaction);

// A sealer with a key that is made for this run.
[[nodiscard]] storage::Sealer test_sealer();

[[nodiscard]] std::string engine_name(const testing::TestParamInfo<storage::Engine>& info);

// Commits what a test puts into a register by itself, without a use case that tells of it in the
// trail: the proof of the rows as written does not hold on such a register.
void commit_untold(storage::Transaction& transaction);

}  // namespace draagkracht::test_support

#define DRAAGKRACHT_ON_BOTH_DATABASES(suite)                                               \
    INSTANTIATE_TEST_SUITE_P(                                                              \
        Both,                                                                              \
        suite,                                                                             \
        testing::Values(                                                                   \
            draagkracht::storage::Engine::sqlite, draagkracht::storage::Engine::postgresql \
        ),                                                                                 \
        draagkracht::test_support::engine_name                                             \
    )
