-- The journal by its room, newest first: whoever audits one room need not wait until all rows were looked at.
-- When the last backup with the contents of files was written: those of the database alone come more often, and do not
-- tell of it. The SQLite twin of this file has the same columns and indexes.
CREATE INDEX journal_room ON journal (room, seq);

ALTER TABLE backup_note ADD COLUMN contents_at BIGINT;
