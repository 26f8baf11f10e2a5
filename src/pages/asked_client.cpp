#include "pages/asked_client.hpp"

namespace draagkracht::pages {

base::Outcome<AskedClient> asked_client(
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
    return AskedClient{site, visit, places->here, **person};
}

}  // namespace draagkracht::pages
