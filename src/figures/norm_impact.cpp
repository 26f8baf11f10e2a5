#include "draagkracht/figures/norm_impact.hpp"

#include <algorithm>

#include "draagkracht/capacity/household_norm.hpp"

namespace draagkracht::figures {

namespace {

using base::Money;
using capacity::Household;

std::optional<Money> norm_of(const Household& household, const norms::RuleBook& rules) {
    const auto table = rules.norms.norms_on(household.date);
    if (!table) {
        return std::nullopt;
    }
    capacity::Worksheet sheet{.norms = *table, .policy = {}, .steps = {}, .obstacles = {}};
    return capacity::household_norm(household, **table, rules.law, sheet);
}

std::vector<capacity::Income*> benefits_of(Household& household) {
    std::vector<capacity::Income*> benefits;
    const auto add = [&benefits](capacity::Person& person) {
        if (!person.incomes) {
            return;
        }
        for (capacity::Income& income : *person.incomes) {
            if (income.kind == capacity::IncomeKind::participation_benefit) {
                benefits.push_back(&income);
            }
        }
    };
    add(household.debtor);
    if (household.partner) {
        add(*household.partner);
    }
    return benefits;
}

base::Outcome<capacity::CapacityFigures> figures_of(
    const Household& household, const norms::RuleBook& rules
) {
    const base::Outcome<capacity::CapacityAssessment> assessment =
        capacity::assess(household, rules);
    if (!assessment) {
        return tl::unexpected(assessment.error());
    }
    if (!assessment->figures) {
        const std::vector<capacity::Obstacle>& obstacles = assessment->worksheet.obstacles;
        return base::problem(
            "figures.not-computable",
            obstacles.empty() ? "the capacity cannot be computed" : obstacles.front().english,
            "on " + household.date.to_string()
        );
    }
    return *assessment->figures;
}

}  // namespace

Household household_on(const Household& household, base::Date date, const norms::RuleBook& rules) {
    Household moved = household;
    moved.date = date;
    const std::vector<capacity::Income*> benefits = benefits_of(moved);
    const std::optional<Money> former = norm_of(household, rules);
    const std::optional<Money> next = norm_of(moved, rules);
    if (benefits.empty() || !former || !next) {
        return moved;
    }
    // Of a couple with a benefit each, half goes to each; the odd cent to the debtor.
    const std::int64_t difference = (*next - *former).in_cents();
    const auto count = static_cast<std::int64_t>(benefits.size());
    const std::int64_t each = difference / count;
    std::int64_t rest = difference - each * (count - 1);
    for (capacity::Income* const benefit : benefits) {
        benefit->monthly = std::max(benefit->monthly + Money::cents(rest), Money{});
        rest = each;
    }
    return moved;
}

base::Outcome<Reassessment> reassess(
    const Household& household, base::Date date, const norms::RuleBook& rules
) {
    const base::Outcome<capacity::CapacityFigures> before = figures_of(household, rules);
    if (!before) {
        return tl::unexpected(before.error());
    }
    const base::Outcome<capacity::CapacityFigures> after =
        figures_of(household_on(household, date, rules), rules);
    if (!after) {
        return tl::unexpected(after.error());
    }
    return Reassessment{*before, *after};
}

}  // namespace draagkracht::figures
