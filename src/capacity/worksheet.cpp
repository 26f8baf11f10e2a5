#include "draagkracht/capacity/worksheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::capacity {

namespace {

// In the order of StepKind.
constexpr std::array<LineText, 33> step_texts{{
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
     "Inkomen waaruit wordt terugbetaald, na aftrek van wat anderen ervan nemen",
     "Income from which the repayment comes, less what others take from it",
     "sum of the incomes for repayment - what is taken from them elsewhere",
     "Rv 475b lid 1, 475c lid 4"},
    {"partner_income",
     "Inkomen van de partner per maand, met vakantietoeslag, zonder toeslagen",
     "Income of the partner a month, with holiday pay, without allowances",
     "sum of the partner's incomes of kinds a to i",
     "Rv 475db lid 1 a"},
    {"taken_elsewhere",
     "Wat andere schuldeisers elke maand nemen door beslag of verrekening",
     "What other creditors take each month by attachment or set-off",
     "sum of what is taken elsewhere from the incomes of kinds a to i",
     "Rv 475c lid 4"},
    {"household_income",
     "Inkomen van het huishouden per maand",
     "Income of the household a month",
     "own_income + partner_income - taken_elsewhere",
     "Rv 475c lid 1 a-i"},
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
    {"norm_rent",
     "Normhuur per maand bij dit inkomen, zoals die tot 2026 gold",
     "Norm rent a month at this income, as it was until 2026",
     "rent_square_factor x C x C + rent_factor x C",
     "Wht 19 lid 2"},
    {"rent_term",
     "Ophoging voor gemiste huurtoeslag, niet onder nul",
     "Addition for rent allowance missed, not below zero",
     "smaller of (C - minimum_income) x rent_taper / 12 and maximum_rent - basic_rent; until 2026 "
     "norm_rent - basic_rent",
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
    {"institution_amount",
     "Bedrag in een inrichting: prijs van de zorg, een deel van de norm en de verhoging daarvan",
     "Amount in an institution: price of the care, a part of the norm, and its supplement",
     "care_price + institution_norm_part x institution norm + institution_supplement",
     "Rv 475e lid 2"},
    {"housing_excess",
     "Woonkosten boven de grens, waarvoor de debiteur een verhoging vraagt",
     "Housing costs above the limit, for which the debtor asks a raise",
     "housing costs - maximum_rent x (100% + housing_threshold_raise), not below zero",
     "Rv 475da lid 5"},
    {"partner_deduction",
     "Aftrek voor inkomen van de partner waarop geen beslag ligt, ten hoogste de helft",
     "Deduction for income of the partner that is not attached, at most half",
     "smaller of the partner's income not attached, less what is set off from it, and "
     "partner_deduction_limit x (capped_sum, no_address_amount or institution_amount)",
     "Rv 475db lid 1 a"},
    {"housing_increase",
     "Verhoging voor hoge woonkosten, voor zover de partner die niet kan betalen",
     "Raise for high housing costs, as far as the partner cannot pay them",
     "housing_excess - (the partner's income not attached - partner_deduction), not below zero",
     "Rv 475da lid 5"},
    {"own_income_deduction",
     "Aftrek voor eigen inkomen waaruit niet wordt terugbetaald en waarop geen beslag ligt",
     "Deduction for own income from which the repayment does not come and that is not attached",
     "sum of the debtor's other incomes of kinds a to i, less what is set off from them",
     "Rv 475db lid 1 b"},
    {"company_car_deduction",
     "Aftrek voor loonbelasting over privégebruik van een auto van de zaak",
     "Deduction for wage tax on private use of a company car",
     "sum of monthly_wage_tax, from 1 January after the income was claimed",
     "Rv 475db lid 1 c"},
    {"share_of_income_limit",
     "Ten hoogste dit deel van het eigen inkomen",
     "At most this share of the own income",
     "share_of_income_limit x own_income",
     "Rv 475dc lid 1"},
    {"debtor_floor",
     "Beslagvrije voet van de debiteur, als ook de partner terugbetaalt",
     "Protected income of the debtor, when the partner repays too",
     "as protected_income, for the debtor alone and not rounded",
     "Rv 475da-475dc"},
    {"partner_floor",
     "Beslagvrije voet van de partner, die ook terugbetaalt",
     "Protected income of the partner, who repays too",
     "smaller of capped_sum + housing_excess - the debtor's other income (at most "
     "partner_deduction_limit x capped_sum) - the partner's other income, and "
     "share_of_income_limit x partner_income",
     "Rv 475da-475dc"},
    {"protected_income",
     "Beslagvrije voet per maand, niet onder nul, afgerond op centen",
     "Protected income a month, not below zero, rounded to cents",
     "smaller of (capped_sum, no_address_amount or institution_amount) + housing_increase - "
     "partner_deduction - own_income_deduction - company_car_deduction and share_of_income_limit "
     "(none in an institution); when both repay debtor_floor + partner_floor; rounded half-up",
     "Rv 475da-475e"},
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
    {"debt_help_limit",
     "Zolang schuldhulp loopt, vraagt de norm niets",
     "While debt help runs, the norm asks nothing",
     "nothing when debt_help is applied, stabilisation, arrangement or statutory",
     "PW 60c"},
    {"norm_capacity",
     "Aflossingscapaciteit per maand volgens de norm",
     "Repayment capacity a month by the norm",
     "larger of norm_share + surplus_share, rounded half-up, and minimum_amount; at most room, and "
     "at most debt_help_limit",
     ""},
}};
static_assert(step_texts.size() == static_cast<std::size_t>(StepKind::norm_capacity) + 1);

}  // namespace

const LineText& text_of(StepKind kind) {
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

void Worksheet::remark(
    RemarkKind kind, std::string value, std::vector<const norms::ParameterRow*> parameters
) {
    std::vector<Remark>& list = is_provision(kind) ? provisions : notices;
    list.push_back({kind, std::move(value), std::move(parameters)});
}

const Step* Worksheet::find(StepKind kind) const {
    const auto found = std::ranges::find(steps, kind, &Step::kind);
    return found == steps.end() ? nullptr : &*found;
}

}  // namespace draagkracht::capacity
