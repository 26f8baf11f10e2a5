// How fast a month is reconciled: a camt.053 of 100,000 entries against 100,000 open instalments,
// by `draagkracht reconcile` as a process, to the last commit. On SQLite, and on a PostgreSQL
// server when one is named. Several sizes show that time grows with the entries and memory does
// not: `--entries 100000 1000000`.
//
// The limit, in the same run: `xmllint` looks through the same file and does nothing with it. And,
// to see what that limit asks: the database alone copies the rows that came of the file.
//
// Then the statement of the next day, while an officer looks at one client after another: how long
// does that take, beside the same when nothing is imported.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <fstream>
#include <future>
#include <iostream>
#include <vector>

#include "bench_database.hpp"
#include "client_look_ups.hpp"
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
    std::vector<std::int64_t> entries{bench::StatementSize{}.entries};
    std::uint64_t seed = bench::StatementSize{}.seed;
    std::string postgresql;
    bool sqlite = true;
    std::string program = DRAAGKRACHT_PROGRAM;
};

// In the order in which they may be filled: what is there before the statement, and what comes of
// it.
const std::vector<bench::RowsOf> rows_before{
    {"person"},
    {"person_identity"},
    {"person_account"},
    {"benefit_spell"},
    {"claim"},
    {"claim_debtor"},
    {"posting"},
    {"plan"},
    {"former_plan"},
    {"plan_claim"},
    {"instalment"},
    {"audit_event"}};
