//! Cells copied out of a spreadsheet: where each of them belongs on a page. What cannot be
//! placed is given back, so that nothing that was pasted is lost.

use super::field::{Field, RESULT_ROWS};
use super::page::Page;
use crate::facts::numbers::MoneyUnit;
use crate::facts::text::half_width;

/// What became of a pasted block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Field key → text, in the order of the block.
    pub cells: Vec<(String, String)>,
    /// Texts that found no place.
    pub left: Vec<String>,
}

/// The figures of the finance page: one row a figure, one column a year, latest first.
pub const GRID: [[Field; 3]; 4] = [
    [Field::Revenue1, Field::Revenue2, Field::Revenue3],
    [Field::Assets1, Field::Assets2, Field::Assets3],
    [Field::Operating1, Field::Operating2, Field::Operating3],
    [Field::Net1, Field::Net2, Field::Net3],
];

/// The cells of a pasted text: columns are parted by tabs, rows by line breaks. `None` for a
/// single cell, which is simply typed.
pub fn block(text: &str) -> Option<Vec<Vec<String>>> {
    let text = text.trim_end_matches(['\r', '\n']);
    if !text.contains(['\t', '\n']) {
        return None;
    }
    let cell = |c: &str| c.trim().trim_matches('"').trim().to_owned();
    Some(text.lines().map(|line| line.split('\t').map(cell).collect()).collect())
}

/// Places a block on the finance page. Headings are understood: years above the columns, names
/// of the figures before the rows, a unit in either. Without them the block begins at `at`.
pub fn finance(block: &[Vec<String>], at: Field, years: [i32; 3]) -> Placed {
    let mut placed = Placed::default();
    let heads = block.first().filter(|row| is_heading(row, years));
    if let Some(row) = heads {
        // Years and units were understood; of other words nobody knows what they meant.
        let other = |c: &&String| !c.is_empty() && calendar_year(c).is_none() && unit(c).is_none();
        placed.left.extend(row.iter().filter(other).cloned());
    }
    let heads = heads.map(|row| row.iter().map(|c| year(c, years)).collect::<Vec<_>>());
    let named = block.iter().any(|row| row.first().is_some_and(|c| figure(c).is_some()));
    let unit = block.iter().flatten().filter(|c| !is_number(c)).find_map(|c| unit(c));
    let (top, left) = place_of(at);
    let rows = block.iter().skip(usize::from(heads.is_some()));
    for (i, row) in rows.enumerate() {
        let line = match (named, row.first().and_then(|c| figure(c))) {
            (true, found) => found,
            (false, _) => Some(top + i).filter(|n| *n < GRID.len()),
        };
        for (k, text) in row.iter().enumerate().skip(usize::from(named)) {
            let column = match &heads {
                Some(heads) => heads.get(k).copied().flatten(),
                None if named => Some(k - 1).filter(|n| *n < 3),
                None => Some(left + k).filter(|n| *n < 3),
            };
            let field = line.zip(column).map(|(line, column)| GRID[line][column]);
            put(&mut placed, field, text, unit);
        }
        if named && line.is_none() {
            placed.left.extend(row.first().filter(|c| !c.is_empty()).cloned());
        }
    }
    placed
}

fn put(placed: &mut Placed, field: Option<Field>, text: &str, unit: Option<MoneyUnit>) {
    match field {
        _ if text.is_empty() => {}
        Some(field) => {
            placed.cells.push((field.key().to_owned(), text.to_owned()));
            if let Some(unit) = unit {
                placed.cells.push((format!("{}.unit", field.key()), unit.code().to_owned()));
            }
        }
        None => placed.left.push(text.to_owned()),
    }
}

/// Places a block in the table of results: it begins at row `row` and column `at`.
pub fn results(block: &[Vec<String>], row: usize, at: Field, rows: usize) -> Placed {
    let mut placed = Placed::default();
    let columns: Vec<Field> = Page::Results.fields().filter(|f| *f != Field::Evidence).collect();
    let first = columns.iter().position(|f| *f == at).unwrap_or(0);
    for (i, line) in block.iter().enumerate() {
        for (k, text) in line.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            match columns.get(first + k).filter(|_| row + i <= rows.min(RESULT_ROWS)) {
                Some(field) => placed.cells.push((field.result_key(row + i), text.clone())),
                None => placed.left.push(text.clone()),
            }
        }
    }
    placed
}

fn place_of(at: Field) -> (usize, usize) {
    let found = GRID
        .iter()
        .enumerate()
        .find_map(|(line, row)| row.iter().position(|f| *f == at).map(|column| (line, column)));
    found.unwrap_or((0, 0))
}

/// Years with names beside them at most: a row with any other number holds figures.
fn is_heading(row: &[String], years: [i32; 3]) -> bool {
    row.iter().any(|c| year(c, years).is_some())
        && row.iter().all(|c| c.is_empty() || calendar_year(c).is_some() || !is_number(c))
}

/// The column of a heading such as `2025`, `2025年`, `2025 年度`.
fn year(text: &str, years: [i32; 3]) -> Option<usize> {
    let year = calendar_year(text)?;
    years.iter().position(|y| *y == year)
}

fn calendar_year(text: &str) -> Option<i32> {
    let text = half_width(text);
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = text.get(digits.len()..)?.trim();
    let heading = rest.is_empty() || rest.starts_with('年');
    digits.parse().ok().filter(|y| heading && (1990..2100).contains(y))
}

