#include <fmt/format.h>

#include "pages/page_offset.hpp"
#include "pages/payout_view.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

constexpr int shown_on_a_page = 50;

// The list, and one file of it.
struct Asked {
    const Site& site;
    const api::Request& request;
    const api::Visit& visit;
    Workplace place;

    [[nodiscard]] api::Services& services() const { return site.rooms().services; }
    [[nodiscard]] base::MunicipalityId municipality() const { return place.municipality; }
    [[nodiscard]] payments::ListRange range() const {
        return {shown_on_a_page, page_offset(request)};
    }
    // Nothing for the name of something else.
    [[nodiscard]] base::Outcome<payments::PayoutId> payout() const {
        if (const auto named = payments::payout_named(request.path_value("uitbetaling"))) {
            return *named;
        }
        return base::problem("payments.unknown-payout", "there is no such payout here");
    }
    [[nodiscard]] PayoutVisit visit_with(const OfficerNames& names, const TypedForm& form) const {
        return {
            place,
            names,
            visit.occasion.actor.text(),
            visit.occasion.actor.may(access::Right::reconcile, place.municipality),
            visit.csrf_token,
            form,
            form.faults.empty() ? recorded_notice(request) : std::string{}};
    }
    [[nodiscard]] base::Outcome<api::Response> page(
        const std::string& name, const std::string& title, const TypedForm& form, Values values
    ) const {
        const bool is_wrong = !form.faults.empty();
        return site.page(
            is_wrong ? 422 : 200,
            name,
            {is_wrong ? "Fout: " + title : title, place, Section::worklist},
            visit,
            std::move(values)
        );
    }
};

base::Outcome<api::Response> list_page(const Asked& asked, const TypedForm& form) {
    api::Services& services = asked.services();
    const auto refunds = services.payouts.open_refunds(asked.visit.occasion, asked.municipality());
    const auto payouts =
        services.payout_list.list(asked.visit.occasion, asked.municipality(), asked.range());
    if (const base::Problem* wrong = base::first_problem(refunds, payouts)) {
        return tl::unexpected(*wrong);
    }
    const OfficerNames names = services.access.officer_names();
    const PayoutVisit visit = asked.visit_with(names, form);
    return asked.page(
        "payouts",
        "Uitbetalingen",
        form,
        payouts_view({refunds->items, *payouts, asked.range(), visit})
    );
}

base::Outcome<api::Response> payout_page(
    const Asked& asked, payments::PayoutId payout, const TypedForm& form
) {
    api::Services& services = asked.services();
    const auto look = services.payout_list.look(
        asked.visit.occasion, asked.municipality(), payout, asked.range()
    );
    if (!look) {
        return tl::unexpected(look.error());
    }
    const OfficerNames names = services.access.officer_names();
    const PayoutVisit visit = asked.visit_with(names, form);
    return asked.page(
        "payout", "Uitbetaling " + name_of(payout), form, payout_view({*look, asked.range(), visit})
    );
}

// All that is decided; the same sent again is the same file.
base::Outcome<api::Response> prepare(const Asked& asked, const api::Fields& fields) {
    const auto prepared =
        asked.services().payouts.prepare(asked.visit.occasion, asked.municipality());
    if (prepared) {
        return api::Response::see_other(
            payout_address(asked.place, name_of(prepared->id)) + prepared_file
        );
    }
    const std::optional<FormFault> fault = payout_fault_of(prepared.error());
    if (!fault) {
        return tl::unexpected(prepared.error());
    }
    return list_page(asked, {fields, {*fault}});
}

base::Outcome<api::Response> withdraw(const Asked& asked, const api::Fields& fields) {
    const base::Outcome<payments::PayoutId> payout = asked.payout();
    if (!payout) {
        return tl::unexpected(payout.error());
    }
    const base::Outcome<payments::Withdrawal> done = asked.services().payouts.withdraw(
        asked.visit.occasion, asked.municipality(), *payout, TypedForm{fields, {}}.text("reason")
    );
    if (done) {
        return api::Response::see_other(
            payout_address(asked.place, name_of(*payout)) +
            (*done == payments::Withdrawal::done ? withdrawn_file : asked_withdrawal)
        );
    }
    const std::optional<FormFault> fault = payout_fault_of(done.error());
    if (!fault) {
        return tl::unexpected(done.error());
    }
    return payout_page(asked, *payout, {fields, {*fault}});
}

// Sent, and not asked for by its address: handing a file out is an act.
base::Outcome<api::Response> fetch(const Asked& asked, const api::Fields& fields) {
    const base::Outcome<payments::PayoutId> payout = asked.payout();
    if (!payout) {
        return tl::unexpected(payout.error());
    }
    const auto file =
        asked.services().payouts.hand_out(asked.visit.occasion, asked.municipality(), *payout);
    if (file) {
        return api::Response{
            200,
            "application/xml",
            file->bytes,
            {{"Content-Disposition",
              fmt::format("attachment; filename=\"{}.xml\"", name_of(file->id))}}};
    }
    const std::optional<FormFault> fault = payout_fault_of(file.error());
    if (!fault) {
        return tl::unexpected(file.error());
    }
    return payout_page(asked, *payout, {fields, {*fault}});
}

using Handler = base::Outcome<api::Response> (*)(const Asked& asked, const api::Fields& fields);

api::OfficerHandler at_place(const SitePointer& site, Handler handler) {
    return [site, handler](const api::Request& request, const api::Visit& visit) {
        return site->workplaces_at(request, visit).and_then([&](const Workplaces& places) {
            // The body of what is only looked at is empty.
            return api::fields_from_query(request.body).and_then([&](const api::Fields& fields) {
                return handler({*site, request, visit, places.here}, fields);
            });
        });
    };
}

}  // namespace

void add_payout_routes(api::Router& router, const SitePointer& site) {
    const std::string pattern = "/gemeenten/{gemeentecode}/uitbetalingen";
    const std::string one = pattern + "/{uitbetaling}";
    const Handler show_list = [](const Asked& asked, const api::Fields& fields) {
        return list_page(asked, {fields, {}});
    };
    const Handler show = [](const Asked& asked, const api::Fields& fields) {
        return asked.payout().and_then([&](payments::PayoutId payout) {
            return payout_page(asked, payout, {fields, {}});
        });
    };
    router.add(page_route(pattern, at_place(site, show_list)));
    router.add(form_route(pattern, at_place(site, prepare)));
    router.add(page_route(one, at_place(site, show)));
    router.add(form_route(one, at_place(site, withdraw)));
    router.add(form_route(one + "/bestand", at_place(site, fetch)));
}

}  // namespace draagkracht::pages
