//! The table of results (Art. 8 (3)): its rows, how they are moved, and what a row shows.

use serde::{Deserialize, Serialize};

use super::field::{Field, RESULT_ROWS};
use super::page::Page;
use super::{Answers, answer};
use crate::facts::numbers::parse_decimal;
use crate::facts::text::half_width;

/// Decimals an indicator is read with.
const DECIMALS: u8 = 6;
/// One, in the steps of an indicator.
const ONE: i128 = 1_000_000;

/// Rows in which something was typed, in order.
pub fn begun(answers: &Answers) -> impl Iterator<Item = usize> {
    // One walk over the keys that exist, not one look-up for every cell of the table.
    let mut rows = [false; RESULT_ROWS + 1];
    let typed = answers.range("result.".to_owned().."result/".to_owned());
    for (key, _) in typed.filter(|(_, text)| !text.trim().is_empty()) {
        if let Some(row) = row_of(key) {
            rows[row] = true;
        }
    }
    (1..=RESULT_ROWS).filter(move |row| rows[*row])
}

/// The last row in which something was typed; 0 when there is none.
pub fn last(answers: &Answers) -> usize {
    begun(answers).last().unwrap_or(0)
}

fn row_of(key: &str) -> Option<usize> {
    Field::of_key(key)?;
    key.strip_prefix("result.")?.split_once('.')?.0.parse().ok()
}

/// A change to the order or the number of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowEdit {
    /// One more empty row at the end.
    Add,
    /// The row changes places with the one above.
    Up(usize),
    /// The row changes places with the one below.
    Down(usize),
    /// The row goes; those below move up.
    Remove(usize),
}

impl RowEdit {
    /// As a button of a form sends it: `row-add`, `row-up-3`.
    pub fn code(self) -> String {
        match self {
            Self::Add => "row-add".into(),
            Self::Up(n) => format!("row-up-{n}"),
            Self::Down(n) => format!("row-down-{n}"),
            Self::Remove(n) => format!("row-remove-{n}"),
        }
    }

    /// Reads a code; rows there cannot be are none.
    pub fn parse(code: &str) -> Option<Self> {
        let (what, n) = code.strip_prefix("row-")?.split_once('-').unwrap_or((&code[4..], ""));
        let row = || n.parse().ok().filter(|n| (1..=RESULT_ROWS).contains(n));
        match what {
            "add" => n.is_empty().then_some(Self::Add),
            "up" => row().filter(|n| *n > 1).map(Self::Up),
            "down" => row().filter(|n| *n < RESULT_ROWS).map(Self::Down),
            "remove" => row().map(Self::Remove),
            _ => None,
        }
    }

    /// The row to look at afterwards.
    pub fn row(self, answers: &Answers) -> usize {
        match self {
            Self::Add => (last(answers) + 1).min(RESULT_ROWS),
            Self::Up(n) => n.saturating_sub(1).max(1),
            Self::Down(n) => (n + 1).min(RESULT_ROWS),
            Self::Remove(n) => n,
        }
    }

    /// Every cell whose text changes, with its new text; empty texts clear a cell.
    pub fn apply(self, answers: &Answers) -> Answers {
        // Where each row's content comes from; 0 is nowhere.
        let mut from: Vec<usize> = (0..=RESULT_ROWS).collect();
        match self {
            Self::Add => return Answers::new(),
            Self::Up(n) => from.swap(n, n.saturating_sub(1).max(1)),
            Self::Down(n) => from.swap(n, (n + 1).min(RESULT_ROWS)),
            Self::Remove(n) => {
                from.remove(n);
                from.push(0);
            }
        }
        let text = |field: Field, row: usize| {
            let key = field.result_key(row);
            (row > 0).then(|| answers.get(&key).cloned()).flatten().unwrap_or_default()
        };
        let mut changes = Answers::new();
        for (row, source) in from.iter().enumerate().skip(1).filter(|(row, s)| *row != **s) {
            for field in Page::Results.fields() {
                let (old, new) = (text(field, row), text(field, *source));
                if old != new {
                    changes.insert(field.result_key(row), new);
                }
            }
        }
        changes
    }
}

