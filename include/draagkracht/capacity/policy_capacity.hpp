// What policy asks a month: from somebody with a benefit a share of the norm, from others also a
// share of the income above it; at least the minimum, and never more than the room above the
// protected income. While debt help runs it asks nothing: the talk is with the counsellor.
//
//     policy_capacity({.norm = euros("1419.46"), .income = euros("1419.46"),
//                      .room = euros("70.97"), .participation_benefit = true}, *rules, sheet)
//     // 5%: EUR 70.97
#pragma once

#include "draagkracht/base/money.hpp"
#include "draagkracht/capacity/worksheet.hpp"

namespace draagkracht::capacity {

struct PolicyBasis {
    base::Money norm;    // Benefit norm of the household, with holiday pay.
    base::Money income;  // Of the household, kinds a to i, less what others take.
    base::Money room;    // Above the protected income; not negative.
    bool participation_benefit = false;
    bool debt_help_runs = false;
};

// EUR a month, from zero to the room.
[[nodiscard]] base::Money policy_capacity(
    const PolicyBasis& basis, const norms::PolicyRules& rules, Worksheet& sheet
);

}  // namespace draagkracht::capacity
