// draagkracht explain: how a claim stood on a day, with all that makes it so: its balance, dates,
// stage, the rights on it and the agreements, each with the records, rules, days and people.
#include <algorithm>
#include <memory>

#include "cli/command.hpp"
#include "cli/explanation_text.hpp"
#include "draagkracht/followup/explanation_service.hpp"
#include "draagkracht/people/people_service.hpp"

namespace draagkracht::cli {

namespace {

using followup::Explanation;
using followup::Vantage;

struct ExplainArguments {
    std::string municipality;
    std::string client;
    std::string claim;
    std::string day;
    std::string known_on;
    std::vector<std::string> topics;
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

// None named: all of them.
base::Outcome<std::vector<followup::Topic>> topics_named(const std::vector<std::string>& words) {
    std::vector<followup::Topic> topics;
    for (const std::string& word : words) {
        const base::Outcome<followup::Topic> topic = followup::topic_of(word);
        if (!topic) {
            return base::problem("cli.wrong-usage", "--about takes " + topic.error().remedy);
        }
        topics.push_back(*topic);
    }
    return topics;
}

void keep(Explanation& told, const std::vector<followup::Topic>& topics) {
    std::erase_if(told.sections, [&topics](const followup::ExplainedSection& section) {
        return !topics.empty() && std::ranges::count(topics, section.topic) == 0;
    });
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
    const auto topics = topics_named(arguments.topics);
    if (const base::Problem* first =
            base::first_problem(database, sealer, rules, day, known_on, topics)) {
        return tl::unexpected(*first);
    }
    const Vantage vantage{*day, *known_on};
    return claim_named(**database, *sealer, occasion, arguments)
        .and_then([&](const claims::NamedClaim& named) {
            return followup::ExplanationService{**database, *rules}.explain(
                occasion, named, vantage
            );
        })
        .map([&](Explanation told) {
            keep(told, *topics);
            const auto names = access::AccessService{**database}.officer_names();
            console.result(json_of(told), text_of(told, names));
            return ExitCode::done;
        });
}

}  // namespace

void add_explain_command(const CommandLine& line) {
    const auto arguments = std::make_shared<ExplainArguments>();
    CLI::App& command = line.add(
        "explain",
        "How a claim stood on a day and what may be done on it, with the records, rules, days and "
        "people that make it so; the look is in the trail",
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
    command.add_option(
        "--about",
        arguments->topics,
        "Only this: balance, dates, state, collection, formal_notice, remission or agreement; may "
        "be given more than once"
    );
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
