// draagkracht confirm-statement: an officer looked into what a statement was refused for, and takes
// it as it is. Then `reconcile` takes the same file.
#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/password.hpp"
#include "draagkracht/payments/reconciliation_service.hpp"

namespace draagkracht::cli {

namespace {

struct ConfirmArguments {
    std::string file;
    std::string finding;
    std::string reason;
    std::string officer;
    std::size_t statement = 0;  // 0: the only one of which this is found
};

base::Outcome<ExitCode> confirm(
    const CommonOptions& options, const ConfirmArguments& arguments, const Console& console
) {
    const base::Outcome<payments::FindingCode> code =
        payments::read_finding_code(arguments.finding);
    if (!code) {
        return tl::unexpected(base::Problem{
            "cli.wrong-usage", code.error().message, "--finding", code.error().remedy});
    }
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const base::Outcome<std::unique_ptr<storage::Database>> database = here->open_database();
    if (!database) {
        return tl::unexpected(database.error());
    }
    const base::Outcome<access::Occasion> officer = occasion_of_officer(
        **database, here->occasion(access::Machine::reconciliation), arguments.officer
    );
    if (!officer) {
        return tl::unexpected(officer.error());
    }
    payments::FindingToConfirm told{*code, arguments.reason};
    if (arguments.statement > 0) {
        told.statement = arguments.statement;
    }
    return payments::ReconciliationService{**database}
        .confirm(*officer, arguments.file, told)
        .map([&](const payments::ConfirmedFinding& confirmed) {
            console.result(
                {{"confirmation", confirmed.id.value()},
                 {"statement", confirmed.statement},
                 {"code", to_text(confirmed.finding.code)},
                 {"message", confirmed.finding.told}},
                fmt::format(
                    "Confirmation {}, of statement {}: {}. Hand the same file in again.",
                    confirmed.id.value(),
                    confirmed.statement,
                    confirmed.finding.told
                )
            );
            return ExitCode::done;
        });
}

}  // namespace

void add_confirm_statement_command(const CommandLine& line) {
    const auto arguments = std::make_shared<ConfirmArguments>();
    CLI::App& command = line.add(
        "confirm-statement",
        "Take a bank statement as it is, in spite of what it was refused for",
        [&options = line.options, arguments](const Console& console) {
            return confirm(options, *arguments, console);
        }
    );
    command.add_option("FILE", arguments->file, "The file that was refused")->required();
    command
        .add_option(
            "--finding",
            arguments->finding,
            "For what: payments.balance-break, payments.gap or payments.repeat"
        )
        ->required();
    command.add_option("--reason", arguments->reason, "Why it is right all the same, in one line")
        ->required();
    command
        .add_option(
            "--officer",
            arguments->officer,
            "The log-in name of who decides; the password is typed, or comes over standard input"
        )
        ->required();
    command.add_option("--statement", arguments->statement, "Which statement of the file, from 1");
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
