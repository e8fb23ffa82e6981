//! Texts of sealed cases: the same for objections and incidents, each with its own tables. A file of an objection
//! came with no statement.

/// The texts of a docket: its case's column; its table of files with how a file's statement is read and stored; its
/// tables of people and of notes.
macro_rules! docket {
    ($docket:ident, $case:literal, $file:literal, [$read:literal, $column:literal, $value:literal], $person:literal, $note:literal) => {
        pub mod $docket {
            sql! {
                FILES = "SELECT id, ", $case, " AS of_case, ", $read, " AS statement, name, media_type, size, sha256, state, at ",
                    "FROM ", $file, " WHERE ", $case, " = $1 ORDER BY at, id";
                FILE = "SELECT id, ", $case, " AS of_case, ", $read, " AS statement, name, media_type, size, sha256, state, at ",
                    "FROM ", $file, " WHERE id = $1";
                INSERT_FILE = "INSERT INTO ", $file, " (id, ", $case, ", name, media_type, size, sha256, state, at", $column, ") ",
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8", $value, ")";
                HELD_FILES = "SELECT id, ", $case, " AS of_case, ", $read, " AS statement, name, media_type, size, sha256, state, at ",
                    "FROM ", $file, " WHERE state = 'held' ORDER BY at, id LIMIT $1";
                SAVE_FILE_STATE = "UPDATE ", $file, " SET state = $2 WHERE id = $1";
                PEOPLE = "SELECT account, named_by, at, left_at FROM ", $person, " WHERE ", $case, " = $1 ",
                    "ORDER BY at, account";
                ALL_PEOPLE = "SELECT ", $case, " AS of_case, account, named_by, at, left_at FROM ", $person,
                    " ORDER BY ", $case, ", at, account";
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
    "objection_note"
);
docket!(
    incidents,
    "incident",
    "incident_file",
    ["statement", ", statement", ", $9"],
    "incident_person",
    "incident_note"
);
