//! Texts of the committee being formed.

sql! {
    SEATS = "SELECT m.panel, m.expert, e.name, e.employer, m.lead, ",
        "EXISTS (SELECT 1 FROM role_grant g WHERE g.season = m.season AND g.role = 'expert' ",
        "AND g.scope = m.expert) AS account, ",
        "(SELECT COUNT(*) FROM assignment a WHERE a.season = m.season AND a.expert = m.expert) AS assigned ",
        "FROM panel_member m JOIN panel p ON p.id = m.panel JOIN expert e ON e.id = m.expert ",
        "WHERE m.season = $1 ORDER BY p.number, m.lead DESC, e.name, e.id";
    DELETE_MEMBER = "DELETE FROM panel_member WHERE season = $1 AND expert = $2";
    /// First nobody leads, then one does: the index allows one at a time.
    LEAD_NOBODY = "UPDATE panel_member SET lead = FALSE WHERE panel = $1 AND lead";
    LEAD_ONE = "UPDATE panel_member SET lead = TRUE WHERE panel = $1 AND expert = $2";
    SAVE_STOOD_DOWN = "UPDATE panel_member SET stood_down_at = $3, stood_down_reason = $4 ",
        "WHERE season = $1 AND expert = $2";
    /// One for which experts were drawn cannot be deleted: its draws refer to it.
    DELETE_PANEL = "DELETE FROM panel WHERE id = $1";
    CLOSE_PANEL = "UPDATE panel SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL";
    CLOSED_PANELS = "SELECT id, number, zh, en, fields FROM panel ",
        "WHERE season = $1 AND closed_at IS NOT NULL ORDER BY number";
    AT_HOME = "SELECT COUNT(*) FROM dossier WHERE panel = $1";
    INSERT_DRAW = "INSERT INTO expert_draw (season, id, at, author, panel, fields, seed, size, candidates, ",
        "drawn, sha256, seated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    DRAWS = "SELECT id, at, author, panel, fields, seed, size, candidates, drawn, sha256, seated_at ",
        "FROM expert_draw WHERE season = $1 ORDER BY at DESC, id";
    SAVE_DRAW_SEATED = "UPDATE expert_draw SET seated_at = $2 WHERE id = $1";
}

/// Head of the question who some experts are; their identifiers follow.
pub const NAMES_OF: &str = "SELECT id, name, employer FROM expert WHERE id IN (";
