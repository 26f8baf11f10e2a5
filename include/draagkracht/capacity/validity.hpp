// How long an assessment holds, and what a change that is reported does to it; Rv art. 475d.
//
//     holds_until(household, *table)            // 2027-07-15: a year, unless something ends
//     earlier renewal_after(former, now, reported_on, rules).value().works_from
//
// What leaves the debtor more, a higher protected income or less to pay, works from the day the
// change was reported; what leaves less, from the day it was assessed: nobody pays back what was
// left to them.
#pragma once

#include <optional>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/capacity/household.hpp"
#include "draagkracht/norms/rule_book.hpp"

namespace draagkracht::capacity {

// The first day on which it holds no longer: twelve months after the date of the household, or when
// a fact is known to change, or when a raise for housing costs ends. Empty when the term is not
// known.
[[nodiscard]] std::optional<base::Date> holds_until(
    const Household& household, const norms::NormTable& table
);

struct Renewal {
    bool needed = false;    // Otherwise the former assessment stays.
    base::Date works_from;  // The new one: from the report, or from the date of the household now.
};

// Compares the household of a former assessment with what is known now: both by the rules of the
// date of `now`, so that the change alone counts. A household of which something is not known any
// more needs a new assessment too. Problems as of assess.
[[nodiscard]] base::Outcome<Renewal> renewal_after(
    const Household& former,
    const Household& now,
    base::Date reported_on,
    const norms::RuleBook& rules
);

}  // namespace draagkracht::capacity
