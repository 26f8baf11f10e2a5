#include "draagkracht/plans/burden.hpp"

#include <algorithm>

#include "draagkracht/base/exact_money.hpp"

namespace draagkracht::plans {

using base::Money;

namespace {

// The extra payments by the instalment that they are added to, in the order of the numbers.
std::vector<AmountStep> extras_by_number(const ScheduleTerms& terms) {
    std::vector<AmountStep> sums;
    int number = 1;
    for (const ExtraPayment& extra : terms.extras) {
        while (number <= instalments_max(terms.rhythm.frequency) &&
               date_without_pauses(terms.rhythm, number) < extra.due_date) {
            ++number;
        }
        if (sums.empty() || sums.back().from_number != number) {
            sums.push_back({number, Money{}});
        }
        sums.back().amount += extra.amount;
    }
    return sums;
}

// The most that falls in one month, wherever a pause moves it: with as many instalments in a row
// as a month can hold.
Money most_extras_in_a_month(const ScheduleTerms& terms) {
    const std::vector<AmountStep> extras = extras_by_number(terms);
    const int in_a_row = most_dates_in_a_month(terms.rhythm.frequency);
    Money most;
    Money sum;
    std::size_t oldest = 0;
    for (const AmountStep& extra : extras) {
        sum += extra.amount;
        for (; extras[oldest].from_number <= extra.from_number - in_a_row; ++oldest) {
            sum -= extras[oldest].amount;
        }
        most = std::max(most, sum);
    }
    return most;
}

}  // namespace

Money burden_of(const ScheduleTerms& terms) {
    const Money highest = std::ranges::max_element(terms.amounts, {}, &AmountStep::amount)->amount;
    const Money holiday_pay = terms.holiday_pay.value_or(Money{});
    return highest * most_dates_in_a_month(terms.rhythm.frequency) + most_extras_in_a_month(terms) +
           (holiday_pay / 12).rounded(base::Rounding::up);
}

Money instalment_within(Money amount_a_month, Frequency frequency, Money unit) {
    base::ensure(unit.is_positive(), "amounts are rounded to something above zero");
    if (!amount_a_month.is_positive()) {
        return Money{};
    }
    const std::int64_t units =
        amount_a_month.in_cents() / most_dates_in_a_month(frequency) / unit.in_cents();
    return unit * units;
}

}  // namespace draagkracht::plans
