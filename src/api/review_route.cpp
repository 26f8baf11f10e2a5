#include <algorithm>

#include "api/dutch_words.hpp"
#include "api/overview_json.hpp"
#include "api/plan_asked.hpp"

namespace draagkracht::api {

namespace {

base::Outcome<Json> due_reviews(
    Services& services,
    const Visit& visit,
    base::MunicipalityId municipality,
    const plans::ReviewPage& page
) {
    const auto due = services.reviews.due(visit.occasion, municipality, page);
    if (!due) {
        return tl::unexpected(due.error());
    }
    const auto identities = services.people.identities_of(visit.occasion, due->people());
    if (!identities) {
        return tl::unexpected(identities.error());
    }
    Json list = Json::array();
    for (const plans::DueReview& review : due->items) {
        const auto person =
            std::ranges::find(*identities, review.person, &people::Identity::person);
        base::ensure(person != identities->end(), "who is on the list was looked up");
        list.push_back(
            {{"debiteurnummer", person->client_number},
             {"naam", person->name.full()},
             {"regelingnummer", review.plan_number},
             {"aanleiding", dutch(review.cause)},
             {"sinds", review.since.to_string()}}
        );
    }
    return Json{
        {"peildatum", visit.occasion.today.date().to_string()},
        {"totaalAantal", due->total_count},
        {"herbeoordelingen", std::move(list)}};
}

base::Done note(
    Services& services, const Request& request, const Visit& visit, const PlanAsked& asked
) {
    base::Outcome<Fields> fields = text_fields_of(request, {"uitkomst", "reden", "contactnummer"});
    if (!fields) {
        return tl::unexpected(fields.error());
    }
    const std::string result = (*fields)["uitkomst"];
    if (result != "ongewijzigd" && result != "inkomen_gedaald") {
        return tl::unexpected(base::Problem{
            "api.wrong-field",
            "this word is not known here",
            "uitkomst",
            "one of: ongewijzigd, inkomen_gedaald"});
    }
    const auto contact = contact_in(services, visit, asked.client, *fields);
    if (!contact) {
        return tl::unexpected(contact.error());
    }
    const plans::ReviewNote written{asked.plan.id, (*fields)["reden"], *contact};
    return result == "ongewijzigd"
               ? services.reviews.keep_plan(visit.occasion, written)
               : services.reviews.report_fall_in_income(visit.occasion, written);
}

}  // namespace

Route reviews_route(Services& services) {
    return {
        .method = Method::get,
        .pattern = "/v1/gemeenten/{gemeentecode}/herbeoordelingen",
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const auto municipality = municipality_of(services, request);
            const auto part = list_part_of(request);
            if (const base::Problem* wrong = base::first_problem(municipality, part)) {
                return tl::unexpected(*wrong);
            }
            return due_reviews(services, visit, *municipality, {part->limit, part->offset})
                .map([](const Json& body) { return Response::json(200, body.dump()); });
        }};
}

Route review_route(Services& services) {
    return {
        .method = Method::post,
        .pattern =
            "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/regelingen/{regelingnummer}"
            "/herbeoordelingen",
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const base::Outcome<PlanAsked> asked = plan_asked(services, request, visit);
            if (!asked) {
                return tl::unexpected(asked.error());
            }
            return note(services, request, visit, *asked).and_then([&] {
                return plan_answer(services, visit, asked->client, asked->plan.id, 200);
            });
        }};
}

}  // namespace draagkracht::api
