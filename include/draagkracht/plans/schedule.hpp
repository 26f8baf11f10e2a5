// The schedule of a plan (betalingsregeling): which instalment (termijn) falls due when, to the
// cent. It follows from the terms that were agreed on and from the total, and from nothing else.
//
//     schedule_of(Money::cents(100000), monthly(Money::cents(30000), Date{2026-08-28})).value()
//         // 28 Aug 300.00, 28 Sep 300.00, 28 Oct 300.00, 28 Nov 100.00: the last one is exact
//
// What is paid beside the rhythm is added to an instalment and never one of its own, so that a
// pause moves dates alone: the k-th instalment keeps its number and its amount
// (docs/decisions/0013).
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/plans/rhythm.hpp"

namespace draagkracht::plans {

struct Instalment {
    int number;  // from 1
    base::Date due_date;
    base::Money amount;
    base::Money cumulative;  // this one and all before it

    friend bool operator==(const Instalment&, const Instalment&) = default;
};

// From this instalment on, each is this amount, until the next step.
struct AmountStep {
    int from_number;  // the first step is from 1
    base::Money amount;

    friend bool operator==(const AmountStep&, const AmountStep&) = default;
};

// Once, with the first instalment of the rhythm on or after that day.
struct ExtraPayment {
    base::Date due_date;
    base::Money amount;

    friend bool operator==(const ExtraPayment&, const ExtraPayment&) = default;
};

struct ScheduleTerms {
    Rhythm rhythm;
    std::vector<AmountStep> amounts;        // from_number rises
    std::vector<ExtraPayment> extras = {};  // due_date rises
    // More with the last instalment of May, each year: holiday pay comes in the course of May.
    std::optional<base::Money> holiday_pay = std::nullopt;

    friend bool operator==(const ScheduleTerms&, const ScheduleTerms&) = default;
};

// Whether this is the last instalment of a May, as if nothing were paused.
[[nodiscard]] bool takes_holiday_pay(const Rhythm& rhythm, int number);

// The plainest terms: the same amount each month, on the day of the first.
[[nodiscard]] ScheduleTerms monthly(base::Money amount, base::Date first_due_date);

// Problems plans.bad-rhythm, plans.amount-not-positive, plans.amount-too-large (above
// claims::amount_max), plans.bad-steps (none from the first instalment, or not in rising order) and
// plans.bad-extras (not in rising order).
[[nodiscard]] base::Done check(const ScheduleTerms& terms);

// Steps and extra payments that would come after the last instalment have no effect. Problems of
// check(terms) and of due_dates, plans.nothing-to-pay (total not above zero) and plans.too-long
// (more than instalments_max).
[[nodiscard]] base::Outcome<std::vector<Instalment>> schedule_of(
    base::Money total, const ScheduleTerms& terms, const std::vector<Period>& pauses = {}
);

// Whether each extra payment has an effect on the schedule of these terms: nobody agrees on what is
// not so. Problem plans.bad-extras: a day before the first instalment, or when all is paid.
[[nodiscard]] base::Done check_extras(
    const ScheduleTerms& terms, const std::vector<Instalment>& schedule
);

// How many months it takes: from the first due date on, those that have begun by the last.
[[nodiscard]] int months_of(const std::vector<Instalment>& schedule);

// The amount of each instalment that pays the total in so many, rounded up to whole `unit`s (a
// cent, or a euro by policy) so that the last instalment is the smallest. Problem
// plans.no-instalments for fewer than one or more than instalments_max.
[[nodiscard]] base::Outcome<base::Money> amount_for(
    base::Money total, int instalments, Frequency frequency, base::Money unit
);

}  // namespace draagkracht::plans
