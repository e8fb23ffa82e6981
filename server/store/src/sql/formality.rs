//! Texts of room *formality*: claims, refusals, what stands twice, what is counted.

/// Findings with the dossiers they name and whoever has looked.
macro_rules! found {
    () => {
        " FROM finding f JOIN dossier d ON d.id = f.dossier \
         LEFT JOIN dossier o ON o.id = f.other \
         LEFT JOIN finding_look l ON l.season = f.season AND l.dossier = f.dossier \
         AND l.against = f.against AND l.kind = f.kind"
    };
}
/// The dossiers a finding names are still before the Office.
macro_rules! stands {
    () => {
        concat!("f.season = $1 AND ", seated!("d"), " AND (f.other = '' OR ", seated!("o"), ")")
    };
}
/// Nobody has looked at these facts.
macro_rules! open {
    () => {
        "(l.facts IS NULL OR l.facts <> f.facts)"
    };
}
/// Whoever has closed their account has no name any more.
macro_rules! finding {
    () => {
        concat!(
            "f.finding, d.id AS left_id, d.reference AS left_reference, d.org_name AS left_name, ",
            "d.stage AS left_stage, o.id AS right_id, o.reference AS right_reference, ",
            "o.org_name AS right_name, o.stage AS right_stage, l.facts AS look_facts, ",
            "l.note AS look_note, l.at AS look_at, COALESCE(a.name, '') AS look_name, f.facts",
            found!(),
            " LEFT JOIN account a ON a.id = l.author"
        )
    };
}

sql! {
    CLAIM = "SELECT account, name, at FROM claim WHERE dossier = $1";
    CLAIMS = "SELECT c.dossier, c.account, c.name, c.at FROM claim c JOIN dossier d ON d.id = c.dossier ",
        "WHERE d.season = $1";
    SAVE_CLAIM = "INSERT INTO claim (dossier, account, name, at) VALUES ($1, $2, $3, $4) ",
        "ON CONFLICT (dossier) DO UPDATE SET account = excluded.account, name = excluded.name, ",
        "at = excluded.at";
    DELETE_CLAIM = "DELETE FROM claim WHERE dossier = $1";
    REJECTION = "SELECT item, reason, at FROM rejection WHERE dossier = $1";
    INSERT_REJECTION = "INSERT INTO rejection (dossier, item, reason, author, at) ",
        "VALUES ($1, $2, $3, $4, $5)";
    /// The version the Office reads is the latest: nothing is frozen but by handing it in.
    LATEST_VERSIONS = "SELECT v.dossier, v.number, v.at, v.canonical, v.sha256, v.closes FROM dossier d ",
        "JOIN dossier_version v ON v.dossier = d.id AND v.number = ",
        "(SELECT MAX(x.number) FROM dossier_version x WHERE x.dossier = d.id) ",
        "WHERE d.season = $1 AND ", seated!("d"), " ORDER BY d.number";
    COMPARISON = "SELECT at, dossiers, state, found FROM comparison WHERE season = $1";
    SAVE_COMPARISON = "INSERT INTO comparison (season, at, dossiers, state, found) ",
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (season) DO UPDATE SET at = excluded.at, ",
        "dossiers = excluded.dossiers, state = excluded.state, found = excluded.found";
    CLEAR_FINDINGS = "DELETE FROM finding WHERE season = $1";
    FINDING = "SELECT finding FROM finding WHERE season = $1 AND dossier = $2 AND against = $3 ",
        "AND kind = $4 ORDER BY place LIMIT 1";
    FINDINGS = "SELECT ", finding!(), " WHERE ", stands!(), " AND ($2 = '' OR f.kind = $2) ",
        "AND ($3 = 1 OR ", open!(), ") ORDER BY f.place LIMIT $4";
    FINDINGS_OF = "SELECT ", finding!(), " WHERE ", stands!(), " AND (f.dossier = $2 OR f.other = $2) ",
        "ORDER BY f.place LIMIT $3";
    FINDING_COUNTS = "SELECT f.kind, COUNT(*) AS n, SUM(CASE WHEN ", open!(), " THEN 1 ELSE 0 END) AS open",
        found!(), " WHERE ", stands!(), " GROUP BY f.kind";
    SAVE_LOOK = "INSERT INTO finding_look (season, dossier, against, kind, facts, note, author, at) ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (season, dossier, against, kind) ",
        "DO UPDATE SET facts = excluded.facts, note = excluded.note, author = excluded.author, ",
        "at = excluded.at";
    REJECTED_ITEMS = "SELECT r.item FROM rejection r JOIN dossier d ON d.id = r.dossier ",
        "WHERE d.season = $1 ORDER BY d.number";
    ROUNDS = "SELECT c.round FROM correction c JOIN dossier d ON d.id = c.dossier ",
        "WHERE d.season = $1 ORDER BY d.number";
    STEPS_IN = "SELECT j.at, j.data FROM journal j JOIN dossier d ON d.id = j.dossier ",
        "WHERE j.room = $2 AND j.kind = 'stepped' AND d.season = $1 ORDER BY j.seq";
}

/// Head of the batch insert; the rows of values follow.
pub const INSERT_FINDINGS: &str =
    "INSERT INTO finding (season, place, dossier, other, against, kind, facts, finding) ";
