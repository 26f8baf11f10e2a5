// One household on another date: what moves with the norm, and what stays as it was told.
#include "draagkracht/figures/norm_impact.hpp"

#include <gtest/gtest.h>

#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::figures {
namespace {

using base::Date;
using base::Money;
using capacity::Household;
using capacity::Income;
using capacity::IncomeKind;
using norms::LivingSituation;

const norms::RuleBook& rules() {
    static const norms::RuleBook book =
        norms::read_rules({.norms = DRAAGKRACHT_SOURCE_DIR "/config/norms",
                           .law = DRAAGKRACHT_SOURCE_DIR "/config/law.toml",
                           .policies = DRAAGKRACHT_SOURCE_DIR "/config/policies"})
            .value();
    return book;
}

Date on(const std::string& text) {
    return Date::parse(text).value();
}

Income income(IncomeKind kind, const std::string& monthly, bool for_repayment = true) {
    return {
        .kind = kind,
        .monthly = Money::parse(monthly).value(),
        .for_repayment = for_repayment,
        .taken_elsewhere = std::vector<capacity::Taken>{}};
}

// Somebody of 41 in January 2026, alone and with an address.
Household alone(const std::vector<Income>& incomes, const std::string& taxable) {
    Household household{.reference = "A-1", .date = on("2026-01-15"), .municipality = "zandwijk"};
    household.living_situation = LivingSituation::single;
    household.registered_address = true;
    household.gives_information = true;
    household.debt_help = capacity::DebtHelp::none;
    household.taxable_income_per_year = Money::parse(taxable).value();
    household.housemates = std::vector<capacity::Housemate>{};
    household.debtor.birth_date = on("1985-03-20");
    household.debtor.in_institution = false;
    household.debtor.incomes = incomes;
    return household;
}

TEST(NormImpact, IsTheCapacityOfTheSameFactsOnAnotherDate) {
    struct Row {
        Household household;
        std::string before;
        std::string after;
        std::string protected_after;
    };
    const std::vector<Row> rows{
        // January: 95% of 1401.50 is 1331.425, so 1331.43 is protected and 70.07 is left; 5% of the
        // norm would be 70.08. July: 95% of 1419.46 is 1348.49; 5% is 70.97.
        {alone({income(IncomeKind::participation_benefit, "1401.50")}, "20000"),
         "70.07",
         "70.97",
         "1348.49"},
        // January: 5% of 1401.50 and 35% of 498.50 is 70.075 + 174.475. July: 5% of 1419.46 and 35%
        // of 480.54 is 70.973 + 168.189. Protected: 1348.487 and rent 4575 x 27% / 12 = 102.9375.
        {alone({income(IncomeKind::wage, "1900.00")}, "28000"), "244.55", "239.16", "1451.42"},
    };
    for (const Row& row : rows) {
        const base::Outcome<Reassessment> reassessment =
            reassess(row.household, on("2026-07-01"), rules());
        ASSERT_TRUE(reassessment) << reassessment.error().to_line();
        EXPECT_EQ(reassessment->before.norm_capacity.to_string(), row.before);
        EXPECT_EQ(reassessment->after.norm_capacity.to_string(), row.after);
        EXPECT_EQ(reassessment->after.protected_income.to_string(), row.protected_after);
    }
}

TEST(NormImpact, OfTheSameHalfYearIsNone) {
    const Household household =
        alone({income(IncomeKind::participation_benefit, "1401.50")}, "20000");
    const Reassessment reassessment = reassess(household, on("2026-06-30"), rules()).value();
    EXPECT_EQ(reassessment.before, reassessment.after);
}

TEST(NormImpact, ABenefitMovesWithTheNormAndNothingElseDoes) {
    struct Row {
        std::vector<Income> debtor;
        std::vector<Income> partner;
        std::vector<std::string> expected;  // Of the debtor, then of the partner.
    };
    const std::vector<Row> rows{
        // Couples, January to July: 2027.79 - 2002.13 = 25.66.
        {{income(IncomeKind::participation_benefit, "2002.13")}, {}, {"2027.79"}},
        {{income(IncomeKind::participation_benefit, "1001.07")},
         {income(IncomeKind::participation_benefit, "1001.06")},
         {"1013.90", "1013.89"}},
        // A benefit beside wage is what the wage leaves of the norm: it rises by as much.
        {{income(IncomeKind::participation_benefit, "1202.13"), income(IncomeKind::wage, "800.00")},
         {},
         {"1227.79", "800.00"}},
        {{income(IncomeKind::wage, "2400.00")},
         {income(IncomeKind::pension, "300.00")},
         {"2400.00", "300.00"}},
    };
    for (const Row& row : rows) {
        Household household = alone(row.debtor, "30000");
        household.living_situation = LivingSituation::couple;
        household.partner = capacity::Person{
            .birth_date = on("1986-01-01"), .in_institution = false, .incomes = row.partner};
        const Household moved = household_on(household, on("2026-07-01"), rules());
        EXPECT_EQ(moved.date, on("2026-07-01"));
        EXPECT_EQ(moved.taxable_income_per_year, household.taxable_income_per_year);
        std::vector<std::string> amounts;
        for (const auto* incomes : {&*moved.debtor.incomes, &*moved.partner->incomes}) {
            for (const Income& one : *incomes) {
                amounts.push_back(one.monthly.to_string());
            }
        }
        EXPECT_EQ(amounts, row.expected);
    }
}

TEST(NormImpact, SaysWhatIsInTheWay) {
    const Household household = alone({income(IncomeKind::wage, "1900.00")}, "28000");
    // Of 2023 the caps of the protected income are known, its other parameters are not.
    const base::Outcome<Reassessment> former = reassess(household, on("2023-02-01"), rules());
    ASSERT_FALSE(former);
    EXPECT_EQ(former.error().code, "figures.not-computable");
    EXPECT_NE(former.error().message, "");
    Household unknown = household;
    unknown.debtor.birth_date.reset();
    EXPECT_EQ(reassess(unknown, on("2026-07-01"), rules()).error().code, "figures.not-computable");
}

}  // namespace
}  // namespace draagkracht::figures
