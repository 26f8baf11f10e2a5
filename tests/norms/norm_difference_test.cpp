// What a new half-year changes, row by row; expected values worked out beside the acts.
#include "draagkracht/norms/norm_difference.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::norms {
namespace {

NormDifference between(std::string_view former, std::string_view next) {
    const NormBook book = read_norms(DRAAGKRACHT_SOURCE_DIR "/config/norms").value();
    const auto on = [&](std::string_view date) {
        return book.norms_on(base::Date::parse(date).value()).value();
    };
    return difference_of(*on(former), *on(next));
}

const RowDifference& row_of(const NormDifference& difference, std::string_view name) {
    const auto found = std::ranges::find(difference.rows, name, &RowDifference::name);
    if (found == difference.rows.end()) {
        throw base::ProgrammerFault{"no such row"};
    }
    return *found;
}

std::string text_of(const RowDifference& row) {
    std::string text{name_of(row.change)};
    text += " [" + row.old_value + "] [" + row.new_value + "]";
    text += row.euros ? " euros " + row.euros->to_string() : "";
    text += row.percent ? " percent " + row.percent->to_string() : "";
    text += row.points ? " points " + row.points->to_string() : "";
    return text;
}

TEST(NormDifference, SaysOldNewEurosAndPercentOfEachRow) {
    struct Row {
        std::string from;
        std::string until;
        std::string name;
        std::string expected;
    };
    const std::string january = "2026-01-01";
    const std::string july = "2026-07-01";
    const std::string before = "2025-07-01";
    const std::vector<Row> rows{
        // 1419.46 - 1401.50 = 17.96; 17.96 / 1401.50 = 1.2815%.
        {january,
         july,
         "benefit_norm.single",
         "changed [1401.50] [1419.46] euros 17.96 percent 1.28"},
        // 2027.79 - 2002.13 = 25.66; 25.66 / 2002.13 = 1.2816%.
        {january,
         july,
         "benefit_norm.couple",
         "changed [2002.13] [2027.79] euros 25.66 percent 1.28"},
        // 762.24 - 746.45 = 15.79; 15.79 / 746.45 = 2.1154%.
        {january,
         july,
         "benefit_norm.young_supplement",
         "changed [746.45] [762.24] euros 15.79 percent 2.12"},
        {january,
         july,
         "benefit_norm.institution_supplement_single",
         "same [47.00] [47.00] euros 0.00 percent 0"},
        {january, july, "holiday_pay.share", "same [4.8] [4.8] points 0"},
        {january, july, "protected_income.validity_months", "same [12] [12]"},
        {january, july, "protected_income.form", "same [linear_rent_term] [linear_rent_term]"},
        // The factors of the former form are no longer there; the percentages of the new are.
        {before,
         january,
         "protected_income.form",
         "changed [quadratic_rent_term] [linear_rent_term]"},
        {before, january, "protected_income.rent_factor_household", "removed [-0.001382497146] []"},
        {before, january, "protected_income.rent_taper_single", "added [] [27]"},
        {before, january, "protected_income.child_budget_taper", "changed [7.1] [7.6] points 0.5"},
        // 1200 a year of gifts came with 2026; no percent of what was not there.
        {before, january, "means.gifts_a_year", "added [] [1200.00]"},
        // The other way round an amount falls: -17.96 / 1419.46 = -1.2653%.
        {july,
         january,
         "benefit_norm.single",
         "changed [1419.46] [1401.50] euros -17.96 percent -1.27"},
        {january, july, "earnings_disregards.limited_hours_months", "unknown [] []"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(text_of(row_of(between(row.from, row.until), row.name)), row.expected)
            << row.name;
    }
}

TEST(NormDifference, TellsEveryRowOnceAndCountsThem) {
    const NormDifference difference = between("2025-07-01", "2026-01-01");
    std::vector<std::string> names;
    for (const RowDifference& row : difference.rows) {
        names.push_back(row.name);
    }
    std::ranges::sort(names);
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
    int counted = 0;
    for (const RowChange change :
         {RowChange::same,
          RowChange::changed,
          RowChange::added,
          RowChange::removed,
          RowChange::unknown}) {
        counted += difference.count_of(change);
    }
    EXPECT_EQ(counted, static_cast<int>(difference.rows.size()));
    EXPECT_EQ(difference.count_of(RowChange::removed), 4);  // The four rent factors.
    EXPECT_EQ(between("2026-07-01", "2026-07-01").count_of(RowChange::changed), 0);
}

}  // namespace
}  // namespace draagkracht::norms
