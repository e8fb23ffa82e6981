//! Texts of objections.

macro_rules! objection {
    () => {
        "id, season, number, dossier, place, at, token, data, handling"
    };
}

macro_rules! evidence {
    () => {
        "id, objection, name, media_type, size, sha256, state, at"
    };
}

sql! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS BIGINT) FROM objection WHERE season = $1";
    INSERT = "INSERT INTO objection (step, ", objection!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    OBJECTION = "SELECT ", objection!(), " FROM objection WHERE id = $1";
    BY_TOKEN = "SELECT ", objection!(), " FROM objection WHERE token = $1";
    OBJECTIONS = "SELECT ", objection!(), " FROM objection WHERE season = $1 ORDER BY number";
    SAVE_HANDLING = "UPDATE objection SET step = $2, handling = $3 WHERE id = $1";
    EVIDENCE = "SELECT ", evidence!(), " FROM evidence WHERE objection = $1 ORDER BY at, id";
    EVIDENCE_FILE = "SELECT ", evidence!(), " FROM evidence WHERE id = $1";
    INSERT_EVIDENCE = "INSERT INTO evidence (", evidence!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    HELD_EVIDENCE = "SELECT ", evidence!(), " FROM evidence WHERE state = 'held' ORDER BY at, id LIMIT $1";
    SAVE_EVIDENCE_STATE = "UPDATE evidence SET state = $2 WHERE id = $1";
    HANDLERS = "SELECT account, named_by, at, left_at FROM objection_handler WHERE objection = $1 ",
        "ORDER BY at, account";
    INSERT_HANDLER = "INSERT INTO objection_handler (objection, account, named_by, at) VALUES ($1, $2, $3, $4)";
    LEAVE = "UPDATE objection_handler SET left_at = $3 WHERE objection = $1 AND account = $2";
    NOTES = "SELECT number, report, author, at, text FROM objection_note WHERE objection = $1 ORDER BY number";
    INSERT_NOTE = "INSERT INTO objection_note (objection, number, report, author, at, text) ",
        "VALUES ($1, $2, $3, $4, $5, $6)";
}
