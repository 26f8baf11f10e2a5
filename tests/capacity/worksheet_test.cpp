// The worksheet: each line in two languages, with its rule and where it comes from.
#include "draagkracht/capacity/worksheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "capacity/households.hpp"
#include "draagkracht/capacity/assessment.hpp"

namespace draagkracht::capacity {
namespace {

using norms::LivingSituation;

constexpr auto wage = IncomeKind::wage;
constexpr std::string_view july = "2026-07-15";

// Couple with children, a housemate, incomes from which is repaid and not, and a raise for the
// home.
Household family() {
    Household household = household_of(
        LivingSituation::couple_with_children, july, "45000.00", {income(wage, "2600.00")}
    );
    household.partner->incomes = {income(wage, "400.00", false)};
    household.housemates = {
        Housemate{.birth_date = on("1960-01-01"), .commercial = false, .student = false}};
    household.debtor.incomes->front().taken_elsewhere = {
        {TakingWay::set_off, euros("20.00"), "employer"}};
    household.debtor.incomes->front().company_car = {
        .monthly_wage_tax = euros("80.00"), .income_claimed_since = on("2025-03-01")};
    household.debtor.incomes->push_back(income(IncomeKind::pension, "50.00", false));
    household.housing.monthly_cost = euros("1300.00");
    household.housing.increase_from = on("2026-02-01");
    return household;
}

// Between them they show every line that a sheet can have.
std::vector<Household> households() {
    std::vector<Household> all{family()};

    Household both = family();
    both.partner->incomes->front().for_repayment = true;
    both.debt_help = DebtHelp::arrangement;
    both.gives_information = false;
    both.obligations = {{"maintenance", euros("75.00")}};
    all.push_back(both);

    Household homeless = household_of(
        LivingSituation::single,
        july,
        "14000.00",
        {income(IncomeKind::participation_benefit, "800.00")}
    );
    homeless.registered_address = false;
    homeless.fixed_residence = FixedResidence::none;
    all.push_back(homeless);

    Household patient = homeless;
    patient.debtor.in_institution = true;
    patient.debtor.care_price = euros("500.00");
    all.push_back(patient);

    Household parent =
        household_of(LivingSituation::single_parent, july, "20000.00", {income(wage, "1100.00")});
    parent.housing.monthly_cost = euros("1100.00");
    parent.housing.tenure = Tenure::rented;
    parent.housing.rent_allowance = false;
    all.push_back(parent);
    parent.housing.increase_from = on("2024-01-01");
    all.push_back(parent);
    // In the former form of the protected income.
    all.push_back(
        household_of(LivingSituation::single, "2025-08-15", "30000.00", {income(wage, "1900.00")})
    );
    return all;
}

void expect_words(const LineText& text) {
    EXPECT_FALSE(text.dutch.empty()) << text.name;
    EXPECT_FALSE(text.english.empty()) << text.name;
    EXPECT_NE(text.dutch, text.english) << text.name;
    EXPECT_FALSE(text.rule.empty()) << text.name;
}

void expect_rows(const std::vector<const norms::ParameterRow*>& rows, base::Date date) {
    for (const norms::ParameterRow* row : rows) {
        EXPECT_FALSE(row->source.empty()) << row->name;
        EXPECT_FALSE(row->value_text.empty()) << row->name;
        EXPECT_EQ(row->article.empty(), row->basis == norms::Basis::policy) << row->name;
        EXPECT_LE(row->valid_from, date) << row->name;
    }
}

bool is_policy(const norms::ParameterRow* row) {
    return row->basis == norms::Basis::policy;
}

TEST(Worksheet, ShowsEveryLineWithWordsRuleAndSource) {
    std::set<StepKind> steps;
    std::set<RemarkKind> remarks;
    for (const Household& household : households()) {
        const CapacityAssessment assessment = assess(household, rule_book()).value();
        const Worksheet& sheet = assessment.worksheet;
        EXPECT_TRUE(sheet.obstacles.empty()) << sheet.obstacles.front().subject;
        for (const Step& step : sheet.steps) {
            const LineText& text = text_of(step.kind);
            steps.insert(step.kind);
            expect_words(text);
            expect_rows(step.parameters, household.date);
            EXPECT_FALSE(step.value.empty()) << text.name;
            EXPECT_TRUE(!text.article.empty() || std::ranges::any_of(step.parameters, is_policy))
                << text.name << " has neither an article of law nor a line of policy";
        }
        for (const std::vector<Remark>* list : {&sheet.notices, &sheet.provisions}) {
            for (const Remark& remark : *list) {
                remarks.insert(remark.kind);
                expect_words(text_of(remark.kind));
                expect_rows(remark.parameters, household.date);
                EXPECT_FALSE(text_of(remark.kind).article.empty()) << text_of(remark.kind).name;
                EXPECT_EQ(list == &sheet.provisions, is_provision(remark.kind));
            }
        }
    }
    for (int kind = 0; kind <= static_cast<int>(StepKind::norm_capacity); ++kind) {
        EXPECT_TRUE(steps.contains(static_cast<StepKind>(kind)))
            << "nobody has the line " << text_of(static_cast<StepKind>(kind)).name;
    }
    for (int kind = 0; kind <= static_cast<int>(RemarkKind::missed_rent_allowance); ++kind) {
        EXPECT_TRUE(remarks.contains(static_cast<RemarkKind>(kind)))
            << "nobody has the remark " << text_of(static_cast<RemarkKind>(kind)).name;
    }
}

TEST(Worksheet, IsInTheOrderOfWorking) {
    for (const Household& household : households()) {
        const CapacityAssessment assessment = assess(household, rule_book()).value();
        std::vector<StepKind> kinds;
        for (const Step& step : assessment.worksheet.steps) {
            kinds.push_back(step.kind);
        }
        EXPECT_TRUE(std::ranges::is_sorted(kinds));
        EXPECT_EQ(std::ranges::adjacent_find(kinds), kinds.end()) << "a line stands once";
    }
}

}  // namespace
}  // namespace draagkracht::capacity
