// Incomes added up by person and by what the law does with them.
#include "draagkracht/capacity/incomes.hpp"

#include <gtest/gtest.h>

#include "capacity/households.hpp"

namespace draagkracht::capacity {
namespace {

constexpr auto couple = norms::LivingSituation::couple;

TEST(Incomes, AreAddedUpByPersonAndUse) {
    Household household = household_of(
        couple,
        "2026-07-01",
        "28000.00",
        {income(IncomeKind::participation_benefit, "500.00"),
         income(IncomeKind::wage, "250.50", false),
         income(IncomeKind::allowance, "100.00", false),
         income(IncomeKind::allowance, "30.00")}
    );
    household.partner->incomes = {
        income(IncomeKind::social_security, "70.00", false),
        income(IncomeKind::allowance, "5.00", false)};
    Worksheet sheet;
    const std::optional<Incomes> sums = incomes_of(household, sheet);
    ASSERT_TRUE(sums);
    EXPECT_EQ(sums->debtor.counted, euros("750.50"));
    EXPECT_EQ(sums->debtor.for_repayment, euros("530.00"));
    EXPECT_EQ(sums->debtor.unattached, euros("250.50"));
    EXPECT_TRUE(sums->debtor.repays);
    EXPECT_TRUE(sums->debtor.participation_benefit);
    EXPECT_EQ(sums->partner.counted, euros("70.00"));
    EXPECT_EQ(sums->partner.unattached, euros("70.00"));
    EXPECT_FALSE(sums->partner.repays);
    EXPECT_EQ(sums->household(), euros("820.50"));
}

TEST(Incomes, AreLessWhatOthersTake) {
    Household household = household_of(
        couple,
        "2026-07-01",
        "28000.00",
        {income(IncomeKind::wage, "2000.00"),
         income(IncomeKind::pension, "300.00", false),
         income(IncomeKind::allowance, "120.00")}
    );
    std::vector<Income>& incomes = *household.debtor.incomes;
    incomes[0].taken_elsewhere = {
        {TakingWay::attachment, euros("250.00"), "bank"}, {TakingWay::set_off, euros("10.00"), ""}};
    incomes[1].taken_elsewhere = {{TakingWay::attachment, euros("40.00"), ""}};
    incomes[2].taken_elsewhere = {{TakingWay::set_off, euros("20.00"), ""}};
    Worksheet sheet;
    const std::optional<Incomes> sums = incomes_of(household, sheet);
    ASSERT_TRUE(sums);
    EXPECT_EQ(sums->debtor.counted, euros("2300.00")) << "the 95% is of all of it";
    EXPECT_EQ(sums->debtor.for_repayment, euros("1840.00")) << "2000 - 260 and 120 - 20";
    EXPECT_EQ(sums->debtor.unattached, euros("0.00")) << "the pension is attached";
    EXPECT_EQ(sums->debtor.taken, euros("300.00")) << "of kinds a to i";
    EXPECT_EQ(sums->household(), euros("2000.00"));
}

TEST(Incomes, NeedNotKnowWhatOthersTakeFromAnAllowanceThatIsNotRepaidFrom) {
    Household household = household_of(couple, "2026-07-01", "28000.00", {});
    household.debtor.incomes = {
        {.kind = IncomeKind::allowance, .monthly = euros("50.00"), .for_repayment = false}};
    Worksheet sheet;
    EXPECT_TRUE(incomes_of(household, sheet));
    household.debtor.incomes->front().for_repayment = true;
    EXPECT_FALSE(incomes_of(household, sheet));
    ASSERT_EQ(sheet.obstacles.size(), 1U);
    EXPECT_EQ(sheet.obstacles.front().subject, "debtor.incomes.taken_elsewhere");
}

}  // namespace
}  // namespace draagkracht::capacity
