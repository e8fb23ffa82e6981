//! Texts of rooms *notice* and *announcement*.

sql! {
    NOTICE = "SELECT data FROM notice WHERE season = $1";
    NOTICE_OF_YEAR = "SELECT data FROM notice WHERE year = $1";
    NOTICES = "SELECT data FROM notice ORDER BY year DESC";
    SAVE_NOTICE = "INSERT INTO notice (season, year, opened_at, ends_at, data) VALUES ($1, $2, $3, $4, $5) ",
        "ON CONFLICT (season) DO UPDATE SET ends_at = excluded.ends_at, data = excluded.data";
    PLANNED_NOTICE = "SELECT data FROM planned_notice WHERE season = $1";
    SAVE_PLANNED_NOTICE = "INSERT INTO planned_notice (season, opens_at, data) VALUES ($1, $2, $3) ",
        "ON CONFLICT (season) DO UPDATE SET opens_at = excluded.opens_at, data = excluded.data";
    DROP_PLANNED_NOTICE = "DELETE FROM planned_notice WHERE season = $1";
    ANNOUNCEMENT = "SELECT data FROM announcement WHERE season = $1";
    RELEASED_OF_YEAR = "SELECT data FROM announcement WHERE year = $1 AND released_at IS NOT NULL";
    RELEASED = "SELECT data FROM announcement WHERE released_at IS NOT NULL ORDER BY year DESC";
    SAVE_ANNOUNCEMENT = "INSERT INTO announcement (season, year, released_at, data) VALUES ($1, $2, $3, $4) ",
        "ON CONFLICT (season) DO UPDATE SET released_at = excluded.released_at, data = excluded.data";
    WINNER_LETTER = "SELECT dossier, organisation, text, sha256, at FROM winner_letter WHERE dossier = $1";
    WINNER_LETTERS = "SELECT dossier, organisation, text, sha256, at FROM winner_letter WHERE season = $1 ",
        "ORDER BY dossier";
    INSERT_WINNER_LETTER = "INSERT INTO winner_letter (season, dossier, organisation, text, sha256, at) ",
        "VALUES ($1, $2, $3, $4, $5, $6)";
}
