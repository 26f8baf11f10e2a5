#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"
#include "pages/whole_number.hpp"
#include "pages/year_close_view.hpp"

namespace draagkracht::pages {

namespace {

base::Outcome<api::Response> year_close_page(
    const Site& site,
    const Workplace& place,
    const api::Visit& visit,
    const std::vector<FormFault>& faults,
    const std::string& notice
) {
    api::Services& services = site.rooms().services;
    const auto closed = services.lives.closed_years(visit.occasion, place.municipality);
    if (!closed) {
        return tl::unexpected(closed.error());
    }
    const OfficerNames names = services.access.officer_names();
    return site.page(
        faults.empty() ? 200 : 422,
        "year_close",
        {faults.empty() ? "Jaar afsluiten" : "Fout: Jaar afsluiten", place, Section::worklist},
        visit,
        year_close_view(
            {*closed,
             visit.occasion.today,
             place,
             names,
             visit.csrf_token,
             visit.occasion.actor.may(access::Right::decide_approval, place.municipality),
             faults,
             notice}
        )
    );
}

base::Outcome<api::Response> close(
    const Site& site, const Workplace& place, const api::Visit& visit, const api::Fields& fields
) {
    const TypedForm form{fields, {}};
    const std::optional<std::int64_t> year = whole_number_of(form.text("year"));
    if (!year || *year > 9999) {
        return base::problem("pages.no-such-year", "the form names no year");
    }
    if (form.text("confirmed") != "ja") {
        return year_close_page(site, place, visit, {{"bevestigd", "Vink aan dat u dit weet."}}, "");
    }
    const base::Done done = site.rooms().services.lives.close_year(
        visit.occasion, place.municipality, static_cast<int>(*year)
    );
    if (done) {
        return api::Response::see_other(year_close_address(place) + closed_year);
    }
    // Sent twice, or closed by a colleague meanwhile: the page tells by whom.
    if (done.error().code == "claims.year-closed") {
        return api::Response::see_other(year_close_address(place) + closed_before);
    }
    return tl::unexpected(done.error());
}

}  // namespace

void add_year_close_routes(api::Router& router, const SitePointer& site) {
    const std::string pattern = "/gemeenten/{gemeentecode}/jaarafsluitingen";
    router.add(page_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return site->workplaces_at(request, visit).and_then([&](const Workplaces& places) {
            return year_close_page(*site, places.here, visit, {}, recorded_notice(request));
        });
    }));
    router.add(form_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return site->workplaces_at(request, visit).and_then([&](const Workplaces& places) {
            return api::fields_from_query(request.body).and_then([&](const api::Fields& fields) {
                return close(*site, places.here, visit, fields);
            });
        });
    }));
}

}  // namespace draagkracht::pages
