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
    std::string difference;
    std::string reason;
    std::string officer;
    bool is_preview = false;
};

struct AmountOfAccount {
    std::string iban;
    base::Money amount;
};

// "NL26VAYB8060476890=1480.00"
base::Outcome<AmountOfAccount> amount_of_account(const std::string& text, const char* option) {
    const std::size_t sign = text.find('=');
    const auto amount = base::Money::parse(sign == std::string::npos ? "" : text.substr(sign + 1));
    if (!amount) {
        return tl::unexpected(base::Problem{
            "cli.wrong-usage",
            "this is no account with an amount",
            option,
            "write it as NL26VAYB8060476890=1480.00"});
    }
    return AmountOfAccount{text.substr(0, sign), *amount};
}

base::Outcome<payments::MonthToClose> month_asked(const CloseMonthArguments& arguments) {
    payments::MonthToClose asked;
    for (const std::string& text : arguments.seen_at_bank) {
        const auto seen = amount_of_account(text, "--seen-at-bank");
        if (!seen) {
            return tl::unexpected(seen.error());
        }
        asked.seen_at_bank.insert_or_assign(seen->iban, seen->amount);
    }
    if (!arguments.month.empty()) {
        const base::Outcome<base::Month> month = base::month_of(arguments.month);
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

// A second person is asked for a difference with the bank.
base::Outcome<ExitCode> ask_difference(
    payments::MonthCloseService& months,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const payments::MonthToClose& month,
    const CloseMonthArguments& arguments,
    const Console& console
) {
    return amount_of_account(arguments.difference, "--accept-difference")
        .and_then([&](const AmountOfAccount& difference) {
            return months.ask_difference(
                occasion,
                municipality,
                month,
                {difference.iban, difference.amount, arguments.reason}
            );
        })
        .map([&](base::ApprovalId asked) {
            console.result(
                {{"approvalAsked", asked.value()}},
                fmt::format(
                    "Asked as approval {}. When a second person granted it, close the month as the "
                    "same officer.",
                    asked.value()
                )
            );
            return ExitCode::done;
        });
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
    if (!arguments.difference.empty()) {
        return ask_difference(months, *occasion, *municipality, *asked, arguments, console);
    }
    base::Outcome<MonthProof> proof = months.preview(*occasion, *municipality, *asked);
    if (!proof) {
        return tl::unexpected(proof.error());
    }
    if (!arguments.is_preview && proof->can_be_closed()) {
        asked->month = proof->month;
        const auto done = months.close(*occasion, *municipality, *asked);
        if (!done) {
            return tl::unexpected(done.error());
        }
        proof->closed = *done;
    }
    console.result(json_of(*proof), text_of(*proof));
    return proof->closed || proof->can_be_closed() ? ExitCode::done : ExitCode::not_proved;
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
        "IBAN=BALANCE: what an officer saw at the bank for the end of the month, where no "
        "statement "
        "of a later day is here"
    );
    const CLI::Option* const reason = command.add_option(
        "--reason", arguments->reason, "Why a difference is taken as it is, in one line"
    );
    command
        .add_option(
            "--accept-difference",
            arguments->difference,
            "IBAN=AMOUNT: asks a second person to close the month with this difference with the "
            "bank"
        )
        ->needs(const_cast<CLI::Option*>(reason));
    command.add_option(
        "--officer", arguments->officer, "Who closes the month; the password is asked for"
    );
    command.add_flag("--preview", arguments->is_preview, "Show the proof and write nothing");
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
