//! Texts of objections.

macro_rules! objection {
    () => {
        "id, season, number, dossier, place, at, token, data, handling"
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
}
