#include "followup/task_store.hpp"

#include <fmt/format.h>

#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/plans/standing.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::followup {

using base::Money;
using soci::into;
using soci::use;
using storage::Column;
using storage::Nullable;

namespace {

// That a pause of the plan, or a hold on a claim that it still has to pay, covers :today.
constexpr std::string_view is_quiet =
    "(EXISTS (SELECT 1 FROM pause_in_force WHERE pause_in_force.plan_id = plan.id"
    " AND pause_in_force.first_day <= :today AND pause_in_force.last_day >= :today)"
    " OR EXISTS (SELECT 1 FROM plan_hold WHERE plan_hold.plan_id = plan.id"
    " AND plan_hold.first_day <= :today AND plan_hold.last_day >= :today))";

// The columns of InstalmentFacts, for queries that join plan, current_instalment as instalment, and
// `paid`.
std::string facts_columns() {
    return " plan.person_id, plan.id, instalment.number, instalment.due_date,"
           " instalment.amount_cents, instalment.cumulative_cents, COALESCE(paid.paid_cents, 0), " +
           plans::open_on_claims_sql("plan.id", posted_by_today);
}

struct FactsRow {
    long long person = 0;
    long long plan = 0;
    int number = 0;
    std::string due_date;
    long long amount_cents = 0;
    long long cumulative_cents = 0;
    long long paid_cents = 0;
    long long open_cents = 0;

    [[nodiscard]] InstalmentFacts facts() const {
        const plans::Instalment agreed{
            number,
            base::Date::parse(due_date).value(),
            Money::cents(amount_cents),
            Money::cents(cumulative_cents)};
        const Money paid = Money::cents(paid_cents);
        return {
            base::PersonId{person},
            {base::PlanId{plan}, number},
            plans::still_asked(agreed, paid, Money::cents(open_cents)),
            paid};
    }
};

std::string plan_list(const std::vector<base::PlanId>& plans) {
    std::vector<std::int64_t> ids;
    for (const base::PlanId plan : plans) {
        ids.push_back(plan.value());
    }
    return storage::json_list(ids);
}

}  // namespace

std::string paid_by_plan_sql(std::string_view which_plans) {
    return fmt::format(
        "(SELECT allocation.plan_id AS plan_id,"
        " CAST(SUM(allocation.amount_cents) AS BIGINT) AS paid_cents"
        " FROM plan JOIN allocation ON allocation.plan_id = plan.id"
        " JOIN bank_entry ON bank_entry.id = allocation.entry_id"
        " WHERE plan.municipality_id = :municipality AND bank_entry.value_date <= :today{}"
        " GROUP BY allocation.plan_id)",
        which_plans
    );
}

void hold_follow_up(storage::Transaction& transaction, base::MunicipalityId municipality) {
    const long long wanted = municipality.value();
    long long held = 0;
    transaction.sql() << "SELECT id FROM municipality WHERE id = :municipality" +
                             std::string{storage::for_update(transaction)},
        use(wanted, "municipality"), into(held);
}

std::vector<MissedCandidate> missed_candidates(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const MissedMargin& margin,
    base::BusinessDate today
) {
    static const std::string query = fmt::format(
        "SELECT {},"
        " (SELECT MAX(contact.contacted_on) FROM contact_arrear about"
        "  JOIN contact ON contact.id = about.contact_id"
        "  WHERE about.plan_id = plan.id AND about.instalment_number = instalment.number"
        "  AND about.task_due_on IS NULL)"
        " FROM plan JOIN current_instalment instalment ON instalment.plan_id = plan.id"
        " LEFT JOIN plan_end ON plan_end.plan_id = plan.id"
        " LEFT JOIN {} paid ON paid.plan_id = plan.id"
        " WHERE plan.municipality_id = :municipality"
        " AND (plan_end.plan_id IS NULL OR plan_end.ended_on > :today)"
        " AND instalment.agreed_due_date <= :last_due_date"
        " AND instalment.due_date <= :last_due_date"
        " AND instalment.cumulative_cents - COALESCE(paid.paid_cents, 0) > :margin_cents"
        " AND NOT {}"
        " AND NOT EXISTS (SELECT 1 FROM task LEFT JOIN task_end ON task_end.task_id = task.id"
        "  WHERE task.plan_id = plan.id AND task.instalment_number = instalment.number"
        "  AND (task_end.task_id IS NULL OR task.opened_on >= :today))"
        " ORDER BY plan.id, instalment.number",
        facts_columns(),
        paid_by_plan_sql(all_plans),
        plans::held_sql("plan.id", "instalment.due_date", ":today", ":last_due_date")
    );
    const long long municipality_id = municipality.value();
    const std::string day = today.date().to_string();
    const std::string last_due_date = today.date().plus_days(-margin.days - 1).to_string();
    const long long margin_cents = margin.amount.in_cents();
    std::vector<MissedCandidate> candidates;
    FactsRow row;
    Nullable<std::string> talked_on;
    storage::for_each_row(
        (ask(transaction, query),
         use(municipality_id, "municipality"),
         use(day, "today"),
         use(last_due_date, "last_due_date"),
         use(margin_cents, "margin_cents"),
         into(row.person),
         into(row.plan),
         into(row.number),
         into(row.due_date),
         into(row.amount_cents),
         into(row.cumulative_cents),
         into(row.paid_cents),
         into(row.open_cents),
         into(talked_on.value, talked_on.indicator)),
        [&] {
            const std::optional<std::string> talk = talked_on.get();
            candidates.push_back(
                {row.facts(), talk ? std::optional{base::Date::parse(*talk).value()} : std::nullopt}
            );
        }
    );
    return candidates;
}

