// Households in and worksheets out, as JSON: one household a line, one worksheet a line.
//
//     Outcome<std::string> line = assess_line(R"({"reference":"A-17", ...})", rule_book);
//
// docs/formats.md tells every field. Amounts are strings ("1419.46"), unknown fields are refused,
// and the same household under the same rules gives the same bytes, on any machine.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/capacity/assessment.hpp"

namespace draagkracht::capacity {

// Problem capacity.not-a-household names the field, never what stands in it.
[[nodiscard]] base::Outcome<Household> household_from_json(std::string_view text);
[[nodiscard]] std::string to_json(const Household& household);
// The worksheet with its receipt: inputs, steps, hashes of the rules, version of the program.
[[nodiscard]] std::string to_json(const Household& household, const CapacityAssessment& assessment);

// From one line to one line; without line breaks.
[[nodiscard]] base::Outcome<std::string> assess_line(
    std::string_view line, const norms::RuleBook& rules
);

// The same for many lines, for `draagkracht capacity`: keeps what they share.
class LineAssessor {
  public:
    explicit LineAssessor(const norms::RuleBook& rules);  // Which must outlive it.
    ~LineAssessor();

    // Writes the worksheet behind what the text holds; nothing when there is a Problem.
    [[nodiscard]] base::Done assess(std::string_view line, std::string& worksheets);

  private:
    struct Kept;
    std::unique_ptr<Kept> kept_;
};

}  // namespace draagkracht::capacity
