#include "draagkracht/plans/pause_registration_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/plans/plan_store.hpp"

namespace draagkracht::plans {

using storage::Transaction;

namespace {

EnteredBy entered_by(const access::Occasion& occasion) {
    return {occasion.today.date(), occasion.actor.text()};
}

// Writes the due dates that are not yet as they are in `wanted`.
int move_instalments(
    Transaction& transaction,
    const Plan& plan,
    const std::vector<Instalment>& wanted,
    const MoveCause& cause
) {
    const std::vector<Instalment> current = plan.schedule();
    std::vector<MovedInstalment> moved;
    for (std::size_t place = 0; place < wanted.size(); ++place) {
        if (wanted[place].due_date != current[place].due_date) {
            moved.push_back({wanted[place].number, wanted[place].due_date});
        }
    }
    add_moves(transaction, plan.id, moved, cause);
    return static_cast<int>(moved.size());
}

// Those that run or are still to come, each period once: two plans with one pause may become one.
std::vector<Pause> pauses_going_on(
    Transaction& transaction, const std::vector<Plan>& replaced, base::BusinessDate today
) {
    std::vector<base::PlanId> former;
    std::ranges::transform(replaced, std::back_inserter(former), &Plan::id);
    std::vector<Pause> going_on;
    for (auto& [plan, pauses] : pauses_of_plans(transaction, former)) {
        for (Pause& pause : pauses) {
            const std::optional<Period> period = pause.in_force();
            const bool is_there = std::ranges::any_of(going_on, [&period](const Pause& other) {
                return other.in_force() == period;
            });
            if (period && period->until >= today.date() && !is_there) {
                going_on.push_back(std::move(pause));
            }
        }
    }
    return going_on;
}

}  // namespace

std::optional<PlanPauses> plan_with_pauses(Transaction& transaction, base::PlanId plan) {
    std::vector<Plan> found = plans_by_id(transaction, {plan});
    if (found.empty()) {
        return std::nullopt;
    }
    return PlanPauses{
        std::move(found.front()), std::move(pauses_of_plans(transaction, {plan})[plan])};
}

base::Outcome<PauseEntry> enter_pause(
    Transaction& transaction,
    const access::Occasion& occasion,
    const PlanPauses& known,
    const NewPause& pause
) {
    if (const base::Done sound = check(pause, known.plan, known.pauses); !sound) {
        return tl::unexpected(sound.error());
    }
    std::vector<Pause> pauses = known.pauses;
    pauses.push_back({base::PauseId{0}, pause, false, occasion.today.date(), {}, {}});
    base::Outcome<std::vector<Instalment>> schedule = schedule_with(known.plan, pauses);
    if (!schedule) {
        return tl::unexpected(schedule.error());
    }
    const base::PauseId id =
        add_pause(transaction, pause, entered_by(occasion), /*continues=*/std::nullopt);
    const int moved_count =
        move_instalments(transaction, known.plan, *schedule, {id, std::nullopt});
    return PauseEntry{id, std::move(*schedule), moved_count};
}

base::Outcome<PauseEntry> change_pause(
    Transaction& transaction,
    const access::Occasion& occasion,
    const PlanPauses& known,
    const Pause& pause,
    const PauseChange& change
) {
    if (const base::Done sound = check(change, pause, known.plan, occasion.today); !sound) {
        return tl::unexpected(sound.error());
    }
    std::vector<Pause> pauses = known.pauses;
    std::ranges::find(pauses, pause.id, &Pause::id)
        ->changes.push_back({change, occasion.today.date(), {}});
    base::Outcome<std::vector<Instalment>> schedule = schedule_with(known.plan, pauses);
    if (!schedule) {
        return tl::unexpected(schedule.error());
    }
    const PauseChangeId id = add_pause_change(transaction, pause.id, change, entered_by(occasion));
    const int moved_count = move_instalments(transaction, known.plan, *schedule, {pause.id, id});
    return PauseEntry{pause.id, std::move(*schedule), moved_count};
}

base::Outcome<int> take_over_pauses(
    Transaction& transaction,
    const access::Occasion& occasion,
    const std::vector<Plan>& replaced,
    base::PlanId successor
) {
    const std::vector<Pause> going_on = pauses_going_on(transaction, replaced, occasion.today);
    if (going_on.empty()) {
        return 0;
    }
    PlanPauses known = plan_with_pauses(transaction, successor).value();
    for (const Pause& former : going_on) {
        NewPause pause = former.facts;
        pause.plan = successor;
        pause.number = fmt::format("taken over from {}", former.id.value());
        pause.period = former.in_force().value();
        const base::PauseId id = add_pause(transaction, pause, entered_by(occasion), former.id);
        known.pauses.push_back({id, pause, true, occasion.today.date(), {}, {}});
    }
    const base::Outcome<std::vector<Instalment>> schedule = schedule_with(known.plan, known.pauses);
    if (!schedule) {
        return tl::unexpected(schedule.error());
    }
    const MoveCause cause{known.pauses.back().id, std::nullopt};
    static_cast<void>(move_instalments(transaction, known.plan, *schedule, cause));
    return static_cast<int>(going_on.size());
}

}  // namespace draagkracht::plans
