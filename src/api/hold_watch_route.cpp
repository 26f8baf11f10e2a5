#include <algorithm>

#include "api/dutch_words.hpp"
#include "api/overview_json.hpp"
#include "api/routes.hpp"

namespace draagkracht::api {

namespace {

base::Outcome<Json> holds_to_review(
    Services& services,
    const Visit& visit,
    base::MunicipalityId municipality,
    const followup::HoldPage& page
) {
    const auto holds = services.hold_watch.to_review(visit.occasion, municipality, page);
    if (!holds) {
        return tl::unexpected(holds.error());
    }
    const auto identities = services.people.identities_of(visit.occasion, holds->people());
    if (!identities) {
        return tl::unexpected(identities.error());
    }
    Json list = Json::array();
    for (const followup::HoldToReview& hold : holds->items) {
        const auto debtor = std::ranges::find(*identities, hold.debtor, &people::Identity::person);
        base::ensure(debtor != identities->end(), "who is on the list was looked up");
        list.push_back(
            {{"debiteurnummer", debtor->client_number},
             {"naam", debtor->name.full()},
             {"vorderingnummer", hold.claim_number},
             {"openBedrag", hold.open.to_string()},
             {"opschorting", dutch(hold.kind)},
             {"handelingsnummer", hold.act_number},
             {"reden", hold.reason},
             {"vanaf", hold.first_day.to_string()},
             {"opnieuwBekijkenOp", hold.review_on.to_string()},
             {"gemeldDoorBank", hold.is_told_by_bank}}
        );
    }
    return Json{
        {"peildatum", visit.occasion.today.date().to_string()},
        {"totaalAantal", holds->total_count},
        {"opschortingen", std::move(list)}};
}

}  // namespace

Route hold_watch_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = "/v1/gemeenten/{gemeentecode}/opschortingen",
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const auto municipality = municipality_of(services, request);
            const auto part = list_part_of(request);
            if (const base::Problem* wrong = base::first_problem(municipality, part)) {
                return tl::unexpected(*wrong);
            }
            return holds_to_review(services, visit, *municipality, {part->limit, part->offset})
                .map([](const Json& body) { return Response::json(200, body.dump()); });
        }};
}

}  // namespace draagkracht::api
