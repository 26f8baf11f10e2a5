-- The schema of Draagkracht, one text for SQLite and PostgreSQL.
--
-- How these files are read (src/storage/migration.cpp): a statement is a paragraph, so it holds no
-- empty line and an empty line follows it. The line "-- @append-only TABLE" makes the database
-- refuse UPDATE and DELETE on that table. BIGINT PRIMARY KEY becomes INTEGER PRIMARY KEY on SQLite,
-- where that is the row's own key. A file is never edited after a release.
--
-- Money is BIGINT cents, a date is TEXT "2026-07-01", a moment is TEXT "2026-07-01T12:30:00Z" in
-- UTC, yes or no is SMALLINT 1 or 0. All ids are drawn from one sequence, entity_id.

CREATE TABLE municipality (
    id BIGINT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,        -- as in config/policies: "zandwijk"
    name TEXT NOT NULL,
    policy TEXT NOT NULL              -- the policy file that it follows; a regional body has one for all
);

-- audit: who did or saw what; each event holds the hash of the one before it.

CREATE TABLE audit_event (
    sequence BIGINT PRIMARY KEY,      -- 1, 2, 3 ... without a gap
    occurred_at TEXT NOT NULL,
    business_date TEXT NOT NULL,
    actor TEXT NOT NULL,              -- "officer:12" or "machine:reconciliation"
    action TEXT NOT NULL,             -- "plans.agree", "people.look"
    municipality_id BIGINT,
    person_id BIGINT,                 -- whom it concerns: the pseudonym, never a name
    subject TEXT NOT NULL,            -- "claim:17"
    details TEXT NOT NULL,            -- JSON without personal data
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE INDEX audit_event_by_person ON audit_event (person_id, sequence);

-- @append-only audit_event

CREATE TABLE audit_head (
    id BIGINT PRIMARY KEY,            -- always 1
    sequence BIGINT NOT NULL,
    hash TEXT NOT NULL
);

INSERT INTO audit_head (id, sequence, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- access: who may do what, for which municipality.

CREATE TABLE officer (
    id BIGINT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,      -- argon2id
    is_active SMALLINT NOT NULL
);

CREATE TABLE officer_role (
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    role TEXT NOT NULL CHECK (role IN
        ('debt_officer', 'caseworker', 'supervisor', 'auditor', 'administrator')),
    PRIMARY KEY (officer_id, municipality_id, role)
);

CREATE TABLE web_session (
    token_hash TEXT PRIMARY KEY,      -- the token itself is known to the browser alone
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    csrf_token TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
);

CREATE TABLE approval (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    action TEXT NOT NULL,             -- what needs a second person: "followup.override_gate"
    subject TEXT NOT NULL,            -- "plan:12"
    reason TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    requested_at TEXT NOT NULL,
    decided_by TEXT,
    decided_at TEXT,
    decision TEXT CHECK (decision IN ('granted', 'refused')),
    used_at TEXT,                     -- a granted approval serves once
    CHECK (decided_by IS NULL OR decided_by <> requested_by),
    CHECK ((decided_by IS NULL) = (decision IS NULL))
);
