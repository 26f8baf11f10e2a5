// Positive enforcement: what may be unused is asked after, as a table.
#include "draagkracht/capacity/provisions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "capacity/households.hpp"
#include "draagkracht/capacity/assessment.hpp"

namespace draagkracht::capacity {
namespace {

using norms::LivingSituation;

constexpr auto single = LivingSituation::single;
constexpr auto single_parent = LivingSituation::single_parent;
constexpr auto parents = LivingSituation::couple_with_children;

Income allowance(AllowanceKind kind) {
    Income income{
        .kind = IncomeKind::allowance, .monthly = euros("100.00"), .for_repayment = false};
    income.allowance = kind;
    return income;
}

std::vector<std::string> provisions_of(const Household& household) {
    std::vector<std::string> names;
    const CapacityAssessment assessment = assess(household, rule_book()).value();
    for (const Remark& remark : assessment.worksheet.provisions) {
        const LineText& text = text_of(remark.kind);
        names.emplace_back(text.name);
        EXPECT_TRUE(remark.value.empty()) << "never an amount";
        EXPECT_TRUE(text.dutch.ends_with("?") || text.dutch.find("? ") != std::string_view::npos);
        EXPECT_FALSE(text.article.empty()) << text.name;
    }
    return names;
}

TEST(Provisions, AreNamedWhenWhatIsKnownMakesThemLikely) {
    struct Row {
        std::string what;
        LivingSituation situation;
        std::string date;
        std::string taxable;
        std::string wage;
        std::function<void(Household&)> change;
        std::vector<std::string> provisions;
    };
    const std::string july = "2026-07-15";
    const std::string healthcare = "healthcare_allowance";
    const std::string rent = "rent_allowance";
    const std::string supplement = "income_supplement";
    const auto nothing = [](Household&) {};
    const auto with = [](AllowanceKind kind) {
        return [kind](Household& h) { h.debtor.incomes->push_back(allowance(kind)); };
    };
    const auto owner = [](Household& h) { h.housing.tenure = Tenure::owned; };
    const std::vector<Row> rows{
        {"a low wage",
         single,
         july,
         "14000.00",
         "1100.00",
         nothing,
         {healthcare, rent, supplement}},
        {"with healthcare allowance",
         single,
         july,
         "14000.00",
         "1100.00",
         with(AllowanceKind::healthcare),
         {rent, supplement}},
        {"with rent allowance",
         single,
         july,
         "14000.00",
         "1100.00",
         with(AllowanceKind::rent),
         {healthcare, supplement}},
        {"rent allowance is received, the amount is not among the incomes",
         single,
         july,
         "14000.00",
         "1100.00",
         [](Household& h) { h.housing.rent_allowance = true; },
         {healthcare, supplement}},
        {"not insured",
         single,
         july,
         "14000.00",
         "1100.00",
         [](Household& h) { h.care_premium = euros("0.00"); },
         {rent, supplement}},
        {"above the norm", single, july, "20000.00", "1419.47", nothing, {healthcare, rent}},
        {"on the norm",
         single,
         july,
         "20000.00",
         "1419.46",
         nothing,
         {healthcare, rent, supplement}},
        {"of 20",
         single,
         july,
         "4000.00",
         "300.00",
         [](Household& h) { h.debtor.birth_date = on("2006-01-01"); },
         {healthcare, rent}},
        {"past pension age",
         single,
         july,
         "14000.00",
         "1100.00",
         [](Household& h) { h.debtor.birth_date = on("1950-01-01"); },
         {healthcare, rent}},
        {"with assets on the limit of PW 34 lid 3",
         single,
         july,
         "14000.00",
         "1100.00",
         [](Household& h) { h.assets = euros("8000.00"); },
         {healthcare, rent, supplement}},
        {"with assets above it",
         single,
         july,
         "14000.00",
         "1100.00",
         [](Household& h) { h.assets = euros("8000.01"); },
         {healthcare, rent}},
        // By hand: 29735.42 + (2119 - 12 x 47) / 13.73% = 41060.98.
        {"just below the end of healthcare allowance",
         single,
         july,
         "41060.00",
         "2900.00",
         nothing,
         {healthcare, rent}},
        {"just above it", single, july, "41061.00", "2900.00", nothing, {rent}},
        // By hand: 23425 + 12 x (932.93 - 202.52) / 27% = 55887.67.
        {"just below the end of rent allowance",
         single,
         july,
         "55887.00",
         "3500.00",
         nothing,
         {rent}},
        {"just above it", single, july, "55888.00", "3500.00", nothing, {}},
        {"an owner below the limit of lid 7",
         single,
         july,
         "55682.77",
         "3500.00",
         owner,
         {"missed_rent_allowance"}},
        {"an owner on it", single, july, "55682.78", "3500.00", owner, {}},
        {"high housing costs",
         single,
         july,
         "60000.00",
         "3500.00",
         [](Household& h) { h.housing.monthly_cost = euros("1026.23"); },
         {"raised_housing_costs"}},
        {"housing costs just below 110% of 932.93",
         single,
         july,
         "60000.00",
         "3500.00",
         [](Household& h) { h.housing.monthly_cost = euros("1026.22"); },
         {}},
        {"a single parent with a wage",
         single_parent,
         july,
         "60000.00",
         "3500.00",
         owner,
         {"child_budget", "tax_credits", "maintenance", "missed_rent_allowance"}},
        {"a single parent with all of them",
         single_parent,
         july,
         "90000.00",
         "3500.00",
         [](Household& h) {
             h.debtor.incomes->push_back(allowance(AllowanceKind::child_budget));
             h.debtor.incomes->push_back(income(IncomeKind::provisional_tax_refund, "90.00", false)
             );
             h.debtor.incomes->push_back(income(IncomeKind::maintenance, "150.00", false));
         },
         {}},
        {"parents of whom the partner works",
         parents,
         july,
         "90000.00",
         "0.00",
         [](Household& h) { h.partner->incomes = {income(IncomeKind::wage, "4000.00", false)}; },
         {"child_budget", "tax_credits"}},
        {"before 2026 no income ends rent allowance: asked at any income",
         single,
         "2025-08-15",
         "90000.00",
         "5000.00",
         nothing,
         {rent}},
        {"a half-year of which no threshold is known: asked at any income",
         single,
         "2024-08-15",
         "90000.00",
         "5000.00",
         nothing,
         {healthcare, rent}},
        {"incomes that are not known",
         single,
         july,
         "14000.00",
         "1100.00",
         [](Household& h) { h.debtor.incomes.reset(); },
         {}},
    };
    for (const Row& row : rows) {
        Household household = household_of(
            row.situation, row.date, row.taxable, {income(IncomeKind::wage, row.wage)}
        );
        row.change(household);
        EXPECT_EQ(provisions_of(household), row.provisions) << row.what;
    }
}

TEST(Provisions, NameTheRowsOfTheirThreshold) {
    const Household household =
        household_of(single, "2026-07-15", "14000.00", {income(IncomeKind::wage, "1100.00")});
    std::vector<std::string> rows;
    const CapacityAssessment assessment = assess(household, rule_book()).value();
    for (const Remark& remark : assessment.worksheet.provisions) {
        for (const norms::ParameterRow* row : remark.parameters) {
            rows.push_back(row->name);
        }
    }
    EXPECT_THAT(
        rows,
        testing::IsSupersetOf(
            {"protected_income.threshold_income",
             "protected_income.healthcare_taper",
             "protected_income.minimum_income_single",
             "protected_income.rent_taper_single",
             "means.assets_single"}
        )
    );
}

}  // namespace
}  // namespace draagkracht::capacity
