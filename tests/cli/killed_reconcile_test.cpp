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

class KilledReconcileOnBoth : public KilledCase {};

TEST_P(KilledReconcileOnBoth, WhatIsLeftIsWhatOneRunLeaves) {
    constexpr int kills_wanted = 60;
    constexpr int kills_halfway_wanted = 21;  // with something booked, and something still to book
    Random random;
    int kills = 0;
    int kills_halfway = 0;
    for (int round = 0; kills < kills_wanted || kills_halfway < kills_halfway_wanted; ++round) {
        ASSERT_LT(round, rounds_max) << "too few kills to tell anything";
        const RandomHistory history{random, 100, 150};
        const std::string text = test_support::text_of(history.statements());
        const auto reconcile = [](const fs::path& file) -> std::vector<std::string> {
            return {"reconcile", file.string(), "--today", "2026-07-01"};
        };

        TestDatabase clean{GetParam()};
        BankRegister undisturbed{clean.database()};
        history.register_in(undisturbed);
        ASSERT_EQ(run(clean.address(), reconcile(undisturbed.file(text))), 0);
        const std::int64_t whole_work = work_microseconds();

        TestDatabase disturbed{GetParam()};
        BankRegister bank{disturbed.database()};
        history.register_in(bank);
        const std::vector<std::string> words = reconcile(bank.file(text));
        int exit_code = killed_by_signal;
        for (int runs = 1; exit_code == killed_by_signal; ++runs) {
            // They are killed soon, so that many come before the end is reached.
            exit_code =
                runs < 20
                    ? run_and_kill(disturbed.address(), words, random.between(1, whole_work / 2))
                    : run(disturbed.address(), words);
            const bool was_killed = exit_code == killed_by_signal;
            const bool is_halfway = bank.everything().find("|importing|") != std::string::npos;
            kills += was_killed ? 1 : 0;
            kills_halfway += was_killed && is_halfway ? 1 : 0;
        }
        ASSERT_EQ(exit_code, 0);
        ASSERT_EQ(bank.everything(), undisturbed.everything());
    }
    std::cout << kills << " kills, " << kills_halfway << " of them halfway\n";
}

DRAAGKRACHT_ON_BOTH_DATABASES(KilledReconcileOnBoth);

}  // namespace
}  // namespace draagkracht::cli
