// The SQL of the worklist and of what there is to talk about.
#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "followup/task_store.hpp"

namespace draagkracht::followup {

struct WorklistQuery {
    base::MunicipalityId municipality;
    base::BusinessDate today;
    MissedMargin margin;  // what is not missed is not shown: paid, or moved by a pause, since
    int limit;
    int offset;
};

// An open task with what the worklist shows of it, apart from who it is.
struct WorklistRow {
    base::TaskId task;
    InstalmentFacts facts;
    std::string plan_number;
    base::Date opened_on;
    base::Date due_on;
};

[[nodiscard]] std::vector<WorklistRow> worklist_rows(
    storage::Transaction& transaction, const WorklistQuery& query
);

// Of all pages.
struct WorklistTotals {
    int count;
    base::Money left;
    std::optional<base::Date> oldest_opened_on;
};
[[nodiscard]] WorklistTotals worklist_totals(
    storage::Transaction& transaction, const WorklistQuery& query
);
[[nodiscard]] std::optional<WorklistRow> worklist_row(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    base::TaskId task,
    base::BusinessDate today
);

// Also those that are not due yet, and those that were paid today.
[[nodiscard]] std::vector<WorklistRow> open_tasks_of_person(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    base::PersonId person,
    base::BusinessDate today
);

// How often we tried about each arrear and did not talk.
[[nodiscard]] std::map<Arrear, int> attempt_counts(
    storage::Transaction& transaction, const std::vector<base::PersonId>& people
);
[[nodiscard]] std::unordered_map<base::PersonId, LastContact> last_contacts(
    storage::Transaction& transaction, const std::vector<base::PersonId>& people
);

struct PlanInTalk {
    base::Money total;
    base::Money agreed_amount;
    std::vector<ClaimInTalk> claims;  // in the order in which they are paid
};
[[nodiscard]] PlanInTalk plan_in_talk(storage::Transaction& transaction, base::PlanId plan);

}  // namespace draagkracht::followup
