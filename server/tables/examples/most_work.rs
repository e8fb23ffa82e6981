//! The most work a workbook may make: each is just below what the guard refuses.
//!
//! ```text
//! cargo run --release -p tables --example most_work
//! ```

#![allow(clippy::disallowed_methods, missing_docs)] // a stopwatch reads the clock

use std::io::{Cursor, Write};
use std::time::Instant;

use tables::{Limits, Unreadable, read};
use zip::write::SimpleFileOptions;

const LIMITS: Limits = Limits { bytes: 10 << 20, rows: 5_000, columns: 64, cell_chars: 2_000 };

fn main() {
    measure("60 MiB of empty cells", "", "", &"<c/>".repeat(15 << 20));
    let texts = "<si><t>0123456789012345678901234567</t></si>".repeat(1_000_000);
    measure("a million texts", &texts, "", "");
    measure("200,000 formats", "", &r#"<xf numFmtId="14"/>"#.repeat(200_000), "");
}

/// Reads a workbook of these texts, formats and cells, in which nothing is to be found.
fn measure(what: &str, texts: &str, formats: &str, cells: &str) {
    let book = book(texts, formats, cells);
    let start = Instant::now();
    assert_eq!(read(&book, &LIMITS), Err(Unreadable::Empty), "{what}");
    println!("{what}, {} KB: {:?}", book.len() / 1_000, start.elapsed());
}

fn book(texts: &str, formats: &str, cells: &str) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
    let relations = |id: &str, of: &str, target: &str| {
        format!(
            r#"<Relationships><Relationship Id="{id}" Type="{office}/{of}" Target="{target}"/></Relationships>"#
        )
    };
    let parts = [
        ("_rels/.rels", relations("a", "officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", relations("s", "worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook {main}><sheets><sheet name="一" sheetId="1" r:id="s"/></sheets></workbook>"#
            ),
        ),
        ("xl/sharedStrings.xml", format!("<sst {main}>{texts}</sst>")),
        ("xl/styles.xml", format!("<styleSheet {main}><cellXfs>{formats}</cellXfs></styleSheet>")),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet {main}><sheetData><row>{cells}</row></sheetData></worksheet>"),
        ),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content.as_bytes()).expect("its content");
    }
    zip.finish().expect("an archive").into_inner()
}
