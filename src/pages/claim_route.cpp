#include "pages/asked_client.hpp"
#include "pages/claim_view.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

// The day in the address, or the usual one where it is not there or no day.
base::Date day_in(const api::Request& request, const std::string& name, base::Date usual) {
    const auto given = request.query.find(name);
    return given == request.query.end() ? usual : base::Date::parse(given->second).value_or(usual);
}

base::Outcome<api::Response> claim_page(const AskedClient& asked, const api::Request& request) {
    const access::Occasion& occasion = asked.visit.occasion;
    const base::Date today = occasion.today.date();
    const base::Date day = std::min(today, day_in(request, "op", today));
    const base::Date known_on = std::min(today, day_in(request, "bekend", today));
    const base::Date first_of_year{day.calendar().year() / std::chrono::January / 1};
    const base::Date from = std::min(day, day_in(request, "van", first_of_year));
    api::Services& services = asked.site.rooms().services;
    const auto identity = services.people.identity_of(occasion, asked.person);
    const auto life = services.lives.life_on(
        occasion,
        {asked.place.municipality, asked.person, request.path_value("vordering")},
        {day, known_on}
    );
    if (const base::Problem* wrong = base::first_problem(identity, life)) {
        return tl::unexpected(*wrong);
    }
    const OfficerNames names = services.access.officer_names();
    return asked.site.page(
        200,
        "claim",
        {"Vordering", asked.place, Section::clients},
        asked.visit,
        claim_view(
            {*identity,
             *life,
             {day, known_on},
             {from, day},
             asked.place,
             names,
             occasion.actor.may(access::Right::act_on_claim, asked.place.municipality),
             recorded_notice(request)}
        )
    );
}

}  // namespace

api::Route claim_route(const SitePointer& site) {
    return page_route(
        "/gemeenten/{gemeentecode}/clienten/{clientnummer}/vorderingen/{vordering}",
        [site](const api::Request& request, const api::Visit& visit) {
            return asked_client(*site, request, visit).and_then([&](const AskedClient& asked) {
                return claim_page(asked, request);
            });
        }
    );
}

}  // namespace draagkracht::pages
