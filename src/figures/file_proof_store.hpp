// The SQL that proves the files for the bank: what leaves in them is what two people decided.
#pragma once

#include <string_view>

namespace draagkracht::figures {

// What the file of a collection holds must be what was approved of it, less what fell out since.
inline constexpr std::string_view collections_not_as_decided = R"sql(
SELECT 'collection:' || collection.id || ' orders:' || COALESCE(ordered.orders, 0)
    || ' cents:' || COALESCE(ordered.cents, 0)
FROM collection
LEFT JOIN (SELECT collection_id, COUNT(*) AS orders, SUM(amount_cents) AS cents
    FROM collection_order GROUP BY collection_id) ordered ON ordered.collection_id = collection.id
WHERE COALESCE(ordered.orders, 0) <> collection.order_count
    OR COALESCE(ordered.cents, 0) <> collection.total_cents
UNION ALL
SELECT 'collection:' || collection_file.collection_id || ' in_file:' || COUNT(going.id)
    || ' cents:' || COALESCE(SUM(going.amount_cents), 0)
FROM collection_file
LEFT JOIN collection_order going ON going.collection_id = collection_file.collection_id
    AND NOT EXISTS (SELECT 1 FROM collection_order_drop
        WHERE collection_order_drop.order_id = going.id)
WHERE collection_file.order_count IS NOT NULL
GROUP BY collection_file.collection_id, collection_file.order_count, collection_file.total_cents
HAVING COUNT(going.id) <> collection_file.order_count
    OR COALESCE(SUM(going.amount_cents), 0) <> collection_file.total_cents
UNION ALL
SELECT 'collection:' || collection.id || ' approval'
FROM collection JOIN collection_file ON collection_file.collection_id = collection.id
LEFT JOIN approval ON approval.id = collection_file.approval_id
    AND approval.decision = 'granted' AND approval.used_at IS NOT NULL
    AND approval.decided_by <> approval.requested_by
    AND approval.municipality_id = collection.municipality_id
    AND approval.action = 'payments.collect'
    AND approval.subject = 'INC-' || collection.id || '|' || collection.until_date || '|'
        || collection.order_count || '|' || (collection.total_cents / 100) || '.'
        || SUBSTR(CAST(100 + collection.total_cents % 100 AS TEXT), 2)
WHERE approval.id IS NULL
UNION ALL
SELECT 'collection:' || collection_laid_out.collection_id || ' no_file'
FROM collection_laid_out LEFT JOIN collection_file
    ON collection_file.collection_id = collection_laid_out.collection_id
WHERE collection_file.collection_id IS NULL
UNION ALL
SELECT 'collection:' || collection.id || ' payee'
FROM collection LEFT JOIN bank_account ON bank_account.iban = collection.creditor_iban
    AND bank_account.municipality_id = collection.municipality_id AND bank_account.kind = 'bank'
WHERE bank_account.id IS NULL
UNION ALL
SELECT 'collection:' || collection.id || ' withdrawal'
FROM collection JOIN collection_end ON collection_end.collection_id = collection.id
JOIN collection_file ON collection_file.collection_id = collection.id
LEFT JOIN approval ON approval.id = collection_end.approval_id
    AND approval.decision = 'granted' AND approval.used_at IS NOT NULL
    AND approval.decided_by <> approval.requested_by
    AND approval.municipality_id = collection.municipality_id
    AND approval.action = 'payments.withdraw_collection'
    AND approval.subject = 'INC-' || collection.id || CASE WHEN EXISTS (
        SELECT 1 FROM collection_laid_out WHERE collection_laid_out.collection_id = collection.id)
        THEN '|laid_out' ELSE '|made' END
WHERE collection_file.order_count IS NOT NULL AND approval.id IS NULL
UNION ALL
SELECT 'order:' || collection_order.id
FROM collection_order JOIN collection ON collection.id = collection_order.collection_id
JOIN plan ON plan.id = collection_order.plan_id
JOIN instalment ON instalment.plan_id = collection_order.plan_id
    AND instalment.number = collection_order.instalment_number
JOIN mandate ON mandate.id = collection_order.mandate_id
WHERE plan.municipality_id <> collection.municipality_id
    OR mandate.person_id <> plan.person_id
    OR collection_order.amount_cents > instalment.amount_cents
)sql";

