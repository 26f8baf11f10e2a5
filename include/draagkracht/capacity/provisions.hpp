// Names the provisions that a household may have a right to and does not seem to use, as questions
// to ask: what somebody is entitled to comes before what they repay (Alkmaar 1.3.4, Senzer 2.2).
//
//     note_provisions(household, norm, income, law, sheet);
//     // a tenant with EUR 1,100 a month and no allowances: sheet.provisions asks after healthcare
//     // and rent allowance, and after the individual income supplement
//
// Never an amount, and no condition that is not known is taken to hold: a provision is named when
// what is known makes it likely. Where a threshold is not known for the date, the question is asked
// at any income.
#pragma once

#include <optional>

#include "draagkracht/base/money.hpp"
#include "draagkracht/capacity/household.hpp"
#include "draagkracht/capacity/worksheet.hpp"
#include "draagkracht/norms/law.hpp"

namespace draagkracht::capacity {

// `income` is that of the household, EUR a month, kinds a to i; `sheet.norms` is there.
void note_provisions(
    const Household& household,
    const std::optional<base::Money>& norm,
    base::Money income,
    const norms::Law& law,
    Worksheet& sheet
);

}  // namespace draagkracht::capacity
