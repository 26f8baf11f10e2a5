// Whole assessments: the three amounts that open the talk, or the questions to ask.
#include "draagkracht/capacity/assessment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "capacity/households.hpp"

namespace draagkracht::capacity {
namespace {

using norms::LivingSituation;

constexpr auto single = LivingSituation::single;
constexpr auto couple = LivingSituation::couple;
constexpr auto benefit = IncomeKind::participation_benefit;
constexpr auto wage = IncomeKind::wage;

Household taken_from(Household household, std::string_view monthly) {
    household.debtor.incomes->front().taken_elsewhere = {
        {TakingWay::attachment, euros(monthly), "bailiff"}};
    return household;
}

Household in_debt_help(Household household) {
    household.debt_help = DebtHelp::applied;
    return household;
}

Household both_repay(Household household, std::string_view of_partner) {
    household.partner->incomes = {income(wage, of_partner, true)};
    return household;
}

TEST(Assessment, GivesTheThreeAmounts) {
    struct Row {
        std::string what;
        Household household;
        std::string norm_capacity;
        std::string protected_income;
        std::string income;
        WayToPay way_to_pay;
        std::string source;
    };
    const std::string july = "2026-07-15";
    const std::vector<Row> rows{
        {"single with a benefit",
         household_of(single, july, "20000.00", {income(benefit, "1419.46")}),
         "70.97",
         "1348.49",
         "1419.46",
         WayToPay::set_off,
         "worked examples: 5% rule and policy capacity agree"},
        {"couple with a benefit",
         household_of(couple, july, "28000.00", {income(benefit, "2027.79")}),
         "101.39",
         "1926.40",
         "2027.79",
         WayToPay::set_off,
         "worked example, and 95% of 2027.79"},
        {"single with 1,100 of wage",
         household_of(single, july, "14000.00", {income(wage, "1100.00")}),
         "55.00",
         "1045.00",
         "1100.00",
         WayToPay::transfer,
         "worked example: 5% rule"},
        {"single with 2,000 of wage",
         household_of(single, july, "28000.00", {income(wage, "2000.00")}),
         "274.16",
         "1451.42",
         "2000.00",
         WayToPay::transfer,
         "by hand: 70.973 + 35% of 580.54 = 274.162"},
        {"single with 1,600 of wage",
         household_of(single, july, "28000.00", {income(wage, "1600.00")}),
         "134.16",
         "1451.42",
         "1600.00",
         WayToPay::transfer,
         "by hand: 70.973 + 35% of 180.54 = 134.162, room 148.58"},
        {"single with 1,560 of wage",
         household_of(single, july, "28000.00", {income(wage, "1560.00")}),
         "108.58",
         "1451.42",
         "1560.00",
         WayToPay::transfer,
         "by hand: 120.162 asked, room 108.58"},
        {"single with 2,000 of wage, of which a bailiff takes 300",
         taken_from(household_of(single, july, "28000.00", {income(wage, "2000.00")}), "300.00"),
         "169.16",
         "1451.42",
         "1700.00",
         WayToPay::transfer,
         "by hand: 70.973 + 35% of 280.54 = 169.162, room 248.58"},
        {"single with 2,000 of wage, of which a bailiff takes 500",
         taken_from(household_of(single, july, "28000.00", {income(wage, "2000.00")}), "500.00"),
         "48.58",
         "1451.42",
         "1500.00",
         WayToPay::transfer,
         "by hand: 99.162 asked, room 48.58"},
        {"single with 2,000 of wage, while debt help runs",
         in_debt_help(household_of(single, july, "28000.00", {income(wage, "2000.00")})),
         "0.00",
         "1451.42",
         "2000.00",
         WayToPay::transfer,
         "no proposal while debt help runs"},
        {"single who repays from a wage beside the benefit: no set-off",
         household_of(
             single, july, "20000.00", {income(benefit, "1000.00", false), income(wage, "419.46")}
         ),
         "70.97",
         "348.49",
         "419.46",
         WayToPay::transfer,
         "by hand: 1348.487 - 1000 is protected; 5% of the norm asked, room 70.97"},
        {"couple, both repay",
         both_repay(household_of(couple, july, "42000.00", {income(wage, "1500.00")}), "1200.00"),
         "135.00",
         "2565.00",
         "2700.00",
         WayToPay::transfer,
         "by hand: 95% of 1500 and of 1200; 336.66 asked, room 135"},
    };
    for (const Row& row : rows) {
        const CapacityAssessment assessment = assess(row.household, rule_book()).value();
        ASSERT_TRUE(assessment.figures) << row.what;
        EXPECT_EQ(assessment.figures->norm_capacity, euros(row.norm_capacity)) << row.source;
        EXPECT_EQ(assessment.figures->protected_income, euros(row.protected_income)) << row.source;
        EXPECT_EQ(assessment.figures->income, euros(row.income)) << row.source;
        EXPECT_EQ(assessment.way_to_pay, row.way_to_pay) << row.what;
        EXPECT_TRUE(assessment.worksheet.obstacles.empty()) << row.what;
    }
}

TEST(Assessment, AsksForEverythingAtOnce) {
    const Household stranger{
        .reference = "stranger",
        .date = on("2026-07-15"),
        .municipality = "zandwijk",
        .living_situation = {},
        .registered_address = {},
        .taxable_income_per_year = {},
        .housemates = {},
        .debtor = {},
        .partner = {}};
    const CapacityAssessment assessment = assess(stranger, rule_book()).value();
    EXPECT_EQ(assessment.figures, std::nullopt);
    std::vector<std::string> subjects;
    for (const Obstacle& obstacle : assessment.worksheet.obstacles) {
        subjects.push_back(obstacle.subject);
        EXPECT_EQ(obstacle.code, "capacity.fact-unknown");
        EXPECT_THAT(obstacle.dutch, testing::EndsWith("?"));
        EXPECT_THAT(obstacle.english, testing::EndsWith("?"));
    }
    EXPECT_THAT(
        subjects,
        testing::UnorderedElementsAre(
            "living_situation",
            "debtor.birth_date",
            "debtor.in_institution",
            "housemates",
            "debtor.incomes",
            "registered_address",
            "debt_help"
        )
    );
}

TEST(Assessment, IsNotComputableWithoutNormsPolicyOrAgreeingFacts) {
    struct Row {
        std::string what;
        Household household;
        std::string code;
        std::string subject;
    };
    const auto dated = [](std::string_view date) {
        return household_of(single, date, "20000.00", {income(benefit, "1000.00")});
    };
    Household odd = dated("2026-07-15");
    odd.partner = Person{};
    odd.partner->incomes = std::vector<Income>{};
    const std::string parameter = "capacity.parameter-unknown";
    const std::vector<Row> rows{
        {"after the last half-year", dated("2027-01-01"), parameter, "norms"},
        {"of which the caps alone are known", dated("2023-08-01"), parameter, "protected_income"},
        {"a single with a partner", odd, "capacity.facts-contradict", "partner"},
    };
    for (const Row& row : rows) {
        const CapacityAssessment assessment = assess(row.household, rule_book()).value();
        EXPECT_EQ(assessment.figures, std::nullopt) << row.what;
        ASSERT_EQ(assessment.worksheet.obstacles.size(), 1U) << row.what;
        EXPECT_EQ(assessment.worksheet.obstacles.front().code, row.code) << row.what;
        EXPECT_EQ(assessment.worksheet.obstacles.front().subject, row.subject) << row.what;
    }
}

TEST(Assessment, RefusesAMunicipalityThatNobodyServes) {
    Household household = household_of(single, "2026-07-15", "20000.00", {});
    household.municipality = "atlantis";
    EXPECT_EQ(assess(household, rule_book()).error().code, "norms.unknown-municipality");
}

}  // namespace
}  // namespace draagkracht::capacity
