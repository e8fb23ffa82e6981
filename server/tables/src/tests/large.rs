//! A table of the largest size a season has: `cargo test -p tables five -- --nocapture`. The most work a file may
//! make is measured by `examples/most_work.rs`.

use std::time::Instant;

use super::sheet;
use crate::{Kind, Table, Value, csv, pasted, xlsx};

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
