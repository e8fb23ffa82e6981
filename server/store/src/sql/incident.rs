//! Texts of incidents and revocations.

macro_rules! incident {
    () => {
        "id, holder, organisation, dossier, at, token, reporter, data, handling"
    };
}

macro_rules! file {
    () => {
        "id, incident, statement, name, media_type, size, sha256, state, at"
    };
}

sql! {
    INSERT = "INSERT INTO incident (title, step, ", incident!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    INCIDENT = "SELECT ", incident!(), " FROM incident WHERE id = $1";
    BY_TOKEN = "SELECT ", incident!(), " FROM incident WHERE token = $1";
    INCIDENTS = "SELECT ", incident!(), " FROM incident ORDER BY at DESC, id LIMIT $1";
    SAVE_CASE = "UPDATE incident SET step = $2, handling = $3 WHERE id = $1";
    FILES = "SELECT ", file!(), " FROM incident_file WHERE incident = $1 ORDER BY at, id";
    FILE = "SELECT ", file!(), " FROM incident_file WHERE id = $1";
    INSERT_FILE = "INSERT INTO incident_file (", file!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    HELD_FILES = "SELECT ", file!(), " FROM incident_file WHERE state = 'held' ORDER BY at, id LIMIT $1";
    SAVE_FILE_STATE = "UPDATE incident_file SET state = $2 WHERE id = $1";
    PEOPLE = "SELECT account, named_by, at, left_at FROM incident_person WHERE incident = $1 ",
        "ORDER BY at, account";
    ALL_PEOPLE = "SELECT incident, account, named_by, at, left_at FROM incident_person ",
        "ORDER BY incident, at, account";
    INSERT_PERSON = "INSERT INTO incident_person (incident, account, named_by, at, left_at) ",
        "VALUES ($1, $2, $3, $4, $5)";
    LEAVE = "UPDATE incident_person SET left_at = $3 WHERE incident = $1 AND account = $2";
    NOTES = "SELECT number, report, author, at, text FROM incident_note WHERE incident = $1 ORDER BY number";
    INSERT_NOTE = "INSERT INTO incident_note (incident, number, report, author, at, text) ",
        "VALUES ($1, $2, $3, $4, $5, $6)";
    STATEMENTS = "SELECT number, author, at, text FROM statement WHERE incident = $1 ORDER BY number";
    INSERT_STATEMENT = "INSERT INTO statement (incident, number, author, at, text) VALUES ($1, $2, $3, $4, $5)";
    INSERT_REVOCATION = "INSERT INTO revocation (title, incident, at, data) VALUES ($1, $2, $3, $4)";
    /// Of a title, or of one it stands in the place of.
    REVOCATION = "SELECT r.data FROM title_gone g JOIN revocation r ON r.title = g.original WHERE g.number = $1";
    REVOCATIONS = "SELECT data FROM revocation ORDER BY at DESC, title";
}
