// The schedule of a plan (betalingsregeling): which instalment (termijn) falls due when, to the
// cent.
//
//     schedule_of(Money::cents(100000), {Money::cents(30000), Date{2026-08-28}}).value()
//         // 28 Aug 300.00, 28 Sep 300.00, 28 Oct 300.00, 28 Nov 100.00: the last one is exact
//
// The day of the month stays the one that was chosen: after 31 January comes the last day of
// February and then 31 March again.
#pragma once

#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"

namespace draagkracht::plans {

struct Instalment {
    int number;  // from 1
    base::Date due_date;
    base::Money amount;
    base::Money cumulative;  // this one and all before it

    friend bool operator==(const Instalment&, const Instalment&) = default;
};

struct ScheduleTerms {
    base::Money monthly_amount;
    base::Date first_due_date;
};

// Forty years: longer is no plan but a mistake in the amount.
inline constexpr int months_max = 480;

// Problems plans.nothing-to-pay (total not above zero), plans.amount-not-positive and
// plans.too-long (more than months_max instalments).
[[nodiscard]] base::Outcome<std::vector<Instalment>> schedule_of(
    base::Money total, const ScheduleTerms& terms
);

// The amount a month that pays the total in that many months, rounded up to the cent so that the
// last instalment is the smallest. Problem plans.no-months for fewer than one or more than
// months_max months.
[[nodiscard]] base::Outcome<base::Money> monthly_amount_for(base::Money total, int months);

}  // namespace draagkracht::plans
