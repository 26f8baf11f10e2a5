#include <algorithm>

#include "api/plan_asked.hpp"
#include "api/talk_request.hpp"

namespace draagkracht::api {

namespace {

constexpr std::size_t key_length_max = 100;

base::Outcome<std::string> idempotency_key_of(const Request& request) {
    const std::string_view key = request.header("idempotency-key");
    if (key.empty() || key.size() > key_length_max) {
        return tl::unexpected(base::Problem{
            "api.wrong-field",
            "the header Idempotency-Key is missing or too long",
            "Idempotency-Key",
            "send a number of your own, such as a UUID; the same number makes one plan"});
    }
    return std::string{key};
}

// The mandate by the number on its form, of this client.
base::Outcome<plans::WayToPay> way_to_pay_of(
    Services& services, const Visit& visit, const TalkAsked& asked
) {
    plans::WayToPay way{asked.body.way};
    if (asked.body.mandate_number.empty()) {
        return way;
    }
    const auto mandates = services.mandates.mandates_of(visit.occasion, asked.client.person);
    if (!mandates) {
        return tl::unexpected(mandates.error());
    }
    const auto found =
        std::ranges::find(*mandates, asked.body.mandate_number, &plans::Mandate::number);
    if (found == mandates->end()) {
        return tl::unexpected(base::Problem{
            "api.wrong-field",
            "this client has no such mandate",
            "/machtigingsnummer",
            "record the mandate first"});
    }
    way.mandate = found->id;
    return way;
}

base::Outcome<base::PlanId> agree(
    Services& services, const Visit& visit, const TalkAsked& asked, const std::string& key
) {
    const base::Outcome<plans::WayToPay> way = way_to_pay_of(services, visit, asked);
    if (!way) {
        return tl::unexpected(way.error());
    }
    plans::PlanRequest request = asked.request;
    request.request_number = key;
    request.debt_seen = asked.body.debt_seen;
    request.replaces = asked.body.replaces;
    const plans::Asked& wish = asked.body.asked;
    return services.plans
        .agree(
            visit.occasion,
            request,
            {.terms =
                 {.rhythm = wish.rhythm,
                  .amounts = wish.amounts,
                  .extras = wish.extras,
                  .holiday_pay = wish.holiday_pay},
             .debtors_own_wish = asked.body.debtors_own_wish,
             .reason = asked.body.reason,
             .way_to_pay = *way}
        )
        .map_error(at_field);
}

}  // namespace

Route agreement_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/betalingsregelingen",
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const base::Outcome<std::string> key = idempotency_key_of(request);
            const base::Outcome<TalkAsked> asked =
                talk_asked_by(services, request, visit, TalkKind::agreement);
            if (const base::Problem* wrong = base::first_problem(asked, key)) {
                return tl::unexpected(*wrong);
            }
            const base::Outcome<base::PlanId> made = agree(services, visit, *asked, *key);
            if (!made) {
                return tl::unexpected(made.error());
            }
            return plan_answer(services, visit, asked->client, *made, 201);
        }};
}

}  // namespace draagkracht::api
