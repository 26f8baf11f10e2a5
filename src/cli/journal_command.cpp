// draagkracht journal: the whole ledger as a plain-text accounting journal.
#include "cli/command.hpp"
#include "draagkracht/figures/journal_service.hpp"

namespace draagkracht::cli {

namespace {

base::Outcome<ExitCode> journal(const CommonOptions& options, const Console& console) {
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const base::Outcome<std::unique_ptr<storage::Database>> database = here->open_database();
    if (!database) {
        return tl::unexpected(database.error());
    }
    figures::JournalService{**database}.write([&console](const std::string& piece) {
        console.lines(piece);
    });
    return ExitCode::done;
}

}  // namespace

void add_journal_command(const CommandLine& line) {
    line.add(
        "journal",
        "Write the whole ledger as a journal that hledger reads",
        [&options = line.options](const Console& console) { return journal(options, console); }
    );
}

}  // namespace draagkracht::cli
