#include <algorithm>

#include "api/dutch_words.hpp"
#include "api/overview_json.hpp"
#include "api/routes.hpp"

namespace draagkracht::api {

namespace {

// The running plan that a request is about.
struct PlanAsked {
    ClientAsked client;
    base::PlanId plan;
};

base::Outcome<PlanAsked> plan_of(Services& services, const Request& request, const Visit& visit) {
    const base::Outcome<ClientAsked> client = client_of(services, request, visit);
    if (!client) {
        return tl::unexpected(client.error());
    }
    const auto plans = services.plans.plans_of(visit.occasion, client->person);
    if (!plans) {
        return tl::unexpected(plans.error());
    }
    const std::string& number = request.path_value("regelingnummer");
    const auto found = std::ranges::find_if(*plans, [&number](const plans::PlanStanding& standing) {
        return standing.plan.facts.plan_number == number && !standing.plan.ended_on;
    });
    if (found == plans->end()) {
        return base::problem("followup.no-such-plan", "this client has no such running plan");
    }
    return PlanAsked{*client, found->plan.id};
}

base::Outcome<base::Date> date_of(const Fields& fields, const std::string& name) {
    const auto given = fields.find(name);
    return base::Date::parse(given == fields.end() ? "" : given->second)
        .map_error([&name](base::Problem problem) { return problem.at(name); });
}

// The id of the contact with that number, of this person.
base::Outcome<std::optional<base::ContactId>> contact_of(
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

base::Outcome<plans::NewPause> pause_in(
    Services& services, const Request& request, const Visit& visit, const PlanAsked& asked
) {
    base::Outcome<Fields> fields = text_fields_of(
        request, {"pauzenummer", "soort", "vanaf", "totEnMet", "reden", "contactnummer"}
    );
    if (!fields) {
        return tl::unexpected(fields.error());
    }
    const auto from = date_of(*fields, "vanaf");
    const auto until = date_of(*fields, "totEnMet");
    const auto kind = pause_kind_of((*fields)["soort"]);
    const auto contact = contact_of(services, visit, asked.client, *fields);
    if (const base::Problem* wrong = base::first_problem(from, until, kind, contact)) {
        return tl::unexpected(*wrong);
    }
    return plans::NewPause{
        (*fields)["pauzenummer"], asked.plan, *kind, {*from, *until}, (*fields)["reden"], *contact};
}

base::Outcome<plans::PauseChange> change_in(const Request& request) {
    base::Outcome<Fields> fields = text_fields_of(request, {"totEnMet", "reden"});
    if (!fields) {
        return tl::unexpected(fields.error());
    }
    plans::PauseChange change{std::nullopt, (*fields)["reden"]};
    if (fields->contains("totEnMet")) {
        const auto last_day = date_of(*fields, "totEnMet");
        if (!last_day) {
            return tl::unexpected(last_day.error());
        }
        change.last_day = *last_day;
    }
    return change;
}

// The pause as it is now.
base::Outcome<Response> answer(
    Services& services,
    const Visit& visit,
    const PlanAsked& asked,
    const base::Outcome<base::PauseId>& done
) {
    if (!done) {
        return tl::unexpected(done.error());
    }
    return services.pauses.pauses_of(visit.occasion, asked.client.municipality, asked.client.person)
        .map([&](const std::vector<plans::Pause>& pauses) {
            const auto pause = std::ranges::find(pauses, *done, &plans::Pause::id);
            base::ensure(pause != pauses.end(), "a pause that was entered is there");
            return Response::json(200, json_of(*pause).dump());
        });
}

const std::string pauses_pattern =
    "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/regelingen/{regelingnummer}/pauzes";

}  // namespace

Route pausing_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = pauses_pattern,
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const base::Outcome<PlanAsked> asked = plan_of(services, request, visit);
            if (!asked) {
                return tl::unexpected(asked.error());
            }
            const base::Outcome<plans::NewPause> pause = pause_in(services, request, visit, *asked);
            if (!pause) {
                return tl::unexpected(pause.error());
            }
            return answer(
                services,
                visit,
                *asked,
                services.pauses.enter(visit.occasion, asked->client.municipality, *pause)
            );
        }};
}

Route pause_change_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = pauses_pattern + "/{pauzenummer}/wijzigingen",
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const base::Outcome<PlanAsked> asked = plan_of(services, request, visit);
            const base::Outcome<plans::PauseChange> change = change_in(request);
            if (!asked || !change) {
                return tl::unexpected(!asked ? asked.error() : change.error());
            }
            return answer(
                services,
                visit,
                *asked,
                services.pauses.change(
                    visit.occasion,
                    asked->client.municipality,
                    {asked->plan, request.path_value("pauzenummer")},
                    *change
                )
            );
        }};
}

}  // namespace draagkracht::api
