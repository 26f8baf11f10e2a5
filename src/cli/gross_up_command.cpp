// draagkracht gross-up: the claims of a municipality that were open net at the end of a year, for
// payroll; and from the list that payroll gives, the acts that gross them up (brutering).
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <memory>

#include "cli/command.hpp"
#include "draagkracht/conversion/gross_up_list.hpp"

namespace draagkracht::cli {

namespace {

using followup::GrossedUp;
using followup::GrossUpCandidate;
using followup::GrossUpReport;
using followup::GrossUpService;

struct GrossUpArguments {
    std::string file;
    std::string municipality;
    int year = 0;
    std::string decision;
    bool lists_candidates = false;
    bool is_dry_run = false;
};

// Where the list is about.
struct Asked {
    access::Occasion occasion;
    base::MunicipalityId municipality;
    int year;
};

Json json_of(const std::optional<claims::Period>& period) {
    if (!period) {
        return nullptr;
    }
    return {{"from", period->from.to_string()}, {"until", period->until.to_string()}};
}

// A line of the list, but for what payroll fills in.
Json json_of(const GrossUpCandidate& candidate) {
    const claims::ClaimDecision& decision = candidate.decision;
    Json questions = Json::array();
    for (const claims::GrossUpQuestion question : candidate.questions) {
        questions.push_back(to_text(question));
    }
    return {
        {"claim_number", decision.claim_number},
        {"client_number", candidate.client_number},
        {"open_net", candidate.open_net.to_string()},
        {"about",
         {{"joint_debtors", candidate.joint_debtors},
          {"claim_kind", to_text(decision.kind)},
          {"law", to_text(decision.law)},
          {"legal_ground", decision.legal_ground},
          {"cause", to_text(decision.cause)},
          {"culpability", to_text(decision.culpability)},
          {"decision_number", decision.decision_number},
          {"decision_date", decision.decision_date.to_string()},
          {"due_date", decision.due_date.to_string()},
          {"period", json_of(decision.period)},
          {"questions", std::move(questions)}}}};
}

base::Outcome<ExitCode> list_candidates(
    GrossUpService& service, const Asked& asked, const Console& console
) {
    const base::Outcome<std::size_t> count = service.candidates(
        asked.occasion,
        asked.municipality,
        asked.year,
        [&console](const std::vector<GrossUpCandidate>& candidates) {
            std::string lines;
            for (const GrossUpCandidate& candidate : candidates) {
                lines += json_of(candidate).dump() + "\n";
            }
            console.lines(lines);
        }
    );
    return count.map([&](std::size_t claims) {
        console.note(counted(static_cast<std::int64_t>(claims), "claim", "claims") + ".");
        return ExitCode::done;
    });
}

void show(const GrossedUp& line, const Console& console) {
    console.result(
        {{"where", line.where},
         {"claim_number", line.claim_number},
         {"open_net", line.open_net.to_string()},
         {"gross_up", line.amount.to_string()},
         {"known", line.is_known}},
        fmt::format(
            "{}: claim {}, net EUR {}, gross-up EUR {}{}",
            line.where,
            line.claim_number,
            line.open_net.to_string(),
            line.amount.to_string(),
            line.is_known ? ", recorded before" : ""
        )
    );
}

void show(const GrossUpReport& report, bool is_dry_run, const Console& console) {
    console.result(
        {{"lines", report.line_count},
         {"added", report.added_count},
         {"known", report.known_count},
         {"open_net", report.open_net.to_string()},
         {"gross_up", report.amount.to_string()},
         {"written", !is_dry_run}},
        fmt::format(
            "{}: {} grossed up, EUR {} over EUR {} net; {} recorded before.{}",
            counted(static_cast<std::int64_t>(report.line_count), "line", "lines"),
            report.added_count,
            report.amount.to_string(),
            report.open_net.to_string(),
            report.known_count,
            is_dry_run ? " Nothing was written." : ""
        )
    );
}

base::Outcome<ExitCode> gross_up_from(
    std::istream& lines,
    const GrossUpArguments& arguments,
    GrossUpService& service,
    const Asked& asked,
    const Console& console
) {
    const std::string name = arguments.file == "-" ? "standard input" : arguments.file;
    conversion::GrossUpList list{lines, name, arguments.decision};
    Progress progress{console, "lines", 0};
    std::int64_t read_count = 0;
    const auto next_lines = [&] {
        followup::GrossUpLines next = list.next();
        read_count += static_cast<std::int64_t>(next.lines.size());
        progress.show(read_count);
        return next;
    };
    const base::Outcome<GrossUpReport> report =
        arguments.is_dry_run
            ? service.work_out(
                  asked.occasion,
                  asked.municipality,
                  asked.year,
                  next_lines,
                  [&console](const GrossedUp& line) { show(line, console); }
              )
            : service.record(asked.occasion, asked.municipality, asked.year, next_lines);
    return report.map([&](const GrossUpReport& done) {
        if (!done.problems.empty()) {
            return console.problems(done.problems);
        }
        show(done, arguments.is_dry_run, console);
        return ExitCode::done;
    });
}

base::Outcome<ExitCode> gross_up(
    const CommonOptions& options, const GrossUpArguments& arguments, const Console& console
) {
    if (arguments.lists_candidates != arguments.file.empty()) {
        return base::problem(
            "cli.wrong-usage",
            "either a list of payroll is given, or --candidates",
            "draagkracht gross-up --help"
        );
    }
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const auto database = here->open_database();
    const base::Outcome<norms::RuleBook> rules = here->read_rules();
    if (const base::Problem* first = base::first_problem(database, rules)) {
        return tl::unexpected(*first);
    }
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_named(**database, arguments.municipality);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    const Asked asked{here->occasion(access::Machine::payroll), *municipality, arguments.year};
    GrossUpService service{**database, rules->law};
    if (arguments.lists_candidates) {
        return list_candidates(service, asked, console);
    }
    if (arguments.file == "-") {
        return gross_up_from(std::cin, arguments, service, asked, console);
    }
    std::ifstream lines{arguments.file, std::ios::binary};
    if (!lines) {
        return tl::unexpected(unreadable_file(arguments.file));
    }
    return gross_up_from(lines, arguments, service, asked, console);
}

}  // namespace

void add_gross_up_command(const CommandLine& line) {
    const auto arguments = std::make_shared<GrossUpArguments>();
    CLI::App& command = line.add(
        "gross-up",
        "Gross up what was open net at the end of a year, from a list of payroll, all or nothing",
        [&options = line.options, arguments](const Console& console) {
            return gross_up(options, *arguments, console);
        }
    );
    command.add_option(
        "FILE", arguments->file, "JSON Lines of payroll (docs/formats.md); - for standard input"
    );
    command.add_option("--municipality", arguments->municipality, "The code")->required();
    command.add_option("--year", arguments->year, "The year that is over, such as 2026")
        ->required()
        ->check(CLI::Range(1900, 9000));
    command.add_option(
        "--decision",
        arguments->decision,
        "The decision by which claims are grossed up, where a line tells none"
    );
    command.add_flag(
        "--candidates",
        arguments->lists_candidates,
        "Write the claims that payroll has to look at, a line each; the look is in the trail"
    );
    command.add_flag(
        "--dry-run", arguments->is_dry_run, "Say what each line would book, and write nothing"
    );
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
