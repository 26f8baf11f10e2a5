// Properties of the capacity over random households; the seed is printed, DRAAGKRACHT_SEED repeats.
#include <gtest/gtest.h>

#include "capacity/households.hpp"
#include "draagkracht/capacity/capacity_json.hpp"
#include "support/random.hpp"

namespace draagkracht::capacity {
namespace {

using base::Money;
using test_support::Random;

constexpr int household_count = 3000;

Money random_amount(Random& random, std::int64_t most_cents) {
    return random.chance(10) ? Money{} : Money::cents(random.between(0, most_cents));
}

std::vector<Income> random_incomes(Random& random, bool of_debtor) {
    std::vector<Income> incomes;
    for (std::int64_t left = random.between(0, 3); left > 0; --left) {
        incomes.push_back(
            {.kind = static_cast<IncomeKind>(random.between(0, 9)),
             .monthly = random_amount(random, 400'000),
             .for_repayment = of_debtor && random.chance(70),
             .taken_elsewhere = std::vector<Taken>{}}
        );
    }
    return incomes;
}

base::Date random_birth_date(Random& random) {
    return on("1940-01-01").plus_days(static_cast<int>(random.between(0, 24'820)));
}

Person random_person(Random& random, bool is_debtor) {
    return {
        .birth_date = random_birth_date(random),
        .in_institution = false,
        .incomes = random_incomes(random, is_debtor)};
}

Household random_household(Random& random) {
    const auto situation = static_cast<norms::LivingSituation>(random.between(0, 3));
    Household household{
        .reference = std::to_string(random.between(1, 1'000'000)),
        .date = on("2026-01-01").plus_days(static_cast<int>(random.between(0, 364))),
        .municipality = random.chance(50) ? "zandwijk" : "lierveld",
        .living_situation = situation,
        .registered_address = random.chance(90),
        .taxable_income_per_year = random_amount(random, 10'000'000),
        .housemates = std::vector<Housemate>{},
        .debtor = random_person(random, true),
        .partner = {},
        .fixed_residence = FixedResidence::none,
        .debt_help = DebtHelp::none};
    for (std::int64_t left = random.between(0, 3); left > 0; --left) {
        household.housemates->push_back(
            {.birth_date = random_birth_date(random),
             .commercial = random.chance(20),
             .student = random.chance(20)}
        );
    }
    if (norms::is_couple(situation)) {
        household.partner = random_person(random, false);
    }
    return household;
}

// Every random household is of full age and complete, so that it can always be computed.
CapacityFigures figures_of(const Household& household) {
    const CapacityAssessment assessment = assess(household, rule_book()).value();
    EXPECT_TRUE(assessment.figures) << to_json(household, assessment);
    return assessment.figures.value_or(CapacityFigures{});
}

// Guarantee 6, as far as it is decided here.
TEST(CapacityProperty, NeverTouchesTheProtectedIncome) {
    Random random;
    for (int count = 0; count < household_count; ++count) {
        const Household household = random_household(random);
        const CapacityFigures figures = figures_of(household);
        ASSERT_FALSE(figures.norm_capacity.is_negative()) << to_json(household);
        ASSERT_FALSE(figures.protected_income.is_negative()) << to_json(household);
        if (figures.norm_capacity.is_positive()) {
            ASSERT_GE(figures.income - figures.norm_capacity, figures.protected_income)
                << to_json(household);
        }
    }
}

TEST(CapacityProperty, MoreIncomeNeverLowersCapacityByMoreThanItRose) {
    Random random;
    for (int count = 0; count < household_count; ++count) {
        Household household = random_household(random);
        household.debtor.incomes->push_back(
            {.kind = IncomeKind::wage,
             .monthly = random_amount(random, 400'000),
             .for_repayment = random.chance(70),
             .taken_elsewhere = std::vector<Taken>{}}
        );
        const CapacityFigures before = figures_of(household);
        const Money rise = Money::cents(random.between(1, 100'000));
        Income& wage = household.debtor.incomes->back();
        wage.monthly += rise;
        const CapacityFigures after = figures_of(household);
        ASSERT_GE(after.norm_capacity, before.norm_capacity - rise) << to_json(household);
        // The taxable income rises with it, by at least as much and at most twice.
        household.taxable_income_per_year =
            *household.taxable_income_per_year + rise * random.between(12, 24);
        const CapacityFigures taxed = figures_of(household);
        ASSERT_GE(taxed.norm_capacity, before.norm_capacity - rise) << to_json(household);
        ASSERT_GE(taxed.protected_income, after.protected_income)
            << "a higher taxable income never lowers the protected income: " << to_json(household);
    }
}

TEST(CapacityProperty, MoreIncomeForRepaymentNeverLowersCapacityAtAll) {
    Random random;
    for (int count = 0; count < household_count; ++count) {
        Household household = random_household(random);
        household.debtor.incomes->push_back(income(IncomeKind::wage, "500.00"));
        const CapacityFigures before = figures_of(household);
        household.debtor.incomes->back().monthly += Money::cents(random.between(1, 100'000));
        ASSERT_GE(figures_of(household).norm_capacity, before.norm_capacity) << to_json(household);
    }
}

TEST(CapacityProperty, RecomputesToTheSameBytes) {
    Random random;
    // As on another day, after the files were read anew.
    const norms::RuleBook again =
        norms::read_rules({.norms = DRAAGKRACHT_SOURCE_DIR "/config/norms",
                           .law = DRAAGKRACHT_SOURCE_DIR "/config/law.toml",
                           .policies = DRAAGKRACHT_SOURCE_DIR "/config/policies"})
            .value();
    for (int count = 0; count < household_count; ++count) {
        const std::string line = to_json(random_household(random));
        const std::string worksheet = assess_line(line, rule_book()).value();
        ASSERT_EQ(assess_line(line, again).value(), worksheet);
        // The receipt holds all that is needed: its household gives the same worksheet.
        const std::string mark = "\"household\":";
        const std::size_t place = worksheet.rfind(mark) + mark.size();
        const std::string household = worksheet.substr(place, worksheet.size() - place - 2);
        ASSERT_EQ(household, line);
    }
}

}  // namespace
}  // namespace draagkracht::capacity
