// Households for tests: every fact known, and nothing special about them.
#pragma once

#include <string_view>

#include "draagkracht/capacity/household.hpp"
#include "draagkracht/norms/rules_file.hpp"

namespace draagkracht::capacity {

inline const norms::RuleBook& rule_book() {
    static const norms::RuleBook book =
        norms::read_rules({.norms = DRAAGKRACHT_SOURCE_DIR "/config/norms",
                           .law = DRAAGKRACHT_SOURCE_DIR "/config/law.toml",
                           .policies = DRAAGKRACHT_SOURCE_DIR "/config/policies"})
            .value();
    return book;
}

inline base::Money euros(std::string_view text) {
    return base::Money::parse(text).value();
}

inline base::Date on(std::string_view text) {
    return base::Date::parse(text).value();
}

inline Income income(IncomeKind kind, std::string_view monthly, bool for_repayment = true) {
    return {
        .kind = kind,
        .monthly = euros(monthly),
        .for_repayment = for_repayment,
        .taken_elsewhere = std::vector<Taken>{}};
}

// Born in 1985, at an address of their own, alone in the home; a partner of 1987 without income
// where the situation has one.
inline Household household_of(
    norms::LivingSituation situation,
    std::string_view date,
    std::string_view taxable_income_per_year,
    std::vector<Income> incomes
) {
    Household household{
        .reference = "test",
        .date = on(date),
        .municipality = "zandwijk",
        .living_situation = situation,
        .registered_address = true,
        .taxable_income_per_year = euros(taxable_income_per_year),
        .housemates = std::vector<Housemate>{},
        .debtor =
            {.birth_date = on("1985-03-20"),
             .in_institution = false,
             .incomes = std::move(incomes)},
        .partner = {},
        .debt_help = DebtHelp::none};
    if (norms::is_couple(situation)) {
        household.partner = Person{
            .birth_date = on("1987-11-02"),
            .in_institution = false,
            .incomes = std::vector<Income>{}};
    }
    return household;
}

}  // namespace draagkracht::capacity
