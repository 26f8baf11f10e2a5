-- payments: money that comes by a list of payroll and not by the bank. A list is a statement of a
-- clearing account: one a municipality for each kind of list, in which `iban` is its name.

ALTER TABLE bank_account ADD COLUMN kind TEXT NOT NULL DEFAULT 'bank' CHECK (kind IN ('bank', 'set_off', 'withholding'));

-- What was asked of the benefit payroll for a month, to hold against it what comes back. The newest
-- list of a month counts.

CREATE TABLE set_off_list (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    list_number TEXT NOT NULL,        -- the month, and which list of it: "2026-07-1"
    period TEXT NOT NULL,             -- the month: "2026-07"
    sha256 TEXT NOT NULL,             -- of the file
    written_on TEXT NOT NULL,
    written_by TEXT NOT NULL,
    UNIQUE (municipality_id, list_number)
);

CREATE INDEX set_off_list_by_period ON set_off_list (municipality_id, period);

-- @append-only set_off_list

CREATE TABLE set_off_list_line (
    id BIGINT PRIMARY KEY,
    list_id BIGINT NOT NULL REFERENCES set_off_list (id),
    line_number BIGINT NOT NULL CHECK (line_number >= 1),
    plan_id BIGINT NOT NULL REFERENCES plan (id),
    amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
    UNIQUE (list_id, line_number),
    UNIQUE (list_id, plan_id)
);

-- @append-only set_off_list_line
