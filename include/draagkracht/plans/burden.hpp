// What a plan asks of one month at most. The protected income is an amount a month, so this is what
// is held against it, whatever the rhythm: a weekly plan of EUR 10.00 asks EUR 50.00 of a month
// with five due dates (docs/decisions/0015).
//
//     burden_of({.rhythm = weekly, .amounts = {{1, Money::cents(1000)}}})    // 50.00
//
// It follows from the terms alone: no pause, early payment or short last instalment makes it more.
#pragma once

#include "draagkracht/base/money.hpp"
#include "draagkracht/plans/schedule.hpp"

namespace draagkracht::plans {

// The highest amount of all steps, as often as a month can hold; with it the extra payments that
// can fall in one month, in full; and a twelfth of the holiday pay, as the income of an assessment
// counts holiday pay by the month too. The terms have been checked.
[[nodiscard]] base::Money burden_of(const ScheduleTerms& terms);

// The amount of each instalment, in whole `unit`s, that asks no more than so much a month; zero
// when not even one unit does.
[[nodiscard]] base::Money instalment_within(
    base::Money amount_a_month, Frequency frequency, base::Money unit
);

}  // namespace draagkracht::plans
