-- payments: what the bank says came in, and where each cent of it went.

CREATE TABLE bank_account (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    iban TEXT NOT NULL UNIQUE
);

CREATE TABLE bank_statement (
    id BIGINT PRIMARY KEY,
    bank_account_id BIGINT NOT NULL REFERENCES bank_account (id),
    identifier TEXT NOT NULL,
    sequence_number TEXT NOT NULL,    -- empty when the bank gives none
    statement_date TEXT NOT NULL,
    opening_cents BIGINT NOT NULL,
    closing_cents BIGINT NOT NULL,
    file_sha256 TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('importing', 'closed', 'open')),
    entries_done BIGINT NOT NULL,     -- entries of the file that are booked; a killed import goes on here
    received_at TEXT NOT NULL,
    UNIQUE (bank_account_id, identifier, statement_date)
);

CREATE TABLE bank_entry (
    id BIGINT PRIMARY KEY,
    statement_id BIGINT NOT NULL REFERENCES bank_statement (id),
    entry_number BIGINT NOT NULL,     -- place in the statement, from 1
    detail_number BIGINT NOT NULL,    -- place in a batch, from 1
    amount_cents BIGINT NOT NULL,     -- above zero: received
    booking_date TEXT NOT NULL,
    value_date TEXT NOT NULL,
    bank_reference TEXT NOT NULL,
    end_to_end_reference TEXT NOT NULL,
    structured_reference TEXT NOT NULL,
    remittance_text TEXT NOT NULL,
    counterparty_iban TEXT NOT NULL,
    counterparty_name TEXT NOT NULL,
    is_reversal SMALLINT NOT NULL,
    duplicate_key TEXT NOT NULL UNIQUE  -- the contract is in docs/formats.md
);

CREATE INDEX bank_entry_by_statement ON bank_entry (statement_id);

CREATE TABLE allocation (
    id BIGINT PRIMARY KEY,
    entry_id BIGINT NOT NULL REFERENCES bank_entry (id),
    claim_id BIGINT NOT NULL REFERENCES claim (id),
    plan_id BIGINT REFERENCES plan (id),
    amount_cents BIGINT NOT NULL CHECK (amount_cents <> 0),
    rung TEXT NOT NULL,               -- which rule of the match ladder
    reason TEXT NOT NULL,
    allocated_on TEXT NOT NULL,
    allocated_by TEXT NOT NULL
);

CREATE INDEX allocation_by_entry ON allocation (entry_id);

CREATE INDEX allocation_by_plan ON allocation (plan_id);

CREATE INDEX allocation_by_claim ON allocation (claim_id);

-- @append-only allocation

CREATE TABLE suspense_item (
    id BIGINT PRIMARY KEY,
    entry_id BIGINT NOT NULL REFERENCES bank_entry (id),
    amount_cents BIGINT NOT NULL CHECK (amount_cents <> 0),
    reason_code TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened_on TEXT NOT NULL
);

CREATE INDEX suspense_item_by_entry ON suspense_item (entry_id);

-- @append-only suspense_item

-- followup: a person calls first.

CREATE TABLE contact (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    contact_number TEXT NOT NULL,     -- given by who records it, so that a repeat is one contact
    contacted_on TEXT NOT NULL,
    channel TEXT NOT NULL,            -- enumerations: include/draagkracht/followup/contact.hpp
    direction TEXT NOT NULL,
    outcome TEXT NOT NULL,
    weight TEXT NOT NULL CHECK (weight IN ('conversation', 'attempt', 'neither')),
    nonpayment_reason TEXT,           -- empty when it was not asked
    notes_sealed TEXT NOT NULL,       -- encrypted; empty when there are none
    next_step TEXT NOT NULL,
    come_back_on TEXT,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    UNIQUE (municipality_id, contact_number)
);

CREATE INDEX contact_by_person ON contact (person_id, contacted_on);

-- @append-only contact

