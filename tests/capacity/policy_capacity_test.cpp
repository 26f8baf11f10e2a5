// What policy asks a month, as a table.
#include "draagkracht/capacity/policy_capacity.hpp"

#include <gtest/gtest.h>

#include "capacity/households.hpp"

namespace draagkracht::capacity {
namespace {

TEST(PolicyCapacity, IsAShareOfTheNormAndOfTheSurplus) {
    const auto rules =
        rule_book().policies.policy_of("zandwijk").value()->rules_on(on("2026-07-01")).value();
    struct Row {
        std::string norm;
        std::string income;
        std::string room;
        bool benefit;
        std::string capacity;
        std::string source;
    };
    // Zandwijk: 5% of the norm, from others also 35% of the surplus, at least 10.00.
    const std::vector<Row> rows{
        {"1419.46", "1419.46", "500.00", true, "70.97", "worked example: 5% of 1419.46"},
        {"2027.79", "2027.79", "500.00", true, "101.39", "worked example: 5% of 2027.79"},
        {"1419.46", "2000.00", "900.00", true, "70.97", "a benefit recipient's surplus is left"},
        {"1419.46", "1419.46", "500.00", false, "70.97", "by hand: no surplus"},
        {"1419.46", "2419.46", "900.00", false, "420.97", "by hand: 70.973 + 35% of 1000"},
        {"1419.46", "1100.00", "500.00", false, "70.97", "by hand: income below the norm"},
        {"1419.46", "2419.46", "300.00", false, "300.00", "never above the room"},
        {"1419.46", "1419.46", "55.00", true, "55.00", "worked example: income 1100, room 55"},
        {"1419.46", "1419.46", "0.00", true, "0.00", "no room, nothing asked"},
        {"100.00", "100.00", "50.00", true, "10.00", "by hand: 5.00, so the minimum of 10.00"},
        {"100.00", "100.00", "7.50", true, "7.50", "the minimum goes no further than the room"},
        {"10.10", "10.10", "50.00", true, "10.00", "by hand: 0.505, so the minimum"},
    };
    for (const Row& row : rows) {
        Worksheet sheet;
        EXPECT_EQ(
            policy_capacity(
                {.norm = euros(row.norm),
                 .income = euros(row.income),
                 .room = euros(row.room),
                 .participation_benefit = row.benefit},
                *rules,
                sheet
            ),
            euros(row.capacity)
        ) << row.source;
    }
}

TEST(PolicyCapacity, IsNothingWhileDebtHelpRuns) {
    const auto rules =
        rule_book().policies.policy_of("zandwijk").value()->rules_on(on("2026-07-01")).value();
    PolicyBasis basis{
        .norm = euros("1419.46"),
        .income = euros("2419.46"),
        .room = euros("900.00"),
        .participation_benefit = false,
        .debt_help_runs = true};
    Worksheet sheet;
    EXPECT_EQ(policy_capacity(basis, *rules, sheet), euros("0.00"));
    EXPECT_NE(sheet.find(StepKind::debt_help_limit), nullptr);
}

TEST(PolicyCapacity, FollowsTheRulesOfItsDate) {
    const auto policy = rule_book().policies.policy_of("heidebeek").value();
    const PolicyBasis basis{
        .norm = euros("1000.00"), .income = euros("2000.00"), .room = euros("1500.00")};
    Worksheet sheet;
    // By hand: 50 + 50% of 1000 until 2023, 50 + 35% of 1000 since.
    EXPECT_EQ(
        policy_capacity(basis, *policy->rules_on(on("2023-12-31")).value(), sheet), euros("550.00")
    );
    EXPECT_EQ(
        policy_capacity(basis, *policy->rules_on(on("2024-01-01")).value(), sheet), euros("400.00")
    );
}

}  // namespace
}  // namespace draagkracht::capacity
