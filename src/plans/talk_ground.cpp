#include "draagkracht/plans/talk_ground.hpp"

#include <algorithm>

namespace draagkracht::plans {

using base::ClaimId;
using base::Money;

namespace {

bool holds(const std::vector<ClaimId>& claims, ClaimId wanted) {
    return std::ranges::find(claims, wanted) != claims.end();
}

bool is_open(const TalkGround& ground, ClaimId wanted) {
    return std::ranges::find(ground.claims, wanted, &OpenClaim::claim) != ground.claims.end();
}

bool pays_one_of(const RunningPlan& plan, const TalkGround& ground) {
    return std::ranges::any_of(plan.claims, [&ground](ClaimId claim) {
        return is_open(ground, claim);
    });
}

}  // namespace

claims::Balance TalkGround::debt() const {
    claims::Balance debt;
    for (const OpenClaim& open : claims) {
        debt.costs += open.balance.costs;
        debt.interest += open.balance.interest;
        debt.principal += open.balance.principal;
    }
    return debt;
}

Money TalkGround::paid_elsewhere() const {
    Money paid;
    for (const RunningPlan& plan : running) {
        if (!pays_one_of(plan, *this)) {
            paid += plan.agreed_amount;
        }
    }
    return paid;
}

std::vector<PlanVersion> TalkGround::replaced() const {
    std::vector<PlanVersion> versions;
    for (const RunningPlan& plan : running) {
        if (pays_one_of(plan, *this)) {
            versions.push_back(plan.version);
        }
    }
    std::ranges::sort(versions);
    return versions;
}

TalkGround ground_of(const std::vector<OpenClaim>& owed, const std::vector<Plan>& plans) {
    TalkGround ground;
    for (const OpenClaim& entry : owed) {
        if (entry.balance.total().is_positive()) {
            ground.claims.push_back(entry);
        }
    }
    for (const Plan& plan : plans) {
        if (plan.ended_on) {
            continue;
        }
        RunningPlan running{
            {plan.facts.plan_number, plan.facts.version}, plan.facts.agreed_amount, {}};
        for (const PlannedClaim& planned : plan.facts.claims) {
            if (is_open(ground, planned.claim)) {
                running.claims.push_back(planned.claim);
            }
        }
        if (!running.claims.empty()) {
            ground.running.push_back(std::move(running));
        }
    }
    return ground;
}

TalkGround with_claims(const TalkGround& ground, const std::vector<ClaimId>& chosen) {
    TalkGround narrowed = ground;
    std::erase_if(narrowed.claims, [&chosen](const OpenClaim& open) {
        return !holds(chosen, open.claim);
    });
    return narrowed;
}

std::vector<ClaimId> usual_claims(const TalkGround& ground) {
    std::vector<ClaimId> all;
    std::vector<ClaimId> without_plan;
    for (const OpenClaim& open : ground.claims) {
        all.push_back(open.claim);
        if (std::ranges::none_of(ground.running, [&open](const RunningPlan& plan) {
                return holds(plan.claims, open.claim);
            })) {
            without_plan.push_back(open.claim);
        }
    }
    return without_plan.empty() ? all : without_plan;
}

}  // namespace draagkracht::plans
