#include "plans/talk_table_service.hpp"

#include <algorithm>
#include <set>

#include "draagkracht/claims/allocation.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/plans/plan_store.hpp"

namespace draagkracht::plans {

using storage::Transaction;

namespace {

// The protected income and the policy are those of the day and the place of the talk: a household
// of another day would let a former, lower protected income in.
base::Done check_household(
    const capacity::Household& household, const std::string& municipality, base::BusinessDate today
) {
    if (household.date == today.date() && household.municipality == municipality) {
        return {};
    }
    return base::problem(
        "plans.assessed-elsewhere",
        "the household is of another day or municipality than the talk",
        "assess the household as it is today"
    );
}

// Each claim is named once, and is among those from which can be chosen.
base::Done check_named(
    const std::vector<base::ClaimId>& named,
    const std::set<base::ClaimId>& choice,
    const base::Problem& not_there
) {
    std::set<base::ClaimId> seen;
    for (const base::ClaimId claim : named) {
        if (!seen.insert(claim).second) {
            return base::problem(
                "plans.claim-named-twice", "the same claim is named twice", "name each claim once"
            );
        }
        if (!choice.contains(claim)) {
            return tl::unexpected(not_there);
        }
    }
    return {};
}

base::Done check_claims_named(
    const PlanRequest& request, const std::vector<claims::OpenClaim>& of_person
) {
    std::set<base::ClaimId> owed;
    std::ranges::transform(of_person, std::inserter(owed, owed.end()), &claims::OpenClaim::claim);
    return check_named(
               request.claims,
               owed,
               {"plans.claim-not-of-person",
                "one of the claims is not owed by this person",
                {},
                "choose from the claims of this person"}
    )
        .and_then([&] {
            return check_named(
                request.designated,
                {request.claims.begin(), request.claims.end()},
                {"plans.designated-stays-behind",
                 "a claim that the debtor wants to be paid first does not go along",
                 {},
                 "take that claim into the plan, or pay another one first"}
            );
        });
}

// Without a policy no amount can be agreed on; a proposal then shows the oldest first.
norms::ClaimOrder order_of_claims(
    const norms::RuleBook& rules, const std::string& municipality, base::Date date
) {
    const auto policy = rules.policies.policy_of(municipality);
    const auto in_force = policy ? (*policy)->rules_on(date) : tl::unexpected(policy.error());
    return in_force ? (*in_force)->claim_order.value : norms::ClaimOrder::oldest_due_date;
}

base::Outcome<TalkGround> lay_ground(
    Transaction& transaction, const PlanRequest& request, norms::ClaimOrder order
) {
    std::vector<base::ClaimId> ids;
    for (const claims::Claim& claim : claims::claims_of_people(transaction, {request.person})) {
        ids.push_back(claim.id);
    }
    const std::vector<claims::OpenClaim> of_person = claims::open_claims(transaction, ids);
    if (const base::Done named = check_claims_named(request, of_person); !named) {
        return tl::unexpected(named.error());
    }
    std::vector<OpenClaim> owed;
    for (const claims::OpenClaim& open : claims::ordered(of_person, request.designated, order)) {
        owed.push_back({open.claim, open.balance});
    }
    TalkGround ground =
        with_claims(ground_of(owed, plans_of_person(transaction, request.person)), request.claims);
    if (ground.claims.empty()) {
        return base::problem(
            "plans.nothing-to-pay", "nothing is open on these claims", "choose other claims"
        );
    }
    return ground;
}

}  // namespace

std::vector<Plan> without_paid_claims(Transaction& transaction, std::vector<Plan> running) {
    std::vector<base::ClaimId> ids;
    for (const Plan& plan : running) {
        for (const PlannedClaim& planned : plan.facts.claims) {
            ids.push_back(planned.claim);
        }
    }
    const auto balances = claims::balances_of(transaction, ids);
    for (Plan& plan : running) {
        std::erase_if(plan.facts.claims, [&balances](const PlannedClaim& planned) {
            const auto balance = balances.find(planned.claim);
            return balance == balances.end() || !balance->second.total().is_positive();
        });
    }
    return running;
}

base::Outcome<Table> lay_table(
    Transaction& transaction,
    const access::Occasion& occasion,
    const PlanRequest& request,
    const std::string& municipality,
    const norms::RuleBook& rules
) {
    if (const base::Done fits = check_household(request.household, municipality, occasion.today);
        !fits) {
        return tl::unexpected(fits.error());
    }
    base::Outcome<capacity::CapacityAssessment> assessment =
        capacity::assess(request.household, rules);
    base::Outcome<TalkGround> ground = lay_ground(
        transaction, request, order_of_claims(rules, municipality, occasion.today.date())
    );
    if (const base::Problem* wrong = base::first_problem(assessment, ground)) {
        return tl::unexpected(*wrong);
    }
    std::vector<Plan> running = running_plans_of_claims(transaction, request.claims);
    std::erase_if(running, [&request](const Plan& plan) {
        return plan.facts.person != request.person;
    });
    return Table{
        std::move(*assessment),
        std::move(*ground),
        without_paid_claims(transaction, std::move(running))};
}

}  // namespace draagkracht::plans
