// Guarantee 3 for a folder of statements: `draagkracht reconcile-folder` is killed at a random
// point of its work, over and over, and handed in again until it comes to its end.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/killed_case.hpp"
#include "draagkracht/payments/reconciliation_run_service.hpp"
#include "support/random_history.hpp"

namespace draagkracht::cli {
namespace {

namespace fs = std::filesystem;
using test_support::BankRegister;
using test_support::Random;
using test_support::RandomHistory;

class KilledFolderOnBoth : public KilledCase {
  protected:
    [[nodiscard]] std::vector<std::string> reconcile() const {
        return {
            "reconcile-folder",
            folder().string(),
            "--municipality",
            "zandwijk",
            "--today",
            "2026-07-01"};
    }
    [[nodiscard]] fs::path folder() const { return home() / "afschriften"; }

    // Each statement in a file of its own.
    void write(const RandomHistory& history) const {
        fs::remove_all(folder());
        fs::create_directories(folder());
        int number = 100;
        for (const test_support::StatementText& statement : history.statements()) {
            std::ofstream{folder() / (std::to_string(++number) + ".xml"), std::ios::binary}
                << test_support::text_of({statement});
        }
    }

    static std::optional<payments::ReconciliationRun> last_run(
        TestDatabase& database, BankRegister& bank
    ) {
        return payments::ReconciliationRunService{database.database()}
            .latest(
                bank.people().machine(access::Machine::reconciliation), bank.people().zandwijk()
            )
            .value();
    }

    // What was kept of the last run, without ids.
    static std::string kept(TestDatabase& database, BankRegister& bank) {
        const std::optional<payments::ReconciliationRun> last = last_run(database, bank);
        std::string text = last->is_ended ? "ended\n" : "cut off\n";
        for (const payments::RunFile& file : last->files) {
            text += file.name + " " + file.sha256 + (file.problem ? file.problem->code : "") + "\n";
            for (const payments::StatementReport& statement : file.statements) {
                text += std::string{to_text(statement.outcome)} + " " +
                        statement.payments.amount.to_string() + " " +
                        statement.suspense.amount.to_string() + "\n";
            }
        }
        return text;
    }
};

TEST_P(KilledFolderOnBoth, WhatIsLeftAndKeptIsWhatOneRunLeaves) {
    constexpr int kills_wanted = 25;
    constexpr int kills_halfway_wanted = 12;  // with something kept, and something still to do
    Random random;
    int kills = 0;
    int kills_halfway = 0;
    for (int round = 0; kills < kills_wanted || kills_halfway < kills_halfway_wanted; ++round) {
        ASSERT_LT(round, rounds_max) << "too few kills to tell anything";
        const RandomHistory history{random, 60, 100};
        write(history);

        TestDatabase clean{GetParam()};
        BankRegister undisturbed{clean.database()};
        history.register_in(undisturbed);
        ASSERT_EQ(run(clean.address(), reconcile()), 0);
        const std::int64_t whole_work = work_microseconds();

        TestDatabase disturbed{GetParam()};
        BankRegister bank{disturbed.database()};
        history.register_in(bank);
        // One that is killed after its run ended, while it shows the month, has done its work.
        bool is_done = false;
        for (int runs = 1; !is_done; ++runs) {
            const int exit_code =
                runs < 12
                    ? run_and_kill(disturbed.address(), reconcile(), random.between(1, whole_work))
                    : run(disturbed.address(), reconcile());
            ASSERT_TRUE(exit_code == 0 || exit_code == killed_by_signal) << exit_code;
            const bool was_killed = exit_code == killed_by_signal;
            const auto last = last_run(disturbed, bank);
            is_done = last && last->is_ended;
            ASSERT_TRUE(is_done || exit_code != 0) << "it ended, and its run did not";
            kills += was_killed ? 1 : 0;
            kills_halfway += was_killed && last && !last->is_ended ? 1 : 0;
        }
        ASSERT_EQ(bank.everything(), undisturbed.everything());
        ASSERT_EQ(kept(disturbed, bank), kept(clean, undisturbed));
    }
    std::cout << kills << " kills, " << kills_halfway << " of them halfway\n";
}

DRAAGKRACHT_ON_BOTH_DATABASES(KilledFolderOnBoth);

}  // namespace
}  // namespace draagkracht::cli
