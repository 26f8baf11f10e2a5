// Runs a program as a person or script does, and looks at what it says and with what it ends.
//
//     const Ended ended = run({program, "migrate", "--database", address}, "");
//     EXPECT_EQ(ended.exit_code, 0) << ended.errors;
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace draagkracht::test_support {

struct Ended {
    int exit_code = 0;  // 128 + the signal when a signal ended it, as a shell tells it
    std::string output;
    std::string errors;
    long memory_max_kilobytes = 0;       // the most that it held at once
    std::int64_t work_microseconds = 0;  // what it cost the processor
};

// `arguments`: the program and what it is given. `input` is its whole standard input.
[[nodiscard]] Ended run(const std::vector<std::string>& arguments, const std::string& input = {});

// The same, with no input, when nobody reads its standard output.
[[nodiscard]] Ended run_unread(const std::vector<std::string>& arguments);

// A program that runs beside the test.
class Running {
  public:
    // `input` is its whole standard input, no longer than a pipe holds.
    explicit Running(const std::vector<std::string>& arguments, const std::string& input = {});
    ~Running();  // kills it when it still runs
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    // Waits for the next whole line on its standard output; empty when it has ended.
    [[nodiscard]] std::string next_line();
    void signal(int number) const;
    [[nodiscard]] bool has_ended() const;
    // What it has cost the processor so far; zero when it has ended.
    [[nodiscard]] std::int64_t work_microseconds() const;
    [[nodiscard]] Ended wait();

  private:
    pid_t process_ = -1;
    int output_ = -1;
    int errors_ = -1;
    std::string unread_;
};

}  // namespace draagkracht::test_support
