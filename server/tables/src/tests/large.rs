//! A table of the largest size a season has: `cargo test -p tables five -- --nocapture`; and the
//! most work a file may make: `cargo test -p tables most -- --ignored --nocapture`.

use std::time::Instant;

use super::{Book, refused, sheet};
use crate::{Kind, Table, Unreadable, Value, csv, pasted, xlsx};

#[test]
fn five_thousand_rows_of_twelve_columns() {
    const ROWS: usize = 5_000;
    let header: Vec<String> = (1..=12).map(|n| format!("第{n}列")).collect();
    let row = |n: usize| -> Vec<Value> {
        let mut row: Vec<Value> = (0..10).map(|c| Value::Text(format!("第{n}行第{c}格"))).collect();
        row.extend([Value::Integer(n as i64), Value::Decimal { units: n as i64, places: 2 }]);
        row
    };
    let mut kinds = vec![Kind::Text; 10];
    kinds.extend([Kind::Integer, Kind::Decimal(2)]);
    let table = Table { title: "大表".into(), header, kinds, rows: (0..ROWS).map(row).collect() };
    let timed = |what: &str, of: &dyn Fn() -> Vec<u8>| {
        let start = Instant::now();
        let bytes = of();
        println!("{what}: {:?}, {} KB", start.elapsed(), bytes.len() / 1000);
        bytes
    };
    let book = timed("write XLSX", &|| xlsx(&table).expect("a workbook"));
    let text = timed("write CSV", &|| csv(&table));
    let (gbk, _, _) = encoding_rs::GB18030.encode(std::str::from_utf8(&text[3..]).expect("UTF-8"));
    for (what, bytes) in [("XLSX", &book[..]), ("CSV", &text[..]), ("CSV in GB18030", &gbk[..])] {
        let start = Instant::now();
        let read = sheet(bytes);
        println!("read {what}: {:?}", start.elapsed());
        assert_eq!((read.header.len(), read.rows.len()), (12, ROWS));
        assert_eq!(read.rows[ROWS - 1].number, 5_001);
        assert_eq!(read.rows[ROWS - 1].cells[9..11], ["第4999行第9格", "4999"]);
        assert!(read.rows.iter().all(|row| row.cells.len() == 12));
    }
    let tabs = std::str::from_utf8(&text[3..]).expect("UTF-8").replace(',', "\t");
    let start = Instant::now();
    assert_eq!(pasted(&tabs, &super::LIMITS).expect("a table").rows.len(), ROWS);
    println!("read pasted cells: {:?}", start.elapsed());
}

/// Nothing but time: each file is just below what the guard refuses.
#[test]
#[ignore = "takes some seconds"]
fn the_most_work_a_file_may_make() {
    let timed = |what: &str, book: Book| {
        let bytes = book.bytes();
        let start = Instant::now();
        assert_eq!(refused(&bytes), Unreadable::Empty);
        println!("{what}, {} KB: {:?}", bytes.len() / 1000, start.elapsed());
    };
    timed("60 MiB of empty cells", Book::row(&"<c/>".repeat(15 << 20)));
    let mut book = Book::row("");
    book.strings =
        format!("<sst>{}</sst>", "<si><t>0123456789012345678901234567</t></si>".repeat(1_000_000));
    timed("a million texts", book);
    let mut book = Book::row("");
    book.styles = format!(
        "<styleSheet><cellXfs>{}</cellXfs></styleSheet>",
        r#"<xf numFmtId="14"/>"#.repeat(200_000)
    );
    timed("200,000 formats", book);
}
