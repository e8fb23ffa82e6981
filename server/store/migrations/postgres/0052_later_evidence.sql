-- Evidence that is handed in later, or on paper, comes with a note of those who look into the case: who added it, when, and
-- where it comes from (Art. 21, 24; ADR 0064). A program that does not know the column shows such a file among those
-- that came first.
-- The SQLite twin of this file leads to the same tables, columns and constraints.

ALTER TABLE evidence ADD COLUMN note BIGINT NOT NULL DEFAULT 0 CHECK (note >= 0);
ALTER TABLE incident_file ADD COLUMN note BIGINT NOT NULL DEFAULT 0 CHECK (note >= 0);
