// Guarantee 3 when the power fails: `draagkracht reconcile` is killed at a random point of its
// work, over and over, and run again until it comes to its end. What it leaves must be what one run
// leaves.
#include <gtest/gtest.h>
#include <sched.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "support/process.hpp"
#include "support/random_history.hpp"
#include "support/test_database.hpp"

namespace draagkracht::cli {
namespace {

namespace fs = std::filesystem;
using test_support::BankRegister;
using test_support::Random;
using test_support::RandomHistory;
using test_support::Running;
using test_support::TestDatabase;

constexpr int killed_by_signal = 128 + SIGKILL;

class KilledReconcileOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        home_ = fs::temp_directory_path() / ("draagkracht_killed_" + std::to_string(getpid()));
        fs::create_directories(home_);
        fs::copy(
            fs::path{DRAAGKRACHT_SOURCE_DIR} / "config",
            home_ / "config",
            fs::copy_options::recursive | fs::copy_options::overwrite_existing
        );
        take_small_chunks();
        base::ensure(
            storage::Sealer::create_key_file(home_ / "register.key").has_value(),
            "a key file can be made"
        );
    }
    void TearDown() override { fs::remove_all(home_); }

    [[nodiscard]] std::vector<std::string> command(
        const std::string& address, const std::vector<std::string>& words
    ) const {
        std::vector<std::string> command{
            DRAAGKRACHT_PROGRAM,
            "--config",
            (home_ / "config/draagkracht.toml").string(),
            "--database",
            address,
            "--key-file",
            (home_ / "register.key").string()};
        command.insert(command.end(), words.begin(), words.end());
        return command;
    }

    // The exit code; the process is killed when it has done so much work.
    [[nodiscard]] int reconcile(
        const std::string& address, const fs::path& file, std::int64_t killed_after_microseconds
    ) const {
        Running program{command(address, {"reconcile", file.string(), "--today", "2026-07-01"})};
        work_ = 0;
        while (!program.has_ended()) {
            work_ = std::max(work_, program.work_microseconds());
            if (work_ >= killed_after_microseconds) {
                program.signal(SIGKILL);
                break;
            }
            sched_yield();
        }
        const test_support::Ended ended = program.wait();
        std::cerr << (ended.exit_code == killed_by_signal ? "" : ended.errors);
        return ended.exit_code;
    }

    mutable std::int64_t work_ = 0;  // of the last run, in microseconds of the processor

  private:
    // So that a kill finds many places between and inside transactions.
    void take_small_chunks() const {
        const fs::path file = home_ / "config/draagkracht.toml";
        std::ifstream in{file};
        std::ostringstream out;
        bool changed = false;
        for (std::string line; std::getline(in, line);) {
            const bool is_size = line.starts_with("chunk_entries");
            changed = changed || is_size;
            out << (is_size ? "chunk_entries = 3" : line) << '\n';
        }
        base::ensure(changed, "the settings say how large a chunk is");
        std::ofstream{file} << out.str();
    }

    fs::path home_;
};

TEST_P(KilledReconcileOnBoth, WhatIsLeftIsWhatOneRunLeaves) {
    constexpr std::int64_t never = 1'000'000'000'000;
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
        const std::int64_t whole_work = work_;

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
