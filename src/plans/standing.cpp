#include "draagkracht/plans/standing.hpp"

#include <algorithm>

namespace draagkracht::plans {

using base::Money;

namespace {

InstalmentState state_of(const Instalment& instalment, Money paid, base::BusinessDate today) {
    if (paid == instalment.amount) {
        return InstalmentState::paid;
    }
    if (instalment.due_date < today.date()) {
        return InstalmentState::overdue;
    }
    return paid.is_positive() ? InstalmentState::partly_paid : InstalmentState::open;
}

}  // namespace

Instalment still_asked(const Instalment& agreed, Money paid_total, Money open_on_claims) {
    const Money most = paid_total + std::max(open_on_claims, Money{});
    const Money before = agreed.cumulative - agreed.amount;
    Instalment asked = agreed;
    asked.amount = std::clamp(most - before, Money{}, agreed.amount);
    asked.cumulative = std::min(agreed.cumulative, most);
    return asked;
}

std::vector<InstalmentStanding> standing_of(const Plan& plan, base::BusinessDate today) {
    std::vector<InstalmentStanding> standing = standing_of(plan.schedule(), plan.paid, today);
    for (InstalmentStanding& one : standing) {
        one.open = still_asked(one.instalment, plan.paid, plan.open_on_claims).amount - one.paid;
        if (one.open.is_zero() && one.state != InstalmentState::paid) {
            one.state = InstalmentState::fallen_away;
        }
    }
    return standing;
}

std::vector<InstalmentStanding> as_held(std::vector<InstalmentStanding> standing) {
    for (InstalmentStanding& one : standing) {
        if (one.state == InstalmentState::overdue) {
            one.state =
                one.paid.is_positive() ? InstalmentState::partly_paid : InstalmentState::open;
        }
    }
    return standing;
}

std::vector<InstalmentStanding> standing_of(
    const std::vector<Instalment>& schedule, Money paid_total, base::BusinessDate today
) {
    base::ensure(!paid_total.is_negative(), "what was paid on a plan is not below zero");
    std::vector<InstalmentStanding> standing;
    standing.reserve(schedule.size());
    for (const Instalment& instalment : schedule) {
        const Money before = instalment.cumulative - instalment.amount;
        const Money paid = std::clamp(paid_total - before, Money{}, instalment.amount);
        standing.push_back(
            {instalment, paid, instalment.amount - paid, state_of(instalment, paid, today)}
        );
    }
    return standing;
}

}  // namespace draagkracht::plans
