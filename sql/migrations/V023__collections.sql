-- payments: files for the bank that collect instalments by direct debit (automatische incasso). What
-- was ordered is never changed: a file leaves, or the collection ends without one. Whether an order
-- was paid or taken back is not stored here: the bank entries tell it by end_to_end_id.

CREATE TABLE collection (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    until_date TEXT NOT NULL,         -- the last due date that was asked for
    message TEXT NOT NULL CHECK (message IN ('pain.008.001.02', 'pain.008.001.08')),
    creditor_name TEXT NOT NULL,
    creditor_identifier TEXT NOT NULL,
    creditor_iban TEXT NOT NULL,
    order_count BIGINT NOT NULL CHECK (order_count > 0),
    total_cents BIGINT NOT NULL CHECK (total_cents > 0),
    prepared_on TEXT NOT NULL,
    prepared_at TEXT NOT NULL,        -- as the file says
    prepared_by TEXT NOT NULL
);

CREATE INDEX collection_by_municipality ON collection (municipality_id, id);

-- @append-only collection

CREATE TABLE collection_order (
    id BIGINT PRIMARY KEY,
    collection_id BIGINT NOT NULL REFERENCES collection (id),
    end_to_end_id TEXT NOT NULL UNIQUE,  -- by which the bank tells of it
    plan_id BIGINT NOT NULL,
    instalment_number BIGINT NOT NULL,
    mandate_id BIGINT NOT NULL REFERENCES mandate (id),
    collect_on TEXT NOT NULL,         -- the orders of one day are a batch, which the bank books as one
    amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
    is_retry SMALLINT NOT NULL,
    debtor_name_sealed TEXT NOT NULL, -- encrypted; as it was then, so that the file is always the same
    UNIQUE (collection_id, plan_id, instalment_number),
    FOREIGN KEY (plan_id, instalment_number) REFERENCES instalment (plan_id, number)
);

CREATE INDEX collection_order_by_mandate ON collection_order (mandate_id);

-- @append-only collection_order

-- The file as it was approved: what is written out has these prints.

CREATE TABLE collection_file (
    collection_id BIGINT PRIMARY KEY REFERENCES collection (id),
    approval_id BIGINT NOT NULL UNIQUE REFERENCES approval (id),
    sha256 TEXT NOT NULL,
    sha1 TEXT NOT NULL,               -- which banks show when the file is handed in
    byte_count BIGINT NOT NULL,
    released_on TEXT NOT NULL,
    released_by TEXT NOT NULL
);

-- @append-only collection_file

CREATE TABLE collection_laid_out (
    collection_id BIGINT PRIMARY KEY REFERENCES collection (id),
    laid_out_on TEXT NOT NULL,
    laid_out_by TEXT NOT NULL
);

-- @append-only collection_laid_out

-- It will not be collected: another one took its place, or its file did not go to the bank.

CREATE TABLE collection_end (
    collection_id BIGINT PRIMARY KEY REFERENCES collection (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    ended_on TEXT NOT NULL,
    ended_by TEXT NOT NULL
);

-- @append-only collection_end

-- The debtor withdrew the mandate.

CREATE TABLE mandate_end (
    mandate_id BIGINT PRIMARY KEY REFERENCES mandate (id),
    ended_on TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);

-- @append-only mandate_end

-- Why the bank took a payment back, in its own code.

ALTER TABLE bank_entry ADD COLUMN return_reason TEXT;

-- The orders that left or are to leave, each with what the bank told of it: paid by one entry, taken
-- back by one of the opposite amount, also when the bank told of no payment before.

CREATE VIEW order_with_answer AS
SELECT collection_order.id AS order_id,
    collection.municipality_id AS municipality_id,
    collection_order.plan_id AS plan_id,
    collection_order.instalment_number AS instalment_number,
    collection_order.mandate_id AS mandate_id,
    collection_order.collection_id AS collection_id,
    collection_order.collect_on AS collect_on,
    collection_order.amount_cents AS amount_cents,
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
WHERE NOT EXISTS (SELECT 1 FROM collection_end
    WHERE collection_end.collection_id = collection_order.collection_id);
