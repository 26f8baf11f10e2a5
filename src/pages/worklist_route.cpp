#include "pages/page_offset.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"
#include "pages/worklist_view.hpp"

namespace draagkracht::pages {

namespace {

base::Outcome<api::Response> worklist(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const base::Outcome<Workplaces> places = site.workplaces_at(request, visit);
    if (!places) {
        return tl::unexpected(places.error());
    }
    const followup::WorklistPage page{.offset = page_offset(request)};
    const base::Outcome<followup::Worklist> worklist =
        site.rooms().services.followup.worklist(visit.occasion, places->here.municipality, page);
    if (!worklist) {
        return tl::unexpected(worklist.error());
    }
    const base::Outcome<int> holds =
        site.rooms().services.hold_watch.count(visit.occasion, places->here.municipality);
    if (!holds) {
        return tl::unexpected(holds.error());
    }
    return site.page(
        200,
        "worklist",
        {"Werkvoorraad", places->here, Section::worklist},
        visit,
        worklist_view(
            {*worklist,
             page,
             visit.occasion.today,
             places->here,
             places->all,
             recorded_notice(request),
             visit.occasion.actor.may(access::Right::decide_approval, places->here.municipality),
             visit.occasion.actor.may(access::Right::see_suspense, places->here.municipality),
             visit.occasion.actor.may(access::Right::see_figures, places->here.municipality),
             *holds}
        )
    );
}

}  // namespace

api::Route worklist_route(const SitePointer& site) {
    return page_route(
        "/gemeenten/{gemeentecode}/werkvoorraad",
        [site](const api::Request& request, const api::Visit& visit) {
            return worklist(*site, request, visit);
        }
    );
}

}  // namespace draagkracht::pages
