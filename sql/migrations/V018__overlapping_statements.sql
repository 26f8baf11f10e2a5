-- payments: what a statement holds that another statement of the same days brought, and that is not
-- booked again.

ALTER TABLE bank_statement ADD COLUMN first_booked_on TEXT;  -- of its entries; empty: none, or received earlier than this column

ALTER TABLE bank_statement ADD COLUMN last_booked_on TEXT;  -- the same; a bank may book after the day of the statement

CREATE TABLE known_entry (
    id BIGINT PRIMARY KEY,
    statement_id BIGINT NOT NULL REFERENCES bank_statement (id),
    entry_number BIGINT NOT NULL,     -- place in the statement, from 1
    amount_cents BIGINT NOT NULL,     -- of the whole entry
    booking_date TEXT NOT NULL,
    bank_reference TEXT NOT NULL,
    UNIQUE (statement_id, entry_number)
);

-- @append-only known_entry
