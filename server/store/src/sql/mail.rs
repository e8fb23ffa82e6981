//! Texts of the corridor's mail.

macro_rules! mail {
    () => {
        "SELECT o.id, o.at, o.account, o.address, o.dossier, o.message, o.urgent, o.state, \
         o.bundle, o.claim, o.tries, o.next_at, o.sent_at, o.error, a.lang \
         FROM outbox o LEFT JOIN account a ON a.id = o.account "
    };
}

sql! {
    INSERT = "INSERT INTO outbox (id, at, account, address, dossier, message, urgent, state, ",
        "bundle, claim, tries, next_at, sent_at, error) ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    DUE = mail!(), "WHERE o.state = 'waiting' AND o.next_at <= $1 ",
        "AND (o.urgent = TRUE OR o.bundle <> '' OR o.account IS NULL OR o.at <= $2) ",
        "ORDER BY o.next_at, o.at, o.id LIMIT $3";
    LOOSE = mail!(), "WHERE o.account = $1 AND o.state = 'waiting' AND o.urgent = FALSE ",
        "AND o.bundle = '' ORDER BY o.at, o.id";
    CLAIM = "UPDATE outbox SET bundle = $2, claim = $3, tries = tries + 1, next_at = $4 ",
        "WHERE id = $1 AND state = 'waiting'";
    BUNDLED = mail!(), "WHERE o.bundle = $1 AND o.state = 'waiting' ORDER BY o.at, o.id";
    SETTLE = "UPDATE outbox SET message = $3, state = $4, claim = '', next_at = $5, sent_at = $6, ",
        "error = $7 WHERE id = $1 AND claim = $2 AND state = 'waiting'";
    WAITING = mail!(), "WHERE o.state = 'waiting' ORDER BY o.at, o.id";
    MAILS = mail!(), "WHERE o.state = $1 ORDER BY o.at DESC, o.id DESC LIMIT $2";
    REOPEN = "UPDATE outbox SET state = 'waiting', tries = 0, next_at = $2 ",
        "WHERE id = $1 AND state = 'failed'";
    DISMISS = "UPDATE outbox SET state = 'shelved' WHERE state = 'failed'";
    GIVEN_UP_SINCE = "SELECT COUNT(*) FROM outbox WHERE state = 'failed' AND next_at > $1";
    COUNT = "SELECT state, COUNT(*) AS n FROM outbox GROUP BY state ORDER BY state";
    INSERT_INBOX = "INSERT INTO inbox (id, account, dossier, message, at, read_at) ",
        "VALUES ($1, $2, $3, $4, $5, $6)";
    INBOX = "SELECT id, account, dossier, message, at, read_at FROM inbox WHERE account = $1 ",
        "ORDER BY at DESC, id DESC LIMIT $2";
    INBOX_ROW = "SELECT id, account, dossier, message, at, read_at FROM inbox ",
        "WHERE account = $1 AND id = $2";
    UNREAD = "SELECT COUNT(*) FROM inbox WHERE account = $1 AND read_at IS NULL";
    READ = "UPDATE inbox SET read_at = COALESCE(read_at, $3) WHERE account = $1 AND id = $2";
    READ_WHOLE = "UPDATE inbox SET read_at = $3 WHERE account = $1 AND at <= $2 AND read_at IS NULL";
    REMINDERS = "SELECT r.dossier, r.what FROM reminder r JOIN dossier d ON d.id = r.dossier WHERE d.season = $1";
    INSERT_REMINDER = "INSERT INTO reminder (dossier, what, at) VALUES ($1, $2, $3) ",
        "ON CONFLICT (dossier, what) DO NOTHING";
}
