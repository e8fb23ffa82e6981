//! Texts of room *application*.

/// Columns of a dossier, from a table called `d`.
macro_rules! dossier {
    () => {
        "d.id, d.season, d.organisation, d.number, d.reference, d.standing, d.title, d.org_name, \
         d.uscc, d.region, d.unit, d.industry, d.scope, d.sme, d.direction, d.contact_tail, d.panel, \
         d.created_at, d.changed_at"
    };
}
pub(super) use dossier;

macro_rules! page {
    () => {
        "page, revision, saved_at, saved_by, answers"
    };
}
macro_rules! file {
    () => {
        "id, dossier, slot, name, media_type, size, sha256, state, attached_at, attached_by"
    };
}
pub(super) use file;

sql! {
    NEXT_NUMBER = "INSERT INTO counter (season, number) VALUES ($1, 1) ",
        "ON CONFLICT (season) DO UPDATE SET number = counter.number + 1 RETURNING number";
    INSERT_DOSSIER = "INSERT INTO dossier (id, season, organisation, number, reference, stage, standing, ",
        "title, org_name, uscc, region, unit, industry, scope, sme, contact_tail, panel, ",
        "created_at, changed_at, direction) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, ",
        "$12, $13, $14, $15, $16, $17, $18, $19, $20)";
    DOSSIER = "SELECT ", dossier!(), " FROM dossier d WHERE d.id = $1";
    DOSSIER_BY_REFERENCE = "SELECT ", dossier!(), " FROM dossier d WHERE d.reference = $1";
    DOSSIERS_OF = "SELECT ", dossier!(), " FROM dossier d ",
        "WHERE d.season = $1 AND d.organisation = $2 ORDER BY d.number";
    DOSSIERS_EVER_OF = "SELECT ", dossier!(), " FROM dossier d ",
        "WHERE d.organisation = $1 ORDER BY d.created_at DESC, d.number DESC";
    /// As many places as there are stages; empty places match nothing.
    DOSSIERS_AT = "SELECT ", dossier!(), " FROM dossier d ",
        "WHERE d.season = $1 AND d.stage IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, ",
        "$14, $15, $16, $17, $18, $19, $20, $21) ORDER BY d.number";
    /// An empty code is no code: dossiers that give none are not each other's twins.
    OTHERS_WITH_USCC = "SELECT COUNT(*) FROM dossier ",
        "WHERE season = $1 AND uscc = $2 AND uscc <> '' AND id <> $3 ",
        "AND stage NOT IN ('draft', 'withdrawn')";
    SAVE_STANDING = "UPDATE dossier SET stage = $2, standing = $3, changed_at = $4 WHERE id = $1";
    SAVE_SUMMARY = "UPDATE dossier SET title = $2, org_name = $3, uscc = $4, region = $5, unit = $6, ",
        "industry = $7, scope = $8, sme = $9, contact_tail = $10, changed_at = $11, direction = $12 WHERE id = $1";
    PAGES = "SELECT ", page!(), " FROM dossier_page WHERE dossier = $1 ORDER BY page";
    SAVE_PAGE = "INSERT INTO dossier_page (dossier, ", page!(), ") VALUES ($1, $2, $3, $4, $5, $6) ",
        "ON CONFLICT (dossier, page) DO UPDATE SET revision = excluded.revision, ",
        "saved_at = excluded.saved_at, saved_by = excluded.saved_by, answers = excluded.answers";
    ADD_HISTORY = "INSERT INTO dossier_page_history (dossier, ", page!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6)";
    PAGE_AT = "SELECT ", page!(), " FROM dossier_page_history ",
        "WHERE dossier = $1 AND page = $2 AND revision = $3";
    FILES = "SELECT ", file!(), " FROM dossier_file WHERE dossier = $1 ",
        "AND removed_at IS NULL ORDER BY attached_at, id";
    FILE = "SELECT ", file!(), " FROM dossier_file WHERE id = $1";
    INSERT_FILE = "INSERT INTO dossier_file (", file!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// Its row stays, for the versions that name it.
    REMOVE_FILE = "UPDATE dossier_file SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL";
    INSERT_VERSION = "INSERT INTO dossier_version (dossier, number, at, canonical, sha256, closes) ",
        "VALUES ($1, $2, $3, $4, $5, $6)";
    VERSION = "SELECT number, at, canonical, sha256, closes FROM dossier_version ",
        "WHERE dossier = $1 AND number = $2";
}

/// Head of the question for some dossiers; their identifiers follow.
pub const DOSSIERS_NAMED: &str = concat!("SELECT ", dossier!(), " FROM dossier d WHERE d.id IN (");
/// Head of the question for what was handed in last of some dossiers; their identifiers follow.
pub const LAST_NAMED: &str = concat!(
    "SELECT v.dossier, v.number, v.at, v.canonical, v.sha256, v.closes FROM dossier_version v ",
    "WHERE v.number = (SELECT MAX(x.number) FROM dossier_version x WHERE x.dossier = v.dossier) ",
    "AND v.dossier IN ("
);
