//! Texts of sealed cases: the same for objections and incidents, each with its own tables. A file of an objection
//! came with no statement.

/// Who was named to look into a case, has not stepped out, and is tied to what it is about (Art. 15), as `apart.rs` of the
/// service has it of everybody: belongs to the organisation, or was ever kept from the application, by a seat of whatever
/// season or by the address of the card. `$which` says of which case, where it is asked of one.
macro_rules! tied {
    ($case:literal, $person:literal, [$about:literal, $organisation:literal], $($which:literal),*) => {
        concat!(
            "SELECT h.", $case, " AS of_case, h.account AS account FROM ", $person, " h JOIN ", $about,
            " JOIN member m ON m.account = h.account AND m.organisation = ", $organisation,
            " WHERE h.left_at IS NULL", $($which,)*
            " UNION SELECT h.", $case, " AS of_case, h.account AS account FROM ", $person, " h JOIN ", $about,
            " JOIN conflict k ON k.dossier = c.dossier ",
            "JOIN role_grant g ON g.scope = k.expert AND g.account = h.account ",
            "WHERE h.left_at IS NULL AND g.role IN ('expert', 'chair', 'vice_chair')", $($which,)*
            " UNION SELECT h.", $case, " AS of_case, h.account AS account FROM ", $person, " h JOIN ", $about,
            " JOIN conflict k ON k.dossier = c.dossier JOIN expert e ON e.id = k.expert ",
            "JOIN account a ON a.email = e.email AND a.id = h.account ",
            "WHERE h.left_at IS NULL AND e.email <> ''", $($which,)*
            " ORDER BY of_case, account"
        )
    };
}

/// The texts of a docket: its case's column; its table of files with how a file's statement is read and stored; its
/// tables of people and of notes; where its case (`c`) and the case's organisation are found from a person (`h`).
macro_rules! docket {
    ($docket:ident, $case:literal, $file:literal, [$read:literal, $column:literal, $value:literal], $person:literal, $note:literal, [$about:literal, $organisation:literal]) => {
        pub mod $docket {
            sql! {
                FILES = "SELECT id, ", $case, " AS of_case, ", $read, " AS statement, note, name, media_type, size, sha256, state, at ",
                    "FROM ", $file, " WHERE ", $case, " = $1 ORDER BY at, id";
                FILE = "SELECT id, ", $case, " AS of_case, ", $read, " AS statement, note, name, media_type, size, sha256, state, at ",
                    "FROM ", $file, " WHERE id = $1";
                INSERT_FILE = "INSERT INTO ", $file, " (id, ", $case, ", name, media_type, size, sha256, state, at, note", $column, ") ",
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9", $value, ")";
                HELD_FILES = "SELECT id, ", $case, " AS of_case, ", $read, " AS statement, note, name, media_type, size, sha256, state, at ",
                    "FROM ", $file, " WHERE state = 'held' ORDER BY at, id LIMIT $1";
                SAVE_FILE_STATE = "UPDATE ", $file, " SET state = $2 WHERE id = $1";
                PEOPLE = "SELECT account, named_by, at, left_at FROM ", $person, " WHERE ", $case, " = $1 ",
                    "ORDER BY at, account";
                ALL_PEOPLE = "SELECT ", $case, " AS of_case, account, named_by, at, left_at FROM ", $person,
                    " ORDER BY ", $case, ", at, account";
                TIED = tied!($case, $person, [$about, $organisation],);
                TIED_TO = tied!($case, $person, [$about, $organisation], " AND h.", $case, " = $1");
                INSERT_PERSON = "INSERT INTO ", $person, " (", $case, ", account, named_by, at, left_at) ",
                    "VALUES ($1, $2, $3, $4, $5)";
                LEAVE = "UPDATE ", $person, " SET left_at = $3 WHERE ", $case, " = $1 AND account = $2";
                NOTES = "SELECT number, report, question, author, at, text FROM ", $note, " WHERE ", $case, " = $1 ORDER BY number";
                INSERT_NOTE = "INSERT INTO ", $note, " (", $case, ", number, report, question, author, at, text) ",
                    "VALUES ($1, $2, $3, $4, $5, $6, $7)";
            }
        }
    };
}

docket!(
    objections,
    "objection",
    "evidence",
    ["CAST(0 AS BIGINT)", "", ""],
    "objection_handler",
    "objection_note",
    ["objection c ON c.id = h.objection JOIN dossier d ON d.id = c.dossier", "d.organisation"]
);
docket!(
    incidents,
    "incident",
    "incident_file",
    ["statement", ", statement", ", $10"],
    "incident_person",
    "incident_note",
    ["incident c ON c.id = h.incident", "c.organisation"]
);
