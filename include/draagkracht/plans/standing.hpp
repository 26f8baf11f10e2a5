// How each instalment of a plan stands, worked out from what was paid in all and never stored:
// payments fill the instalments in their order, so a late payment fills the oldest first.
//
//     standing_of(schedule, Money::cents(45000), today)   // paid, partly paid, open, open ...
#pragma once

#include <vector>

#include "draagkracht/plans/plan.hpp"

namespace draagkracht::plans {

enum class InstalmentState {
    paid,
    partly_paid,  // something came in, and it is not overdue
    open,         // not due yet, or due today
    overdue,      // due before today and not paid in full; the margin of policy is not counted here
    fallen_away,  // no longer asked, as a joint debtor paid: nothing is open for it on the claims
};

struct InstalmentStanding {
    Instalment instalment;
    base::Money paid;
    base::Money open;
    InstalmentState state;
};

// What is asked of an instalment when so much was paid on the plan and so much is open on its
// claims: a plan never asks more than is open. A joint debtor pays the same claims, and the last
// instalments fall away, or are less (docs/decisions/0020).
[[nodiscard]] Instalment still_asked(
    const Instalment& agreed, base::Money paid_total, base::Money open_on_claims
);

// How a plan stands, with the due dates of now and what is open on its claims.
[[nodiscard]] std::vector<InstalmentStanding> standing_of(
    const Plan& plan, base::BusinessDate today
);

// The same while a hold covers a claim that the plan still has to pay: nothing of it is overdue.
[[nodiscard]] std::vector<InstalmentStanding> as_held(std::vector<InstalmentStanding> standing);

// The same of a schedule of which all is asked.
// `paid_total`: all that was allocated to the plan, less reversals; not negative.
[[nodiscard]] std::vector<InstalmentStanding> standing_of(
    const std::vector<Instalment>& schedule, base::Money paid_total, base::BusinessDate today
);

}  // namespace draagkracht::plans
