#include "pages/hold_watch_view.hpp"
#include "pages/page_offset.hpp"
#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

base::Outcome<api::Response> hold_watch_page(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const base::Outcome<Workplaces> places = site.workplaces_at(request, visit);
    if (!places) {
        return tl::unexpected(places.error());
    }
    const Workplace& place = places->here;
    api::Services& services = site.rooms().services;
    const followup::HoldPage page{.offset = page_offset(request)};
    const auto holds = services.hold_watch.to_review(visit.occasion, place.municipality, page);
    if (!holds) {
        return tl::unexpected(holds.error());
    }
    const auto identities = services.people.identities_of(visit.occasion, holds->people());
    if (!identities) {
        return tl::unexpected(identities.error());
    }
    return site.page(
        200,
        "hold_watch",
        {"Opschortingen bekijken", place, Section::worklist},
        visit,
        hold_watch_view({*holds, page, *identities, visit.occasion.today, place})
    );
}

}  // namespace

api::Route hold_watch_route(const SitePointer& site) {
    return page_route(
        "/gemeenten/{gemeentecode}/opschortingen",
        [site](const api::Request& request, const api::Visit& visit) {
            return hold_watch_page(*site, request, visit);
        }
    );
}

}  // namespace draagkracht::pages
