//! What is wrong with a page, computed wherever it is shown. Nothing here keeps
//! anything from being saved; it keeps a dossier from being submitted.

use serde::{Deserialize, Serialize};

use super::field::{Field, Kind, RESULT_ROWS, Slot};
use super::finance::{amount, losses, size_figures};
use super::page::Page;
use super::{Answers, answer, results};
use crate::facts::contact::{self, ContactError};
use crate::facts::industry::{IndustryCode, IndustryError};
use crate::facts::numbers::{NumberError, parse_count};
use crate::facts::sme::{self, Size, SmeError, Verdict};
use crate::facts::text::{count_chars, half_width};
use crate::facts::units::{self, UnitError};
use crate::facts::uscc::{Uscc, UsccError};
use crate::season::{Bar, PastWinner, Season};

/// What the check must know beside the answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Context {
    /// The season's settings.
    pub season: Season,
    /// Slots that hold at least one file.
    pub files: Vec<Slot>,
    /// SHA-256 of each attached file, hexadecimal.
    #[serde(default)]
    pub contents: Vec<String>,
}

/// Whether a problem keeps the dossier from being submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It does.
    Error,
    /// It is worth a second look only.
    Warning,
}

/// What is wrong, with the facts a sentence needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "facts", rename_all = "snake_case")]
pub enum Fault {
    /// Not answered.
    Missing,
    /// Not a number of this kind.
    Number(NumberError),
    /// Not a valid credit code (GB 32100-2015).
    Uscc(UsccError),
    /// The organisation-code part has an unusual check digit. A warning.
    OrgCode,
    /// Not a valid contact detail.
    Contact(ContactError),
    /// Not an industry of GB/T 4754-2017.
    Industry(IndustryError),
    /// Not a unit this applicant may go through (Art. 7).
    Unit(UnitError),
    /// Not one of those offered.
    Choice,
    /// Not a month such as 2021-03.
    Month,
    /// Longer than allowed.
    TooLong {
        /// At most.
        max: usize,
        /// Found.
        found: usize,
    },
    /// Shorter than needed.
    TooShort {
        /// At least.
        min: usize,
        /// Found.
        found: usize,
    },
    /// Must be agreed to (Art. 9).
    Agree,
    /// A year without profit (Art. 9 (1)).
    Loss {
        /// The year.
        year: i32,
    },
    /// Scope (4) is for small and medium-sized enterprises (Art. 10 (4)).
    NotSme {
        /// The computed class.
        size: Size,
    },
    /// Scope (5) is for producer services (Art. 10 (5)).
    NotService,
    /// The method has not been in use long enough (Art. 8 (2), 9 (2)).
    TooRecent {
        /// Years needed.
        years: i32,
    },
    /// The industry is outside the size standard: confirm by hand. A warning.
    Unlisted,
    /// The title does not follow the naming habit. A warning.
    Naming,
    /// The organisation was chosen with an experience not long ago, or lost its title (Art. 24).
    Won {
        /// Why it does not apply, and until when.
        bar: Bar,
    },
    /// An experience was chosen under the same title not long ago (Art. 24).
    TitleWon {
        /// In this year.
        year: i32,
    },
    /// The report will take more pages than allowed, as far as can be told. A warning.
    TooManyPages {
        /// At most.
        max: usize,
        /// Estimated.
        found: usize,
    },
    /// A row of results names no file that proves it (Art. 8 (3)). A warning, unless the
    /// season asks for one.
    NoEvidence {
        /// Whether the season asks for it.
        required: bool,
    },
    /// The file that was named is no longer attached.
    FileGone,
    /// More rows than the season takes.
    TooManyRows {
        /// At most.
        max: usize,
    },
    /// More quality staff than staff.
    MoreThanStaff,
    /// Fewer complete rows than needed (Art. 8 (3)).
    TooFewRows {
        /// At least.
        min: usize,
        /// Found.
        found: usize,
    },
    /// A required file is missing.
    FileMissing,
}

/// One problem at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Key of the field it stands beside.
    pub key: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Problem {
    /// Error or warning.
    pub fn level(&self) -> Level {
        match self.fault {
            Fault::OrgCode
            | Fault::Naming
            | Fault::Unlisted
            | Fault::TooManyPages { .. }
            | Fault::NoEvidence { required: false } => Level::Warning,
            _ => Level::Error,
        }
    }
}

