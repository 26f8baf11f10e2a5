// Every parameter of a norm table with its section and key: told once, for reading and comparing.
//
//     for_each_parameter(table, [](std::string_view section, std::string_view key, auto& parameter)
//     { ... });
//
// The order is that in which the rows of a comparison stand.
#pragma once

#include <string_view>

#include "draagkracht/norms/norm_table.hpp"

namespace draagkracht::norms {

template <typename Norms, typename Visit>
void for_each_benefit_norm(Norms& norms, const Visit& visit) {
    const auto at = [&visit](std::string_view key, auto& parameter) {
        visit("benefit_norm", key, parameter);
    };
    at("single", norms.single);
    at("couple", norms.couple);
    at("single_pension", norms.single_pension);
    at("couple_pension", norms.couple_pension);
    at("young_single", norms.young_single);
    at("young_couple_both", norms.young_couple_both);
    at("young_couple_one", norms.young_couple_one);
    at("young_single_parent", norms.young_single_parent);
    at("young_parents_both", norms.young_parents_both);
    at("young_parents_one", norms.young_parents_one);
    at("young_supplement", norms.young_supplement);
    at("young_spouse_parent", norms.young_spouse_parent);
    at("young_spouse", norms.young_spouse);
    at("institution_single", norms.institution_single);
    at("institution_couple", norms.institution_couple);
    at("institution_supplement_single", norms.institution_supplement_single);
    at("institution_supplement_couple", norms.institution_supplement_couple);
}

template <typename Parameters, typename Visit>
void for_each_protected_income(Parameters& parameters, const Visit& visit) {
    const auto at = [&visit](std::string_view key, auto& parameter) {
        visit("protected_income", key, parameter);
    };
    at("cap_single", parameters.cap_single);
    at("cap_single_parent", parameters.cap_single_parent);
    at("cap_couple", parameters.cap_couple);
    at("cap_couple_with_children", parameters.cap_couple_with_children);
    at("base_share", parameters.base_share);
    at("threshold_income", parameters.threshold_income);
    at("healthcare_taper", parameters.healthcare_taper);
    at("standard_premium", parameters.standard_premium);
    at("rent_taper_single", parameters.rent_taper_single);
    at("rent_taper_household", parameters.rent_taper_household);
    at("rent_square_factor_single", parameters.rent_square_factor_single);
    at("rent_factor_single", parameters.rent_factor_single);
    at("rent_square_factor_household", parameters.rent_square_factor_household);
    at("rent_factor_household", parameters.rent_factor_household);
    at("maximum_rent", parameters.maximum_rent);
    at("minimum_income_single", parameters.minimum_income_single);
    at("minimum_income_household", parameters.minimum_income_household);
    at("basic_rent_single", parameters.basic_rent_single);
    at("basic_rent_household", parameters.basic_rent_household);
    at("child_budget_taper", parameters.child_budget_taper);
    at("partner_threshold_raise", parameters.partner_threshold_raise);
    at("no_address_share", parameters.no_address_share);
    at("housing_threshold_raise", parameters.housing_threshold_raise);
    at("housing_term_months", parameters.housing_term_months);
    at("housing_extension_months", parameters.housing_extension_months);
    at("housing_limit_single", parameters.housing_limit_single);
    at("housing_limit_household", parameters.housing_limit_household);
    at("partner_deduction_limit", parameters.partner_deduction_limit);
    at("share_of_income_limit", parameters.share_of_income_limit);
    at("validity_months", parameters.validity_months);
    at("institution_norm_part", parameters.institution_norm_part);
}

template <typename Disregards, typename Visit>
void for_each_disregard(Disregards& disregards, const Visit& visit) {
    const auto at = [&visit](std::string_view key, auto& parameter) {
        visit("earnings_disregards", key, parameter);
    };
    at("first_months_share", disregards.first_months.share);
    at("first_months_limit", disregards.first_months.limit);
    at("first_months_months", disregards.first_months.months);
    at("single_parent_share", disregards.single_parent.share);
    at("single_parent_limit", disregards.single_parent.limit);
    at("single_parent_months", disregards.single_parent.months);
    at("limited_hours_share", disregards.limited_hours.share);
    at("limited_hours_limit", disregards.limited_hours.limit);
    at("limited_hours_months", disregards.limited_hours.months);
    at("subsidised_share", disregards.subsidised.share);
    at("subsidised_limit", disregards.subsidised.limit);
    at("subsidised_months", disregards.subsidised.months);
    at("subsidised_after_share", disregards.subsidised_after.share);
    at("subsidised_after_limit", disregards.subsidised_after.limit);
    at("subsidised_after_months", disregards.subsidised_after.months);
}

template <typename Table, typename Visit>
void for_each_parameter(Table& table, const Visit& visit) {
    for_each_benefit_norm(table.benefit_norm, visit);
    visit("holiday_pay", "share", table.holiday_share);
    visit("cost_sharers", "minimum_age", table.cost_sharers.minimum_age);
    visit("cost_sharers", "fixed_share", table.cost_sharers.fixed_share);
    visit("cost_sharers", "share_per_person", table.cost_sharers.share_per_person);
    for_each_protected_income(table.protected_income, visit);
    for_each_disregard(table.earnings_disregards, visit);
    visit("means", "gifts_a_year", table.means.gifts_a_year);
    visit("means", "assets_single", table.means.assets_single);
    visit("means", "assets_single_parent", table.means.assets_single_parent);
    visit("means", "assets_couple", table.means.assets_couple);
    visit("means", "own_home", table.means.own_home);
}

}  // namespace draagkracht::norms
