-- A register that comes from a former system brings millions of postings that are of no bank entry:
-- they need no place in the index of those that are.

DROP INDEX posting_by_allocation;

CREATE INDEX posting_by_allocation ON posting (allocation_id) WHERE allocation_id IS NOT NULL;
