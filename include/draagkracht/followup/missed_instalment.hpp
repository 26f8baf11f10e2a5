// When an instalment (termijn) is missed: policy waits some days after the due date, and does not
// call for small change.
//
//     arrear_standing(instalment, paid, {.days = 5, .amount = Money::cents(100)}, today)
//
// Nothing of this is stored. It follows from the schedule and from what was paid in all, so a late
// or reversed payment changes the answer by itself.
#pragma once

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/plans/schedule.hpp"

namespace draagkracht::followup {

struct MissedMargin {
    int days;            // after the due date
    base::Money amount;  // so much short, or less, is not missed
};

enum class Punctuality {
    on_time,      // paid, not due yet, or within the margins
    partly_paid,  // missed, and part of this instalment came in
    missed,       // nothing of this instalment came in
};

struct ArrearStanding {
    Punctuality punctuality;
    base::Money left;      // of this instalment alone; also when it is not due yet
    base::Date missed_on;  // the first day on which it counts as missed when it is not paid by then

    friend bool operator==(const ArrearStanding&, const ArrearStanding&) = default;
};

// `paid_total`: all that was paid on the plan, less reversals. Payments fill the oldest instalment
// first, so the margin is laid along everything that is due up to and with this instalment.
[[nodiscard]] ArrearStanding arrear_standing(
    const plans::Instalment& instalment,
    base::Money paid_total,
    const MissedMargin& margin,
    base::BusinessDate today
);

// Whether a talk that ended the task about a missed instalment still keeps it from being a task
// again: so many days, and not when the instalment counts as missed since after the talk, as one
// does that a pause has moved.
[[nodiscard]] bool talk_holds(
    const ArrearStanding& standing,
    base::Date talked_on,
    int unpaid_talk_days,
    base::BusinessDate today
);

}  // namespace draagkracht::followup
