#include "pages/routes.hpp"

namespace draagkracht::pages {

api::Route start_route(const SitePointer& site) {
    return page_route(
        "/",
        [site](const api::Request&, const api::Visit& visit) -> base::Outcome<api::Response> {
            const std::vector<Workplace> places = site->workplaces_of(visit);
            if (places.empty()) {
                return base::problem(
                    "access.not-allowed", "this officer may see the people of no municipality"
                );
            }
            return api::Response::see_other(worklist_address(places.front()));
        }
    );
}

}  // namespace draagkracht::pages
