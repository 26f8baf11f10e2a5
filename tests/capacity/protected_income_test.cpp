// The protected income, Rv art. 475da to 475dc, as tables with the source of every expected value.
#include "draagkracht/capacity/protected_income.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "capacity/households.hpp"

namespace draagkracht::capacity {
namespace {

using base::Money;
using norms::LivingSituation;

constexpr auto single = LivingSituation::single;
constexpr auto single_parent = LivingSituation::single_parent;
constexpr auto couple = LivingSituation::couple;
constexpr auto parents = LivingSituation::couple_with_children;

struct Outcome {
    std::optional<Money> floor;
    Worksheet sheet;
};

Outcome worked_out(const Household& household) {
    Outcome outcome;
    outcome.sheet.norms = rule_book().norms.norms_on(household.date).value();
    const std::optional<Incomes> incomes = incomes_of(household, outcome.sheet);
    outcome.floor = protected_income(household, incomes, *outcome.sheet.norms, outcome.sheet);
    return outcome;
}

std::string value_of(const Outcome& outcome, StepKind kind) {
    const Step* step = outcome.sheet.find(kind);
    return step == nullptr ? "" : step->value;
}

// High enough that the 95% of art. 475dc does not show.
std::vector<Income> high_wage() {
    return {income(IncomeKind::wage, "9000.00")};
}

TEST(ProtectedIncome, ReproducesTheStatutoryCaps) {
    struct Row {
        std::string date;
        LivingSituation situation;
        std::string taxable;  // Where I x F/12 or I x G/12 is EUR 932.93: Rv 475da lid 8.
        std::string sum_of_terms;
        std::string cap;  // Rv 475da lid 1.
    };
    // The sums worked out by hand: base + health + rent + child, cut at six decimals.
    const std::vector<Row> rows{
        {"2026-01-01", single, "64888.56", "2191.418333", "2191.42"},
        {"2026-01-01", single_parent, "82387.10", "2526.688973", "2526.69"},
        {"2026-01-01", couple, "82387.10", "2881.410166", "2881.41"},
        {"2026-01-01", parents, "82387.10", "3155.305806", "3155.31"},
        {"2026-07-01", single, "64888.56", "2208.480333", "2208.48"},
        {"2026-07-01", single_parent, "82387.10", "2543.750973", "2543.75"},
        {"2026-07-01", couple, "82387.10", "2905.787166", "2905.79"},
        {"2026-07-01", parents, "82387.10", "3179.682806", "3179.68"},
    };
    for (const Row& row : rows) {
        const Outcome outcome =
            worked_out(household_of(row.situation, row.date, row.taxable, high_wage()));
        EXPECT_EQ(value_of(outcome, StepKind::sum_of_terms), row.sum_of_terms)
            << row.date << ", cap " << row.cap;
        EXPECT_EQ(outcome.floor, euros(row.cap)) << row.date;
        const Outcome richer =
            worked_out(household_of(row.situation, row.date, "250000.00", high_wage()));
        EXPECT_EQ(richer.floor, euros(row.cap)) << "never above the cap";
    }
}

// "2208.480333" to the cent, half-up.
Money to_cents(std::string six_decimals) {
    std::erase(six_decimals, '.');
    return Money::cents((std::stoll(six_decimals) + 5'000) / 10'000);
}

// Rv art. 475da lid 8, of every period of which all parameters are known: a new file proves itself.
TEST(ProtectedIncome, ReproducesTheCapsOfEveryPeriodThatIsKnown) {
    int periods = 0;
    for (const auto& table : rule_book().norms.tables()) {
        const norms::ProtectedIncomeParameters& all = table->protected_income;
        if (all.form != norms::ProtectedIncomeForm::linear_rent_term || !all.maximum_rent) {
            continue;
        }
        ++periods;
        struct Row {
            LivingSituation situation;
            const norms::Amount& minimum;
            const norms::Share& taper;
            const norms::Amount& cap;
        };
        const std::vector<Row> rows{
            {single, all.minimum_income_single, all.rent_taper_single, all.cap_single},
            {single_parent,
             all.minimum_income_household,
             all.rent_taper_household,
             all.cap_single_parent},
            {couple, all.minimum_income_household, all.rent_taper_household, all.cap_couple},
            {parents,
             all.minimum_income_household,
             all.rent_taper_household,
             all.cap_couple_with_children},
        };
        for (const Row& row : rows) {
            // C = minimum + 12 x H / taper, cut to the cent; a taper is in thousandths of a
            // percent.
            const std::int64_t over = all.maximum_rent->value.in_cents() * 12 * 100'000 /
                                      row.taper->value.in_thousandths();
            const Money taxable = row.minimum->value + Money::cents(over);
            const Outcome outcome = worked_out(household_of(
                row.situation, table->valid_from.to_string(), taxable.to_string(), high_wage()
            ));
            EXPECT_EQ(to_cents(value_of(outcome, StepKind::sum_of_terms)), row.cap->value)
                << table->file << ", " << name_of(row.situation);
        }
    }
    EXPECT_GE(periods, 2);
}

TEST(ProtectedIncome, AddsUpUnroundedTermsAndRoundsOnce) {
    struct Row {
        std::string date;
        LivingSituation situation;
        std::string taxable;
        std::string base;
        std::string health;
        std::string rent;
        std::string child;  // Empty: no such line.
        std::string floor;
        std::string source;
    };
    const std::vector<Row> rows{
        {"2026-07-01",
         single,
         "20000.00",
         "1348.487000",
         "0.000000",
         "0.000000",
         "",
         "1348.49",
         "derived: below every threshold"},
        {"2026-07-01",
         single,
         "28000.00",
         "1348.487000",
         "0.000000",
         "102.937500",
         "",
         "1451.42",
         "derived: 1451.4245, where rounding each term would give 1451.43"},
        {"2026-01-01",
         single,
         "28000.00",
         "1331.425000",
         "0.000000",
         "102.937500",
         "",
         "1434.36",
         "derived: 1434.3625"},
        {"2026-07-01",
         single_parent,
         "36000.00",
         "1348.487000",
         "71.677236",
         "82.500000",
         "39.675673",
         "1542.34",
         "derived: 1542.3399"},
        {"2026-07-01",
         couple,
         "42000.00",
         "1926.400500",
         "140.327236",
         "192.500000",
         "",
         "2259.23",
         "derived: 2259.2277"},
        {"2026-07-01",
         parents,
         "50000.00",
         "1926.400500",
         "231.860569",
         "339.166666",
         "68.777340",
         "2566.21",
         "derived: 2566.2051"},
        {"2026-07-01",
         parents,
         "35000.00",
         "1926.400500",
         "60.235569",
         "64.166666",
         "0.000000",
         "2050.80",
         "derived: C lies under D + L, and an addition is not below zero"},
    };
    for (const Row& row : rows) {
        const Outcome outcome =
            worked_out(household_of(row.situation, row.date, row.taxable, high_wage()));
        EXPECT_EQ(value_of(outcome, StepKind::base_term), row.base) << row.source;
        EXPECT_EQ(value_of(outcome, StepKind::healthcare_term), row.health) << row.source;
        EXPECT_EQ(value_of(outcome, StepKind::rent_term), row.rent) << row.source;
        EXPECT_EQ(value_of(outcome, StepKind::child_term), row.child) << row.source;
        EXPECT_EQ(outcome.floor, euros(row.floor)) << row.source;
    }
}

TEST(ProtectedIncome, IsLoweredInTheOrderOfTheLaw) {
    struct Row {
        std::string what;
        Household household;
        std::string floor;
        std::string source;
    };
    const auto with_partner = [](std::string_view taxable, std::vector<Income> incomes) {
        Household household = household_of(couple, "2026-07-01", taxable, high_wage());
        household.partner->incomes = std::move(incomes);
        return household;
    };
    std::vector<Income> two_incomes = high_wage();
    two_incomes.push_back(income(IncomeKind::pension, "300.00", false));
    std::vector<Income> with_allowance = high_wage();
    with_allowance.push_back(income(IncomeKind::allowance, "300.00", false));
    std::vector<Income> large_elsewhere = high_wage();
    large_elsewhere.push_back(income(IncomeKind::pension, "5000.00", false));
    const std::vector<Row> rows{
        {"partner's wage",
         with_partner("42000.00", {income(IncomeKind::wage, "900.00", false)}),
         "1359.23",
         "derived: 2259.2277 - 900"},
        {"partner's high wage",
         with_partner("42000.00", {income(IncomeKind::wage, "5000.00", false)}),
         "1129.61",
         "art. 475db lid 1 a, by hand: at most half of 2259.2277"},
        {"partner's allowances do not count",
         with_partner("42000.00", {income(IncomeKind::allowance, "900.00", false)}),
         "2259.23",
         "art. 475db lid 1 a: kinds a to i"},
        {"own pension beside the wage",
         household_of(single, "2026-07-01", "28000.00", two_incomes),
         "1151.42",
         "art. 475db lid 1 b, by hand: 1451.4245 - 300"},
        {"own allowance beside the wage",
         household_of(single, "2026-07-01", "28000.00", with_allowance),
         "1451.42",
         "art. 475db lid 1 b: kinds a to i"},
        {"own pension above it",
         household_of(single, "2026-07-01", "28000.00", large_elsewhere),
         "0.00",
         "not below zero"},
        {"benefit alone",
         household_of(
             single,
             "2026-07-01",
             "20000.00",
             {income(IncomeKind::participation_benefit, "1419.46")}
         ),
         "1348.49",
         "derived: 5% rule"},
        {"income below the norm",
         household_of(single, "2026-07-01", "14000.00", {income(IncomeKind::wage, "1100.00")}),
         "1045.00",
         "derived: 5% rule, 95% of 1100"},
        {"95% is of all own income, not of what the repayment comes from alone",
         household_of(
             single,
             "2026-07-01",
             "14000.00",
             {income(IncomeKind::wage, "900.00"), income(IncomeKind::pension, "200.00", false)}
         ),
         "1045.00",
         "art. 475dc lid 1, by hand: 1348.487 - 200 = 1148.49, above 95% of 1100"},
        {"allowances are no income for the 95%",
         household_of(
             single,
             "2026-07-01",
             "14000.00",
             {income(IncomeKind::wage, "1100.00"), income(IncomeKind::allowance, "400.00")}
         ),
         "1045.00",
         "art. 475dc lid 1: kinds a to i"},
        {"no income",
         household_of(single, "2026-07-01", "0.00", {}),
         "0.00",
         "art. 475dc lid 1: 95% of nothing"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(worked_out(row.household).floor, euros(row.floor))
            << row.what << ": " << row.source;
    }
}

TEST(ProtectedIncome, WithoutAddressIsAShareOfTheCoupleNorm) {
    Household household = household_of(single, "2026-07-01", "28000.00", high_wage());
    household.registered_address = false;
    household.fixed_residence = FixedResidence::none;
    EXPECT_EQ(worked_out(household).floor, euros("963.20")) << "derived: 47.5% x 2027.79";
    household.taxable_income_per_year.reset();
    EXPECT_EQ(worked_out(household).floor, euros("963.20")) << "the taxable income has no part";

    household = household_of(couple, "2026-07-01", "28000.00", high_wage());
    household.registered_address = false;
    household.fixed_residence = FixedResidence::none;
    household.partner->incomes = {income(IncomeKind::wage, "400.00", false)};
    EXPECT_EQ(worked_out(household).floor, euros("563.20"))
        << "art. 475db lid 1 names art. 475da whole, lid 4 included: 963.20 - 400";
}

TEST(ProtectedIncome, SaysWhatItCannotCompute) {
    struct Row {
        std::string what;
        Household household;
        std::string code;
        std::string subject;
    };
    const Household known = household_of(couple, "2026-07-01", "28000.00", high_wage());
    const auto without = [&](auto forget) {
        Household household = known;
        forget(household);
        return household;
    };
    const std::string fact = "capacity.fact-unknown";
    const std::string parameter = "capacity.parameter-unknown";
    const std::vector<Row> rows{
        {"address",
         without([](Household& h) { h.registered_address.reset(); }),
         fact,
         "registered_address"},
        {"taxable income",
         without([](Household& h) { h.taxable_income_per_year.reset(); }),
         fact,
         "taxable_income_per_year"},
        {"incomes",
         without([](Household& h) { h.debtor.incomes.reset(); }),
         fact,
         "debtor.incomes"},
        {"source of the repayment",
         without([](Household& h) { h.debtor.incomes->front().for_repayment.reset(); }),
         fact,
         "debtor.incomes.for_repayment"},
        {"partner's incomes",
         without([](Household& h) { h.partner->incomes.reset(); }),
         fact,
         "partner.incomes"},
        {"price of the care in an institution",
         without([](Household& h) { h.debtor.in_institution = true; }),
         fact,
         "debtor.care_price"},
        {"a partner who repays beside a debtor in an institution",
         without([](Household& h) {
             h.debtor.in_institution = true;
             h.debtor.care_price = euros("800.00");
             h.partner->incomes = {income(IncomeKind::wage, "100.00", true)};
         }),
         "capacity.not-covered",
         "partner.incomes.for_repayment"},
        {"what others take from the wage",
         without([](Household& h) { h.debtor.incomes->front().taken_elsewhere.reset(); }),
         fact,
         "debtor.incomes.taken_elsewhere"},
        {"what others take from the partner's wage",
         without([](Household& h) {
             h.partner->incomes = {income(IncomeKind::wage, "100.00", false)};
             h.partner->incomes->front().taken_elsewhere.reset();
         }),
         fact,
         "partner.incomes.taken_elsewhere"},
        {"where somebody lives who is not registered",
         without([](Household& h) { h.registered_address = false; }),
         fact,
         "fixed_residence"},
        {"insight of who lives somewhere unregistered",
         without([](Household& h) {
             h.registered_address = false;
             h.fixed_residence = FixedResidence::netherlands;
         }),
         fact,
         "gives_information"},
        {"abroad: the factor of the country is not known",
         without([](Household& h) {
             h.registered_address = false;
             h.fixed_residence = FixedResidence::abroad;
         }),
         parameter,
         "protected_income.country_factor"},
        {"a raise for housing costs that are not known",
         without([](Household& h) { h.housing.increase_from = on("2026-07-01"); }),
         fact,
         "housing.monthly_cost"},
        {"a raise for missed rent allowance: the method is not known",
         without([](Household& h) { h.housing.missed_allowance_asked = true; }),
         "capacity.not-covered",
         "housing.missed_allowance_asked"},
        {"a half-year of which the caps alone are known",
         without([](Household& h) { h.date = on("2024-08-01"); }),
         parameter,
         "protected_income"},
        {"the 95% of 2021, which read otherwise",
         without([](Household& h) {
             h.date = on("2021-08-01");
             h.registered_address = false;
             h.fixed_residence = FixedResidence::none;
         }),
         parameter,
         "protected_income.share_of_income_limit"},
    };
    for (const Row& row : rows) {
        const Outcome outcome = worked_out(row.household);
        ASSERT_EQ(outcome.sheet.obstacles.size(), 1U) << row.what;
        EXPECT_EQ(outcome.sheet.obstacles.front().code, row.code) << row.what;
        EXPECT_EQ(outcome.sheet.obstacles.front().subject, row.subject) << row.what;
        EXPECT_FALSE(outcome.sheet.obstacles.front().dutch.empty()) << row.what;
    }
}

TEST(ProtectedIncome, WithoutAddressIsKnownBefore2026) {
    struct Row {
        std::string date;
        std::string floor;
        std::string by_hand;
    };
    const std::vector<Row> rows{
        {"2025-12-31", "929.01", "47.5% x 1955.80"},  // 929.005
        {"2024-08-01", "887.87", "47.5% x 1869.21"},  // 887.87475
        {"2022-03-15", "740.80", "47.5% x 1559.58"},  // 740.8005
    };
    for (const Row& row : rows) {
        Household household = household_of(single, row.date, "28000.00", high_wage());
        household.registered_address = false;
        household.fixed_residence = FixedResidence::none;
        EXPECT_EQ(worked_out(household).floor, euros(row.floor)) << row.by_hand;
    }
}

// Rv art. 475da lid 2 as it read until 2026, worked out by hand. At 30,000 in the second half of
// 2025: base 95% x 1369.06 = 1300.607; health (30000 - 28405.73) x 13.7% / 12 = 18.201249; norm
// rent 0.000000438698 x 900,000,000 + 0.000446392665 x 30,000 = 394.8282 + 13.391779 = 408.219979,
// less 238.01 = 170.209979.
TEST(ProtectedIncome, BeforeTwentyTwentySixFollowsTheNormRent) {
    struct Row {
        std::string date;
        LivingSituation situation;
        std::string taxable;
        std::string norm_rent;
        std::string rent;
        std::string sum_of_terms;
        std::string floor;
    };
    const std::vector<Row> rows{
        {"2025-07-01", single, "30000.00", "408.219979", "170.209979", "1489.018229", "1489.02"},
        // Below the lowest point the norm rent of the formula is less than 238.01: no addition.
        // 0.000000438698 x 400,000,000 + 8.9278533 = 184.407053.
        {"2025-07-01", single, "20000.00", "184.407053", "0.000000", "1300.607000", "1300.61"},
        // Couple: 95% x 1955.80 = 1858.01; health 11594.27 x 13.7% / 12 = 132.367915; norm rent
        // 0.000000298184 x 1,600,000,000 - 0.001382497146 x 40,000 = 477.0944 - 55.299885.
        {"2025-07-01", couple, "40000.00", "421.794514", "183.784514", "2174.162429", "2174.16"},
    };
    for (const Row& row : rows) {
        const Outcome outcome =
            worked_out(household_of(row.situation, row.date, row.taxable, high_wage()));
        EXPECT_EQ(value_of(outcome, StepKind::norm_rent), row.norm_rent) << row.taxable;
        EXPECT_EQ(value_of(outcome, StepKind::rent_term), row.rent) << row.taxable;
        EXPECT_EQ(value_of(outcome, StepKind::sum_of_terms), row.sum_of_terms) << row.taxable;
        EXPECT_EQ(outcome.floor, euros(row.floor)) << row.taxable;
    }
}

TEST(ProtectedIncome, BeforeTwentyTwentySixIsAtMostTheCapOfItsHalfYear) {
    struct Row {
        std::string date;
        LivingSituation situation;
        std::string cap;  // Rv art. 475da lid 1, the text of that date.
    };
    const std::vector<Row> rows{
        {"2024-01-01", single, "1996.21"},
        {"2024-01-01", single_parent, "2162.60"},
        {"2024-01-01", couple, "2631.49"},
        {"2024-01-01", parents, "2747.09"},
        {"2025-01-01", single, "2071.24"},
        {"2025-01-01", single_parent, "2242.24"},
        {"2025-01-01", couple, "2739.03"},
        {"2025-01-01", parents, "2855.96"},
        {"2025-07-01", single, "2093.67"},
        {"2025-07-01", single_parent, "2264.67"},
        {"2025-07-01", couple, "2771.07"},
        {"2025-07-01", parents, "2888.00"},
    };
    for (const Row& row : rows) {
        for (const std::string taxable : {"65000.00", "250000.00"}) {
            EXPECT_EQ(
                worked_out(household_of(row.situation, row.date, taxable, high_wage())).floor,
                euros(row.cap)
            ) << row.date
              << " " << taxable;
        }
    }
}

}  // namespace
}  // namespace draagkracht::capacity
