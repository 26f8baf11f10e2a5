-- What was registered, agreed and received is never changed either: the guard that the ledger has
-- from the beginning. A plan changes by a next version, and ends by a row of its own.

-- @append-only claim

-- @append-only claim_debtor

-- @append-only plan

-- @append-only plan_claim

-- @append-only instalment

-- @append-only former_plan

-- @append-only plan_end

-- @append-only bank_entry

-- @append-only letter_request
