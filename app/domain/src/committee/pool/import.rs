//! Experts out of a table (第十一条): read cell by cell, compared with the pool row by row, and taken
//! over as a whole or not at all. What is wrong in a table can be said without the pool, so the
//! browser says it while somebody mends it; what a row would change, the server adds.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

pub use super::Column;
use super::{Card, Slip};
use crate::committee::conflict::{employer_core, plain};
use crate::facts::text::half_width;
use crate::ids::ExpertId;

/// Rows of a table that are looked at.
pub const ROWS_MAX: usize = 20_000;
/// Rows without a fault that a preview shows.
pub const SHOWN: usize = 200;

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Fault {
    /// A cell that cannot be taken.
    Cell {
        /// Number of its column, from 1.
        column: u32,
        /// What the column holds.
        of: Column,
        /// What is wrong.
        #[serde(flatten)]
        slip: Slip,
    },
    /// The same expert stands in an earlier row.
    Twice {
        /// That row.
        row: u32,
    },
    /// The pool has several it could be, or one of the same name and employer with another address.
    Ambiguous,
}

/// What a row would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// An expert who is not in the pool yet.
    New,
    /// Other particulars of somebody in it.
    Changed {
        /// Who.
        expert: ExpertId,
        /// What would change: column, text before, text after.
        what: Vec<(Column, String, String)>,
    },
    /// What the pool says already.
    Same {
        /// Who.
        expert: ExpertId,
    },
    /// Another address of somebody who sits on the committee: their seat would pass to another account. They stay as they
    /// are, and the others are taken over (Art. 13, 15).
    Stays {
        /// Who.
        expert: ExpertId,
    },
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number, the head being row 1.
    pub row: u32,
    /// The expert as the row says, or, once compared, as the pool would have them.
    pub card: Card,
    /// What is wrong; nothing when it can be taken over.
    pub faults: Vec<Fault>,
    /// What it would do; `None` before it was compared with the pool, and where something is wrong.
    pub verdict: Option<Verdict>,
}

/// A table that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Columns it has.
    pub columns: Vec<Column>,
    /// Its rows.
    pub lines: Vec<Line>,
}

/// Why a text is no table of experts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoTable {
    /// Nothing in it.
    Empty,
    /// The first row does not name the expert, the employer and the divisions.
    Heads,
    /// It names one of them twice.
    HeadTwice {
        /// Which.
        of: Column,
    },
    /// More than [`ROWS_MAX`] rows.
    TooLong,
}

/// Heads by which a column is known; blanks, case, stars, colons and remarks in brackets do not count.
fn heads(column: Column) -> &'static [&'static str] {
    match column {
        Column::Name => &["姓名", "专家姓名", "专家", "name", "expert"],
        Column::Email => &["电子邮箱", "邮箱", "电子邮件", "email", "e-mail", "mail"],
        Column::Phone => &["电话", "联系电话", "手机", "手机号", "phone", "telephone", "mobile"],
        Column::Employer => {
            &["工作单位", "单位", "所在单位", "employer", "organisation", "organization"]
        }
        Column::Uscc => &[
            "统一社会信用代码",
            "信用代码",
            "单位信用代码",
            "uscc",
            "credit code",
            "unified social credit code",
        ],
        Column::Unit => &["推荐单位", "所属推荐单位", "unit", "recommending unit"],
        Column::Region => &["地区", "所在地区", "省份", "region", "province"],
        Column::Title => &["职称", "技术职称", "title", "professional title"],
        Column::Fields => &[
            "专业领域",
            "行业大类",
            "行业",
            "领域",
            "fields",
            "fields of expertise",
            "divisions",
            "industries",
        ],
        Column::Methods => {
            &["方法专长", "管理方法", "质量管理方法", "方法", "methods", "methods of expertise"]
        }
        Column::Ties => &[
            "咨询过的组织",
            "近三年咨询过的组织",
            "咨询单位信用代码",
            "ties",
            "organisations advised",
            "advised",
        ],
    }
}

/// A head as it is compared.
fn head(text: &str) -> String {
    let narrow = half_width(text).to_lowercase();
    let bare = narrow.split('(').next().unwrap_or_default();
    bare.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':')).collect()
}

