#include "capacity/statutory_formula.hpp"

#include "capacity/need.hpp"
#include "capacity/question.hpp"

namespace draagkracht::capacity {

using base::ExactMoney;

namespace {

using base::Money;
using norms::LivingSituation;
using norms::Parameter;

constexpr int months_a_year = 12;

// What art. 475da takes for one living situation; null where it is not known.
struct Terms {
    const Parameter<Money>* norm;
    const Parameter<base::Percentage>* base_share;
    const Parameter<Money>* threshold_income;
    const Parameter<base::Percentage>* healthcare_taper;
    const Parameter<Money>* standard_premium;
    const Parameter<Money>* institution_supplement;
    // Since 2026 the rent falls by a share of the income; until then it followed the norm rent.
    const Parameter<base::Percentage>* rent_taper = nullptr;
    const Parameter<Money>* minimum_income = nullptr;
    const Parameter<norms::Factor>* rent_square_factor = nullptr;
    const Parameter<norms::Factor>* rent_factor = nullptr;
    const Parameter<Money>* maximum_rent;
    const Parameter<Money>* basic_rent;
    const Parameter<base::Percentage>* child_budget_taper;
    const Parameter<Money>* partner_threshold_raise;
    const Parameter<Money>* cap;

    [[nodiscard]] bool all_known() const {
        return norm && base_share && threshold_income && healthcare_taper && standard_premium &&
               institution_supplement && maximum_rent && basic_rent && child_budget_taper &&
               partner_threshold_raise && cap &&
               ((rent_taper && minimum_income) || (rent_square_factor && rent_factor));
    }
};

const Parameter<Money>* cap_of(
    LivingSituation situation, const norms::ProtectedIncomeParameters& parameters, Worksheet& sheet
) {
    switch (situation) {
        case LivingSituation::single:
            return need(parameters.cap_single, "protected_income.cap_single", sheet);
        case LivingSituation::single_parent:
            return need(parameters.cap_single_parent, "protected_income.cap_single_parent", sheet);
        case LivingSituation::couple:
            return need(parameters.cap_couple, "protected_income.cap_couple", sheet);
        case LivingSituation::couple_with_children:
            return need(
                parameters.cap_couple_with_children,
                "protected_income.cap_couple_with_children",
                sheet
            );
    }
    throw base::ProgrammerFault{"unknown living situation"};
}

// The rent term's own parameters, of the form that holds in the table.
void add_rent_terms(
    Terms& terms, bool alone, const norms::ProtectedIncomeParameters& all, Worksheet& sheet
) {
    if (all.form == norms::ProtectedIncomeForm::quadratic_rent_term) {
        terms.rent_square_factor = alone ? need(
                                               all.rent_square_factor_single,
                                               "protected_income.rent_square_factor_single",
                                               sheet
                                           )
                                         : need(
                                               all.rent_square_factor_household,
                                               "protected_income.rent_square_factor_household",
                                               sheet
                                           );
        terms.rent_factor =
            alone
                ? need(all.rent_factor_single, "protected_income.rent_factor_single", sheet)
                : need(all.rent_factor_household, "protected_income.rent_factor_household", sheet);
        return;
    }
    terms.rent_taper =
        alone ? need(all.rent_taper_single, "protected_income.rent_taper_single", sheet)
              : need(all.rent_taper_household, "protected_income.rent_taper_household", sheet);
    terms.minimum_income =
        alone ? need(all.minimum_income_single, "protected_income.minimum_income_single", sheet)
              : need(
                    all.minimum_income_household, "protected_income.minimum_income_household", sheet
                );
}

Terms terms_of(LivingSituation situation, const norms::NormTable& table, Worksheet& sheet) {
    const norms::BenefitNorms& norms = table.benefit_norm;
    const norms::ProtectedIncomeParameters& all = table.protected_income;
    const bool couple = norms::is_couple(situation);
    const bool alone = situation == LivingSituation::single;  // F, else G.
    Terms terms{
        .norm = couple ? need(norms.couple, "benefit_norm.couple", sheet)
                       : need(norms.single, "benefit_norm.single", sheet),
        .base_share = need(all.base_share, "protected_income.base_share", sheet),
        .threshold_income = need(all.threshold_income, "protected_income.threshold_income", sheet),
        .healthcare_taper = need(all.healthcare_taper, "protected_income.healthcare_taper", sheet),
        .standard_premium = need(all.standard_premium, "protected_income.standard_premium", sheet),
        .institution_supplement = couple ? need(
                                               norms.institution_supplement_couple,
                                               "benefit_norm.institution_supplement_couple",
                                               sheet
                                           )
                                         : need(
                                               norms.institution_supplement_single,
                                               "benefit_norm.institution_supplement_single",
                                               sheet
                                           ),
        .maximum_rent = need(all.maximum_rent, "protected_income.maximum_rent", sheet),
        .basic_rent =
            alone ? need(all.basic_rent_single, "protected_income.basic_rent_single", sheet)
                  : need(all.basic_rent_household, "protected_income.basic_rent_household", sheet),
        .child_budget_taper =
            need(all.child_budget_taper, "protected_income.child_budget_taper", sheet),
        .partner_threshold_raise =
            need(all.partner_threshold_raise, "protected_income.partner_threshold_raise", sheet),
        .cap = cap_of(situation, all, sheet)};
    add_rent_terms(terms, alone, all, sheet);
    return terms;
}

// An allowance cannot be negative, so an addition for a missed one cannot be either.
ExactMoney above(Money income, Money threshold) {
    return larger(ExactMoney{income - threshold}, ExactMoney{});
}

ExactMoney healthcare_term(Money taxable, const Terms& terms, bool couple, Worksheet& sheet) {
    const ExactMoney missed = above(taxable, terms.threshold_income->value) / months_a_year *
                              terms.healthcare_taper->value;
    const ExactMoney premium = terms.standard_premium->value / months_a_year;
    const ExactMoney most = (couple ? premium * 2 : premium) - terms.institution_supplement->value;
    const ExactMoney term = smaller(missed, larger(most, ExactMoney{}));
    sheet.note(
        StepKind::healthcare_term,
        term,
        {&terms.threshold_income->row,
         &terms.healthcare_taper->row,
         &terms.standard_premium->row,
         &terms.institution_supplement->row}
    );
    return term;
}

// Until 2026: what the norm rent at this income is above the norm rent at the lowest incomes.
ExactMoney former_rent_term(Money taxable, const Terms& terms, Worksheet& sheet) {
    constexpr std::int64_t cents_a_euro = 100;
    const ExactMoney of_square = ExactMoney{taxable} * taxable.in_cents() / cents_a_euro *
                                 terms.rent_square_factor->value.trillionths / norms::Factor::one;
    const ExactMoney of_income =
        ExactMoney{taxable} * terms.rent_factor->value.trillionths / norms::Factor::one;
    const ExactMoney norm_rent = of_square + of_income;
    sheet.note(
        StepKind::norm_rent, norm_rent, {&terms.rent_square_factor->row, &terms.rent_factor->row}
    );
    const ExactMoney term = larger(norm_rent - terms.basic_rent->value, ExactMoney{});
    sheet.note(StepKind::rent_term, term, {&terms.basic_rent->row});
    return term;
}

ExactMoney rent_term(Money taxable, const Terms& terms, Worksheet& sheet) {
    if (terms.rent_square_factor) {
        return former_rent_term(taxable, terms, sheet);
    }
    const ExactMoney missed =
        above(taxable, terms.minimum_income->value) * terms.rent_taper->value / months_a_year;
    const ExactMoney most = above(terms.maximum_rent->value, terms.basic_rent->value);
    const ExactMoney term = smaller(missed, most);
    sheet.note(
        StepKind::rent_term,
        term,
        {&terms.minimum_income->row,
         &terms.rent_taper->row,
         &terms.maximum_rent->row,
         &terms.basic_rent->row}
    );
    return term;
}

ExactMoney child_term(Money taxable, const Terms& terms, bool couple, Worksheet& sheet) {
    Money threshold = terms.threshold_income->value;
    std::vector<const norms::ParameterRow*> rows{
        &terms.threshold_income->row, &terms.child_budget_taper->row};
    if (couple) {
        threshold += terms.partner_threshold_raise->value;
        rows.push_back(&terms.partner_threshold_raise->row);
    }
    const ExactMoney term =
        above(taxable, threshold) / months_a_year * terms.child_budget_taper->value;
    sheet.note(StepKind::child_term, term, rows);
    return term;
}

// Of a half-year of which the caps alone are known one question is asked, and not one a parameter.
bool is_form_known(const norms::ProtectedIncomeParameters& parameters) {
    return parameters.form == norms::ProtectedIncomeForm::linear_rent_term ||
           (parameters.form && parameters.threshold_income);
}

}  // namespace

std::optional<ExactMoney> statutory_formula(
    const Household& household, const norms::NormTable& table, Worksheet& sheet
) {
    const bool is_known = is_form_known(table.protected_income);
    if (!is_known) {
        sheet.hinder_unknown_parameter("protected_income");
    }
    if (!household.taxable_income_per_year) {
        sheet.hinder(question("taxable_income_per_year"));
    }
    if (!is_known || !household.taxable_income_per_year) {
        return std::nullopt;
    }
    const LivingSituation situation = *household.living_situation;
    const Terms terms = terms_of(situation, table, sheet);
    if (!terms.all_known()) {
        return std::nullopt;
    }
    const Money taxable = *household.taxable_income_per_year;
    const bool couple = norms::is_couple(situation);
    sheet.note(StepKind::taxable_income, taxable);
    ExactMoney sum = terms.norm->value * terms.base_share->value;
    sheet.note(StepKind::base_term, sum, {&terms.norm->row, &terms.base_share->row});
    sum = sum + healthcare_term(taxable, terms, couple, sheet);
    sum = sum + rent_term(taxable, terms, sheet);
    if (norms::has_children(situation)) {
        sum = sum + child_term(taxable, terms, couple, sheet);
    }
    sheet.note(StepKind::sum_of_terms, sum);
    const ExactMoney capped = smaller(sum, terms.cap->value);
    sheet.note(StepKind::capped_sum, capped, {&terms.cap->row});
    return capped;
}

}  // namespace draagkracht::capacity
