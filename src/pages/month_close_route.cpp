#include <algorithm>

#include "pages/month_close_view.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"
#include "pages/typed_amount.hpp"

namespace draagkracht::pages {

namespace {

// What the page is opened with.
struct Opened {
    std::optional<base::Month> chosen = {};
    payments::MonthToClose asked = {};
    api::Fields typed = {};
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
             opened.typed,
             opened.faults,
             opened.notice}
        )
    );
}

// A bank account may stand below zero.
std::optional<base::Money> typed_balance(const std::string& text) {
    const bool is_below_zero = text.starts_with('-');
    const std::optional<base::Money> amount = typed_amount(is_below_zero ? text.substr(1) : text);
    return amount && is_below_zero ? std::optional{-*amount} : amount;
}

// What was typed of the balances at the bank.
void take_seen(const api::Fields& fields, Opened& opened) {
    const std::string prefix = seen_field("");
    for (const auto& [name, value] : fields) {
        if (!name.starts_with(prefix) || value.empty()) {
            continue;
        }
        if (const std::optional<base::Money> balance = typed_balance(value)) {
            opened.asked.seen_at_bank.emplace(name.substr(prefix.size()), *balance);
        } else {
            opened.faults.push_back({name, "Vul het saldo in, zoals 1480,00."});
        }
    }
}

// Puts a difference with the bank before a second person.
base::Outcome<api::Response> ask_difference(
    const Site& site, const Workplace& place, const api::Visit& visit, Opened opened
) {
    const TypedForm form{opened.typed, {}};
    const std::string iban = form.text("difference_account");
    const auto amount = base::Money::parse(form.text("difference_amount"));
    if (!amount) {
        return base::problem("pages.no-such-month", "the form names no difference");
    }
    const base::Outcome<base::ApprovalId> asked = site.rooms().services.months.ask_difference(
        visit.occasion, place.municipality, opened.asked, {iban, *amount, form.text("reason")}
    );
    if (asked) {
        return api::Response::see_other(month_close_address(place) + asked_difference);
    }
    if (asked.error().code == "payments.other-difference") {
        opened.faults = {{"volgende", "Het verschil is nu anders. Bekijk het bewijs opnieuw."}};
        return month_close_page(site, place, visit, opened);
    }
    if (asked.error().where == "reason") {
        opened.faults = {{"verschil-" + iban, "Schrijf in één regel waarom dit zo blijft."}};
        return month_close_page(site, place, visit, opened);
    }
    return tl::unexpected(asked.error());
}

base::Outcome<api::Response> close(
    const Site& site, const Workplace& place, const api::Visit& visit, const api::Fields& fields
) {
    const TypedForm form{fields, {}};
    const base::Outcome<base::Month> month = base::month_of(form.text("month"));
    if (!month) {
        return base::problem("pages.no-such-month", "the form names no month");
    }
    Opened opened{.asked = {.month = *month}, .typed = fields};
    take_seen(fields, opened);
    if (!form.text("difference_account").empty()) {
        return ask_difference(site, place, visit, std::move(opened));
    }
    if (form.text("confirmed") != "ja") {
        opened.faults.push_back({"bevestigd", "Vink aan dat u dit weet."});
    }
    if (!opened.faults.empty()) {
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
        const base::Outcome<base::Month> month = base::month_of(given->second);
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
