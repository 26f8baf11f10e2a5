// A remark is a line beside the sum: something to know before the talk, or a question to ask.
//
// A notice tells what the figures cannot: until when they hold, that debt help runs, that the
// debtor gives no information. A provision names something that the household may have a right to
// and does not seem to use ("positief handhaven", Alkmaar 1.3.4): always as a question, never as an
// amount.
//
//     for (const Remark& remark : sheet.provisions)
//         print(text_of(remark.kind).dutch, text_of(remark.kind).article);
#pragma once

#include <string>
#include <vector>

#include "draagkracht/capacity/line_text.hpp"
#include "draagkracht/norms/parameter.hpp"

namespace draagkracht::capacity {

enum class RemarkKind {
    // Notices.
    holds_until,
    raised_for_home_until,
    raised_for_home_ended,
    reported_share,
    information_refused,
    debt_help_runs,
    other_obligations,
    // Provisions.
    healthcare_allowance,
    rent_allowance,
    child_budget,
    income_supplement,
    tax_credits,
    maintenance,
    raised_housing_costs,
    missed_rent_allowance,
};

[[nodiscard]] constexpr bool is_provision(RemarkKind kind) {
    return kind >= RemarkKind::healthcare_allowance;
}

[[nodiscard]] const LineText& text_of(RemarkKind kind);

struct Remark {
    RemarkKind kind;
    std::string value;  // A date, an amount in euros or a stage; empty where there is none.
    std::vector<const norms::ParameterRow*> parameters;  // Those that the remark goes by.
};

}  // namespace draagkracht::capacity
