-- payments: files for the bank that pay back what was decided (terugbetalingen). What was ordered is
-- never changed: a file leaves, or the payout ends without one. Name and account of who is paid stand
-- where the refund was decided, and do not change.

-- @dropped refund_order

CREATE TABLE payout (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    message TEXT NOT NULL CHECK (message IN ('pain.001.001.03', 'pain.001.001.09')),
    payer_name TEXT NOT NULL,
    order_count BIGINT NOT NULL CHECK (order_count > 0),
    total_cents BIGINT NOT NULL CHECK (total_cents > 0),
    prepared_on TEXT NOT NULL,
    prepared_at TEXT NOT NULL,        -- as the file says
    prepared_by TEXT NOT NULL
);

CREATE INDEX payout_by_municipality ON payout (municipality_id, id);

-- @append-only payout

CREATE TABLE payout_order (
    id BIGINT PRIMARY KEY,
    payout_id BIGINT NOT NULL REFERENCES payout (id),
    refund_id BIGINT NOT NULL REFERENCES refund (id),
    bank_account_id BIGINT NOT NULL REFERENCES bank_account (id),  -- from which it is paid; the
                                      -- orders of one account are a batch, which the bank books as one
    end_to_end_id TEXT NOT NULL UNIQUE,  -- by which the bank tells of it
    amount_cents BIGINT NOT NULL CHECK (amount_cents > 0),
    UNIQUE (payout_id, refund_id)
);

CREATE INDEX payout_order_by_refund ON payout_order (refund_id);

-- @append-only payout_order

-- The file as it was approved: what is written out has these prints.

CREATE TABLE payout_file (
    payout_id BIGINT PRIMARY KEY REFERENCES payout (id),
    approval_id BIGINT NOT NULL UNIQUE REFERENCES approval (id),
    pay_on TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    sha1 TEXT NOT NULL,               -- which banks show when the file is handed in
    byte_count BIGINT NOT NULL,
    released_on TEXT NOT NULL,
    released_by TEXT NOT NULL
);

-- @append-only payout_file

CREATE TABLE payout_laid_out (
    payout_id BIGINT PRIMARY KEY REFERENCES payout (id),
    laid_out_on TEXT NOT NULL,
    laid_out_by TEXT NOT NULL
);

-- @append-only payout_laid_out

-- It will not be paid: another one took its place, or its file did not go to the bank.

CREATE TABLE payout_end (
    payout_id BIGINT PRIMARY KEY REFERENCES payout (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    ended_on TEXT NOT NULL,
    ended_by TEXT NOT NULL
);

-- @append-only payout_end

-- What the bank booked for an order: the money left the account, or came back to it. The entry is
-- money that is paid back, and waits for nobody.

CREATE TABLE payout_answer (
    id BIGINT PRIMARY KEY,
    order_id BIGINT NOT NULL REFERENCES payout_order (id),
    kind TEXT NOT NULL CHECK (kind IN ('paid', 'returned')),
    entry_id BIGINT NOT NULL UNIQUE REFERENCES bank_entry (id),
    amount_cents BIGINT NOT NULL,     -- that of the entry
    recorded_on TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    UNIQUE (order_id, kind),
    CHECK ((kind = 'paid' AND amount_cents < 0) OR (kind = 'returned' AND amount_cents > 0))
);

-- @append-only payout_answer

-- Of each bank entry what is neither on a claim nor waits: to be paid back (above zero), undone, paid
-- out, come back from the bank. Of a refund that was paid out it comes to nothing.

CREATE VIEW refunded_money AS
SELECT id, entry_id, amount_cents FROM refund
UNION ALL
SELECT id, entry_id, amount_cents FROM payout_answer;

-- How each refund that stands is on its way: its last order that did not end, and what the bank told
-- of that.

CREATE VIEW refund_on_its_way AS
SELECT refund.id AS refund_id, refund.entry_id AS entry_id, refund.amount_cents AS amount_cents,
    hand_act.id AS act_id, hand_act.municipality_id AS municipality_id,
    last_order.id AS order_id, last_order.payout_id AS payout_id,
    CASE WHEN back.id IS NOT NULL THEN 'returned' WHEN paid.id IS NOT NULL THEN 'paid'
        WHEN last_order.id IS NOT NULL THEN 'ordered' ELSE 'due' END AS standing,
    back.entry_id AS back_entry_id
FROM refund JOIN hand_act ON hand_act.id = refund.act_id AND hand_act.kind = 'refunded'
LEFT JOIN payout_order last_order ON last_order.id = (SELECT MAX(payout_order.id)
    FROM payout_order WHERE payout_order.refund_id = refund.id
        AND NOT EXISTS (SELECT 1 FROM payout_end
            WHERE payout_end.payout_id = payout_order.payout_id))
LEFT JOIN payout_answer paid ON paid.order_id = last_order.id AND paid.kind = 'paid'
LEFT JOIN payout_answer back ON back.order_id = last_order.id AND back.kind = 'returned'
WHERE NOT EXISTS (SELECT 1 FROM hand_act undoing WHERE undoing.undoes_act_id = hand_act.id);

-- The account to which a refund is to go, as the second person sees it.

CREATE TABLE refund_question (
    approval_id BIGINT PRIMARY KEY REFERENCES approval (id),
    entry_id BIGINT NOT NULL REFERENCES bank_entry (id),
    iban_sealed TEXT                  -- encrypted; empty: the account from which it was paid
);

-- @append-only refund_question

-- access: whether an act is being asked about already is found without going through all questions.

CREATE INDEX approval_by_subject ON approval (municipality_id, action, subject);
