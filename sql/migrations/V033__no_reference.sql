-- payments: NONREF and NOTPROVIDED are no reference, wherever entries are found by one: that of the
-- bank, or that of the order. The entries themselves stay as the bank wrote them.

DROP INDEX bank_entry_by_bank_reference;

CREATE INDEX bank_entry_by_bank_reference ON bank_entry (bank_reference) WHERE bank_reference NOT IN ('', 'NONREF', 'NOTPROVIDED');

DROP INDEX bank_entry_by_end_to_end;

CREATE INDEX bank_entry_by_end_to_end ON bank_entry (end_to_end_reference) WHERE end_to_end_reference NOT IN ('', 'NONREF', 'NOTPROVIDED');

-- As before, by those indexes.

DROP VIEW order_with_answer;

CREATE VIEW order_with_answer AS
SELECT collection_order.id AS order_id,
    collection.municipality_id AS municipality_id,
    collection_order.plan_id AS plan_id,
    collection_order.instalment_number AS instalment_number,
    collection_order.mandate_id AS mandate_id,
    collection_order.collection_id AS collection_id,
    collection_order.collect_on AS collect_on,
    collection_order.amount_cents AS amount_cents,
    CASE WHEN collection_end.collection_id IS NULL THEN 0 ELSE 1 END AS is_withdrawn,
    (SELECT MIN(paid.id) FROM bank_entry paid
        WHERE paid.end_to_end_reference = collection_order.end_to_end_id
            AND paid.end_to_end_reference NOT IN ('', 'NONREF', 'NOTPROVIDED')
            AND paid.amount_cents = collection_order.amount_cents) AS paid_entry_id,
    (SELECT MIN(back.id) FROM bank_entry back
        WHERE back.end_to_end_reference = collection_order.end_to_end_id
            AND back.end_to_end_reference NOT IN ('', 'NONREF', 'NOTPROVIDED')
            AND back.amount_cents = -collection_order.amount_cents) AS back_entry_id
FROM collection_order
JOIN collection ON collection.id = collection_order.collection_id
JOIN collection_file ON collection_file.collection_id = collection_order.collection_id
LEFT JOIN collection_end ON collection_end.collection_id = collection_order.collection_id
WHERE NOT EXISTS (SELECT 1 FROM collection_order_drop
    WHERE collection_order_drop.order_id = collection_order.id);

-- An entry that bears no reference says nothing of any payment.

DROP VIEW refund_in_doubt;

CREATE VIEW refund_in_doubt AS
SELECT suspect.refund_id AS refund_id, MIN(suspect.entry_id) AS by_entry_id
FROM (SELECT way.refund_id AS refund_id, paid_on.bank_account_id AS bank_account_id,
        gone.id AS entry_id
    FROM refund_on_its_way way CROSS JOIN bank_entry payment CROSS JOIN bank_statement paid_on
    CROSS JOIN bank_entry gone
    WHERE way.standing <> 'paid' AND payment.id = way.entry_id
        AND paid_on.id = payment.statement_id
        AND gone.bank_reference = payment.bank_reference
        AND gone.bank_reference NOT IN ('', 'NONREF', 'NOTPROVIDED')
        AND gone.amount_cents = -payment.amount_cents AND gone.value_date >= payment.value_date
    UNION
    SELECT way.refund_id, paid_on.bank_account_id, gone.id
    FROM refund_on_its_way way CROSS JOIN bank_entry payment CROSS JOIN bank_statement paid_on
    CROSS JOIN bank_entry gone
    WHERE way.standing <> 'paid' AND payment.id = way.entry_id
        AND paid_on.id = payment.statement_id
        AND gone.end_to_end_reference = payment.end_to_end_reference
        AND gone.end_to_end_reference NOT IN ('', 'NONREF', 'NOTPROVIDED')
        AND gone.amount_cents = -payment.amount_cents AND gone.value_date >= payment.value_date
    UNION
    SELECT way.refund_id, payout_order.bank_account_id, gone.id
    FROM refund_on_its_way way CROSS JOIN payout_order CROSS JOIN bank_entry gone
    WHERE way.standing <> 'paid' AND payout_order.refund_id = way.refund_id
        AND gone.end_to_end_reference = payout_order.end_to_end_id
        AND gone.end_to_end_reference NOT IN ('', 'NONREF', 'NOTPROVIDED')
        AND gone.amount_cents = -payout_order.amount_cents) suspect
JOIN bank_entry gone ON gone.id = suspect.entry_id
JOIN bank_statement gone_on ON gone_on.id = gone.statement_id
    AND gone_on.bank_account_id = suspect.bank_account_id
WHERE NOT EXISTS (SELECT 1 FROM entry_return WHERE entry_return.entry_id = gone.id)
    AND gone.amount_cents = (SELECT SUM(suspense_item.amount_cents) FROM suspense_item
        WHERE suspense_item.entry_id = gone.id)
GROUP BY suspect.refund_id;
