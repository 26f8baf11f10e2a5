// The SQL of pauses, for use inside the transaction of whoever needs it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/plans/pause.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

// Who enters something on which day.
struct EnteredBy {
    base::Date day;
    std::string actor;  // Actor::text
};

// Writes a checked pause; `continues`: the pause of the former version that it takes over.
[[nodiscard]] base::PauseId add_pause(
    storage::Transaction& transaction,
    const NewPause& pause,
    const EnteredBy& entered_by,
    const std::optional<base::PauseId>& continues
);

// Writes a checked change. The id is for the moves that it causes.
using PauseChangeId = base::Id<struct PauseChangeTag>;
[[nodiscard]] PauseChangeId add_pause_change(
    storage::Transaction& transaction,
    base::PauseId pause,
    const PauseChange& change,
    const EnteredBy& entered_by
);

// What moved instalments: that the pause was entered, or a change to it.
struct MoveCause {
    base::PauseId pause;
    std::optional<PauseChangeId> change;
};
void add_moves(
    storage::Transaction& transaction,
    base::PlanId plan,
    const std::vector<MovedInstalment>& moved,
    const MoveCause& cause
);

// All that were ever entered, oldest first; a plan without one is absent.
[[nodiscard]] std::map<base::PlanId, std::vector<Pause>> pauses_of_plans(
    storage::Transaction& transaction, const std::vector<base::PlanId>& plans
);

// The next plans after that id, in their order, that a pause was ever entered for: for a proof that
// walks all.
[[nodiscard]] std::vector<base::PlanId> paused_plans_after(
    storage::Transaction& transaction, base::PlanId after, int limit
);

}  // namespace draagkracht::plans
