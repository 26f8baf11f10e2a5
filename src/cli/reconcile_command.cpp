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

Json json_of(const std::vector<payments::ToldFinding>& findings) {
    Json list = Json::array();
    for (const payments::ToldFinding& told : findings) {
        Json confirmation = nullptr;
        if (told.confirmation) {
            confirmation = {{"number", told.confirmation->value()}, {"by", told.confirmed_by}};
        }
        list.push_back(
            {{"code", to_text(told.finding.code)},
             {"message", told.finding.told},
             {"confirmed", std::move(confirmation)}}
        );
    }
    return list;
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
        {"ledgerAmount", report.ledger_amount.to_string()},
        {"notBooked", report.not_booked},
        {"difference", report.difference.to_string()},
        {"findings", json_of(report.findings)}};
}

std::string end_of(const StatementReport& report) {
    switch (report.outcome) {
        case StatementOutcome::closed:
            return "Closed: bank and ledger meet.";
        case StatementOutcome::known:
            return "It was reconciled before; nothing was booked now.";
        case StatementOutcome::left_open:
            return fmt::format(
                "LEFT OPEN: the bank has EUR {}, the ledger EUR {} and suspense EUR {}.{}",
                report.payments.amount.to_string(),
                report.ledger_amount.to_string(),
                report.suspense.amount.to_string(),
                report.difference.is_zero()
                    ? std::string{}
                    : fmt::format(
                          " The entries lack EUR {} of what the balances say.",
                          report.difference.to_string()
                      )
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

std::string findings_text(const StatementReport& report) {
    std::string text;
    for (const payments::ToldFinding& told : report.findings) {
        text += fmt::format(
            "  Found: {}{}.\n",
            told.finding.told,
            told.confirmation
                ? fmt::format(
                      " (confirmation {} by {})", told.confirmation->value(), told.confirmed_by
                  )
                : ""
        );
    }
    return text;
}

std::string text_of(const StatementReport& report) {
    return fmt::format(
        "Statement {} of {}: {} payments, EUR {}.\n"
        "{}"
        "{}"
        "  {:>6} placed on claims, EUR {}\n"
        "  {:>6} wait for a person, EUR {}\n"
        "  {}",
        report.identifier,
        report.date.to_string(),
        report.payments.count,
        report.payments.amount.to_string(),
        findings_text(report),
        known_text(report),
        report.allocated.count,
        report.allocated.amount.to_string(),
        report.suspense.count,
        report.suspense.amount.to_string(),
        end_of(report)
    );
}

// How far the file is that is taken in now.
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
    const Console& console
) {
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
    ExitCode code = ExitCode::done;
    FileProgress progress{console};
    service.reconcile_all(
        reg->here.occasion(access::Machine::reconciliation),
        std::vector<std::filesystem::path>(files.begin(), files.end()),
        [&](const std::filesystem::path& file, const base::Outcome<payments::FileReport>& report) {
            progress.end();
            const ExitCode of_file = tell(file.string(), report, console);
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
    command.add_option("FILE", *files, "Bank statements, camt.053 or MT940")->required();
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
