#include "draagkracht/text/dutch.hpp"
#include "pages/asked_client.hpp"
#include "pages/claim_remission_view.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

// The claim that a request is about, as it stands now.
struct AskedRemission {
    AskedClient client;
    people::Identity identity;
    followup::ClaimLife life;
    followup::ClaimRemission remission;

    [[nodiscard]] claims::NamedClaim named() const {
        return {client.place.municipality, client.person, life.claim.decision.claim_number};
    }
    [[nodiscard]] const access::Occasion& occasion() const { return client.visit.occasion; }
    // A number of its own for the next act, so that sending it twice is one act.
    [[nodiscard]] std::string fresh_number() const {
        return "K-" + occasion().today.date().to_string() + "-" +
               std::to_string(life.acts.size() + 1);
    }
};

base::Outcome<AskedRemission> asked_remission(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const auto client = asked_client(site, request, visit);
    if (!client) {
        return tl::unexpected(client.error());
    }
    api::Services& services = site.rooms().services;
    const base::Date today = visit.occasion.today.date();
    const claims::NamedClaim named{
        client->place.municipality, client->person, request.path_value("vordering")};
    const auto identity = services.people.identity_of(visit.occasion, client->person);
    const auto life = services.lives.life_on(visit.occasion, named, {today, today});
    const auto remission = services.remission.remission_of(visit.occasion, named);
    if (const base::Problem* wrong = base::first_problem(identity, life, remission)) {
        return tl::unexpected(*wrong);
    }
    return AskedRemission{*client, *identity, *life, *remission};
}

struct Said {
    std::string worked_out = {};
    std::string notice = {};
};

base::Outcome<api::Response> remission_page(
    const AskedRemission& asked, int status, const TypedForm& form, const Said& said
) {
    const AskedClient& client = asked.client;
    const OfficerNames names = client.site.rooms().services.access.officer_names();
    const std::string typed_number = form.text("number");
    return client.site.page(
        status,
        "claim_remission",
        {form.faults.empty() ? "Kwijtschelding" : "Fout: Kwijtschelding",
         client.place,
         Section::clients},
        client.visit,
        claim_remission_view(
            {asked.identity,
             asked.life,
             asked.remission,
             client.place,
             names,
             asked.occasion().today,
             asked.occasion().actor.text(),
             client.visit.csrf_token,
             asked.occasion().actor.may(access::Right::act_on_claim, client.place.municipality),
             typed_number.empty() ? asked.fresh_number() : typed_number,
             said.worked_out,
             said.notice},
            form
        )
    );
}

base::Outcome<api::Response> refused(
    const AskedRemission& asked,
    const api::Fields& fields,
    claims::RemissionGround ground,
    const base::Problem& refusal
) {
    if (refusal.code == "claims.other-amount") {
        return remission_page(
            asked,
            422,
            {fields, {}},
            {.worked_out = "Er staat nu " + text::amount_text(asked.remission.open) +
                           " open. Klopt dat? Verstuur het dan nog een keer."}
        );
    }
    const FormFault fault = remission_fault_of(ground, refusal);
    return fault.text.empty() ? base::Outcome<api::Response>{tl::unexpected(refusal)}
                              : remission_page(asked, 422, {fields, {fault}}, {});
}

// Carries it out when a second person granted just this, and puts it before one otherwise.
base::Outcome<api::Response> send(const AskedRemission& asked, const api::Fields& fields) {
    const TypedForm form{fields, {}};
    const auto ground = claims::remission_ground_of(form.text("ground"));
    if (!ground) {
        return tl::unexpected(ground.error());
    }
    const claims::RemissionAsked remission = read_remission(*ground, form);
    api::Services& services = asked.client.site.rooms().services;
    const Workplace& place = asked.client.place;
    const std::string& client_number = asked.identity.client_number;
    const std::string& claim_number = asked.life.claim.decision.claim_number;
    const auto done = services.remission.carry_out(asked.occasion(), asked.named(), remission);
    if (done) {
        return api::Response::see_other(
            claim_address(place, client_number, claim_number) + recorded_act
        );
    }
    if (done.error().code != "claims.needs-second-person") {
        return refused(asked, fields, *ground, done.error());
    }
    const auto proposed = services.remission.propose(asked.occasion(), asked.named(), remission);
    return proposed ? api::Response::see_other(
                          remission_address(place, client_number, claim_number) + prepared_act
                      )
                    : refused(asked, fields, *ground, proposed.error());
}

}  // namespace

void add_claim_remission_routes(api::Router& router, const SitePointer& site) {
    const std::string pattern =
        "/gemeenten/{gemeentecode}/clienten/{clientnummer}/vorderingen/{vordering}/kwijtschelding";
    router.add(page_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return asked_remission(*site, request, visit).and_then([&](const AskedRemission& asked) {
            return remission_page(asked, 200, {{}, {}}, {.notice = recorded_notice(request)});
        });
    }));
    router.add(form_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return asked_remission(*site, request, visit).and_then([&](const AskedRemission& asked) {
            return api::fields_from_query(request.body).and_then([&](const api::Fields& fields) {
                return send(asked, fields);
            });
        });
    }));
}

}  // namespace draagkracht::pages
