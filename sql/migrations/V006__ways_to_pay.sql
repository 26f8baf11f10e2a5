-- plans: how the instalments come in, and the mandates by which a debtor lets them be collected.

CREATE TABLE mandate (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    mandate_number TEXT NOT NULL,     -- as on the form that the debtor signed
    signed_on TEXT NOT NULL,
    iban_sealed TEXT NOT NULL,        -- encrypted
    iban_end TEXT NOT NULL,           -- its last four characters, to show which account it is
    recorded_on TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    UNIQUE (municipality_id, mandate_number)
);

CREATE INDEX mandate_by_person ON mandate (person_id);

-- @append-only mandate

CREATE TABLE plan_way_to_pay (
    plan_id BIGINT PRIMARY KEY REFERENCES plan (id),  -- no row: by transfer
    way TEXT NOT NULL CHECK (way IN ('direct_debit', 'set_off', 'withholding')),
    mandate_id BIGINT REFERENCES mandate (id),
    CHECK ((way = 'direct_debit') = (mandate_id IS NOT NULL))
);

-- @append-only plan_way_to_pay
