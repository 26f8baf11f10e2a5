#include <set>

#include "pages/client_view.hpp"
#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

struct Asked {
    const Site& site;
    const api::Visit& visit;
    Workplace place;
    base::PersonId person;
};

base::Outcome<Asked> asked_by(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const base::Outcome<Workplaces> places = site.workplaces_at(request, visit);
    if (!places) {
        return tl::unexpected(places.error());
    }
    const base::Outcome<std::optional<base::PersonId>> person =
        site.rooms().services.people.find_by_client_number(
            visit.occasion, places->here.municipality, request.path_value("clientnummer")
        );
    if (!person) {
        return tl::unexpected(person.error());
    }
    if (!*person) {
        return base::problem("pages.no-such-client", "there is no client with this number");
    }
    return Asked{site, visit, places->here, **person};
}

// The others who owe the same claims.
base::Outcome<std::vector<people::Identity>> joint_debtors_of(
    const Asked& asked, const claims::ClientOverview& owed
) {
    std::set<base::PersonId> others;
    for (const claims::ClaimWithBalance& entry : owed.claims) {
        for (const claims::Debtor& debtor : entry.claim.debtors) {
            if (debtor.person != asked.person) {
                others.insert(debtor.person);
            }
        }
    }
    if (others.empty()) {
        return std::vector<people::Identity>{};
    }
    return asked.site.rooms().services.people.identities_of(
        asked.visit.occasion, {others.begin(), others.end()}
    );
}

base::Outcome<api::Response> client_page(const Asked& asked) {
    const access::Occasion& occasion = asked.visit.occasion;
    const base::MunicipalityId municipality = asked.place.municipality;
    api::Services& services = asked.site.rooms().services;
    const auto identity = services.people.identity_of(occasion, asked.person);
    const auto owed = services.claims.overview_of(occasion, asked.person);
    const auto plans = services.plans.plans_of(occasion, asked.person);
    const auto contacts = services.followup.contacts_of(occasion, municipality, asked.person);
    const auto tasks = services.followup.tasks_of(occasion, municipality, asked.person);
    const auto letters = asked.site.rooms().letters.letters_of(occasion, asked.person);
    const auto joint = owed.and_then([&](const claims::ClientOverview& overview) {
        return joint_debtors_of(asked, overview);
    });
    for (const base::Problem* problem :
         {identity ? nullptr : &identity.error(),
          joint ? nullptr : &joint.error(),
          plans ? nullptr : &plans.error(),
          contacts ? nullptr : &contacts.error(),
          tasks ? nullptr : &tasks.error(),
          letters ? nullptr : &letters.error()}) {
        if (problem != nullptr) {
            return tl::unexpected(*problem);
        }
    }
    const OfficerNames names = services.access.officer_names();
    return asked.site.page(
        200,
        "client",
        {"Cliënt", asked.place, Section::clients},
        asked.visit,
        client_view(
            {*identity,
             *owed,
             *joint,
             *plans,
             *contacts,
             *tasks,
             *letters,
             names,
             occasion.today,
             asked.place,
             occasion.actor.may(access::Right::record_contact, municipality)}
        )
    );
}

}  // namespace

api::Route client_route(const SitePointer& site) {
    return page_route(
        "/gemeenten/{gemeentecode}/clienten/{clientnummer}",
        [site](const api::Request& request, const api::Visit& visit) {
            return asked_by(*site, request, visit).and_then(client_page);
        }
    );
}

}  // namespace draagkracht::pages
