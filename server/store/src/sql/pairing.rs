//! Texts of room *committee*: how the Office adjusts an assignment.

sql! {
    PAIRINGS = "SELECT p.dossier, p.expert, p.wish, p.reason, p.author, p.at FROM pairing p ",
        "JOIN dossier d ON d.id = p.dossier WHERE d.season = $1 ORDER BY p.dossier, p.expert";
    SAVE_PAIRING = "INSERT INTO pairing (dossier, expert, wish, reason, author, at) ",
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (dossier, expert) DO UPDATE SET ",
        "wish = excluded.wish, reason = excluded.reason, author = excluded.author, at = excluded.at";
    DELETE_PAIRING = "DELETE FROM pairing WHERE dossier = $1 AND expert = $2";
    LOAD_LIMITS = "SELECT expert, load_max FROM panel_member ",
        "WHERE season = $1 AND load_max IS NOT NULL ORDER BY expert";
    SAVE_LOAD_LIMIT = "UPDATE panel_member SET load_max = $3 WHERE season = $1 AND expert = $2";
    SEALED_PAIRS = "SELECT r.dossier, r.expert FROM review r JOIN dossier d ON d.id = r.dossier ",
        "WHERE d.season = $1 AND r.sealed_at IS NOT NULL ORDER BY r.dossier, r.expert";
}
