#include <algorithm>

#include "api/overview_json.hpp"
#include "api/routes.hpp"

namespace draagkracht::api {

namespace {

base::Outcome<Json> lapsing_debts(
    Services& services,
    const Visit& visit,
    base::MunicipalityId municipality,
    const followup::LimitationPage& page
) {
    const auto lapsing = services.limitation_watch.lapsing(visit.occasion, municipality, page);
    if (!lapsing) {
        return tl::unexpected(lapsing.error());
    }
    const auto identities = services.people.identities_of(visit.occasion, lapsing->people());
    if (!identities) {
        return tl::unexpected(identities.error());
    }
    const base::Date today = visit.occasion.today.date();
    Json list = Json::array();
    for (const followup::LapsingDebt& debt : lapsing->items) {
        const auto debtor = std::ranges::find(*identities, debt.debtor, &people::Identity::person);
        base::ensure(debtor != identities->end(), "who is on the list was looked up");
        list.push_back(
            {{"debiteurnummer", debtor->client_number},
             {"naam", debtor->name.full()},
             {"vorderingnummer", debt.claim_number},
             {"openBedrag", debt.open.to_string()},
             {"verjaring", limitation_of(debt.clock, today)}}
        );
    }
    return Json{
        {"peildatum", today.to_string()},
        {"totaalAantal", lapsing->total_count},
        {"verjaringen", std::move(list)}};
}

}  // namespace

Route limitation_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = "/v1/gemeenten/{gemeentecode}/verjaringen",
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const auto municipality = municipality_of(services, request);
            const auto part = list_part_of(request);
            if (const base::Problem* wrong = base::first_problem(municipality, part)) {
                return tl::unexpected(*wrong);
            }
            return lapsing_debts(services, visit, *municipality, {part->limit, part->offset})
                .map([](const Json& body) { return Response::json(200, body.dump()); });
        }};
}

}  // namespace draagkracht::api
