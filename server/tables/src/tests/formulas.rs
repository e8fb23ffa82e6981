//! No text becomes a formula in the program that opens what we wrote.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::sheet;
use crate::formula::{guard, unguard};
use crate::{Table, Value, csv, xlsx};

const ATTACKS: [&str; 12] = [
    "=HYPERLINK(\"http://evil.example\",\"click\")",
    "=cmd|' /C calc'!A0",
    "+1+cmd|'/C calc'!A0",
    "-2+3+cmd",
    "@SUM(1+1)*cmd",
    "  =1+1",
    "　＝1+1",
    "＋1＋1",
    "－1－1",
    "＠SUM(1)",
    "\t=1+1",
    "\r\n=1+1",
];

fn table(cells: &[&str]) -> Table {
    Table {
        title: "=1+1".into(),
        header: vec!["=1+1".into()],
        kinds: Vec::new(),
        rows: cells.iter().map(|cell| vec![Value::from(*cell)]).collect(),
    }
}

#[test]
fn csv_has_an_apostrophe_before_each() {
    let bytes = csv(&table(&ATTACKS));
    let text = String::from_utf8(bytes[3..].to_vec()).expect("UTF-8");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let cells: Vec<String> =
        reader.records().map(|record| record.expect("a record")[0].to_owned()).collect();
    assert_eq!(cells[0], "'=1+1");
    for (cell, attack) in cells[1..].iter().zip(ATTACKS) {
        assert_eq!(cell, &format!("'{attack}"));
    }
    // Our own reader gives back what was written, without blanks around it.
    let rows = sheet(bytes).rows;
    assert_eq!(rows[0].cell(0), ATTACKS[0]);
    assert_eq!(rows[5].cell(0), "=1+1");
    assert_eq!(rows.len(), ATTACKS.len());
}

#[test]
fn a_workbook_has_texts_only() {
    let mut cells = ATTACKS.to_vec();
    cells.extend(["https://evil.example", "mailto:a@b.example", "external:c:\\x.xlsx", "{=1+1}"]);
    let bytes = xlsx(&table(&cells)).expect("a workbook");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    let formulas = book.worksheet_formula(&name).expect("a sheet");
    assert_eq!(formulas.used_cells().count(), 0);
    let range = book.worksheet_range(&name).expect("a sheet");
    assert!(range.used_cells().all(|(_, _, cell)| matches!(cell, Data::String(_))));
    assert_eq!(range.get((1, 0)), Some(&Data::String(ATTACKS[0].into())));
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).expect("an archive");
    let mut part = zip.by_name("xl/worksheets/sheet1.xml").expect("the sheet");
    let xml = std::io::read_to_string(&mut part).expect("its text");
    assert!(!xml.contains("<f>") && !xml.contains("hyperlink"), "{xml}");
}

#[test]
fn numbers_stay_numbers() {
    for number in ["-2.5", "+3", "-0", "-.5", "-5.", "+1e5", "-1E-5", "-12%", " -2.5 ", "2026", "-"]
    {
        let marked = guard(number) != number;
        assert_eq!(marked, number == "-", "{number}");
    }
    for text in ["-2.5.1", "-e5", "-1e", "+86 10 1234", "-1,5", "-１", "--1", "-%", "+."] {
        assert_eq!(guard(text), format!("'{text}"), "{text}");
    }
    for text in ["", "a=b", "a\tb", "'", "'a", "''", "说明：=1"] {
        assert_eq!(guard(text), text);
    }
}

#[test]
fn a_text_that_looks_marked_comes_back_as_it_was() {
    for text in ["'=1", "''=1", "'\t1", "=1", "'1", "'-2.5", "-2.5"] {
        assert_eq!(unguard(&guard(text)), text);
    }
    assert_eq!(guard("'=1"), "''=1");
}
