//! Texts of room *formality*: claims and refusals.

sql! {
    CLAIM = "SELECT account, name, at FROM claim WHERE dossier = $1";
    SAVE_CLAIM = "INSERT INTO claim (dossier, account, name, at) VALUES ($1, $2, $3, $4) ",
        "ON CONFLICT (dossier) DO UPDATE SET account = excluded.account, name = excluded.name, ",
        "at = excluded.at";
    DELETE_CLAIM = "DELETE FROM claim WHERE dossier = $1";
    REJECTION = "SELECT item, reason, at FROM rejection WHERE dossier = $1";
    INSERT_REJECTION = "INSERT INTO rejection (dossier, item, reason, author, at) ",
        "VALUES ($1, $2, $3, $4, $5)";
}
