-- payments: the months that were proved to the cent and closed. What has a lower id than the close
-- was written before it; what is written after it counts in a later month.

CREATE TABLE month_close (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    month TEXT NOT NULL,              -- 2026-06
    proof_sha256 TEXT NOT NULL,       -- over the text of the proof; its form is in docs/formats.md
    closed_on TEXT NOT NULL,
    closed_by TEXT NOT NULL,
    UNIQUE (municipality_id, month)
);

-- @append-only month_close

CREATE TABLE month_close_account (
    id BIGINT PRIMARY KEY,
    month_close_id BIGINT NOT NULL REFERENCES month_close (id),
    bank_account_id BIGINT NOT NULL REFERENCES bank_account (id),
    opening_cents BIGINT NOT NULL,    -- of the bank
    received_cents BIGINT NOT NULL,
    paid_out_cents BIGINT NOT NULL,
    closing_cents BIGINT NOT NULL,    -- of the bank, at the end of the month
    closing_from TEXT NOT NULL CHECK (closing_from IN ('statement', 'officer')),
    allocated_cents BIGINT NOT NULL,  -- of what the bank booked in this month
    suspended_cents BIGINT NOT NULL,
    refunded_cents BIGINT NOT NULL,
    earlier_allocated_cents BIGINT NOT NULL,  -- of what counted in a month before
    earlier_suspended_cents BIGINT NOT NULL,
    earlier_refunded_cents BIGINT NOT NULL,
    ledger_cents BIGINT NOT NULL,     -- above zero: debts went down
    suspense_opening_cents BIGINT NOT NULL,
    suspense_closing_cents BIGINT NOT NULL,
    UNIQUE (month_close_id, bank_account_id)
);

-- @append-only month_close_account

-- A run over a folder of statements, and what came of each file; one without an end was cut off.

CREATE TABLE reconciliation_run (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    begun_on TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    begun_by TEXT NOT NULL
);

-- @append-only reconciliation_run

CREATE TABLE reconciliation_run_file (
    id BIGINT PRIMARY KEY,
    run_id BIGINT NOT NULL REFERENCES reconciliation_run (id),
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    problem_code TEXT,                -- empty: it was taken
    problem_message TEXT,
    problem_where TEXT,
    UNIQUE (run_id, file_sha256)
);

-- @append-only reconciliation_run_file

CREATE TABLE reconciliation_run_statement (
    id BIGINT PRIMARY KEY,
    run_file_id BIGINT NOT NULL REFERENCES reconciliation_run_file (id),
    statement_id BIGINT NOT NULL REFERENCES bank_statement (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('closed', 'left_open', 'known')),
    payment_count BIGINT NOT NULL,
    payment_cents BIGINT NOT NULL,
    known_count BIGINT NOT NULL,      -- came with another statement of the same days
    known_cents BIGINT NOT NULL,
    allocated_count BIGINT NOT NULL,
    allocated_cents BIGINT NOT NULL,
    suspense_count BIGINT NOT NULL,
    suspense_cents BIGINT NOT NULL,
    refunded_cents BIGINT NOT NULL,
    ledger_cents BIGINT NOT NULL,
    not_booked_count BIGINT NOT NULL,
    difference_cents BIGINT NOT NULL  -- between the balances, that no entry tells
);

CREATE INDEX reconciliation_run_statement_by_file ON reconciliation_run_statement (run_file_id);

-- @append-only reconciliation_run_statement

CREATE TABLE reconciliation_run_end (
    run_id BIGINT PRIMARY KEY REFERENCES reconciliation_run (id),
    ended_by TEXT NOT NULL            -- who took it up again, when it was cut off
);

-- @append-only reconciliation_run_end
