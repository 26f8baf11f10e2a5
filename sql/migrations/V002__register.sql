-- people: the person is a number; who that is stands apart, so that a person can be forgotten while
-- the books stay whole.

CREATE TABLE person (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    client_number TEXT NOT NULL,
    UNIQUE (municipality_id, client_number)
);

CREATE TABLE person_identity (
    person_id BIGINT PRIMARY KEY REFERENCES person (id),
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    bsn_sealed TEXT,                  -- encrypted
    bsn_index TEXT,                   -- keyed hash, to look up by
    salutation TEXT NOT NULL CHECK (salutation IN ('mevrouw', 'de heer', 'none')),
    initials TEXT NOT NULL,
    surname_prefix TEXT NOT NULL,
    surname TEXT NOT NULL,
    birth_date TEXT,
    street TEXT NOT NULL,             -- empty when there is no address in the population register
    house_number TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    city TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    registered_hash TEXT NOT NULL,    -- keyed, of what was registered: the same again is skipped
    UNIQUE (municipality_id, bsn_index)
);

CREATE INDEX person_identity_by_surname ON person_identity (municipality_id, surname);

CREATE TABLE person_account (
    person_id BIGINT NOT NULL REFERENCES person (id),
    iban TEXT NOT NULL,               -- known to pay for this person; a guardian pays for many
    PRIMARY KEY (person_id, iban)
);

CREATE INDEX person_account_by_iban ON person_account (iban);

CREATE TABLE household (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    household_number TEXT NOT NULL,
    registered_hash TEXT NOT NULL,
    UNIQUE (municipality_id, household_number)
);

CREATE TABLE household_member (
    household_id BIGINT NOT NULL REFERENCES household (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL CHECK (role IN ('applicant', 'partner', 'child')),
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    PRIMARY KEY (household_id, person_id, valid_from)
);

CREATE INDEX household_member_by_person ON household_member (person_id);

CREATE TABLE benefit_spell (
    person_id BIGINT NOT NULL REFERENCES person (id),
    law TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT,                 -- empty while the benefit runs
    PRIMARY KEY (person_id, law, valid_from)
);

-- claims: what is owed, by whom, and every cent that moved.

CREATE TABLE claim (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    claim_number TEXT NOT NULL,
    kind TEXT NOT NULL,               -- enumerations: include/draagkracht/claims/claim.hpp
    law TEXT NOT NULL,
    legal_ground TEXT NOT NULL,       -- the article: "PW 58 lid 1"
    cause TEXT NOT NULL,
    culpability TEXT NOT NULL,
    decision_number TEXT NOT NULL,
    decision_date TEXT NOT NULL,
    notified_date TEXT NOT NULL,
    due_date TEXT NOT NULL,
    period_from TEXT,
    period_until TEXT,
    original_amount_cents BIGINT NOT NULL CHECK (original_amount_cents > 0),
    payment_reference TEXT NOT NULL,
    registered_hash TEXT NOT NULL,    -- of what was registered: the same again is skipped
    UNIQUE (municipality_id, claim_number),
    UNIQUE (municipality_id, payment_reference)
);

CREATE TABLE claim_debtor (
    claim_id BIGINT NOT NULL REFERENCES claim (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    liable_from TEXT NOT NULL,
    PRIMARY KEY (claim_id, person_id)
);

CREATE INDEX claim_debtor_by_person ON claim_debtor (person_id);

CREATE TABLE posting (
    id BIGINT PRIMARY KEY,
    claim_id BIGINT NOT NULL REFERENCES claim (id),
    component TEXT NOT NULL CHECK (component IN ('principal', 'interest', 'costs')),
    kind TEXT NOT NULL,               -- 'claim', 'payment', 'interest', 'fee', 'correction'
    amount_cents BIGINT NOT NULL CHECK (amount_cents <> 0),  -- above zero: more is owed
    value_date TEXT NOT NULL,         -- from when it counts
    booked_on TEXT NOT NULL,          -- the business date of the booking
    allocation_id BIGINT,             -- for a payment: which allocation of a bank entry
    reverses_posting_id BIGINT REFERENCES posting (id),
    reason TEXT NOT NULL,
    posted_by TEXT NOT NULL
);

CREATE INDEX posting_by_claim ON posting (claim_id);

CREATE INDEX posting_by_allocation ON posting (allocation_id);

-- @append-only posting

-- capacity and plans: what the norm says, what was agreed, what is left to live on.

CREATE TABLE assessment (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    assessed_on TEXT NOT NULL,
    household_json TEXT NOT NULL,
    worksheet_json TEXT NOT NULL,
    sha256 TEXT NOT NULL
);

CREATE INDEX assessment_by_person ON assessment (person_id, assessed_on);

-- @append-only assessment

CREATE TABLE plan (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    plan_number TEXT NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1),
    payment_reference TEXT NOT NULL,  -- the same for all versions of a plan
    agreed_on TEXT NOT NULL,
    agreed_by TEXT NOT NULL,
    norm_amount_cents BIGINT,         -- empty: not assessed, as for a plan from a former system
    protected_income_cents BIGINT,
    income_cents BIGINT,
    agreed_amount_cents BIGINT NOT NULL CHECK (agreed_amount_cents > 0),
    debtors_own_wish SMALLINT NOT NULL,
    difference_reason TEXT NOT NULL,  -- why the agreed amount is not the norm's; empty when it is
    contact_id BIGINT,                -- the conversation in which it was agreed
    assessment_id BIGINT REFERENCES assessment (id),
    total_cents BIGINT NOT NULL CHECK (total_cents > 0),
    UNIQUE (municipality_id, plan_number, version),
    UNIQUE (payment_reference, version)
);

CREATE INDEX plan_by_person ON plan (person_id);

CREATE TABLE plan_claim (
    plan_id BIGINT NOT NULL REFERENCES plan (id),
    claim_id BIGINT NOT NULL REFERENCES claim (id),
    rank BIGINT NOT NULL,             -- the order in which payments go to the claims
    amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
    PRIMARY KEY (plan_id, claim_id)
);

CREATE INDEX plan_claim_by_claim ON plan_claim (claim_id);

CREATE TABLE instalment (
    plan_id BIGINT NOT NULL REFERENCES plan (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    due_date TEXT NOT NULL,
    amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
    cumulative_cents BIGINT NOT NULL, -- this one and all before it: paid up to here is paid
    PRIMARY KEY (plan_id, number)
);

CREATE INDEX instalment_by_due_date ON instalment (due_date);

CREATE TABLE former_plan (
    plan_id BIGINT PRIMARY KEY REFERENCES plan (id),  -- agreed on in a former system
    registered_hash TEXT NOT NULL     -- of what was registered: the same again is skipped
);

CREATE TABLE plan_end (
    plan_id BIGINT PRIMARY KEY REFERENCES plan (id),
    ended_on TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('paid', 'replaced', 'broken', 'remitted')),
    reason TEXT NOT NULL,
    ended_by TEXT NOT NULL
);
