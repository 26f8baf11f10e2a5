-- How a letter ends: it is laid out for whoever prints and posts it, or it does not leave, with the
-- reason.

CREATE TABLE letter_laid_out (
    letter_id BIGINT PRIMARY KEY REFERENCES sent_letter (id),
    laid_out_on TEXT NOT NULL,
    laid_out_by TEXT NOT NULL
);

-- @append-only letter_laid_out

-- What was sent before this was kept is not laid out once more: nobody is to get a letter twice.
INSERT INTO letter_laid_out (letter_id, laid_out_on, laid_out_by)
SELECT id, letter_date, 'machine:letter_room' FROM sent_letter;

CREATE TABLE letter_withheld (
    id BIGINT PRIMARY KEY,
    request_id BIGINT NOT NULL REFERENCES letter_request (id),
    reason_code TEXT NOT NULL,        -- 'letters.nothing-open', 'letters.no-address'
    is_final SMALLINT NOT NULL,       -- 1: it never leaves; 0: it is tried again at each run
    withheld_on TEXT NOT NULL,        -- the first time
    UNIQUE (request_id, reason_code)
);

-- @append-only letter_withheld
