#include "draagkracht/claims/statutory_interest.hpp"

#include <algorithm>
#include <set>

namespace draagkracht::claims {

namespace {

using base::Date;
using base::ExactMoney;
using base::Money;
using base::MonthEnd;

constexpr int days_of_a_year = 365;

ExactMoney above_zero(const ExactMoney& amount) {
    return larger(amount, ExactMoney{Money{}});
}

// The days on which the sum changes, from the first to the last of the period.
std::set<Date> turning_days(
    std::span<const Movement> movements,
    Date from,
    Date until,
    const norms::Law& law,
    const std::vector<Period>& without
) {
    std::set<Date> days{from, until};
    const auto add = [&](Date day) {
        if (from < day && day < until) {
            days.insert(day);
        }
    };
    for (const Movement& movement : movements) {
        add(movement.value_date);
    }
    for (const Period& period : without) {
        add(period.from);
        add(period.until.plus_days(1));
    }
    for (const auto& rate : law.rows().statutory_interest) {
        add(rate.row.valid_from);
    }
    for (int years = 1; from.plus_months(12 * years, MonthEnd::last_day) < until; ++years) {
        add(from.plus_months(12 * years, MonthEnd::last_day));
    }
    return days;
}

// What was open of the principal on a day.
ExactMoney principal_on(std::span<const Movement> movements, Date day) {
    Money open;
    for (const Movement& movement : movements) {
        if (movement.component == Component::principal && movement.value_date <= day) {
            open += movement.amount;
        }
    }
    return above_zero(open);
}

// What was paid on interest by a day, and what of it was given up.
Money interest_settled_on(std::span<const Movement> movements, Date day) {
    Money settled;
    for (const Movement& movement : movements) {
        const bool settles = !is_charge(movement.kind) || movement.amount.is_negative();
        if (movement.component == Component::interest && settles && movement.value_date <= day) {
            settled -= movement.amount;
        }
    }
    return settled;
}

bool runs_on(Date day, const std::vector<Period>& without) {
    return std::ranges::none_of(without, [day](const Period& period) {
        return period.from <= day && day <= period.until;
    });
}

}  // namespace

base::Outcome<InterestSheet> interest_over(
    std::span<const Movement> movements,
    Date from,
    Date until,
    const norms::Law& law,
    const std::vector<Period>& without
) {
    if (until < from) {
        return base::problem(
            "claims.wrong-period",
            "interest cannot be worked out until a day before it begins to run",
            "take " + from.to_string() + " or a later day"
        );
    }
    const auto due_from = law.interest_due_from_on(until);
    if (!due_from) {
        return tl::unexpected(due_from.error());
    }
    InterestSheet sheet{{}, {}, {}, *due_from, false};
    const std::set<Date> days = turning_days(movements, from, until, law, without);
    ExactMoney of_whole_years;
    int years = 0;
    for (auto day = days.begin(); std::next(day) != days.end(); ++day) {
        const Date begin = *day;
        const Date end = *std::next(day);
        if (begin == from.plus_months(12 * (years + 1), MonthEnd::last_day)) {
            of_whole_years = sheet.unrounded;
            ++years;
        }
        const auto rate = law.statutory_interest_on(begin);
        if (!rate) {
            return tl::unexpected(rate.error());
        }
        const ExactMoney principal = principal_on(movements, begin);
        const ExactMoney added = above_zero(of_whole_years - interest_settled_on(movements, begin));
        const int length = begin.days_until(end);
        const ExactMoney interest =
            !runs_on(begin, without)
                ? ExactMoney{Money{}}
                : (principal + added) * rate->value * std::int64_t{length} / days_of_a_year;
        sheet.unrounded = sheet.unrounded + interest;
        sheet.parts.push_back({begin, end, length, principal, added, *rate, interest});
    }
    sheet.amount = sheet.unrounded.rounded(base::Rounding::half_up);
    // Before it is rounded: what is less stays less.
    sheet.is_due = !(sheet.unrounded < sheet.due_from.value);
    return sheet;
}

}  // namespace draagkracht::claims
