// docs/formats.md and docs/assessment.md tell the truth: their examples are run, the one names
// every step and kind, and the other has every number of the worksheet that it explains.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "capacity/households.hpp"
#include "draagkracht/capacity/capacity_json.hpp"

namespace draagkracht::capacity {
namespace {

using testing::HasSubstr;

std::string page_of(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream{DRAAGKRACHT_SOURCE_DIR "/docs/" + name}.rdbuf();
    return text.str();
}

// The lines of the code block that follows the mark.
std::vector<std::string> example(const std::string& name, const std::string& mark) {
    std::istringstream page{page_of(name)};
    std::vector<std::string> lines;
    bool after_mark = false;
    bool in_block = false;
    for (std::string line; std::getline(page, line);) {
        after_mark = after_mark || line.find(mark) != std::string::npos;
        if (in_block && line == "```") {
            break;
        }
        if (in_block) {
            lines.push_back(line);
        }
        in_block = in_block || (after_mark && line == "```json");
    }
    return lines;
}

TEST(FormatsPage, ItsExampleGivesWhatItSays) {
    const std::vector<std::string> household = example("formats.md", "household example");
    ASSERT_EQ(household.size(), 1U);
    const std::string worksheet = assess_line(household.front(), rule_book()).value();
    const std::vector<std::string> pieces = example("formats.md", "worksheet example");
    EXPECT_GT(pieces.size(), 8U);
    for (const std::string& piece : pieces) {
        EXPECT_THAT(worksheet, HasSubstr(piece));
    }
}

TEST(FormatsPage, NamesEveryStepAndKind) {
    const std::string page = page_of("formats.md");
    for (int kind = 0; kind <= static_cast<int>(StepKind::norm_capacity); ++kind) {
        const std::string_view name = text_of(static_cast<StepKind>(kind)).name;
        EXPECT_THAT(page, HasSubstr("`" + std::string{name} + "`"));
    }
    for (int kind = 0; kind <= static_cast<int>(IncomeKind::allowance); ++kind) {
        const std::string_view name = name_of(static_cast<IncomeKind>(kind));
        EXPECT_THAT(page, HasSubstr("`" + std::string{name} + "`"));
    }
    for (int kind = 0; kind <= static_cast<int>(RemarkKind::missed_rent_allowance); ++kind) {
        const std::string_view name = text_of(static_cast<RemarkKind>(kind)).name;
        EXPECT_THAT(page, HasSubstr("`" + std::string{name} + "`"));
    }
    for (int stage = 0; stage <= static_cast<int>(DebtHelp::statutory); ++stage) {
        const std::string_view name = name_of(static_cast<DebtHelp>(stage));
        EXPECT_THAT(page, HasSubstr("`" + std::string{name} + "`"));
    }
}

// The rows "| `name` | value | ..." of the tables, in their order; an empty value is none.
std::vector<std::string> explained_lines(const std::string& name) {
    std::istringstream page{page_of(name)};
    std::vector<std::string> rows;
    for (std::string line; std::getline(page, line);) {
        const std::size_t after_name = line.find("` | ");
        if (!line.starts_with("| `") || after_name == std::string::npos) {
            continue;
        }
        const std::string value =
            line.substr(after_name + 4, line.find('|', after_name + 4) - after_name - 4);
        rows.push_back(
            line.substr(3, after_name - 3) + " " + value.substr(0, value.find_last_not_of(' ') + 1)
        );
    }
    return rows;
}

void add_remarks(const std::vector<Remark>& remarks, std::vector<std::string>& lines) {
    for (const Remark& remark : remarks) {
        lines.push_back(std::string{text_of(remark.kind).name} + " " + remark.value);
    }
}

TEST(AssessmentPage, ExplainsEveryLineOfItsWorksheet) {
    const std::vector<std::string> line = example("assessment.md", "household of the assessment");
    ASSERT_EQ(line.size(), 1U);
    const Household household = household_from_json(line.front()).value();
    const CapacityAssessment assessment = assess(household, rule_book()).value();
    ASSERT_TRUE(assessment.figures);
    const CapacityFigures& figures = *assessment.figures;
    std::vector<std::string> expected;
    for (const Step& step : assessment.worksheet.steps) {
        expected.push_back(std::string{text_of(step.kind).name} + " " + step.value);
    }
    expected.push_back("norm_capacity " + figures.norm_capacity.to_string());
    expected.push_back("protected_income " + figures.protected_income.to_string());
    expected.push_back("income " + figures.income.to_string());
    expected.push_back("room " + figures.room().to_string());
    add_remarks(assessment.worksheet.notices, expected);
    add_remarks(assessment.worksheet.provisions, expected);
    EXPECT_EQ(explained_lines("assessment.md"), expected);
}

// The one example in its text that is not of this household.
TEST(AssessmentPage, TellsWhenMoreIncomeLeavesLess) {
    Household household = household_of(
        norms::LivingSituation::single,
        "2026-07-15",
        "14000.00",
        {income(IncomeKind::wage, "1100.00")}
    );
    EXPECT_EQ(assess(household, rule_book()).value().figures->room(), euros("55.00"));
    household.debtor.incomes->push_back(income(IncomeKind::maintenance, "100.00", false));
    EXPECT_EQ(assess(household, rule_book()).value().figures->room(), euros("0.00"));
}

}  // namespace
}  // namespace draagkracht::capacity