/// What a row says when its numbers can be read. Amounts are millionths of the row's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Improvement {
    /// After less before.
    pub change: i128,
    /// The change in tenths of a per cent of what was before; none where that was nothing.
    pub tenths: Option<i128>,
    /// The unit is per cent, so the change is in percentage points.
    pub points: bool,
    /// Beyond the competitor, in the direction of the change; none where that cannot be told.
    pub ahead: Option<bool>,
    /// As good as the best known, or better.
    pub best: Option<bool>,
}

/// Reads a row's figures. The direction of the change is taken for the better one: a row
/// tells what became better, and a rate of loss becomes better by falling.
pub fn improvement(answers: &Answers, row: usize) -> Option<Improvement> {
    let cell = |f: Field| answer(answers, &f.result_key(row)).to_owned();
    let unit = half_width(&cell(Field::Measure));
    let read = |f: Field| figure(&cell(f), &unit);
    let (before, after) = (read(Field::Before)?, read(Field::After)?);
    let change = after - before;
    let beyond = |other: i128| match change.signum() {
        0 => None,
        sign => Some((after - other) * sign),
    };
    Some(Improvement {
        change,
        tenths: (before != 0).then(|| rounded(change * 1_000, before.abs())),
        points: unit == "%" || figure_has_percent(&cell(Field::After)),
        ahead: read(Field::Competitor).and_then(beyond).map(|d| d > 0),
        best: read(Field::Benchmark).and_then(beyond).map(|d| d >= 0),
    })
}

fn figure_has_percent(text: &str) -> bool {
    half_width(text).ends_with('%')
}

/// A figure as it is typed into a table: with or without its unit.
fn figure(text: &str, unit: &str) -> Option<i128> {
    let text = half_width(text);
    let bare = text
        .strip_suffix('%')
        .or_else(|| if unit.is_empty() { None } else { text.strip_suffix(unit) });
    parse_decimal(bare.unwrap_or(&text), DECIMALS).ok().map(i128::from)
}

/// The quotient, rounded half away from zero.
fn rounded(n: i128, by: i128) -> i128 {
    (2 * n + n.signum() * by) / (2 * by)
}

/// Millionths as a plain decimal with its sign: `+3.4`, `-1.1`, `0`.
pub fn show_signed(millionths: i128) -> String {
    let sign = match millionths.signum() {
        1 => "+",
        -1 => "-",
        _ => "",
    };
    let (whole, rest) = (millionths.abs() / ONE, millionths.abs() % ONE);
    let rest = format!("{rest:06}");
    match rest.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{rest}"),
    }
}

