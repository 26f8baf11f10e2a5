-- payments: what a person decided on money: where it goes, that it is paid back, and that such an act
-- is undone. What an act moved stands in allocation and refund; what is left of the money waits.

CREATE TABLE hand_act (
    id BIGINT PRIMARY KEY,
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    act_number TEXT NOT NULL,         -- given by who records it, so that a repeat is one act
    kind TEXT NOT NULL CHECK (kind IN ('placed', 'refunded', 'undone')),
    told TEXT NOT NULL,               -- all that was asked: a repeat says the same; no personal data
    reason TEXT NOT NULL,
    undoes_act_id BIGINT UNIQUE REFERENCES hand_act (id),
    approval_id BIGINT UNIQUE REFERENCES approval (id),
    recorded_on TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    UNIQUE (municipality_id, act_number),
    CHECK ((kind = 'undone') = (undoes_act_id IS NOT NULL)),
    CHECK ((kind = 'refunded') = (approval_id IS NOT NULL))
);

-- @append-only hand_act

CREATE TABLE hand_act_entry (
    id BIGINT PRIMARY KEY,
    act_id BIGINT NOT NULL REFERENCES hand_act (id),
    entry_id BIGINT NOT NULL REFERENCES bank_entry (id),  -- on which the act laid hands
    UNIQUE (act_id, entry_id)
);

CREATE INDEX hand_act_entry_by_entry ON hand_act_entry (entry_id);

-- @append-only hand_act_entry

ALTER TABLE allocation ADD COLUMN hand_act_id BIGINT;

CREATE TABLE refund (
    id BIGINT PRIMARY KEY,
    act_id BIGINT NOT NULL UNIQUE REFERENCES hand_act (id),
    entry_id BIGINT NOT NULL REFERENCES bank_entry (id),
    amount_cents BIGINT NOT NULL CHECK (amount_cents <> 0),  -- below zero: a refund that is undone
    iban_sealed TEXT                  -- encrypted; empty: the account from which it was paid
);

CREATE INDEX refund_by_entry ON refund (entry_id);

-- @append-only refund

CREATE TABLE refund_order (
    refund_id BIGINT PRIMARY KEY REFERENCES refund (id),
    order_reference TEXT NOT NULL,    -- of the order to the bank in which it stands
    ordered_on TEXT NOT NULL,
    ordered_by TEXT NOT NULL
);

-- @append-only refund_order

-- Who works at a payment that waits.

CREATE TABLE suspense_owner (
    id BIGINT PRIMARY KEY,
    entry_id BIGINT NOT NULL REFERENCES bank_entry (id),
    change_number BIGINT NOT NULL,    -- 1, 2, 3 ... of this payment
    officer_id BIGINT REFERENCES officer (id),  -- empty: nobody any more
    set_on TEXT NOT NULL,
    set_by TEXT NOT NULL,
    UNIQUE (entry_id, change_number)
);

-- @append-only suspense_owner
