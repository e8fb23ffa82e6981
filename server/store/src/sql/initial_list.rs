//! Texts of the initial list.

macro_rules! signed_list {
    () => {
        "number, canonical, sha256, dossiers, signed_by, signed_at, confirmed_by, confirmed_at"
    };
}

sql! {
    SIGNED_LIST = "SELECT ", signed_list!(), " FROM signed_list WHERE season = $1 ",
        "ORDER BY number DESC LIMIT 1";
    INSERT_SIGNED_LIST = "INSERT INTO signed_list (season, ", signed_list!(), ") ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
}
