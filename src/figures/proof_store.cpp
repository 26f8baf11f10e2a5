#include "figures/proof_store.hpp"

#include "draagkracht/storage/rows.hpp"
#include "figures/file_proof_store.hpp"

namespace draagkracht::figures {

namespace {

using soci::into;

// The conditions under which a step towards force stands, told again in SQL: this proof trusts
// nothing of the program that took the step.
constexpr std::string_view steps_without_ground = R"sql(
SELECT 'step:' || step.id || ' plan:' || step.plan_id || '/instalment:' || step.instalment_number
FROM escalation_step step
JOIN instalment ON instalment.plan_id = step.plan_id
    AND instalment.number = step.instalment_number
LEFT JOIN (
    SELECT evidence.step_id,
        SUM(CASE WHEN contact.outcome = 'spoken' AND contact.nonpayment_reason IS NOT NULL
            THEN 1 ELSE 0 END) AS talks,
        SUM(tried) AS attempts,
        COUNT(DISTINCT CASE WHEN tried = 1 THEN contact.channel END) AS channels,
        COUNT(DISTINCT CASE WHEN tried = 1 THEN contact.contacted_on END) AS days,
        SUM(CASE WHEN tried = 1 AND contact.channel IN ('phone', 'visit', 'office_talk')
            THEN 1 ELSE 0 END) AS in_person
    FROM escalation_evidence evidence
    JOIN escalation_step ON escalation_step.id = evidence.step_id
    JOIN (SELECT contact.*, CASE WHEN direction = 'outgoing' AND outcome IN
            ('refused', 'no_answer', 'message_left', 'no_show', 'sent') THEN 1 ELSE 0 END AS tried
        FROM contact) contact ON contact.id = evidence.contact_id
    JOIN contact_arrear about ON about.contact_id = contact.id
        AND about.plan_id = escalation_step.plan_id
        AND about.instalment_number = escalation_step.instalment_number
    WHERE contact.person_id = escalation_step.person_id
        AND contact.contacted_on BETWEEN escalation_step.missed_on AND escalation_step.taken_on
    GROUP BY evidence.step_id
) ground ON ground.step_id = step.id
LEFT JOIN approval ON approval.id = step.approval_id
    AND approval.decision = 'granted' AND approval.used_at IS NOT NULL
    AND approval.decided_by <> approval.requested_by
    AND approval.municipality_id = step.municipality_id
    AND approval.action = 'followup.override_gate'
    AND approval.subject =
        'plan:' || step.plan_id || '/instalment:' || step.instalment_number || '/' || step.step
WHERE step.step <> 'friendly_reminder' AND (
    step.missed_on <= COALESCE((SELECT move.due_date FROM instalment_move move
        WHERE move.plan_id = step.plan_id AND move.instalment_number = step.instalment_number
            AND move.id < step.id ORDER BY move.id DESC LIMIT 1), instalment.due_date)
    OR NOT (
        (step.basis = 'conversation' AND COALESCE(ground.talks, 0) >= 1)
        OR (step.basis = 'attempts' AND COALESCE(ground.attempts, 0) >= 2
            AND ground.channels >= 2 AND ground.days >= 2 AND ground.in_person >= 1)
        OR (step.basis = 'approval' AND approval.id IS NOT NULL)
    )
)
)sql";

// A pause as it was known when something with a later id was written: ids rise with the time.
constexpr std::string_view acts_in_a_pause = R"sql(
SELECT 'task:' || task.id || ' plan:' || task.plan_id || '/instalment:' || task.instalment_number
FROM task JOIN instalment ON instalment.plan_id = task.plan_id
    AND instalment.number = task.instalment_number
WHERE task.opened_on <= COALESCE((SELECT move.due_date FROM instalment_move move
    WHERE move.plan_id = task.plan_id AND move.instalment_number = task.instalment_number
        AND move.id < task.id ORDER BY move.id DESC LIMIT 1), instalment.due_date)
UNION ALL
SELECT 'step:' || step.id || ' plan:' || step.plan_id || '/instalment:' || step.instalment_number
FROM escalation_step step JOIN instalment ON instalment.plan_id = step.plan_id
    AND instalment.number = step.instalment_number
WHERE step.taken_on <= COALESCE((SELECT move.due_date FROM instalment_move move
        WHERE move.plan_id = step.plan_id AND move.instalment_number = step.instalment_number
            AND move.id < step.id ORDER BY move.id DESC LIMIT 1), instalment.due_date)
    OR EXISTS (SELECT 1 FROM plan_pause pause
        WHERE pause.plan_id = step.plan_id AND pause.id < step.id
            AND pause.first_day <= step.taken_on AND step.taken_on <= COALESCE(
                (SELECT CASE WHEN change.kind = 'withdrawn' THEN '' ELSE change.last_day END
                FROM plan_pause_change change
                WHERE change.pause_id = pause.id AND change.id < step.id
                ORDER BY change.id DESC LIMIT 1), pause.last_day))
)sql";

