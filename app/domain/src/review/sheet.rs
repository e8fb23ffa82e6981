//! The score sheet (第十九条, 第二十条: 撰写评语并打分): from what was typed to what can be sealed.
//!
//! The same check runs in the browser at every key and on the server before sealing. A draft may be
//! wrong in any way and is kept as typed; only [`seal`] insists.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::half_width;
use super::rubric::Rubric;

/// A score in tenths of a point: `Tenths(85)` is 8.5 points.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Tenths(pub i32);

impl Tenths {
    /// The score in points.
    pub fn points(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

impl fmt::Display for Tenths {
    /// Points with one decimal, `8.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{}", self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10)
    }
}

/// What the expert typed, untouched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetForm {
    /// Score by code of the sub-item.
    pub scores: BTreeMap<String, String>,
    /// Comment by code of the criterion; may be left blank.
    pub comments: BTreeMap<String, String>,
    /// The overall comment (评语), which is required.
    pub overall: String,
}

impl SheetForm {
    /// What was typed into a field; empty where nothing was.
    pub fn text(&self, field: &SheetField) -> &str {
        let text = match field {
            SheetField::Score(code) => self.scores.get(code),
            SheetField::Comment(code) => self.comments.get(code),
            SheetField::Overall => Some(&self.overall),
        };
        text.map_or("", String::as_str)
    }

    /// Puts a text into a field.
    pub fn put(&mut self, field: &SheetField, text: &str) {
        match field {
            SheetField::Score(code) => {
                self.scores.insert(code.clone(), text.to_owned());
            }
            SheetField::Comment(code) => {
                self.comments.insert(code.clone(), text.to_owned());
            }
            SheetField::Overall => text.clone_into(&mut self.overall),
        }
    }
}

/// Characters of one text of a sheet that are kept at most, and of one score.
pub const TEXT_KEPT: usize = 4_000;
/// See [`TEXT_KEPT`].
pub const SCORE_KEPT: usize = 20;

/// How long comments may be, in characters as [`count`] counts them. A season's setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetLimits {
    /// Least length of the overall comment; 0 makes it optional.
    pub overall_min: usize,
    /// Greatest length of the overall comment.
    pub overall_max: usize,
    /// Greatest length of a criterion's comment.
    pub comment_max: usize,
}

impl Default for SheetLimits {
    fn default() -> Self {
        Self { overall_min: 50, overall_max: 2000, comment_max: 1000 }
    }
}

/// The place on the sheet a problem belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetField {
    /// The score of a sub-item, by its code.
    Score(String),
    /// The comment on a criterion, by its code.
    Comment(String),
    /// The overall comment.
    Overall,
}

impl fmt::Display for SheetField {
    /// A name that can serve as the field's id: `score.science.law`, `comment.science`, `overall`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Score(item) => write!(f, "score.{item}"),
            Self::Comment(criterion) => write!(f, "comment.{criterion}"),
            Self::Overall => f.write_str("overall"),
        }
    }
}

/// What is wrong with a field, with the facts that say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum SheetFault {
    /// Nothing was typed where something is required.
    Missing,
    /// Not a plain number.
    NotANumber,
    /// More than one decimal.
    TooManyDecimals,
    /// Below 0 or above the greatest score.
    OutOfRange {
        /// The greatest score, in points.
        max: u16,
    },
    /// The overall comment is too short.
    CommentTooShort {
        /// Characters required.
        min: usize,
        /// Characters found.
        found: usize,
    },
    /// A comment is too long.
    TooLong {
        /// Characters allowed.
        max: usize,
        /// Characters found.
        found: usize,
    },
    /// The rubric has no sub-item, so there is nothing to seal.
    NothingToScore,
}

/// One problem of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetProblem {
    /// Where.
    pub field: SheetField,
    /// What.
    pub fault: SheetFault,
}

/// What the check found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The scores that are valid, by code of the sub-item.
    pub scores: BTreeMap<String, Tenths>,
    /// The total, once every sub-item has a valid score.
    pub total: Option<Tenths>,
    /// The total of the valid scores so far.
    pub running: Tenths,
    /// All problems: scores in the rubric's order, then comments, then the overall comment.
    pub problems: Vec<SheetProblem>,
}

/// A sheet that may be sealed: every score valid, every text trimmed with `\n` line ends, so that
/// the same words give the same bytes whichever way the form was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Score by code of the sub-item; exactly the rubric's codes.
    pub scores: BTreeMap<String, Tenths>,
    /// Their sum.
    pub total: Tenths,
    /// The comments that are not blank, by code of the criterion.
    pub comments: BTreeMap<String, String>,
    /// The overall comment.
    pub overall: String,
}

