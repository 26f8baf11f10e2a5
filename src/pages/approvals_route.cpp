#include "pages/approvals_view.hpp"
#include "pages/form_fields.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"
#include "pages/whole_number.hpp"

namespace draagkracht::pages {

namespace {

base::Outcome<api::Response> approvals_page(
    const Site& site,
    const Workplace& place,
    const api::Visit& visit,
    const std::string& notice,
    const std::optional<WrongRefusal>& wrong
) {
    api::Services& services = site.rooms().services;
    const auto open = services.approvals.open_approvals(visit.occasion, place.municipality);
    if (!open) {
        return tl::unexpected(open.error());
    }
    std::vector<base::ApprovalId> refunds;
    for (const access::AskedApproval& one : *open) {
        if (one.asked.action == payments::refund_approval_action) {
            refunds.push_back(one.asked.id);
        }
    }
    const auto accounts =
        services.hand_acts.refund_questions(visit.occasion, place.municipality, refunds);
    if (!accounts) {
        return tl::unexpected(accounts.error());
    }
    const OfficerNames names = services.access.officer_names();
    return site.page(
        wrong ? 422 : 200,
        "approvals",
        {wrong ? "Fout: Goedkeuringen" : "Goedkeuringen", place, Section::approvals},
        visit,
        approvals_view(
            {*open,
             *accounts,
             names,
             place,
             visit.occasion.actor.text(),
             visit.csrf_token,
             visit.occasion.actor.may(access::Right::decide_approval, place.municipality),
             notice,
             wrong}
        )
    );
}

base::Outcome<api::Response> decide(
    const Site& site, const Workplace& place, const api::Visit& visit, const api::Fields& fields
) {
    const TypedForm form{fields, {}};
    const std::optional<std::int64_t> number = whole_number_of(form.text("approval"));
    if (!number) {
        return base::problem("access.no-such-approval", "the form names no approval");
    }
    const base::ApprovalId approval{*number};
    const bool is_granted = form.text("decision") == "granted";
    const std::string reason = is_granted ? std::string{} : form.text("reason");
    const auto decided = site.rooms().services.approvals.decide(
        visit.occasion, place.municipality, approval, {is_granted, reason}
    );
    if (decided) {
        return api::Response::see_other(
            approvals_address(place) + (is_granted ? granted_act : refused_act)
        );
    }
    if (decided.error().code == "base.not-a-line") {
        return approvals_page(
            site,
            place,
            visit,
            "",
            WrongRefusal{
                approval,
                reason,
                "Schrijf op waarom u niet akkoord bent. Dat kan op één regel, in ten hoogste 200 "
                "tekens."}
        );
    }
    return tl::unexpected(decided.error());
}

}  // namespace

void add_approval_routes(api::Router& router, const SitePointer& site) {
    const std::string pattern = "/gemeenten/{gemeentecode}/goedkeuringen";
    router.add(page_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return site->workplaces_at(request, visit).and_then([&](const Workplaces& places) {
            return approvals_page(
                *site, places.here, visit, recorded_notice(request), std::nullopt
            );
        });
    }));
    router.add(form_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return site->workplaces_at(request, visit).and_then([&](const Workplaces& places) {
            return api::fields_from_query(request.body).and_then([&](const api::Fields& fields) {
                return decide(*site, places.here, visit, fields);
            });
        });
    }));
}

}  // namespace draagkracht::pages
