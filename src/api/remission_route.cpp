#include "api/claim_asked.hpp"
#include "api/dutch_words.hpp"
#include "draagkracht/api/claim_life_json.hpp"

namespace draagkracht::api {

namespace {

struct RemissionOfClaim {
    claims::NamedClaim named;
    claims::RemissionAsked asked;
};

base::Outcome<claims::RemissionAsked> remission_in(const Request& request) {
    base::Outcome<Fields> fields = text_fields_of(
        request, {"handelingsnummer", "grond", "besluitnummer", "bevinding", "bedrag"}
    );
    if (!fields) {
        return tl::unexpected(fields.error());
    }
    const auto ground = remission_ground_of((*fields)["grond"]).map_error([](base::Problem wrong) {
        return wrong.at("grond");
    });
    // Who has not seen what is given up cannot propose it.
    const auto seen = base::Money::parse((*fields)["bedrag"]).map_error([](base::Problem wrong) {
        return wrong.at("bedrag");
    });
    if (const base::Problem* wrong = base::first_problem(ground, seen)) {
        return tl::unexpected(*wrong);
    }
    return claims::RemissionAsked{
        (*fields)["handelingsnummer"],
        *ground,
        (*fields)["besluitnummer"],
        (*fields)["bevinding"],
        *seen};
}

base::Outcome<RemissionOfClaim> remission_asked(
    Services& services, const Request& request, const Visit& visit
) {
    return claim_asked(services, request, visit).and_then([&](const claims::NamedClaim& named) {
        return remission_in(request).map([&named](const claims::RemissionAsked& asked) {
            return RemissionOfClaim{named, asked};
        });
    });
}

base::Outcome<Response> propose(Services& services, const Request& request, const Visit& visit) {
    return remission_asked(services, request, visit)
        .and_then([&](const RemissionOfClaim& of_claim) {
            return services.remission.propose(visit.occasion, of_claim.named, of_claim.asked);
        })
        .map([](base::ApprovalId approval) {
            return Response::json(
                200, Json{{"goedkeuringsnummer", std::to_string(approval.value())}}.dump()
            );
        });
}

base::Outcome<Response> carry_out(Services& services, const Request& request, const Visit& visit) {
    const base::Outcome<RemissionOfClaim> of_claim = remission_asked(services, request, visit);
    if (!of_claim) {
        return tl::unexpected(of_claim.error());
    }
    const base::Date today = visit.occasion.today.date();
    return services.remission.carry_out(visit.occasion, of_claim->named, of_claim->asked)
        .and_then([&](base::ActId) {
            return services.lives.life_on(visit.occasion, of_claim->named, {today, today});
        })
        .map([today](const followup::ClaimLife& life) {
            return Response::json(200, json_of(life, {today, today}).dump());
        });
}

}  // namespace

Route remission_proposal_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = claim_pattern + "/kwijtscheldingsvoorstellen",
        .handler = [&services](const Request& request, const Visit& visit) {
            return propose(services, request, visit);
        }};
}

Route remission_route(Services& services) {
    return {
        .method = Method::post,
        .pattern = claim_pattern + "/kwijtscheldingen",
        .handler = [&services](const Request& request, const Visit& visit) {
            return carry_out(services, request, visit);
        }};
}

}  // namespace draagkracht::api
