//! Texts of incidents and revocations.

macro_rules! incident {
    () => {
        "id, holder, organisation, dossier, at, token, reporter, data, handling"
    };
}

sql! {
    INSERT = "INSERT INTO incident (title, step, ", incident!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    INCIDENT = "SELECT ", incident!(), " FROM incident WHERE id = $1";
    BY_TOKEN = "SELECT ", incident!(), " FROM incident WHERE token = $1";
    /// Those that are not settled first: anybody may report, and an open case must not fall off the list for it.
    INCIDENTS = "SELECT ", incident!(), " FROM incident ",
        "ORDER BY CASE WHEN step IN ('declined', 'decided') THEN 1 ELSE 0 END, at DESC, id LIMIT $1";
    INCIDENTS_OF = "SELECT ", incident!(), " FROM incident WHERE organisation = $1 ORDER BY at DESC, id";
    INCIDENTS_HEARD = "SELECT ", incident!(), " FROM incident WHERE step = 'heard' ORDER BY at, id";
    SAVE_CASE = "UPDATE incident SET step = $2, handling = $3 WHERE id = $1";
    STATEMENTS = "SELECT number, author, at, text, paper FROM statement WHERE incident = $1 ORDER BY number";
    INSERT_STATEMENT = "INSERT INTO statement (incident, number, author, at, text, paper) ",
        "VALUES ($1, $2, $3, $4, $5, $6)";
    INSERT_REVOCATION = "INSERT INTO revocation (title, incident, at, data) VALUES ($1, $2, $3, $4)";
    /// Of a title, or of one it stands in the place of.
    REVOCATION = "SELECT r.data FROM title_gone g JOIN revocation r ON r.title = g.original WHERE g.number = $1";
    REVOCATIONS = "SELECT data FROM revocation ORDER BY at DESC, title";
}
