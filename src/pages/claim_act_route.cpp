#include <algorithm>

#include "draagkracht/text/dutch.hpp"
#include "pages/asked_client.hpp"
#include "pages/claim_act_form.hpp"
#include "pages/dutch_words.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"
#include "pages/typed_amount.hpp"

namespace draagkracht::pages {

namespace {

using claims::ActKind;

// The act that a request is about, and the claim as it stands now.
struct AskedAct {
    AskedClient client;
    people::Identity identity;
    followup::ClaimLife life;
    std::vector<followup::OpenClaimBeside> beside;
    ActKind kind;

    [[nodiscard]] claims::NamedClaim named() const {
        return {client.place.municipality, client.person, life.claim.decision.claim_number};
    }
    [[nodiscard]] std::string claim_page() const {
        return claim_address(
            client.place, identity.client_number, life.claim.decision.claim_number
        );
    }
    [[nodiscard]] ActChoices choices() const {
        ActChoices choices;
        for (const base::PersonId debtor : life.life.debtors) {
            choices.debtors.push_back({debtor, life.client_numbers.at(debtor)});
        }
        for (const followup::OpenClaimBeside& claim : beside) {
            choices.other_claims.push_back(
                {claim.claim_number, claim.claim_number + ", open " + text::amount_text(claim.open)}
            );
        }
        return choices;
    }
};

base::Outcome<AskedAct> asked_act(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const auto kind = act_kind_at(request.path_value("handeling"));
    const auto client = asked_client(site, request, visit);
    if (const base::Problem* wrong = base::first_problem(kind, client)) {
        return tl::unexpected(*wrong);
    }
    if (const base::Done allowed = access::require(
            visit.occasion.actor, access::Right::act_on_claim, client->place.municipality
        );
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    api::Services& services = site.rooms().services;
    const base::Date today = visit.occasion.today.date();
    const auto identity = services.people.identity_of(visit.occasion, client->person);
    const claims::NamedClaim named{
        client->place.municipality, client->person, request.path_value("vordering")};
    const auto life = services.lives.life_on(visit.occasion, named, {today, today});
    const auto beside = services.lives.open_claims_beside(visit.occasion, named);
    if (const base::Problem* wrong = base::first_problem(identity, life, beside)) {
        return tl::unexpected(*wrong);
    }
    return AskedAct{*client, *identity, *life, *beside, *kind};
}

base::Outcome<api::Response> act_page(
    const AskedAct& asked,
    int status,
    const api::Fields& fields,
    const std::vector<FormFault>& faults,
    const std::string& worked_out
) {
    const TypedForm form{fields, faults};
    const std::string title{dutch(asked.kind)};
    Values errors = Values::array();
    for (const FormFault& fault : faults) {
        // The field of the reason has an id of its own, as on the other pages.
        const std::string anchor = fault.name == "reason" ? "reden" : id_of(fault.name);
        errors.push_back({{"error_field", anchor}, {"error_text", fault.text}});
    }
    const claims::ClaimDecision& decision = asked.life.claim.decision;
    const bool needs_second = claims::needs_second_person(asked.kind);
    const Values values{
        {"breadcrumbs",
         {crumb("Cliënten", search_address(asked.client.place)),
          crumb("Overzicht", client_address(asked.client.place, asked.identity.client_number)),
          crumb("Vordering", asked.claim_page()),
          last_crumb(title)}},
        {"act_title", title},
        {"client_name", asked.identity.name.full()},
        {"claim_number", decision.claim_number},
        {"claim_address", asked.claim_page()},
        {"open_text", text::amount_text(asked.life.balance.total())},
        {"stage_text", dutch(asked.life.life.stage)},
        {"needs_second_person", needs_second},
        {"worked_out", text_or_false(worked_out)},
        {"form_address",
         claim_act_address(
             asked.client.place, asked.identity.client_number, decision.claim_number, asked.kind
         )},
        {"number", form.text("number")},
        {"ends", form.text("ends")},
        {"fields", act_fields_view(asked.kind, form, asked.choices())},
        {"reason", form.text("reason")},
        {"reason_error", form.fault("reason")},
        {"has_errors", !errors.empty()},
        {"errors", std::move(errors)}};
    return asked.client.site.page(
        status,
        "claim_act",
        {faults.empty() ? title : "Fout: " + title, asked.client.place, Section::clients},
        asked.client.visit,
        values
    );
}

// A number of its own for this form, so that sending it twice is one act.
std::string fresh_number(const AskedAct& asked) {
    return "H-" + asked.client.visit.occasion.today.date().to_string() + "-" +
           std::to_string(asked.life.acts.size() + 1);
}

base::Outcome<api::Response> refused(
    const AskedAct& asked,
    api::Fields fields,
    const claims::NewAct& act,
    const base::Problem& refusal
) {
    api::Services& services = asked.client.site.rooms().services;
    const bool amount_is_asked =
        refusal.code == "claims.other-amount" ||
        (refusal.code == "claims.act-needs" && refusal.where == "amount" &&
         asked.kind != ActKind::changed && asked.kind != ActKind::corrected);
    if (amount_is_asked) {
        const auto amount =
            services.lives.amount_of(asked.client.visit.occasion, asked.named(), act);
        if (!amount) {
            return refused(asked, std::move(fields), act, amount.error());
        }
        fields["amount"] = field_amount(*amount);
        return act_page(
            asked,
            422,
            fields,
            {},
            "Het komt op " + text::amount_text(*amount) + ". Klopt dat? Leg het dan vast."
        );
    }
    FormFault fault = act_fault_of(refusal);
    if (fault.text.empty()) {
        return tl::unexpected(refusal);
    }
    if (fault.name.empty()) {
        fault.name = "reason";
    }
    return act_page(asked, 422, fields, {fault}, "");
}

base::Outcome<api::Response> record(const AskedAct& asked, const api::Fields& fields) {
    const access::Occasion& occasion = asked.client.visit.occasion;
    const ActReading reading = read_act(asked.kind, fields, asked.choices(), occasion.today.date());
    if (!reading.faults.empty()) {
        return act_page(asked, 422, fields, reading.faults, "");
    }
    api::Services& services = asked.client.site.rooms().services;
    const auto recorded = services.lives.record(occasion, asked.named(), reading.act);
    if (recorded) {
        return api::Response::see_other(asked.claim_page() + recorded_act);
    }
    if (recorded.error().code != "claims.needs-second-person") {
        return refused(asked, fields, reading.act, recorded.error());
    }
    const auto prepared = services.lives.prepare(occasion, asked.named(), reading.act);
    return prepared ? api::Response::see_other(asked.claim_page() + prepared_act)
                    : refused(asked, fields, reading.act, prepared.error());
}

}  // namespace

void add_claim_act_routes(api::Router& router, const SitePointer& site) {
    const std::string pattern =
        "/gemeenten/{gemeentecode}/clienten/{clientnummer}/vorderingen/{vordering}/handelingen/"
        "{handeling}";
    router.add(page_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return asked_act(*site, request, visit).and_then([&](const AskedAct& asked) {
            api::Fields fields{
                {"number", fresh_number(asked)}, {"on", visit.occasion.today.date().to_string()}};
            const auto hold = request.query.find("opschorting");
            if (hold != request.query.end()) {
                fields["ends"] = hold->second;
            }
            return act_page(asked, 200, fields, {}, "");
        });
    }));
    router.add(form_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return asked_act(*site, request, visit).and_then([&](const AskedAct& asked) {
            return api::fields_from_query(request.body).and_then([&](const api::Fields& fields) {
                return record(asked, fields);
            });
        });
    }));
}

}  // namespace draagkracht::pages
