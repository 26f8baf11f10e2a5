#include <algorithm>

#include "pages/form_fields.hpp"
#include "pages/plan_ending_view.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/routes.hpp"

namespace draagkracht::pages {

namespace {

base::Outcome<AskedPlan> asked_by(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    return asked_plan(site, request, visit)
        .and_then([](const AskedPlan& asked) -> base::Outcome<AskedPlan> {
            if (!ends_offered(asked).empty()) {
                return asked;
            }
            return access::require(
                       asked.visit.occasion.actor,
                       access::Right::agree_plan,
                       asked.place.municipality
            )
                .map([&] { return asked; });
        });
}

base::Outcome<api::Response> ending_page(
    const AskedPlan& asked,
    int status,
    const PlanEndingForm& form,
    const std::vector<PlanEndingFault>& faults
) {
    const std::string title = "Regeling beëindigen";
    return asked.site.page(
        status,
        "plan_ending",
        {faults.empty() ? title : "Fout: " + title, asked.place, Section::clients},
        asked.visit,
        plan_ending_view(asked, form, faults)
    );
}

base::Outcome<api::Response> end(const AskedPlan& asked, const PlanEndingForm& form) {
    const base::Outcome<plans::PlanOutcome> outcome = plans::outcome_of(form.outcome);
    if (!outcome) {
        return ending_page(
            asked, 422, form, {{PlanEndingField::outcome, "Kies waarom de regeling eindigt."}}
        );
    }
    const base::Done done = asked.site.rooms().services.endings.end(
        asked.visit.occasion, asked.plan.id, *outcome, form.reason
    );
    if (done) {
        return api::Response::see_other(
            asked.client_page() +
            (*outcome == plans::PlanOutcome::broken ? recorded_broken_plan : recorded_remitted_plan)
        );
    }
    const std::optional<PlanEndingFault> fault = ending_fault_of(done.error());
    return fault ? ending_page(asked, 422, form, {*fault})
                 : base::Outcome<api::Response>{tl::unexpected(done.error())};
}

}  // namespace

void add_plan_ending_routes(api::Router& router, const SitePointer& site) {
    const std::string pattern =
        "/gemeenten/{gemeentecode}/clienten/{clientnummer}/regelingen/{regeling}/einde";
    router.add(page_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return asked_by(*site, request, visit)
            .and_then([](const AskedPlan& asked) -> base::Outcome<api::Response> {
                if (const base::Done runs = check_running(asked); !runs) {
                    return tl::unexpected(runs.error());
                }
                const std::vector<plans::PlanOutcome> offered = ends_offered(asked);
                const bool is_plain = offered.size() == 1;
                return ending_page(
                    asked,
                    200,
                    {is_plain ? std::string{plans::to_text(offered.front())} : "", ""},
                    {}
                );
            });
    }));
    router.add(form_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return asked_by(*site, request, visit).and_then([&](const AskedPlan& asked) {
            return api::fields_from_query(request.body).and_then([&](const api::Fields& fields) {
                const TypedForm typed{fields, {}};
                return end(asked, {typed.text("outcome"), typed.text("reason")});
            });
        });
    }));
}

}  // namespace draagkracht::pages
