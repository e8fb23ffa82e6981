//! The sheet through the files people send: workbook, CSV, CSV of a Chinese Windows.

use std::collections::BTreeMap;

use domain::deliberation::Review;
use domain::review::offline::read as read_file;
use tables::{Limits, csv, xlsx};

use super::*;

const LIMITS: Limits = Limits { bytes: 1 << 20, rows: 100, columns: 40, cell_chars: 4_000 };

fn of() -> Mark {
    Mark::new(Review::Written, "QB-2026-00012-X", 2026, &Rubric::written_default(), 3)
}

fn form() -> SheetForm {
    let scores = ["8.5", "9", "16.5", "", "很好", "0", "10"].map(str::to_owned);
    let codes = Rubric::written_default();
    let scores = codes.items().map(|i| i.code.clone()).zip(scores);
    SheetForm {
        scores: scores.filter(|s| !s.1.is_empty()).collect(),
        comments: BTreeMap::from([
            ("science".to_owned(), "=HYPERLINK(\"http://evil.example\")".to_owned()),
            ("effect".to_owned(), "有数据，\n“口径”一致。".to_owned()),
        ]),
        overall: "-1+1；总的说来，\"可以\"".to_owned(),
    }
}

fn table(lang: Lang) -> Table {
    written(lang, &of(), &Rubric::written_default(), &SheetLimits::default(), &form())
}

#[test]
fn art_19_a_sheet_goes_out_and_comes_back_as_workbook_and_as_text_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let table = table(lang);
        let text = String::from_utf8(csv(&table)).expect("UTF-8");
        let (gbk, _, lost) = encoding_rs::GBK.encode(text.trim_start_matches('\u{feff}'));
        assert!(!lost);
        for bytes in [xlsx(&table).expect("a workbook"), text.clone().into(), gbk.into_owned()] {
            let sheet = tables::read(&bytes, &LIMITS).expect("a table");
            let file = read(&sheet).expect("its columns");
            let rubric = Rubric::written_default();
            let wrong = read_file(&file, &of(), &rubric, &SheetLimits::default());
            // The one thing that is no score, in the cell where it stands.
            let wrong = wrong.expect_err("one word is no score");
            assert_eq!((wrong.len(), wrong[0].row, wrong[0].column), (1, 7, 6));
            let mut mended = file;
            mended.rows[5].score = "12".into();
            let (back, mark) =
                read_file(&mended, &of(), &rubric, &SheetLimits::default()).expect("right now");
            let mut expected = form();
            expected.scores.insert("effect.gains".into(), "12".into());
            assert_eq!(mark, of());
            assert_eq!(domain::review::offline::differences(&back, &expected, &rubric), []);
        }
    }
}

#[test]
fn art_15_the_table_names_the_application_by_its_number_alone() {
    let table = table(Lang::Zh);
    assert_eq!(table.title, "评分表 QB-2026-00012-X");
    assert_eq!(table.rows.len(), 9);
    assert_eq!(table.rows[0][0], Value::from(of().to_string()));
    assert_eq!(table.rows[1][5], Value::Decimal { units: 85, places: 1 });
    assert_eq!(table.rows[5][5], Value::from("很好"));
}

#[test]
fn art_19_a_table_without_its_columns_says_which() {
    let sheet = |heads: &[&str]| Sheet {
        header: heads.iter().map(|h| (*h).to_owned()).collect(),
        rows: Vec::new(),
    };
    let wrong = read(&sheet(&["代码", "评语"])).expect_err("no scores");
    assert_eq!(
        wrong,
        [Problem { row: 0, column: 0, fault: Fault::NoColumn { column: Column::Score } }]
    );
    let twice = read(&sheet(&["Code", "Score", "Comment", "分数"])).expect_err("two of scores");
    assert_eq!(
        twice,
        [Problem { row: 1, column: 4, fault: Fault::ColumnTwice { column: Column::Score } }]
    );
    let moved = read(&sheet(&["Comment", "备注", " score ", "Code"])).expect("all there");
    assert_eq!((moved.code, moved.score, moved.comment), (4, 3, 1));
}