const std::vector<bench::RowsOf> rows_of_statement{
    {"bank_statement"},
    {"bank_entry"},
    {"allocation"},
    {"posting", "allocation_id IS NOT NULL"},
    {"suspense_item"},
    {"audit_event", "sequence > (SELECT MAX(sequence) FROM audit_event)"},
    {"audit_event_person"}};

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
    Measurement(
        const Options& options,
        std::int64_t entries,
        const bench::TemporaryFolder& folder,
        std::string server
    )
        : options_{options},
          entries_{entries},
          folder_{folder},
          times_max_{server.empty() ? times_xmllint_max_sqlite : times_xmllint_max_postgresql},
          database_{folder.file("").parent_path(), server} {}

    // Whether it stays within the limits.
    bool run() {
        prepare();
        const MeasuredRun limit = look_through();
        print("limit: xmllint looks through the file", limit);
        const MeasuredRun first = reconcile();
        print("draagkracht reconcile", first);
        const MeasuredRun again = reconcile();
        print("the same file again", again);
        const MeasuredRun copy = database_.copy(rows_of_statement);
        base::ensure(copy.exit_code == 0, "the database can copy what came of the statement");
        print("the database copies what came of it", copy);
        const double times = first.wall_seconds / limit.wall_seconds;
        const bool is_within = times <= times_max_ &&
                               first.memory_max_kilobytes <= megabytes_max * 1024 &&
                               again.wall_seconds < first.wall_seconds;
        std::cout << fmt::format(
            "reconcile: {:.1f} times xmllint, {:.1f} in CPU; {} {:.0f} times, {} MB and less the "
            "second time\n"
            "the copy alone: {:.1f} times xmllint; reconcile: {:.1f} times the copy, {:.1f} "
            "microseconds an entry\n",
            times,
            first.cpu_seconds / limit.cpu_seconds,
            is_within ? "within" : "NOT WITHIN",
            times_max_,
            megabytes_max,
            copy.wall_seconds / limit.wall_seconds,
            first.wall_seconds / copy.wall_seconds,
            first.wall_seconds * 1e6 / static_cast<double>(entries_)
        );
        look_beside();
        return is_within;
    }

  private:
    // The register without the statement, twice.
    void prepare() const {
        (void)draagkracht({"migrate"}, database_.address());
        (void)draagkracht({"migrate"}, database_.address_of_copy());
        (void)draagkracht(
            {"load", folder_.file("register.jsonl").string(), "--today", "2026-07-01"},
            database_.address()
        );
        base::ensure(
            database_.copy(rows_before).exit_code == 0, "the database can copy the register"
        );
    }

    [[nodiscard]] MeasuredRun reconcile(const char* file = "day.xml") const {
        return draagkracht(
            {"reconcile", folder_.file(file).string(), "--today", "2026-07-01"}, database_.address()
        );
    }

    void look_beside() const {
        storage::Database database{storage::DatabaseAddress::parse(database_.address()).value()};
        const auto look = [&](std::int64_t count, const std::atomic<bool>& is_enough) {
            return bench::look_up_clients(
                       database,
                       {.count = count,
                        .debtors = entries_,
                        .seed = options_.seed,
                        .is_enough = [&is_enough] { return is_enough.load(); }},
                       folder_.file("flushed")
            )
                .wall;
        };
        std::atomic<bool> is_imported = false;
        const bench::Times alone = look(1000, is_imported);
        std::future<bench::Times> beside =
            std::async(std::launch::async, [&] { return look(100'000, is_imported); });
        const MeasuredRun next = reconcile("next_day.xml");
        is_imported = true;
        print("the next day, an officer beside it", next);
        const bench::Times times = beside.get();
        for (const auto& [what, of_looks] : {std::pair{"alone", &alone}, {"beside it", &times}}) {
            std::cout << fmt::format(
                "a client looked at {}, {} times: p50 {:.1f} ms, p99 {:.1f} ms, longest {:.1f} "
                "ms\n",
                what,
                of_looks->count(),
                of_looks->at(0.5),
                of_looks->at(0.99),
                of_looks->at(1)
            );
        }
    }

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
    std::int64_t entries_;
    const bench::TemporaryFolder& folder_;
    double times_max_;
    bench::BenchDatabase database_;
};

bool measure(const Options& options, std::int64_t entries) {
    const bench::TemporaryFolder folder;
    {
        std::ofstream lines{folder.file("register.jsonl"), std::ios::binary};
        bench::RegisterLines{{entries, entries, entries, options.seed, entries}}.write(lines);
        std::ofstream day{folder.file("day.xml"), std::ios::binary};
        bench::write_statement(day, {entries, options.seed});
        std::ofstream next_day{folder.file("next_day.xml"), std::ios::binary};
        bench::write_statement(next_day, {entries, options.seed, 1});
        base::ensure(
            lines.flush().good() && day.flush().good() && next_day.flush().good(),
            "the register and the statements are written"
        );
    }
    std::cout << fmt::format(
        "{} entries, seed {}: {} MB of camt.053\n{:<38} {:>8} {:>8} {:>8}\n",
        entries,
        options.seed,
        fs::file_size(folder.file("day.xml")) / 1'000'000,
        "",
        "wall s",
        "CPU s",
        "peak MB"
    );
    bool is_within = true;
    if (options.sqlite) {
        std::cout << "SQLite\n";
        is_within = Measurement{options, entries, folder, ""}.run() && is_within;
    }
    if (!options.postgresql.empty()) {
        std::cout << "PostgreSQL (CPU and memory without the server)\n";
        is_within = Measurement{options, entries, folder, options.postgresql}.run() && is_within;
    }
    std::cout << std::endl;
    return is_within;
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App program{"Measures the reconciliation of a large bank statement"};
    Options options;
    program.add_option("--entries", options.entries, "one or more sizes, each measured")
        ->check(CLI::PositiveNumber);
    program.add_option("--seed", options.seed);
    program.add_option(
        "--postgresql",
        options.postgresql,
        "postgresql://USER@HOST:PORT/NAME of a server on which a database can be made"
    );
    program.add_flag("--sqlite,!--no-sqlite", options.sqlite, "measure on SQLite; the default");
    program.add_option("--program", options.program, "another build, to compare with");
    CLI11_PARSE(program, argument_count, arguments);
    bool is_within = true;
    for (const std::int64_t entries : options.entries) {
        is_within = measure(options, entries) && is_within;
    }
    return is_within ? 0 : 1;
}
