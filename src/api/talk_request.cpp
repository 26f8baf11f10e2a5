#include "api/talk_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace draagkracht::api {

namespace {

base::Problem unknown_number(std::string pointer, std::string message) {
    return {
        "api.wrong-field", std::move(message), std::move(pointer), "choose one of the overview"};
}

struct ClaimsAsked {
    std::vector<base::ClaimId> along;
    std::vector<base::ClaimId> designated;
};

// `field` is where the numbers stand in the body.
base::Outcome<std::vector<base::ClaimId>> claims_numbered(
    const std::vector<std::string>& numbers,
    const claims::ClientOverview& owed,
    std::string_view field
) {
    std::vector<base::ClaimId> claims;
    for (const std::string& number : numbers) {
        const auto found =
            std::ranges::find(owed.claims, number, [](const claims::ClaimWithBalance& entry) {
                return entry.claim.decision.claim_number;
            });
        if (found == owed.claims.end()) {
            return tl::unexpected(unknown_number(
                fmt::format("/{}/{}", field, claims.size()), "this client has no such claim"
            ));
        }
        if (std::ranges::find(claims, found->claim.id) != claims.end()) {
            return tl::unexpected(base::Problem{
                "plans.claim-named-twice",
                "the same claim is named twice",
                fmt::format("/{}/{}", field, claims.size()),
                "name each claim once"});
        }
        claims.push_back(found->claim.id);
    }
    return claims;
}

base::Outcome<ClaimsAsked> claims_of(
    Services& services, const Visit& visit, base::PersonId person, const TalkBody& body
) {
    const auto owed = services.claims.overview_of(visit.occasion, person);
    const auto plans = services.plans.plans_of(visit.occasion, person);
    if (const base::Problem* wrong = base::first_problem(owed, plans)) {
        return tl::unexpected(*wrong);
    }
    const auto along = claims_numbered(body.claim_numbers, *owed, "vorderingen");
    const auto designated = claims_numbered(body.designated_numbers, *owed, "eerst");
    if (const base::Problem* wrong = base::first_problem(along, designated)) {
        return tl::unexpected(*wrong);
    }
    if (along->empty()) {
        std::vector<plans::Plan> all;
        for (const plans::PlanStanding& standing : *plans) {
            all.push_back(standing.plan);
        }
        std::vector<plans::OpenClaim> open;
        for (const claims::ClaimWithBalance& entry : owed->claims) {
            open.push_back({entry.claim.id, entry.balance});
        }
        return ClaimsAsked{plans::usual_claims(plans::ground_of(open, all)), *designated};
    }
    return ClaimsAsked{*along, *designated};
}

base::Outcome<std::optional<base::ContactId>> contact_of(
    Services& services, const Visit& visit, const ClientAsked& client, const TalkBody& body
) {
    if (body.contact_number.empty()) {
        return std::nullopt;
    }
    auto found = contact_numbered(services, visit, client, body.contact_number);
    if (found && !*found) {
        return tl::unexpected(
            unknown_number("/contactnummer", "there was no such conversation with this client")
        );
    }
    return found;
}

}  // namespace

base::Outcome<TalkAsked> talk_asked_by(
    Services& services, const Request& request, const Visit& visit, TalkKind kind
) {
    const base::Outcome<ClientAsked> client = client_of(services, request, visit);
    if (!client) {
        return tl::unexpected(client.error());
    }
    // Before what was sent is looked at, so that nothing is told of it to who may not ask.
    if (const base::Done allowed =
            access::require(visit.occasion.actor, access::Right::agree_plan, client->municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const base::Outcome<TalkBody> body = talk_body_of(
        request,
        {request.path_value("debiteurnummer"),
         visit.occasion.today.date(),
         request.path_value("gemeentecode")},
        kind
    );
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto claims = claims_of(services, visit, client->person, *body);
    const auto contact = contact_of(services, visit, *client, *body);
    if (const base::Problem* wrong = base::first_problem(claims, contact)) {
        return tl::unexpected(*wrong);
    }
    return TalkAsked{
        *client,
        *body,
        {.person = client->person,
         .household = body->household,
         .claims = claims->along,
         .contact = *contact,
         .designated = claims->designated}};
}

base::Problem at_field(const base::Problem& refusal) {
    struct Row {
        std::string_view code;
        std::string_view pointer;
    };
    static constexpr std::array rows{
        Row{"plans.nothing-to-pay", "/vorderingen"},
        Row{"plans.claim-named-twice", "/vorderingen"},
        Row{"plans.designated-stays-behind", "/eerst"},
        Row{"plans.claim-left-out", "/vorderingen"},
        Row{"plans.assessed-elsewhere", "/huishouden"},
        Row{"plans.not-computable", "/huishouden"},
        Row{"plans.below-protected-income", "/wens/bedragen"},
        Row{"plans.amount-not-positive", "/wens/bedragen"},
        Row{"plans.amount-too-large", "/wens/bedragen"},
        Row{"plans.bad-steps", "/wens/bedragen"},
        Row{"plans.too-long", "/wens/bedragen"},
        Row{"plans.bad-extras", "/wens/extraBetalingen"},
        Row{"plans.bad-rhythm", "/wens/dagVanDeMaand"},
        Row{"plans.bad-due-dates", "/wens/eersteTermijn"},
        Row{"plans.too-far-away", "/wens/eersteTermijn"},
        Row{"plans.debt-changed", "/schuld"},
        Row{"plans.other-plan-seen", "/vervangt"},
        Row{"plans.bad-reason", "/redenVerschil"},
        Row{"plans.needs-mandate", "/machtigingsnummer"},
        Row{"plans.needs-own-wish", "/eigenWens"},
        Row{"plans.needs-reason", "/redenVerschil"},
    };
    const auto* const row = std::ranges::find(rows, refusal.code, &Row::code);
    return row == rows.end() ? refusal : refusal.at(row->pointer);
}

}  // namespace draagkracht::api
