// draagkracht reconcile: bank statements come in, and each payment lands on the right claim or
// waits for a person. Of a file that cannot be taken nothing is written; the others are.
#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/reconciliation_text.hpp"
#include "draagkracht/payments/reconciliation_service.hpp"

namespace draagkracht::cli {

namespace {

using payments::StatementOutcome;
using payments::StatementReport;

ExitCode reconcile_file(
    const std::string& file,
    payments::ReconciliationService& service,
    const access::Occasion& occasion,
    const Console& console
) {
    std::unique_ptr<Progress> bar;
    payments::Progress::Stage stage = payments::Progress::Stage::checking;
    const base::Outcome<payments::FileReport> report =
        service.reconcile(occasion, file, [&](const payments::Progress& now) {
            if (!bar || now.stage != stage) {
                stage = now.stage;
                bar = std::make_unique<Progress>(
                    console,
                    stage == payments::Progress::Stage::checking ? "bytes checked"
                                                                 : "entries booked",
                    static_cast<std::int64_t>(now.total)
                );
            }
            bar->show(static_cast<std::int64_t>(now.done));
        });
    bar.reset();
    if (!report) {
        return console.problem(report.error());
    }
    ExitCode code = ExitCode::done;
    for (const StatementReport& statement : report->statements) {
        console.result(json_of(file, statement), text_of(statement));
        code = statement.outcome == StatementOutcome::left_open ? ExitCode::not_proved : code;
    }
    return code;
}

base::Outcome<ExitCode> reconcile(
    const CommonOptions& options, const std::vector<std::string>& files, const Console& console
) {
    const base::Outcome<OpenRegister> reg = OpenRegister::open(options);
    if (!reg) {
        return tl::unexpected(reg.error());
    }
    payments::ReconciliationService service{
        *reg->database, static_cast<std::size_t>(reg->here.settings().import_chunk_entries)};
    const access::Occasion occasion = reg->here.occasion(access::Machine::reconciliation);
    ExitCode code = ExitCode::done;
    for (const std::string& file : files) {
        const ExitCode of_file = reconcile_file(file, service, occasion, console);
        code = code == ExitCode::done ? of_file : code;
    }
    return code;
}

}  // namespace

void add_reconcile_command(const CommandLine& line) {
    const auto files = std::make_shared<std::vector<std::string>>();
    CLI::App& command = line.add(
        "reconcile",
        "Take in bank statements and place their payments",
        [&options = line.options, files](const Console& console) {
            return reconcile(options, *files, console);
        }
    );
    command.add_option("FILE", *files, "Bank statements, camt.053 or MT940")->required();
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
