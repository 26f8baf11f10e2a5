// draagkracht explain: how a claim stood on a day, with all that makes it so: the decision, the
// acts, every movement, the holds and the limitation, each with its day and who recorded it.
#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "draagkracht/api/claim_life_json.hpp"
#include "draagkracht/people/people_service.hpp"

namespace draagkracht::cli {

namespace {

using followup::ClaimLife;
using followup::Vantage;

struct ExplainArguments {
    std::string municipality;
    std::string client;
    std::string claim;
    std::string day;
    std::string known_on;
};

base::Outcome<base::Date> day_of(
    const std::string& text, const std::string& option, base::Date usual
) {
    return text.empty() ? usual : date_of_option(text, option);
}

base::Outcome<claims::NamedClaim> claim_named(
    storage::Database& database,
    const storage::Sealer& sealer,
    const access::Occasion& occasion,
    const ExplainArguments& arguments
) {
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_named(database, arguments.municipality);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    return people::PeopleService{database, sealer}
        .find_by_client_number(occasion, *municipality, arguments.client)
        .and_then(
            [&](const std::optional<base::PersonId>& person) -> base::Outcome<claims::NamedClaim> {
                if (!person) {
                    return base::problem(
                        "people.unknown-person", "there is no client with this number"
                    );
                }
                return claims::NamedClaim{*municipality, *person, arguments.claim};
            }
        );
}

std::string decision_text(const claims::ClaimDecision& decision) {
    return fmt::format(
        "Decision {} of {}, {}, notified {}, to be paid by {}: {}",
        decision.decision_number,
        decision.decision_date.to_string(),
        decision.legal_ground,
        decision.notified_date.to_string(),
        decision.due_date.to_string(),
        decision.amount.to_string()
    );
}

std::string hold_text(const claims::RunningHold& hold) {
    return fmt::format(
        "  {} from {}{}{}, interest {}",
        to_text(hold.kind),
        hold.first_day.to_string(),
        hold.last_day ? " until " + hold.last_day->to_string() : "",
        hold.review_on ? ", looked at again on " + hold.review_on->to_string() : "",
        hold.interest_runs ? "runs on" : "does not run"
    );
}

std::string act_text(const claims::Act& act) {
    return fmt::format(
        "  {} {} from {}{}{}, recorded {} by {}{}: {}",
        act.facts.number,
        to_text(act.facts.kind),
        act.facts.on.to_string(),
        act.facts.amount ? ", " + act.facts.amount->to_string() : "",
        act.from_claim          ? ", of claim " + *act.from_claim
        : act.facts.other_claim ? ", to claim " + *act.facts.other_claim
                                : "",
        act.recorded_on.to_string(),
        act.recorded_by,
        act.approval ? ", decided by a second person" : "",
        act.facts.reason
    );
}

std::string limitation_text(const ClaimLife& life, const followup::ClaimClock& of_debtor) {
    const std::string& client = life.client_numbers.at(of_debtor.debtor);
    if (!of_debtor.clock) {
        return fmt::format("  debtor {}: not known, no law is in the books for that day", client);
    }
    std::string text = fmt::format("  debtor {}:", client);
    for (const claims::LimitationTerm& term : of_debtor.clock->terms()) {
        text += fmt::format(
            "\n    from {} until {}{}{}",
            term.begins.to_string(),
            term.last_day ? term.last_day->to_string() : "a day that is not known",
            term.begun_by ? fmt::format(
                                ", begun by {} ({})",
                                claims::to_text(term.begun_by->kind),
                                term.begun_by->source
                            )
                          : ", after the term to pay",
            term.extended_days > 0 ? fmt::format(", {} days longer", term.extended_days) : ""
        );
    }
    return text;
}

std::string movements_text(const ClaimLife& life, const Vantage& vantage) {
    const claims::Period since_ever{base::Date{std::chrono::sys_days{}}, vantage.day};
    std::string text;
    for (const claims::StatementLine& line :
         claims::statement_over(life.postings, since_ever).lines) {
        const claims::Movement& movement = line.posting.facts.movement;
        text += fmt::format(
            "\n  {} {:>12} {:<9} {:<10} leaves {:>12}, booked {} by {}: {}",
            movement.value_date.to_string(),
            movement.amount.to_string(),
            claims::to_text(movement.component),
            claims::to_text(movement.kind),
            line.after.total().to_string(),
            line.posting.booked_on.to_string(),
            line.posting.posted_by,
            movement.reason
        );
    }
    return text;
}

std::string text_of(const ClaimLife& life, const Vantage& vantage) {
    std::string text = fmt::format(
        "Claim {} on {}, as known on {}: {}\nOpen {} (principal {}, interest {}, costs {})\n{}",
        life.claim.decision.claim_number,
        vantage.day.to_string(),
        vantage.known_on.to_string(),
        to_text(life.life.stage),
        life.balance.total().to_string(),
        life.balance.principal.to_string(),
        life.balance.interest.to_string(),
        life.balance.costs.to_string(),
        decision_text(life.claim.decision)
    );
    const auto add = [&text](const std::string& heading, const auto& things, const auto& to_line) {
        if (!things.empty()) {
            text += "\n" + heading;
        }
        for (const auto& thing : things) {
            text += "\n" + to_line(thing);
        }
    };
    add("Held up by", life.life.holds, hold_text);
    add("Acts", life.acts, act_text);
    text += "\nMovements" + movements_text(life, vantage);
    add("Limitation", life.clocks, [&life](const followup::ClaimClock& of_debtor) {
        return limitation_text(life, of_debtor);
    });
    return text;
}

base::Outcome<ExitCode> explain(
    const CommonOptions& options, const ExplainArguments& arguments, const Console& console
) {
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const base::Outcome<std::unique_ptr<storage::Database>> database = here->open_database();
    const base::Outcome<storage::Sealer> sealer = here->open_sealer();
    const base::Outcome<norms::RuleBook> rules = here->read_rules();
    const access::Occasion occasion = here->occasion(access::Machine::explanation);
    const base::Date today = occasion.today.date();
    const auto day = day_of(arguments.day, "--on", today);
    const auto known_on = day_of(arguments.known_on, "--known-on", today);
    if (const base::Problem* first = base::first_problem(database, sealer, rules, day, known_on)) {
        return tl::unexpected(*first);
    }
    const Vantage vantage{*day, *known_on};
    return claim_named(**database, *sealer, occasion, arguments)
        .and_then([&](const claims::NamedClaim& named) {
            return followup::ClaimLifeService{**database, rules->law}.life_on(
                occasion, named, vantage
            );
        })
        .map([&](const ClaimLife& life) {
            console.result(api::json_of(life, vantage), text_of(life, vantage));
            return ExitCode::done;
        });
}

}  // namespace

void add_explain_command(const CommandLine& line) {
    const auto arguments = std::make_shared<ExplainArguments>();
    CLI::App& command = line.add(
        "explain",
        "How a claim stood on a day, with all that makes it so; the look is in the trail",
        [&options = line.options, arguments](const Console& console) {
            return explain(options, *arguments, console);
        }
    );
    command.add_option("--municipality", arguments->municipality, "The code")->required();
    command.add_option("--client", arguments->client, "The client number of a debtor")->required();
    command.add_option("--claim", arguments->claim, "The number of the claim")->required();
    command.add_option("--on", arguments->day, "The day; today when it is left out");
    command.add_option(
        "--known-on", arguments->known_on, "With what was recorded by this day; else as known now"
    );
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
