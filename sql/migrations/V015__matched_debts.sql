-- payments: which debt a payment was matched with, also when nothing was open on it. Later facts can
-- change how it is spread over that debt, and not which debt it is. And the references by which a
-- bank names a payment that it takes back.

ALTER TABLE bank_entry ADD COLUMN matched_claim_id BIGINT;

ALTER TABLE bank_entry ADD COLUMN matched_plan_id BIGINT;

CREATE INDEX bank_entry_by_matched_claim ON bank_entry (matched_claim_id) WHERE matched_claim_id IS NOT NULL;

CREATE INDEX bank_entry_by_matched_plan ON bank_entry (matched_plan_id) WHERE matched_plan_id IS NOT NULL;

CREATE INDEX bank_entry_by_bank_reference ON bank_entry (bank_reference) WHERE bank_reference <> '';

CREATE INDEX bank_entry_by_end_to_end ON bank_entry (end_to_end_reference) WHERE end_to_end_reference NOT IN ('', 'NOTPROVIDED');
