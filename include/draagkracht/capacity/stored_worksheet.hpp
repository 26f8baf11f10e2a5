// A stored worksheet (rekenblad) as it can be shown to somebody years later: its lines with the
// rows of law, norm and policy that they took, and which rules its receipt names. It is read and
// never worked out: what it says is what was decided on.
//
//     StoredWorksheet sheet = stored_worksheet(text).value();
//     sheet.steps[0].parameters[0].name    // "benefit_norm.couple"
//     sheet.rules[0]                       // norms, "2026-07-01.toml", valid from, hash
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/norms/parameter.hpp"

namespace draagkracht::capacity {

struct StoredStep {
    std::string name;   // "base_term"
    std::string value;  // as it stands on the sheet: "1926.400500", or a count
    std::string english;
    std::string article;  // empty where there is none
    std::vector<norms::ParameterRow> parameters;
};

// Rules that the receipt names, so that they are found again.
struct NamedRules {
    std::string kind;                      // "norms", "policy", "law"
    std::string name;                      // "2026-07-01.toml", "zandwijk", "pension_age"
    std::optional<base::Date> valid_from;  // absent of the law, whose rows each have their own
    std::string hash;
};

struct StoredWorksheet {
    std::string program;      // which made it
    std::string computation;  // the version of the computation
    std::vector<NamedRules> rules;
    std::vector<StoredStep> steps;
};

// Problem capacity.not-a-receipt when this is no worksheet with a receipt.
[[nodiscard]] base::Outcome<StoredWorksheet> stored_worksheet(std::string_view text);

}  // namespace draagkracht::capacity
