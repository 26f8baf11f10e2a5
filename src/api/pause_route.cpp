#include <algorithm>

#include "api/dutch_words.hpp"
#include "api/overview_json.hpp"
#include "api/plan_asked.hpp"

namespace draagkracht::api {

namespace {

base::Outcome<PlanAsked> running_plan(
    Services& services, const Request& request, const Visit& visit
) {
    return plan_asked(services, request, visit)
        .and_then([](const PlanAsked& asked) -> base::Outcome<PlanAsked> {
            if (asked.plan.ended_on) {
                return base::problem("followup.no-such-plan", "this plan does not run any more");
            }
            return asked;
        });
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
    const auto from = date_in(*fields, "vanaf");
    const auto until = date_in(*fields, "totEnMet");
    const auto kind = pause_kind_of((*fields)["soort"]);
    const auto contact = contact_in(services, visit, asked.client, *fields);
    if (const base::Problem* wrong = base::first_problem(from, until, kind, contact)) {
        return tl::unexpected(*wrong);
    }
    return plans::NewPause{
        (*fields)["pauzenummer"],
        asked.plan.id,
        *kind,
        {*from, *until},
        (*fields)["reden"],
        *contact};
}

base::Outcome<plans::PauseChange> change_in(const Request& request) {
    base::Outcome<Fields> fields = text_fields_of(request, {"totEnMet", "reden"});
    if (!fields) {
        return tl::unexpected(fields.error());
    }
    plans::PauseChange change{std::nullopt, (*fields)["reden"]};
    if (fields->contains("totEnMet")) {
        const auto last_day = date_in(*fields, "totEnMet");
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
            const base::Outcome<PlanAsked> asked = running_plan(services, request, visit);
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
            const base::Outcome<PlanAsked> asked = running_plan(services, request, visit);
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
                    {asked->plan.id, request.path_value("pauzenummer")},
                    *change
                )
            );
        }};
}

}  // namespace draagkracht::api
