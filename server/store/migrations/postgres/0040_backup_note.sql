-- One row: when the last backup was written and read again. The server tells the operator, who may have a timer
-- that has failed for a month. The SQLite twin of this file has the same table, columns and constraints.
CREATE TABLE backup_note (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    at BIGINT NOT NULL
);
