#include "draagkracht/capacity/capacity_json.hpp"

#include "capacity/household_json.hpp"
#include "capacity/worksheet_json.hpp"

namespace draagkracht::capacity {

struct LineAssessor::Kept {
    const norms::RuleBook& rules;
    JsonDocument document;
    WorksheetWriter writer;
};

LineAssessor::LineAssessor(const norms::RuleBook& rules)
    : kept_{std::make_unique<Kept>(Kept{.rules = rules})} {}

LineAssessor::~LineAssessor() = default;

base::Done LineAssessor::assess(std::string_view line, std::string& worksheets) {
    const base::Outcome<Household> household = read_household(kept_->document, line);
    if (!household) {
        return tl::unexpected(household.error());
    }
    const base::Outcome<CapacityAssessment> assessment = capacity::assess(*household, kept_->rules);
    if (!assessment) {
        return tl::unexpected(assessment.error());
    }
    kept_->writer.write(*household, *assessment, this_program, worksheets);
    return {};
}

std::string to_json(const Household& household, const CapacityAssessment& assessment) {
    std::string text;
    WorksheetWriter{}.write(household, assessment, this_program, text);
    return text;
}

base::Outcome<std::string> assess_line(std::string_view line, const norms::RuleBook& rules) {
    std::string worksheet;
    return LineAssessor{rules}.assess(line, worksheet).map([&] { return std::move(worksheet); });
}

}  // namespace draagkracht::capacity
