// How many heavy households `draagkracht capacity` assesses a second on one core, from a file to a
// file of worksheets with their receipts, measured as a process from start to end.
//
// Beside it, in the same minute and on the same core, `cat` copies those worksheets: the bytes
// alone. No program that writes these receipts can be faster, so the ratio to it says what the
// reading and the arithmetic cost, and stays comparable between machines and busy hours.
//
// Counted is CPU time: on a machine that does more, wall time says how busy the others are.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>

#include "draagkracht/capacity/capacity_json.hpp"
#include "heavy_household.hpp"
#include "measured_run.hpp"
#include "temporary_folder.hpp"

namespace {

using draagkracht::bench::Cores;
using draagkracht::bench::MeasuredRun;
using draagkracht::bench::TemporaryFolder;
namespace fs = std::filesystem;

constexpr double required_a_second = 20'000;
constexpr double goal_a_second = 50'000;

struct Options {
    std::int64_t households = 100'000;
    std::uint64_t seed = 1;
    int runs = 5;
    std::string program = DRAAGKRACHT_PROGRAM;
};

void write_households(const fs::path& file, const Options& options) {
    std::ofstream lines{file, std::ios::binary};
    draagkracht::bench::HeavyHouseholds households{options.seed};
    for (std::int64_t left = options.households; left > 0; --left) {
        lines << draagkracht::capacity::to_json(households.next()) << '\n';
    }
}

// A worksheet that only asks is less work: a figure over such would flatter.
bool every_amount_came_out(const fs::path& worksheets) {
    std::ifstream lines{worksheets, std::ios::binary};
    for (std::string line; std::getline(lines, line);) {
        if (line.find(R"("obstacles":[])") == std::string::npos) {
            std::cerr << "not computed: " << line << '\n';
            return false;
        }
    }
    return true;
}

MeasuredRun best_of(const std::vector<MeasuredRun>& runs) {
    return *std::ranges::min_element(runs, {}, &MeasuredRun::cpu_seconds);
}

MeasuredRun median_of(std::vector<MeasuredRun> runs) {
    std::ranges::sort(runs, {}, &MeasuredRun::cpu_seconds);
    return runs[runs.size() / 2];
}

void print_row(const std::string& what, const MeasuredRun& run, std::int64_t households) {
    const auto count = static_cast<double>(households);
    std::cout << fmt::format(
        "{:<22} {:>10.0f} {:>10.0f} {:>8.2f} {:>8.2f} {:>8}\n",
        what,
        count / run.cpu_seconds,
        count / run.wall_seconds,
        run.cpu_seconds,
        run.wall_seconds,
        run.memory_max_kilobytes / 1024
    );
}

int measure(const Options& options) {
    const TemporaryFolder folder;
    const fs::path households = folder.file("households.jsonl");
    const fs::path worksheets = folder.file("worksheets.jsonl");
    write_households(households, options);
    std::vector<MeasuredRun> assessed;
    std::vector<MeasuredRun> copied;
    for (int run = 0; run < options.runs; ++run) {
        assessed.push_back(draagkracht::bench::run_measured(
            {options.program, "--quiet", "capacity", households.string()}, worksheets, Cores::one
        ));
        copied.push_back(draagkracht::bench::run_measured(
            {"/bin/cat", worksheets.string()}, folder.file("copy.jsonl"), Cores::one
        ));
        if (assessed.back().exit_code != 0 || copied.back().exit_code != 0) {
            std::cerr << "a run ended badly; nothing is measured\n";
            return 2;
        }
    }
    if (!every_amount_came_out(worksheets)) {
        return 2;
    }
    std::cout << fmt::format(
        "{} heavy households, seed {}: {} MB in, {} MB of worksheets with receipts out; {} runs\n"
        "{:<22} {:>10} {:>10} {:>8} {:>8} {:>8}\n",
        options.households,
        options.seed,
        fs::file_size(households) / 1'000'000,
        fs::file_size(worksheets) / 1'000'000,
        options.runs,
        "one core",
        "a CPU s",
        "a wall s",
        "CPU s",
        "wall s",
        "peak MB"
    );
    print_row("capacity, best run", best_of(assessed), options.households);
    print_row("capacity, median run", median_of(assessed), options.households);
    print_row("limit: cat, best run", best_of(copied), options.households);
    const double a_second =
        static_cast<double>(options.households) / median_of(assessed).cpu_seconds;
    std::cout << fmt::format(
        "{:.1f} times the time of the copy; median {} the required {:.0f} and {} the goal {:.0f} a "
        "CPU second\n",
        best_of(assessed).cpu_seconds / best_of(copied).cpu_seconds,
        a_second >= required_a_second ? "meets" : "MISSES",
        required_a_second,
        a_second >= goal_a_second ? "meets" : "misses",
        goal_a_second
    );
    return a_second >= required_a_second ? 0 : 1;
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App program{"Measures draagkracht capacity on one core"};
    Options options;
    program.add_option("--households", options.households)->check(CLI::PositiveNumber);
    program.add_option("--seed", options.seed);
    program.add_option("--runs", options.runs)->check(CLI::PositiveNumber);
    program.add_option("--program", options.program, "another build, to compare with");
    CLI11_PARSE(program, argument_count, arguments);
    return measure(options);
}
