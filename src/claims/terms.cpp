#include "draagkracht/claims/terms.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace draagkracht::claims {

namespace {

using base::Date;
using std::chrono::month_day;
using std::chrono::Sunday;
using std::chrono::weekday;
using std::chrono::year;

// Longer terms do not move: Algemene termijnenwet art. 4.
constexpr int longest_moved_weeks = 12;

// On a Sunday it is kept a day earlier, which ends no term either.
month_day kings_day_of(year of_year) {
    return of_year < year{2014} ? std::chrono::April / 30 : std::chrono::April / 27;
}

bool is_weekend(Date day) {
    const weekday of_day{day.in_days()};
    return of_day == std::chrono::Saturday || of_day == Sunday;
}

Date weeks_after(Date day, const norms::Parameter<int>& weeks) {
    const Date last = day.plus_days(7 * weeks.value);
    return weeks.value <= longest_moved_weeks ? moved_to_working_day(last) : last;
}

}  // namespace

Date easter_of(year of_year) {
    // Moon of the year, then the Sunday after it.
    const int y = static_cast<int>(of_year);
    const int golden = y % 19;
    const int century = y / 100;
    const int leap_correction = century / 4;
    const int moon_correction = (century - (century + 8) / 25 + 1) / 3;
    const int epact = (19 * golden + century - leap_correction - moon_correction + 15) % 30;
    const int to_sunday = (32 + 2 * (century % 4) + 2 * (y % 100 / 4) - epact - y % 100 % 4) % 7;
    const int late_moon = (golden + 11 * epact + 22 * to_sunday) / 451;
    const int days = epact + to_sunday - 7 * late_moon + 114;
    return Date{
        of_year / std::chrono::month{static_cast<unsigned>(days / 31)} /
        std::chrono::day{static_cast<unsigned>(days % 31 + 1)}};
}

bool is_holiday(Date day) {
    const year of_year = day.calendar().year();
    const std::array fixed{
        std::chrono::January / 1,
        kings_day_of(of_year),
        std::chrono::May / 5,
        std::chrono::December / 25,
        std::chrono::December / 26};
    const month_day on{day.calendar().month() / day.calendar().day()};
    // From Easter Sunday: Good Friday, Easter Monday, Ascension, Whit Monday.
    constexpr std::array days_from_easter{-2, 1, 39, 50};
    return std::ranges::count(fixed, on) > 0 ||
           std::ranges::count(days_from_easter, easter_of(of_year).days_until(day)) > 0;
}

Date moved_to_working_day(Date last_day) {
    while (is_weekend(last_day) || is_holiday(last_day)) {
        last_day = last_day.plus_days(1);
    }
    return last_day;
}

Date last_day_to_pay(Date notified, const norms::Parameter<int>& weeks) {
    return weeks_after(notified, weeks);
}

Date default_begins(Date due_date) {
    return due_date.plus_days(1);
}

Date last_day_of_notice(Date sent, const norms::Parameter<int>& weeks) {
    return weeks_after(sent, weeks);
}

Date first_day_of_order(Date sent, const norms::Parameter<int>& weeks) {
    return last_day_of_notice(sent, weeks).plus_days(1);
}

}  // namespace draagkracht::claims
