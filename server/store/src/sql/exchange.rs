//! Texts of room *exchange*.

sql! {
    ACTIVITY = "SELECT data FROM activity WHERE id = $1";
    ACTIVITIES = "SELECT a.data, CAST(COUNT(g.number) AS BIGINT) AS expected FROM activity a ",
        "LEFT JOIN activity_guest g ON g.activity = a.id AND g.withdrawn_at IS NULL ",
        "GROUP BY a.id, a.starts_at, a.data ORDER BY a.starts_at DESC, a.id";
    SAVE_ACTIVITY = "INSERT INTO activity (id, starts_at, cancelled_at, data) VALUES ($1, $2, $3, $4) ",
        "ON CONFLICT (id) DO UPDATE SET cancelled_at = excluded.cancelled_at, data = excluded.data";
    GUESTS = "SELECT data FROM activity_guest WHERE activity = $1 ORDER BY number";
    GUESTS_OF = "SELECT activity, data FROM activity_guest WHERE account = $1 ORDER BY activity, number";
    SAVE_GUEST = "INSERT INTO activity_guest (activity, number, account, dossier, withdrawn_at, attended, data) ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (activity, number) DO UPDATE SET account = excluded.account, ",
        "withdrawn_at = excluded.withdrawn_at, attended = excluded.attended, data = excluded.data";
    ATTENDANCES = "SELECT DISTINCT dossier, activity FROM activity_guest ",
        "WHERE attended = 1 AND dossier IS NOT NULL ORDER BY dossier, activity";
    REPORTS_OF = "SELECT dossier, year, number, data FROM follow_up WHERE dossier = $1 ORDER BY year, number";
    FIRST_REPORTS = "SELECT dossier, year, at FROM follow_up WHERE number = 1 ORDER BY dossier, year";
    INSERT_REPORT = "INSERT INTO follow_up (dossier, year, number, at, data) VALUES ($1, $2, $3, $4, $5)";
}
