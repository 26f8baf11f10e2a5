// The program as a real process that is killed at a random point of its work: what a failing power
// supply does. On both databases, with settings and a key of its own.
//
// When a kill comes is a matter of chance and of what else the machine does: a test goes on until
// it has seen as many as it wants, of the kind that it wants, and only the bound of rounds fails.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "support/process.hpp"
#include "support/random.hpp"
#include "support/test_database.hpp"

namespace draagkracht::cli {

class KilledCase : public test_support::OnBothDatabases {
  protected:
    using TestDatabase = test_support::TestDatabase;

    static constexpr int killed_by_signal = 128 + 9;
    // Far more than are needed where half of the kills come too late.
    static constexpr int rounds_max = 200;

    // One transaction of the program: all of it is in the books, or nothing.
    struct OneTransaction {
        std::function<void(TestDatabase&)> prepare;
        std::vector<std::string> words;
        std::function<std::string(TestDatabase&)> booked;
        std::string nothing;  // what `booked` then tells
        std::string all;
    };

    void SetUp() override;
    void TearDown() override;

    // The exit code.
    [[nodiscard]] int run(const std::string& address, const std::vector<std::string>& words);
    // The same; the process is killed when it has done so much work.
    [[nodiscard]] int run_and_kill(
        const std::string& address,
        const std::vector<std::string>& words,
        std::int64_t killed_after_microseconds
    );
    // The same, killed as soon as the moment has come; it is asked over and over.
    [[nodiscard]] int run_until(
        const std::string& address,
        const std::vector<std::string>& words,
        const std::function<bool()>& moment_has_come
    );
    // Of the last run that nobody was to kill, in microseconds of the processor.
    [[nodiscard]] std::int64_t work_microseconds() const { return work_; }

    // Killed over and over, on fresh registers, and in the end run to its end.
    void expect_all_or_nothing(const OneTransaction& one);

    [[nodiscard]] const std::filesystem::path& home() const { return home_; }

    std::string typed_;  // what comes over standard input of each run

  private:
    // So that a kill finds many places between and inside transactions.
    void take_small_chunks() const;
    [[nodiscard]] std::vector<std::string> command(
        const std::string& address, const std::vector<std::string>& words
    ) const;
    [[nodiscard]] int kill_when(
        test_support::Running& program, const std::function<bool()>& moment_has_come
    );
    void wait_for_server();
    // How many kills came.
    [[nodiscard]] int kill_and_finish(
        const OneTransaction& one,
        TestDatabase& test,
        std::int64_t whole_work,
        test_support::Random& random
    );

    std::filesystem::path home_;
    std::int64_t work_ = 0;
};

}  // namespace draagkracht::cli
