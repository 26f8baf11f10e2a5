// draagkracht reconcile: bank statements come in, and each payment lands on the right claim or
// waits for a person. Of a file that cannot be taken nothing is written; the others are.
#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "draagkracht/payments/reconciliation_service.hpp"

namespace draagkracht::cli {

namespace {

using payments::CountAndAmount;
using payments::StatementOutcome;
using payments::StatementReport;

std::string_view word_of(StatementOutcome outcome) {
    switch (outcome) {
        case StatementOutcome::closed:
            return "closed";
        case StatementOutcome::left_open:
            return "left_open";
        case StatementOutcome::known:
            return "known";
    }
    return "";
}

Json json_of(const CountAndAmount& sum) {
    return {{"count", sum.count}, {"amount", sum.amount.to_string()}};
}

Json json_of(const std::string& file, const StatementReport& report) {
    return {
        {"file", file},
        {"statement", report.identifier},
        {"date", report.date.to_string()},
        {"outcome", word_of(report.outcome)},
        {"payments", json_of(report.payments)},
        {"knownBefore", json_of(report.known_before)},
        {"allocated", json_of(report.allocated)},
        {"suspense", json_of(report.suspense)},
        {"refunded", report.refunded.to_string()},
        {"ledgerAmount", report.ledger_amount.to_string()},
        {"notBooked", report.not_booked}};
}

std::string end_of(const StatementReport& report) {
    switch (report.outcome) {
        case StatementOutcome::closed:
            return "Closed: bank and ledger meet.";
        case StatementOutcome::known:
            return "It was reconciled before; nothing was booked now.";
        case StatementOutcome::left_open:
            return fmt::format(
                "LEFT OPEN: the bank has EUR {}, the ledger EUR {} and suspense EUR {}.",
                report.payments.amount.to_string(),
                report.ledger_amount.to_string(),
                report.suspense.amount.to_string()
            );
    }
    return "";
}

std::string known_text(const StatementReport& report) {
    return report.known_before.count == 0
               ? std::string{}
               : fmt::format(
                     "  {:>6} came with another statement of these days, EUR {}\n",
                     report.known_before.count,
                     report.known_before.amount.to_string()
                 );
}

std::string text_of(const StatementReport& report) {
    return fmt::format(
        "Statement {} of {}: {} payments, EUR {}.\n"
        "{}"
        "  {:>6} placed on claims, EUR {}\n"
        "  {:>6} wait for a person, EUR {}\n"
        "  {}",
        report.identifier,
        report.date.to_string(),
        report.payments.count,
        report.payments.amount.to_string(),
        known_text(report),
        report.allocated.count,
        report.allocated.amount.to_string(),
        report.suspense.count,
        report.suspense.amount.to_string(),
        end_of(report)
    );
}

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
