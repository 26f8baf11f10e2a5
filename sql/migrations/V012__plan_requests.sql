-- plans: the number under which an agreement was asked for. The same number again for the same
-- person is the same agreement: a form that is sent twice, or a program that tries once more,
-- makes one plan.

CREATE TABLE plan_request (
    person_id BIGINT NOT NULL REFERENCES person (id),
    request_number TEXT NOT NULL,
    fingerprint TEXT NOT NULL,        -- SHA-256 of all that was asked
    plan_id BIGINT NOT NULL REFERENCES plan (id),
    PRIMARY KEY (person_id, request_number)
);

-- @append-only plan_request
