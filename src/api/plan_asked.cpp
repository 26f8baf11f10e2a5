#include "api/plan_asked.hpp"

#include <algorithm>

#include "api/overview_json.hpp"

namespace draagkracht::api {

base::Outcome<PlanAsked> plan_asked(
    Services& services, const Request& request, const Visit& visit
) {
    const base::Outcome<ClientAsked> client = client_of(services, request, visit);
    if (!client) {
        return tl::unexpected(client.error());
    }
    const auto plans = services.plans.plans_of(visit.occasion, client->person);
    if (!plans) {
        return tl::unexpected(plans.error());
    }
    // The newest version of a number comes first.
    const std::string& number = request.path_value("regelingnummer");
    const auto found = std::ranges::find_if(*plans, [&number](const plans::PlanStanding& standing) {
        return standing.plan.facts.plan_number == number;
    });
    if (found == plans->end()) {
        return base::problem("followup.no-such-plan", "this client has no such plan");
    }
    return PlanAsked{*client, found->plan};
}

base::Outcome<std::optional<base::ContactId>> contact_in(
    Services& services, const Visit& visit, const ClientAsked& client, const Fields& fields
) {
    const auto given = fields.find("contactnummer");
    if (given == fields.end()) {
        return std::optional<base::ContactId>{};
    }
    auto found = contact_numbered(services, visit, client, given->second);
    if (found && !*found) {
        return base::problem(
            "followup.contact-of-other-person",
            "there is no such conversation with the debtor of this plan",
            "choose from the contacts of this person"
        );
    }
    return found;
}

base::Outcome<base::Date> date_in(const Fields& fields, const std::string& name) {
    const auto given = fields.find(name);
    return base::Date::parse(given == fields.end() ? "" : given->second)
        .map_error([&name](const base::Problem& problem) { return problem.at(name); });
}

base::Outcome<Response> plan_answer(
    Services& services, const Visit& visit, const ClientAsked& client, base::PlanId plan, int status
) {
    const auto plans = services.plans.plans_of(visit.occasion, client.person);
    const auto pauses =
        services.pauses.pauses_of(visit.occasion, client.municipality, client.person);
    if (const base::Problem* wrong = base::first_problem(plans, pauses)) {
        return tl::unexpected(*wrong);
    }
    const auto found = std::ranges::find(*plans, plan, [](const plans::PlanStanding& standing) {
        return standing.plan.id;
    });
    base::ensure(found != plans->end(), "the plan that something was done with is there");
    return Response::json(status, json_of(*found, *pauses).dump());
}

}  // namespace draagkracht::api