// What the program allocated of a payment after an act by hand on it that still stands; what the
// bank took back is no doing of the program.
constexpr std::string_view moved_after_a_hand = R"sql(
SELECT 'entry:' || allocation.entry_id || ' allocation:' || allocation.id
FROM hand_act_entry
JOIN hand_act ON hand_act.id = hand_act_entry.act_id AND hand_act.kind <> 'undone'
JOIN allocation ON allocation.entry_id = hand_act_entry.entry_id
    AND allocation.id > hand_act_entry.id AND allocation.rung <> 'by_hand'
WHERE NOT EXISTS (SELECT 1 FROM hand_act undoing WHERE undoing.undoes_act_id = hand_act.id)
)sql";

constexpr std::string_view count_of_entries = "SELECT COUNT(*) FROM bank_entry";
constexpr std::string_view count_of_claims = "SELECT COUNT(*) FROM claim";
constexpr std::string_view count_of_plans = "SELECT COUNT(*) FROM plan";
constexpr std::string_view count_of_assessed = R"sql(
SELECT COUNT(*) FROM plan WHERE norm_amount_cents IS NOT NULL
)sql";

const std::vector<ProofQuery> proofs_of_money{
    {1,
     "entry-conserved",
     "every bank entry is what was allocated of it, what waits in suspense and what is paid back",
     count_of_entries,
     R"sql(
SELECT 'entry:' || entry.id || ' difference_cents:'
    || (entry.amount_cents - COALESCE(allocated.cents, 0) - COALESCE(suspended.cents, 0)
        - COALESCE(refunded.cents, 0))
FROM bank_entry entry
LEFT JOIN (SELECT entry_id, SUM(amount_cents) AS cents FROM allocation GROUP BY entry_id) allocated
    ON allocated.entry_id = entry.id
LEFT JOIN (SELECT entry_id, SUM(amount_cents) AS cents FROM suspense_item GROUP BY entry_id)
    suspended ON suspended.entry_id = entry.id
LEFT JOIN (SELECT entry_id, SUM(amount_cents) AS cents FROM refunded_money GROUP BY entry_id)
    refunded ON refunded.entry_id = entry.id
WHERE entry.amount_cents <> COALESCE(allocated.cents, 0) + COALESCE(suspended.cents, 0)
    + COALESCE(refunded.cents, 0)
)sql"},
    {1,
     "allocation-posted",
     "every allocation is in the ledger of its claim, to the cent",
     "SELECT COUNT(*) FROM allocation",
     R"sql(
SELECT 'allocation:' || allocation.id
FROM allocation
LEFT JOIN (SELECT allocation_id, claim_id, SUM(amount_cents) AS cents FROM posting
    WHERE allocation_id IS NOT NULL GROUP BY allocation_id, claim_id) posted
    ON posted.allocation_id = allocation.id AND posted.claim_id = allocation.claim_id
WHERE COALESCE(posted.cents, 0) <> -allocation.amount_cents
)sql"},
    {1,
     "posting-allocated",
     "every posting that names an allocation stands on the claim of that allocation",
     "SELECT COUNT(*) FROM posting WHERE allocation_id IS NOT NULL",
     R"sql(
SELECT 'posting:' || posting.id
FROM posting
LEFT JOIN allocation ON allocation.id = posting.allocation_id
    AND allocation.claim_id = posting.claim_id
WHERE posting.allocation_id IS NOT NULL AND allocation.id IS NULL
)sql"},
    {1,
     "return-undone",
     "what the bank took back is undone on each claim, to the cent",
     count_of_entries,
     R"sql(
SELECT 'entry:' || entry_return.entry_id || ' claim:' || allocation.claim_id
    || ' difference_cents:' || SUM(allocation.amount_cents)
FROM entry_return JOIN allocation
    ON allocation.entry_id IN (entry_return.entry_id, entry_return.returned_entry_id)
GROUP BY entry_return.entry_id, allocation.claim_id HAVING SUM(allocation.amount_cents) <> 0
)sql"},
    {1,
     "claim-opened",
     "every claim begins with the amount that was decided",
     count_of_claims,
     R"sql(
SELECT 'claim:' || claim.id
FROM claim
LEFT JOIN (SELECT claim_id, SUM(amount_cents) AS cents FROM posting WHERE kind = 'claim'
    GROUP BY claim_id) opening ON opening.claim_id = claim.id
WHERE COALESCE(opening.cents, 0) <> claim.original_amount_cents
)sql"},
    {1,
     "never-overpaid",
     "no claim is paid below zero, and no component of it, but where a decision lowered the claim"
     " afterwards or a person placed the payment",
     count_of_claims,
     R"sql(
WITH kept AS NOT MATERIALIZED (SELECT claim_id, component, amount_cents FROM posting
    WHERE NOT (kind <> 'payment' AND amount_cents < 0 AND act_id IS NOT NULL))
SELECT 'claim:' || claim_id || ' ' || component || '_cents:' || SUM(amount_cents)
FROM kept
GROUP BY claim_id, component HAVING SUM(amount_cents) < 0
    AND NOT EXISTS (SELECT 1 FROM allocation WHERE allocation.claim_id = kept.claim_id
        AND allocation.rung = 'by_hand')
    AND (0 > (SELECT SUM(whole.amount_cents) FROM kept whole WHERE whole.claim_id = kept.claim_id)
        OR NOT EXISTS (SELECT 1 FROM posting lowered WHERE lowered.claim_id = kept.claim_id
            AND lowered.kind <> 'payment' AND lowered.amount_cents < 0
            AND lowered.act_id IS NOT NULL))
)sql"},
    {1,
     "credit-used",
     "what an act did with a credit left one claim, and came to the other where it names one",
     "SELECT COUNT(*) FROM claim_act WHERE kind IN ('credit_refunded', 'credit_moved')",
     R"sql(
SELECT 'act:' || used.id || ' difference_cents:' || (used.own_cents - used.amount_cents)
    || ' other_difference_cents:' || (used.other_cents + used.moved_cents)
FROM (SELECT claim_act.id, claim_act.amount_cents,
        CASE WHEN claim_act.kind = 'credit_moved' THEN claim_act.amount_cents ELSE 0 END
            AS moved_cents,
        SUM(CASE WHEN posting.claim_id = claim_act.claim_id
            AND posting.kind IN ('refund', 'set_off') THEN posting.amount_cents ELSE 0 END)
            AS own_cents,
        SUM(CASE WHEN posting.claim_id = claim_act.other_claim_id
            AND posting.kind = 'set_off' THEN posting.amount_cents ELSE 0 END) AS other_cents
    FROM claim_act LEFT JOIN posting ON posting.act_id = claim_act.id
        AND posting.claim_id IN (claim_act.claim_id, claim_act.other_claim_id)
    WHERE claim_act.kind IN ('credit_refunded', 'credit_moved')
    GROUP BY claim_act.id, claim_act.amount_cents, claim_act.kind) used
WHERE used.own_cents <> used.amount_cents OR used.other_cents <> -used.moved_cents
)sql"},
    {1,
     "statement-closed",
     "on every closed statement, opening balance and entries, with those that another statement of "
     "the"
     " same days brought, make the closing balance",
     "SELECT COUNT(*) FROM bank_statement WHERE state = 'closed'",
     R"sql(
SELECT 'statement:' || statement.id || ' difference_cents:'
    || (statement.closing_cents - statement.opening_cents - COALESCE(known.cents, 0)
        - COALESCE(entries.cents, 0))
FROM bank_statement statement
LEFT JOIN (SELECT statement_id, SUM(amount_cents) AS cents FROM bank_entry GROUP BY statement_id)
    entries ON entries.statement_id = statement.id
LEFT JOIN (SELECT statement_id, SUM(amount_cents) AS cents FROM known_entry GROUP BY statement_id)
    known ON known.statement_id = statement.id
WHERE statement.state = 'closed'
    AND statement.closing_cents <> statement.opening_cents + COALESCE(known.cents, 0)
        + COALESCE(entries.cents, 0)
)sql"},
    {1,
     "bank-equals-ledger",
     "what the bank booked, less what waits in suspense and what is paid back, is what the ledger"
     " says was paid",
     count_of_entries,
     R"sql(
SELECT 'bank_cents:' || bank.cents || ' suspense_cents:' || suspense.cents
    || ' refunded_cents:' || refunded.cents || ' ledger_cents:' || ledger.cents
FROM (SELECT COALESCE(SUM(amount_cents), 0) AS cents FROM bank_entry) bank,
    (SELECT COALESCE(SUM(amount_cents), 0) AS cents FROM suspense_item) suspense,
    (SELECT COALESCE(SUM(amount_cents), 0) AS cents FROM refunded_money) refunded,
    (SELECT COALESCE(-SUM(amount_cents), 0) AS cents FROM posting
        WHERE allocation_id IS NOT NULL) ledger
WHERE bank.cents - suspense.cents - refunded.cents <> ledger.cents
)sql"},
    {1,
     "refund-as-decided",
     "every refund is of one act, approved by a second person, or undoes one of the same amount",
     "SELECT COUNT(*) FROM refund",
     R"sql(
SELECT 'refund:' || refund.id
FROM refund JOIN hand_act ON hand_act.id = refund.act_id
LEFT JOIN approval ON approval.id = hand_act.approval_id AND approval.decision = 'granted'
    AND approval.decided_by <> approval.requested_by
LEFT JOIN refund undone ON undone.act_id = hand_act.undoes_act_id
WHERE NOT (refund.amount_cents > 0 AND hand_act.kind = 'refunded' AND approval.id IS NOT NULL)
    AND NOT (refund.amount_cents < 0 AND hand_act.kind = 'undone'
        AND undone.amount_cents = -refund.amount_cents AND undone.entry_id = refund.entry_id)
)sql"},
    {1,
     "collection-as-decided",
     "every collection by direct debit is what a second person approved, less what fell out since,"
     " on an account of the municipality; and one that may have left is withdrawn by two",
     "SELECT COUNT(*) FROM collection",
     collections_not_as_decided},
    {1,
     "payout-as-decided",
     "every payout of refunds is what a second person approved, from accounts of the municipality;"
     " and what may have left is withdrawn by two",
     "SELECT COUNT(*) FROM payout",
     payouts_not_as_decided},
    {1,
     "payout-as-ordered",
     "what the bank paid out or sent back is the whole refund that was ordered, which was ordered "
     "once",
     "SELECT COUNT(*) FROM payout_order",
     R"sql(
SELECT 'payout_answer:' || payout_answer.id
FROM payout_answer JOIN payout_order ON payout_order.id = payout_answer.order_id
JOIN refund ON refund.id = payout_order.refund_id
JOIN bank_entry ON bank_entry.id = payout_answer.entry_id
LEFT JOIN payout_file ON payout_file.payout_id = payout_order.payout_id
LEFT JOIN payout_answer paid ON paid.order_id = payout_order.id AND paid.kind = 'paid'
WHERE payout_file.payout_id IS NULL OR paid.id IS NULL
    OR payout_order.amount_cents <> refund.amount_cents
    OR payout_answer.amount_cents <> bank_entry.amount_cents
    OR payout_answer.amount_cents <> CASE WHEN payout_answer.kind = 'paid'
        THEN -payout_order.amount_cents ELSE payout_order.amount_cents END
UNION ALL
SELECT 'refund:' || refund_id
FROM payout_order_in_force GROUP BY refund_id HAVING COUNT(*) > 1
)sql"},
    {10,
     "by-hand-stands",
     "on a payment on which an act by hand stands, each claim has what the acts left it",
     "SELECT COUNT(*) FROM hand_act_entry",
     moved_after_a_hand},
    {1,
     "closed-month-quiet",
     "nothing was booked on a business date in a month after that month was closed",
     "SELECT COUNT(*) FROM month_close",
     R"sql(
SELECT 'posting:' || posting.id || ' booked_on:' || booked_on
FROM posting JOIN claim ON claim.id = claim_id
WHERE posting.id > (SELECT MIN(month_close.id) FROM month_close
    WHERE month_close.municipality_id = claim.municipality_id AND month >= SUBSTR(booked_on, 1, 7))
UNION ALL
SELECT 'allocation:' || allocation.id || ' allocated_on:' || allocated_on
FROM allocation JOIN claim ON claim.id = claim_id
WHERE allocation.id > (SELECT MIN(month_close.id) FROM month_close
    WHERE month_close.municipality_id = claim.municipality_id
        AND month >= SUBSTR(allocated_on, 1, 7))
UNION ALL
SELECT 'suspense_item:' || suspense_item.id || ' opened_on:' || opened_on
FROM suspense_item JOIN bank_entry ON bank_entry.id = entry_id
JOIN bank_statement ON bank_statement.id = statement_id
JOIN bank_account ON bank_account.id = bank_account_id
WHERE suspense_item.id > (SELECT MIN(month_close.id) FROM month_close
    WHERE month_close.municipality_id = bank_account.municipality_id
        AND month >= SUBSTR(opened_on, 1, 7))
)sql"},
    {1,
     "plan-adds-up",
     "the instalments of every plan, and its claims, come to the total that was agreed",
     count_of_plans,
     R"sql(
SELECT 'plan:' || plan.id
FROM plan
LEFT JOIN (SELECT plan_id, SUM(amount_cents) AS cents, MAX(cumulative_cents) AS last_cents,
        MAX(number) AS last_number, COUNT(*) AS instalments
    FROM instalment GROUP BY plan_id) schedule ON schedule.plan_id = plan.id
LEFT JOIN (SELECT plan_id, SUM(amount_cents) AS cents FROM plan_claim GROUP BY plan_id) planned
    ON planned.plan_id = plan.id
WHERE COALESCE(schedule.cents, 0) <> plan.total_cents
    OR COALESCE(schedule.last_cents, 0) <> plan.total_cents
    OR COALESCE(planned.cents, 0) <> plan.total_cents
    OR schedule.last_number <> schedule.instalments
)sql"},
    {1,
     "schedule-runs-on",
     "every instalment falls due after the one before it and adds its amount to it",
     "SELECT COUNT(*) FROM instalment",
     R"sql(
SELECT 'plan:' || plan_id || '/instalment:' || number
FROM (SELECT plan_id, number, amount_cents, cumulative_cents, due_date,
        COALESCE(LAG(cumulative_cents) OVER (PARTITION BY plan_id ORDER BY number), 0) AS before,
        COALESCE(LAG(due_date) OVER (PARTITION BY plan_id ORDER BY number), '') AS due_before
    FROM current_instalment) instalments
WHERE cumulative_cents <> before + amount_cents OR due_date <= due_before
)sql"},
};

