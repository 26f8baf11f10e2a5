// The program as a real process that is killed at a random point of its work: what a failing power
// supply does. On both databases, with settings and a key of its own.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "support/test_database.hpp"

namespace draagkracht::cli {

class KilledCase : public test_support::OnBothDatabases {
  protected:
    static constexpr int killed_by_signal = 128 + 9;
    static constexpr std::int64_t never = 1'000'000'000'000;

    void SetUp() override;
    void TearDown() override;

    // The exit code; the process is killed when it has done so much work.
    [[nodiscard]] int run(
        const std::string& address,
        const std::vector<std::string>& words,
        std::int64_t killed_after_microseconds = never
    );
    // The same, killed as soon as the moment has come; it is asked over and over.
    [[nodiscard]] int run_until(
        const std::string& address,
        const std::vector<std::string>& words,
        const std::function<bool()>& moment_has_come
    );
    // Of the last run, in microseconds of the processor.
    [[nodiscard]] std::int64_t work_microseconds() const { return work_; }

    [[nodiscard]] const std::filesystem::path& home() const { return home_; }

    // What it reads on its standard input; nothing when empty.
    std::filesystem::path input_;

  private:
    // So that a kill finds many places between and inside transactions.
    void take_small_chunks() const;

    std::filesystem::path home_;
    std::int64_t work_ = 0;
};

}  // namespace draagkracht::cli
