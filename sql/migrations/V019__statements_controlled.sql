-- payments: what was noticed about a statement is kept with it, and what an officer confirmed of it.

ALTER TABLE bank_statement ADD COLUMN format TEXT;  -- camt, mt940; empty: received earlier than this column

-- An officer takes a statement of this very file in spite of what was found.
CREATE TABLE statement_confirmation (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    file_sha256 TEXT NOT NULL,
    statement_number BIGINT NOT NULL,  -- place in the file, from 1
    code TEXT NOT NULL,                -- enumerations: include/draagkracht/payments/finding.hpp
    finding TEXT NOT NULL,             -- in the words that the officer saw
    reason TEXT NOT NULL,
    confirmed_on TEXT NOT NULL,
    confirmed_by TEXT NOT NULL
);

CREATE INDEX statement_confirmation_by_file ON statement_confirmation (file_sha256);

-- @append-only statement_confirmation

CREATE TABLE statement_finding (
    id BIGINT PRIMARY KEY,
    statement_id BIGINT NOT NULL REFERENCES bank_statement (id),
    code TEXT NOT NULL,
    finding TEXT NOT NULL,
    confirmation_id BIGINT REFERENCES statement_confirmation (id)  -- empty: told, and no reason to wait
);

CREATE INDEX statement_finding_by_statement ON statement_finding (statement_id);

-- @append-only statement_finding
