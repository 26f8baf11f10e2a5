// draagkracht norms: what a new half-year changes in the norms, and which running plans would come
// out otherwise. Neither changes anything; the second is written in the audit trail as a look.
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/command.hpp"
#include "draagkracht/figures/norm_impact_service.hpp"
#include "draagkracht/norms/norm_difference.hpp"

namespace draagkracht::cli {

namespace {

using norms::NormDifference;
using norms::NormTable;
using norms::RowChange;
using norms::RowDifference;

// A date, of which the installation's norms are meant, or a file of one half-year.
base::Outcome<std::shared_ptr<const NormTable>> table_named(
    const std::string& name, const Installation& here
) {
    if (const base::Outcome<base::Date> date = base::Date::parse(name)) {
        const base::Outcome<norms::NormBook> book =
            norms::read_norms(here.settings().rule_files.norms);
        if (!book) {
            return tl::unexpected(book.error());
        }
        return book->norms_on(*date);
    }
    if (!std::filesystem::is_regular_file(name)) {
        return tl::unexpected(base::Problem{
            "cli.unreadable-file",
            "this is no date and no file",
            name,
            "name a date such as 2026-07-01, or a file of norms"});
    }
    return norms::read_norm_table(name).map([](NormTable table) {
        return std::make_shared<const NormTable>(std::move(table));
    });
}

Json json_of(const NormTable& table) {
    return {
        {"file", table.file},
        {"validFrom", table.valid_from.to_string()},
        {"validUntil", table.valid_until.to_string()},
        {"sha256", table.hash}};
}

Json json_of(const RowDifference& row) {
    Json json{{"row", row.name}, {"change", norms::name_of(row.change)}};
    json["old"] = row.old_value.empty() ? Json{} : Json(row.old_value);
    json["new"] = row.new_value.empty() ? Json{} : Json(row.new_value);
    if (row.euros) {
        json["euros"] = row.euros->to_string();
    }
    if (row.percent) {
        json["percent"] = row.percent->to_string();
    }
    if (row.points) {
        json["points"] = row.points->to_string();
    }
    return json;
}

// With its sign, also when it is a plus.
std::string signed_text(const std::string& number) {
    return number.starts_with('-') ? number : "+" + number;
}

std::string text_of(const RowDifference& row) {
    const auto known = [](const std::string& value) { return value.empty() ? "-" : value; };
    std::string text = fmt::format(
        "{:<8} {:<48} {:>18} {:>18}",
        norms::name_of(row.change),
        row.name,
        known(row.old_value),
        known(row.new_value)
    );
    if (row.change != RowChange::changed) {
        return text;
    }
    if (row.euros) {
        text += "  " + signed_text(row.euros->to_string());
    }
    if (row.percent) {
        text += "  " + signed_text(row.percent->to_string()) + "%";
    }
    if (row.points) {
        text += "  " + signed_text(row.points->to_string()) + " percentage points";
    }
    return text;
}

void tell(
    const NormTable& old_table,
    const NormTable& new_table,
    const NormDifference& difference,
    const Console& console
) {
    Json rows = Json::array();
    std::string text = fmt::format("{} -> {}\n", old_table.file, new_table.file);
    for (const RowDifference& row : difference.rows) {
        rows.push_back(json_of(row));
        text += text_of(row) + "\n";
    }
    text += fmt::format(
        "{} changed, {} added, {} removed, {} the same, {} not known in either.",
        difference.count_of(RowChange::changed),
        difference.count_of(RowChange::added),
        difference.count_of(RowChange::removed),
        difference.count_of(RowChange::same),
        difference.count_of(RowChange::unknown)
    );
    console.result(
        {{"old", json_of(old_table)}, {"new", json_of(new_table)}, {"rows", std::move(rows)}}, text
    );
}

struct DiffArguments {
    std::string old_name;
    std::string new_name;
};

base::Outcome<ExitCode> diff(
    const CommonOptions& options, const DiffArguments& arguments, const Console& console
) {
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const auto old_table = table_named(arguments.old_name, *here);
    if (!old_table) {
        return tl::unexpected(old_table.error());
    }
    const auto new_table = table_named(arguments.new_name, *here);
    if (!new_table) {
        return tl::unexpected(new_table.error());
    }
    tell(**old_table, **new_table, norms::difference_of(**old_table, **new_table), console);
    return ExitCode::done;
}

void tell(const figures::PlanImpact& plan, const Console& console) {
    Json json{
        {"plan", plan.plan_number},
        {"version", plan.version},
        {"municipality", plan.municipality},
        {"agreed", plan.agreed_amount.to_string()}};
    if (plan.not_computable) {
        const base::Problem& problem = *plan.not_computable;
        json["notComputable"] = Json{{"code", problem.code}, {"message", problem.message}};
        console.result(
            json, fmt::format("{:<16} not computable: {}", plan.plan_number, problem.message)
        );
        return;
    }
    const std::string before = plan.norm_before.value_or(base::Money{}).to_string();
    const std::string after = plan.norm_after.value_or(base::Money{}).to_string();
    json["normBefore"] = before;
    json["normAfter"] = after;
    json["belowFloor"] = plan.is_below_floor;
    console.result(
        json,
        fmt::format(
            "{:<16} norm {:>9} -> {:>9}   agreed {:>9}{}",
            plan.plan_number,
            before,
            after,
            plan.agreed_amount.to_string(),
            plan.is_below_floor ? "   BELOW THE PROTECTED INCOME" : ""
        )
    );
}

void tell(const figures::NormImpact& impact, base::Date from, const Console& console) {
    console.result(
        {{"from", from.to_string()},
         {"plans", impact.running_plans},
         {"notAssessed", impact.running_plans - impact.assessed_plans},
         {"notComputable", impact.not_computable_plans},
         {"changedPlans", impact.changed_plans},
         {"changedPeople", impact.changed_people},
         {"changeAMonth", impact.change_a_month.to_string()},
         {"belowFloor", impact.plans_below_floor}},
        fmt::format(
            "With the norms and policy of {}: {} of {} running plans of {} people would come out "
            "otherwise,\n{} euros a month in all; {} would go below the protected income. {} are "
            "not computable,\n{} were never assessed. Nothing was changed.",
            from.to_string(),
            impact.changed_plans,
            impact.running_plans,
            impact.changed_people,
            signed_text(impact.change_a_month.to_string()),
            impact.plans_below_floor,
            impact.not_computable_plans,
            impact.running_plans - impact.assessed_plans
        )
    );
}

struct ImpactArguments {
    std::string from;
    std::string municipality;
};

base::Outcome<ExitCode> impact(
    const CommonOptions& options, const ImpactArguments& arguments, const Console& console
) {
    const base::Outcome<base::Date> from = date_of_option(arguments.from, "--from");
    if (!from) {
        return tl::unexpected(from.error());
    }
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const base::Outcome<norms::RuleBook> rules = here->read_rules();
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    const base::Outcome<std::unique_ptr<storage::Database>> database = here->open_database();
    if (!database) {
        return tl::unexpected(database.error());
    }
    const figures::ImpactRequest request{
        .from = *from,
        .municipality =
            arguments.municipality.empty() ? std::nullopt : std::optional{arguments.municipality}};
    figures::NormImpactService service{**database, *rules};
    Progress progress{console, "plans", service.count_plans(request)};
    const base::Outcome<figures::NormImpact> report = service.impact(
        here->occasion(access::Machine::report),
        request,
        [&console](const figures::PlanImpact& plan) { tell(plan, console); },
        [&progress](int done) { progress.show(done); }
    );
    if (!report) {
        return tl::unexpected(report.error());
    }
    tell(*report, *from, console);
    return ExitCode::done;
}

}  // namespace

void add_norms_command(const CommandLine& line) {
    CLI::App* const norms = line.program.add_subcommand(
        "norms", "What a new half-year changes: in the norms, and for running plans"
    );
    norms->require_subcommand(1);
    const CommandLine under{*norms, line.options, line.chosen};

    const auto names = std::make_shared<DiffArguments>();
    CLI::App& diff_command = under.add(
        "diff",
        "Two half-years side by side: each row old, new, and the difference",
        [&options = line.options, names](const Console& console) {
            return diff(options, *names, console);
        }
    );
    diff_command.add_option("OLD", names->old_name, "A date, or a file of norms")->required();
    diff_command.add_option("NEW", names->new_name, "A date, or a file of norms")->required();

    const auto arguments = std::make_shared<ImpactArguments>();
    CLI::App& impact_command = under.add(
        "impact",
        "Which running plans would come out otherwise, and by how much; changes none of them",
        [&options = line.options, arguments](const Console& console) {
            return impact(options, *arguments, console);
        }
    );
    impact_command
        .add_option("--from", arguments->from, "The date of the norms and policy, as 2026-07-01")
        ->required();
    impact_command.add_option("--municipality", arguments->municipality, "The code of one alone");
    add_today_option(impact_command, line.options);
}

}  // namespace draagkracht::cli
