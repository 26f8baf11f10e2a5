#include "followup/worklist_store.hpp"

#include <fmt/format.h>

#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/plans/standing.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::followup {

using base::Money;
using soci::into;
using soci::use;

namespace {

// An open task beside its plan, its instalment and what was paid; due from when it was opened, or
// later when the last contact about it says so. A task that comes back after a pause has contacts
// of before it.
std::string open_task_sql() {
    return fmt::format(
        "SELECT open_task.*, CASE WHEN last_due_on > opened_on THEN last_due_on ELSE opened_on END"
        " AS task_due_on FROM (SELECT task.id AS task_id, plan.person_id AS person_id, plan.id AS "
        "plan_id,"
        " plan.plan_number AS plan_number, instalment.number AS number,"
        " instalment.due_date AS due_date, instalment.amount_cents AS amount_cents,"
        " instalment.cumulative_cents AS cumulative_cents,"
        " COALESCE(paid.paid_cents, 0) AS paid_cents, {} AS open_cents,"
        " task.opened_on AS opened_on,"
        " (SELECT about.task_due_on FROM contact_arrear about"
        "  WHERE about.plan_id = task.plan_id"
        "  AND about.instalment_number = task.instalment_number"
        "  ORDER BY about.contact_id DESC LIMIT 1) AS last_due_on"
        " FROM task JOIN plan ON plan.id = task.plan_id"
        " JOIN current_instalment instalment ON instalment.plan_id = task.plan_id"
        "  AND instalment.number = task.instalment_number"
        " LEFT JOIN {} paid ON paid.plan_id = plan.id"
        " WHERE task.municipality_id = :municipality"
        " AND NOT EXISTS (SELECT 1 FROM task_end WHERE task_end.task_id = task.id)) open_task",
        plans::open_on_claims_sql("plan.id", posted_by_today),
        paid_by_plan_sql(plans_with_open_task)
    );
}

constexpr std::string_view row_columns =
    "task_id, person_id, plan_id, plan_number, number, due_date, amount_cents, cumulative_cents,"
    " paid_cents, open_cents, opened_on, task_due_on";

// As arrear_standing says of plans::still_asked: short by more than the margin, and not by less
// than the instalments before it.
const std::string is_on_worklist =
    "task_due_on <= :today AND due_date <= :last_due_date"
    " AND cumulative_cents - paid_cents > :margin_cents AND open_cents > :margin_cents"
    " AND open_cents > cumulative_cents - amount_cents - paid_cents AND NOT " +
    plans::held_sql("open_task.plan_id", "open_task.due_date", ":today", ":last_due_date");

std::string last_due_date_of(const WorklistQuery& query) {
    return query.today.date().plus_days(-query.margin.days - 1).to_string();
}

struct RowText {
    long long task = 0;
    long long person = 0;
    long long plan = 0;
    std::string plan_number;
    int number = 0;
    std::string due_date;
    long long amount_cents = 0;
    long long cumulative_cents = 0;
    long long paid_cents = 0;
    long long open_cents = 0;
    std::string opened_on;
    std::string task_due_on;

    [[nodiscard]] WorklistRow row() const {
        const plans::Instalment agreed{
            number,
            base::Date::parse(due_date).value(),
            Money::cents(amount_cents),
            Money::cents(cumulative_cents)};
        const Money paid = Money::cents(paid_cents);
        const InstalmentFacts facts{
            base::PersonId{person},
            {base::PlanId{plan}, number},
            plans::still_asked(agreed, paid, Money::cents(open_cents)),
            paid};
        return {
            base::TaskId{task},
            facts,
            plan_number,
            base::Date::parse(opened_on).value(),
            base::Date::parse(task_due_on).value()};
    }
};

std::vector<WorklistRow> read_rows(storage::Question&& query) {
    std::vector<WorklistRow> rows;
    RowText text;
    storage::for_each_row(
        (std::move(query),
         into(text.task),
         into(text.person),
         into(text.plan),
         into(text.plan_number),
         into(text.number),
         into(text.due_date),
         into(text.amount_cents),
         into(text.cumulative_cents),
         into(text.paid_cents),
         into(text.open_cents),
         into(text.opened_on),
         into(text.task_due_on)),
        [&] { rows.push_back(text.row()); }
    );
    return rows;
}

std::string person_list(const std::vector<base::PersonId>& people) {
    std::vector<std::int64_t> ids;
    for (const base::PersonId person : people) {
        ids.push_back(person.value());
    }
    return storage::json_list(ids);
}

}  // namespace

std::vector<WorklistRow> worklist_rows(
    storage::Transaction& transaction, const WorklistQuery& query
) {
    static const std::string sql = fmt::format(
        "SELECT {} FROM ({}) open_task WHERE {}"
        " ORDER BY task_due_on, opened_on, task_id LIMIT :row_limit OFFSET :row_offset",
        row_columns,
        open_task_sql(),
        is_on_worklist
    );
    const long long municipality = query.municipality.value();
    const std::string today = query.today.date().to_string();
    const std::string last_due_date = last_due_date_of(query);
    const long long margin_cents = query.margin.amount.in_cents();
    return read_rows(
        (ask(transaction, sql),
         use(municipality, "municipality"),
         use(today, "today"),
         use(last_due_date, "last_due_date"),
         use(margin_cents, "margin_cents"),
         use(query.limit, "row_limit"),
         use(query.offset, "row_offset"))
    );
}

