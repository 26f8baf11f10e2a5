// The SQL of missed instalments and of the tasks about them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "draagkracht/followup/worklist.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::followup {

// SQL: what was paid on each of these plans of :municipality by value date up to :today, less
// reversals. The fewer plans it is about, the quicker.
[[nodiscard]] std::string paid_by_plan_sql(std::string_view which_plans);
inline constexpr std::string_view all_plans{};
inline constexpr std::string_view plans_with_open_task =
    " AND plan.id IN (SELECT task.plan_id FROM task"
    " LEFT JOIN task_end ON task_end.task_id = task.id"
    " WHERE task.municipality_id = :municipality AND task_end.task_id IS NULL)";

// The postings of what is open by then: for plans::open_on_claims_sql.
inline constexpr std::string_view posted_by_today = " AND posting.value_date <= :today";

// A night and somebody who enters a pause take turns, so that a night knows of each pause or comes
// before it. Taken before any person.
void hold_follow_up(storage::Transaction& transaction, base::MunicipalityId municipality);

// An instalment as it is still asked (plans::still_asked), beside what was paid on its plan, both
// up to a day: what arrear_standing asks for.
struct InstalmentFacts {
    base::PersonId person;
    Arrear arrear;
    plans::Instalment instalment;
    base::Money paid_total;
};

// Of the running plans: short by more than the margin, due on or before the last day that the
// margin of days leaves, and without a task that is open or was opened from today on; with the day
// of the last talk that was to end one.
struct MissedCandidate {
    InstalmentFacts facts;
    std::optional<base::Date> talked_on;
};
[[nodiscard]] std::vector<MissedCandidate> missed_candidates(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const MissedMargin& margin,
    base::BusinessDate today
);

struct NewTask {
    base::PersonId person;
    Arrear arrear;
    base::Money left;
};
void add_tasks(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    base::BusinessDate today,
    const std::vector<NewTask>& tasks
);

struct OpenTask {
    base::TaskId task;
    InstalmentFacts facts;
    bool plan_has_ended;
    bool plan_is_quiet;  // a pause, or a hold on a claim that it pays, covers today
};
[[nodiscard]] std::vector<OpenTask> open_tasks(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::BusinessDate today
);

enum class TaskOutcome { contacted, paid, withdrawn };
[[nodiscard]] std::string_view to_text(TaskOutcome outcome);

struct TaskEnd {
    base::TaskId task;
    TaskOutcome outcome;
    std::optional<base::ContactId> contact;
};
// A task that somebody else ended at the same moment stays ended as it was.
void end_tasks(
    storage::Transaction& transaction,
    base::BusinessDate today,
    const std::string& ended_by,
    const std::vector<TaskEnd>& ends
);
// The open task about each arrear of these plans that has one.
[[nodiscard]] std::map<Arrear, base::TaskId> open_tasks_on_plans(
    storage::Transaction& transaction, const std::vector<base::PlanId>& plans
);

// Of that municipality; also of a task that is done.
[[nodiscard]] std::optional<TaskSubject> subject_of_task(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::TaskId task
);

// Whose a plan is, and how many instalments it has (numbered from 1).
struct PlanOwner {
    base::PersonId person;
    int instalment_count;
};
// Of that municipality; a plan that does not exist there is absent.
[[nodiscard]] std::unordered_map<base::PlanId, PlanOwner> plan_owners(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<base::PlanId>& plans
);
// The facts of one instalment of a running plan of that municipality, with its debtor held against
// others who want to step up, talk, pause or agree on another plan.
struct LockedInstalment {
    InstalmentFacts facts;
    bool plan_is_quiet;  // a pause, or a hold on a claim that it pays, covers today
};
[[nodiscard]] std::optional<LockedInstalment> lock_instalment(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const Arrear& arrear,
    base::BusinessDate today
);

}  // namespace draagkracht::followup
