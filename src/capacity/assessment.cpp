#include "draagkracht/capacity/assessment.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "capacity/notices.hpp"
#include "capacity/question.hpp"
#include "draagkracht/capacity/household_norm.hpp"
#include "draagkracht/capacity/incomes.hpp"
#include "draagkracht/capacity/policy_capacity.hpp"
#include "draagkracht/capacity/protected_income.hpp"
#include "draagkracht/capacity/provisions.hpp"

namespace draagkracht::capacity {

namespace {

using base::Money;

Obstacle unknown_on(std::string_view subject, base::Date date) {
    return {
        .code = "capacity.parameter-unknown",
        .subject = std::string{subject},
        .dutch = fmt::format(
            "Voor {} is niet bekend: {}",
            date.to_string(),
            subject == "norms" ? "de normen" : "het beleid"
        ),
        .english = fmt::format(
            "Not known for {}: {}",
            date.to_string(),
            subject == "norms" ? "the norms" : "the policy"
        )};
}

void check_partner(const Household& household, Worksheet& sheet) {
    if (!household.living_situation) {
        sheet.hinder(question("living_situation"));
        return;
    }
    const bool couple = norms::is_couple(*household.living_situation);
    if (couple && !household.partner) {
        sheet.hinder(question("partner"));
    }
    if (!couple && household.partner) {
        sheet.hinder(contradiction(
            "partner",
            "Er is een partner, maar de leefsituatie is die van iemand zonder partner",
            "There is a partner, but the living situation is that of somebody without one"
        ));
    }
}

void note_incomes(const Incomes& incomes, bool couple, Worksheet& sheet) {
    sheet.note(StepKind::own_income, incomes.debtor.counted);
    sheet.note(
        StepKind::income_for_repayment, incomes.debtor.for_repayment + incomes.partner.for_repayment
    );
    if (couple) {
        sheet.note(StepKind::partner_income, incomes.partner.counted);
    }
    const Money taken = incomes.debtor.taken + incomes.partner.taken;
    if (taken.is_positive()) {
        sheet.note(StepKind::taken_elsewhere, taken);
    }
    sheet.note(StepKind::household_income, incomes.household());
}

CapacityFigures figures_of(
    PolicyBasis basis, const Incomes& incomes, Money floor, Worksheet& sheet
) {
    CapacityFigures figures{
        .norm_capacity = {},
        .protected_income = floor,
        .income = incomes.debtor.for_repayment + incomes.partner.for_repayment};
    sheet.note(StepKind::room, figures.room());
    basis.room = figures.room();
    figures.norm_capacity = policy_capacity(basis, *sheet.policy, sheet);
    base::ensure(
        !figures.norm_capacity.is_negative() && figures.norm_capacity <= figures.room(),
        "the norm asks no more than lies above the protected income"
    );
    return figures;
}

}  // namespace

Money CapacityFigures::room() const {
    return std::max(income - protected_income, Money{});
}

base::Outcome<CapacityAssessment> assess(const Household& household, const norms::RuleBook& rules) {
    const auto policy = rules.policies.policy_of(household.municipality);
    if (!policy) {
        return tl::unexpected(policy.error());
    }
    return assess(
        household,
        RulesInForce{
            .norms = rules.norms.norms_on(household.date).value_or(nullptr),
            .policy = (*policy)->rules_on(household.date).value_or(nullptr),
            .law = rules.law}
    );
}

CapacityAssessment assess(const Household& household, const RulesInForce& rules) {
    CapacityAssessment assessment;
    assessment.protected_income_applies = household.gives_information.value_or(true);
    Worksheet& sheet = assessment.worksheet;
    sheet.norms = rules.norms;
    sheet.policy = rules.policy;
    sheet.law_hash = rules.law.pension_age_hash_on(household.date);
    if (!sheet.norms) {
        sheet.hinder(unknown_on("norms", household.date));
    }
    if (!sheet.policy) {
        sheet.hinder(unknown_on("policy", household.date));
    }
    check_partner(household, sheet);
    if (!sheet.norms) {
        return assessment;
    }
    const std::optional<Money> norm = household_norm(household, *sheet.norms, rules.law, sheet);
    const std::optional<Incomes> incomes = incomes_of(household, sheet);
    if (incomes) {
        note_incomes(*incomes, household.partner.has_value(), sheet);
    }
    const std::optional<Money> floor = protected_income(household, incomes, *sheet.norms, sheet);
    if (!household.debt_help) {
        sheet.hinder(question("debt_help"));
    }
    note_notices(household, norm, incomes, sheet);
    if (incomes) {
        note_provisions(household, norm, incomes->household(), rules.law, sheet);
    }
    if (!sheet.obstacles.empty()) {
        return assessment;
    }
    base::ensure(norm && incomes && floor, "what could not be computed has its obstacle");
    if (incomes->debtor.repays_from_benefit && sheet.policy->set_off_from_benefit.value) {
        assessment.way_to_pay = WayToPay::set_off;
    }
    assessment.figures = figures_of(
        {.norm = *norm,
         .income = incomes->household(),
         .room = {},
         .participation_benefit = incomes->debtor.participation_benefit,
         .debt_help_runs = *household.debt_help != DebtHelp::none},
        *incomes,
        *floor,
        sheet
    );
    return assessment;
}

}  // namespace draagkracht::capacity
