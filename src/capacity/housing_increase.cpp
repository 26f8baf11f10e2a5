#include "capacity/housing_increase.hpp"

#include "capacity/need.hpp"
#include "capacity/question.hpp"

namespace draagkracht::capacity {

using base::ExactMoney;

std::optional<base::Date> housing_increase_end(
    const Household& household, const norms::ProtectedIncomeParameters& parameters
) {
    const Housing& housing = household.housing;
    if (!housing.increase_from || !parameters.housing_term_months ||
        (housing.increase_extended && !parameters.housing_extension_months)) {
        return std::nullopt;
    }
    const int months = parameters.housing_term_months->value +
                       (housing.increase_extended ? parameters.housing_extension_months->value : 0);
    return housing.increase_from->plus_months(months, base::MonthEnd::first_of_next);
}

std::optional<ExactMoney> housing_excess(
    const Household& household, const norms::NormTable& table, Worksheet& sheet
) {
    const Housing& housing = household.housing;
    if (!housing.increase_from || household.date < *housing.increase_from) {
        return ExactMoney{};
    }
    const norms::ProtectedIncomeParameters& all = table.protected_income;
    if (!housing.monthly_cost) {
        sheet.hinder(question("housing.monthly_cost"));
    }
    const auto* const maximum = need(all.maximum_rent, "protected_income.maximum_rent", sheet);
    const auto* const raise =
        need(all.housing_threshold_raise, "protected_income.housing_threshold_raise", sheet);
    const auto* const term =
        need(all.housing_term_months, "protected_income.housing_term_months", sheet);
    std::vector<const norms::ParameterRow*> terms;
    if (term != nullptr) {
        terms.push_back(&term->row);
    }
    if (housing.increase_extended) {
        const auto* const more =
            need(all.housing_extension_months, "protected_income.housing_extension_months", sheet);
        if (more != nullptr) {
            terms.push_back(&more->row);
        }
    }
    const std::optional<base::Date> end = housing_increase_end(household, all);
    if (maximum == nullptr || raise == nullptr || !end || !housing.monthly_cost) {
        return std::nullopt;
    }
    if (*end <= household.date) {
        sheet.remark(RemarkKind::raised_for_home_ended, end->to_string(), std::move(terms));
        return ExactMoney{};
    }
    const ExactMoney limit = ExactMoney{maximum->value} + maximum->value * raise->value;
    const ExactMoney excess = larger(ExactMoney{*housing.monthly_cost} - limit, ExactMoney{});
    sheet.note(StepKind::housing_excess, excess, {&maximum->row, &raise->row});
    sheet.remark(RemarkKind::raised_for_home_until, end->to_string(), std::move(terms));
    return excess;
}

}  // namespace draagkracht::capacity
