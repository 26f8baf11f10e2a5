-- payments: what the bank tells of the payments of a batch in a notification of its own (camt.054).
-- Nothing of it is booked by itself: it stands in the place of the one amount that the statement has.

CREATE TABLE bank_notification (
    id BIGINT PRIMARY KEY,
    bank_account_id BIGINT NOT NULL REFERENCES bank_account (id),
    identifier TEXT NOT NULL,
    created_on TEXT NOT NULL,         -- empty when the bank does not say
    content_sha256 TEXT NOT NULL,     -- of what it tells, whatever the version of the format
    file_sha256 TEXT NOT NULL,
    received_at TEXT NOT NULL,
    UNIQUE (bank_account_id, identifier, created_on)
);

-- @append-only bank_notification

CREATE TABLE notified_batch (
    id BIGINT PRIMARY KEY,
    notification_id BIGINT NOT NULL REFERENCES bank_notification (id),
    bank_account_id BIGINT NOT NULL REFERENCES bank_account (id),
    entry_number BIGINT NOT NULL,     -- place in the notification, from 1
    booked_on TEXT NOT NULL,
    amount_cents BIGINT NOT NULL,     -- of the entry; above zero: received
    batch_id TEXT NOT NULL,           -- empty when the bank names none
    bank_reference TEXT NOT NULL,     -- empty when the bank gives none
    is_reversal SMALLINT NOT NULL,
    detail_count BIGINT NOT NULL,
    detail_cents BIGINT,              -- NULL when a payment has no amount
    content_key TEXT NOT NULL,        -- the contract is in docs/formats.md
    UNIQUE (bank_account_id, content_key),
    CHECK (batch_id <> '' OR bank_reference <> '')
);

CREATE INDEX notified_batch_by_day ON notified_batch (bank_account_id, booked_on);

-- @append-only notified_batch

CREATE TABLE notified_detail (
    id BIGINT PRIMARY KEY,
    notified_batch_id BIGINT NOT NULL REFERENCES notified_batch (id),
    detail_number BIGINT NOT NULL,    -- place in the batch, from 1
    amount_cents BIGINT,
    bank_reference TEXT NOT NULL,
    end_to_end_reference TEXT NOT NULL,
    counterparty_name TEXT NOT NULL,
    counterparty_account TEXT NOT NULL,
    structured_references TEXT NOT NULL,
    remittance_text TEXT NOT NULL,
    return_reason TEXT NOT NULL,
    UNIQUE (notified_batch_id, detail_number)
);

-- @append-only notified_detail

-- In the place of which entry of which statement a batch stands: one for one, once.

CREATE TABLE notified_batch_use (
    notified_batch_id BIGINT PRIMARY KEY REFERENCES notified_batch (id),
    statement_id BIGINT NOT NULL REFERENCES bank_statement (id),
    entry_number BIGINT NOT NULL,
    used_on TEXT NOT NULL,
    used_by TEXT NOT NULL,
    UNIQUE (statement_id, entry_number)
);

-- @append-only notified_batch_use

-- Which batch the bank names with an entry, so that a later notification finds it. Empty of what was
-- booked before this was kept.

ALTER TABLE bank_entry ADD COLUMN batch_id TEXT;

CREATE INDEX bank_entry_by_batch ON bank_entry (batch_id) WHERE batch_id IS NOT NULL;

-- What came of a notification in a run over a folder.

CREATE TABLE reconciliation_run_notification (
    id BIGINT PRIMARY KEY,
    run_file_id BIGINT NOT NULL REFERENCES reconciliation_run_file (id),
    notification_id BIGINT NOT NULL REFERENCES bank_notification (id),
    kept_count BIGINT NOT NULL,
    kept_cents BIGINT NOT NULL,
    known_count BIGINT NOT NULL,
    spread_count BIGINT NOT NULL,     -- batches that waited in suspense until then
    spread_cents BIGINT NOT NULL,
    not_kept_count BIGINT NOT NULL
);

CREATE INDEX reconciliation_run_notification_by_file ON reconciliation_run_notification (run_file_id);

-- @append-only reconciliation_run_notification
