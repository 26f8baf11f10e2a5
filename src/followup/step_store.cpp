#include "followup/step_store.hpp"

#include <array>
#include <utility>

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::followup {

using norms::EscalationStep;
using soci::into;
using soci::use;
using storage::Column;

namespace {

constexpr std::array kept_steps{
    EscalationStep::friendly_reminder,
    EscalationStep::formal_notice,
    EscalationStep::enforcement_order,
    EscalationStep::bailiff};

struct StepRow {
    base::PersonId person;
    Arrear arrear;
    EscalationStep step;
    base::Date missed_on;
    std::string_view basis;
    std::optional<base::ApprovalId> approval;
    std::string note;
    std::vector<base::ContactId> evidence;
};

std::vector<StepId> add_steps(
    storage::Transaction& transaction, const StepTaker& taker, const std::vector<StepRow>& steps
) {
    storage::BulkInsert rows{
        transaction,
        "escalation_step",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"person_id", Column::number},
         {"plan_id", Column::number},
         {"instalment_number", Column::number},
         {"step", Column::text},
         {"taken_on", Column::text},
         {"missed_on", Column::text},
         {"basis", Column::text},
         {"approval_id", Column::number},
         {"lighter_step_note", Column::text},
         {"taken_by", Column::text}}};
    storage::BulkInsert evidence{
        transaction,
        "escalation_evidence",
        {{"step_id", Column::number}, {"contact_id", Column::number}}};
    storage::IdBlock block = transaction.reserve_ids(steps.size());
    std::vector<StepId> ids;
    for (const StepRow& step : steps) {
        const StepId id{block.take()};
        ids.push_back(id);
        rows.add(
            {id.value(),
             taker.municipality.value(),
             step.person.value(),
             step.arrear.plan.value(),
             step.arrear.instalment_number,
             norms::name_of(step.step),
             taker.today.date().to_string(),
             step.missed_on.to_string(),
             step.basis,
             storage::id_cell(step.approval),
             step.note,
             taker.taken_by}
        );
        for (const base::ContactId contact : step.evidence) {
            evidence.add({id.value(), contact.value()});
        }
    }
    rows.write();
    evidence.write();
    return ids;
}

}  // namespace

EscalationStep step_of(const std::string& text) {
    for (const EscalationStep step : kept_steps) {
        if (norms::name_of(step) == text) {
            return step;
        }
    }
    throw base::ProgrammerFault{"the database holds no step but these"};
}

StepId add_step_towards_force(
    storage::Transaction& transaction,
    const StepTaker& taker,
    base::PersonId person,
    OpenedGate gate
) {
    const GateRequest& request = gate.request();
    return add_steps(
               transaction,
               taker,
               {{person,
                 request.subject.arrear,
                 request.step,
                 request.subject.missed_on,
                 to_text(gate.basis()),
                 gate.approval(),
                 request.lighter_step_note,
                 gate.evidence()}}
    ).front();
}

void add_reminders(
    storage::Transaction& transaction,
    const StepTaker& taker,
    const std::vector<Reminder>& reminders
) {
    std::vector<StepRow> steps;
    for (const Reminder& reminder : reminders) {
        steps.push_back(
            {reminder.person,
             reminder.arrear,
             EscalationStep::friendly_reminder,
             reminder.missed_on,
             to_text(GateBasis::attempts),
             std::nullopt,
             {},
             reminder.attempts}
        );
    }
    add_steps(transaction, taker, steps);
}

std::set<Arrear> reminded_arrears(
    storage::Transaction& transaction, base::MunicipalityId municipality
) {
    const long long municipality_id = municipality.value();
    std::set<Arrear> arrears;
    long long plan = 0;
    int number = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT task.plan_id, task.instalment_number FROM task"
             " JOIN escalation_step step ON step.plan_id = task.plan_id"
             " AND step.instalment_number = task.instalment_number"
             " AND step.step = 'friendly_reminder'"
             " WHERE task.municipality_id = :municipality"
             " AND NOT EXISTS (SELECT 1 FROM task_end WHERE task_end.task_id = task.id)"),
         use(municipality_id, "municipality"),
         into(plan),
         into(number)),
        [&] {
            arrears.insert({base::PlanId{plan}, number});
        }
    );
    return arrears;
}

std::vector<TakenStep> steps_about(storage::Transaction& transaction, const Arrear& arrear) {
    const long long plan = arrear.plan.value();
    std::vector<TakenStep> steps;
    long long id = 0;
    std::string step, taken_on, note, basis;
    storage::for_each_row(
        (ask(transaction,
             "SELECT id, step, taken_on, lighter_step_note, basis FROM escalation_step"
             " WHERE plan_id = :plan AND instalment_number = :instalment ORDER BY id"),
         use(plan, "plan"),
         use(arrear.instalment_number, "instalment"),
         into(id),
         into(step),
         into(taken_on),
         into(note),
         into(basis)),
        [&] {
            steps.push_back(
                {StepId{id},
                 arrear,
                 step_of(step),
                 base::Date::parse(taken_on).value(),
                 note,
                 basis == to_text(GateBasis::approval)}
            );
        }
    );
    return steps;
}

}  // namespace draagkracht::followup
