// What new norms or a new policy would make of one household: the same facts, on another date.
//
//     Reassessment july = reassess(household, Date::parse("2026-07-01").value(), rules).value();
//     july.before.norm_capacity     // EUR 70.07, on the household's own date
//     july.after.norm_capacity      // EUR 70.97, on 1 July
//
// A benefit (PW) is the norm less other income (art. 19 lid 2), so it moves with the norm; every
// other income, and the taxable income, stays as it was told.
#pragma once

#include "draagkracht/base/problem.hpp"
#include "draagkracht/capacity/assessment.hpp"

namespace draagkracht::figures {

struct Reassessment {
    capacity::CapacityFigures before;  // By the rules of the household's own date.
    capacity::CapacityFigures after;   // By those of the other date.
};

// The household as it would be on that date, if nothing but the norms had changed.
[[nodiscard]] capacity::Household household_on(
    const capacity::Household& household, base::Date date, const norms::RuleBook& rules
);

// Problem figures.not-computable says in its message what is in the way, on either date; and those
// of capacity::assess.
[[nodiscard]] base::Outcome<Reassessment> reassess(
    const capacity::Household& household, base::Date date, const norms::RuleBook& rules
);

}  // namespace draagkracht::figures
