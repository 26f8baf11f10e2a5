// draagkracht take-list: a list of what payroll kept back comes in, all of it or nothing, and each
// line lands on the debt of its client or waits for a person.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <memory>

#include "cli/command.hpp"
#include "cli/password.hpp"
#include "draagkracht/payments/payroll_list_reader.hpp"
#include "draagkracht/payments/payroll_list_service.hpp"

namespace draagkracht::cli {

namespace {

using payments::ListReport;
using payments::PayrollList;
using payments::SetOffDifference;

struct TakeListArguments {
    std::string file;
    std::string municipality;
    std::int64_t entry = 0;
    std::string officer;
    bool is_dry_run = false;
};

Json line_or_null(const std::optional<int>& line) {
    return line ? Json(*line) : Json(nullptr);
}

Json json_of(const SetOffDifference& difference) {
    return {
        {"difference", to_text(difference.kind)},
        {"period", base::to_text(difference.period)},
        {"askedLine", line_or_null(difference.asked_line)},
        {"line", line_or_null(difference.line)},
        {"plan", difference.plan_number},
        {"asked", difference.asked.to_string()},
        {"setOff", difference.set_off.to_string()}};
}

Json json_of(const PayrollList& list, const ListReport& report, bool is_written) {
    Json waiting = Json::array();
    for (const payments::WaitingLine& line : report.waiting) {
        waiting.push_back(
            {{"line", line.line}, {"amount", line.amount.to_string()}, {"code", line.code}}
        );
    }
    Json differences = Json::array();
    for (const SetOffDifference& difference : report.differences) {
        differences.push_back(json_of(difference));
    }
    return {
        {"list", list.number},
        {"kind", to_text(list.kind)},
        {"lines", report.payments.count},
        {"total", report.payments.amount.to_string()},
        {"allocated", report.allocated.to_string()},
        {"suspense", report.suspended.to_string()},
        {"waiting", std::move(waiting)},
        {"differences", std::move(differences)},
        {"known", report.is_known},
        {"written", is_written}};
}

std::string text_of(const SetOffDifference& difference) {
    std::string places;
    if (difference.asked_line) {
        places += fmt::format(" (asked in line {})", *difference.asked_line);
    }
    if (difference.line) {
        places += fmt::format(" (line {})", *difference.line);
    }
    return fmt::format(
        "\n  differs: {} {}, asked EUR {}, set off EUR {}{}",
        base::to_text(difference.period),
        difference.plan_number.empty() ? std::string{"no plan"} : "plan " + difference.plan_number,
        difference.asked.to_string(),
        difference.set_off.to_string(),
        places
    );
}

std::string text_of(const PayrollList& list, const ListReport& report, bool is_written) {
    std::string text = fmt::format(
        "List {}: {}, EUR {}; EUR {} placed on claims, EUR {} waits for a person.",
        list.number,
        counted(report.payments.count, "line", "lines"),
        report.payments.amount.to_string(),
        report.allocated.to_string(),
        report.suspended.to_string()
    );
    for (const payments::WaitingLine& line : report.waiting) {
        text += fmt::format(
            "\n  line {} waits: EUR {}, {}", line.line, line.amount.to_string(), line.code
        );
    }
    for (const SetOffDifference& difference : report.differences) {
        text += text_of(difference);
    }
    if (report.is_known) {
        text += "\nIt was taken in before; nothing was booked now.";
    } else if (!is_written) {
        text += "\nNothing was written.";
    }
    return text;
}

base::Outcome<ExitCode> take_from(
    std::istream& file,
    const TakeListArguments& arguments,
    storage::Database& database,
    const access::Occasion& occasion,
    const Console& console
) {
    const std::string name = arguments.file == "-" ? "standard input" : arguments.file;
    const payments::ReadPayrollList read = payments::read_payroll_list(file, name);
    if (!read.problems.empty()) {
        return console.problems(read.problems);
    }
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_named(database, arguments.municipality);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    payments::TakeOptions options{.is_dry_run = arguments.is_dry_run};
    if (arguments.entry != 0) {
        options.paid_by = base::EntryId{arguments.entry};
    }
    payments::PayrollListService service{database};
    const base::Outcome<ListReport> report =
        service.take(occasion, *municipality, read.list, options);
    if (!report) {
        return console.problem(report.error().at(name));
    }
    const bool is_written = !arguments.is_dry_run && !report->is_known;
    console.result(
        json_of(read.list, *report, is_written), text_of(read.list, *report, is_written)
    );
    return ExitCode::done;
}

base::Outcome<ExitCode> take_list(
    const CommonOptions& options, const TakeListArguments& arguments, const Console& console
) {
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const auto database = here->open_database();
    if (!database) {
        return tl::unexpected(database.error());
    }
    base::Outcome<access::Occasion> occasion = here->occasion(access::Machine::reconciliation);
    if (!arguments.officer.empty()) {
        occasion = occasion_of_officer(**database, *occasion, arguments.officer);
    }
    if (!occasion) {
        return tl::unexpected(occasion.error());
    }
    if (arguments.file == "-") {
        return take_from(std::cin, arguments, **database, *occasion, console);
    }
    std::ifstream file{arguments.file, std::ios::binary};
    if (!file) {
        return tl::unexpected(unreadable_file(arguments.file));
    }
    return take_from(file, arguments, **database, *occasion, console);
}

}  // namespace

void add_take_list_command(const CommandLine& line) {
    const auto arguments = std::make_shared<TakeListArguments>();
    CLI::App& command = line.add(
        "take-list",
        "Take in a list of what payroll kept back, all or nothing, and place its payments",
        [&options = line.options, arguments](const Console& console) {
            return take_list(options, *arguments, console);
        }
    );
    command
        .add_option(
            "FILE", arguments->file, "CSV of payroll (docs/formats.md); - for standard input"
        )
        ->required();
    command.add_option("--municipality", arguments->municipality, "The code")->required();
    CLI::Option* const officer = command.add_option(
        "--officer",
        arguments->officer,
        "The log-in of who says so; the password is typed, or comes over standard input, before a"
        " list that does"
    );
    command
        .add_option(
            "--entry",
            arguments->entry,
            "Of an employer's list: the id of the bank entry by which the sum came, as an officer"
            " says"
        )
        ->check(CLI::PositiveNumber)
        ->needs(officer);
    command.add_flag(
        "--dry-run", arguments->is_dry_run, "Say where each line would land, and write nothing"
    );
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
