// What is noticed about a bank statement that can be read. Some of it is only told; the rest keeps
// the statement out until an officer looked into it and confirms that it is to be taken as it is.
//
//     Finding gap{FindingCode::gap, "the statement opens with 150.00, and ..."};
//     needs_confirmation(gap.code);   // true
#pragma once

#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::payments {

enum class FindingCode {
    balance_break,  // balances and entries do not meet: by how much
    gap,            // something is missing before it
    repeat,         // its number was given before
    other_totals,   // the bank counts other entries than there are
};

struct Finding {
    FindingCode code;
    std::string told;  // with amounts, days and numbers, and nothing of a person
};

// What is only told needs none.
[[nodiscard]] bool needs_confirmation(FindingCode code);

// As the code of a problem: "payments.balance-break". Problem payments.not-a-finding.
[[nodiscard]] std::string_view to_text(FindingCode code);
[[nodiscard]] base::Outcome<FindingCode> read_finding_code(std::string_view text);

}  // namespace draagkracht::payments