/// All problems of one page, in the order of its fields.
pub fn check_page(page: Page, answers: &Answers, cx: &Context) -> Vec<Problem> {
    let mut found = match page {
        Page::Results => check_results(answers, cx),
        Page::Attachments => check_files(cx),
        _ => page.fields().filter_map(|f| check_field(f, answers, cx)).collect(),
    };
    match page {
        Page::Organisation => check_winner(answers, cx, &mut found),
        Page::Finance => check_profit(answers, cx, &mut found),
        Page::Size => check_size(answers, &mut found),
        Page::Title => check_title(answers, cx, &mut found),
        Page::Report => check_report(answers, cx, &mut found),
        _ => {}
    }
    found
}

/// All errors of the whole dossier by page; empty when it may be submitted.
pub fn check_all(answers: &Answers, cx: &Context) -> Vec<(Page, usize)> {
    Page::ALL
        .into_iter()
        .map(|p| {
            let n = check_page(p, answers, cx).iter().filter(|p| p.level() == Level::Error).count();
            (p, n)
        })
        .filter(|(_, n)| *n > 0)
        .collect()
}

/// The computed size class (Art. 10 (4)) with the rows that decided it.
pub fn size_verdict(answers: &Answers) -> Option<Result<Verdict, SmeError>> {
    let code = IndustryCode::parse(answer(answers, Field::Industry.key())).ok()?;
    Some(sme::classify(&code, &size_figures(answers)))
}

fn check_field(field: Field, answers: &Answers, cx: &Context) -> Option<Problem> {
    let text = answer(answers, field.key());
    let fault = if text.is_empty() {
        if !field.required() {
            return None;
        }
        if field.kind() == Kind::Agree { Fault::Agree } else { Fault::Missing }
    } else {
        field_fault(field, text, answers, cx)?
    };
    Some(Problem { key: field.key().into(), fault })
}

fn field_fault(field: Field, text: &str, answers: &Answers, cx: &Context) -> Option<Fault> {
    let limits = &cx.season.limits;
    match field.kind() {
        Kind::Line(max) => {
            too_long(text, if field == Field::Title { limits.title_max } else { max })
        }
        Kind::Text => match field {
            Field::Abstract => too_long(text, limits.abstract_max),
            Field::Honours => too_long(text, limits.honours_max),
            Field::Maturity => too_long(text, limits.maturity_max),
            _ => too_short(text, limits.section_min),
        },
        Kind::Uscc => match Uscc::parse(text) {
            Err(e) => Some(Fault::Uscc(e)),
            Ok(code) => (!code.org_code_check_ok()).then_some(Fault::OrgCode),
        },
        Kind::Person => contact::parse_person_name(text).err().map(Fault::Contact),
        Kind::Mobile => contact::parse_mobile(text).err().map(Fault::Contact),
        Kind::Phone => contact::parse_phone(text).err().map(Fault::Contact),
        Kind::Email => contact::parse_email(text).err().map(Fault::Contact),
        Kind::Postcode => contact::parse_postcode(text).err().map(Fault::Contact),
        Kind::Count => parse_count(text).err().map(Fault::Number),
        Kind::Money => match amount(answers, field) {
            Err(e) => Some(Fault::Number(e)),
            Ok(v)
                if v.0 < 0
                    && !matches!(field.key(), k if k.starts_with("operating") || k.starts_with("net")) =>
            {
                Some(Fault::Number(NumberError::Negative))
            }
            Ok(_) => None,
        },
        Kind::Industry => IndustryCode::parse(text).err().map(Fault::Industry),
        Kind::Region => units::regional_units().all(|u| u.code != text).then_some(Fault::Choice),
        Kind::Unit => unit_fault(text, answer(answers, Field::Region.key())),
        Kind::Choice(codes) => (!codes.contains(&text)).then_some(Fault::Choice),
        Kind::Direction => {
            cx.season.directions.iter().all(|d| d.code != text).then_some(Fault::Choice)
        }
        Kind::Month => match parse_month(text) {
            None => Some(Fault::Month),
            Some((year, month)) => {
                // In use for the asked years when the applications of the year begin.
                let needed = limits.method_years_min;
                let months = (cx.season.year - year) * 12 + 5 - i32::from(month);
                (months < needed * 12).then_some(Fault::TooRecent { years: needed })
            }
        },
        Kind::Agree => (text != "yes").then_some(Fault::Agree),
        Kind::File => (!cx.contents.iter().any(|c| c == text)).then_some(Fault::FileGone),
    }
}

