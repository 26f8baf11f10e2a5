// The rhythm of a plan: on which days its instalments fall due, and what a pause does to them.
//
//     Rhythm{Frequency::monthly, Date{2027-01-31}, std::nullopt}
//         // 31 January, 28 February, 31 March: a short month has its last day, the chosen day
//         stays
//     Rhythm{Frequency::monthly, Date{2026-08-10}, 28}    // 10 August, and then each 28th
//     due_dates(weekly_from_3_august, 3, {{Date{2026-08-10}, Date{2026-08-16}}})
//         // 3, 17 and 24 August: the second goes to the first date that no pause covers
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/problem.hpp"

namespace draagkracht::plans {

enum class Frequency { monthly, four_weekly, weekly };

[[nodiscard]] std::string_view to_text(Frequency frequency);  // "monthly", as the enumerator
[[nodiscard]] base::Outcome<Frequency> frequency_of(std::string_view text);

struct Rhythm {
    Frequency frequency = Frequency::monthly;
    base::Date first_due_date;
    // By the month alone, 1 to 31: the day of all but the first; absent: the day of the first.
    std::optional<int> day_of_month = std::nullopt;

    friend bool operator==(const Rhythm&, const Rhythm&) = default;
};

// A stretch of days, both included, in which nothing falls due.
struct Period {
    base::Date from;
    base::Date until;

    friend bool operator==(const Period&, const Period&) = default;
};

// Forty years: longer is no plan but a mistake in the amount.
inline constexpr int years_max = 40;
[[nodiscard]] int instalments_max(Frequency frequency);

// The most due dates that one calendar month can hold: 1, 2 or 5.
[[nodiscard]] int most_dates_in_a_month(Frequency frequency);

// Problem plans.bad-rhythm: a chosen day that is no day of a month, or one beside a rhythm of
// weeks.
[[nodiscard]] base::Done check(const Rhythm& rhythm);

// A plan that begins later is a deferral (uitstel), which ends on a day to talk anew.
inline constexpr int months_until_first_max = 12;
// Problems plans.bad-due-dates (the first instalment falls due before the day of the agreement) and
// plans.too-far-away (more than months_until_first_max after it).
[[nodiscard]] base::Done check_begin(const Rhythm& rhythm, base::Date agreed_on);

// The date of an instalment (from 1) when nothing is paused. The rhythm has been checked.
[[nodiscard]] base::Date date_without_pauses(const Rhythm& rhythm, int number);

// The dates of the first `count` instalments: the k-th is the k-th date of the rhythm that no
// period covers. Periods may touch, overlap and come in any order. Problems plans.bad-rhythm,
// plans.bad-period (ends before it begins) and plans.too-far-away (after the year 9999).
[[nodiscard]] base::Outcome<std::vector<base::Date>> due_dates(
    const Rhythm& rhythm, int count, const std::vector<Period>& pauses = {}
);

}  // namespace draagkracht::plans
