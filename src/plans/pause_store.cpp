#include "draagkracht/plans/pause_store.hpp"

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::plans {

using soci::into;
using soci::use;
using storage::Column;
using storage::Nullable;
using storage::Transaction;

namespace {

base::Date date_of(const std::string& stored) {
    return base::Date::parse(stored).value();
}

// The columns of one pause as they come from the database.
struct PauseRow {
    long long id = 0, plan = 0;
    std::string number, kind, first_day, last_day, reason, entered_on, entered_by;
    Nullable<long long> contact, continues;

    [[nodiscard]] Pause pause() const {
        Pause pause{
            base::PauseId{id},
            {number,
             base::PlanId{plan},
             pause_kind_of(kind).value(),
             {date_of(first_day), date_of(last_day)},
             reason,
             std::nullopt},
            continues.get().has_value(),
            date_of(entered_on),
            entered_by,
            {}};
        if (const auto known = contact.get()) {
            pause.facts.contact = base::ContactId{*known};
        }
        return pause;
    }
};

std::map<base::PauseId, std::vector<EnteredChange>> changes_of(
    Transaction& transaction, const std::string& plan_ids
) {
    std::map<base::PauseId, std::vector<EnteredChange>> changes;
    long long pause = 0;
    std::string reason, changed_on, changed_by;
    Nullable<std::string> last_day;
    storage::for_each_row(
        (ask(transaction,
             "SELECT pause_id, plan_pause_change.last_day, plan_pause_change.reason,"
             " changed_on, changed_by FROM plan_pause"
             " JOIN plan_pause_change ON plan_pause_change.pause_id = plan_pause.id"
             " WHERE plan_id " +
                 transaction.among_numbers(":plans") + " ORDER BY plan_pause_change.id"),
         use(plan_ids, "plans"),
         into(pause),
         into(last_day.value, last_day.indicator),
         into(reason),
         into(changed_on),
         into(changed_by)),
        [&] {
            EnteredChange entered{{std::nullopt, reason}, date_of(changed_on), changed_by};
            if (const auto day = last_day.get()) {
                entered.change.last_day = date_of(*day);
            }
            changes[base::PauseId{pause}].push_back(std::move(entered));
        }
    );
    return changes;
}

}  // namespace

base::PauseId add_pause(
    Transaction& transaction,
    const NewPause& pause,
    const EnteredBy& entered_by,
    const std::optional<base::PauseId>& continues
) {
    const base::PauseId id{transaction.reserve_ids(1).take()};
    storage::BulkInsert rows{
        transaction,
        "plan_pause",
        {{"id", Column::number},
         {"plan_id", Column::number},
         {"pause_number", Column::text},
         {"kind", Column::text},
         {"first_day", Column::text},
         {"last_day", Column::text},
         {"reason", Column::text},
         {"contact_id", Column::number},
         {"continues_id", Column::number},
         {"entered_on", Column::text},
         {"entered_by", Column::text}}};
    rows.add(
        {id.value(),
         pause.plan.value(),
         pause.number,
         to_text(pause.kind),
         pause.period.from.to_string(),
         pause.period.until.to_string(),
         pause.reason,
         storage::id_cell(pause.contact),
         storage::id_cell(continues),
         entered_by.day.to_string(),
         entered_by.actor}
    );
    rows.write();
    return id;
}

PauseChangeId add_pause_change(
    Transaction& transaction,
    base::PauseId pause,
    const PauseChange& change,
    const EnteredBy& entered_by
) {
    const PauseChangeId id{transaction.reserve_ids(1).take()};
    const std::optional<std::string> last_day =
        change.last_day ? std::optional{change.last_day->to_string()} : std::nullopt;
    storage::BulkInsert rows{
        transaction,
        "plan_pause_change",
        {{"id", Column::number},
         {"pause_id", Column::number},
         {"kind", Column::text},
         {"last_day", Column::text},
         {"reason", Column::text},
         {"changed_on", Column::text},
         {"changed_by", Column::text}}};
    rows.add(
        {id.value(),
         pause.value(),
         last_day ? "shortened" : "withdrawn",
         storage::text_cell(last_day),
         change.reason,
         entered_by.day.to_string(),
         entered_by.actor}
    );
    rows.write();
    return id;
}

void add_moves(
    Transaction& transaction,
    base::PlanId plan,
    const std::vector<MovedInstalment>& moved,
    const MoveCause& cause
) {
    storage::BulkInsert rows{
        transaction,
        "instalment_move",
        {{"id", Column::number},
         {"plan_id", Column::number},
         {"instalment_number", Column::number},
         {"due_date", Column::text},
         {"pause_id", Column::number},
         {"change_id", Column::number}}};
    storage::IdBlock ids = transaction.reserve_ids(moved.size());
    for (const MovedInstalment& instalment : moved) {
        rows.add(
            {ids.take(),
             plan.value(),
             std::int64_t{instalment.number},
             instalment.due_date.to_string(),
             cause.pause.value(),
             storage::id_cell(cause.change)}
        );
    }
    rows.write();
}

std::map<base::PlanId, std::vector<Pause>> pauses_of_plans(
    Transaction& transaction, const std::vector<base::PlanId>& plans
) {
    const std::string keys = storage::json_list(plans);
    std::map<base::PauseId, std::vector<EnteredChange>> changes = changes_of(transaction, keys);
    std::map<base::PlanId, std::vector<Pause>> pauses;
    PauseRow row;
    storage::for_each_row(
        (ask(transaction,
             "SELECT id, plan_id, pause_number, kind, first_day, last_day, reason, contact_id,"
             " continues_id, entered_on, entered_by FROM plan_pause WHERE plan_id " +
                 transaction.among_numbers(":plans") + " ORDER BY id"),
         use(keys, "plans"),
         into(row.id),
         into(row.plan),
         into(row.number),
         into(row.kind),
         into(row.first_day),
         into(row.last_day),
         into(row.reason),
         into(row.contact.value, row.contact.indicator),
         into(row.continues.value, row.continues.indicator),
         into(row.entered_on),
         into(row.entered_by)),
        [&] {
            Pause pause = row.pause();
            if (auto found = changes.find(pause.id); found != changes.end()) {
                pause.changes = std::move(found->second);
            }
            pauses[pause.facts.plan].push_back(std::move(pause));
        }
    );
    return pauses;
}

std::vector<base::PlanId> paused_plans_after(
    Transaction& transaction, base::PlanId after, int limit
) {
    const long long after_id = after.value();
    std::vector<base::PlanId> plans;
    long long plan = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT DISTINCT plan_id FROM plan_pause"
             " WHERE plan_id > :after ORDER BY plan_id LIMIT :most"),
         use(after_id, "after"),
         use(limit, "most"),
         into(plan)),
        [&] { plans.emplace_back(plan); }
    );
    return plans;
}

}  // namespace draagkracht::plans
