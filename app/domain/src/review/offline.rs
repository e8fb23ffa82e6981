//! The score sheet as a table (第十九条): what an expert who will be without a line takes along, and
//! what comes back of it.
//!
//! A row for each sub-item, one for the overall comment, and one that says which sheet it is. What
//! comes back is hostile until it has been read: every row is judged, and nothing is taken over
//! before all of it is right. A criterion has one comment and several rows: it goes out beside the
//! first of them, and what is written beside the others is added to it line by line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::rubric::{Criterion, Rubric, SubItem};
use super::sheet::{
    SCORE_KEPT, SheetFault, SheetField, SheetForm, SheetLimits, TEXT_KEPT, Tenths, check, count,
    tidy,
};
use crate::application::version::digest;
use crate::deliberation::Review;

/// What stands in the column of codes beside the overall comment. No code of a rubric begins so.
pub const OVERALL: &str = "#overall";
/// What the row begins with that says which sheet it is.
const MARK: char = '#';
/// Digits of a fingerprint: enough to tell two rubrics apart, short enough to be read out.
const DIGITS: usize = 16;
/// Characters of a wrong code that are told.
const CODE_TOLD: usize = 40;

/// Columns of the table, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Code of the sub-item.
    Code,
    /// Name of its criterion.
    Criterion,
    /// Its own name.
    Item,
    /// What to look for.
    Descriptor,
    /// Points at most.
    Max,
    /// The score.
    Score,
    /// The comment.
    Comment,
}

impl Column {
    /// All of them.
    pub const ALL: [Column; 7] = [
        Column::Code,
        Column::Criterion,
        Column::Item,
        Column::Descriptor,
        Column::Max,
        Column::Score,
        Column::Comment,
    ];
    /// Those that are read again; the others help whoever fills in the table.
    pub const READ: [Column; 3] = [Column::Code, Column::Score, Column::Comment];
}

/// Which sheet a table is: application, season, rubric, the draft it was written from, and of which
/// review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Reference number of the application.
    pub reference: String,
    /// Year of the season.
    pub year: i32,
    /// Fingerprint of the rubric.
    pub rubric: String,
    /// Revision of the draft; 0 before it was saved.
    pub revision: i64,
    /// Of which review: the two rubrics may be the same.
    pub review: Review,
}

impl Mark {
    /// The mark of a sheet.
    pub fn new(review: Review, reference: &str, year: i32, rubric: &Rubric, revision: i64) -> Self {
        let rubric = fingerprint(rubric);
        Self { reference: reference.to_owned(), year, rubric, revision, review }
    }

    /// The mark a cell says; `None` for anything else.
    fn read(cell: &str) -> Option<Self> {
        let mut parts = cell.strip_prefix(MARK)?.split('/').map(str::trim);
        let mark = Self {
            reference: parts.next()?.to_owned(),
            year: parts.next()?.parse().ok()?,
            rubric: parts.next()?.to_owned(),
            revision: parts.next()?.parse().ok()?,
            // Sheets that were taken along before there were two say nothing.
            review: parts.next().map_or(Some(Review::Written), Review::from_code)?,
        };
        parts.next().is_none().then_some(mark)
    }

    /// Why a table with this mark is none of a sheet's; nothing where it is.
    fn differs(&self, of: &Self) -> Option<Fault> {
        if self.reference != of.reference {
            let found = self.reference.chars().take(CODE_TOLD).collect();
            Some(Fault::OtherApplication { found, wanted: of.reference.clone() })
        } else if self.year != of.year {
            Some(Fault::OtherSeason { found: self.year })
        } else if self.review != of.review {
            Some(Fault::OtherReview { found: self.review })
        } else {
            (self.rubric != of.rubric).then_some(Fault::OtherRubric)
        }
    }
}

