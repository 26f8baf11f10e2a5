#include "draagkracht/plans/pause.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/base/plain_line.hpp"

namespace draagkracht::plans {

namespace {

constexpr base::EnumTexts pause_kinds{
    "plans.not-a-pause-kind",
    std::array{
        base::EnumText{PauseKind::pause, "pause"},
        base::EnumText{PauseKind::deferral, "deferral"},
    }};

base::Done check_running(const Plan& plan) {
    if (!plan.ended_on) {
        return {};
    }
    return base::problem(
        "plans.plan-ended",
        fmt::format("this plan ended on {}", plan.ended_on->to_string()),
        "choose the version of the plan that runs"
    );
}

base::Done check_period(const Period& period, const Plan& plan) {
    if (period.until < period.from) {
        return base::problem(
            "plans.pause-ends-early", "the pause ends before it begins", "check both days"
        );
    }
    const base::Date longest =
        period.from.plus_months(pause_months_max, base::MonthEnd::last_day).plus_days(-1);
    if (period.until > longest) {
        return base::problem(
            "plans.pause-too-long",
            fmt::format("a pause takes at most {} months", pause_months_max),
            "look at it again by then, or talk about remission or debt help"
        );
    }
    if (period.until < plan.facts.agreed_on) {
        return base::problem(
            "plans.pause-before-plan",
            fmt::format(
                "the plan was agreed on {}, after this pause", plan.facts.agreed_on.to_string()
            ),
            "check both days"
        );
    }
    return {};
}

}  // namespace

std::optional<Period> Pause::in_force() const {
    if (changes.empty()) {
        return facts.period;
    }
    const std::optional<base::Date>& last_day = changes.back().change.last_day;
    return last_day ? std::optional{Period{facts.period.from, *last_day}} : std::nullopt;
}

base::Done check(const NewPause& pause, const Plan& plan, const std::vector<Pause>& others) {
    if (pause.number.empty()) {
        return base::problem(
            "plans.no-pause-number",
            "a pause needs a number",
            "give it one of your own, so that handing it in twice makes one pause"
        );
    }
    if (const base::Done line = base::check_told_line(pause.number, "pause number"); !line) {
        return line;
    }
    if (const base::Done reason = base::check_told_line(pause.reason, "reason"); !reason) {
        return reason;
    }
    if (const base::Done running = check_running(plan); !running) {
        return running;
    }
    if (const base::Done period = check_period(pause.period, plan); !period) {
        return period;
    }
    const bool is_known = std::ranges::any_of(others, [&pause](const Pause& other) {
        return other.in_force() == pause.period;
    });
    if (is_known) {
        return base::problem(
            "plans.pause-known",
            "this plan has a pause over the very same days",
            "look at the pauses of the plan"
        );
    }
    return {};
}

base::Done check(
    const PauseChange& change, const Pause& pause, const Plan& plan, base::BusinessDate today
) {
    if (const base::Done reason = base::check_told_line(change.reason, "reason"); !reason) {
        return reason;
    }
    if (const base::Done running = check_running(plan); !running) {
        return running;
    }
    const std::optional<Period> period = pause.in_force();
    if (!period) {
        return base::problem(
            "plans.pause-withdrawn", "this pause was withdrawn already", "enter a new pause"
        );
    }
    if (!change.last_day) {
        return {};
    }
    if (*change.last_day >= period->until || *change.last_day < period->from) {
        return base::problem(
            "plans.pause-not-shorter",
            fmt::format(
                "a shorter pause ends from {} to {}",
                period->from.to_string(),
                period->until.plus_days(-1).to_string()
            ),
            "enter another pause to make it longer, or withdraw this one"
        );
    }
    if (*change.last_day < today.date().plus_days(-1)) {
        return base::problem(
            "plans.pause-went-by",
            "what went by in a pause stays in it",
            "let it end yesterday or later, or withdraw it when it was a mistake"
        );
    }
    return {};
}

base::Outcome<std::vector<Instalment>> schedule_with(
    const Plan& plan, const std::vector<Pause>& pauses
) {
    std::vector<Instalment> schedule = plan.facts.schedule;
    const base::Outcome<std::vector<base::Date>> dates = due_dates(
        plan.facts.terms.rhythm, static_cast<int>(schedule.size()), periods_in_force(pauses)
    );
    if (!dates) {
        return tl::unexpected(dates.error());
    }
    for (std::size_t place = 0; place < schedule.size(); ++place) {
        schedule[place].due_date = (*dates)[place];
    }
    return schedule;
}

std::vector<Period> periods_in_force(const std::vector<Pause>& pauses) {
    std::vector<Period> periods;
    for (const Pause& pause : pauses) {
        if (const std::optional<Period> period = pause.in_force()) {
            periods.push_back(*period);
        }
    }
    return periods;
}

bool is_paused_on(const std::vector<Pause>& pauses, base::Date day) {
    return std::ranges::any_of(periods_in_force(pauses), [day](const Period& period) {
        return period.from <= day && day <= period.until;
    });
}

std::string_view to_text(PauseKind kind) {
    return pause_kinds.text_of(kind);
}

base::Outcome<PauseKind> pause_kind_of(std::string_view text) {
    return pause_kinds.parse(text);
}

}  // namespace draagkracht::plans
