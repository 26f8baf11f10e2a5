#include "api/offer_json.hpp"
#include "api/routes.hpp"
#include "api/talk_request.hpp"

namespace draagkracht::api {

Route proposals_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = "/v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/betalingsvoorstellen",
        .handler =
            [&services](const Request& request, const Visit& visit) -> base::Outcome<Response> {
            const base::Outcome<TalkAsked> asked =
                talk_asked_by(services, request, visit, TalkKind::proposals);
            if (!asked) {
                return tl::unexpected(asked.error());
            }
            return services.plans.propose(visit.occasion, asked->request, asked->body.asked)
                .map([](const plans::Offer& offer) {
                    return Response::json(200, json_of(offer).dump());
                })
                .map_error(at_field);
        }};
}

}  // namespace draagkracht::api
