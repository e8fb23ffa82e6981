//! Texts of room *defence*.

macro_rules! sitting {
    () => {
        "id, panel, room, starts, slots, breaks, experts, published_at"
    };
}
macro_rules! slot {
    () => {
        "dossier, sitting, number, starts, ends, sequence, confirmed_at, delegates, arrived_at, begun_at"
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
    SAVE_SLOT = "INSERT INTO slot (", slot!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ",
        "ON CONFLICT (dossier) DO UPDATE SET sitting = excluded.sitting, number = excluded.number, ",
        "starts = excluded.starts, ends = excluded.ends, sequence = excluded.sequence, ",
        "confirmed_at = excluded.confirmed_at, delegates = excluded.delegates, ",
        "arrived_at = excluded.arrived_at, begun_at = excluded.begun_at";
    DEFENCE_ASSIGNMENTS = "SELECT dossier, expert, panel, at FROM defence_assignment WHERE season = $1 ",
        "ORDER BY dossier, expert";
    ASSIGN_DEFENCE = "INSERT INTO defence_assignment (season, dossier, expert, panel, at) ",
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (dossier, expert) DO NOTHING";
    UNASSIGN_DEFENCE = "DELETE FROM defence_assignment WHERE dossier = $1 AND expert = $2";
}
