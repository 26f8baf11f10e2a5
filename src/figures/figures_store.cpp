#include "figures/figures_store.hpp"

#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::figures {

namespace {

using base::Money;
using soci::into;
using soci::use;
using storage::Transaction;

// The municipality and period of the figures, as the queries take them.
struct Scope {
    long long municipality;
    std::string from;
    std::string until;
};

struct TwoNumbers {
    long long first = 0;
    long long second = 0;
};

// A query with :municipality and :until that gives two numbers.
TwoNumbers on_last_day(Transaction& transaction, const Scope& scope, const char* query) {
    TwoNumbers found;
    transaction.sql() << query, use(scope.municipality, "municipality"), use(scope.until, "until"),
        into(found.first), into(found.second);
    return found;
}

// A query with :municipality, :from and :until that gives two numbers.
TwoNumbers in_period(Transaction& transaction, const Scope& scope, const char* query) {
    TwoNumbers found;
    transaction.sql() << query, use(scope.municipality, "municipality"), use(scope.from, "from"),
        use(scope.until, "until"), into(found.first), into(found.second);
    return found;
}

void add_outstanding(Transaction& transaction, const Scope& scope, KeyFigures& figures) {
    long long principal = 0;
    long long interest = 0;
    long long costs = 0;
    transaction.sql() <<
        R"sql(
SELECT CAST(COALESCE(SUM(CASE WHEN component = 'principal' THEN amount_cents END), 0) AS BIGINT),
    CAST(COALESCE(SUM(CASE WHEN component = 'interest' THEN amount_cents END), 0) AS BIGINT),
    CAST(COALESCE(SUM(CASE WHEN component = 'costs' THEN amount_cents END), 0) AS BIGINT)
FROM posting JOIN claim ON claim.id = posting.claim_id
WHERE claim.municipality_id = :municipality AND posting.value_date <= :until
)sql",
        use(scope.municipality, "municipality"), use(scope.until, "until"), into(principal),
        into(interest), into(costs);
    figures.outstanding_principal = Money::cents(principal);
    figures.outstanding_interest = Money::cents(interest);
    figures.outstanding_costs = Money::cents(costs);

    const TwoNumbers open = on_last_day(
        transaction,
        scope,
        R"sql(
SELECT COUNT(DISTINCT open_claim.id), COUNT(DISTINCT claim_debtor.person_id)
FROM (SELECT claim.id FROM claim JOIN posting ON posting.claim_id = claim.id
    WHERE claim.municipality_id = :municipality AND posting.value_date <= :until
    GROUP BY claim.id HAVING SUM(posting.amount_cents) > 0) open_claim
JOIN claim_debtor ON claim_debtor.claim_id = open_claim.id
)sql"
    );
    figures.open_claim_count = open.first;
    figures.debtor_count = open.second;
}

void add_missed(
    Transaction& transaction,
    const Scope& scope,
    const followup::MissedMargin& margin,
    KeyFigures& figures
) {
    // As followup::arrear_standing says of plans::still_asked.
    const std::string last_due_date = figures.period.until.plus_days(-margin.days - 1).to_string();
    const long long margin_cents = margin.amount.in_cents();
    TwoNumbers missed;
    transaction.sql() <<
        R"sql(
SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN open_cents < short_cents
    THEN open_cents ELSE short_cents END - short_before_cents), 0) AS BIGINT)
FROM (SELECT short_cents, CASE WHEN short_cents > amount_cents
        THEN short_cents - amount_cents ELSE 0 END AS short_before_cents, )sql" +
            plans::open_on_claims_sql("instalments.plan_id", " AND posting.value_date <= :until") +
            R"sql( AS open_cents
FROM (SELECT plan.id AS plan_id, instalment.amount_cents,
        instalment.cumulative_cents - COALESCE(paid.cents, 0) AS short_cents
    FROM plan JOIN current_instalment instalment ON instalment.plan_id = plan.id
    LEFT JOIN plan_end ON plan_end.plan_id = plan.id
    LEFT JOIN (SELECT allocation.plan_id, SUM(allocation.amount_cents) AS cents
        FROM allocation JOIN bank_entry ON bank_entry.id = allocation.entry_id
        WHERE bank_entry.value_date <= :until GROUP BY allocation.plan_id) paid
        ON paid.plan_id = plan.id
    WHERE plan.municipality_id = :municipality
        AND instalment.agreed_due_date <= :last_due_date AND instalment.due_date <= :last_due_date
        AND (plan_end.plan_id IS NULL OR plan_end.ended_on > :until)
        AND NOT )sql" +
            plans::held_sql("plan.id", "instalment.due_date", ":until", ":last_due_date") +
            R"sql() instalments
WHERE short_cents > :margin_cents) short_instalments
WHERE open_cents > :margin_cents AND open_cents > short_before_cents
)sql",
        use(scope.until, "until"), use(scope.municipality, "municipality"),
        use(last_due_date, "last_due_date"), use(margin_cents, "margin_cents"), into(missed.first),
        into(missed.second);
    figures.missed_instalment_count = missed.first;
    figures.missed_amount = Money::cents(missed.second);
}

