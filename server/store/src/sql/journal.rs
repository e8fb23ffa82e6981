//! Texts of the journal.

macro_rules! entry {
    () => {
        "seq, at, actor, on_behalf, dossier, room, kind, data, reason, prev_hash, hash"
    };
}

macro_rules! published {
    () => {
        "SELECT day, seq, at, hash, signature, key_sha256, public_key FROM published_head "
    };
}

sql! {
    /// Takes the row lock all writers share on PostgreSQL; harmless on SQLite.
    /// (`SELECT .. ORDER BY seq DESC LIMIT 1 FOR UPDATE` would not serialise writers: one
    /// that waited sees the row that was the last when it began to wait.) Answers what [`HEAD`] would: whoever
    /// holds the lock keeps all others waiting for every question asked.
    LOCK = "UPDATE journal_head SET seq = seq WHERE id = 1 RETURNING seq, at, hash";
    HEAD = "SELECT seq, at, hash FROM journal_head WHERE id = 1";
    SAVE_HEAD = "UPDATE journal_head SET seq = $1, at = $2, hash = $3 WHERE id = 1 AND seq < $1";
    APPEND = "INSERT INTO journal (", entry!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    ENTRIES = "SELECT ", entry!(), " FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2";
    LOUD = "SELECT COUNT(*) FROM (SELECT 1 FROM journal WHERE seq > $1 AND seq <= $2 ",
        "AND kind NOT IN ($3, $4, $5, $6, $7, $8, $9) LIMIT 1) AS found";
    ENTRIES_BY = "SELECT ", entry!(), " FROM journal WHERE actor = $1 AND seq > $2 ",
        "ORDER BY seq LIMIT $3";
    PUBLISHED = published!(), "WHERE day = $1";
    ALL_PUBLISHED = published!(), "ORDER BY day DESC";
    PUBLISH = "INSERT INTO published_head (day, seq, at, hash, signature, key_sha256, public_key) ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7)";
    BACKUP_NOTE = "SELECT at, contents_at FROM backup_note WHERE id = 1";
    NOTE_BACKUP = "INSERT INTO backup_note (id, at, contents_at) VALUES (1, $1, $2) ON CONFLICT (id) DO UPDATE ",
        "SET at = excluded.at, contents_at = COALESCE(excluded.contents_at, backup_note.contents_at)";
    ENTRIES_OF = "SELECT ", entry!(), " FROM journal WHERE dossier = $1 ORDER BY seq";
}