impl fmt::Display for Mark {
    /// `#QB-2026-00012-X/2026/0123456789abcdef/3`, and `/defence` behind it for one of the defence: no
    /// spreadsheet takes it for a number or a date.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARK}{}/{}/{}/{}", self.reference, self.year, self.rubric, self.revision)?;
        if self.review.is_written() { Ok(()) } else { write!(f, "/{}", self.review.code()) }
    }
}

/// What tells a rubric from another: scores by another rubric are other scores.
pub fn fingerprint(rubric: &Rubric) -> String {
    let mut text = digest(&serde_json::to_string(rubric).unwrap_or_default());
    text.truncate(DIGITS);
    text
}

/// A row to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// Which sheet it is.
    Mark(String),
    /// A sub-item.
    Item {
        /// Its criterion.
        criterion: &'a Criterion,
        /// Itself.
        item: &'a SubItem,
        /// Its score; as typed where that is none.
        score: Result<Tenths, &'a str>,
        /// The comment on its criterion, beside the first sub-item only.
        comment: &'a str,
    },
    /// The overall comment.
    Overall {
        /// As typed.
        comment: &'a str,
    },
}

/// The rows of a sheet, in the order in which they are written.
pub fn lines<'a>(
    mark: &Mark,
    rubric: &'a Rubric,
    limits: &SheetLimits,
    form: &'a SheetForm,
) -> Vec<Line<'a>> {
    let scores = check(form, rubric, limits).scores;
    let text =
        |map: &'a BTreeMap<String, String>, code: &str| map.get(code).map_or("", String::as_str);
    let mut lines = vec![Line::Mark(mark.to_string())];
    for criterion in &rubric.criteria {
        for (n, item) in criterion.items.iter().enumerate() {
            let typed = text(&form.scores, &item.code);
            lines.push(Line::Item {
                criterion,
                item,
                score: scores.get(&item.code).copied().ok_or(typed),
                comment: if n == 0 { text(&form.comments, &criterion.code) } else { "" },
            });
        }
    }
    lines.push(Line::Overall { comment: &form.overall });
    lines
}

/// A table that came back: the three columns that are read, wherever they stand in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Which column holds the codes, from 1.
    pub code: u32,
    /// Which holds the scores.
    pub score: u32,
    /// Which holds the comments.
    pub comment: u32,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row that came back. Cells are text without blanks around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// As the spreadsheet numbers it, from 1.
    pub number: u32,
    /// What stands in the column of codes.
    pub code: String,
    /// In that of the scores.
    pub score: String,
    /// In that of the comments.
    pub comment: String,
}

/// What is wrong with a table, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Row, from 1; 0 where it is the table as a whole.
    pub row: u32,
    /// Column, from 1; 0 where it is the row as a whole.
    pub column: u32,
    /// What.
    pub fault: Fault,
}

/// Why a table is not taken over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// A column that is read is not there.
    NoColumn {
        /// Which.
        column: Column,
    },
    /// Two columns have the same head.
    ColumnTwice {
        /// Which.
        column: Column,
    },
    /// The row that says which sheet it is has gone.
    NoMark,
    /// It is the sheet of another application.
    OtherApplication {
        /// The reference number it says.
        found: String,
        /// The reference number of the sheet that is open.
        wanted: String,
    },
    /// It is of another season.
    OtherSeason {
        /// The year it says.
        found: i32,
    },
    /// It is of the other review.
    OtherReview {
        /// The review it says.
        found: Review,
    },
    /// The rubric has been changed since it was written.
    OtherRubric,
    /// A code that the rubric does not have; empty where a row has none.
    UnknownCode {
        /// The code.
        code: String,
    },
    /// The same row again.
    Twice {
        /// The first of them.
        row: u32,
    },
    /// The row of a sub-item, or of the overall comment, has gone: its score would be lost.
    RowMissing {
        /// Its code.
        code: String,
    },
    /// Something stands where nothing is read, and would be lost.
    NotRead,
    /// Longer than is kept.
    TooLong {
        /// Characters at most.
        max: usize,
    },
    /// What the sheet itself would say of it.
    Field {
        /// Which field.
        field: SheetField,
        /// What is wrong with it.
        fault: SheetFault,
    },
}

