#include <Poco/UUIDGenerator.h>
#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/access/right.hpp"
#include "draagkracht/text/dutch.hpp"
#include "pages/asked_client.hpp"
#include "pages/household_form.hpp"
#include "pages/money_talk_view.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"
#include "pages/terms_form.hpp"
#include "pages/way_to_pay_form.hpp"

namespace draagkracht::pages {

namespace {

using api::Fields;

struct Asked {
    const Site& site;
    const api::Visit& visit;
    Workplace place;

    [[nodiscard]] const access::Occasion& occasion() const { return visit.occasion; }
    [[nodiscard]] api::Services& services() const { return site.rooms().services; }
};

// Who may not agree on a plan has no such talk.
base::Outcome<Asked> asked_by(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    return site.workplaces_at(request, visit).and_then([&](const Workplaces& places) {
        return access::require(
                   visit.occasion.actor, access::Right::agree_plan, places.here.municipality
        )
            .map([&] {
                return Asked{site, visit, places.here};
            });
    });
}

// All that the page shows of the client, each part looked at by its use case.
struct Client {
    people::Identity identity;
    claims::ClientOverview owed;
    std::vector<plans::Plan> plans;
    std::vector<plans::JointPlan> joint_plans;
    std::vector<followup::LoggedContact> contacts;
    std::optional<plans::FormerAssessment> assessed;
    plans::TalkGround ground;
    std::vector<plans::Mandate> mandates;
};

base::Outcome<Client> client_of(const Asked& asked, base::PersonId person) {
    api::Services& services = asked.services();
    const access::Occasion& occasion = asked.occasion();
    auto identity = services.people.identity_of(occasion, person);
    auto owed = services.claims.overview_of(occasion, person);
    const auto standing = services.plans.plans_of(occasion, person);
    auto joint_plans = services.plans.joint_plans_of(occasion, person);
    auto contacts = services.followup.contacts_of(occasion, asked.place.municipality, person);
    auto assessed = services.talks.last_assessment_of(occasion, person);
    auto mandates = services.mandates.mandates_of(occasion, person);
    if (const base::Problem* problem = base::first_problem(
            identity, owed, standing, joint_plans, contacts, assessed, mandates
        )) {
        return tl::unexpected(*problem);
    }
    std::vector<plans::Plan> plans;
    for (const plans::PlanStanding& entry : *standing) {
        plans.push_back(entry.plan);
    }
    std::vector<plans::OpenClaim> claims;
    for (const claims::ClaimWithBalance& entry : owed->claims) {
        claims.push_back({entry.claim.id, entry.balance});
    }
    plans::TalkGround ground = plans::ground_of(claims, plans);
    return Client{
        std::move(*identity),
        std::move(*owed),
        std::move(plans),
        std::move(*joint_plans),
        std::move(*contacts),
        std::move(*assessed),
        std::move(ground),
        std::move(*mandates)};
}

// How the client pays now, on the plan that is talked about or else on another one.
plans::WayToPay present_way(
    const std::vector<plans::Plan>& plans, const std::vector<base::ClaimId>& claims
) {
    const plans::Plan* present = nullptr;
    for (const plans::Plan& plan : plans) {
        const bool is_about_it =
            std::ranges::any_of(plan.facts.claims, [&claims](const plans::PlannedClaim& planned) {
                return std::ranges::find(claims, planned.claim) != claims.end();
            });
        if (!plan.ended_on && (present == nullptr || is_about_it)) {
            present = &plan;
        }
    }
    return present == nullptr ? plans::WayToPay{} : present->facts.way_to_pay;
}

std::string new_number() {
    return Poco::UUIDGenerator::defaultGenerator().createRandom().toString();
}

// What the page opens with: what is known is filled in, and the rest stays open.
Fields opening_of(const Asked& asked, const Client& client) {
    Fields fields = usual_terms(asked.occasion().today);
    const std::vector<base::ClaimId> claims = plans::usual_claims(client.ground);
    for (const base::ClaimId claim : claims) {
        fields[claim_box(claim)] = "ja";
    }
    fields.merge(fields_of(present_way(client.plans, claims)));
    if (client.assessed) {
        fields.merge(fields_of(client.assessed->household));
    } else if (client.identity.birth_date) {
        fields["household.debtor.birth_date"] = client.identity.birth_date->to_string();
    }
    const auto talks = conversations_of(client.contacts, asked.occasion().today);
    fields["contact"] = talks.empty() ? "nieuw" : std::to_string(talks.front()->id.value());
    fields["talk_number"] = new_number();
    return fields;
}

struct Read {
    HouseholdReading household;
    TermsReading terms;
    plans::TalkGround ground;  // of the claims that go along