/// Reads a table of cells with tabs between them, as spreadsheets copy it; its first row names the
/// columns. Finds what is wrong within the table; [`settle`] compares it with the pool.
///
/// # Errors
/// [`NoTable`] when there are no rows to judge.
pub fn read(text: &str) -> Result<Sheet, NoTable> {
    let mut rows = (1u32..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty());
    let Some((_, first)) = rows.next() else { return Err(NoTable::Empty) };
    let mut columns: Vec<(usize, Column)> = Vec::new();
    for (i, written) in first.split('\t').enumerate() {
        let written = head(written);
        let is = |c: &Column| heads(*c).iter().any(|h| head(h) == written);
        if let Some(of) = Column::ALL.into_iter().find(is) {
            if columns.iter().any(|c| c.1 == of) {
                return Err(NoTable::HeadTwice { of });
            }
            columns.push((i, of));
        }
    }
    if Column::ALL.into_iter().any(|c| c.required() && !columns.iter().any(|k| k.1 == c)) {
        return Err(NoTable::Heads);
    }
    let mut lines = Vec::new();
    let mut seen = Seen::default();
    for (row, text) in rows {
        if lines.len() == ROWS_MAX {
            return Err(NoTable::TooLong);
        }
        let cells: Vec<&str> = text.split('\t').collect();
        let mut card = Card::default();
        let mut faults = Vec::new();
        for (i, of) in &columns {
            let written = cells.get(*i).copied().unwrap_or_default();
            if let Err(slip) = card.set(*of, written) {
                let column = u32::try_from(i + 1).unwrap_or(u32::MAX);
                faults.push(Fault::Cell { column, of: *of, slip });
            }
        }
        faults.extend(seen.before(row, &card).map(|row| Fault::Twice { row }));
        lines.push(Line { row, card, faults, verdict: None });
    }
    if lines.is_empty() {
        return Err(NoTable::Empty);
    }
    Ok(Sheet { columns: columns.into_iter().map(|c| c.1).collect(), lines })
}

/// Name and employer as they are compared; `None` while one of them is missing.
fn person(card: &Card) -> Option<(String, String)> {
    let key = (plain(&card.name), employer_core(&card.employer));
    (!key.0.is_empty() && !key.1.is_empty()).then_some(key)
}

/// Who stood in the rows read so far.
#[derive(Default)]
struct Seen {
    by_email: HashMap<String, u32>,
    /// Rows of one name and employer, with their addresses.
    by_person: HashMap<(String, String), Vec<(String, u32)>>,
}

impl Seen {
    /// An earlier row of the same expert. Two of one name and employer are two if each has an
    /// address of their own.
    fn before(&mut self, row: u32, card: &Card) -> Option<u32> {
        let email = card.email.clone();
        let mut found = None;
        if !email.is_empty() {
            match self.by_email.get(&email) {
                Some(earlier) => found = Some(*earlier),
                None => drop(self.by_email.insert(email.clone(), row)),
            }
        }
        if let Some(key) = person(card) {
            let same = self.by_person.entry(key).or_default();
            let clash = same.iter().find(|s| s.0.is_empty() || email.is_empty() || s.0 == email);
            found = found.or(clash.map(|s| s.1));
            same.push((email, row));
        }
        found
    }
}

/// The pool as rows are compared with it.
pub struct Known<'a> {
    all: Vec<(&'a ExpertId, &'a Card)>,
    by_email: HashMap<&'a str, usize>,
    by_person: HashMap<(String, String), Vec<usize>>,
}

impl<'a> Known<'a> {
    /// Of everybody in the pool.
    pub fn of(pool: impl IntoIterator<Item = (&'a ExpertId, &'a Card)>) -> Self {
        let all: Vec<(&ExpertId, &Card)> = pool.into_iter().collect();
        let mut by_email = HashMap::new();
        let mut by_person: HashMap<(String, String), Vec<usize>> = HashMap::new();
        for (i, (_, card)) in all.iter().enumerate() {
            if !card.email.is_empty() {
                by_email.insert(card.email.as_str(), i);
            }
            if let Some(key) = person(card) {
                by_person.entry(key).or_default().push(i);
            }
        }
        Self { all, by_email, by_person }
    }

    /// Who is meant: by address, else by name and employer where nothing speaks against it.
    fn find(&self, card: &Card) -> Result<Option<usize>, Fault> {
        let same = person(card).and_then(|k| self.by_person.get(&k)).map_or(&[][..], Vec::as_slice);
        if let Some(i) = self.by_email.get(card.email.as_str()) {
            // The address is one's, the name another's: nobody can say who is meant.
            let another = !same.is_empty() && !same.contains(i);
            return if another { Err(Fault::Ambiguous) } else { Ok(Some(*i)) };
        }
        match same {
            [] => Ok(None),
            [one] => {
                let known = self.all.get(*one).map_or("", |k| k.1.email.as_str());
                let differs = !known.is_empty() && !card.email.is_empty();
                if differs { Err(Fault::Ambiguous) } else { Ok(Some(*one)) }
            }
            _ => Err(Fault::Ambiguous),
        }
    }

