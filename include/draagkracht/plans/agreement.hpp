// From norm to agreement: the norm says an amount, two people agree on one, and the debtor keeps
// enough to live on. The three amounts are kept and shown together (Alkmaar 4.2.2).
//
//     Proposals proposals = proposals_for(talk);                     // the talk begins here
//     agree({.terms = monthly(Money::cents(4000), first), .reason = "..."}, figures, unit)
//
// Below the norm is as normal as on it; it only says why. Above the norm is the debtor's own
// recorded wish, with a reason. Below the protected income is refused, whoever asks.
#pragma once

#include <string>

#include "draagkracht/capacity/assessment.hpp"
#include "draagkracht/plans/schedule.hpp"
#include "draagkracht/plans/way_to_pay.hpp"

namespace draagkracht::plans {

// The figures of an assessment beside the amount that is talked about.
struct ThreeAmounts {
    base::Money norm;             // what the norm says, a month
    base::Money agreed;           // what was agreed, or is proposed: burden_of, at most in a month
    base::Money left_to_live_on;  // income less the agreed amount, so at least in a month

    friend bool operator==(const ThreeAmounts&, const ThreeAmounts&) = default;
};

// What of the figures is left for one plan when the debtor already pays `elsewhere` a month on
// other running plans: that much is no longer income to repay from, nor asked for by the norm
// again.
[[nodiscard]] capacity::CapacityFigures left_beside(
    const capacity::CapacityFigures& figures, base::Money elsewhere
);

// What two people come to, or one asks for, beside the figures. Guarantee 6: Problem
// plans.below-protected-income, with the room that there is; those of check(terms) too.
[[nodiscard]] base::Outcome<ThreeAmounts> amounts_of(
    const ScheduleTerms& terms, const capacity::CapacityFigures& figures
);

// Room for a page of text, and none for a file.
inline constexpr std::size_t reason_bytes_max = 2000;

// What the two people at the table agree on.
struct Wish {
    ScheduleTerms terms;
    bool debtors_own_wish = false;  // the debtor asked for this, in so many words
    std::string reason;             // why it differs from the norm; kept with the plan
    WayToPay way_to_pay = {};
};

// The same, for a wish. In whole `unit`s (a cent, or a euro by policy) and in the rhythm of the
// wish an amount may be the norm's though not equal to it; then no reason is asked. Problems of
// amounts_of, plans.needs-own-wish (above the norm without it), plans.needs-reason (differs from
// the norm, and no reason) and plans.bad-reason (over reason_bytes_max, or control characters).
[[nodiscard]] base::Outcome<ThreeAmounts> agree(
    const Wish& wish, const capacity::CapacityFigures& figures, base::Money unit
);

}  // namespace draagkracht::plans
