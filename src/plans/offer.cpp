#include "draagkracht/plans/offer.hpp"

namespace draagkracht::plans {

base::Money instalment_unit(const capacity::CapacityAssessment& assessment) {
    base::ensure(assessment.worksheet.policy != nullptr, "what has figures was made by a policy");
    switch (assessment.worksheet.policy->instalment_rounding.value) {
        case norms::InstalmentRounding::cents:
            return base::Money::cents(1);
        case norms::InstalmentRounding::whole_euros:
            return base::Money::cents(100);
    }
    throw base::ProgrammerFault{"unknown rounding of instalments"};
}

std::optional<capacity::CapacityFigures> Offer::figures() const {
    return assessment.figures ? std::optional{left_beside(*assessment.figures, paid_elsewhere)}
                              : std::nullopt;
}

std::optional<int> Offer::longest_term_months() const {
    const std::shared_ptr<const norms::PolicyRules>& policy = assessment.worksheet.policy;
    return policy ? std::optional{policy->longest_term_months.value} : std::nullopt;
}

bool Offer::is_long(const Proposal& proposal) const {
    const std::optional<int> longest = longest_term_months();
    return longest && proposal.months() > *longest;
}

Offer offer_for(
    capacity::CapacityAssessment assessment,
    const claims::Balance& debt,
    base::Money paid_elsewhere,
    const Asked& asked
) {
    base::Outcome<Proposals> proposals =
        assessment.figures ? base::Outcome<Proposals>{proposals_for(
                                 {left_beside(*assessment.figures, paid_elsewhere),
                                  debt,
                                  instalment_unit(assessment)},
                                 asked
                             )}
                           : not_computable(assessment);
    return {std::move(assessment), std::move(proposals), debt, paid_elsewhere};
}

tl::unexpected<base::Problem> not_computable(const capacity::CapacityAssessment& assessment) {
    const std::vector<capacity::Obstacle>& obstacles = assessment.worksheet.obstacles;
    return base::problem(
        "plans.not-computable",
        "the capacity of this household cannot be computed yet",
        obstacles.empty() ? std::string{} : obstacles.front().english
    );
}

}  // namespace draagkracht::plans