/// Reads a table that came back as the draft of a sheet, and the mark it bore. What is missing may
/// still be missing; what is there must be right.
///
/// # Errors
/// All that is wrong with it, in the order of its rows; of another sheet's table only that it is one.
pub fn read(
    file: &File,
    of: &Mark,
    rubric: &Rubric,
    limits: &SheetLimits,
) -> Result<(SheetForm, Mark), Vec<Problem>> {
    let mark = mark(file, of)?;
    let mut reading = Reading { file, rubric, seen: BTreeMap::new(), problems: Vec::new() };
    let marks = file.rows.iter().filter(|r| Mark::read(&r.code).is_some());
    for again in marks.skip(1) {
        reading.problem(again.number, file.code, Fault::Twice { row: first_mark(file) });
    }
    for row in &file.rows {
        reading.row(row);
    }
    let form = reading.form();
    reading.judge(&form, limits);
    let mut problems = reading.problems;
    problems.sort_by_key(|p| (p.row == 0, p.row, p.column));
    if problems.is_empty() { Ok((form, mark)) } else { Err(problems) }
}

/// The mark, if it is that of the sheet; the draft it was written from may be another.
fn mark(file: &File, of: &Mark) -> Result<Mark, Vec<Problem>> {
    let found = file.rows.iter().find_map(|r| Some((r.number, Mark::read(&r.code)?)));
    let Some((row, mark)) = found else {
        return Err(vec![Problem { row: 0, column: 0, fault: Fault::NoMark }]);
    };
    match mark.differs(of) {
        Some(fault) => Err(vec![Problem { row, column: file.code, fault }]),
        None => Ok(mark),
    }
}

fn first_mark(file: &File) -> u32 {
    file.rows.iter().find(|r| Mark::read(&r.code).is_some()).map_or(0, |r| r.number)
}

