-- payments: by which rule the debt of a payment was found, and where that rule stood in which ladder
-- (config/policies, [matching]). No ladder_from: the ladder of the program. Empty: no debt was found,
-- or the payment was matched before this was kept.

ALTER TABLE bank_entry ADD COLUMN matched_by TEXT;

ALTER TABLE bank_entry ADD COLUMN ladder_rule SMALLINT;

ALTER TABLE bank_entry ADD COLUMN ladder_from TEXT;
