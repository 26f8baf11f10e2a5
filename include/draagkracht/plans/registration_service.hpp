// Plans that were agreed on elsewhere, in a former system, and go on here with what is left of
// them.
//
//     FormerPlan plan{.person = debtor, .plan_number = "R-2025-0012", ...};
//     Registration done = register_plans(transaction, trail, occasion, zandwijk, {plan});
//
// Nothing is known of the capacity behind such a plan, so it carries no assessment: an unknown is
// not a zero, and the next talk makes one.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/base/registration.hpp"
#include "draagkracht/plans/plan.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

struct FormerPlan {
    base::PersonId person;
    std::string plan_number;  // unique in the municipality
    base::Date agreed_on;
    base::Money instalment_amount;
    Rhythm rhythm;                     // from the first instalment that is still to be paid
    std::vector<PlannedClaim> claims;  // what the plan is still to pay of each
    // As printed on letters of the former system; empty: one is made.
    std::optional<base::PaymentReference> payment_reference;
    std::string where;  // the place it was read from; for problems alone
};

// Registers many in the transaction and trail of the caller, who has checked the right. The same
// again is known, also when the plan has later versions. Problems of schedule_of and check,
// base.not-a-line, plans.no-number, plans.claim-not-of-person, plans.more-than-open,
// plans.claim-in-other-plan, plans.agreed-in-future, plans.reference-taken, plans.other-content.
[[nodiscard]] base::Registration register_plans(
    storage::Transaction& transaction,
    audit::Trail& trail,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::vector<FormerPlan>& plans
);

// The plans with these numbers that were registered so, as they were then: later versions have ids
// of their own. A number that is not registered is absent from the answer.
[[nodiscard]] std::unordered_map<std::string, base::PlanId> former_plans_of_numbers(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& plan_numbers
);

// Those of the references that a plan has, of whatever municipality: no claim may have them too.
[[nodiscard]] std::set<std::string> references_of_plans(
    storage::Transaction& transaction, const std::vector<base::PaymentReference>& references
);

}  // namespace draagkracht::plans
