#include <algorithm>

#include "pages/asked_plan.hpp"
#include "pages/pause_view.hpp"
#include "pages/routes.hpp"
#include "pages/whole_number.hpp"

namespace draagkracht::pages {

namespace {

// What one request about a pause works with.
struct Asked : AskedPlan {
    std::optional<plans::Pause> pause;  // the one to change; absent: a new one
};

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
    const base::Outcome<AskedPlan> asked = asked_plan(site, request, visit);
    if (!asked) {
        return tl::unexpected(asked.error());
    }
    const base::MunicipalityId municipality = asked->place.municipality;
    const base::Done allowed =
        access::require(visit.occasion.actor, access::Right::agree_plan, municipality)
            .and_then([&] { return check_running(*asked); });
    if (!allowed) {
        return tl::unexpected(allowed.error());
    }
    return site.rooms()
        .services.pauses.pauses_of(visit.occasion, municipality, asked->plan.facts.person)
        .and_then([&](const std::vector<plans::Pause>& pauses) {
            return pause_of(request, asked->plan.id, pauses);
        })
        .map([&](const std::optional<plans::Pause>& pause) {
            return Asked{*asked, pause};
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
