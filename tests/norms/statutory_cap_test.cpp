// The caps of Rv art. 475da lid 1 follow from the other parameters: lid 8 says at which income. So
// they prove the parameters of each half-year, to the cent, with no program but this page.
#include <gtest/gtest.h>

#include <functional>

#include "draagkracht/base/exact_money.hpp"
#include "draagkracht/norms/living_situation.hpp"
#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::norms {
namespace {

using base::ExactMoney;
using base::Money;
using base::Rounding;

std::shared_ptr<const NormTable> norms_of(std::string_view date) {
    static const NormBook book = read_norms(DRAAGKRACHT_SOURCE_DIR "/config/norms").value();
    return book.norms_on(base::Date::parse(date).value()).value();
}

// The norm rent a month at an income a year, Wht art. 19 lid 2 as it was until 2026.
ExactMoney norm_rent(Money income, Factor square, Factor factor) {
    return ExactMoney{income} * income.in_cents() / 100 * square.trillionths / Factor::one +
           ExactMoney{income} * factor.trillionths / Factor::one;
}

// The income a year at which the rent that is left to pay reaches the maximum rent: lid 8.
Money income_at_cap(const ProtectedIncomeParameters& parameters, bool is_single) {
    std::function<ExactMoney(Money)> rent;
    if (*parameters.form == ProtectedIncomeForm::linear_rent_term) {
        const Money from = is_single ? parameters.minimum_income_single->value
                                     : parameters.minimum_income_household->value;
        const base::Percentage taper = is_single ? parameters.rent_taper_single->value
                                                 : parameters.rent_taper_household->value;
        rent = [=](Money income) { return (income - from) * taper / 12; };
    } else {
        const Factor square = is_single ? parameters.rent_square_factor_single->value
                                        : parameters.rent_square_factor_household->value;
        const Factor factor = is_single ? parameters.rent_factor_single->value
                                        : parameters.rent_factor_household->value;
        rent = [=](Money income) { return norm_rent(income, square, factor); };
    }
    Money below = Money::cents(0);
    Money above = Money::cents(10'000'000);
    while (above - below > Money::cents(1)) {
        const Money middle = Money::cents((below.in_cents() + above.in_cents()) / 2);
        (rent(middle) < ExactMoney{parameters.maximum_rent->value} ? below : above) = middle;
    }
    return above;
}

Money cap_of(const NormTable& table, LivingSituation situation) {
    const ProtectedIncomeParameters& parameters = table.protected_income;
    const bool couple = is_couple(situation);
    const bool is_single = situation == LivingSituation::single;
    const Money income = income_at_cap(parameters, is_single);
    const Money threshold = parameters.threshold_income->value;
    const Amount& norm = couple ? table.benefit_norm.couple : table.benefit_norm.single;
    const Amount& supplement = couple ? table.benefit_norm.institution_supplement_couple
                                      : table.benefit_norm.institution_supplement_single;
    const ExactMoney premium =
        ExactMoney{parameters.standard_premium->value} * (couple ? 2 : 1) / 12;
    ExactMoney sum = norm->value * parameters.base_share->value;
    sum = sum + smaller(
                    (income - threshold) * parameters.healthcare_taper->value / 12,
                    premium - supplement->value
                );
    sum = sum +
          (parameters.maximum_rent->value - (is_single ? parameters.basic_rent_single->value
                                                       : parameters.basic_rent_household->value));
    if (has_children(situation)) {
        const Money raised =
            couple ? threshold + parameters.partner_threshold_raise->value : threshold;
        sum = sum + (income - raised) * parameters.child_budget_taper->value / 12;
    }
    return sum.rounded(Rounding::half_up);
}

TEST(StatutoryCaps, FollowFromTheParametersOfTheirHalfYearToTheCent) {
    struct Row {
        std::string date;
        std::string single;
        std::string single_parent;
        std::string couple;
        std::string couple_with_children;
    };
    const std::vector<Row> rows{
        // Rv art. 475da lid 1, the text of that date on wetten.overheid.nl/BWBR0001827.
        {"2024-01-01", "1996.21", "2162.60", "2631.49", "2747.09"},
        {"2025-01-01", "2071.24", "2242.24", "2739.03", "2855.96"},
        {"2025-07-01", "2093.67", "2264.67", "2771.07", "2888.00"},
        {"2026-01-01", "2191.42", "2526.69", "2881.41", "3155.31"},
        {"2026-07-01", "2208.48", "2543.75", "2905.79", "3179.68"},
    };
    for (const Row& row : rows) {
        const std::shared_ptr<const NormTable> table = norms_of(row.date);
        const ProtectedIncomeParameters& parameters = table->protected_income;
        const std::vector<std::tuple<LivingSituation, std::string, Amount>> caps{
            {LivingSituation::single, row.single, parameters.cap_single},
            {LivingSituation::single_parent, row.single_parent, parameters.cap_single_parent},
            {LivingSituation::couple, row.couple, parameters.cap_couple},
            {LivingSituation::couple_with_children,
             row.couple_with_children,
             parameters.cap_couple_with_children}};
        for (const auto& [situation, text, parameter] : caps) {
            EXPECT_EQ(parameter->value.to_string(), text) << row.date << name_of(situation);
            EXPECT_EQ(cap_of(*table, situation).to_string(), text)
                << row.date << " " << name_of(situation);
        }
    }
}

TEST(StatutoryCaps, OfHalfYearsWithoutOtherParametersAreThoseOfTheAct) {
    struct Row {
        std::string date;
        std::string single;
        std::string single_parent;
        std::string couple;
        std::string couple_with_children;
    };
    const std::vector<Row> rows{
        // Rv art. 475da lid 1, the text of that date on wetten.overheid.nl/BWBR0001827.
        {"2021-07-01", "1664.51", "1782.62", "2203.77", "2321.89"},
        {"2022-01-01", "1691.66", "1814.73", "2236.89", "2262.98"},
        {"2022-07-01", "1701.27", "1822.06", "2250.62", "2274.43"},
        {"2023-01-01", "1872.81", "2015.84", "2470.03", "2509.97"},
        {"2023-07-01", "1892.73", "2031.34", "2498.47", "2533.99"},
        {"2024-07-01", "2019.60", "2181.31", "2664.91", "2775.82"},
    };
    for (const Row& row : rows) {
        const ProtectedIncomeParameters& parameters = norms_of(row.date)->protected_income;
        EXPECT_EQ(parameters.cap_single->row.value_text, row.single) << row.date;
        EXPECT_EQ(parameters.cap_single_parent->row.value_text, row.single_parent) << row.date;
        EXPECT_EQ(parameters.cap_couple->row.value_text, row.couple) << row.date;
        EXPECT_EQ(parameters.cap_couple_with_children->row.value_text, row.couple_with_children)
            << row.date;
        EXPECT_FALSE(parameters.rent_square_factor_single) << row.date;
        EXPECT_FALSE(parameters.threshold_income) << row.date;
    }
}

// The factors of 2025 also give the limits of lid 7, which the act prints: there the norm rent is
// the most that counts, 477.20 + 65% of (682.96 - 477.20) + 40% of (900.07 - 682.96) = 697.788
// (Wht art. 20 and 21, Rv art. 475da lid 9).
TEST(StatutoryCaps, TheRentFactorsOf2025GiveTheIncomeLimitsOfTheAct) {
    const ProtectedIncomeParameters& parameters = norms_of("2025-07-01")->protected_income;
    const auto off_by = [](Money limit, const DecimalFactor& square, const DecimalFactor& factor) {
        return norm_rent(limit, square->value, factor->value) - ExactMoney{Money::cents(69'779)};
    };
    const ExactMoney single = off_by(
        parameters.housing_limit_single->value,
        parameters.rent_square_factor_single,
        parameters.rent_factor_single
    );
    const ExactMoney household = off_by(
        parameters.housing_limit_household->value,
        parameters.rent_square_factor_household,
        parameters.rent_factor_household
    );
    for (const ExactMoney& difference : {single, household}) {
        EXPECT_LE(std::abs(difference.rounded(Rounding::half_up).in_cents()), 1)
            << difference.to_string();
    }
}

}  // namespace
}  // namespace draagkracht::norms
