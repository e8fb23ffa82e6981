//! Texts of room *consultation*.

sql! {
    CONSULTATION = "SELECT data FROM consultation WHERE season = $1 AND list = $2";
    CONSULTATIONS = "SELECT data FROM consultation WHERE season = $1 ORDER BY list DESC";
    SAVE_CONSULTATION = "INSERT INTO consultation (season, list, opened_at, due_at, closed_at, data) ",
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (season, list) DO UPDATE SET due_at = excluded.due_at, ",
        "closed_at = excluded.closed_at, data = excluded.data";
}
