// How each instalment of a plan stands, worked out from what was paid in all and never stored:
// payments fill the instalments in their order, so a late payment fills the oldest first.
//
//     standing_of(schedule, Money::cents(45000), today)   // paid, partly paid, open, open ...
#pragma once

#include <vector>

#include "draagkracht/plans/schedule.hpp"

namespace draagkracht::plans {

enum class InstalmentState {
    paid,
    partly_paid,  // something came in, and it is not overdue
    open,         // not due yet, or due today
    overdue,      // due before today and not paid in full; the margin of policy is not counted here
};

struct InstalmentStanding {
    Instalment instalment;
    base::Money paid;
    base::Money open;
    InstalmentState state;
};

// `paid_total`: all that was allocated to the plan, less reversals; not negative.
[[nodiscard]] std::vector<InstalmentStanding> standing_of(
    const std::vector<Instalment>& schedule, base::Money paid_total, base::BusinessDate today
);

}  // namespace draagkracht::plans
