#include "pages/asked_plan.hpp"

#include <algorithm>

#include "pages/whole_number.hpp"

namespace draagkracht::pages {

namespace {

base::Outcome<plans::Plan> plan_of(
    const api::Request& request, const std::vector<plans::PlanStanding>& plans
) {
    const std::optional<std::int64_t> number = whole_number_of(request.path_value("regeling"));
    const auto found = std::ranges::find_if(plans, [&number](const plans::PlanStanding& standing) {
        return standing.plan.id.value() == number;
    });
    if (found == plans.end()) {
        return base::problem("followup.no-such-plan", "this client has no such plan");
    }
    return found->plan;
}

}  // namespace

base::Outcome<AskedPlan> asked_plan(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const base::Outcome<AskedClient> client = asked_client(site, request, visit);
    if (!client) {
        return tl::unexpected(client.error());
    }
    api::Services& services = site.rooms().services;
    const auto identity = services.people.identity_of(visit.occasion, client->person);
    const auto plan = services.plans.plans_of(visit.occasion, client->person)
                          .and_then([&](const std::vector<plans::PlanStanding>& plans) {
                              return plan_of(request, plans);
                          });
    if (const base::Problem* wrong = base::first_problem(identity, plan)) {
        return tl::unexpected(*wrong);
    }
    return AskedPlan{site, visit, client->place, *identity, *plan};
}

base::Done check_running(const AskedPlan& asked) {
    if (!asked.plan.ended_on) {
        return {};
    }
    return base::problem("followup.no-such-plan", "this plan does not run any more");
}

}  // namespace draagkracht::pages