void add_tasks(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    base::BusinessDate today,
    const std::vector<NewTask>& tasks
) {
    storage::BulkInsert rows{
        transaction,
        "task",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"person_id", Column::number},
         {"kind", Column::text},
         {"plan_id", Column::number},
         {"instalment_number", Column::number},
         {"opened_on", Column::text},
         {"amount_open_cents", Column::number}}};
    storage::IdBlock ids = transaction.reserve_ids(tasks.size());
    for (const NewTask& task : tasks) {
        rows.add(
            {ids.take(),
             municipality.value(),
             task.person.value(),
             "missed_instalment",
             task.arrear.plan.value(),
             task.arrear.instalment_number,
             today.date().to_string(),
             task.left.in_cents()}
        );
    }
    rows.write();
}

std::vector<OpenTask> open_tasks(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::BusinessDate today
) {
    static const std::string query = fmt::format(
        "SELECT task.id, CASE WHEN plan_end.ended_on <= :today THEN 1 ELSE 0 END,"
        " CASE WHEN {} THEN 1 ELSE 0 END, {}"
        " FROM task JOIN plan ON plan.id = task.plan_id"
        " JOIN current_instalment instalment ON instalment.plan_id = task.plan_id"
        "  AND instalment.number = task.instalment_number"
        " LEFT JOIN plan_end ON plan_end.plan_id = plan.id"
        " LEFT JOIN {} paid ON paid.plan_id = plan.id"
        " WHERE task.municipality_id = :municipality"
        " AND NOT EXISTS (SELECT 1 FROM task_end WHERE task_end.task_id = task.id)"
        " ORDER BY task.id",
        is_quiet,
        facts_columns(),
        paid_by_plan_sql(plans_with_open_task)
    );
    const long long municipality_id = municipality.value();
    const std::string day = today.date().to_string();
    std::vector<OpenTask> tasks;
    long long task = 0;
    int has_ended = 0;
    int is_quiet_today = 0;
    FactsRow row;
    storage::for_each_row(
        (ask(transaction, query),
         use(municipality_id, "municipality"),
         use(day, "today"),
         into(task),
         into(has_ended),
         into(is_quiet_today),
         into(row.person),
         into(row.plan),
         into(row.number),
         into(row.due_date),
         into(row.amount_cents),
         into(row.cumulative_cents),
         into(row.paid_cents),
         into(row.open_cents)),
        [&] {
            tasks.push_back({base::TaskId{task}, row.facts(), has_ended == 1, is_quiet_today == 1});
        }
    );
    return tasks;
}

std::string_view to_text(TaskOutcome outcome) {
    switch (outcome) {
        case TaskOutcome::contacted:
            return "contacted";
        case TaskOutcome::paid:
            return "paid";
        case TaskOutcome::withdrawn:
            return "withdrawn";
    }
    return "unknown";
}

void end_tasks(
    storage::Transaction& transaction,
    base::BusinessDate today,
    const std::string& ended_by,
    const std::vector<TaskEnd>& ends
) {
    storage::BulkInsert rows{
        transaction,
        "task_end",
        {{"task_id", Column::number},
         {"ended_on", Column::text},
         {"outcome", Column::text},
         {"contact_id", Column::number},
         {"ended_by", Column::text}},
        storage::OnConflict::skip};
    for (const TaskEnd& end : ends) {
        rows.add(
            {end.task.value(),
             today.date().to_string(),
             to_text(end.outcome),
             storage::id_cell(end.contact),
             ended_by}
        );
    }
    rows.write();
}

