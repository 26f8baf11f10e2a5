// A statement of account (rekeningoverzicht) of a claim over a period: what was open before it,
// each movement with what was open after it, and what is open at its end.
//
//     AccountStatement statement = statement_over(postings, {first_day, last_day});
//     statement.opening.total();               // on the evening before the first day
//     statement.lines.back().after.total();    // as statement.closing
#pragma once

#include <vector>

#include "draagkracht/claims/claim.hpp"
#include "draagkracht/claims/ledger.hpp"

namespace draagkracht::claims {

struct StatementLine {
    Posting posting;
    Balance after;
};

struct AccountStatement {
    Period period;
    Balance opening;
    std::vector<StatementLine> lines;  // by value date, then by the order of booking
    Balance closing;
};

// `postings`: all of the claim, in any order.
[[nodiscard]] AccountStatement statement_over(std::vector<Posting> postings, const Period& period);

}  // namespace draagkracht::claims
