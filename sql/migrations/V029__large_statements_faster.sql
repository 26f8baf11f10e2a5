-- A hundred thousand payments in as little time as can be.

-- audit: whom an event concerns that is told of many at once. They are in the hash of the event.

CREATE TABLE audit_event_person (
    person_id BIGINT NOT NULL,
    sequence BIGINT NOT NULL,         -- of the event
    PRIMARY KEY (person_id, sequence)
);

-- @append-only audit_event_person

-- The prints in it are as good as random: to try and compress them is time lost.

-- @postgresql
ALTER TABLE audit_event ALTER COLUMN rows_written SET STORAGE EXTERNAL;

-- PostgreSQL checks a reference row by row, and locks the row that is referred to each time, which
-- writes to it. Here what is referred to is never removed, so that it is enough to look, once for
-- all rows of a statement.

-- @postgresql
CREATE FUNCTION refuse_unknown() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE unknown BIGINT;
BEGIN
    EXECUTE format(
        'SELECT %1$I FROM added WHERE %1$I IS NOT NULL AND (SELECT 1 FROM %2$I.%3$I WHERE id = added.%1$I) IS NULL LIMIT 1',
        TG_ARGV[0], TG_TABLE_SCHEMA, TG_ARGV[1]) INTO unknown;
    IF unknown IS NOT NULL THEN
        RAISE foreign_key_violation USING MESSAGE = format('%s.%s: there is no %s %s', TG_TABLE_NAME, TG_ARGV[0], TG_ARGV[1], unknown);
    END IF;
    RETURN NULL;
END $$;

-- @postgresql
ALTER TABLE bank_entry DROP CONSTRAINT bank_entry_statement_id_fkey;

-- @postgresql
CREATE TRIGGER bank_entry_knows_statement AFTER INSERT ON bank_entry REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION refuse_unknown('statement_id', 'bank_statement');

-- @postgresql
CREATE TRIGGER bank_statement_refuses_removal BEFORE DELETE OR TRUNCATE OR UPDATE OF id ON bank_statement
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- @postgresql
ALTER TABLE allocation DROP CONSTRAINT allocation_entry_id_fkey,
    DROP CONSTRAINT allocation_claim_id_fkey, DROP CONSTRAINT allocation_plan_id_fkey;

-- @postgresql
CREATE TRIGGER allocation_knows_entry AFTER INSERT ON allocation REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION refuse_unknown('entry_id', 'bank_entry');

-- @postgresql
CREATE TRIGGER allocation_knows_claim AFTER INSERT ON allocation REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION refuse_unknown('claim_id', 'claim');

-- @postgresql
CREATE TRIGGER allocation_knows_plan AFTER INSERT ON allocation REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION refuse_unknown('plan_id', 'plan');

-- @postgresql
ALTER TABLE posting DROP CONSTRAINT posting_claim_id_fkey;

-- @postgresql
CREATE TRIGGER posting_knows_claim AFTER INSERT ON posting REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION refuse_unknown('claim_id', 'claim');
