-- payments: what was approved is an upper bound of what leaves. An order that is not to be collected
-- any more falls out before the file is made; what is left of it the file tells.

CREATE TABLE collection_order_drop (
    order_id BIGINT PRIMARY KEY REFERENCES collection_order (id),
    reason TEXT NOT NULL,             -- as an instalment is left out: "quiet"
    explanation TEXT NOT NULL CHECK (explanation <> ''),
    dropped_on TEXT NOT NULL,
    dropped_by TEXT NOT NULL
);

-- @append-only collection_order_drop

-- What is in the file; empty for one of before, from which no order could fall out.

ALTER TABLE collection_file ADD COLUMN order_count BIGINT;

ALTER TABLE collection_file ADD COLUMN total_cents BIGINT;

-- Of the second person, for one of which the file was made.

ALTER TABLE collection_end ADD COLUMN approval_id BIGINT REFERENCES approval (id);

-- The orders of every file that was made, each with what the bank told of it: paid by one entry, taken
-- back by one of the opposite amount, also when the bank told of no payment before. A collection that
-- was withdrawn is here too, as the bank may have carried it out all the same.

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
            AND paid.end_to_end_reference NOT IN ('', 'NOTPROVIDED')
            AND paid.amount_cents = collection_order.amount_cents) AS paid_entry_id,
    (SELECT MIN(back.id) FROM bank_entry back
        WHERE back.end_to_end_reference = collection_order.end_to_end_id
            AND back.end_to_end_reference NOT IN ('', 'NOTPROVIDED')
            AND back.amount_cents = -collection_order.amount_cents) AS back_entry_id
FROM collection_order
JOIN collection ON collection.id = collection_order.collection_id
JOIN collection_file ON collection_file.collection_id = collection_order.collection_id
LEFT JOIN collection_end ON collection_end.collection_id = collection_order.collection_id
WHERE NOT EXISTS (SELECT 1 FROM collection_order_drop
    WHERE collection_order_drop.order_id = collection_order.id);
