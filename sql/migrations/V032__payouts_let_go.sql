-- payments: a payout that may have left is withdrawn by two people; and of one of which the bank
-- told only some orders, the others are let go of one by one.

-- Of the second person, for one of which the file was made.

ALTER TABLE payout_end ADD COLUMN approval_id BIGINT REFERENCES approval (id);

-- An order that did not leave, of a payout of which others did.

CREATE TABLE payout_order_end (
    order_id BIGINT PRIMARY KEY REFERENCES payout_order (id),
    approval_id BIGINT NOT NULL REFERENCES approval (id),  -- of the second person
    reason TEXT NOT NULL CHECK (reason <> ''),
    ended_on TEXT NOT NULL,
    ended_by TEXT NOT NULL
);

-- @append-only payout_order_end

-- The orders that stand: nobody let go of them, or the bank told of them all the same.

CREATE VIEW payout_order_in_force AS
SELECT payout_order.id AS order_id, payout_order.payout_id AS payout_id,
    payout_order.refund_id AS refund_id
FROM payout_order
WHERE EXISTS (SELECT 1 FROM payout_answer WHERE payout_answer.order_id = payout_order.id)
    OR (NOT EXISTS (SELECT 1 FROM payout_end
            WHERE payout_end.payout_id = payout_order.payout_id)
        AND NOT EXISTS (SELECT 1 FROM payout_order_end
            WHERE payout_order_end.order_id = payout_order.id));

-- How each refund that stands is on its way: the order in which it stands, and what the bank told
-- of that.

DROP VIEW refund_on_its_way;

CREATE VIEW refund_on_its_way AS
SELECT refund.id AS refund_id, refund.entry_id AS entry_id, refund.amount_cents AS amount_cents,
    hand_act.id AS act_id, hand_act.municipality_id AS municipality_id,
    last_order.id AS order_id, last_order.payout_id AS payout_id,
    CASE WHEN back.id IS NOT NULL THEN 'returned' WHEN paid.id IS NOT NULL THEN 'paid'
        WHEN last_order.id IS NOT NULL THEN 'ordered' ELSE 'due' END AS standing,
    back.entry_id AS back_entry_id
FROM refund JOIN hand_act ON hand_act.id = refund.act_id AND hand_act.kind = 'refunded'
LEFT JOIN payout_order last_order ON last_order.id = (SELECT MAX(payout_order_in_force.order_id)
    FROM payout_order_in_force WHERE payout_order_in_force.refund_id = refund.id)
LEFT JOIN payout_answer paid ON paid.order_id = last_order.id AND paid.kind = 'paid'
LEFT JOIN payout_answer back ON back.order_id = last_order.id AND back.kind = 'returned'
WHERE NOT EXISTS (SELECT 1 FROM hand_act undoing WHERE undoing.undoes_act_id = hand_act.id);

-- Refunds that are not paid and of which the money may be gone already, by an entry that waits
-- whole: it bears a reference of the payment and is its opposite, as when the bank took that back;
-- or it names an order of the refund and is its amount, and the refund stands in another one. From
-- the refund to the entries, and never through all: in SQLite a CROSS JOIN keeps that order.

CREATE VIEW refund_in_doubt AS
SELECT suspect.refund_id AS refund_id, MIN(suspect.entry_id) AS by_entry_id
FROM (SELECT way.refund_id AS refund_id, paid_on.bank_account_id AS bank_account_id,
        gone.id AS entry_id
    FROM refund_on_its_way way CROSS JOIN bank_entry payment CROSS JOIN bank_statement paid_on
    CROSS JOIN bank_entry gone
    WHERE way.standing <> 'paid' AND payment.id = way.entry_id
        AND paid_on.id = payment.statement_id
        AND gone.bank_reference = payment.bank_reference AND gone.bank_reference <> ''
        AND gone.amount_cents = -payment.amount_cents AND gone.value_date >= payment.value_date
    UNION
    SELECT way.refund_id, paid_on.bank_account_id, gone.id
    FROM refund_on_its_way way CROSS JOIN bank_entry payment CROSS JOIN bank_statement paid_on
    CROSS JOIN bank_entry gone
    WHERE way.standing <> 'paid' AND payment.id = way.entry_id
        AND paid_on.id = payment.statement_id
        AND gone.end_to_end_reference = payment.end_to_end_reference
        AND gone.end_to_end_reference NOT IN ('', 'NOTPROVIDED')
        AND gone.amount_cents = -payment.amount_cents AND gone.value_date >= payment.value_date
    UNION
    SELECT way.refund_id, payout_order.bank_account_id, gone.id
    FROM refund_on_its_way way CROSS JOIN payout_order CROSS JOIN bank_entry gone
    WHERE way.standing <> 'paid' AND payout_order.refund_id = way.refund_id
        AND gone.end_to_end_reference = payout_order.end_to_end_id
        AND gone.end_to_end_reference NOT IN ('', 'NOTPROVIDED')
        AND gone.amount_cents = -payout_order.amount_cents) suspect
JOIN bank_entry gone ON gone.id = suspect.entry_id
JOIN bank_statement gone_on ON gone_on.id = gone.statement_id
    AND gone_on.bank_account_id = suspect.bank_account_id
WHERE NOT EXISTS (SELECT 1 FROM entry_return WHERE entry_return.entry_id = gone.id)
    AND gone.amount_cents = (SELECT SUM(suspense_item.amount_cents) FROM suspense_item
        WHERE suspense_item.entry_id = gone.id)
GROUP BY suspect.refund_id;
