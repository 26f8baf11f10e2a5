#include "api/overview_json.hpp"
#include "api/routes.hpp"

namespace draagkracht::api {

namespace {

template <typename Value, typename ToJson>
Json list_of(const std::vector<Value>& values, ToJson to_json) {
    Json list = Json::array();
    for (const Value& value : values) {
        list.push_back(to_json(value));
    }
    return list;
}

// Every part is looked at by the use case that writes the look in the trail.
base::Outcome<Json> overview(Services& services, const Visit& visit, const ClientAsked& wanted) {
    const access::Occasion& occasion = visit.occasion;
    const auto who = services.people.identity_of(occasion, wanted.person);
    const auto owed = services.claims.overview_of(occasion, wanted.person);
    const auto plans = services.plans.plans_of(occasion, wanted.person);
    const auto pauses = services.pauses.pauses_of(occasion, wanted.municipality, wanted.person);
    const auto contacts =
        services.followup.contacts_of(occasion, wanted.municipality, wanted.person);
    const auto tasks = services.followup.tasks_of(occasion, wanted.municipality, wanted.person);
    const auto clocks = services.limitation.clocks_of(occasion, wanted.municipality, wanted.person);
    const auto outlooks =
        services.remission.outlooks_of(occasion, wanted.municipality, wanted.person);
    if (const base::Problem* wrong =
            base::first_problem(who, owed, plans, pauses, contacts, tasks, clocks, outlooks)) {
        return tl::unexpected(*wrong);
    }
    const auto as_json = [](const auto& value) { return json_of(value); };
    return Json{
        {"peildatum", occasion.today.date().to_string()},
        {"debiteur", json_of(*who)},
        {"totaalOpenstaand", owed->total.to_string()},
        {"vorderingen",
         list_of(
             owed->claims,
             [&](const claims::ClaimWithBalance& claim) {
                 return json_of(claim, *clocks, *outlooks, occasion.today);
             }
         )},
        {"betalingsregelingen",
         list_of(
             *plans, [&](const plans::PlanStanding& standing) { return json_of(standing, *pauses); }
         )},
        {"mutaties",
         list_of(
             owed->postings,
             [&](const claims::Posting& posting) { return json_of(posting, owed->claims); }
         )},
        {"contacten", list_of(*contacts, as_json)},
        {"taken", list_of(*tasks, as_json)}};
}

}  // namespace

Route overview_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/overzicht",
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            return client_of(services, request, visit)
                .and_then([&](const ClientAsked& wanted) {
                    return overview(services, visit, wanted);
                })
                .map([](const Json& body) { return Response::json(200, body.dump()); });
        }};
}

}  // namespace draagkracht::api
