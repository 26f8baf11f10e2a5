-- plans: the terms that were agreed on, from which the schedule follows: its rhythm, its amounts,
-- and what is paid beside them. A plan from before had one amount by the month.

CREATE TABLE plan_terms (
    plan_id BIGINT PRIMARY KEY REFERENCES plan (id),
    frequency TEXT NOT NULL CHECK (frequency IN ('monthly', 'four_weekly', 'weekly')),
    first_due_date TEXT NOT NULL,
    day_of_month BIGINT CHECK (day_of_month BETWEEN 1 AND 31),  -- empty: the day of the first
    holiday_pay_cents BIGINT CHECK (holiday_pay_cents > 0),  -- more in May; empty: none
    paid_elsewhere_cents BIGINT,      -- a month on other running plans then; empty: not known
    CHECK (frequency = 'monthly' OR day_of_month IS NULL)
);

CREATE TABLE plan_amount_step (
    plan_id BIGINT NOT NULL REFERENCES plan (id),
    from_number BIGINT NOT NULL CHECK (from_number >= 1),  -- of the instalment
    amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
    PRIMARY KEY (plan_id, from_number)
);

CREATE TABLE plan_extra (
    plan_id BIGINT NOT NULL REFERENCES plan (id),
    due_date TEXT NOT NULL,           -- added to the first instalment on or after this day
    amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
    PRIMARY KEY (plan_id, due_date)
);

INSERT INTO plan_terms (plan_id, frequency, first_due_date)
SELECT plan_id, 'monthly', due_date FROM instalment WHERE number = 1;

INSERT INTO plan_amount_step (plan_id, from_number, amount_cents)
SELECT id, 1, agreed_amount_cents FROM plan;

-- @append-only plan_terms

-- @append-only plan_amount_step

-- @append-only plan_extra
