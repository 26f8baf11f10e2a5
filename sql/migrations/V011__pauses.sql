-- plans: pauses and deferrals, and the due dates that they moved. What was agreed stays in
-- instalment; nothing here is changed either, so that an act and its undoing are both there.

CREATE TABLE plan_pause (
    id BIGINT PRIMARY KEY,
    plan_id BIGINT NOT NULL REFERENCES plan (id),
    pause_number TEXT NOT NULL,       -- given by who enters it, so that a repeat is one pause
    kind TEXT NOT NULL CHECK (kind IN ('pause', 'deferral')),
    first_day TEXT NOT NULL,          -- this and the last day are in the pause
    last_day TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    contact_id BIGINT REFERENCES contact (id),  -- the conversation in which it was agreed
    continues_id BIGINT REFERENCES plan_pause (id),  -- taken over from the former version
    entered_on TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    UNIQUE (plan_id, pause_number),
    CHECK (first_day <= last_day)
);

-- @append-only plan_pause

CREATE TABLE plan_pause_change (
    id BIGINT PRIMARY KEY,
    pause_id BIGINT NOT NULL REFERENCES plan_pause (id),
    kind TEXT NOT NULL CHECK (kind IN ('shortened', 'withdrawn')),
    last_day TEXT,                    -- the new one; empty when withdrawn
    reason TEXT NOT NULL CHECK (reason <> ''),
    changed_on TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    CHECK ((kind = 'withdrawn') = (last_day IS NULL))
);

CREATE INDEX plan_pause_change_by_pause ON plan_pause_change (pause_id, id);

-- @append-only plan_pause_change

CREATE TABLE instalment_move (
    id BIGINT PRIMARY KEY,
    plan_id BIGINT NOT NULL,
    instalment_number BIGINT NOT NULL,
    due_date TEXT NOT NULL,           -- from now on; never before the date that was agreed
    pause_id BIGINT NOT NULL REFERENCES plan_pause (id),
    change_id BIGINT REFERENCES plan_pause_change (id),  -- empty: when the pause was entered
    FOREIGN KEY (plan_id, instalment_number) REFERENCES instalment (plan_id, number)
);

CREATE INDEX instalment_move_by_instalment ON instalment_move (plan_id, instalment_number, id);

-- @append-only instalment_move

-- The instalments as they stand now: what every question about a due date reads. Ask for
-- agreed_due_date first where many are asked for: it is in an index, and never after due_date.

CREATE VIEW current_instalment AS
SELECT instalment.plan_id AS plan_id,
    instalment.number AS number,
    instalment.due_date AS agreed_due_date,
    COALESCE(last_move.due_date, instalment.due_date) AS due_date,
    instalment.amount_cents AS amount_cents,
    instalment.cumulative_cents AS cumulative_cents
FROM instalment
LEFT JOIN instalment_move last_move ON last_move.plan_id = instalment.plan_id
    AND last_move.instalment_number = instalment.number
    AND NOT EXISTS (SELECT 1 FROM instalment_move later
        WHERE later.plan_id = last_move.plan_id
            AND later.instalment_number = last_move.instalment_number
            AND later.id > last_move.id);

-- The pauses that were not withdrawn, with the last day that they have now.

CREATE VIEW pause_in_force AS
SELECT plan_pause.id AS pause_id,
    plan_pause.plan_id AS plan_id,
    plan_pause.first_day AS first_day,
    COALESCE(last_change.last_day, plan_pause.last_day) AS last_day
FROM plan_pause
LEFT JOIN plan_pause_change last_change ON last_change.pause_id = plan_pause.id
    AND NOT EXISTS (SELECT 1 FROM plan_pause_change later
        WHERE later.pause_id = last_change.pause_id AND later.id > last_change.id)
WHERE last_change.kind IS NULL OR last_change.kind = 'shortened';
