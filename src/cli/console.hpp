// What a command says, and to whom. Results go to standard output, everything else to standard
// error; a person reads sentences, a machine (--json) one JSON object a line.
//
//     console.result({{"applied", 3}}, "3 migrations applied");
//     console.problem(problem);
//     Progress progress{console, "entries", 120000};
#pragma once

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/exit_code.hpp"

namespace draagkracht::cli {

using Json = nlohmann::ordered_json;

class Console {
  public:
    struct Options {
        bool json = false;
        bool quiet = false;  // results and progress are left out for a person
    };

    explicit Console(Options options) : options_{options} {}

    void result(const Json& for_machine, const std::string& for_person) const;
    // A line that is the same for both, such as a worksheet.
    void line(const std::string& text) const;
    // Many of those, each with its end, handed on at once. Throws std::runtime_error when they
    // cannot be: the disk is full, or nobody reads on.
    void lines(const std::string& text) const;
    void note(const std::string& text) const;  // for a person only: what is being done
    // Each answers with the exit code that goes with it.
    ExitCode problem(const base::Problem& problem) const;
    ExitCode problems(const std::vector<base::Problem>& problems) const;

    // Whether a person sits at the terminal and may watch.
    [[nodiscard]] bool is_watched() const;
    [[nodiscard]] const Options& options() const { return options_; }

  private:
    Options options_;
};

// A bar on the terminal for work that takes long, with an estimate of what is left. Says nothing
// where no person watches.
class Progress {
  public:
    // `total`: 0 when it is not known.
    Progress(const Console& console, std::string what, std::int64_t total);
    ~Progress();  // clears the line
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(std::int64_t done);

  private:
    using Clock = std::chrono::steady_clock;
    bool is_shown_;
    std::string what_;
    std::int64_t total_;
    Clock::time_point started_;
    Clock::time_point shown_;
};

// "1 task", "2 tasks".
[[nodiscard]] std::string counted(
    std::int64_t count, const std::string& one, const std::string& many
);

// "[#####.....]  50%  60,000 of 120,000 entries, 12 s left"; shown for tests.
[[nodiscard]] std::string progress_line(
    const std::string& what, std::int64_t done, std::int64_t total, std::chrono::seconds passed
);

}  // namespace draagkracht::cli