WorklistTotals worklist_totals(storage::Transaction& transaction, const WorklistQuery& query) {
    static const std::string sql = fmt::format(
        "SELECT CAST(COUNT(*) AS INTEGER),"
        " CAST(COALESCE(SUM(CASE WHEN open_cents < cumulative_cents - paid_cents"
        "  THEN open_cents ELSE cumulative_cents - paid_cents END"
        "  - CASE WHEN cumulative_cents - paid_cents > amount_cents"
        "  THEN cumulative_cents - paid_cents - amount_cents ELSE 0 END), 0) AS BIGINT),"
        " MIN(opened_on) FROM ({}) open_task WHERE {}",
        open_task_sql(),
        is_on_worklist
    );
    const long long municipality = query.municipality.value();
    const std::string today = query.today.date().to_string();
    const std::string last_due_date = last_due_date_of(query);
    const long long margin_cents = query.margin.amount.in_cents();
    int count = 0;
    long long left_cents = 0;
    storage::Nullable<std::string> oldest;
    transaction.sql() << sql, use(municipality, "municipality"), use(today, "today"),
        use(last_due_date, "last_due_date"), use(margin_cents, "margin_cents"), into(count),
        into(left_cents), into(oldest.value, oldest.indicator);
    const std::optional<std::string> day = oldest.get();
    return {
        count,
        Money::cents(left_cents),
        day ? std::optional{base::Date::parse(*day).value()} : std::nullopt};
}

std::optional<WorklistRow> worklist_row(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    base::TaskId task,
    base::BusinessDate today
) {
    static const std::string sql = fmt::format(
        "SELECT {} FROM ({}) open_task WHERE task_id = :task", row_columns, open_task_sql()
    );
    const long long municipality_id = municipality.value();
    const long long task_id = task.value();
    const std::string day = today.date().to_string();
    const std::vector<WorklistRow> rows = read_rows(
        (ask(transaction, sql),
         use(municipality_id, "municipality"),
         use(day, "today"),
         use(task_id, "task"))
    );
    return rows.empty() ? std::nullopt : std::optional{rows.front()};
}

std::vector<WorklistRow> open_tasks_of_person(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    base::PersonId person,
    base::BusinessDate today
) {
    static const std::string sql = fmt::format(
        "SELECT {} FROM ({}) open_task WHERE person_id = :person ORDER BY task_due_on, task_id",
        row_columns,
        open_task_sql()
    );
    const long long municipality_id = municipality.value();
    const long long person_id = person.value();
    const std::string day = today.date().to_string();
    return read_rows(
        (ask(transaction, sql),
         use(municipality_id, "municipality"),
         use(day, "today"),
         use(person_id, "person"))
    );
}

std::map<Arrear, int> attempt_counts(
    storage::Transaction& transaction, const std::vector<base::PersonId>& people
) {
    const std::string wanted = person_list(people);
    std::map<Arrear, int> counts;
    long long plan = 0;
    int number = 0;
    int count = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT about.plan_id, about.instalment_number, CAST(COUNT(*) AS INTEGER)"
             " FROM contact JOIN contact_arrear about ON about.contact_id = contact.id"
             " WHERE contact.weight <> 'conversation' AND contact.direction = 'outgoing'"
             " AND contact.person_id " +
                 transaction.among_numbers(":people") +
                 " GROUP BY about.plan_id, about.instalment_number"),
         use(wanted, "people"),
         into(plan),
         into(number),
         into(count)),
        [&] {
            counts[Arrear{base::PlanId{plan}, number}] = count;
        }
    );
    return counts;
}

std::unordered_map<base::PersonId, LastContact> last_contacts(
    storage::Transaction& transaction, const std::vector<base::PersonId>& people
) {
    const std::string wanted = person_list(people);
    std::unordered_map<base::PersonId, LastContact> last;
    long long person = 0;
    std::string contacted_on, channel, direction, outcome;
    storage::for_each_row(
        (ask(transaction,
             "SELECT person_id, contacted_on, channel, direction, outcome FROM"
             " (SELECT person_id, contacted_on, channel, direction, outcome, ROW_NUMBER() OVER"
             "  (PARTITION BY person_id ORDER BY contacted_on DESC, id DESC) AS recency"
             "  FROM contact WHERE person_id " +
                 transaction.among_numbers(":people") + ") ranked WHERE recency = 1"),
         use(wanted, "people"),
         into(person),
         into(contacted_on),
         into(channel),
         into(direction),
         into(outcome)),
        [&] {
            const ContactKind kind{
                channel_of(channel).value(),
                direction_of(direction).value(),
                contact_outcome_of(outcome).value()};
            last.emplace(
                base::PersonId{person}, LastContact{base::Date::parse(contacted_on).value(), kind}
            );
        }
    );
    return last;
}

PlanInTalk plan_in_talk(storage::Transaction& transaction, base::PlanId plan) {
    const long long plan_id = plan.value();
    long long total_cents = 0;
    long long agreed_cents = 0;
    transaction.sql() << "SELECT total_cents, agreed_amount_cents FROM plan WHERE id = :plan",
        use(plan_id, "plan"), into(total_cents), into(agreed_cents);
    PlanInTalk found{Money::cents(total_cents), Money::cents(agreed_cents), {}};
    long long claim = 0;
    std::string claim_number;
    long long balance_cents = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT claim.id, claim.claim_number,"
             " CAST(COALESCE(SUM(posting.amount_cents), 0) AS BIGINT)"
             " FROM plan_claim JOIN claim ON claim.id = plan_claim.claim_id"
             " LEFT JOIN posting ON posting.claim_id = claim.id"
             " WHERE plan_claim.plan_id = :plan"
             " GROUP BY claim.id, claim.claim_number, plan_claim.rank"
             " ORDER BY plan_claim.rank"),
         use(plan_id, "plan"),
         into(claim),
         into(claim_number),
         into(balance_cents)),
        [&] {
            found.claims.push_back({base::ClaimId{claim}, claim_number, Money::cents(balance_cents)}
            );
        }
    );
    return found;
}

}  // namespace draagkracht::followup
