-- plans: why and when a running plan was looked at again. That its day has come is not stored: it
-- follows from the agreement, the last review and the policy.

CREATE TABLE plan_review (
    id BIGINT PRIMARY KEY,
    plan_id BIGINT NOT NULL REFERENCES plan (id),
    kind TEXT NOT NULL CHECK (kind IN
        ('income_fell', 'reviewed')), -- told by the debtor; looked at, and it stays as it is
    noted_on TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    contact_id BIGINT REFERENCES contact (id),  -- the conversation
    noted_by TEXT NOT NULL
);

CREATE INDEX plan_review_by_plan ON plan_review (plan_id, id);

-- @append-only plan_review