CREATE TABLE contact_arrear (
    contact_id BIGINT NOT NULL REFERENCES contact (id),
    plan_id BIGINT NOT NULL,
    instalment_number BIGINT NOT NULL,  -- the instalment that it was about
    task_due_on TEXT,                 -- when to try again; empty when the talk ended the task
    PRIMARY KEY (contact_id, plan_id, instalment_number),
    FOREIGN KEY (plan_id, instalment_number) REFERENCES instalment (plan_id, number)
);

CREATE INDEX contact_arrear_by_instalment ON contact_arrear (plan_id, instalment_number);

-- @append-only contact_arrear

CREATE TABLE task (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL CHECK (kind IN ('missed_instalment')),
    plan_id BIGINT NOT NULL,
    instalment_number BIGINT NOT NULL,
    opened_on TEXT NOT NULL,          -- due from then, or from what the last contact says
    amount_open_cents BIGINT NOT NULL,  -- when the task was opened; now is worked out
    UNIQUE (kind, plan_id, instalment_number, opened_on),
    FOREIGN KEY (plan_id, instalment_number) REFERENCES instalment (plan_id, number)
);

CREATE INDEX task_by_person ON task (person_id);

CREATE INDEX task_by_instalment ON task (plan_id, instalment_number);

-- @append-only task

CREATE TABLE task_end (
    task_id BIGINT PRIMARY KEY REFERENCES task (id),
    ended_on TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('contacted', 'paid', 'withdrawn')),
    contact_id BIGINT REFERENCES contact (id),
    ended_by TEXT NOT NULL,
    CHECK ((outcome = 'contacted') = (contact_id IS NOT NULL))
);

-- @append-only task_end

CREATE TABLE escalation_step (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    plan_id BIGINT NOT NULL,
    instalment_number BIGINT NOT NULL,
    step TEXT NOT NULL CHECK (step IN
        ('friendly_reminder', 'formal_notice', 'enforcement_order', 'bailiff')),
    taken_on TEXT NOT NULL,
    missed_on TEXT NOT NULL,          -- contacts from this day on could open the gate
    basis TEXT NOT NULL CHECK (basis IN ('conversation', 'attempts', 'approval')),
    approval_id BIGINT UNIQUE REFERENCES approval (id),
    lighter_step_note TEXT NOT NULL,  -- why a lighter step did not fit
    taken_by TEXT NOT NULL,
    UNIQUE (plan_id, instalment_number, step),
    FOREIGN KEY (plan_id, instalment_number) REFERENCES instalment (plan_id, number),
    CHECK ((basis = 'approval') = (approval_id IS NOT NULL)),
    CHECK (step = 'friendly_reminder' OR lighter_step_note <> '')
);

CREATE INDEX escalation_step_by_person ON escalation_step (person_id);

-- @append-only escalation_step

CREATE TABLE escalation_evidence (
    step_id BIGINT NOT NULL REFERENCES escalation_step (id),
    contact_id BIGINT NOT NULL REFERENCES contact (id),  -- the contacts that opened the gate
    PRIMARY KEY (step_id, contact_id)
);

-- @append-only escalation_evidence

-- letters: asked for in the transaction of the act that needs them, made and frozen after it.

CREATE TABLE letter_request (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,               -- 'plan_confirmation', 'friendly_reminder'
    subject TEXT NOT NULL,            -- "plan:12" or "plan:12/instalment:3"
    plan_id BIGINT REFERENCES plan (id),
    requested_on TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    UNIQUE (kind, subject)
);

CREATE TABLE sent_letter (
    id BIGINT PRIMARY KEY,
    request_id BIGINT NOT NULL UNIQUE REFERENCES letter_request (id),
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    letter_date TEXT NOT NULL,
    template_sha256 TEXT NOT NULL,
    figures_json TEXT NOT NULL,
    pdf_base64 TEXT NOT NULL,
    pdf_sha256 TEXT NOT NULL
);

CREATE INDEX sent_letter_by_person ON sent_letter (person_id, letter_date);

-- @append-only sent_letter

-- daily: which step of which night is done.

CREATE TABLE business_day_step (
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    business_date TEXT NOT NULL,
    step TEXT NOT NULL,
    completed_at TEXT NOT NULL,
    affected_count BIGINT NOT NULL,
    PRIMARY KEY (municipality_id, business_date, step)
);
