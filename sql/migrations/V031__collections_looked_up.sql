-- payments: what is due by direct debit finds what was ordered of it before, when its mandate was used
-- last, and what the bank took back, without going through all that was ever collected.

CREATE INDEX collection_order_by_instalment ON collection_order (plan_id, instalment_number);

CREATE INDEX collection_order_by_use ON collection_order (mandate_id, collect_on);

DROP INDEX collection_order_by_mandate;

-- What the bank takes back is a small part of all that it books.

CREATE INDEX bank_entry_taken_back ON bank_entry (end_to_end_reference) WHERE amount_cents < 0;