/// The row of a name such as `营业收入（万元）` or `Net profit`.
fn figure(text: &str) -> Option<usize> {
    let text = half_width(text).to_lowercase();
    let names: [&[&str]; 4] = [
        &["营业收入", "营业总收入", "revenue"],
        &["资产总额", "资产总计", "总资产", "total assets"],
        &["营业利润", "operating profit"],
        &["净利润", "net profit"],
    ];
    names.iter().position(|names| names.iter().any(|n| text.contains(n)))
}

fn unit(text: &str) -> Option<MoneyUnit> {
    match text {
        t if t.contains("亿元") => Some(MoneyUnit::Yi),
        t if t.contains("万元") => Some(MoneyUnit::Wan),
        _ => None,
    }
}

/// Amounts carry their units themselves.
fn is_number(text: &str) -> bool {
    half_width(text).starts_with(|c: char| c.is_ascii_digit() || "-(.+¥￥".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const YEARS: [i32; 3] = [2025, 2024, 2023];

    fn placed(text: &str, at: Field) -> (Vec<String>, Vec<String>) {
        let p = finance(&block(text).expect("a block"), at, YEARS);
        (p.cells.iter().map(|(k, t)| format!("{k}={t}")).collect(), p.left)
    }

    #[test]
    fn a_single_cell_is_no_block() {
        assert_eq!(block("12,800"), None);
        assert_eq!(block("12,800\r\n"), None);
        assert_eq!(
            block("1\t2\r\n3\t4\r\n"),
            Some(vec![vec!["1".into(), "2".into()], vec!["3".into(), "4".into()],])
        );
    }

    #[test]
    fn figures_without_headings_begin_where_the_cursor_is() {
        let (cells, left) = placed("1\t2\t3\n4\t5\t6", Field::Assets1);
        assert_eq!(
            cells,
            [
                "assets_1=1",
                "assets_2=2",
                "assets_3=3",
                "operating_1=4",
                "operating_2=5",
                "operating_3=6"
            ]
        );
        assert!(left.is_empty());
        let (cells, left) = placed("1\t2\n3\t4", Field::Net3);
        assert_eq!(
            (cells, left),
            (vec!["net_3=1".to_owned()], vec!["2".into(), "3".into(), "4".into()])
        );
    }

    #[test]
    fn headings_decide_the_place_and_the_unit() {
        let text = "单位：亿元\t2023年\t2024年度\t2025\n净利润\t0.1\t0.2\t0.3\n营业收入\t1\t2\t3";
        let (cells, left) = placed(text, Field::Assets2);
        assert_eq!(cells.len(), 12);
        assert_eq!(&cells[..4], ["net_3=0.1", "net_3.unit=yi", "net_2=0.2", "net_2.unit=yi"]);
        assert!(cells.contains(&"revenue_1=3".to_owned()) && left.is_empty());
    }

    #[test]
    fn a_year_among_figures_is_a_figure() {
        let (cells, left) = placed("2025\t1800\n7\t8", Field::Net1);
        assert_eq!(
            (cells, left),
            (vec!["net_1=2025".into(), "net_2=1800".into()], vec!["7".into(), "8".into()])
        );
    }

    #[test]
    fn what_finds_no_place_is_given_back() {
        let text = "\t2025\t2020\n营业收入\t1\t9\n研发费用\t7\t8";
        let (cells, left) = placed(text, Field::Revenue1);
        assert_eq!(cells, ["revenue_1=1"]);
        assert_eq!(left, ["9", "7", "8", "研发费用"]);
    }

    #[test]
    fn results_fill_from_the_cell_the_cursor_is_in() {
        let p = results(&block("95\t98\n90\t97").expect("a block"), 2, Field::Before, 3);
        let keys: Vec<&str> = p.cells.iter().map(|c| c.0.as_str()).collect();
        assert_eq!(
            keys,
            ["result.2.before", "result.2.after", "result.3.before", "result.3.after"]
        );
        let p = results(&block("a\tb\nc\td").expect("a block"), 3, Field::Source, 3);
        assert_eq!((p.cells.len(), p.left), (1, vec!["b".into(), "c".into(), "d".into()]));
    }

    proptest! {
        /// Every cell of a block is either placed or given back.
        #[test]
        fn nothing_that_was_pasted_is_lost(rows in proptest::collection::vec(proptest::collection::vec("[0-9.]{1,6}|研发|2025|净利润", 1..6), 2..7), at in 0..12_usize) {
            let text = rows.iter().map(|r| r.join("\t")).collect::<Vec<_>>().join("\n");
            let block = block(&text).expect("two rows at least");
            let headings = |c: &&String| calendar_year(c).is_some() || figure(c).is_some();
            let p = finance(&block, GRID[at / 3][at % 3], YEARS);
            let told: Vec<&String> = p.cells.iter().filter(|(k, _)| !k.ends_with(".unit")).map(|(_, t)| t).chain(&p.left).collect();
            for cell in block.iter().flatten().filter(|c| !headings(c)) {
                prop_assert!(told.contains(&cell), "{} of {:?}", cell, block);
            }
            let all = results(&block, 1, Field::Indicator, 12);
            prop_assert_eq!(all.cells.len() + all.left.len(), block.iter().flatten().count());
        }
    }
}
