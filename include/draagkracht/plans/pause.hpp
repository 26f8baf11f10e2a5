// A pause (pauze) or deferral (uitstel, Awb 4:94) of a plan: a stretch of days in which nothing
// falls due. It is a fact about a plan, entered once and never changed; what is done to it later
// stands beside it.
//
//     NewPause pause{"P-1", plan, PauseKind::pause, {Date{2026-07-01}, Date{2026-08-31}}, "ill"};
//     // instalments of 1 July, 1 August, 1 September ... now fall due on 1 September, 1 October
//     ...
//
// What was agreed stays as it was agreed: an instalment keeps its number and its amount, and moves
// to the first date of the rhythm that no pause covers. So a pause loses and invents no instalment,
// and it makes no difference in what order pauses were entered, nor whether that was afterwards.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/plans/plan.hpp"
#include "draagkracht/plans/rhythm.hpp"

namespace draagkracht::plans {

enum class PauseKind {
    pause,     // agreed on between the two: nothing is paid for a while
    deferral,  // granted by the municipality on request (Awb 4:94)
};

struct NewPause {
    std::string number;  // given by who enters it: the same number again is the same pause
    base::PlanId plan;
    PauseKind kind;
    Period period;  // there is no pause without an end: name the day to look at it again
    std::string reason;
    std::optional<base::ContactId> contact;  // the conversation

    friend bool operator==(const NewPause&, const NewPause&) = default;
};

// Ends a pause earlier, or, with no last day, withdraws it as if it had never been.
struct PauseChange {
    std::optional<base::Date> last_day;
    std::string reason;

    friend bool operator==(const PauseChange&, const PauseChange&) = default;
};

// A change as it stands in the register.
struct EnteredChange {
    PauseChange change;
    base::Date changed_on;
    std::string changed_by;  // Actor::text
};

struct Pause {
    base::PauseId id;
    NewPause facts;
    bool is_taken_over;  // from the former version of the plan
    base::Date entered_on;
    std::string entered_by;              // Actor::text
    std::vector<EnteredChange> changes;  // oldest first

    // What the last change left of it; nothing when that withdrew it.
    [[nodiscard]] std::optional<Period> in_force() const;
};

// Two years: longer is no pause but a talk about remission, or a mistake in the year.
inline constexpr int pause_months_max = 24;

// Problems plans.no-pause-number, base.not-a-line, plans.pause-ends-early (before it begins),
// plans.pause-too-long, plans.plan-ended, plans.pause-before-plan (it lies wholly before the
// agreement) and plans.pause-known (another in force has this very period).
[[nodiscard]] base::Done check(
    const NewPause& pause, const Plan& plan, const std::vector<Pause>& others
);

// A pause is shortened to yesterday or later: somebody was told not to pay, and what went by in it
// stays so. One that was a mistake is withdrawn. Problems base.not-a-line, plans.plan-ended,
// plans.pause-withdrawn, plans.pause-not-shorter and plans.pause-went-by.
[[nodiscard]] base::Done check(
    const PauseChange& change, const Pause& pause, const Plan& plan, base::BusinessDate today
);

// The instalments of the plan as these pauses leave them: the k-th falls due on the k-th date of
// the rhythm that none of them covers. Problem plans.too-far-away (after the year 9999).
[[nodiscard]] base::Outcome<std::vector<Instalment>> schedule_with(
    const Plan& plan, const std::vector<Pause>& pauses
);
[[nodiscard]] std::vector<Period> periods_in_force(const std::vector<Pause>& pauses);
[[nodiscard]] bool is_paused_on(const std::vector<Pause>& pauses, base::Date day);

// The words of the database and of the JSON forms: the enumerator's own.
[[nodiscard]] std::string_view to_text(PauseKind kind);
[[nodiscard]] base::Outcome<PauseKind> pause_kind_of(std::string_view text);

}  // namespace draagkracht::plans
