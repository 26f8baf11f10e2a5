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
using test_support::TestDatabase;

class KilledFolderOnBoth : public KilledCase {
  protected:
    [[nodiscard]] int reconcile(
        const std::string& address, std::int64_t killed_after_microseconds
    ) {
        return run(
            address,
            {"reconcile-folder",
             folder().string(),
             "--municipality",
             "zandwijk",
             "--today",
             "2026-07-01"},
            killed_after_microseconds
        );
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
    static constexpr int kills_wanted = 25;
};

TEST_P(KilledFolderOnBoth, WhatIsLeftAndKeptIsWhatOneRunLeaves) {
    Random random;
    int kills = 0;
    for (int imports = 0; kills < kills_wanted; ++imports) {
        ASSERT_LT(imports, 30) << "too few kills to tell anything";
        const RandomHistory history{random, 60, 100};
        write(history);

        TestDatabase clean{GetParam()};
        BankRegister undisturbed{clean.database()};
        history.register_in(undisturbed);
        ASSERT_EQ(reconcile(clean.address(), never), 0);
        const std::int64_t whole_work = work_microseconds();

        TestDatabase disturbed{GetParam()};
        BankRegister bank{disturbed.database()};
        history.register_in(bank);
        // One that is killed after its run ended, while it shows the month, has done its work.
        bool is_done = false;
        for (int runs = 1; !is_done; ++runs) {
            const std::int64_t after = runs < 12 ? random.between(1, whole_work) : never;
            const int exit_code = reconcile(disturbed.address(), after);
            ASSERT_TRUE(exit_code == 0 || exit_code == killed_by_signal);
            kills += exit_code == killed_by_signal ? 1 : 0;
            const auto last = last_run(disturbed, bank);
            is_done = last && last->is_ended;
        }
        ASSERT_EQ(bank.everything(), undisturbed.everything());
        ASSERT_EQ(kept(disturbed, bank), kept(clean, undisturbed));
    }
    std::cout << kills << " kills\n";
}

DRAAGKRACHT_ON_BOTH_DATABASES(KilledFolderOnBoth);

}  // namespace
}  // namespace draagkracht::cli