/// `2021-03`, also with full-width digits, `/`, `.` or `年…月`.
pub fn parse_month(text: &str) -> Option<(i32, u8)> {
    let t = half_width(text).replace(['/', '.', '年'], "-");
    let (y, m) = t.trim_end_matches('月').split_once('-')?;
    let (y, m): (i32, u8) = (y.trim().parse().ok()?, m.trim().parse().ok()?);
    ((1950..=2100).contains(&y) && (1..=12).contains(&m)).then_some((y, m))
}

fn unit_fault(unit_code: &str, region: &str) -> Option<Fault> {
    let Some(unit) = units::unit(unit_code) else {
        return Some(Fault::Choice);
    };
    // Without a region the region's own field says what is missing.
    let own = units::unit(region)?;
    units::may_go_through(unit, own).err().map(Fault::Unit)
}

fn too_long(text: &str, max: usize) -> Option<Fault> {
    let found = count_chars(text);
    (found > max).then_some(Fault::TooLong { max, found })
}

fn too_short(text: &str, min: usize) -> Option<Fault> {
    let found = count_chars(text);
    (found < min).then_some(Fault::TooShort { min, found })
}

/// Whether this applicant is an earlier winner: by its credit code, by its name where no
/// code is known.
pub fn is_winner(w: &PastWinner, answers: &Answers) -> bool {
    match (Uscc::parse(&w.uscc), Uscc::parse(answer(answers, Field::Uscc.key()))) {
        (Ok(theirs), Ok(own)) => theirs == own,
        _ => {
            let own = squeezed(answer(answers, Field::OrgName.key()));
            !own.is_empty() && own == squeezed(&w.organisation)
        }
    }
}

/// Whether this dossier has an earlier winner's title, blanks and widths apart.
pub(crate) fn has_title(w: &PastWinner, answers: &Answers) -> bool {
    let own = squeezed(answer(answers, Field::Title.key()));
    !own.is_empty() && own == squeezed(&w.title)
}

