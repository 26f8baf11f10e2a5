// draagkracht reconcile-folder: the reconciliation of a month as one piece of work, whose result is
// kept, and at its end the proof of the month that may be closed next.
#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/reconciliation_text.hpp"
#include "draagkracht/norms/match_ladder_file.hpp"
#include "draagkracht/payments/reconciliation_run_service.hpp"

namespace draagkracht::cli {

namespace {

using payments::ReconciliationRun;
using payments::RunFile;
using payments::StatementOutcome;

struct ReconcileFolderArguments {
    std::string folder;
    std::string municipality;
    bool shows_last = false;
};

Json problem_json(const RunFile& file) {
    if (!file.problem) {
        return nullptr;
    }
    return {
        {"code", file.problem->code},
        {"message", file.problem->message},
        {"where", file.problem->where}};
}

ExitCode show(
    const ReconciliationRun& run, const access::OfficerNames& names, const Console& console
) {
    ExitCode code = ExitCode::done;
    Json files = Json::array();
    std::string text;
    for (const RunFile& file : run.files) {
        Json statements = Json::array();
        text += fmt::format("{} {}\n", file.sha256.substr(0, 12), file.name);
        for (const payments::StatementReport& statement : file.statements) {
            statements.push_back(json_of(file.name, statement));
            text += text_of(statement, names) + "\n";
            code = statement.outcome == StatementOutcome::left_open ? ExitCode::not_proved : code;
        }
        Json notifications = Json::array();
        for (const payments::NotificationReport& notification : file.notifications) {
            notifications.push_back(json_of(file.name, notification));
            text += text_of(notification) + "\n";
        }
        if (file.problem) {
            text += "REFUSED: " + file.problem->to_line() + "\n";
            code = ExitCode::bad_input;
        }
        files.push_back(
            {{"name", file.name},
             {"sha256", file.sha256},
             {"problem", problem_json(file)},
             {"statements", std::move(statements)},
             {"notifications", std::move(notifications)}}
        );
    }
    console.result(
        {{"run", run.id},
         {"begunOn", run.begun_on.to_string()},
         {"begunAt", run.begun_at.to_string()},
         {"begunBy", run.begun_by},
         {"ended", run.is_ended},
         {"files", std::move(files)}},
        text + fmt::format(
                   "Run {} of {}: {}{}",
                   run.id,
                   run.begun_on.to_string(),
                   counted(static_cast<std::int64_t>(run.files.size()), "file", "files"),
                   run.is_ended ? "." : ". CUT OFF: hand in the folder once more."
               )
    );
    return code;
}

// What came of the month is told and decides nothing: it may well not be over.
base::Done show_month(
    storage::Database& database,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const Console& console
) {
    const base::Outcome<payments::MonthProof> proof =
        payments::MonthCloseService{database}.preview(occasion, municipality, {});
    if (proof) {
        console.result(json_of(*proof), text_of(*proof));
        return {};
    }
    return proof.error().code == "payments.no-month-to-close" ? base::Done{}
                                                              : tl::unexpected(proof.error());
}

base::Outcome<ReconciliationRun> run_over(
    payments::ReconciliationRunService& service,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const ReconcileFolderArguments& arguments,
    const Console& console
) {
    if (arguments.shows_last) {
        return service.latest(occasion, municipality)
            .and_then(
                [](std::optional<ReconciliationRun> last) -> base::Outcome<ReconciliationRun> {
                    if (!last) {
                        return base::problem("cli.wrong-usage", "no folder was handed in before");
                    }
                    return std::move(*last);
                }
            );
    }
    std::unique_ptr<Progress> bar;
    return service
        .run(occasion, municipality, arguments.folder, [&](const payments::RunProgress& now) {
            if (!bar) {
                bar = std::make_unique<Progress>(
                    console, "bytes checked and booked", static_cast<std::int64_t>(now.total)
                );
            }
            bar->show(static_cast<std::int64_t>(now.done));
        });
}

base::Outcome<ExitCode> reconcile_folder(
    const CommonOptions& options, const ReconcileFolderArguments& arguments, const Console& console
) {
    if (arguments.shows_last != arguments.folder.empty()) {
        return base::problem(
            "cli.wrong-usage",
            "either a folder is given, or --last",
            "draagkracht reconcile-folder --help"
        );
    }
    const base::Outcome<OpenRegister> reg = OpenRegister::open(options);
    if (!reg) {
        return tl::unexpected(reg.error());
    }
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_named(*reg->database, arguments.municipality);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    const base::Outcome<norms::LaddersOfMunicipalities> ladders =
        norms::read_match_ladders(reg->here.settings().rule_files.policies);
    if (!ladders) {
        return tl::unexpected(ladders.error());
    }
    payments::ReconciliationRunService service{
        *reg->database,
        static_cast<std::size_t>(reg->here.settings().import_chunk_entries),
        *ladders};
    const access::Occasion occasion = reg->here.occasion(access::Machine::reconciliation);
    const base::Outcome<ReconciliationRun> run =
        run_over(service, occasion, *municipality, arguments, console);
    if (!run) {
        return tl::unexpected(run.error());
    }
    const ExitCode code =
        show(*run, access::AccessService{*reg->database}.officer_names(), console);
    return show_month(*reg->database, occasion, *municipality, console).map([code] {
        return code;
    });
}

}  // namespace

void add_reconcile_folder_command(const CommandLine& line) {
    const auto arguments = std::make_shared<ReconcileFolderArguments>();
    CLI::App& command = line.add(
        "reconcile-folder",
        "Take in all bank statements of a folder, keep what came of it, and show the month",
        [&options = line.options, arguments](const Console& console) {
            return reconcile_folder(options, *arguments, console);
        }
    );
    command.add_option("FOLDER", arguments->folder, "Bank statements and notifications");
    command.add_option("--municipality", arguments->municipality, "The code")->required();
    command.add_flag("--last", arguments->shows_last, "Show what was kept of the last run");
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
