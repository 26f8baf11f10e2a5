// What lies on the table in a talk about money: the assessment, and the proposals that it leaves
// room for.
//
//     Offer offer = offer_for(assessment, balance, paid_elsewhere, {.rhythm = rhythm});
//     offer.figures()->norm_capacity;
//     offer.proposals->by_norm->schedule;
#pragma once

#include <optional>

#include "draagkracht/plans/proposals.hpp"

namespace draagkracht::plans {

// What instalments are whole ones of, by the policy that the assessment was made with: a cent or a
// euro.
[[nodiscard]] base::Money instalment_unit(const capacity::CapacityAssessment& assessment);

struct Offer {
    capacity::CapacityAssessment assessment;
    // Side by side, each a proposal or why not; plans.not-computable when the assessment has open
    // questions, which are the talk then.
    base::Outcome<Proposals> proposals;
    claims::Balance debt;        // what is open on the claims
    base::Money paid_elsewhere;  // a month, on running plans that this one would not replace

    // What there is to repay from by this plan alone; empty as long as there are open questions.
    [[nodiscard]] std::optional<capacity::CapacityFigures> figures() const;
    // The longest plan, in months, by the policy that the assessment was made with; empty when none
    // is known for its date. A proposal that takes longer is as possible as another: it is a reason
    // to talk about remission and debt help first, and none to ask more.
    [[nodiscard]] std::optional<int> longest_term_months() const;
    [[nodiscard]] bool is_long(const Proposal& proposal) const;
};

[[nodiscard]] Offer offer_for(
    capacity::CapacityAssessment assessment,
    const claims::Balance& debt,
    base::Money paid_elsewhere,
    const Asked& asked
);

// Problem plans.not-computable, with the first question as its remedy.
[[nodiscard]] tl::unexpected<base::Problem> not_computable(
    const capacity::CapacityAssessment& assessment
);

}  // namespace draagkracht::plans
