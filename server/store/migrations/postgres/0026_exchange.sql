-- Exchange activities and the yearly follow-up (Art. 23).
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE activity (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    starts_at BIGINT NOT NULL,
    cancelled_at BIGINT,
    data TEXT NOT NULL
);

-- Who comes. Who does not come after all keeps the row.
CREATE TABLE activity_guest (
    activity TEXT COLLATE "C" NOT NULL REFERENCES activity (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    account TEXT COLLATE "C",
    dossier TEXT COLLATE "C" REFERENCES dossier (id),
    withdrawn_at BIGINT,
    -- 1 came, 0 did not; nothing before it was noted.
    attended BIGINT CHECK (attended IN (0, 1)),
    data TEXT NOT NULL,
    PRIMARY KEY (activity, number)
);
CREATE UNIQUE INDEX activity_guest_once ON activity_guest (activity, account) WHERE withdrawn_at IS NULL;

-- Reports, for good; the latest of a year counts.
CREATE TABLE follow_up (
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    year BIGINT NOT NULL,
    number BIGINT NOT NULL CHECK (number >= 1),
    at BIGINT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (dossier, year, number)
);

CREATE FUNCTION exchange_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a record of the exchange cannot be changed'; END $$;
CREATE TRIGGER activity_no_delete BEFORE DELETE ON activity FOR EACH ROW EXECUTE FUNCTION exchange_refuse();
CREATE TRIGGER activity_no_change BEFORE UPDATE ON activity FOR EACH ROW
    WHEN (OLD.cancelled_at IS NOT NULL) EXECUTE FUNCTION exchange_refuse();
CREATE TRIGGER follow_up_no_update BEFORE UPDATE ON follow_up FOR EACH ROW EXECUTE FUNCTION exchange_refuse();
CREATE TRIGGER follow_up_no_delete BEFORE DELETE ON follow_up FOR EACH ROW EXECUTE FUNCTION exchange_refuse();
