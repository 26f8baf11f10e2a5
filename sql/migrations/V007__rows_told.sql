-- The trail tells which rows each act wrote, with a print of each, so that a row that is changed,
-- removed or added behind the program's back is found by name (include/draagkracht/audit).
--
-- The form: {"schema":7,"contact":[[17,"9f86d081884c7d659a2feaa0c55ad015"]]}. Empty for an act that
-- wrote nothing in a table that is only added to, and for events from before this migration.

ALTER TABLE audit_event ADD COLUMN rows_written TEXT;
