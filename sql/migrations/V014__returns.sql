-- payments: the bank took a payment back. What was paid by the one entry is taken back by the other,
-- and counts as undone from a day that policy says.

CREATE TABLE entry_return (
    entry_id BIGINT PRIMARY KEY REFERENCES bank_entry (id),  -- by which the bank took it back
    returned_entry_id BIGINT NOT NULL UNIQUE REFERENCES bank_entry (id),
    counts_from TEXT NOT NULL,        -- the day of the payment itself: it counts as never made
    reason TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);

-- @append-only entry_return

CREATE INDEX posting_by_reversed ON posting (reverses_posting_id) WHERE reverses_posting_id IS NOT NULL;
