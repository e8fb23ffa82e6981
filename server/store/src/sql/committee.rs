//! Texts of room *committee*.

macro_rules! expert {
    () => {
        concat!(
            "e.id, e.name, e.employer, e.uscc, e.unit, e.fields, e.ties, e.email, e.phone, e.region, ",
            "e.title, e.methods, e.status, e.status_reason, e.created_at, e.changed_at"
        )
    };
}
pub(super) use expert;
macro_rules! conflict {
    () => {
        "expert, dossier, kind, declared, at"
    };
}

sql! {
    EXPERT = "SELECT ", expert!(), " FROM expert e WHERE e.id = $1";
    INSERT_PANEL = "INSERT INTO panel (id, season, number, zh, en, fields) VALUES ($1, $2, $3, $4, $5, $6)";
    PANELS = "SELECT id, number, zh, en, fields FROM panel WHERE season = $1 AND closed_at IS NULL ORDER BY number";
    INSERT_MEMBER = "INSERT INTO panel_member (season, panel, expert, lead) VALUES ($1, $2, $3, $4)";
    MEMBERS = "SELECT m.panel, m.lead, m.stood_down_at, m.stood_down_reason, u.at AS undertaken_at, ", expert!(), " ",
        "FROM panel_member m JOIN panel p ON p.id = m.panel JOIN expert e ON e.id = m.expert ",
        "LEFT JOIN undertaking u ON u.season = m.season AND u.expert = m.expert ",
        "WHERE m.season = $1 ORDER BY p.number, m.lead DESC, e.name, e.id";
    /// Every seal asks for these: no more of an expert than what a board shows.
    PANEL_SEATS = "SELECT m.panel, m.lead, m.expert, e.name FROM panel_member m JOIN panel p ON p.id = m.panel ",
        "JOIN expert e ON e.id = m.expert WHERE m.season = $1 ORDER BY p.number, m.lead DESC, e.name, e.id";
    FORGET_UNDERTAKING = "DELETE FROM undertaking WHERE season = $1 AND expert = $2";
    /// The first signature stands.
    SAVE_UNDERTAKING = "INSERT INTO undertaking (season, expert, at, version, sha256) ",
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (season, expert) DO NOTHING";
    SAVE_HEAD_UNDERTAKING = "INSERT INTO head_undertaking (season, account, at, version, sha256) ",
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (season, account) DO NOTHING";
    UNDERTAKING = "SELECT at FROM undertaking WHERE season = $1 AND expert = $2";
    HEAD_UNDERTAKING = "SELECT at FROM head_undertaking WHERE season = $1 AND account = $2";
    UNDERTAKINGS = "SELECT expert AS signer FROM undertaking WHERE season = $1 ",
        "UNION SELECT account AS signer FROM head_undertaking WHERE season = $1";
    /// Organisations that experts and heads of a season belong to by their accounts.
    BELONGINGS = "SELECT g.scope AS expert, m.organisation FROM role_grant g JOIN member m ON m.account = g.account ",
        "WHERE g.season = $1 AND g.role IN ('expert', 'chair', 'vice_chair') AND g.scope <> '' ",
        "ORDER BY g.scope, m.organisation";
    INSERT_CONFLICT = "INSERT INTO conflict (season, ", conflict!(), ") VALUES ($1, $2, $3, $4, $5, $6) ",
        "ON CONFLICT (dossier, expert, kind) DO NOTHING";
    CONFLICTS = "SELECT ", conflict!(), " FROM conflict WHERE season = $1 ",
        "ORDER BY dossier, expert, kind";
    CONFLICTS_OF = "SELECT ", conflict!(), " FROM conflict WHERE season = $1 AND expert = $2 ",
        "ORDER BY dossier, kind";
    /// Season by season, as the index is.
    CONFLICTS_EVER_OF = "SELECT ", conflict!(), " FROM conflict WHERE season IN (SELECT s.id FROM season s) ",
        "AND expert = $1 ORDER BY dossier, kind";
    /// Whom of the pool somebody ever was: by a seat of whatever season, or by the address of the card.
    POOL_EVER_OF = "SELECT g.scope AS expert FROM role_grant g WHERE g.account = $1 ",
        "AND g.role IN ('expert', 'chair', 'vice_chair') AND g.scope <> '' ",
        "UNION SELECT e.id AS expert FROM expert e JOIN account a ON a.email = e.email ",
        "WHERE a.id = $1 AND e.email <> '' ORDER BY expert";
    /// The other way round: accounts of whoever was ever kept from an application.
    KEPT_EVER_FROM = "SELECT g.account AS account FROM conflict c JOIN role_grant g ON g.scope = c.expert ",
        "WHERE c.dossier = $1 AND g.role IN ('expert', 'chair', 'vice_chair') ",
        "UNION SELECT a.id AS account FROM conflict c JOIN expert e ON e.id = c.expert ",
        "JOIN account a ON a.email = e.email WHERE c.dossier = $1 AND e.email <> '' ORDER BY account";
    ASSIGNMENTS = "SELECT dossier, expert, panel, bridging FROM assignment WHERE season = $1 ",
        "ORDER BY dossier, expert";
    DELETE_ASSIGNMENT = "DELETE FROM assignment WHERE dossier = $1 AND expert = $2";
    SAVE_HOME_PANEL = "UPDATE dossier SET panel = $2 WHERE id = $1";
}

/// Head of the batch insert; the rows of values follow.
pub const INSERT_ASSIGNMENTS: &str =
    "INSERT INTO assignment (season, dossier, expert, panel, bridging, at) ";