/// A table while it is read.
struct Reading<'a> {
    file: &'a File,
    rubric: &'a Rubric,
    /// The row of each code.
    seen: BTreeMap<&'a str, &'a Row>,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    fn problem(&mut self, row: u32, column: u32, fault: Fault) {
        self.problems.push(Problem { row, column, fault });
    }

    fn row(&mut self, row: &'a Row) {
        let (number, file) = (row.number, self.file);
        let marks = Mark::read(&row.code).is_some();
        let known = self.rubric.items().any(|i| i.code == row.code);
        if known || row.code == OVERALL {
            let first: &Row = self.seen.entry(&row.code).or_insert(row);
            if !std::ptr::eq(first, row) {
                let fault = Fault::Twice { row: first.number };
                self.problem(number, file.code, fault);
            }
        } else if !(marks || row.code.is_empty() && row.score.is_empty() && row.comment.is_empty())
        {
            let code = row.code.chars().take(CODE_TOLD).collect();
            self.problem(number, file.code, Fault::UnknownCode { code });
        }
        if (marks || row.code == OVERALL) && !row.score.is_empty() {
            self.problem(number, file.score, Fault::NotRead);
        }
        if marks && !row.comment.is_empty() {
            self.problem(number, file.comment, Fault::NotRead);
        }
    }

    /// What the rows come to; what is missing among them is noted.
    fn form(&mut self) -> SheetForm {
        let mut form = SheetForm::default();
        let rubric = self.rubric;
        for criterion in &rubric.criteria {
            let mut comments: Vec<&str> = Vec::new();
            for item in &criterion.items {
                let Some(row) = self.seen.get(item.code.as_str()).copied() else {
                    self.problem(0, 0, Fault::RowMissing { code: item.code.clone() });
                    continue;
                };
                comments.extend(Some(row.comment.as_str()).filter(|c| !c.is_empty()));
                if count(&row.score) > 0 {
                    form.scores.insert(item.code.clone(), row.score.clone());
                }
            }
            if !comments.is_empty() {
                form.comments.insert(criterion.code.clone(), comments.join("\n"));
            }
        }
        match self.seen.get(OVERALL) {
            Some(row) => form.overall.clone_from(&row.comment),
            None => self.problem(0, 0, Fault::RowMissing { code: OVERALL.to_owned() }),
        }
        form
    }

    /// What the sheet itself says of it, each in its row.
    fn judge(&mut self, form: &SheetForm, limits: &SheetLimits) {
        for problem in check(form, self.rubric, limits).problems {
            let unfinished =
                matches!(problem.fault, SheetFault::Missing | SheetFault::CommentTooShort { .. });
            if !unfinished {
                let (row, column) = self.place(&problem.field);
                let (field, fault) = (problem.field, problem.fault);
                self.problem(row, column, Fault::Field { field, fault });
            }
        }
        let comments = form.comments.iter().map(|(c, t)| (SheetField::Comment(c.clone()), t));
        let texts: Vec<_> = comments.chain([(SheetField::Overall, &form.overall)]).collect();
        for (field, text) in texts {
            if text.chars().count() > TEXT_KEPT {
                let (row, column) = self.place(&field);
                self.problem(row, column, Fault::TooLong { max: TEXT_KEPT });
            }
        }
        let long = |(code, text): (&String, &String)| {
            (text.chars().count() > SCORE_KEPT).then(|| SheetField::Score(code.clone()))
        };
        let long: Vec<SheetField> = form.scores.iter().filter_map(long).collect();
        for field in long {
            let (row, column) = self.place(&field);
            // What is no score either has been told already.
            if !self.problems.iter().any(|p| (p.row, p.column) == (row, column)) {
                self.problem(row, column, Fault::TooLong { max: SCORE_KEPT });
            }
        }
    }

    /// Where a field of the sheet stands in the table.
    fn place(&self, field: &SheetField) -> (u32, u32) {
        let row = |code: &str| self.seen.get(code).map_or(0, |r| r.number);
        match field {
            SheetField::Score(code) => (row(code), self.file.score),
            SheetField::Overall => (row(OVERALL), self.file.comment),
            SheetField::Comment(code) => {
                let criterion = self.rubric.criteria.iter().find(|c| c.code == *code);
                let rows = criterion.into_iter().flat_map(|c| &c.items);
                let mut rows = rows.filter_map(|i| self.seen.get(i.code.as_str()));
                let row = rows.find(|r| !r.comment.is_empty()).map_or(0, |r| r.number);
                (row, self.file.comment)
            }
        }
    }
}

/// The fields in which two sheets say different things, however they are written: `8.5` and `８．50`
/// are the same score.
pub fn differences(a: &SheetForm, b: &SheetForm, rubric: &Rubric) -> Vec<SheetField> {
    let limits = SheetLimits::default();
    let scores = [check(a, rubric, &limits).scores, check(b, rubric, &limits).scores];
    let text = |map: &BTreeMap<String, String>, code: &str| {
        map.get(code).map(|t| said(t)).unwrap_or_default()
    };
    let mut fields = BTreeSet::new();
    for item in rubric.items() {
        let same = match scores.each_ref().map(|s| s.get(&item.code)) {
            [Some(x), Some(y)] => x == y,
            [None, None] => text(&a.scores, &item.code) == text(&b.scores, &item.code),
            _ => false,
        };
        if !same {
            fields.insert(SheetField::Score(item.code.clone()));
        }
    }
    for criterion in &rubric.criteria {
        if text(&a.comments, &criterion.code) != text(&b.comments, &criterion.code) {
            fields.insert(SheetField::Comment(criterion.code.clone()));
        }
    }
    if said(&a.overall) != said(&b.overall) {
        fields.insert(SheetField::Overall);
    }
    fields.into_iter().collect()
}

/// A text without what nobody sees at its ends; nothing where nothing can be seen.
fn said(text: &str) -> String {
    if count(text) == 0 { String::new() } else { tidy(text) }
}

#[cfg(test)]
mod tests;
