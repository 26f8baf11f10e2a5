#include "draagkracht/capacity/provisions.hpp"

#include <algorithm>

#include "draagkracht/capacity/household_norm.hpp"

namespace draagkracht::capacity {

namespace {

using base::ExactMoney;
using base::Money;
using Rows = std::vector<const norms::ParameterRow*>;

constexpr int months_a_year = 12;

// Whether one of the incomes of debtor or partner is of that kind.
template <typename Wanted>
bool any_income(const Household& household, const Wanted& wanted) {
    const auto has = [&wanted](const Person& person) {
        return person.incomes && std::ranges::any_of(*person.incomes, wanted);
    };
    return has(household.debtor) || (household.partner && has(*household.partner));
}

bool receives(const Household& household, AllowanceKind kind) {
    return any_income(household, [kind](const Income& income) { return income.allowance == kind; });
}

bool receives(const Household& household, IncomeKind kind) {
    return any_income(household, [kind](const Income& income) {
        return income.kind == kind && income.monthly.is_positive();
    });
}

bool is_adult(const Household& household) {
    return household.debtor.birth_date &&
           age_on(*household.debtor.birth_date, household.date) >= 18;
}

// Asks when the allowance is not yet wholly missed by the formula of Rv art. 475da, which follows
// the laws on the allowances themselves; or without threshold when a parameter is not known.
void ask_below(
    RemarkKind kind,
    Money over_threshold,
    const norms::Share& taper,
    const ExactMoney& most,
    Rows rows,
    Worksheet& sheet
) {
    if (!taper) {
        sheet.remark(kind);
        return;
    }
    const ExactMoney missed =
        larger(ExactMoney{over_threshold}, ExactMoney{}) * taper->value / months_a_year;
    if (missed < most) {
        rows.push_back(&taper->row);
        sheet.remark(kind, {}, std::move(rows));
    }
}

void note_healthcare(const Household& household, const norms::NormTable& table, Worksheet& sheet) {
    const bool uninsured = household.care_premium && household.care_premium->is_zero();
    if (!is_adult(household) || uninsured || !household.taxable_income_per_year ||
        !household.living_situation || receives(household, AllowanceKind::healthcare)) {
        return;
    }
    const norms::ProtectedIncomeParameters& all = table.protected_income;
    const bool couple = norms::is_couple(*household.living_situation);
    const norms::Amount& supplement = couple ? table.benefit_norm.institution_supplement_couple
                                             : table.benefit_norm.institution_supplement_single;
    if (!all.threshold_income || !all.standard_premium || !supplement) {
        sheet.remark(RemarkKind::healthcare_allowance);
        return;
    }
    const ExactMoney premium = all.standard_premium->value / months_a_year;
    ask_below(
        RemarkKind::healthcare_allowance,
        *household.taxable_income_per_year - all.threshold_income->value,
        all.healthcare_taper,
        (couple ? premium * 2 : premium) - supplement->value,
        {&all.threshold_income->row, &all.standard_premium->row, &supplement->row},
        sheet
    );
}

// Owners, who live in an institution or have no fixed home get no rent allowance.
bool may_rent(const Household& household) {
    return household.debtor.in_institution == false && household.housing.tenure != Tenure::owned &&
           household.housing.rent_allowance != true &&
           (household.registered_address == true ||
            household.fixed_residence == FixedResidence::netherlands);
}

void note_rent(const Household& household, const norms::NormTable& table, Worksheet& sheet) {
    if (!may_rent(household) || !household.taxable_income_per_year || !household.living_situation ||
        receives(household, AllowanceKind::rent)) {
        return;
    }
    const norms::ProtectedIncomeParameters& all = table.protected_income;
    const bool alone = *household.living_situation == norms::LivingSituation::single;
    const norms::Amount& minimum = alone ? all.minimum_income_single : all.minimum_income_household;
    const norms::Amount& basic = alone ? all.basic_rent_single : all.basic_rent_household;
    if (!minimum || !basic || !all.maximum_rent) {
        sheet.remark(RemarkKind::rent_allowance);
        return;
    }
    ask_below(
        RemarkKind::rent_allowance,
        *household.taxable_income_per_year - minimum->value,
        alone ? all.rent_taper_single : all.rent_taper_household,
        ExactMoney{all.maximum_rent->value - basic->value},
        {&minimum->row, &all.maximum_rent->row, &basic->row},
        sheet
    );
}

void note_children(const Household& household, Worksheet& sheet) {
    if (!household.living_situation || !norms::has_children(*household.living_situation)) {
        return;
    }
    if (!receives(household, AllowanceKind::child_budget)) {
        sheet.remark(RemarkKind::child_budget);
    }
    const bool works =
        receives(household, IncomeKind::wage) || receives(household, IncomeKind::civil_servant_pay);
    if (works && !receives(household, IncomeKind::provisional_tax_refund)) {
        sheet.remark(RemarkKind::tax_credits);
    }
    if (!norms::is_couple(*household.living_situation) &&
        !receives(household, IncomeKind::maintenance)) {
        sheet.remark(RemarkKind::maintenance);
    }
}

const norms::Amount& assets_limit(
    norms::LivingSituation situation, const norms::MeansLimits& limits
) {
    if (norms::is_couple(situation)) {
        return limits.assets_couple;
    }
    return norms::has_children(situation) ? limits.assets_single_parent : limits.assets_single;
}

// Participatiewet art. 36: from 21 to pension age. How low and how long is for the municipality.
void note_income_supplement(
    const Household& household,
    const std::optional<Money>& norm,
    Money income,
    const norms::Law& law,
    Worksheet& sheet
) {
    if (!norm || !household.debtor.birth_date || !household.living_situation || income > *norm ||
        age_on(*household.debtor.birth_date, household.date) < 21 ||
        law.has_pension_age(*household.debtor.birth_date, household.date).value_or(true)) {
        return;
    }
    const norms::Amount& limit = assets_limit(*household.living_situation, sheet.norms->means);
    if (household.assets && limit && *household.assets > limit->value) {
        return;
    }
    sheet.remark(RemarkKind::income_supplement, {}, limit ? Rows{&limit->row} : Rows{});
}

// Rv art. 475da lid 5: costs of at least 10% above the maximum rent.
void note_raised_housing_costs(
    const Household& household, const norms::ProtectedIncomeParameters& all, Worksheet& sheet
) {
    const Housing& housing = household.housing;
    if (!housing.monthly_cost || housing.increase_from || !all.maximum_rent ||
        !all.housing_threshold_raise || household.debtor.in_institution != false) {
        return;
    }
    const ExactMoney limit = ExactMoney{all.maximum_rent->value} +
                             all.maximum_rent->value * all.housing_threshold_raise->value;
    if (limit < *housing.monthly_cost) {
        sheet.remark(
            RemarkKind::raised_housing_costs,
            {},
            {&all.maximum_rent->row, &all.housing_threshold_raise->row}
        );
    }
}

// Lid 7: owners, and tenants whose home gives no right to rent allowance, below an income.
void note_missed_rent_allowance(
    const Household& household, const norms::ProtectedIncomeParameters& all, Worksheet& sheet
) {
    const Housing& housing = household.housing;
    const bool misses = housing.tenure == Tenure::owned ||
                        (housing.tenure == Tenure::rented && housing.rent_allowance == false);
    if (!misses || housing.missed_allowance_asked || !household.living_situation ||
        !household.taxable_income_per_year || household.debtor.in_institution != false) {
        return;
    }
    const norms::Amount& limit = *household.living_situation == norms::LivingSituation::single
                                     ? all.housing_limit_single
                                     : all.housing_limit_household;
    if (limit && *household.taxable_income_per_year < limit->value) {
        sheet.remark(RemarkKind::missed_rent_allowance, {}, {&limit->row});
    }
}

}  // namespace

void note_provisions(
    const Household& household,
    const std::optional<Money>& norm,
    Money income,
    const norms::Law& law,
    Worksheet& sheet
) {
    const norms::NormTable& table = *sheet.norms;
    note_healthcare(household, table, sheet);
    note_rent(household, table, sheet);
    note_children(household, sheet);
    note_income_supplement(household, norm, income, law, sheet);
    note_raised_housing_costs(household, table.protected_income, sheet);
    note_missed_rent_allowance(household, table.protected_income, sheet);
}

}  // namespace draagkracht::capacity
