#include <algorithm>

#include "pages/asked_client.hpp"
#include "pages/pause_view.hpp"
#include "pages/routes.hpp"
#include "pages/whole_number.hpp"

namespace draagkracht::pages {

namespace {

// What one request about a pause works with.
struct Asked {
    const Site& site;
    const api::Visit& visit;
    Workplace place;
    people::Identity client;
    plans::Plan plan;
    std::optional<plans::Pause> pause;  // the one to change; absent: a new one

    [[nodiscard]] std::string client_page() const {
        return client_address(place, client.client_number);
    }
};

// The running plan with the number in the path.
base::Outcome<plans::Plan> plan_of(
    const api::Request& request, const std::vector<plans::PlanStanding>& plans
) {
    const std::optional<std::int64_t> number = whole_number_of(request.path_value("regeling"));
    const auto found = std::ranges::find_if(plans, [&number](const plans::PlanStanding& standing) {
        return standing.plan.id.value() == number && !standing.plan.ended_on;
    });
    if (found == plans.end()) {
        return base::problem("followup.no-such-plan", "this client has no such running plan");
    }
    return found->plan;
}

base::Outcome<std::optional<plans::Pause>> pause_of(
    const api::Request& request, base::PlanId plan, const std::vector<plans::Pause>& pauses
) {
    const auto named = request.path_values.find("pauze");
    if (named == request.path_values.end()) {
        return std::optional<plans::Pause>{};
    }
    const std::optional<std::int64_t> number = whole_number_of(named->second);
    const auto found = std::ranges::find_if(pauses, [&](const plans::Pause& pause) {
        return pause.id.value() == number && pause.facts.plan == plan;
    });
    if (found == pauses.end()) {
        return base::problem("followup.no-such-pause", "this plan has no such pause");
    }
    return std::optional{*found};
}

base::Outcome<Asked> asked_by(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const base::Outcome<AskedClient> client = asked_client(site, request, visit);
    if (!client) {
        return tl::unexpected(client.error());
    }
    const access::Occasion& occasion = visit.occasion;
    const base::MunicipalityId municipality = client->place.municipality;
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::agree_plan, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    api::Services& services = site.rooms().services;
    const auto identity = services.people.identity_of(occasion, client->person);
    const auto plan = services.plans.plans_of(occasion, client->person)
                          .and_then([&](const std::vector<plans::PlanStanding>& plans) {
                              return plan_of(request, plans);
                          });
    const auto pauses = services.pauses.pauses_of(occasion, municipality, client->person);
    if (const base::Problem* wrong = base::first_problem(identity, plan, pauses)) {
        return tl::unexpected(*wrong);
    }
    return pause_of(request, plan->id, *pauses).map([&](const std::optional<plans::Pause>& pause) {
        return Asked{site, visit, client->place, *identity, *plan, pause};
    });
}

base::Outcome<api::Response> pause_page(
    const Asked& asked, int status, const PauseForm& form, const std::vector<PauseFault>& faults
) {
    const auto contacts = asked.site.rooms().services.followup.contacts_of(
        asked.visit.occasion, asked.place.municipality, asked.plan.facts.person
    );
    if (!contacts) {
        return tl::unexpected(contacts.error());
    }
    const std::string title = asked.pause ? "Pauze wijzigen" : "Regeling pauzeren";
    return asked.site.page(
        status,
        "pause",
        {faults.empty() ? title : "Fout: " + title, asked.place, Section::clients},
        asked.visit,
        pause_view(
            {asked.plan,
             asked.pause,
             *contacts,
             asked.place,
             asked.client.client_number,
             asked.client.name.full(),
             form,
             faults}
        )
    );
}

// Back to the client, where the pause is shown; or the form again with what is wrong.
base::Outcome<api::Response> answer(
    const Asked& asked, const PauseForm& form, const base::Outcome<base::PauseId>& done
) {
    if (done) {
        return api::Response::see_other(asked.client_page());
    }
    const std::optional<PauseFault> fault = pause_fault_of(done.error());
    return fault ? pause_page(asked, 422, form, {*fault})
                 : base::Outcome<api::Response>{tl::unexpected(done.error())};
}

base::Outcome<api::Response> enter(const Asked& asked, const PauseForm& form) {
    const base::Outcome<PauseReading> reading = read_pause(form, asked.plan.id);
    if (!reading) {
        return tl::unexpected(reading.error());
    }
    if (!reading->pause) {
        return pause_page(asked, 422, form, reading->faults);
    }
    return answer(
        asked,
        form,
        asked.site.rooms().services.pauses.enter(
            asked.visit.occasion, asked.place.municipality, *reading->pause
        )
    );
}

base::Outcome<api::Response> change(const Asked& asked, const PauseForm& form) {
    const PauseChangeReading reading = read_pause_change(form);
    if (!reading.change) {
        return pause_page(asked, 422, form, reading.faults);
    }
    return answer(
        asked,
        form,
        asked.site.rooms().services.pauses.change(
            asked.visit.occasion,
            asked.place.municipality,
            {asked.plan.id, asked.pause->facts.number},
            *reading.change
        )
    );
}

}  // namespace

void add_pause_routes(api::Router& router, const SitePointer& site) {
    const std::string of_plan =
        "/gemeenten/{gemeentecode}/clienten/{clientnummer}/regelingen/{regeling}/pauzes";
    for (const std::string& pattern : {of_plan, of_plan + "/{pauze}"}) {
        router
            .add(page_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
                return asked_by(*site, request, visit).and_then([](const Asked& asked) {
                    return pause_page(asked, 200, PauseForm::empty(), {});
                });
            }));
        router
            .add(form_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
                return asked_by(*site, request, visit).and_then([&](const Asked& asked) {
                    return api::fields_from_query(request.body)
                        .and_then([&](const api::Fields& fields) {
                            const PauseForm form = PauseForm::of(fields);
                            return asked.pause ? change(asked, form) : enter(asked, form);
                        });
                });
            }));
    }
}

}  // namespace draagkracht::pages
