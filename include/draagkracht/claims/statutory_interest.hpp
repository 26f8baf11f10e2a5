// Statutory interest (wettelijke rente) over what is open of a claim, by the dated rates of law.
//
//     InterestSheet sheet = interest_over(changes, default_begins, until, law).value();
//     sheet.parts[0];    // 2023-03-01 to 2023-07-01: 122 days at 4% over 2,000.00 is 26.739726
//     sheet.amount;      // 110.25
//     sheet.is_due;      // false below EUR 20 (Awb art. 4:98 lid 2)
//
// Counted by the day over 365, the first day in and the last day out. After each whole year the
// interest of that year that is not paid bears interest too (BW art. 6:119 lid 2). Rounded once,
// at the end: rounding each part would take cents from the debtor that no law gives. The program
// only works it out: interest is owed when a decision sets it (Awb art. 4:99).
#pragma once

#include <span>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/exact_money.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/percentage.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/claims/claim.hpp"
#include "draagkracht/norms/law.hpp"

namespace draagkracht::claims {

// Some days on which neither the amount nor the rate changed.
struct InterestPart {
    base::Date from;
    base::Date until;  // the first day that is no longer in it
    int days;
    base::ExactMoney principal;
    base::ExactMoney added_interest;  // of whole years before, that bears interest too
    norms::Parameter<base::Percentage> rate;
    base::ExactMoney interest;
};

struct InterestSheet {
    std::vector<InterestPart> parts;
    base::ExactMoney unrounded;
    base::Money amount;  // half up to the cent
    norms::Parameter<base::Money> due_from;
    bool is_due;
};

// `movements`: all of the claim, in any order; those on principal say over what interest runs, and
// interest that was paid or given up is that of the oldest years first. Below zero open, none runs.
// None runs on the days of `without` either, as a hold may say (Awb art. 4:101).
// Problems claims.wrong-period (`until` before `from`), norms.no-law-known.
[[nodiscard]] base::Outcome<InterestSheet> interest_over(
    std::span<const Movement> movements,
    base::Date from,
    base::Date until,
    const norms::Law& law,
    const std::vector<Period>& without = {}
);

}  // namespace draagkracht::claims
