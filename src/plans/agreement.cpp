#include "draagkracht/plans/agreement.hpp"

#include <algorithm>

namespace draagkracht::plans {

using base::Money;

capacity::CapacityFigures left_beside(const capacity::CapacityFigures& figures, Money elsewhere) {
    base::ensure(!elsewhere.is_negative(), "what is paid a month is not below zero");
    return {
        .norm_capacity = std::max(figures.norm_capacity - elsewhere, Money{}),
        .protected_income = figures.protected_income,
        .income = figures.income - elsewhere};
}

base::Outcome<Proposal> propose(
    const capacity::CapacityFigures& figures, Money debt, base::Date first_due_date
) {
    if (!figures.norm_capacity.is_positive()) {
        return base::problem(
            "plans.no-capacity",
            "the norm leaves nothing to repay from",
            "talk about a deferral, debt help or remission"
        );
    }
    base::ensure(
        figures.norm_capacity <= figures.room(),
        "the norm never asks more than what lies above the protected income"
    );
    base::Outcome<std::vector<Instalment>> schedule =
        schedule_of(debt, monthly(figures.norm_capacity, first_due_date));
    if (!schedule) {
        return tl::unexpected(schedule.error());
    }
    return Proposal{
        {figures.norm_capacity, figures.norm_capacity, figures.income - figures.norm_capacity},
        figures.protected_income,
        std::move(*schedule)};
}

base::Outcome<ThreeAmounts> agree(const Wish& wish, const capacity::CapacityFigures& figures) {
    if (!wish.monthly_amount.is_positive()) {
        return base::problem(
            "plans.amount-not-positive",
            "the amount a month is not above zero",
            "agree on an amount, or on a deferral when there is no room to pay"
        );
    }
    if (wish.monthly_amount > figures.room()) {
        return base::problem(
            "plans.below-protected-income",
            "this amount leaves less to live on than the protected income",
            "agree on at most " + figures.room().to_string() + " a month"
        );
    }
    if (wish.monthly_amount > figures.norm_capacity && !wish.debtors_own_wish) {
        return base::problem(
            "plans.needs-own-wish",
            "an amount above the norm must be the debtor's own wish",
            "record that the debtor asked for it, or agree on at most " +
                figures.norm_capacity.to_string() + " a month"
        );
    }
    if (wish.monthly_amount != figures.norm_capacity && wish.reason.empty()) {
        return base::problem(
            "plans.needs-reason",
            "the amount differs from the norm and no reason is recorded",
            "write in a few words why this amount suits this household"
        );
    }
    return ThreeAmounts{
        figures.norm_capacity, wish.monthly_amount, figures.income - wish.monthly_amount};
}

}  // namespace draagkracht::plans
