#include "pages/collections_view.hpp"
#include "pages/page_offset.hpp"
#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

constexpr int shown_on_a_page = 50;

base::Outcome<api::Response> collections_page(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const base::Outcome<Workplaces> places = site.workplaces_at(request, visit);
    if (!places) {
        return tl::unexpected(places.error());
    }
    const Workplace& place = places->here;
    api::Services& services = site.rooms().services;
    const payments::ListRange range{shown_on_a_page, page_offset(request)};
    const auto collections = services.collections.list(visit.occasion, place.municipality, range);
    if (!collections) {
        return tl::unexpected(collections.error());
    }
    const access::OfficerNames names = services.access.officer_names();
    return site.page(
        200,
        "collections",
        {"Incassobestanden", place, Section::worklist},
        visit,
        collections_view({*collections, range, names, place})
    );
}

}  // namespace

api::Route collections_route(const SitePointer& site) {
    return page_route(
        "/gemeenten/{gemeentecode}/incassobestanden",
        [site](const api::Request& request, const api::Visit& visit) {
            return collections_page(*site, request, visit);
        }
    );
}

}  // namespace draagkracht::pages
