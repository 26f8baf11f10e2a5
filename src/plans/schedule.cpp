#include "draagkracht/plans/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/base/exact_money.hpp"

namespace draagkracht::plans {

using base::Money;

namespace {

const base::Date last_day_of_all{std::chrono::year{9999} / 12 / 31};

}  // namespace

base::Outcome<std::vector<Instalment>> schedule_of(Money total, const ScheduleTerms& terms) {
    if (!total.is_positive()) {
        return base::problem(
            "plans.nothing-to-pay", "there is nothing open to pay", "check the claims of the plan"
        );
    }
    if (!terms.monthly_amount.is_positive()) {
        return base::problem(
            "plans.amount-not-positive",
            "the amount a month is not above zero",
            "agree on an amount, or on a deferral when there is no room to pay"
        );
    }
    const std::int64_t whole_instalments = total.in_cents() / terms.monthly_amount.in_cents();
    const bool has_rest = total.in_cents() % terms.monthly_amount.in_cents() != 0;
    if (whole_instalments + (has_rest ? 1 : 0) > months_max) {
        return base::problem(
            "plans.too-long",
            fmt::format("at this amount the plan takes more than {} months", months_max),
            "agree on a higher amount, or talk about remission, buy-off or debt help"
        );
    }
    // Dates are compared as text, and a year of five digits sorts before this one.
    const int months = static_cast<int>(whole_instalments) + (has_rest ? 1 : 0);
    const base::Date last_due_date =
        terms.first_due_date.plus_months(months - 1, base::MonthEnd::last_day);
    if (last_due_date > last_day_of_all) {
        return base::problem(
            "plans.too-far-away",
            "the last instalment falls due after the year 9999",
            "check the first due date"
        );
    }
    std::vector<Instalment> schedule;
    Money cumulative;
    while (cumulative < total) {
        const int number = static_cast<int>(schedule.size()) + 1;
        const Money amount = std::min(terms.monthly_amount, total - cumulative);
        cumulative += amount;
        // Counted from the first date, so that a short month does not move the later ones.
        const base::Date due_date =
            terms.first_due_date.plus_months(number - 1, base::MonthEnd::last_day);
        schedule.push_back({number, due_date, amount, cumulative});
    }
    return schedule;
}

base::Outcome<Money> monthly_amount_for(Money total, int months) {
    if (months < 1 || months > months_max) {
        return base::problem(
            "plans.no-months",
            fmt::format("a plan of {} months is not possible", months),
            fmt::format("choose a term from 1 to {} months", months_max)
        );
    }
    return (total / months).rounded(base::Rounding::up);
}

}  // namespace draagkracht::plans
