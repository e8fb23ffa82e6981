//! Tables there and back, tables nobody would write, and what the readers of others make of ours.

mod bombs;
mod books;
mod formulas;
mod heads;
mod large;
mod numbers;
mod other_files;
mod random;
mod text_files;
mod trips;
mod written;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::{Limits, Sheet, Unreadable, read};

const LIMITS: Limits = Limits { bytes: 10 << 20, rows: 5_000, columns: 64, cell_chars: 2_000 };

fn sheet(bytes: impl AsRef<[u8]>) -> Sheet {
    read(bytes.as_ref(), &LIMITS).expect("a table")
}

fn refused(bytes: impl AsRef<[u8]>) -> Unreadable {
    read(bytes.as_ref(), &LIMITS).expect_err("no table")
}

/// Row numbers and cells, to be compared at a glance.
fn plain(sheet: &Sheet) -> Vec<(u32, Vec<&str>)> {
    sheet
        .rows
        .iter()
        .map(|row| (row.number, row.cells.iter().map(String::as_str).collect()))
        .collect()
}

/// An archive of parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A workbook, part by part, so that each can be wrong.
struct Book {
    package: String,
    relations: String,
    workbook: String,
    strings: String,
    styles: String,
    sheet: String,
}

impl Book {
    /// With these rows: `<row>…</row>`.
    fn of(rows: &str) -> Self {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let main = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
        let relation = |id: &str, of: &str, target: &str| {
            format!(r#"<Relationship Id="{id}" Type="{office}/{of}" Target="{target}"/>"#)
        };
        Self {
            package: format!(
                "<Relationships>{}</Relationships>",
                relation("a", "officeDocument", "xl/workbook.xml")
            ),
            relations: format!(
                "<Relationships>{}</Relationships>",
                relation("s", "worksheet", "worksheets/sheet1.xml")
            ),
            workbook: format!(
                r#"<workbook {main}><sheets><sheet name="一" sheetId="1" r:id="s"/></sheets></workbook>"#
            ),
            strings: format!("<sst {main}></sst>"),
            styles: format!(
                r#"<styleSheet {main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="20"/></cellXfs></styleSheet>"#
            ),
            sheet: format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>"),
        }
    }

    /// With one row of these cells: `<c>…</c>`.
    fn row(cells: &str) -> Self {
        Self::of(&format!("<row>{cells}</row>"))
    }

    fn parts(&self) -> [(&str, &[u8]); 6] {
        [
            ("_rels/.rels", self.package.as_bytes()),
            ("xl/_rels/workbook.xml.rels", self.relations.as_bytes()),
            ("xl/workbook.xml", self.workbook.as_bytes()),
            ("xl/sharedStrings.xml", self.strings.as_bytes()),
            ("xl/styles.xml", self.styles.as_bytes()),
            ("xl/worksheets/sheet1.xml", self.sheet.as_bytes()),
        ]
    }

    fn bytes(&self) -> Vec<u8> {
        archive(&self.parts())
    }
}

/// A cell with a text of its own.
fn inline(text: &str) -> String {
    format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#)
}
