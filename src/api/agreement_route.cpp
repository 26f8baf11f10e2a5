#include <algorithm>

#include "api/overview_json.hpp"
#include "api/routes.hpp"
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

base::Outcome<base::PlanId> agree(
    Services& services, const Visit& visit, const TalkAsked& asked, const std::string& key
) {
    plans::PlanRequest request = asked.request;
    request.request_number = key;
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
             .reason = asked.body.reason}
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
            const ClientAsked& client = asked->client;
            const auto plans = services.plans.plans_of(visit.occasion, client.person);
            const auto pauses =
                services.pauses.pauses_of(visit.occasion, client.municipality, client.person);
            if (const base::Problem* wrong = base::first_problem(plans, pauses)) {
                return tl::unexpected(*wrong);
            }
            const auto plan = std::ranges::find(
                *plans, *made, [](const plans::PlanStanding& standing) { return standing.plan.id; }
            );
            base::ensure(plan != plans->end(), "the plan that was agreed on is there");
            return Response::json(201, json_of(*plan, *pauses).dump());
        }};
}

}  // namespace draagkracht::api