    [[nodiscard]] std::vector<FormFault> faults() const {
        std::vector<FormFault> all = household.faults;
        all.insert(all.end(), terms.faults.begin(), terms.faults.end());
        return all;
    }
};

Read read(const Asked& asked, const Fields& fields, const plans::TalkGround& ground) {
    const base::BusinessDate today = asked.occasion().today;
    // The household is that of the talk, and of nobody by name: the number of the talk will do.
    const std::string reference = TypedForm{fields, {}}.text("talk_number");
    return {
        read_household(fields, {reference, today.date(), asked.place.code}),
        read_terms(fields, today),
        plans::with_claims(ground, chosen_claims(fields, ground))};
}

base::Outcome<Reckoned> reckon(const Asked& asked, const Read& read) {
    Reckoned reckoned{read.faults(), std::nullopt};
    if (!reckoned.faults.empty()) {
        return reckoned;
    }
    base::Outcome<plans::Offer> offer = asked.services().talks.reckon(
        asked.occasion(),
        asked.place.municipality,
        {*read.household.household, read.ground, read.terms.asked}
    );
    if (!offer && offer.error().code != "plans.nothing-to-pay") {
        return tl::unexpected(offer.error());
    }
    reckoned.offer = std::move(offer);
    return reckoned;
}

struct Shown {
    int status = 200;
    Fields fields;
    std::string grown;
    std::vector<FormFault> faults;
    bool is_new = false;
    std::string balance_notice = {};
};

base::Outcome<api::Response> talk_page(
    const Asked& asked, const Client& client, const Shown& shown
) {
    return reckon(asked, read(asked, shown.fields, client.ground))
        .map([&](const Reckoned& reckoned) {
            const bool has_faults = !shown.faults.empty();
            return asked.site.page(
                shown.status,
                "money_talk",
                {has_faults ? "Fout: Gesprek over betalen" : "Gesprek over betalen",
                 asked.place,
                 Section::clients},
                asked.visit,
                money_talk_view(
                    {client.identity,
                     client.owed.claims,
                     client.plans,
                     client.joint_plans,
                     client.contacts,
                     client.ground,
                     client.mandates,
                     asked.occasion().today,
                     asked.place,
                     {shown.fields, shown.faults},
                     shown.grown,
                     shown.is_new && client.assessed ? std::optional{client.assessed->assessed_on}
                                                     : std::nullopt,
                     reckoned,
                     shown.balance_notice}
                )
            );
        });
}

// What there was to talk about on the chosen claims when the page was made. Problem
// pages.unreadable-form.
base::Outcome<plans::TalkGround> ground_seen(const Fields& fields) {
    return ground_of_text(TypedForm{fields, {}}.text("ground"))
        .map([&fields](const plans::TalkGround& ground) {
            return plans::with_claims(ground, chosen_claims(fields, ground));
        });
}

// What is told when something else is open now than when the page was made; empty when it is not.
std::string change_of_debt(const plans::TalkGround& seen, const plans::TalkGround& now) {
    const base::Money open_then = seen.debt().total();
    const base::Money open_now = now.debt().total();
    return open_now == open_then
               ? std::string{}
               : fmt::format(
                     "Toen deze pagina openging, stond er {} open. Nu is dat {}. Kijk de "
                     "voorstellen na.",
                     text::amount_text(open_then),
                     text::amount_text(open_now)
                 );
}

// The same for the plans that run on these claims.
std::string change_of_plans(const plans::TalkGround& seen, const plans::TalkGround& now) {
    const std::vector<plans::PlanVersion> running = now.replaced();
    if (running == seen.replaced()) {
        return {};
    }
    std::string names;
    for (const plans::PlanVersion& plan : running) {
        names += fmt::format(
            "{}{} (versie {})", names.empty() ? "" : ", ", plan.plan_number, plan.version
        );
    }
    return names.empty() ? "De regeling die hier liep, is intussen beëindigd. Kijk de voorstellen "
                           "na."
                         : fmt::format(
                               "Er is intussen een andere regeling afgesproken: {}. Deze afspraak "
                               "komt daarvoor in de plaats. Klopt dat?",
                               names
                           );
}

std::string change_since(
    const plans::TalkGround& seen, const Fields& fields, const Client& client
) {
    const plans::TalkGround now =
        plans::with_claims(client.ground, chosen_claims(fields, client.ground));
    const std::string debt = change_of_debt(seen, now);
    const std::string plans = change_of_plans(seen, now);
    return debt + (debt.empty() || plans.empty() ? "" : " ") + plans;
}

// The talk that the agreement comes from: one of today, or this one, which is written in the log
// under the number of the form, so that the form sent again writes it once.
base::Outcome<base::ContactId> contact_of(
    const Asked& asked, const Client& client, const TypedForm& form
) {
    const std::string chosen = form.text("contact");
    for (const followup::LoggedContact* talk :
         conversations_of(client.contacts, asked.occasion().today)) {
        if (chosen == std::to_string(talk->id.value())) {
            return talk->id;
        }
    }
    const auto channel = followup::channel_of(form.text("contact_channel"));
    const auto direction = followup::direction_of(form.text("contact_direction"));
    if (!channel || !direction) {
        return tl::unexpected(channel ? direction.error() : channel.error());
    }
    std::string note = form.text("contact_note");
    std::erase(note, '\r');
    const std::string number = form.text("talk_number");
    // The form sent again after midnight tells of the talk of yesterday.
    const auto known =
        std::ranges::find_if(client.contacts, [&number](const followup::LoggedContact& logged) {
            return logged.contact.number == number;
        });
    const followup::Contact contact{
        .number = number,
        .person = client.identity.person,
        .contacted_on = known == client.contacts.end() ? asked.occasion().today.date()
                                                       : known->contact.contacted_on,
        .kind = {*channel, *direction, followup::ContactOutcome::spoken},
        .notes = std::move(note)};
    return asked.services().followup.record_contact(
        asked.occasion(), asked.place.municipality, contact
    );
}

// What an agreement needs beyond a calculation.
std::vector<FormFault> faults_of(
    const Asked& asked, const Client& client, const TypedForm& form, const Read& read
) {
    std::vector<FormFault> faults = read.faults();
    const auto need = [&faults](bool holds, std::string name, std::string text) {
        if (!holds) {
            faults.push_back({std::move(name), std::move(text)});
        }
    };
    need(!read.ground.claims.empty(), "claims", "Kies ten minste een vordering.");
    const std::vector<base::ClaimId> first = designated_claims(form.fields, client.ground);
    need(
        plans::with_claims(client.ground, first).claims.empty() ||
            !plans::with_claims(read.ground, first).claims.empty(),
        "pay_first",
        "Deze vordering gaat niet mee. Kies haar ook hierboven, of betaal een andere eerst."
    );
    const bool amount_is_wrong =
        std::ranges::find(faults, "terms.amount", &FormFault::name) != faults.end();
    need(
        amount_is_wrong || !read.terms.asked.amounts.empty(),
        "terms.amount",
        "Vul het bedrag in dat u afspreekt."
    );
    const std::string chosen = form.text("contact");
    const bool is_known = std::ranges::any_of(
        conversations_of(client.contacts, asked.occasion().today),
        [&chosen](const followup::LoggedContact* talk) {
            return chosen == std::to_string(talk->id.value());
        }
    );
    need(is_known || chosen == "nieuw", "contact", "Kies in welk gesprek dit is afgesproken.");
    if (chosen == "nieuw") {
        const auto channel = followup::channel_of(form.text("contact_channel"));
        need(
            channel && followup::is_personal(*channel),
            "contact_channel",
            "Kies hoe u de cliënt spreekt."
        );
        need(
            followup::direction_of(form.text("contact_direction")).has_value(),
            "contact_direction",
            "Kies wie contact zocht."
        );
    }
    return faults;
}

// The way to pay, with its mandate recorded when it is a new one.
base::Outcome<plans::WayToPay> way_of(
    const Asked& asked, const Client& client, const WayReading& reading
) {
    if (!reading.new_mandate) {
        return reading.way_to_pay;
    }
    return asked.services()
        .mandates.record(asked.occasion(), client.identity.person, *reading.new_mandate)
        .map([&reading](plans::MandateId mandate) {
            return plans::WayToPay{reading.way_to_pay.way, mandate};
        });
}

// What a refusal says to who filled in the form: at a field where it is about one, and else above
// the form.
FormFault fault_of(const base::Problem& refusal, const Fields& fields, const Client& now) {
    if (refusal.code == "plans.debt-changed" || refusal.code == "plans.other-plan-seen") {
        return {"claims", change_since(ground_seen(fields).value(), fields, now)};
    }
    if (refusal.code == "plans.not-computable") {
        return {"voorstellen", "Er zijn nog vragen. Die staan bij de voorstellen."};
    }
    if (refusal.code == "plans.request-number-taken") {
        return {
            "afspraak",
            "Met dit formulier is al een andere afspraak vastgelegd. Kijk eerst bij de cliënt. "
            "Wilt "
            "u die afspraak vervangen? Verstuur het formulier dan nog een keer."};
    }
    if (refusal.code == "followup.contact-number-taken") {
        return {
            "contact",
            "Dit gesprek is al vastgelegd, met een andere inhoud. Kies het gesprek van vandaag."};
    }
    if (refusal.code == "followup.bad-notes") {
        return {"contact_note", "Schrijf de notitie korter op, in gewone letters."};
    }
    if (const auto fault = fault_of_terms(refusal)) {
        return *fault;
    }
    return fault_of_mandate(refusal).value_or(FormFault{
        "afspraak", "Zo kan deze afspraak niet worden vastgelegd. Kijk na wat u hebt ingevuld."});
}

// The form once more, as it was filled in, with what is wrong and all as it is known by now.
base::Outcome<api::Response> again(
    const Asked& asked, const Client& client, Fields fields, const base::Problem& refusal
) {
    return client_of(asked, client.identity.person).and_then([&](const Client& now) {
        const FormFault fault = fault_of(refusal, fields, now);
        if (refusal.code == "plans.request-number-taken") {
            fields["talk_number"] = new_number();
        }
        return talk_page(asked, now, {422, std::move(fields), "", {fault}});
    });
}

base::Outcome<api::Response> agree(const Asked& asked, const Client& client, Fields fields) {
    const base::Outcome<plans::TalkGround> seen = ground_seen(fields);
    if (!seen) {
        return tl::unexpected(seen.error());
    }
    const Read read = pages::read(asked, fields, client.ground);
    const WayReading paid = read_way_to_pay(fields, client.mandates);
    std::vector<FormFault> faults = faults_of(asked, client, {fields, {}}, read);
    faults.insert(faults.end(), paid.faults.begin(), paid.faults.end());
    if (!faults.empty()) {
        return talk_page(asked, client, {422, std::move(fields), "", std::move(faults)});
    }
    const base::Outcome<plans::WayToPay> way = way_of(asked, client, paid);
    if (!way) {
        return again(asked, client, std::move(fields), way.error());
    }
    if (way->mandate) {
        set_recorded(fields, *way->mandate);
    }
    const base::Outcome<base::ContactId> contact = contact_of(asked, client, {fields, {}});
    if (!contact) {
        return again(asked, client, std::move(fields), contact.error());
    }
    const base::Outcome<base::PlanId> plan = asked.services().plans.agree(
        asked.occasion(),
        {.person = client.identity.person,
         .household = *read.household.household,
         .claims = chosen_claims(fields, client.ground),
         .contact = *contact,
         .request_number = TypedForm{fields, {}}.text("talk_number"),
         .debt_seen = seen->debt().total(),
         .replaces = seen->replaced(),
         .designated = designated_claims(fields, client.ground)},
        wish_of(fields, read.terms.asked, *way)
    );
    if (plan) {
        return api::Response::see_other(
            client_address(asked.place, client.identity.client_number) + recorded_agreement
        );
    }
    // The talk was held, also when it led to no agreement yet; it is not written a second time.
    fields["contact"] = std::to_string(contact->value());
    return again(asked, client, std::move(fields), plan.error());
}

base::Outcome<api::Response> answer(const Asked& asked, const Client& client, Fields fields) {
    const std::string wanted = TypedForm{fields, {}}.text("doe");
    if (wanted == "afspreken") {
        return agree(asked, client, std::move(fields));
    }
    if (const auto taken = fields.find("neem"); taken != fields.end()) {
        fields["terms.amount"] = taken->second;
    }
    const std::string grown = TypedForm{fields, {}}.text("meer");
    const base::Outcome<plans::TalkGround> seen = ground_seen(fields);
    if (!seen) {
        return tl::unexpected(seen.error());
    }
    std::string notice = change_since(*seen, fields, client);
    std::vector<FormFault> faults = read(asked, fields, client.ground).faults();
    return talk_page(
        asked,
        client,
        {200, std::move(fields), grown, std::move(faults), /*is_new=*/false, std::move(notice)}
    );
}

base::Outcome<api::Response> reckoning(const Asked& asked, const Fields& fields) {
    return ground_of_text(TypedForm{fields, {}}.text("ground"))
        .and_then([&](const plans::TalkGround& ground) {
            return reckon(asked, read(asked, fields, ground));
        })
        .map([&](const Reckoned& reckoned) {
            Values values = Values::object();
            set_outcome(values, reckoned);
            return asked.site.fragment("talk_reckoned", values);
        });
}

}  // namespace

void add_money_talk_routes(api::Router& router, const SitePointer& site) {
    const std::string pattern = "/gemeenten/{gemeentecode}/clienten/{clientnummer}/gesprek";
    const auto with_client =
        [site](const api::Request& request, const api::Visit& visit, const auto& then) {
            return asked_by(*site, request, visit).and_then([&](const Asked& asked) {
                return asked_client(*site, request, visit)
                    .and_then([&](const AskedClient& found) {
                        return client_of(asked, found.person);
                    })
                    .and_then([&](const Client& client) { return then(asked, client); });
            });
        };
    router.add(page_route(
        pattern,
        [with_client](const api::Request& request, const api::Visit& visit) {
            return with_client(request, visit, [](const Asked& asked, const Client& client) {
                return talk_page(
                    asked, client, {200, opening_of(asked, client), "", {}, /*is_new=*/true}
                );
            });
        }
    ));
    router.add(form_route(
        pattern,
        [with_client](const api::Request& request, const api::Visit& visit) {
            return api::fields_from_query(request.body).and_then([&](const Fields& fields) {
                return with_client(request, visit, [&](const Asked& asked, const Client& client) {
                    return answer(asked, client, fields);
                });
            });
        }
    ));
    router.add(form_route(
        "/gemeenten/{gemeentecode}/berekening",
        [site](const api::Request& request, const api::Visit& visit) {
            return asked_by(*site, request, visit).and_then([&](const Asked& asked) {
                return api::fields_from_query(request.body).and_then([&](const Fields& fields) {
                    return reckoning(asked, fields);
                });
            });
        }
    ));
}

}  // namespace draagkracht::pages