void add_plans_and_tasks(Transaction& transaction, const Scope& scope, KeyFigures& figures) {
    figures.running_plan_count = on_last_day(
                                     transaction,
                                     scope,
                                     R"sql(
SELECT COUNT(*), 0 FROM plan LEFT JOIN plan_end ON plan_end.plan_id = plan.id
WHERE plan.municipality_id = :municipality AND plan.agreed_on <= :until
    AND (plan_end.plan_id IS NULL OR plan_end.ended_on > :until)
)sql"
    )
                                     .first;
    figures.open_task_count = on_last_day(
                                  transaction,
                                  scope,
                                  R"sql(
SELECT COUNT(*), 0 FROM task LEFT JOIN task_end ON task_end.task_id = task.id
WHERE task.municipality_id = :municipality AND task.opened_on <= :until
    AND (task_end.task_id IS NULL OR task_end.ended_on > :until)
)sql"
    )
                                  .first;
}

void add_suspense(Transaction& transaction, const Scope& scope, KeyFigures& figures) {
    long long count = 0;
    long long cents = 0;
    storage::Nullable<std::string> oldest;
    transaction.sql() <<
        R"sql(
SELECT COUNT(*), CAST(COALESCE(SUM(waiting.cents), 0) AS BIGINT), MIN(waiting.value_date)
FROM (SELECT bank_entry.value_date AS value_date, SUM(suspense_item.amount_cents) AS cents
    FROM suspense_item
    JOIN bank_entry ON bank_entry.id = suspense_item.entry_id
    JOIN bank_statement ON bank_statement.id = bank_entry.statement_id
    JOIN bank_account ON bank_account.id = bank_statement.bank_account_id
    WHERE bank_account.municipality_id = :municipality AND bank_entry.value_date <= :until
        -- A payment and what took it back wait for nobody.
        AND NOT EXISTS (SELECT 1 FROM entry_return pair
            WHERE pair.entry_id = bank_entry.id OR pair.returned_entry_id = bank_entry.id)
    GROUP BY bank_entry.id, bank_entry.value_date
    HAVING SUM(suspense_item.amount_cents) <> 0) waiting
)sql",
        use(scope.municipality, "municipality"), use(scope.until, "until"), into(count),
        into(cents), into(oldest.value, oldest.indicator);
    figures.suspense_count = count;
    figures.suspense_amount = Money::cents(cents);
    if (const std::optional<std::string> day = oldest.get()) {
        figures.oldest_suspense_age_days =
            base::Date::parse(*day).value().days_until(figures.period.until);
    }
}

void add_period(Transaction& transaction, const Scope& scope, KeyFigures& figures) {
    const TwoNumbers received = in_period(
        transaction,
        scope,
        R"sql(
SELECT COUNT(*), CAST(COALESCE(SUM(allocation.amount_cents), 0) AS BIGINT)
FROM allocation
JOIN bank_entry ON bank_entry.id = allocation.entry_id
JOIN claim ON claim.id = allocation.claim_id
WHERE claim.municipality_id = :municipality
    AND bank_entry.value_date BETWEEN :from AND :until
)sql"
    );
    figures.received = Money::cents(received.second);

    const TwoNumbers contacts = in_period(
        transaction,
        scope,
        R"sql(
SELECT COUNT(CASE WHEN weight = 'conversation' THEN 1 END),
    COUNT(CASE WHEN weight = 'attempt' THEN 1 END)
FROM contact
WHERE municipality_id = :municipality AND contacted_on BETWEEN :from AND :until
)sql"
    );
    figures.conversation_count = contacts.first;
    figures.attempt_count = contacts.second;

    const TwoNumbers steps = in_period(
        transaction,
        scope,
        R"sql(
SELECT COUNT(CASE WHEN step = 'friendly_reminder' THEN 1 END),
    COUNT(CASE WHEN step = 'formal_notice' THEN 1 END)
FROM escalation_step
WHERE municipality_id = :municipality AND taken_on BETWEEN :from AND :until
)sql"
    );
    figures.reminder_count = steps.first;
    figures.formal_notice_count = steps.second;
    figures.gate_override_count = in_period(
                                      transaction,
                                      scope,
                                      R"sql(
SELECT COUNT(*), 0 FROM escalation_step
WHERE municipality_id = :municipality AND basis = 'approval'
    AND taken_on BETWEEN :from AND :until
)sql"
    )
                                      .first;
}

}  // namespace

KeyFigures key_figures_of(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const Period& period,
    const followup::MissedMargin& margin
) {
    const Scope scope{municipality.value(), period.from.to_string(), period.until.to_string()};
    KeyFigures figures{.period = period};
    add_outstanding(transaction, scope, figures);
    add_missed(transaction, scope, margin, figures);
    add_plans_and_tasks(transaction, scope, figures);
    add_suspense(transaction, scope, figures);
    add_period(transaction, scope, figures);
    return figures;
}

}  // namespace draagkracht::figures
