// A stored worksheet is shown as it was stored: its lines, their rows and the rules of its receipt.
#include "draagkracht/capacity/stored_worksheet.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "capacity/households.hpp"
#include "draagkracht/capacity/capacity_json.hpp"

namespace draagkracht::capacity {
namespace {

std::string worksheet() {
    const Household household = household_of(
        norms::LivingSituation::single,
        "2026-07-15",
        "20000.00",
        {income(IncomeKind::participation_benefit, "1419.46")}
    );
    return assess_line(to_json(household), rule_book()).value();
}

TEST(StoredWorksheet, ShowsWhatItsReceiptNames) {
    const StoredWorksheet sheet = stored_worksheet(worksheet()).value();
    EXPECT_EQ(sheet.computation, "2");
    ASSERT_EQ(sheet.rules.size(), 3U);
    EXPECT_EQ(sheet.rules[0].kind, "norms");
    EXPECT_EQ(sheet.rules[0].name, "2026-07-01.toml");
    EXPECT_EQ(sheet.rules[0].valid_from, base::Date::parse("2026-07-01").value());
    EXPECT_EQ(sheet.rules[1].name, "zandwijk");
    EXPECT_EQ(sheet.rules[2].name, "pension_age");
    EXPECT_FALSE(sheet.rules[2].valid_from);
}

// The norm of a single person in the second half of 2026, PW art. 21: EUR 1,419.46.
TEST(StoredWorksheet, ShowsEachLineWithItsRows) {
    const StoredWorksheet sheet = stored_worksheet(worksheet()).value();
    const auto norm = std::ranges::find(sheet.steps, "benefit_norm", &StoredStep::name);
    ASSERT_NE(norm, sheet.steps.end());
    EXPECT_EQ(norm->value, "1419.46");
    ASSERT_EQ(norm->parameters.size(), 1U);
    const norms::ParameterRow& row = norm->parameters.front();
    EXPECT_EQ(row.name, "benefit_norm.single");
    EXPECT_EQ(row.value_text, "1419.46");
    EXPECT_EQ(row.article, "PW 21 a");
    EXPECT_EQ(row.basis, norms::Basis::confirmed);
}

TEST(StoredWorksheet, IsRefusedWithoutAReceiptOrLines) {
    for (const std::string text :
         {"", "[]", "{}", R"({"steps":[]})", R"({"receipt":{"program":"x","computation":"2"}})"}) {
        EXPECT_EQ(stored_worksheet(text).error().code, "capacity.not-a-receipt") << text;
    }
    std::string broken = worksheet();
    const std::string basis = R"("basis":"confirmed")";
    broken.replace(broken.find(basis), basis.size(), R"("basis":"hearsay!!")");
    EXPECT_EQ(stored_worksheet(broken).error().code, "capacity.not-a-receipt");
}

}  // namespace
}  // namespace draagkracht::capacity
