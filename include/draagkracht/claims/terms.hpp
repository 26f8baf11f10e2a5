// The terms that a debtor has, and from which day the next step may be taken.
//
//     Date due = last_day_to_pay(notified, six_weeks);       // notified 2026-03-02: 2026-04-13
//     default_begins(due);                                   // 2026-04-14
//     Date last = last_day_of_notice(sent, two_weeks);       // sent 2026-04-20: 2026-05-04
//     first_day_of_order(sent, two_weeks);                   // 2026-05-05
//
// A term that would end on a Saturday, a Sunday or a generally recognised holiday runs to the next
// day that is none (Algemene termijnenwet art. 1 and 3). That goes for terms of up to twelve weeks,
// so it moves the terms here, and not the years of limitation (art. 4). Days that the King puts on
// a par with a holiday for one year (art. 3 lid 3) are not known here.
#pragma once

#include <chrono>

#include "draagkracht/base/date.hpp"
#include "draagkracht/norms/parameter.hpp"

namespace draagkracht::claims {

// Easter Sunday, by the Gregorian rule in whole numbers.
[[nodiscard]] base::Date easter_of(std::chrono::year of_year);

// New Year, Good Friday, Easter Monday, the King's birthday (until 2013 the Queen's), 5 May,
// Ascension, Whit Monday and both days of Christmas; those that always fall on a Sunday are not
// asked for.
[[nodiscard]] bool is_holiday(base::Date day);

// The day itself, or the next that is no Saturday, Sunday or holiday.
[[nodiscard]] base::Date moved_to_working_day(base::Date last_day);

// Awb art. 4:87 lid 1: so many weeks after the debtor was notified of the decision.
[[nodiscard]] base::Date last_day_to_pay(base::Date notified, const norms::Parameter<int>& weeks);

// Awb art. 4:97: the day after the last day to pay.
[[nodiscard]] base::Date default_begins(base::Date due_date);

// Awb art. 4:112 lid 1: so many weeks, the first of which begins the day after it was sent.
[[nodiscard]] base::Date last_day_of_notice(base::Date sent, const norms::Parameter<int>& weeks);

// Awb art. 4:117: an order may be made when that term has passed.
[[nodiscard]] base::Date first_day_of_order(base::Date sent, const norms::Parameter<int>& weeks);

}  // namespace draagkracht::claims
