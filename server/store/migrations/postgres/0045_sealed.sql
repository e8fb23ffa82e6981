-- Those who decide a sealed case ask for more, and what an organisation without an account writes on paper is a
-- statement like any other (Art. 21, 24; ADR 0062). A program that knows neither column shows a question to the
-- readers of a report, and a paper under the name of who recorded it.
-- The SQLite twin of this file leads to the same tables, columns and constraints.

ALTER TABLE objection_note ADD COLUMN question BIGINT NOT NULL DEFAULT 0 CHECK (question IN (0, 1));
ALTER TABLE incident_note ADD COLUMN question BIGINT NOT NULL DEFAULT 0 CHECK (question IN (0, 1));
ALTER TABLE statement ADD COLUMN paper BIGINT NOT NULL DEFAULT 0 CHECK (paper IN (0, 1));
