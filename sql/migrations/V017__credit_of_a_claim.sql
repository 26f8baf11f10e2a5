-- claims: the other claim that an act names, against which it sets a credit.

ALTER TABLE claim_act ADD COLUMN other_claim_id BIGINT REFERENCES claim (id);

CREATE INDEX claim_act_by_other_claim ON claim_act (other_claim_id) WHERE other_claim_id IS NOT NULL;
