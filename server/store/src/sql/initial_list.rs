//! Texts of the initial list.

macro_rules! signed_list {
    () => {
        "number, canonical, sha256, dossiers, signed_by, signed_at, confirmed_by, confirmed_at"
    };
}

sql! {
    INITIAL_LIST = "SELECT draft, round, revision FROM initial_list WHERE season = $1";
    SAVE_INITIAL_LIST = "INSERT INTO initial_list (season, draft, round, stage, revision, changed_at) ",
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (season) DO UPDATE SET draft = excluded.draft, ",
        "round = excluded.round, stage = excluded.stage, revision = excluded.revision, ",
        "changed_at = excluded.changed_at";
    MARKS = "SELECT id, sme, industry FROM dossier WHERE season = $1 AND panel IS NOT NULL ORDER BY id";
    SIGNED_LIST = "SELECT ", signed_list!(), " FROM signed_list WHERE season = $1 AND NOT EXISTS ",
        "(SELECT 1 FROM initial_list i WHERE i.season = $1 AND i.stage <> 'confirmed') ",
        "ORDER BY number DESC LIMIT 1";
    SIGNED_LISTS = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM signed_list WHERE season = $1";
    INSERT_SIGNED_LIST = "INSERT INTO signed_list (season, ", signed_list!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
}