fn squeezed(text: &str) -> String {
    half_width(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Art. 24: who was chosen keeps the title; the next application comes some seasons later, as it does for who
/// lost one.
fn check_winner(answers: &Answers, cx: &Context, found: &mut Vec<Problem>) {
    let season = &cx.season;
    if let Some(bar) = season.limits.bar(season.year, answers) {
        found.push(Problem { key: Field::Uscc.key().into(), fault: Fault::Won { bar } });
    }
}

/// Art. 9 (1): profitable in each of three years.
fn check_profit(answers: &Answers, cx: &Context, found: &mut Vec<Problem>) {
    let years = cx.season.figure_years();
    for (field, year) in losses(answers).into_iter().zip(years).filter_map(|(l, y)| Some((l?, y))) {
        found.push(Problem { key: field.key().into(), fault: Fault::Loss { year } });
    }
}

fn check_size(answers: &Answers, found: &mut Vec<Problem>) {
    let staff = parse_count(answer(answers, Field::Employees.key()));
    let quality = parse_count(answer(answers, Field::QualityStaff.key()));
    if let (Ok(staff), Ok(quality)) = (staff, quality)
        && quality > staff
    {
        found.push(Problem { key: Field::QualityStaff.key().into(), fault: Fault::MoreThanStaff });
    }
    if let Some(Ok(verdict)) = size_verdict(answers)
        && !verdict.listed
    {
        found.push(Problem { key: Field::Industry.key().into(), fault: Fault::Unlisted });
    }
}

/// Art. 10 (4) and (5), and the naming habit 实施/运用/基于…经验.
fn check_title(answers: &Answers, cx: &Context, found: &mut Vec<Problem>) {
    let title = answer(answers, Field::Title.key());
    let season = &cx.season;
    let won = season.limits.barred(season.year).filter(|w| has_title(w, answers));
    if let Some(year) = won.map(|w| w.year).max() {
        found.push(Problem { key: Field::Title.key().into(), fault: Fault::TitleWon { year } });
    } else if !title.is_empty()
        && !season.limits.naming.followed_by(title)
        && count_chars(title) <= season.limits.title_max
    {
        found.push(Problem { key: Field::Title.key().into(), fault: Fault::Naming });
    }
    let scope = answer(answers, Field::Scope.key());
    if scope == "4"
        && let Some(Ok(v)) = size_verdict(answers)
        && !v.size.is_sme()
    {
        let fault = Fault::NotSme { size: v.size };
        found.push(Problem { key: Field::Scope.key().into(), fault });
    }
    if scope == "5"
        && let Ok(code) = IndustryCode::parse(answer(answers, Field::Industry.key()))
        && !cx.season.limits.is_producer_service(&code)
    {
        found.push(Problem { key: Field::Scope.key().into(), fault: Fault::NotService });
    }
}

fn check_report(answers: &Answers, cx: &Context, found: &mut Vec<Problem>) {
    let total: usize = Field::SECTIONS.iter().map(|f| count_chars(answer(answers, f.key()))).sum();
    let (min, max) = (cx.season.limits.report_min, cx.season.limits.report_max);
    let pages = (cx.season.limits.report_pages, report_pages(answers));
    let fault = if total > max {
        Fault::TooLong { max, found: total }
    } else if total < min && found.is_empty() {
        Fault::TooShort { min, found: total }
    } else if pages.1 > pages.0 {
        Fault::TooManyPages { max: pages.0, found: pages.1 }
    } else {
        return;
    };
    found.push(Problem { key: "report".into(), fault });
}

/// Characters on a line and lines on a page of A4, as the report is usually set.
const LINE: usize = 36;
const LINES: usize = 32;

/// Pages of A4 the report will take, roughly: every line break begins a new line.
pub fn report_pages(answers: &Answers) -> usize {
    let lines: usize = Field::SECTIONS
        .iter()
        .map(|f| answer(answers, f.key()))
        .filter(|text| !text.is_empty())
        .map(|text| 2 + text.lines().map(|l| count_chars(l).div_ceil(LINE)).sum::<usize>())
        .sum();
    lines.div_ceil(LINES)
}

/// Art. 8 (3): enough complete rows; a row once begun must be complete.
fn check_results(answers: &Answers, cx: &Context) -> Vec<Problem> {
    let limits = &cx.season.limits;
    let mut found = Vec::new();
    let (mut complete, mut wrong) = (0, false);
    for row in results::begun(answers) {
        let mut whole = true;
        for field in Page::Results.fields() {
            let key = field.result_key(row);
            if let Some(fault) = cell_fault(field, answer(answers, &key), cx) {
                let problem = Problem { key, fault };
                whole &= problem.level() != Level::Error;
                found.push(problem);
            }
        }
        if row > limits.result_rows() {
            let fault = Fault::TooManyRows { max: limits.result_rows() };
            found.push(Problem { key: Field::Indicator.result_key(row), fault });
            whole = false;
        }
        complete += usize::from(whole);
        wrong |= !whole;
    }
    let min = limits.results_min.min(limits.result_rows());
    if complete < min && !wrong {
        let row = results::last(answers) + 1;
        found.push(Problem {
            key: Field::Indicator.result_key(row.min(RESULT_ROWS)),
            fault: Fault::TooFewRows { min, found: complete },
        });
    }
    found
}

fn cell_fault(field: Field, text: &str, cx: &Context) -> Option<Fault> {
    match (text.is_empty(), field.kind()) {
        (true, Kind::File) => {
            Some(Fault::NoEvidence { required: cx.season.limits.results_evidence })
        }
        (true, _) => field.required().then_some(Fault::Missing),
        (false, Kind::Line(max)) => too_long(text, max),
        (false, _) => field_fault(field, text, &Answers::new(), cx),
    }
}

fn check_files(cx: &Context) -> Vec<Problem> {
    Slot::ALL
        .into_iter()
        .filter(|s| cx.season.limits.requires(*s) && !cx.files.contains(s))
        .map(|s| Problem { key: format!("file.{}", s.code()), fault: Fault::FileMissing })
        .collect()
}

#[cfg(test)]
mod tests;
