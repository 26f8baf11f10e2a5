// Whether the claims of the whole country fit: 437,000 open claims of 250,000 debtors with five
// million postings, loaded from JSON Lines by `draagkracht load` as a process, proved by
// `draagkracht verify`, and then a client's claims, balances and last movements, for random
// clients. On SQLite, and on a PostgreSQL server when one is named.
//
// Beside the load, in the same run, the database alone copies the rows that came of it: no program
// that keeps these rows can load faster. Beside each look, which is written in the trail before the
// answer, one small write to the same disk is flushed.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "bench_database.hpp"
#include "client_look_ups.hpp"
#include "register_lines.hpp"
#include "temporary_folder.hpp"

namespace {

using namespace draagkracht;
using bench::MeasuredRun;
namespace fs = std::filesystem;

constexpr double load_seconds_max_sqlite = 120;
constexpr double load_seconds_max_postgresql = 180;
constexpr double look_milliseconds_max = 5;

struct Options {
    bench::RegisterSize size;
    std::int64_t looks = 5000;
    std::string postgresql;
    bool sqlite = true;
    std::string program = DRAAGKRACHT_PROGRAM;
};

// In the order in which they may be filled.
const std::vector<bench::RowsOf> loaded_tables{
    {"person"},
    {"person_identity"},
    {"person_account"},
    {"benefit_spell"},
    {"claim"},
    {"claim_debtor"},
    {"posting"},
    {"audit_event"}};

class Measurement {
  public:
    Measurement(const Options& options, const bench::TemporaryFolder& folder, std::string server)
        : options_{options},
          folder_{folder},
          is_on_sqlite_{server.empty()},
          database_{folder.file("").parent_path(), server} {}

    // Whether all of it stays within the limits.
    bool run() {
        std::cout << fmt::format(
            "\n{}\n{:<38} {:>8} {:>8} {:>8}\n",
            is_on_sqlite_ ? "SQLite" : "PostgreSQL (CPU and memory without the server)",
            "",
            "wall s",
            "CPU s",
            "peak MB"
        );
        (void)draagkracht({"migrate"}, database_.address());
        (void)draagkracht({"migrate"}, database_.address_of_copy());
        const MeasuredRun load = draagkracht(
            {"load", folder_.file("register.jsonl").string(), "--today", "2026-07-01"},
            database_.address()
        );
        print("draagkracht load", load);
        const MeasuredRun copy = database_.copy(loaded_tables);
        print("limit: the database copies the rows", copy);
        print("draagkracht verify", draagkracht({"verify"}, database_.address()));
        const double seconds_max =
            is_on_sqlite_ ? load_seconds_max_sqlite : load_seconds_max_postgresql;
        std::cout << fmt::format(
            "load: {:.1f} times the copy; {} the {:.0f} seconds that it may take\n",
            load.wall_seconds / copy.wall_seconds,
            load.wall_seconds <= seconds_max ? "within" : "NOT WITHIN",
            seconds_max
        );
        return look_up() && load.wall_seconds <= seconds_max;
    }

  private:
    [[nodiscard]] MeasuredRun draagkracht(
        const std::vector<std::string>& words, const std::string& address
    ) const {
        std::vector<std::string> arguments{options_.program};
        arguments.insert(arguments.end(), words.begin(), words.end());
        arguments.insert(
            arguments.end(),
            {"--quiet", "--database", address, "--key-file", folder_.file("key").string()}
        );
        const MeasuredRun run =
            bench::run_measured(arguments, folder_.file("said.txt"), bench::Cores::all);
        base::ensure(run.exit_code == 0, "draagkracht " + words.front() + " ends well");
        return run;
    }

    static void print(const std::string& what, const MeasuredRun& run) {
        base::ensure(run.exit_code == 0, what + " ends well");
        std::cout << fmt::format(
            "{:<38} {:>8.1f} {:>8.1f} {:>8}\n",
            what,
            run.wall_seconds,
            run.cpu_seconds,
            run.memory_max_kilobytes / 1024
        );
    }

    [[nodiscard]] bool look_up() const {
        storage::Database database{storage::DatabaseAddress::parse(database_.address()).value()};
        const bench::LookUps looks = bench::look_up_clients(
            database,
            {.count = options_.looks, .debtors = options_.size.debtors, .seed = options_.size.seed},
            folder_.file("flushed")
        );
        std::cout << fmt::format(
            "{:<38} {:>8} {:>8} {:>8}\n",
            fmt::format("a client's claims, {} times, ms", options_.looks),
            "p50",
            "p99",
            "most"
        );
        const auto print_times = [](const char* what, const bench::Times& times) {
            std::cout << fmt::format(
                "{:<38} {:>8.2f} {:>8.2f} {:>8.2f}\n",
                what,
                times.at(0.5),
                times.at(0.99),
                times.at(1)
            );
        };
        print_times("wall time", looks.wall);
        print_times("CPU time of this program", looks.processor);
        print_times("limit: a flush of the disk", looks.flush);
        const bool is_fast = looks.wall.at(0.99) <= look_milliseconds_max;
        std::cout << fmt::format(
            "look: {:.1f} claims and {:.1f} movements each; {} the {:.0f} ms that it may take at "
            "the "
            "99th percentile\n",
            static_cast<double>(looks.claims) / static_cast<double>(options_.looks),
            static_cast<double>(looks.movements) / static_cast<double>(options_.looks),
            is_fast ? "within" : "NOT WITHIN",
            look_milliseconds_max
        );
        return is_fast;
    }

    const Options& options_;
    const bench::TemporaryFolder& folder_;
    bool is_on_sqlite_;
    bench::BenchDatabase database_;
};

int measure(const Options& options) {
    const bench::TemporaryFolder folder;
    const fs::path lines = folder.file("register.jsonl");
    {
        std::ofstream out{lines, std::ios::binary};
        bench::RegisterLines{options.size}.write(out);
        out.flush();
        base::ensure(out.good(), "the register is written");
    }
    std::cout << fmt::format(
        "{} claims of {} debtors with {} postings, seed {}: {} MB of JSON Lines\n",
        options.size.claims,
        options.size.debtors,
        options.size.postings,
        options.size.seed,
        fs::file_size(lines) / 1'000'000
    );
    bool is_within = true;
    if (options.sqlite) {
        is_within = Measurement{options, folder, ""}.run() && is_within;
    }
    if (!options.postgresql.empty()) {
        is_within = Measurement{options, folder, options.postgresql}.run() && is_within;
    }
    return is_within ? 0 : 1;
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App program{"Measures the load of a register, its proof, and looks at its clients"};
    Options options;
    program.add_option("--debtors", options.size.debtors)->check(CLI::PositiveNumber);
    program.add_option("--claims", options.size.claims)->check(CLI::PositiveNumber);
    program.add_option("--postings", options.size.postings)->check(CLI::PositiveNumber);
    program.add_option("--seed", options.size.seed);
    program.add_option("--looks", options.looks)->check(CLI::PositiveNumber);
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
