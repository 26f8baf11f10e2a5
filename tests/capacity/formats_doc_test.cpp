// docs/formats.md tells the truth: its examples are run, and it names every step and kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "capacity/households.hpp"
#include "draagkracht/capacity/capacity_json.hpp"

namespace draagkracht::capacity {
namespace {

using testing::HasSubstr;

std::string formats_page() {
    std::ostringstream text;
    text << std::ifstream{DRAAGKRACHT_SOURCE_DIR "/docs/formats.md"}.rdbuf();
    return text.str();
}

// The lines of the code block that follows the mark.
std::vector<std::string> example(const std::string& mark) {
    std::istringstream page{formats_page()};
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
    const std::vector<std::string> household = example("household example");
    ASSERT_EQ(household.size(), 1U);
    const std::string worksheet = assess_line(household.front(), rule_book()).value();
    const std::vector<std::string> pieces = example("worksheet example");
    EXPECT_GT(pieces.size(), 8U);
    for (const std::string& piece : pieces) {
        EXPECT_THAT(worksheet, HasSubstr(piece));
    }
}

TEST(FormatsPage, NamesEveryStepAndKind) {
    const std::string page = formats_page();
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

}  // namespace
}  // namespace draagkracht::capacity
