#include <set>

#include "pages/asked_client.hpp"
#include "pages/client_view.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

// The others who owe the same claims.
base::Outcome<std::vector<people::Identity>> joint_debtors_of(
    const AskedClient& asked, const claims::ClientOverview& owed
) {
    std::set<base::PersonId> others;
    for (const claims::ClaimWithBalance& entry : owed.claims) {
        for (const claims::Debtor& debtor : entry.claim.debtors) {
            if (debtor.person != asked.person) {
                others.insert(debtor.person);
            }
        }
    }
    return asked.site.rooms().services.people.identities_of(
        asked.visit.occasion, {others.begin(), others.end()}
    );
}

base::Outcome<api::Response> client_page(const AskedClient& asked, const std::string& notice) {
    const access::Occasion& occasion = asked.visit.occasion;
    const base::MunicipalityId municipality = asked.place.municipality;
    api::Services& services = asked.site.rooms().services;
    const auto identity = services.people.identity_of(occasion, asked.person);
    const auto owed = services.claims.overview_of(occasion, asked.person);
    const auto plans = services.plans.plans_of(occasion, asked.person);
    const auto pauses = services.pauses.pauses_of(occasion, municipality, asked.person);
    const auto contacts = services.followup.contacts_of(occasion, municipality, asked.person);
    const auto tasks = services.followup.tasks_of(occasion, municipality, asked.person);
    const auto letters = asked.site.rooms().letters.letters_of(occasion, asked.person);
    const auto clocks = services.limitation.clocks_of(occasion, municipality, asked.person);
    const auto outlooks = services.remission.outlooks_of(occasion, municipality, asked.person);
    const auto mandates = services.mandates.mandates_of(occasion, asked.person);
    const auto reviews = services.reviews.due_of(occasion, municipality, asked.person);
    const auto joint = owed.and_then([&](const claims::ClientOverview& overview) {
        return joint_debtors_of(asked, overview);
    });
    if (const base::Problem* wrong = base::first_problem(
            identity,
            joint,
            clocks,
            outlooks,
            plans,
            mandates,
            reviews,
            pauses,
            contacts,
            tasks,
            letters
        )) {
        return tl::unexpected(*wrong);
    }
    const bool may_record = occasion.actor.may(access::Right::record_contact, municipality);
    const bool may_agree = occasion.actor.may(access::Right::agree_plan, municipality);
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
             *clocks,
             *outlooks,
             *plans,
             *mandates,
             *reviews,
             *pauses,
             *contacts,
             *tasks,
             *letters,
             names,
             occasion.today,
             asked.place,
             may_record,
             may_agree,
             {.may_end =
                  may_agree || occasion.actor.may(access::Right::decide_approval, municipality),
              .may_review = may_agree || may_record},
             notice}
        )
    );
}

}  // namespace

api::Route client_route(const SitePointer& site) {
    return page_route(
        "/gemeenten/{gemeentecode}/clienten/{clientnummer}",
        [site](const api::Request& request, const api::Visit& visit) {
            return asked_client(*site, request, visit).and_then([&](const AskedClient& asked) {
                return client_page(asked, recorded_notice(request));
            });
        }
    );
}

}  // namespace draagkracht::pages
