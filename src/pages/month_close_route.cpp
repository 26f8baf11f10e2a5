#include <algorithm>

#include "pages/month_close_view.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

// What the page is opened with.
struct Opened {
    std::optional<claims::Month> chosen = {};
    payments::MonthToClose asked = {};
    std::vector<FormFault> faults = {};
    std::string notice = {};
};

base::Outcome<std::optional<payments::MonthProof>> next_month(
    const Site& site, const Workplace& place, const api::Visit& visit, const Opened& opened
) {
    base::Outcome<payments::MonthProof> proof =
        site.rooms().services.months.preview(visit.occasion, place.municipality, opened.asked);
    if (proof) {
        return std::optional{std::move(*proof)};
    }
    if (proof.error().code == "payments.no-month-to-close") {
        return std::optional<payments::MonthProof>{};
    }
    return tl::unexpected(proof.error());
}

base::Outcome<api::Response> month_close_page(
    const Site& site, const Workplace& place, const api::Visit& visit, const Opened& opened
) {
    api::Services& services = site.rooms().services;
    const auto closed = services.months.closed_months(visit.occasion, place.municipality);
    const auto next = next_month(site, place, visit, opened);
    if (const base::Problem* first = base::first_problem(closed, next)) {
        return tl::unexpected(*first);
    }
    const auto chosen = std::ranges::find_if(*closed, [&](const payments::ProvedMonth& month) {
        return month.closed.month == opened.chosen;
    });
    if (opened.chosen && chosen == closed->end()) {
        return base::problem("pages.no-such-month", "this month is not closed");
    }
    const OfficerNames names = services.access.officer_names();
    return site.page(
        opened.faults.empty() ? 200 : 422,
        "month_close",
        {opened.faults.empty() ? "Maand afsluiten" : "Fout: Maand afsluiten",
         place,
         Section::worklist},
        visit,
        month_close_view(
            {*closed,
             *next,
             opened.chosen ? &*chosen : nullptr,
             place,
             names,
             visit.csrf_token,
             visit.occasion.actor.may(access::Right::reconcile, place.municipality),
             opened.faults,
             opened.notice}
        )
    );
}

base::Outcome<api::Response> close(
    const Site& site, const Workplace& place, const api::Visit& visit, const api::Fields& fields
) {
    const TypedForm form{fields, {}};
    const base::Outcome<claims::Month> month = claims::month_of(form.text("month"));
    if (!month) {
        return base::problem("pages.no-such-month", "the form names no month");
    }
    Opened opened{.asked = {.month = *month}};
    for (const auto& [name, value] : fields) {
        if (name.starts_with(seen_field("")) && value == "ja") {
            opened.asked.seen_at_bank.push_back(name.substr(seen_field("").size()));
        }
    }
    if (form.text("confirmed") != "ja") {
        opened.faults = {{"bevestigd", "Vink aan dat u dit weet."}};
        return month_close_page(site, place, visit, opened);
    }
    const auto done =
        site.rooms().services.months.close(visit.occasion, place.municipality, opened.asked);
    if (done) {
        return api::Response::see_other(month_close_address(place) + closed_month);
    }
    // Sent twice, or closed by a colleague meanwhile: the page tells by whom.
    if (done.error().code == "payments.month-closed") {
        return api::Response::see_other(month_close_address(place) + month_closed_before);
    }
    if (done.error().code.starts_with("payments.")) {
        opened.faults = {{"volgende", "De maand is niet afgesloten: er staat nog iets in de weg."}};
        return month_close_page(site, place, visit, opened);
    }
    return tl::unexpected(done.error());
}

base::Outcome<api::Response> open(
    const Site& site, const Workplace& place, const api::Visit& visit, const api::Request& request
) {
    Opened opened{.notice = recorded_notice(request)};
    if (const auto given = request.query.find("maand"); given != request.query.end()) {
        const base::Outcome<claims::Month> month = claims::month_of(given->second);
        if (!month) {
            return base::problem("pages.no-such-month", "the address names no month");
        }
        opened.chosen = *month;
    }
    return month_close_page(site, place, visit, opened);
}

}  // namespace

void add_month_close_routes(api::Router& router, const SitePointer& site) {
    const std::string pattern = "/gemeenten/{gemeentecode}/maandafsluitingen";
    router.add(page_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return site->workplaces_at(request, visit).and_then([&](const Workplaces& places) {
            return open(*site, places.here, visit, request);
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
