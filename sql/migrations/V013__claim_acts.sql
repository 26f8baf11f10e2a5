-- claims: the acts that make the life of a claim. In which stage a claim stands, and what holds it
-- up, is not stored: it follows from its acts, its balance, its plan and the day
-- (include/draagkracht/claims/life.hpp).

CREATE TABLE claim_act (
    id BIGINT PRIMARY KEY,
    claim_id BIGINT NOT NULL REFERENCES claim (id),
    act_number TEXT NOT NULL,         -- given by who records it, so that a repeat is one act
    kind TEXT NOT NULL,               -- enumerations: include/draagkracht/claims/act.hpp
    on_date TEXT NOT NULL,            -- from when it counts
    reason TEXT NOT NULL CHECK (reason <> ''),
    decision_number TEXT NOT NULL,    -- empty when it is no decision
    amount_cents BIGINT CHECK (amount_cents <> 0),
    component TEXT,
    factor_thousandths BIGINT,        -- of a percent: the factor of a gross-up
    hold TEXT,
    interest_runs SMALLINT,           -- during the hold: Awb 4:101
    last_day TEXT,                    -- that a hold or a decision on interest covers
    review_on TEXT,
    ends_act_id BIGINT REFERENCES claim_act (id),  -- the hold that it ends
    person_id BIGINT REFERENCES person (id),       -- the debtor whom alone it concerns
    interruption TEXT,                -- of the limitation
    approval_id BIGINT UNIQUE REFERENCES approval (id),
    recorded_on TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    UNIQUE (claim_id, act_number)
);

CREATE INDEX claim_act_by_person ON claim_act (person_id);

-- @append-only claim_act

ALTER TABLE posting ADD COLUMN act_id BIGINT REFERENCES claim_act (id);

-- The books of a year that was closed: no decision counts from a day in it any more.

CREATE TABLE annual_close (
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    year BIGINT NOT NULL,
    closed_on TEXT NOT NULL,
    closed_by TEXT NOT NULL,
    PRIMARY KEY (municipality_id, year)
);

-- @append-only annual_close

-- The holds with the last day that they cover now; those that were taken back from their first day
-- cover none.

CREATE VIEW hold_in_force AS
SELECT held.id AS act_id,
    held.claim_id AS claim_id,
    held.person_id AS person_id,
    held.hold AS hold,
    held.on_date AS first_day,
    COALESCE(ended.last_day, held.last_day, '9999-12-31') AS last_day
FROM claim_act held
LEFT JOIN claim_act ended ON ended.ends_act_id = held.id
WHERE held.kind = 'held' AND COALESCE(ended.last_day, '9999-12-31') >= held.on_date;

CREATE INDEX claim_act_by_ended ON claim_act (ends_act_id);

-- The plans that a hold keeps quiet: those that still have to pay the claim it covers, of the debtor
-- whom it concerns or of all.

CREATE VIEW plan_hold AS
SELECT plan.id AS plan_id,
    hold.first_day AS first_day,
    hold.last_day AS last_day
FROM hold_in_force hold
JOIN plan_claim ON plan_claim.claim_id = hold.claim_id
JOIN plan ON plan.id = plan_claim.plan_id
    AND (hold.person_id IS NULL OR hold.person_id = plan.person_id)
WHERE (SELECT COALESCE(SUM(posting.amount_cents), 0) FROM posting
    WHERE posting.claim_id = hold.claim_id) > 0;
