//! There and back.

use proptest::prelude::*;
use time::{Date, Month};

use super::{LIMITS, plain, sheet};
use crate::{Kind, Table, Value, csv, pasted, xlsx};

fn people() -> Table {
    let day = Date::from_calendar_date(2026, Month::March, 1).expect("a day");
    Table {
        title: "专家名单".into(),
        header: ["姓名", "证件号", "年限", "金额（万元）", "聘任日期", "备注"]
            .map(String::from)
            .to_vec(),
        kinds: vec![
            Kind::Text,
            Kind::Text,
            Kind::Integer,
            Kind::Decimal(2),
            Kind::Date,
            Kind::Text,
        ],
        rows: vec![
            vec![
                "张三".into(),
                "110101199003070012".into(),
                Value::Integer(-12),
                Value::Decimal { units: 120_050, places: 2 },
                Value::Date(day),
                "一行\n两行，“引”\"号\"".into(),
            ],
            vec![
                "㐂𠮷".into(),
                "007".into(),
                Value::Empty,
                Value::Decimal { units: -5, places: 2 },
            ],
        ],
    }
}

#[test]
fn both_formats_give_back_what_they_were_given() {
    let table = people();
    let read = [sheet(csv(&table)), sheet(xlsx(&table).expect("a workbook"))];
    for sheet in &read {
        assert_eq!(sheet.header, table.header);
        assert_eq!(sheet.rows[0].number, 2);
        assert_eq!(plain(sheet)[0].1[..3], ["张三", "110101199003070012", "-12"]);
        assert_eq!(sheet.rows[0].cell(4), "2026-03-01");
        assert_eq!(sheet.rows[0].cell(5), "一行\n两行，“引”\"号\"");
        assert_eq!(plain(sheet)[1], (3, vec!["㐂𠮷", "007", "", "-0.05", "", ""]));
        assert_eq!(sheet.rows[1].cell(99), "");
    }
    // A workbook holds the number, CSV the text of it.
    assert_eq!([read[0].rows[0].cell(3), read[1].rows[0].cell(3)], ["1200.50", "1200.5"]);
}

#[test]
fn cells_pasted_from_a_spreadsheet_are_read() {
    let read = |text| pasted(text, &LIMITS).expect("a table");
    let sheet = read("姓名\t备注\t\r\n张三\t\"一行\n两\"\"行\"\r\n\r\n李,四;\t　\r\n");
    assert_eq!(sheet.header, ["姓名", "备注"]);
    assert_eq!(plain(&sheet), [(2, vec!["张三", "一行\n两\"行"]), (4, vec!["李,四;", ""])]);
    // A quotation mark alone is a quotation mark: 5 inches.
    let sheet = read("a\tb\n\"x\t1\ny\t2");
    assert_eq!(plain(&sheet), [(2, vec!["\"x", "1"]), (3, vec!["y", "2"])]);
    // What looks like a marked formula was typed so.
    assert_eq!(read("'=1\n").header, ["'=1"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_as_a_reader_would_see_it(
        cells in proptest::collection::vec("([=+@'＝-]|[ \t\r\n]|\\PC|_x0041_|\"|,){0,12}", 1..8)
    ) {
        let header = vec!["head".to_owned(); cells.len()];
        let row: Vec<Value> = cells.iter().map(|cell| cell.as_str().into()).collect();
        let table = Table { title: "t".into(), header, kinds: Vec::new(), rows: vec![row] };
        let seen: Vec<String> = cells.iter().map(|cell| crate::read::cell::clean(cell)).collect();
        let empty = seen.iter().all(String::is_empty);
        for bytes in [csv(&table), xlsx(&table).expect("a workbook")] {
            let sheet = sheet(bytes);
            prop_assert_eq!(sheet.rows.is_empty(), empty);
            if !empty {
                prop_assert_eq!(&sheet.rows[0].cells, &seen);
                prop_assert_eq!(sheet.rows[0].number, 2);
            }
        }
    }
}
