// What a talk about money starts from, as it stood when the talk began: what is open on the claims
// that go along, and what the debtor pays on other running plans.
//
//     TalkGround ground = ground_of(owed, plans);
//     ground = with_claims(ground, {claim_a, claim_b});
//     ground.debt().total();        // what the plan would pay
//     ground.paid_elsewhere();      // a month, on plans that it would not replace
//
// A calculation over it reads nothing of the register, so that it can be made at every keystroke
// (docs/decisions/0019).
#pragma once

#include <vector>

#include "draagkracht/claims/ledger.hpp"
#include "draagkracht/plans/plan.hpp"

namespace draagkracht::plans {

struct OpenClaim {
    base::ClaimId claim;
    claims::Balance balance;  // above zero together

    friend bool operator==(const OpenClaim&, const OpenClaim&) = default;
};

// A running plan of the debtor, as far as something is open on it.
struct RunningPlan {
    PlanVersion version;
    base::Money agreed_amount;  // a month
    std::vector<base::ClaimId> claims;

    friend bool operator==(const RunningPlan&, const RunningPlan&) = default;
};

struct TalkGround {
    std::vector<OpenClaim> claims;  // in the order in which they are to be paid
    std::vector<RunningPlan> running;

    [[nodiscard]] claims::Balance debt() const;
    // A month, on running plans that pay none of these claims.
    [[nodiscard]] base::Money paid_elsewhere() const;
    // The running plans that pay one of these claims, by number: an agreement on them takes their
    // place.
    [[nodiscard]] std::vector<PlanVersion> replaced() const;

    friend bool operator==(const TalkGround&, const TalkGround&) = default;
};

// Of all claims of the debtor, in the order in which they are to be paid, and all plans: what is
// open and what runs.
[[nodiscard]] TalkGround ground_of(
    const std::vector<OpenClaim>& owed, const std::vector<Plan>& plans
);

// The same with these claims alone; those that are not open are left out.
[[nodiscard]] TalkGround with_claims(
    const TalkGround& ground, const std::vector<base::ClaimId>& chosen
);

// The claims that a talk is about when nothing else is said: what no plan pays yet; when there is
// no such claim, what the running plans pay, for the talk is then about these.
[[nodiscard]] std::vector<base::ClaimId> usual_claims(const TalkGround& ground);

}  // namespace draagkracht::plans
