// Entering pauses in the transaction of a caller who has checked the right and holds the person.
// The due dates that a pause moves are written with it; nothing that was agreed on is touched.
//
//     const PlanPauses found = plan_with_pauses(transaction, plan).value();
//     enter_pause(transaction, occasion, found, pause).value().moved_count    // 4
#pragma once

#include <optional>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/plans/pause_store.hpp"

namespace draagkracht::plans {

// A plan with all that was ever entered about its pauses, oldest first.
struct PlanPauses {
    Plan plan;
    std::vector<Pause> pauses;
};
// Nothing when there is no such plan.
[[nodiscard]] std::optional<PlanPauses> plan_with_pauses(
    storage::Transaction& transaction, base::PlanId plan
);

// What was done: the instalments as they stand now.
struct PauseEntry {
    base::PauseId pause;
    std::vector<Instalment> schedule;
    int moved_count;  // instalments with another due date than before
};

// Problems of check(pause) and of due_dates (a date after the year 9999).
[[nodiscard]] base::Outcome<PauseEntry> enter_pause(
    storage::Transaction& transaction,
    const access::Occasion& occasion,
    const PlanPauses& known,
    const NewPause& pause
);

// `pause` is one of the known. Problems of check(change).
[[nodiscard]] base::Outcome<PauseEntry> change_pause(
    storage::Transaction& transaction,
    const access::Occasion& occasion,
    const PlanPauses& known,
    const Pause& pause,
    const PauseChange& change
);

// A pause that runs, or is still to come, goes on for the version that replaces its plan: a new
// amount takes no promise back. Returns how many were taken over. Problems of due_dates.
[[nodiscard]] base::Outcome<int> take_over_pauses(
    storage::Transaction& transaction,
    const access::Occasion& occasion,
    const std::vector<Plan>& replaced,
    base::PlanId successor
);

}  // namespace draagkracht::plans