    /// Whether a card would be a second one of somebody in the pool, `own` left aside.
    pub fn another(&self, card: &Card, own: Option<&ExpertId>) -> bool {
        let other = |i: &usize| self.all.get(*i).is_some_and(|k| Some(k.0) != own);
        if self.by_email.get(card.email.as_str()).is_some_and(other) {
            return true;
        }
        let same = person(card).and_then(|k| self.by_person.get(&k));
        let clash = |i: &&usize| {
            let theirs = self.all.get(**i).map_or("", |k| k.1.email.as_str());
            theirs.is_empty() || card.email.is_empty()
        };
        same.is_some_and(|s| s.iter().filter(|i| other(i)).any(|i| clash(&i)))
    }
}

/// Compares the rows with the pool. Of somebody known, columns that the table does not have stay as
/// they are; an empty cell empties what stood there.
pub fn settle(sheet: &mut Sheet, known: &Known<'_>) {
    let mut taken: HashMap<usize, u32> = HashMap::new();
    for line in sheet.lines.iter_mut().filter(|l| l.faults.is_empty()) {
        let found = match known.find(&line.card) {
            Ok(found) => found,
            Err(fault) => {
                line.faults.push(fault);
                continue;
            }
        };
        let Some(i) = found else {
            line.verdict = Some(Verdict::New);
            continue;
        };
        if let Some(row) = taken.insert(i, line.row) {
            line.faults.push(Fault::Twice { row });
            continue;
        }
        let Some((expert, before)) = known.all.get(i).copied() else { continue };
        let mut after = before.clone();
        for column in &sheet.columns {
            match column {
                Column::Name => after.name.clone_from(&line.card.name),
                Column::Email => after.email.clone_from(&line.card.email),
                Column::Phone => after.phone.clone_from(&line.card.phone),
                Column::Employer => after.employer.clone_from(&line.card.employer),
                Column::Uscc => after.uscc.clone_from(&line.card.uscc),
                Column::Unit => after.unit.clone_from(&line.card.unit),
                Column::Region => after.region.clone_from(&line.card.region),
                Column::Title => after.title.clone_from(&line.card.title),
                Column::Fields => after.fields.clone_from(&line.card.fields),
                Column::Methods => after.methods.clone_from(&line.card.methods),
                Column::Ties => after.ties.clone_from(&line.card.ties),
            }
        }
        let expert = expert.clone();
        let what: Vec<_> = before
            .differs(&after)
            .into_iter()
            .map(|c| (c, before.text(c), after.text(c)))
            .collect();
        line.card = after;
        line.verdict = Some(if what.is_empty() {
            Verdict::Same { expert }
        } else {
            Verdict::Changed { expert, what }
        });
    }
}

/// Leaves out rows with another address that would hand a seat over: that is done one by one, for a reason (Art. 13, 15).
/// `hands_over` is asked about an expert and the address.
pub fn keep_seats(sheet: &mut Sheet, hands_over: impl Fn(&ExpertId, &str) -> bool) {
    for line in &mut sheet.lines {
        let Some(Verdict::Changed { expert, what }) = &line.verdict else { continue };
        let moves = what.iter().any(|(column, _, after)| {
            *column == Column::Email && !after.is_empty() && hands_over(expert, after)
        });
        if moves {
            line.verdict = Some(Verdict::Stays { expert: expert.clone() });
        }
    }
}

/// How many rows would do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows in all.
    pub all: u32,
    /// Experts new to the pool.
    pub added: u32,
    /// Experts with other particulars.
    pub changed: u32,
    /// Experts who stay as they are.
    pub same: u32,
    /// Rows with something wrong.
    pub wrong: u32,
    /// Experts left as they are, because their seat would pass to another account.
    pub stays: u32,
}

impl Counts {
    /// Of rows that were compared.
    pub fn of(lines: &[Line]) -> Self {
        let mut counts = Self::default();
        for line in lines {
            counts.all += 1;
            match &line.verdict {
                _ if !line.faults.is_empty() => counts.wrong += 1,
                Some(Verdict::New) => counts.added += 1,
                Some(Verdict::Changed { .. }) => counts.changed += 1,
                Some(Verdict::Stays { .. }) => counts.stays += 1,
                Some(Verdict::Same { .. }) | None => counts.same += 1,
            }
        }
        counts
    }
}

/// What a page shows of many rows: all that are wrong, and the first [`SHOWN`] of the others, those
/// that change something before those that do not.
pub fn shown(lines: Vec<Line>) -> (Vec<Line>, usize) {
    let (mut shown, good): (Vec<Line>, Vec<Line>) =
        lines.into_iter().partition(|l| !l.faults.is_empty());
    let same = |l: &Line| matches!(l.verdict, Some(Verdict::Same { .. }));
    let (idle, busy): (Vec<Line>, Vec<Line>) = good.into_iter().partition(same);
    let left = (busy.len() + idle.len()).saturating_sub(SHOWN);
    shown.extend(busy.into_iter().chain(idle).take(SHOWN));
    shown.sort_by_key(|l| (l.faults.is_empty(), l.row));
    (shown, left)
}

#[cfg(test)]
mod tests;
