// Runs a program as a process, and says what it took.
//
//     MeasuredRun run = run_measured({"/bin/cat", "in.jsonl"}, "out.jsonl", Cores::one);
//     run.cpu_seconds   // of the process alone, in user mode and in the kernel
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace draagkracht::bench {

enum class Cores { one, all };

struct MeasuredRun {
    int exit_code = 0;
    double cpu_seconds = 0;   // what the process had of the core
    double wall_seconds = 0;  // what a person waited, with whatever else the machine did
    long memory_max_kilobytes = 0;
};

// The program is looked up as a shell does. Its standard output goes to the file, which is made
// anew.
[[nodiscard]] MeasuredRun run_measured(
    const std::vector<std::string>& arguments, const std::filesystem::path& output, Cores cores
);

}  // namespace draagkracht::bench
