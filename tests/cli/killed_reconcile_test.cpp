// Guarantee 3 when the power fails: `draagkracht reconcile` is killed at a random point of its
// work, over and over, and run again until it comes to its end. What it leaves must be what one run
// leaves.
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>

#include "cli/killed_case.hpp"
#include "support/random_history.hpp"

namespace draagkracht::cli {
namespace {

namespace fs = std::filesystem;
using test_support::BankRegister;
using test_support::Random;
using test_support::RandomHistory;
using test_support::TestDatabase;

class KilledReconcileOnBoth : public KilledCase {
  protected:
    [[nodiscard]] int reconcile(
        const std::string& address, const fs::path& file, std::int64_t killed_after_microseconds
    ) {
        return run(
            address,
            {"reconcile", file.string(), "--today", "2026-07-01"},
            killed_after_microseconds
        );
    }
};

TEST_P(KilledReconcileOnBoth, WhatIsLeftIsWhatOneRunLeaves) {
    Random random;
    int kills = 0;
    int kills_halfway = 0;
    int imports = 0;
    while (kills < 60) {
        ASSERT_LT(++imports, 30) << "too few kills to tell anything";
        const RandomHistory history{random, 100, 150};
        const std::string text = test_support::text_of(history.statements());

        TestDatabase clean{GetParam()};
        BankRegister undisturbed{clean.database()};
        history.register_in(undisturbed);
        ASSERT_EQ(reconcile(clean.address(), undisturbed.file(text), never), 0);
        const std::int64_t whole_work = work_microseconds();

        TestDatabase disturbed{GetParam()};
        BankRegister bank{disturbed.database()};
        history.register_in(bank);
        const fs::path file = bank.file(text);
        int exit_code = killed_by_signal;
        for (int runs = 1; exit_code == killed_by_signal; ++runs) {
            // The first ones are killed soon, so that many come before the end is reached.
            const std::int64_t after = runs < 20 ? random.between(1, whole_work / 2) : never;
            exit_code = reconcile(disturbed.address(), file, after);
            const bool was_killed = exit_code == killed_by_signal;
            const bool is_halfway = bank.everything().find("|importing|") != std::string::npos;
            kills += was_killed ? 1 : 0;
            kills_halfway += was_killed && is_halfway ? 1 : 0;
        }
        ASSERT_EQ(exit_code, 0);
        ASSERT_EQ(bank.everything(), undisturbed.everything());
    }
    EXPECT_GT(kills_halfway, 20) << "the others came before anything was booked";
    std::cout << kills << " kills in " << imports << " imports\n";
}

DRAAGKRACHT_ON_BOTH_DATABASES(KilledReconcileOnBoth);

}  // namespace
}  // namespace draagkracht::cli