/// Tenths as a decimal with its sign: `+3.6`.
pub fn show_tenths(tenths: i128) -> String {
    show_signed(tenths * ONE / 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(rows: &[(usize, &str)]) -> Answers {
        rows.iter()
            .flat_map(|(row, text)| {
                [Field::Indicator, Field::Source]
                    .map(|f| (f.result_key(*row), format!("{text}-{}", f.key())))
            })
            .collect()
    }

    fn edited(answers: &Answers, edit: RowEdit) -> Answers {
        let mut all = answers.clone();
        all.extend(edit.apply(answers));
        all.retain(|_, text| !text.is_empty());
        all
    }

    #[test]
    fn rows_move_and_go_with_all_their_cells() {
        let abc = table(&[(1, "a"), (2, "b"), (4, "c")]);
        assert_eq!(begun(&abc).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(edited(&abc, RowEdit::Up(2)), table(&[(1, "b"), (2, "a"), (4, "c")]));
        assert_eq!(edited(&abc, RowEdit::Down(2)), table(&[(1, "a"), (3, "b"), (4, "c")]));
        assert_eq!(edited(&abc, RowEdit::Remove(1)), table(&[(1, "b"), (3, "c")]));
        assert_eq!(edited(&abc, RowEdit::Remove(12)), abc);
        assert_eq!(edited(&abc, RowEdit::Add), abc);
    }

    #[test]
    fn buttons_say_what_they_do_and_nothing_else_is_understood() {
        for edit in [RowEdit::Add, RowEdit::Up(2), RowEdit::Down(11), RowEdit::Remove(12)] {
            assert_eq!(RowEdit::parse(&edit.code()), Some(edit));
        }
        for bad in [
            "",
            "next",
            "row-",
            "row-up",
            "row-up-1",
            "row-down-12",
            "row-up-13",
            "row-up-x",
            "row-remove-0",
            "row-add-1",
            "row-é",
        ] {
            assert_eq!(RowEdit::parse(bad), None, "{bad}");
        }
    }

    fn row(unit: &str, before: &str, after: &str, rival: &str, best: &str) -> Option<Improvement> {
        let fields =
            [Field::Measure, Field::Before, Field::After, Field::Competitor, Field::Benchmark];
        let texts = [unit, before, after, rival, best];
        let answers = fields.iter().zip(texts).map(|(f, t)| (f.result_key(1), t.to_owned()));
        improvement(&answers.collect(), 1)
    }

    #[test]
    fn art_8_3_the_improvement_of_a_row_is_computed() {
        let up = row("%", "95.2", "９８.６％", "96.9", "99.1").expect("numbers");
        assert_eq!((show_signed(up.change).as_str(), up.points), ("+3.4", true));
        assert_eq!(up.tenths.map(show_tenths).as_deref(), Some("+3.6"));
        assert_eq!((up.ahead, up.best), (Some(true), Some(false)));
        // A rate of loss becomes better by falling.
        let down = row("", "1.9", "0.8", "1.4", "0.8").expect("numbers");
        assert_eq!(show_signed(down.change), "-1.1");
        assert_eq!(down.tenths.map(show_tenths).as_deref(), Some("-57.9"));
        assert_eq!((down.ahead, down.best), (Some(true), Some(true)));
        let behind = row("小时", "10 小时", "12小时", "13", "").expect("numbers");
        assert_eq!((behind.ahead, behind.best), (Some(false), None));
        assert_eq!(row("", "5", "5", "4", "6").map(|i| (i.change, i.ahead)), Some((0, None)));
        assert_eq!(row("", "0", "5", "", "").map(|i| i.tenths), Some(None));
        assert_eq!(row("", "约五成", "5", "", ""), None);
        assert_eq!(row("", "", "5", "", ""), None);
    }

    proptest! {
        #[test]
        fn moving_up_and_down_again_changes_nothing(n in 2..=RESULT_ROWS, filled in proptest::collection::vec(1..=RESULT_ROWS, 0..8)) {
            let answers = table(&filled.iter().map(|n| (*n, "x")).collect::<Vec<_>>());
            let there = edited(&answers, RowEdit::Up(n));
            prop_assert_eq!(edited(&there, RowEdit::Down(n - 1)), answers);
        }

        #[test]
        fn removing_a_row_loses_that_row_only(n in 1..=RESULT_ROWS, filled in proptest::collection::btree_set(1..=RESULT_ROWS, 0..8)) {
            let answers = table(&filled.iter().map(|n| (*n, "x")).collect::<Vec<_>>());
            let left = edited(&answers, RowEdit::Remove(n));
            prop_assert_eq!(begun(&left).count(), filled.len() - usize::from(filled.contains(&n)));
        }

        #[test]
        fn any_text_in_a_row_is_survived(unit in ".{0,4}", texts in proptest::collection::vec(".{0,20}|[-0-9.%]{0,22}", 4)) {
            if let Some(i) = row(&unit, &texts[0], &texts[1], &texts[2], &texts[3]) {
                let _ = (show_signed(i.change), i.tenths.map(show_tenths));
            }
        }
    }
}