// An instalment is asked of the bank once, until the bank took it back.
inline constexpr std::string_view collected_twice = R"sql(
SELECT 'order:' || later.order_id || ' order:' || earlier.order_id
FROM order_with_answer later JOIN order_with_answer earlier ON earlier.plan_id = later.plan_id
    AND earlier.instalment_number = later.instalment_number AND earlier.order_id < later.order_id
WHERE later.is_withdrawn = 0 AND earlier.is_withdrawn = 0 AND earlier.back_entry_id IS NULL
)sql";

// What a payout holds must be what was approved of it, each order from an account of ours; and what
// may have left is let go of by two people, whole or order by order. Orders are let go of at once,
// all but those of which the bank told, and the approval says of how many it did; one from before
// that was kept says nothing.
inline constexpr std::string_view payouts_not_as_decided = R"sql(
SELECT 'payout:' || payout.id || ' orders:' || COALESCE(ordered.orders, 0)
    || ' cents:' || COALESCE(ordered.cents, 0)
FROM payout
LEFT JOIN (SELECT payout_id, COUNT(*) AS orders, SUM(amount_cents) AS cents
    FROM payout_order GROUP BY payout_id) ordered ON ordered.payout_id = payout.id
WHERE COALESCE(ordered.orders, 0) <> payout.order_count
    OR COALESCE(ordered.cents, 0) <> payout.total_cents
UNION ALL
SELECT 'payout:' || payout.id || ' approval'
FROM payout JOIN payout_file ON payout_file.payout_id = payout.id
LEFT JOIN approval ON approval.id = payout_file.approval_id
    AND approval.decision = 'granted' AND approval.used_at IS NOT NULL
    AND approval.decided_by <> approval.requested_by
    AND approval.municipality_id = payout.municipality_id
    AND approval.action = 'payments.pay_out'
    AND approval.subject = 'TB-' || payout.id || '|' || payout.order_count || '|'
        || (payout.total_cents / 100) || '.'
        || SUBSTR(CAST(100 + payout.total_cents % 100 AS TEXT), 2)
WHERE approval.id IS NULL
UNION ALL
SELECT 'payout:' || payout_laid_out.payout_id || ' no_file'
FROM payout_laid_out LEFT JOIN payout_file
    ON payout_file.payout_id = payout_laid_out.payout_id
WHERE payout_file.payout_id IS NULL
UNION ALL
SELECT 'order:' || payout_order.id || ' payer'
FROM payout_order JOIN payout ON payout.id = payout_order.payout_id
JOIN refund ON refund.id = payout_order.refund_id
JOIN hand_act ON hand_act.id = refund.act_id
LEFT JOIN bank_account ON bank_account.id = payout_order.bank_account_id
    AND bank_account.municipality_id = payout.municipality_id AND bank_account.kind = 'bank'
WHERE bank_account.id IS NULL OR hand_act.municipality_id <> payout.municipality_id
UNION ALL
SELECT 'payout:' || let_go.payout_id || ' withdrawal'
FROM (SELECT payout_end.payout_id AS payout_id, payout_end.approval_id AS approval_id,
        '' AS answered
    FROM payout_end JOIN payout_file ON payout_file.payout_id = payout_end.payout_id
    UNION ALL
    SELECT payout.id, payout_order_end.approval_id, '|' || (payout.order_count - COUNT(*))
    FROM payout_order_end JOIN payout_order ON payout_order.id = payout_order_end.order_id
    JOIN payout ON payout.id = payout_order.payout_id
    GROUP BY payout.id, payout.order_count, payout_order_end.approval_id) let_go
JOIN payout ON payout.id = let_go.payout_id
LEFT JOIN approval ON approval.id = let_go.approval_id
    AND approval.decision = 'granted' AND approval.used_at IS NOT NULL
    AND approval.decided_by <> approval.requested_by
    AND approval.municipality_id = payout.municipality_id
    AND approval.action = 'payments.withdraw_payout'
    AND approval.subject IN ('TB-' || payout.id || '|made', 'TB-' || payout.id || '|laid_out',
        'TB-' || payout.id || '|made' || let_go.answered,
        'TB-' || payout.id || '|laid_out' || let_go.answered)
WHERE approval.id IS NULL
)sql";

}  // namespace draagkracht::figures
