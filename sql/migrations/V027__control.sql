-- payments: a difference with the bank that stays. A month is closed with it as a line of its own, when
-- one officer said why and a second person approved that amount.

CREATE TABLE month_difference (
    id BIGINT PRIMARY KEY,
    month_close_id BIGINT NOT NULL REFERENCES month_close (id),
    bank_account_id BIGINT NOT NULL REFERENCES bank_account (id),
    amount_cents BIGINT NOT NULL CHECK (amount_cents <> 0),  -- above zero: the bank has more than it told
    reason TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    approval_id BIGINT NOT NULL UNIQUE REFERENCES approval (id),
    UNIQUE (month_close_id, bank_account_id),
    CHECK (approved_by <> accepted_by)
);

CREATE INDEX month_difference_by_account ON month_difference (bank_account_id);

-- @append-only month_difference

-- A file that a run refused, each time that it was handed in: a run that is taken up again tries it
-- again. What was taken is in reconciliation_run_file.

CREATE TABLE reconciliation_run_refusal (
    id BIGINT PRIMARY KEY,
    run_id BIGINT NOT NULL REFERENCES reconciliation_run (id),
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    problem_code TEXT NOT NULL,
    problem_message TEXT NOT NULL,
    problem_where TEXT NOT NULL,
    problem_remedy TEXT NOT NULL,
    statement_number BIGINT           -- of this municipality, place in the file, when an officer can confirm it
);

CREATE INDEX reconciliation_run_refusal_by_run ON reconciliation_run_refusal (run_id);

-- @append-only reconciliation_run_refusal
