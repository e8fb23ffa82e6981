//! What we write, looked at closely.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use time::{Date, Month};

use super::{plain, sheet};
use crate::{Kind, Table, Unwritable, Value, csv, xlsx};

fn table(rows: Vec<Vec<Value>>) -> Table {
    Table {
        title: "t".into(),
        header: vec!["a".into(), "b".into()],
        kinds: vec![Kind::Text; 2],
        rows,
    }
}

fn day(year: i32) -> Value {
    Value::Date(Date::from_calendar_date(year, Month::January, 2).expect("a day"))
}

#[test]
fn csv_is_what_programs_here_open() {
    let rows = vec![
        vec!["x,y".into(), "甲\n乙".into()],
        vec![Value::Empty, Value::Integer(-7)],
        vec![Value::Decimal { units: -7, places: 3 }, day(2026), "third".into()],
    ];
    let text = "\u{feff}a,b\r\n\"x,y\",\"甲\n乙\"\r\n,-7\r\n-0.007,2026-01-02,third\r\n";
    assert_eq!(String::from_utf8(csv(&table(rows))).expect("UTF-8"), text);
}

#[test]
fn decimals_are_exact() {
    let text = |units, places| {
        let rows = vec![vec![Value::Decimal { units, places }]];
        sheet(csv(&table(rows))).rows[0].cells[0].clone()
    };
    assert_eq!(text(i64::MIN, 2), "-92233720368547758.08");
    assert_eq!(text(5, 0), "5");
    assert_eq!(text(0, 2), "0.00");
    assert_eq!(text(1, 9), "0.000000001");
}

#[test]
fn a_workbook_has_numbers_dates_and_texts() {
    let mut table = table(vec![
        vec![Value::Integer(12), Value::Decimal { units: 1_050, places: 2 }],
        vec!["012".into(), day(2026)],
        // Sixteen digits, a day before the programs' calendar, a number in a column of dates.
        vec![Value::Integer(1_234_567_890_123_456), day(1899)],
        vec![Value::Integer(7), Value::Integer(46_082)],
    ]);
    table.kinds = vec![Kind::Integer, Kind::Date];
    let bytes = xlsx(&table).expect("a workbook");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).expect("a workbook");
    let range = book.worksheet_range("t").expect("a sheet");
    let at = |row, column| range.get((row, column)).cloned().expect("a cell");
    assert_eq!([at(1, 0), at(1, 1)], [Data::Float(12.0), Data::Float(10.5)]);
    assert_eq!(at(2, 0), Data::String("012".into()));
    assert!(matches!(at(2, 1), Data::DateTime(_)));
    assert_eq!(at(3, 0), Data::String("1234567890123456".into()));
    assert_eq!(at(3, 1), Data::String("1899-01-02".into()));
    assert_eq!(at(4, 1), Data::Float(46_082.0));
    assert_eq!(plain(&sheet(bytes))[1].1, ["012", "2026-01-02"]);
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    let rows =
        (0..200).map(|n| vec![Value::Text(format!("行 {}", n % 7)), day(2000 + n)]).collect();
    let table = table(rows);
    let first = xlsx(&table).expect("a workbook");
    // Zip keeps even seconds.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert_eq!(first, xlsx(&table).expect("a workbook"));
    assert_eq!(csv(&table), csv(&table));
}

#[test]
fn any_title_names_a_sheet() {
    let name = |title: &str| {
        let table = Table { title: title.into(), ..Table::default() };
        let bytes = xlsx(&table).expect("a workbook");
        let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        book.sheet_names().remove(0)
    };
    assert_eq!(name("专家名单"), "专家名单");
    assert_eq!(name("a/b:c[d]*?\\\n"), "a b c d");
    assert_eq!(name("'quoted'"), "quoted");
    assert_eq!(name(&"𠮷".repeat(20)), "𠮷".repeat(15));
    assert_eq!(name(&format!("{}' x", "字".repeat(30))), "字".repeat(30));
    for title in ["", "'", "///", "History", "HISTORY"] {
        assert_eq!(name(title), "Sheet1", "{title}");
    }
}

#[test]
fn what_a_sheet_cannot_hold_is_told() {
    let long = |n: usize| table(vec![vec![Value::Empty, Value::Text("字".repeat(n))]]);
    assert!(xlsx(&long(32_767)).is_ok());
    assert_eq!(xlsx(&long(32_768)), Err(Unwritable::TextTooLong { row: 2, column: 2 }));
    assert_eq!(xlsx(&table(vec![vec![Value::Empty; 16_385]])), Err(Unwritable::TooManyColumns));
    assert_eq!(xlsx(&table(vec![Vec::new(); 1_048_576])), Err(Unwritable::TooManyRows));
}

#[test]
fn columns_are_as_wide_as_what_is_in_them() {
    let mut table = table(vec![vec!["电子邮箱地址".into(), Value::Text("x".repeat(500))]]);
    table.header.push("序".into());
    assert_eq!(crate::write::width::widths(&table), [13, 60, 6]);
}
