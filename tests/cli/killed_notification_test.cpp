// Guarantee 3 for notifications: `draagkracht reconcile` is killed at a random point of its work on
// a camt.054, over and over, and run again until it comes to its end; before the statement that has
// its batches as one amount, and after it.
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "cli/killed_case.hpp"
#include "support/notification_text.hpp"
#include "support/random_history.hpp"

namespace draagkracht::cli {
namespace {

namespace fs = std::filesystem;
using test_support::BankRegister;
using test_support::Random;
using test_support::RandomHistory;

class KilledNotificationOnBoth : public KilledCase {
  protected:
    static std::vector<std::string> reconcile(const fs::path& file) {
        return {"reconcile", file.string(), "--today", "2026-07-01"};
    }

    static long long batches_kept(TestDatabase& test) {
        storage::Transaction transaction{test.database(), "kept", storage::Access::read};
        long long count = 0;
        transaction.sql() << "SELECT COUNT(*) FROM notified_batch", soci::into(count);
        return count;
    }

    // To its end; how often it was killed with something kept and something still to keep.
    int kill_over(TestDatabase& test, const fs::path& file, std::int64_t work, Random& random) {
        std::vector<long long> kept_when_killed;
        int exit_code = killed_by_signal;
        for (int runs = 1; exit_code == killed_by_signal; ++runs) {
            exit_code =
                runs < 20
                    ? run_and_kill(test.address(), reconcile(file), random.between(work / 4, work))
                    : run(test.address(), reconcile(file));
            if (exit_code == killed_by_signal) {
                kept_when_killed.push_back(batches_kept(test));
            }
        }
        EXPECT_EQ(exit_code, 0);
        const long long all = batches_kept(test);
        return static_cast<int>(std::ranges::count_if(kept_when_killed, [all](long long kept) {
            return kept > 0 && kept < all;
        }));
    }
};

TEST_P(KilledNotificationOnBoth, WhatIsLeftIsWhatOneRunLeaves) {
    constexpr int kills_halfway_wanted = 12;
    Random random;
    int kills_halfway = 0;
    for (int round = 0; kills_halfway < kills_halfway_wanted; ++round) {
        ASSERT_LT(round, rounds_max) << "too few kills to tell anything";
        const RandomHistory history{random, 60, 100};
        const std::string told = test_support::as_notification(text_of(history.batches()));
        const std::string booked = text_of(history.amounts());
        const bool is_told_first = round % 2 == 0;

        TestDatabase clean{GetParam()};
        BankRegister undisturbed{clean.database()};
        history.register_in(undisturbed);
        TestDatabase disturbed{GetParam()};
        BankRegister bank{disturbed.database()};
        history.register_in(bank);
        const fs::path notification = bank.file(told, "notification.xml");
        const fs::path statement = bank.file(booked, "statement.xml");
        if (!is_told_first) {
            ASSERT_EQ(run(clean.address(), reconcile(statement)), 0);
            ASSERT_EQ(run(disturbed.address(), reconcile(statement)), 0);
        }
        ASSERT_EQ(run(clean.address(), reconcile(notification)), 0);
        kills_halfway += kill_over(disturbed, notification, work_microseconds(), random);
        if (is_told_first) {
            ASSERT_EQ(run(clean.address(), reconcile(statement)), 0);
            (void)kill_over(disturbed, statement, work_microseconds(), random);
        }
        ASSERT_EQ(bank.everything(), undisturbed.everything());
    }
    std::cout << kills_halfway << " kills halfway\n";
}

DRAAGKRACHT_ON_BOTH_DATABASES(KilledNotificationOnBoth);

}  // namespace
}  // namespace draagkracht::cli
