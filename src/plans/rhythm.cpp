#include "draagkracht/plans/rhythm.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::plans {

using base::Date;

namespace {

using base::EnumText;

constexpr base::EnumTexts frequency_texts{
    "plans.unknown-frequency",
    std::array{
        EnumText{Frequency::monthly, "monthly"},
        EnumText{Frequency::four_weekly, "four_weekly"},
        EnumText{Frequency::weekly, "weekly"},
    }};

// Dates are compared as text, and a year of five digits sorts before this one.
const Date last_day_of_all{std::chrono::year{9999} / 12 / 31};

Date day_of_later_month(const Rhythm& rhythm, int months) {
    const std::chrono::year_month_day first = rhythm.first_due_date.calendar();
    const std::chrono::year_month month =
        first.year() / first.month() + std::chrono::months{months};
    const std::chrono::day last = std::chrono::year_month_day_last{month / std::chrono::last}.day();
    const std::chrono::day chosen =
        rhythm.day_of_month ? std::chrono::day{static_cast<unsigned>(*rhythm.day_of_month)}
                            : first.day();
    return Date{month / std::min(chosen, last)};
}

base::Outcome<std::vector<Period>> in_order(const std::vector<Period>& periods) {
    std::vector<Period> sorted = periods;
    std::ranges::sort(sorted, {}, &Period::from);
    for (const Period& period : sorted) {
        if (period.until < period.from) {
            return base::problem(
                "plans.bad-period",
                "a pause ends before it begins",
                "give its first and its last day; both belong to it"
            );
        }
    }
    return sorted;
}

}  // namespace

std::string_view to_text(Frequency frequency) {
    return frequency_texts.text_of(frequency);
}

base::Outcome<Frequency> frequency_of(std::string_view text) {
    return frequency_texts.parse(text);
}

int instalments_max(Frequency frequency) {
    switch (frequency) {
        case Frequency::monthly:
            return years_max * 12;
        case Frequency::four_weekly:
            return years_max * 13;
        case Frequency::weekly:
            return years_max * 52;
    }
    throw base::ProgrammerFault{"unknown frequency of a plan"};
}

int most_dates_in_a_month(Frequency frequency) {
    switch (frequency) {
        case Frequency::monthly:
            return 1;
        case Frequency::four_weekly:
            return 2;
        case Frequency::weekly:
            return 5;
    }
    throw base::ProgrammerFault{"unknown frequency of a plan"};
}

base::Done check(const Rhythm& rhythm) {
    if (!rhythm.day_of_month) {
        return {};
    }
    if (rhythm.frequency != Frequency::monthly) {
        return base::problem(
            "plans.bad-rhythm",
            "a plan by the week has no chosen day of the month",
            "choose the date of the first instalment; the others follow on that weekday"
        );
    }
    if (*rhythm.day_of_month < 1 || *rhythm.day_of_month > 31) {
        return base::problem(
            "plans.bad-rhythm",
            "the chosen day is not a day of the month",
            "choose a day from 1 to 31; a short month takes its last day"
        );
    }
    return {};
}

base::Done check_begin(const Rhythm& rhythm, Date agreed_on) {
    if (rhythm.first_due_date < agreed_on) {
        return base::problem(
            "plans.bad-due-dates",
            "the first instalment falls due before the day of the agreement",
            "choose a first due date on or after the agreement"
        );
    }
    if (rhythm.first_due_date >
        agreed_on.plus_months(months_until_first_max, base::MonthEnd::last_day)) {
        return base::problem(
            "plans.too-far-away",
            fmt::format(
                "the first instalment falls due more than {} months after the agreement",
                months_until_first_max
            ),
            "choose an earlier day, or agree on a deferral"
        );
    }
    return {};
}

Date date_without_pauses(const Rhythm& rhythm, int number) {
    const int steps = number - 1;
    if (steps == 0) {
        return rhythm.first_due_date;
    }
    switch (rhythm.frequency) {
        case Frequency::monthly:
            return day_of_later_month(rhythm, steps);
        case Frequency::four_weekly:
            return rhythm.first_due_date.plus_days(28 * steps);
        case Frequency::weekly:
            return rhythm.first_due_date.plus_days(7 * steps);
    }
    throw base::ProgrammerFault{"unknown frequency of a plan"};
}

base::Outcome<std::vector<Date>> due_dates(
    const Rhythm& rhythm, int count, const std::vector<Period>& pauses
) {
    if (const base::Done sound = check(rhythm); !sound) {
        return tl::unexpected(sound.error());
    }
    const base::Outcome<std::vector<Period>> periods = in_order(pauses);
    if (!periods) {
        return tl::unexpected(periods.error());
    }
    std::vector<Date> dates;
    dates.reserve(static_cast<std::size_t>(count));
    auto begun = periods->begin();  // the first period that has not begun on the day at hand
    Date paused_until = rhythm.first_due_date.plus_days(-1);
    for (int place = 1; static_cast<int>(dates.size()) < count; ++place) {
        const Date date = date_without_pauses(rhythm, place);
        if (date > last_day_of_all) {
            return base::problem(
                "plans.too-far-away",
                "the last instalment falls due after the year 9999",
                "check the first due date and the pauses"
            );
        }
        for (; begun != periods->end() && begun->from <= date; ++begun) {
            paused_until = std::max(paused_until, begun->until);
        }
        if (date > paused_until) {
            dates.push_back(date);
        }
    }
    return dates;
}

}  // namespace draagkracht::plans
