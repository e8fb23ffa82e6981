//! Texts of room *defence*.

macro_rules! sitting {
    () => {
        "id, panel, room, starts, slots, breaks, experts, published_at"
    };
}
macro_rules! lot {
    () => {
        "panel, number, seed, drawn, fingerprint, reason, author, at"
    };
}
macro_rules! slide {
    () => {
        "id, dossier, name, media_type, size, sha256, author, at"
    };
}
macro_rules! visit {
    () => {
        "dossier, on_day, people, finding, report, author, at"
    };
}
macro_rules! version {
    () => {
        "number, reason, dossier, on_day, people, finding, report, author, at"
    };
}
macro_rules! slot {
    () => {
        "dossier, sitting, number, starts, ends, sequence, confirmed_at, delegates, arrived_at, begun_at, \
         cancelled_at"
    };
}

sql! {
    SITTINGS = "SELECT ", sitting!(), " FROM sitting WHERE season = $1 ORDER BY starts, id";
    SAVE_SITTING = "INSERT INTO sitting (season, ", sitting!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET ",
        "panel = excluded.panel, room = excluded.room, starts = excluded.starts, ",
        "slots = excluded.slots, breaks = excluded.breaks, experts = excluded.experts, ",
        "published_at = excluded.published_at";
    SLOTS = "SELECT ", slot!(), " FROM slot WHERE sitting IN (SELECT id FROM sitting WHERE season = $1) ",
        "ORDER BY sitting, number";
    SLOT = "SELECT ", slot!(), " FROM slot WHERE dossier = $1";
    SAVE_SLOT = "INSERT INTO slot (", slot!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ",
        "ON CONFLICT (dossier) DO UPDATE SET sitting = excluded.sitting, number = excluded.number, ",
        "starts = excluded.starts, ends = excluded.ends, sequence = excluded.sequence, ",
        "confirmed_at = excluded.confirmed_at, delegates = excluded.delegates, ",
        "arrived_at = excluded.arrived_at, begun_at = excluded.begun_at, ",
        "cancelled_at = excluded.cancelled_at";
    DEFENCE_ASSIGNMENTS = "SELECT dossier, expert, panel, at FROM defence_assignment WHERE season = $1 ",
        "ORDER BY dossier, expert";
    ASSIGN_DEFENCE = "INSERT INTO defence_assignment (season, dossier, expert, panel, at) ",
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (dossier, expert) DO NOTHING";
    DELETE_SITTING = "DELETE FROM sitting WHERE id = $1 AND published_at IS NULL";
    LOTS = "SELECT ", lot!(), " FROM lot WHERE season = $1 ORDER BY panel, number DESC";
    INSERT_LOT = "INSERT INTO lot (season, ", lot!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    SLIDES = "SELECT ", slide!(), " FROM slide WHERE removed_at IS NULL AND dossier IN ",
        "(SELECT id FROM dossier WHERE season = $1) ORDER BY dossier, at, id";
    SLIDES_OF = "SELECT ", slide!(), " FROM slide WHERE dossier = $1 AND removed_at IS NULL ORDER BY at, id";
    SLIDE = "SELECT ", slide!(), " FROM slide WHERE id = $1 AND removed_at IS NULL";
    INSERT_SLIDE = "INSERT INTO slide (", slide!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    REMOVE_SLIDE = "UPDATE slide SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL";
    VISITS = "SELECT ", visit!(), " FROM verification WHERE dossier IN ",
        "(SELECT id FROM dossier WHERE season = $1) ORDER BY dossier";
    VISIT = "SELECT ", visit!(), " FROM verification WHERE dossier = $1";
    SAVE_VISIT = "INSERT INTO verification (", visit!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7) ",
        "ON CONFLICT (dossier) DO UPDATE SET on_day = excluded.on_day, people = excluded.people, ",
        "finding = excluded.finding, report = excluded.report, author = excluded.author, at = excluded.at";
    VISIT_VERSIONS = "SELECT ", version!(), " FROM verification_version WHERE dossier = $1 ORDER BY number";
    INSERT_VISIT_VERSION = "INSERT INTO verification_version (", version!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    UNASSIGN_DEFENCE = "DELETE FROM defence_assignment WHERE dossier = $1 AND expert = $2";
}
