-- Who got which role when, and who lost it: what an officer may do now (officer_role) follows from
-- it, so that a role that somebody slips in or takes away is found.

CREATE TABLE officer_role_change (
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    municipality_id BIGINT NOT NULL REFERENCES municipality (id),
    role TEXT NOT NULL,
    change_number BIGINT NOT NULL,    -- 1, 2, 3 ... of this role of this officer here
    is_given SMALLINT NOT NULL,       -- 0: taken away
    changed_on TEXT NOT NULL,         -- empty: before this was kept
    changed_by TEXT NOT NULL,
    PRIMARY KEY (officer_id, municipality_id, role, change_number)
);

-- @append-only officer_role_change

INSERT INTO officer_role_change
    (officer_id, municipality_id, role, change_number, is_given, changed_on, changed_by)
SELECT officer_id, municipality_id, role, 1, 1, '', 'machine:conversion' FROM officer_role;

-- Why a second person refused.
ALTER TABLE approval ADD COLUMN decision_reason TEXT;
