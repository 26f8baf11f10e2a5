// draagkracht reconcile: bank statements come in, and each payment lands on the right claim or
// waits for a person. Notifications of batches come in the same way. Of a file that cannot be taken
// nothing is written; the others are.
#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/reconciliation_text.hpp"
#include "draagkracht/norms/match_ladder_file.hpp"
#include "draagkracht/payments/reconciliation_service.hpp"

namespace draagkracht::cli {

namespace {

using payments::StatementOutcome;
using payments::StatementReport;

// How far the files are.
class FileProgress {
  public:
    explicit FileProgress(const Console& console) : console_{console} {}

    void show(const payments::Progress& now) {
        if (!bar_ || now.stage != stage_) {
            stage_ = now.stage;
            bar_ = std::make_unique<Progress>(
                console_,
                stage_ == payments::Progress::Stage::checking ? "bytes checked" : "entries booked",
                static_cast<std::int64_t>(now.total)
            );
        }
        bar_->show(static_cast<std::int64_t>(now.done));
    }
    void end() { bar_.reset(); }

  private:
    const Console& console_;
    std::unique_ptr<Progress> bar_;
    payments::Progress::Stage stage_ = payments::Progress::Stage::checking;
};

ExitCode tell(
    const std::string& file,
    const base::Outcome<payments::FileReport>& report,
    const access::OfficerNames& names,
    const Console& console
) {
    if (!report) {
        return console.problem(report.error());
    }
    ExitCode code = ExitCode::done;
    for (const StatementReport& statement : report->statements) {
        console.result(json_of(file, statement), text_of(statement, names));
        code = statement.outcome == StatementOutcome::left_open ? ExitCode::not_proved : code;
    }
    for (const payments::NotificationReport& notification : report->notifications) {
        console.result(json_of(file, notification), text_of(notification));
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
    const base::Outcome<norms::LaddersOfMunicipalities> ladders =
        norms::read_match_ladders(reg->here.settings().rule_files.policies);
    if (!ladders) {
        return tl::unexpected(ladders.error());
    }
    payments::ReconciliationService service{
        *reg->database,
        static_cast<std::size_t>(reg->here.settings().import_chunk_entries),
        *ladders};
    ExitCode code = ExitCode::done;
    FileProgress progress{console};
    const access::OfficerNames names = access::AccessService{*reg->database}.officer_names();
    service.reconcile_all(
        reg->here.occasion(access::Machine::reconciliation),
        std::vector<std::filesystem::path>(files.begin(), files.end()),
        [&](const payments::FileOutcome& outcome) {
            progress.end();
            const ExitCode of_file = tell(outcome.file.string(), outcome.report, names, console);
            code = code == ExitCode::done ? of_file : code;
        },
        [&progress](const payments::Progress& now) { progress.show(now); }
    );
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
    command
        .add_option(
            "FILE", *files, "Bank statements (camt.053, MT940) and notifications (camt.054)"
        )
        ->required();
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
