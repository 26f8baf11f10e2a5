// How fast a month is reconciled: a camt.053 of 100,000 entries against 100,000 open instalments,
// by `draagkracht reconcile` as a process, to the last commit. On SQLite, and on a PostgreSQL
// server when one is named.
//
// The limit, in the same run: `xmllint` looks through the same file and does nothing with it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <vector>

#include "bench_database.hpp"
#include "register_lines.hpp"
#include "statement_lines.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace draagkracht;
using bench::MeasuredRun;
namespace fs = std::filesystem;

constexpr double times_xmllint_max_sqlite = 3;
constexpr double times_xmllint_max_postgresql = 5;
constexpr long megabytes_max = 150;

struct Options {
    bench::StatementSize size;
    std::string postgresql;
    bool sqlite = true;
    std::string program = DRAAGKRACHT_PROGRAM;
};

void print(const std::string& what, const MeasuredRun& run) {
    std::cout << fmt::format(
        "{:<38} {:>8.2f} {:>8.2f} {:>8}\n",
        what,
        run.wall_seconds,
        run.cpu_seconds,
        run.memory_max_kilobytes / 1024
    );
}

class Measurement {
  public:
    Measurement(const Options& options, const bench::TemporaryFolder& folder, std::string server)
        : options_{options},
          folder_{folder},
          times_max_{server.empty() ? times_xmllint_max_sqlite : times_xmllint_max_postgresql},
          database_{folder.file("").parent_path(), server} {}

    // Whether it stays within the limits.
    bool run() {
        (void)draagkracht({"migrate"});
        (void)draagkracht({"load", folder_.file("register.jsonl").string()});
        const MeasuredRun limit = look_through();
        print("limit: xmllint looks through the file", limit);
        const MeasuredRun first = draagkracht({"reconcile", folder_.file("day.xml").string()});
        print("draagkracht reconcile", first);
        const MeasuredRun again = draagkracht({"reconcile", folder_.file("day.xml").string()});
        print("the same file again", again);
        const double times = first.wall_seconds / limit.wall_seconds;
        const bool is_within = times <= times_max_ &&
                               first.memory_max_kilobytes <= megabytes_max * 1024 &&
                               again.wall_seconds < first.wall_seconds;
        std::cout << fmt::format(
            "reconcile: {:.1f} times xmllint, {:.1f} in CPU; {} {:.0f} times, {} MB and less the "
            "second time\n",
            times,
            first.cpu_seconds / limit.cpu_seconds,
            is_within ? "within" : "NOT WITHIN",
            times_max_,
            megabytes_max
        );
        return is_within;
    }

  private:
    [[nodiscard]] MeasuredRun draagkracht(const std::vector<std::string>& words) const {
        std::vector<std::string> arguments{options_.program};
        arguments.insert(arguments.end(), words.begin(), words.end());
        arguments.insert(
            arguments.end(),
            {"--quiet",
             "--database",
             database_.address(),
             "--key-file",
             folder_.file("key").string()}
        );
        if (words.front() != "migrate") {
            arguments.insert(arguments.end(), {"--today", "2026-07-01"});
        }
        const MeasuredRun run =
            bench::run_measured(arguments, folder_.file("said.txt"), bench::Cores::all);
        base::ensure(run.exit_code == 0, "draagkracht " + words.front() + " ends well");
        return run;
    }

    // The middle one of three.
    [[nodiscard]] MeasuredRun look_through() const {
        std::vector<MeasuredRun> runs;
        for (int time = 0; time < 3; ++time) {
            runs.push_back(bench::run_measured(
                {"xmllint", "--stream", "--noout", "--huge", folder_.file("day.xml").string()},
                folder_.file("said.txt"),
                bench::Cores::all
            ));
            base::ensure(runs.back().exit_code == 0, "xmllint is there and ends well");
        }
        std::ranges::sort(runs, {}, &MeasuredRun::wall_seconds);
        return runs[1];
    }

    const Options& options_;
    const bench::TemporaryFolder& folder_;
    double times_max_;
    bench::BenchDatabase database_;
};

int measure(const Options& options) {
    const bench::TemporaryFolder folder;
    const std::int64_t count = options.size.entries;
    {
        std::ofstream lines{folder.file("register.jsonl"), std::ios::binary};
        bench::RegisterLines{{count, count, count, options.size.seed, count}}.write(lines);
        std::ofstream day{folder.file("day.xml"), std::ios::binary};
        bench::write_statement(day, options.size);
        lines.flush();
        day.flush();
        base::ensure(lines.good() && day.good(), "the register and the statement are written");
    }
    std::cout << fmt::format(
        "{} entries, seed {}: {} MB of camt.053\n{:<38} {:>8} {:>8} {:>8}\n",
        count,
        options.size.seed,
        fs::file_size(folder.file("day.xml")) / 1'000'000,
        "",
        "wall s",
        "CPU s",
        "peak MB"
    );
    bool is_within = true;
    if (options.sqlite) {
        std::cout << "SQLite\n";
        is_within = Measurement{options, folder, ""}.run() && is_within;
    }
    if (!options.postgresql.empty()) {
        std::cout << "PostgreSQL (CPU and memory without the server)\n";
        is_within = Measurement{options, folder, options.postgresql}.run() && is_within;
    }
    return is_within ? 0 : 1;
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App program{"Measures the reconciliation of a large bank statement"};
    Options options;
    program.add_option("--entries", options.size.entries)->check(CLI::PositiveNumber);
    program.add_option("--seed", options.size.seed);
    program.add_option(
        "--postgresql",
        options.postgresql,
        "postgresql://USER@HOST:PORT/NAME of a server on which a database can be made"
    );
    program.add_flag("--sqlite,!--no-sqlite", options.sqlite, "measure on SQLite; the default");
    program.add_option("--program", options.program, "another build, to compare with");
    CLI11_PARSE(program, argument_count, arguments);
    return measure(options);
}
