#include "draagkracht/capacity/worksheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::capacity {

namespace {

// In the order of StepKind.
constexpr std::array<StepText, 24> step_texts{{
    {"cost_sharers",
     "Personen die de kosten delen (A), de debiteur en een partner van 21 of ouder meegeteld",
     "Persons who share costs (A), the debtor and a partner of 21 or over among them",
     "debtor + partner + housemates of cost_sharers.minimum_age and over who count",
     "PW 22a lid 1"},
    {"benefit_norm",
     "Bijstandsnorm per maand, met vakantietoeslag",
     "Benefit norm a month, with holiday pay",
     "norm of the situation and age; beside cost sharers couple norm x (fixed_share + A x "
     "share_per_person) / A for each person",
     "PW 20-23"},
    {"holiday_pay_in_norm",
     "Waarvan vakantietoeslag",
     "Of which holiday pay",
     "holiday_pay.share x benefit_norm",
     "PW 19 lid 3"},
    {"own_income",
     "Inkomen van de debiteur per maand, met vakantietoeslag, zonder toeslagen",
     "Income of the debtor a month, with holiday pay, without allowances",
     "sum of the debtor's incomes of kinds a to i",
     "Rv 475c lid 1 a-i"},
    {"income_for_repayment",
     "Waarvan inkomen waaruit wordt terugbetaald",
     "Income from which the repayment comes",
     "sum of the debtor's incomes for repayment",
     "Rv 475b lid 1"},
    {"partner_income",
     "Inkomen van de partner per maand, met vakantietoeslag, zonder toeslagen",
     "Income of the partner a month, with holiday pay, without allowances",
     "sum of the partner's incomes of kinds a to i",
     "Rv 475db lid 1 a"},
    {"household_income",
     "Inkomen van het huishouden per maand",
     "Income of the household a month",
     "own_income + partner_income",
     ""},
    {"taxable_income",
     "Belastbaar inkomen per jaar van debiteur en partner (C)",
     "Taxable income a year of debtor and partner (C)",
     "as stated",
     "Rv 475d lid 1"},
    {"base_term",
     "Basisbedrag: deel van de bijstandsnorm",
     "Base: share of the benefit norm",
     "base_share x norm (A single, B couple)",
     "Rv 475da lid 2"},
    {"healthcare_term",
     "Ophoging voor gemiste zorgtoeslag, niet onder nul",
     "Addition for healthcare allowance missed, not below zero",
     "smaller of (C - threshold_income) / 12 x healthcare_taper and standard_premium / 12 (for a "
     "couple twice) - institution_supplement",
     "Rv 475da lid 2 and 3"},
    {"rent_term",
     "Ophoging voor gemiste huurtoeslag, niet onder nul",
     "Addition for rent allowance missed, not below zero",
     "smaller of (C - minimum_income) x rent_taper / 12 and maximum_rent - basic_rent",
     "Rv 475da lid 2"},
    {"child_term",
     "Ophoging voor gemist kindgebonden budget, niet onder nul",
     "Addition for child budget missed, not below zero",
     "(C - threshold_income, for a couple also - partner_threshold_raise) / 12 x "
     "child_budget_taper",
     "Rv 475da lid 2 b and d"},
    {"sum_of_terms",
     "Som van basisbedrag en ophogingen",
     "Sum of base and additions",
     "base_term + healthcare_term + rent_term + child_term",
     "Rv 475da lid 2"},
    {"capped_sum",
     "Ten hoogste het wettelijk maximum voor de leefsituatie",
     "At most the statutory maximum for the living situation",
     "smaller of sum_of_terms and cap",
     "Rv 475da lid 1"},
    {"no_address_amount",
     "Bedrag zonder woonadres in de basisregistratie personen",
     "Amount without an address in the population register",
     "no_address_share x benefit_norm.couple",
     "Rv 475da lid 4"},
    {"partner_deduction",
     "Aftrek voor inkomen van de partner, ten hoogste de helft",
     "Deduction for income of the partner, at most half",
     "smaller of partner_income and partner_deduction_limit x (capped_sum or no_address_amount)",
     "Rv 475db lid 1 a"},
    {"own_income_deduction",
     "Aftrek voor eigen inkomen waaruit niet wordt terugbetaald",
     "Deduction for own income from which the repayment does not come",
     "sum of the debtor's other incomes of kinds a to i",
     "Rv 475db lid 1 b"},
    {"share_of_income_limit",
     "Ten hoogste dit deel van het eigen inkomen",
     "At most this share of the own income",
     "share_of_income_limit x own_income",
     "Rv 475dc lid 1"},
    {"protected_income",
     "Beslagvrije voet per maand, niet onder nul, afgerond op centen",
     "Protected income a month, not below zero, rounded to cents",
     "smaller of (capped_sum or no_address_amount) - partner_deduction - own_income_deduction and "
     "share_of_income_limit, rounded half-up",
     "Rv 475da-475dc"},
    {"room",
     "Ruimte boven de beslagvrije voet, niet onder nul",
     "Room above the protected income, not below zero",
     "income_for_repayment - protected_income",
     "Rv 475b lid 1"},
    {"norm_share",
     "Deel van de bijstandsnorm dat het beleid vraagt",
     "Share of the benefit norm that policy asks",
     "benefit_norm_share (with a benefit) or other_norm_share (without) x benefit_norm",
     ""},
    {"surplus_share",
     "Deel van het inkomen boven de norm dat het beleid vraagt, niet onder nul",
     "Share of the income above the norm that policy asks, not below zero",
     "other_surplus_share x (household_income - benefit_norm)",
     ""},
    {"minimum_amount",
     "Minste bedrag per maand volgens het beleid",
     "Least amount a month by policy",
     "minimum_amount",
     ""},
    {"norm_capacity",
     "Aflossingscapaciteit per maand volgens de norm",
     "Repayment capacity a month by the norm",
     "larger of norm_share + surplus_share, rounded half-up, and minimum_amount; at most room",
     ""},
}};
static_assert(step_texts.size() == static_cast<std::size_t>(StepKind::norm_capacity) + 1);

}  // namespace

const StepText& text_of(StepKind kind) {
    return step_texts.at(static_cast<std::size_t>(kind));
}

void Worksheet::note(
    StepKind kind, const base::ExactMoney& value, std::vector<const norms::ParameterRow*> parameters
) {
    steps.push_back({kind, value.to_string(), std::move(parameters)});
}

void Worksheet::note(
    StepKind kind, base::Money value, std::vector<const norms::ParameterRow*> parameters
) {
    steps.push_back({kind, value.to_string(), std::move(parameters)});
}

void Worksheet::note(StepKind kind, int count, std::vector<const norms::ParameterRow*> parameters) {
    steps.push_back({kind, std::to_string(count), std::move(parameters)});
}

void Worksheet::hinder(Obstacle obstacle) {
    if (std::ranges::find(obstacles, obstacle) == obstacles.end()) {
        obstacles.push_back(std::move(obstacle));
    }
}

void Worksheet::hinder_unknown_parameter(std::string_view row) {
    const std::string since = norms ? norms->valid_from.to_string() : "";
    hinder(
        {.code = "capacity.parameter-unknown",
         .subject = std::string{row},
         .dutch = fmt::format("'{}' is niet bekend in de normen vanaf {}", row, since),
         .english = fmt::format("'{}' is not known in the norms from {}", row, since)}
    );
}

const Step* Worksheet::find(StepKind kind) const {
    const auto found = std::ranges::find(steps, kind, &Step::kind);
    return found == steps.end() ? nullptr : &*found;
}

}  // namespace draagkracht::capacity
