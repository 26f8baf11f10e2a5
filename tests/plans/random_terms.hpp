// Random terms and pauses for properties of schedules and of what they ask of a month.
#pragma once

#include <vector>

#include "draagkracht/plans/schedule.hpp"
#include "support/random.hpp"

namespace draagkracht::plans {

inline ScheduleTerms random_terms(test_support::Random& random, base::Money total) {
    const Frequency frequency =
        random.one_of(std::vector{Frequency::monthly, Frequency::four_weekly, Frequency::weekly});
    const base::Date first =
        base::Date::parse("2026-01-01").value().plus_days(static_cast<int>(random.between(0, 400)));
    // So that a few hundred instalments pay the debt at the lowest amount.
    const std::int64_t least = total.in_cents() / 400 + 1;
    ScheduleTerms terms{.rhythm = {frequency, first}, .amounts = {}};
    if (frequency == Frequency::monthly && random.chance(50)) {
        terms.rhythm.day_of_month = static_cast<int>(random.between(1, 31));
    }
    for (int number = 1; number == 1 || random.chance(50);
         number += static_cast<int>(random.between(1, 20))) {
        terms.amounts.push_back({number, base::Money::cents(random.between(least, least + 20'000))}
        );
    }
    base::Date day = first.plus_days(static_cast<int>(random.between(-30, 60)));
    for (; random.chance(50); day = day.plus_days(static_cast<int>(random.between(1, 300)))) {
        terms.extras.push_back({day, base::Money::cents(random.between(1, 50'000))});
    }
    if (random.chance(40)) {
        terms.holiday_pay = base::Money::cents(random.between(1, 80'000));
    }
    return terms;
}

inline std::vector<Period> random_pauses(test_support::Random& random, base::Date first) {
    std::vector<Period> pauses;
    while (random.chance(60)) {
        const base::Date from = first.plus_days(static_cast<int>(random.between(-60, 600)));
        pauses.push_back({from, from.plus_days(static_cast<int>(random.between(0, 200)))});
    }
    return pauses;
}

}  // namespace draagkracht::plans
