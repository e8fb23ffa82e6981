//! Seats of many units out of a table (Art. 17): read row by row, judged row by row, and taken over
//! as a whole or not at all. The same code shows the preview in the browser and decides on the server.

use serde::{Deserialize, Serialize};

use super::Quota;
use crate::facts::text::half_width;
use crate::facts::units::named;

/// Rows of a table that are looked at.
pub const ROWS_MAX: usize = 500;

/// Heads by which a column is known, in either language; blanks and case do not count.
const UNIT: [&str; 5] = ["代码", "推荐单位", "code", "unit", "recommending unit"];
const BASE: [&str; 3] = ["不限规模的名额", "seats for any size", "base"];
const SME_EXTRA: [&str; 3] = ["另给中小企业的名额", "further seats for smes", "sme extra"];

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Fault {
    /// No unit has this code or name.
    UnknownUnit,
    /// The unit stands in an earlier row already.
    Twice {
        /// That row.
        row: u32,
    },
    /// Not a whole number from 0 to 1000.
    NoSeats {
        /// Number of its column, from 1.
        column: u32,
    },
    /// Fewer seats than are taken already.
    Overdrawn,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number, the head being row 1.
    pub row: u32,
    /// What was written for the unit.
    pub written: String,
    /// The unit's code, where it is known.
    pub unit: Option<String>,
    /// The seats as they are now.
    pub before: Quota,
    /// The seats as they would be.
    pub after: Quota,
    /// What is wrong with it; nothing when it can be taken over.
    pub faults: Vec<Fault>,
}

impl Line {
    /// Whether it changes anything.
    pub fn changes(&self) -> bool {
        self.before != self.after
    }
}

/// Why a text is no table of seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoTable {
    /// Nothing in it.
    Empty,
    /// The first row does not name a unit and its two kinds of seats.
    Heads,
    /// More than [`ROWS_MAX`] rows.
    TooLong,
}

/// Reads a table of cells with tabs between them, as spreadsheets copy it; its first row names the
/// columns. `now` are the seats of all units.
///
/// # Errors
/// [`NoTable`] when there are no rows to judge.
pub fn read(text: &str, now: &[(String, Quota)]) -> Result<Vec<Line>, NoTable> {
    let mut rows = (1u32..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty());
    let Some((_, head)) = rows.next() else { return Err(NoTable::Empty) };
    let heads: Vec<String> = head.split('\t').map(plain).collect();
    let find = |names: &[&str]| heads.iter().position(|h| names.iter().any(|n| h == &plain(n)));
    let (Some(unit), Some(base), Some(extra)) = (find(&UNIT), find(&BASE), find(&SME_EXTRA)) else {
        return Err(NoTable::Heads);
    };
    let mut lines: Vec<Line> = Vec::new();
    for (row, text) in rows {
        if lines.len() == ROWS_MAX {
            return Err(NoTable::TooLong);
        }
        let cells: Vec<&str> = text.split('\t').collect();
        let cell = |i: usize| cells.get(i).copied().unwrap_or_default();
        let mut faults = Vec::new();
        let found = named(cell(unit));
        let before = found.and_then(|u| now.iter().find(|q| q.0 == u.code)).map(|q| q.1);
        let before = before.unwrap_or_default();
        match found {
            None => faults.push(Fault::UnknownUnit),
            Some(u) => {
                let earlier = lines.iter().find(|l| l.unit.as_ref() == Some(&u.code));
                faults.extend(earlier.map(|l| Fault::Twice { row: l.row }));
            }
        }
        let mut seats = |i: usize| {
            let read = number(cell(i));
            if read.is_none() {
                faults.push(Fault::NoSeats { column: u32::try_from(i + 1).unwrap_or(u32::MAX) });
            }
            read.unwrap_or_default()
        };
        let after = Quota { base: seats(base), sme_extra: seats(extra), ..before };
        if faults.is_empty() && !after.holds() {
            faults.push(Fault::Overdrawn);
        }
        let written = cell(unit).trim().to_owned();
        lines.push(Line {
            row,
            written,
            unit: found.map(|u| u.code.clone()),
            before,
            after,
            faults,
        });
    }
    if lines.is_empty() { Err(NoTable::Empty) } else { Ok(lines) }
}

/// A head as it is compared: narrow, small, without blanks.
fn plain(head: &str) -> String {
    half_width(head).to_lowercase().split_whitespace().collect()
}

fn number(written: &str) -> Option<i64> {
    let digits = half_width(written);
    let fits = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| digits.parse().ok()).flatten().filter(|n| *n <= 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Vec<(String, Quota)> {
        vec![("R370200".into(), Quota { base: 2, used_large: 2, ..Quota::default() })]
    }

    #[test]
    fn art_17_seats_are_read_by_code_or_name_and_judged_row_by_row() {
        let text = "推荐单位\t不限规模的名额\t另给中小企业的名额\n\
                    青岛市工业和信息化局\t３\t1\n\nr110000\t5\t0\n火星\t1\t1\nR370200\t4\t0\nR310000\t-1\tx";
        let lines = read(text, &now()).unwrap();
        let faults: Vec<_> = lines.iter().map(|l| (l.row, l.faults.clone())).collect();
        assert_eq!(
            faults,
            [
                (2, vec![]),
                (4, vec![]),
                (5, vec![Fault::UnknownUnit]),
                (6, vec![Fault::Twice { row: 2 }]),
                (7, vec![Fault::NoSeats { column: 2 }, Fault::NoSeats { column: 3 }]),
            ]
        );
        assert_eq!((lines[0].after.base, lines[0].after.used_large), (3, 2));
        assert!(lines[0].changes() && lines[1].unit.as_deref() == Some("R110000"));
        let drawn = read("code\tbase\tsme extra\nR370200\t1\t9", &now()).unwrap();
        assert_eq!(drawn[0].faults, [Fault::Overdrawn]);
    }

    #[test]
    fn a_text_that_is_no_table_of_seats_says_why() {
        assert_eq!(read(" \n\n", &[]), Err(NoTable::Empty));
        assert_eq!(read("code\tbase\tsme extra\n", &[]), Err(NoTable::Empty));
        assert_eq!(read("单位\t数量\nR110000\t1", &[]), Err(NoTable::Heads));
        let long = format!("code\tbase\tsme extra\n{}", "R110000\t1\t1\n".repeat(ROWS_MAX + 1));
        assert_eq!(read(&long, &[]), Err(NoTable::TooLong));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_pasted_no_line_without_fault_breaks_a_quota(
            cells in proptest::collection::vec("[0-9０-９a-zR\t\n ,.=-]{0,12}", 0..40),
            base in 0..1_002_u32,
            extra in 0..1_002_u32,
        ) {
            // Among what means nothing stands a row of a unit, so that something is there to be judged.
            let below = cells.join("\n");
            let text = format!("code\tbase\tsme extra\nR370200\t{base}\t{extra}\n{below}");
            let lines = read(&text, &now()).unwrap();
            let written = below.lines().filter(|l| !l.trim().is_empty()).count();
            proptest::prop_assert_eq!(lines.len(), written + 1);
            proptest::prop_assert_eq!(lines[0].faults.is_empty(), (2..=1_000).contains(&base) && extra <= 1_000);
            for line in lines {
                proptest::prop_assert!(!line.faults.is_empty() || line.after.holds());
            }
        }
    }
}
