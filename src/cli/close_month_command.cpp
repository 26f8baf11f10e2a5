// draagkracht close-month: the proof of a month, and its close when everything meets.
#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/password.hpp"
#include "cli/reconciliation_text.hpp"
#include "draagkracht/payments/month_close_service.hpp"

namespace draagkracht::cli {

namespace {

using payments::MonthProof;

struct CloseMonthArguments {
    std::string municipality;
    std::string month;
    std::vector<std::string> seen_at_bank;
    std::string officer;
    bool is_preview = false;
};

base::Outcome<payments::MonthToClose> month_asked(const CloseMonthArguments& arguments) {
    payments::MonthToClose asked{.seen_at_bank = arguments.seen_at_bank};
    if (!arguments.month.empty()) {
        const base::Outcome<claims::Month> month = claims::month_of(arguments.month);
        if (!month) {
            return base::problem("cli.wrong-usage", month.error().message, month.error().remedy);
        }
        asked.month = *month;
    }
    return asked;
}

// Who closes: the officer that is named, and else the program.
base::Outcome<access::Occasion> closing_occasion(
    const Installation& here, storage::Database& database, const CloseMonthArguments& arguments
) {
    const access::Occasion machine = here.occasion(access::Machine::reconciliation);
    return arguments.officer.empty() || arguments.is_preview
               ? machine
               : occasion_of_officer(database, machine, arguments.officer);
}

base::Outcome<ExitCode> close_month(
    const CommonOptions& options, const CloseMonthArguments& arguments, const Console& console
) {
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const auto database = here->open_database();
    base::Outcome<payments::MonthToClose> asked = month_asked(arguments);
    if (const base::Problem* first = base::first_problem(database, asked)) {
        return tl::unexpected(*first);
    }
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_named(**database, arguments.municipality);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    payments::MonthCloseService months{**database};
    const base::Outcome<access::Occasion> occasion = closing_occasion(*here, **database, arguments);
    if (!occasion) {
        return tl::unexpected(occasion.error());
    }
    const base::Outcome<MonthProof> proof = months.preview(*occasion, *municipality, *asked);
    if (!proof) {
        return tl::unexpected(proof.error());
    }
    std::optional<claims::ClosedMonth> closed;
    if (!arguments.is_preview && proof->can_be_closed()) {
        asked->month = proof->month;
        const auto done = months.close(*occasion, *municipality, *asked);
        if (!done) {
            return tl::unexpected(done.error());
        }
        closed = *done;
    }
    console.result(json_of(*proof, closed), text_of(*proof, closed));
    return proof->can_be_closed() ? ExitCode::done : ExitCode::not_proved;
}

}  // namespace

void add_close_month_command(const CommandLine& line) {
    const auto arguments = std::make_shared<CloseMonthArguments>();
    CLI::App& command = line.add(
        "close-month",
        "Prove a month from the bank to the ledger, and close it; that cannot be undone",
        [&options = line.options, arguments](const Console& console) {
            return close_month(options, *arguments, console);
        }
    );
    command.add_option("--municipality", arguments->municipality, "The code")->required();
    command.add_option(
        "--month", arguments->month, "Such as 2026-06; else the month after the last closed one"
    );
    command.add_option(
        "--seen-at-bank",
        arguments->seen_at_bank,
        "An account of which an officer saw at the bank that nothing moved after its last statement"
    );
    command.add_option(
        "--officer", arguments->officer, "Who closes the month; the password is asked for"
    );
    command.add_flag("--preview", arguments->is_preview, "Show the proof and write nothing");
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