/// Characters of a text as limits count them: no white space and no invisible characters.
pub fn count(text: &str) -> usize {
    text.chars().filter(|&c| !c.is_whitespace() && !invisible(c)).count()
}

/// Zero-width characters: they would let an empty comment pass for a long one.
fn invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// Checks a sheet against the rubric. Entries for codes that the rubric lacks are ignored, since the
/// expert has no field to mend them in.
pub fn check(form: &SheetForm, rubric: &Rubric, limits: &SheetLimits) -> Checked {
    let mut found = Checked::default();
    let mut complete = true;
    for item in rubric.items() {
        let typed = form.scores.get(&item.code).map_or("", String::as_str);
        match score(typed, item.max) {
            Ok(value) => {
                found.running = Tenths(found.running.0.saturating_add(value.0));
                found.scores.insert(item.code.clone(), value);
            }
            Err(fault) => {
                complete = false;
                found
                    .problems
                    .push(SheetProblem { field: SheetField::Score(item.code.clone()), fault });
            }
        }
    }
    for criterion in &rubric.criteria {
        let length = form.comments.get(&criterion.code).map_or(0, |text| count(text));
        if length > limits.comment_max {
            let fault = SheetFault::TooLong { max: limits.comment_max, found: length };
            found
                .problems
                .push(SheetProblem { field: SheetField::Comment(criterion.code.clone()), fault });
        }
    }
    if let Some(fault) = overall_fault(count(&form.overall), limits) {
        found.problems.push(SheetProblem { field: SheetField::Overall, fault });
    }
    if rubric.items().next().is_none() {
        complete = false;
        found
            .problems
            .push(SheetProblem { field: SheetField::Overall, fault: SheetFault::NothingToScore });
    }
    found.total = complete.then_some(found.running);
    found
}

/// Turns a form into what is sealed.
///
/// # Errors
/// All problems of [`check`]; the list is never empty.
pub fn seal(
    form: &SheetForm,
    rubric: &Rubric,
    limits: &SheetLimits,
) -> Result<Sealed, Vec<SheetProblem>> {
    let checked = check(form, rubric, limits);
    match checked.total {
        Some(total) if checked.problems.is_empty() => Ok(Sealed {
            scores: checked.scores,
            total,
            comments: rubric
                .criteria
                .iter()
                .filter_map(|c| Some((c.code.clone(), tidy(form.comments.get(&c.code)?))))
                .filter(|(_, text)| count(text) > 0)
                .collect(),
            overall: tidy(&form.overall),
        }),
        _ => Err(checked.problems),
    }
}

/// A text as it is sealed: no blanks around it, line breaks of one kind.
pub(super) fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

fn overall_fault(found: usize, limits: &SheetLimits) -> Option<SheetFault> {
    let (min, max) = (limits.overall_min, limits.overall_max);
    if found == 0 && min > 0 {
        Some(SheetFault::Missing)
    } else if found < min {
        Some(SheetFault::CommentTooShort { min, found })
    } else if found > max {
        Some(SheetFault::TooLong { max, found })
    } else {
        None
    }
}

/// Reads one score. Full-width digits, the full-width point and the Chinese full stop, which an
/// input method puts for a point, are accepted; so are `8.`, `.5` and zeros after the first decimal.
fn score(typed: &str, max: u16) -> Result<Tenths, SheetFault> {
    let text: String = typed.chars().filter(|&c| !invisible(c)).map(point_and_minus).collect();
    let text = text.trim();
    if text.is_empty() {
        return Err(SheetFault::Missing);
    }
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && decimals.is_empty()) || !all_digits(whole) || !all_digits(decimals) {
        return Err(SheetFault::NotANumber);
    }
    let decimals = decimals.trim_end_matches('0');
    if decimals.len() > 1 {
        return Err(SheetFault::TooManyDecimals);
    }
    // One more digit makes it tenths; saturating keeps absurdly long input out of range.
    let tenth = decimals.bytes().next().unwrap_or(b'0');
    let tenths = whole
        .bytes()
        .chain([tenth])
        .fold(0_i32, |sum, b| sum.saturating_mul(10).saturating_add(i32::from(b - b'0')));
    if tenths > i32::from(max) * 10 || (negative && tenths > 0) {
        return Err(SheetFault::OutOfRange { max });
    }
    Ok(Tenths(tenths))
}

fn point_and_minus(c: char) -> char {
    match half_width(c) {
        '。' | '｡' => '.',
        '−' | '–' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests;
