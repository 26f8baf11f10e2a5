#include "pages/limitation_view.hpp"
#include "pages/page_offset.hpp"
#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

base::Outcome<api::Response> limitation_page(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const base::Outcome<Workplaces> places = site.workplaces_at(request, visit);
    if (!places) {
        return tl::unexpected(places.error());
    }
    const Workplace& place = places->here;
    api::Services& services = site.rooms().services;
    const followup::LimitationPage page{.offset = page_offset(request)};
    const auto lapsing =
        services.limitation_watch.lapsing(visit.occasion, place.municipality, page);
    if (!lapsing) {
        return tl::unexpected(lapsing.error());
    }
    const auto identities = services.people.identities_of(visit.occasion, lapsing->people());
    if (!identities) {
        return tl::unexpected(identities.error());
    }
    return site.page(
        200,
        "limitation",
        {"Verjaring nadert", place, Section::worklist},
        visit,
        limitation_view({*lapsing, page, *identities, visit.occasion.today, place})
    );
}

}  // namespace

api::Route limitation_route(const SitePointer& site) {
    return page_route(
        "/gemeenten/{gemeentecode}/verjaring",
        [site](const api::Request& request, const api::Visit& visit) {
            return limitation_page(*site, request, visit);
        }
    );
}

}  // namespace draagkracht::pages
