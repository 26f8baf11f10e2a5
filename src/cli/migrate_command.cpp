// draagkracht migrate: brings the database to the schema of this program. A register that is new
// gets a key for its sealed columns, when there is none yet.
#include <fmt/format.h>

#include "cli/command.hpp"
#include "draagkracht/storage/migration.hpp"

namespace draagkracht::cli {

namespace {

base::Outcome<ExitCode> migrate(const CommonOptions& options, const Console& console) {
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const base::Outcome<std::unique_ptr<storage::Database>> database = here->connect();
    if (!database) {
        return tl::unexpected(database.error());
    }
    const base::Outcome<storage::MigrationReport> report = storage::migrate(**database);
    if (!report) {
        return tl::unexpected(report.error());
    }
    // A register that holds something has a key already: a new one would not open it.
    const bool is_new = report->applied_count == report->version;
    const std::filesystem::path& key_file = here->settings().key_file;
    const bool needs_key = is_new && !std::filesystem::exists(key_file);
    if (needs_key) {
        if (const base::Done made = storage::Sealer::create_key_file(key_file); !made) {
            return tl::unexpected(made.error());
        }
    }
    console.result(
        {{"applied", report->applied_count}, {"version", report->version}, {"keyMade", needs_key}},
        fmt::format(
            "{} migrations applied; the database is at version {}.{}",
            report->applied_count,
            report->version,
            needs_key ? fmt::format(" A new key stands in {}: keep it safe.", key_file.string())
                      : std::string{}
        )
    );
    return ExitCode::done;
}

}  // namespace

void add_migrate_command(const CommandLine& line) {
    line.add(
        "migrate",
        "Bring the database to the schema of this program",
        [&options = line.options](const Console& console) { return migrate(options, console); }
    );
}

}  // namespace draagkracht::cli
