//! The site as a whole: one program, because each would hold the whole product again; building 27 of them took
//! longer than their tests, and four gigabytes. What counts for a whole process (`queries.rs`) is a program of
//! its own.

mod support;

mod archive;
mod backup;
mod check;
mod commands;
mod consultation;
mod crash;
mod exchange;
mod failures;
mod files;
mod fuzz;
mod guard;
mod heads;
mod hostile;
mod incident;
mod initial_list;
mod live;
mod mail;
mod matrix;
mod notice;
mod operations;
mod people;
mod placing;
mod print;
mod rehearsal;
mod requirements;
mod rolling;
mod security;
mod table;
mod title;
mod two_worlds;

/// A file that nobody names here would be compiled by nobody.
#[test]
fn every_file_of_tests_is_named() {
    let text = include_str!("main.rs");
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut files = 0;
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|e| e == "rs") && !["main", "queries"].contains(&&*name) {
            files += 1;
            assert!(text.contains(&format!("\nmod {name};\n")), "main.rs does not name {name}");
        }
    }
    assert!(files > 20, "{files}");
}
