-- payments: a statement of a hundred thousand entries, in a register with as many plans. Which plan a
-- reference names, and which entries a chunk brought, is found without going through all of them.

CREATE INDEX plan_by_reference ON plan (municipality_id, payment_reference);

DROP INDEX bank_entry_by_statement;

CREATE INDEX bank_entry_by_statement ON bank_entry (statement_id, entry_number);
