#include "draagkracht/plans/ending_service.hpp"

#include <fmt/format.h>

#include "draagkracht/base/plain_line.hpp"
#include "draagkracht/people/people_store.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "plans/ending_store.hpp"
#include "plans/person_service.hpp"

namespace draagkracht::plans {

using storage::Transaction;

namespace {

audit::Event ended(
    base::MunicipalityId municipality, const RunningPlan& plan, std::string_view outcome
) {
    return {
        "plans.end",
        municipality,
        plan.person,
        fmt::format("plan:{}", plan.plan.value()),
        fmt::format(R"({{"outcome":"{}"}})", outcome)};
}

// The right that ends a plan so; none for an end that follows from what happens.
std::optional<access::Right> right_to(PlanOutcome outcome) {
    switch (outcome) {
        case PlanOutcome::broken:
            return access::Right::agree_plan;
        case PlanOutcome::remitted:
            return access::Right::decide_approval;
        case PlanOutcome::paid:
        case PlanOutcome::replaced:
            return std::nullopt;
    }
    throw base::ProgrammerFault{"unknown outcome of a plan"};
}

}  // namespace

int end_paid_plans(
    Transaction& transaction,
    audit::Trail& trail,
    const access::Occasion& occasion,
    base::MunicipalityId municipality
) {
    const std::vector<RunningPlan> paid =
        plans_paid_by(transaction, municipality, occasion.today.date());
    std::vector<base::PlanId> plans;
    for (const RunningPlan& plan : paid) {
        plans.push_back(plan.plan);
        trail.record(ended(municipality, plan, "paid"));
    }
    end_plans(
        transaction,
        plans,
        {occasion.today.date(), PlanOutcome::paid, "all of it is paid", occasion.actor.text()}
    );
    return static_cast<int>(plans.size());
}

base::Done EndingService::end(
    const access::Occasion& occasion,
    base::PlanId plan,
    PlanOutcome outcome,
    const std::string& reason
) {
    const std::optional<access::Right> right = right_to(outcome);
    if (!right) {
        return base::problem(
            "plans.not-a-decision",
            "a plan is not ended so by a decision: it is paid or replaced when that happens",
            "end it as broken or as remitted"
        );
    }
    Transaction transaction{database_, "end plan", storage::Access::write};
    const std::vector<Plan> found = plans_by_id(transaction, {plan});
    if (found.empty()) {
        return base::problem("plans.unknown-plan", "there is no such plan");
    }
    const base::PersonId person = found.front().facts.person;
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_for(transaction, occasion, *right, person);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    if (const base::Done line = base::check_told_line(reason, "reason"); !line) {
        return line;
    }
    // Read again under the lock: a talk or another decision may have ended it meanwhile.
    people::hold_person(transaction, person);
    const Plan now = plans_by_id(transaction, {plan}).front();
    if (now.ended_on) {
        const bool is_the_same = now.outcome == outcome && now.end_reason == reason;
        return is_the_same ? base::Done{}
                           : base::problem(
                                 "plans.has-ended",
                                 "the plan has ended already",
                                 "look at its latest version"
                             );
    }
    end_plans(transaction, {plan}, {occasion.today.date(), outcome, reason, occasion.actor.text()});
    audit::Trail trail{transaction, occasion.author()};
    trail.record(ended(*municipality, {plan, person}, to_text(outcome)));
    trail.write();
    transaction.commit();
    return {};
}

}  // namespace draagkracht::plans