const std::vector<ProofQuery> proofs_of_conduct{
    {1,
     "one-plan-a-debtor",
     "no debtor pays a claim by two running plans, and none pays a claim of others",
     count_of_plans,
     R"sql(
SELECT 'claim:' || plan_claim.claim_id || ' person:' || plan.person_id
FROM plan_claim JOIN plan ON plan.id = plan_claim.plan_id
LEFT JOIN plan_end ON plan_end.plan_id = plan.id
WHERE plan_end.plan_id IS NULL
GROUP BY plan_claim.claim_id, plan.person_id
HAVING COUNT(*) > 1 OR NOT EXISTS (SELECT 1 FROM claim_debtor
    WHERE claim_debtor.claim_id = plan_claim.claim_id
        AND claim_debtor.person_id = plan.person_id)
)sql"},
    {3,
     "entry-once",
     "no entry of a statement is booked twice",
     count_of_entries,
     R"sql(
SELECT 'statement:' || statement_id || ' entry:' || entry_number || '.' || detail_number
FROM bank_entry GROUP BY statement_id, entry_number, detail_number HAVING COUNT(*) > 1
)sql"},
    {3,
     "collected-once",
     "no instalment is in two files for the bank, unless the bank took the first one back or that"
     " file was withdrawn",
     "SELECT COUNT(*) FROM collection_order",
     collected_twice},
    {3,
     "task-once",
     "no missed instalment has two open tasks",
     "SELECT COUNT(*) FROM task",
     R"sql(
SELECT 'plan:' || plan_id || '/instalment:' || instalment_number
FROM task LEFT JOIN task_end ON task_end.task_id = task.id
WHERE task_end.task_id IS NULL
GROUP BY kind, plan_id, instalment_number HAVING COUNT(*) > 1
)sql"},
    {5,
     "contact-before-force",
     "every step towards force has its ground: a talk or attempts in earnest, or an approval",
     "SELECT COUNT(*) FROM escalation_step WHERE step <> 'friendly_reminder'",
     steps_without_ground},
    {8,
     "nothing-in-a-pause",
     "no task was opened and no step taken on what a pause had moved, nor a step in a pause",
     "SELECT (SELECT COUNT(*) FROM task) + (SELECT COUNT(*) FROM escalation_step)",
     acts_in_a_pause},
    {5,
     "call-before-letter",
     "every friendly reminder follows a try to reach the debtor in person",
     "SELECT COUNT(*) FROM escalation_step WHERE step = 'friendly_reminder'",
     R"sql(
SELECT 'step:' || step.id
FROM escalation_step step
WHERE step.step = 'friendly_reminder' AND NOT EXISTS (
    SELECT 1 FROM escalation_evidence evidence
    JOIN contact ON contact.id = evidence.contact_id
    JOIN contact_arrear about ON about.contact_id = contact.id
        AND about.plan_id = step.plan_id AND about.instalment_number = step.instalment_number
    WHERE evidence.step_id = step.id AND contact.direction = 'outgoing'
        AND contact.channel IN ('phone', 'visit', 'office_talk')
        AND contact.contacted_on BETWEEN step.missed_on AND step.taken_on
)
)sql"},
    {11,
     "roles-as-given",
     "every officer has the roles that were given and not taken away, and no other",
     "SELECT COUNT(*) FROM officer_role_change",
     R"sql(
SELECT 'officer:' || COALESCE(has.officer_id, last.officer_id)
    || ' role:' || COALESCE(has.role, last.role)
FROM officer_role has
FULL JOIN (SELECT officer_id, municipality_id, role, is_given FROM officer_role_change change
    WHERE change_number = (SELECT MAX(change_number) FROM officer_role_change other
        WHERE other.officer_id = change.officer_id
        AND other.municipality_id = change.municipality_id AND other.role = change.role)) last
    ON last.officer_id = has.officer_id AND last.municipality_id = has.municipality_id
    AND last.role = has.role
WHERE (has.role IS NOT NULL) <> (COALESCE(last.is_given, 0) = 1)
)sql"},
    {6,
     "protected-income",
     "no agreed amount takes a debtor below the protected income",
     count_of_assessed,
     R"sql(
SELECT 'plan:' || id || ' below_cents:'
    || (protected_income_cents - income_cents + agreed_amount_cents)
FROM plan
WHERE norm_amount_cents IS NOT NULL
    AND income_cents - agreed_amount_cents < protected_income_cents
)sql"},
    {6,
     "own-wish-above-norm",
     "above the norm is the debtor's own wish, and what is not the norm, whole euros apart, has a"
     " reason",
     count_of_assessed,
     R"sql(
SELECT 'plan:' || plan.id
FROM plan JOIN plan_terms ON plan_terms.plan_id = plan.id
WHERE (agreed_amount_cents > norm_amount_cents
        AND (debtors_own_wish = 0 OR difference_reason = ''))
    OR (difference_reason = '' AND norm_amount_cents - agreed_amount_cents
        >= 100 * CASE frequency WHEN 'weekly' THEN 5 WHEN 'four_weekly' THEN 2 ELSE 1 END)
)sql"},
    {6,
     "promised-once",
     "what a debtor pays on other running plans was counted when a next one was agreed on",
     count_of_assessed,
     R"sql(
SELECT 'plan:' || plan.id
FROM plan
JOIN plan_terms ON plan_terms.plan_id = plan.id
LEFT JOIN plan_end ON plan_end.plan_id = plan.id
WHERE plan_end.plan_id IS NULL AND plan_terms.paid_elsewhere_cents < (
    SELECT COALESCE(SUM(former.agreed_amount_cents), 0)
    FROM plan former LEFT JOIN plan_end former_end ON former_end.plan_id = former.id
    WHERE former.person_id = plan.person_id AND former.id < plan.id
        AND former_end.plan_id IS NULL
        AND EXISTS (SELECT 1 FROM plan_claim WHERE plan_claim.plan_id = former.id
            AND (SELECT SUM(amount_cents) FROM posting
                WHERE posting.claim_id = plan_claim.claim_id) > 0))
)sql"},
};

}  // namespace

const std::vector<ProofQuery>& proof_queries() {
    static const std::vector<ProofQuery> all = [] {
        std::vector<ProofQuery> queries = proofs_of_money;
        queries.insert(queries.end(), proofs_of_conduct.begin(), proofs_of_conduct.end());
        return queries;
    }();
    return all;
}

Proof ask(storage::Transaction& transaction, const ProofQuery& query) {
    Proof proof{query.guarantee, std::string{query.name}, std::string{query.statement}, 0, 0, {}};
    long long checked = 0;
    transaction.sql() << std::string{query.checked}, into(checked);
    proof.checked_count = checked;
    std::string place;
    storage::for_each_row((ask(transaction, std::string{query.violations}), into(place)), [&] {
        ++proof.violation_count;
        if (proof.violations.size() < places_kept_max) {
            proof.violations.push_back(place);
        }
    });
    return proof;
}

}  // namespace draagkracht::figures