std::map<Arrear, base::TaskId> open_tasks_on_plans(
    storage::Transaction& transaction, const std::vector<base::PlanId>& plans
) {
    const std::string wanted = plan_list(plans);
    std::map<Arrear, base::TaskId> tasks;
    long long task = 0;
    long long plan = 0;
    int number = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT id, plan_id, instalment_number FROM task WHERE plan_id " +
                 transaction.among_numbers(":plans") +
                 " AND NOT EXISTS (SELECT 1 FROM task_end WHERE task_end.task_id = task.id)"),
         use(wanted, "plans"),
         into(task),
         into(plan),
         into(number)),
        [&] {
            tasks.emplace(Arrear{base::PlanId{plan}, number}, base::TaskId{task});
        }
    );
    return tasks;
}

std::optional<TaskSubject> subject_of_task(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::TaskId task
) {
    const long long municipality_id = municipality.value();
    const long long task_id = task.value();
    long long person = 0;
    long long plan = 0;
    int number = 0;
    transaction.sql() << "SELECT person_id, plan_id, instalment_number FROM task"
                         " WHERE id = :task AND municipality_id = :municipality",
        use(task_id, "task"), use(municipality_id, "municipality"), into(person), into(plan),
        into(number);
    if (!transaction.sql().got_data()) {
        return std::nullopt;
    }
    return TaskSubject{base::PersonId{person}, {base::PlanId{plan}, number}};
}

std::unordered_map<base::PlanId, PlanOwner> plan_owners(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<base::PlanId>& plans
) {
    const long long municipality_id = municipality.value();
    const std::string wanted = plan_list(plans);
    std::unordered_map<base::PlanId, PlanOwner> owners;
    long long plan = 0;
    long long person = 0;
    int instalment_count = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT plan.id, plan.person_id, CAST(COUNT(*) AS INTEGER) FROM plan"
             " JOIN instalment ON instalment.plan_id = plan.id"
             " WHERE plan.municipality_id = :municipality AND plan.id " +
                 transaction.among_numbers(":plans") + " GROUP BY plan.id, plan.person_id"),
         use(municipality_id, "municipality"),
         use(wanted, "plans"),
         into(plan),
         into(person),
         into(instalment_count)),
        [&] {
            owners.emplace(base::PlanId{plan}, PlanOwner{base::PersonId{person}, instalment_count});
        }
    );
    return owners;
}

std::optional<LockedInstalment> lock_instalment(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const Arrear& arrear,
    base::BusinessDate today
) {
    static const std::string query = fmt::format(
        "SELECT {}, CASE WHEN {} THEN 1 ELSE 0 END"
        " FROM plan JOIN current_instalment instalment ON instalment.plan_id = plan.id"
        " LEFT JOIN {} paid ON paid.plan_id = plan.id"
        " WHERE plan.municipality_id = :municipality AND plan.id = :plan"
        " AND instalment.number = :instalment AND NOT EXISTS (SELECT 1 FROM plan_end"
        "  WHERE plan_end.plan_id = plan.id AND plan_end.ended_on <= :today)",
        facts_columns(),
        is_quiet,
        paid_by_plan_sql(" AND plan.id = :plan")
    );
    const long long municipality_id = municipality.value();
    const long long plan_id = arrear.plan.value();
    const std::string day = today.date().to_string();
    long long locked = 0;
    transaction.sql() << fmt::format(
        "SELECT id FROM person WHERE id = (SELECT person_id FROM plan WHERE id = :plan){}",
        storage::for_update(transaction)
    ),
        use(plan_id, "plan"), into(locked);
    FactsRow row;
    int is_quiet_today = 0;
    transaction.sql() << query, use(municipality_id, "municipality"), use(day, "today"),
        use(plan_id, "plan"), use(arrear.instalment_number, "instalment"), into(row.person),
        into(row.plan), into(row.number), into(row.due_date), into(row.amount_cents),
        into(row.cumulative_cents), into(row.paid_cents), into(row.open_cents),
        into(is_quiet_today);
    if (!transaction.sql().got_data()) {
        return std::nullopt;
    }
    return LockedInstalment{row.facts(), is_quiet_today == 1};
}

}  // namespace draagkracht::followup
