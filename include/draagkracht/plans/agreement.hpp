// From norm to agreement: the norm says an amount, two people agree on one, and the debtor keeps
// enough to live on. The three amounts are kept and shown together (Alkmaar 4.2.2).
//
//     Proposal by_norm = propose(figures, debt, terms).value();         // the talk begins here
//     agree({.monthly_amount = Money::cents(4000), .reason = "..."}, figures)  // and ends here
//
// Below the norm is as normal as on it; it only says why. Above the norm is the debtor's own
// recorded wish, with a reason. Below the protected income is refused, whoever asks.
#pragma once

#include <string>

#include "draagkracht/capacity/assessment.hpp"
#include "draagkracht/plans/schedule.hpp"

namespace draagkracht::plans {

// The figures of an assessment beside the amount that is talked about.
struct ThreeAmounts {
    base::Money norm;             // what the norm says, a month
    base::Money agreed;           // what was agreed, or is proposed, a month
    base::Money left_to_live_on;  // income less the agreed amount

    friend bool operator==(const ThreeAmounts&, const ThreeAmounts&) = default;
};

// What of the figures is left for one plan when the debtor already pays `elsewhere` a month on
// other running plans: that much is no longer income to repay from, nor asked for by the norm
// again.
[[nodiscard]] capacity::CapacityFigures left_beside(
    const capacity::CapacityFigures& figures, base::Money elsewhere
);

struct Proposal {
    ThreeAmounts amounts;
    base::Money protected_income;
    std::vector<Instalment> schedule;
};

// The proposal by the norm for a debt. Problem plans.no-capacity when the norm leaves nothing to
// pay, with the remedy to talk about deferral, debt help or remission; those of schedule_of too.
[[nodiscard]] base::Outcome<Proposal> propose(
    const capacity::CapacityFigures& figures, base::Money debt, base::Date first_due_date
);

// What the two people at the table agree on.
struct Wish {
    base::Money monthly_amount;
    bool debtors_own_wish = false;  // the debtor asked for this amount, in so many words
    std::string reason;             // why it differs from the norm; kept with the plan
};

// Guarantee 6. Problems plans.amount-not-positive, plans.below-protected-income,
// plans.needs-own-wish (above the norm without it) and plans.needs-reason (differs, no reason).
[[nodiscard]] base::Outcome<ThreeAmounts> agree(
    const Wish& wish, const capacity::CapacityFigures& figures
);

}  // namespace draagkracht::plans
