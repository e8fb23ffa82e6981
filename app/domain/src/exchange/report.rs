//! The yearly follow-up (跟踪管理, 第二十三条): for as many years as a title runs its holder says whether the results
//! were kept up, in figures, and what was shared.

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use crate::facts::text::count_chars;
use crate::ids::AccountId;
use crate::refusal::Refusal;
use crate::season::Limits;
use crate::stamp::Stamp;

/// Characters of a section at least.
pub const SECTION_MIN: usize = 20;
/// The same, at most.
pub const SECTION_MAX: usize = 1_500;

/// A report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Whether the results were kept up, and how.
    pub kept_up: String,
    /// In figures.
    pub figures: String,
    /// What was shared, and with whom.
    pub shared: String,
    /// Who filed it.
    pub by: AccountId,
    /// When.
    pub at: Stamp,
}

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Whether the results were kept up, and how.
    pub kept_up: String,
    /// In figures.
    pub figures: String,
    /// What was shared.
    pub shared: String,
}

impl Form {
    /// The report, filed at `now`.
    ///
    /// # Errors
    /// Everything that is too short or too long, each beside its field.
    pub fn read(&self, by: &AccountId, now: Stamp) -> Result<Report, Vec<(&'static str, Refusal)>> {
        let kept = |text: &str| -> String {
            let text = text.trim().replace("\r\n", "\n");
            text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
        };
        let (kept_up, figures, shared) =
            (kept(&self.kept_up), kept(&self.figures), kept(&self.shared));
        let mut slips = Vec::new();
        for (field, text) in [("kept_up", &kept_up), ("figures", &figures), ("shared", &shared)] {
            let found = count_chars(text);
            if found < SECTION_MIN {
                slips.push((field, Refusal::TooShort { min: SECTION_MIN, found }));
            }
            let found = text.chars().count();
            if found > SECTION_MAX {
                slips.push((field, Refusal::TooLong { max: SECTION_MAX, found }));
            }
        }
        if !slips.is_empty() {
            return Err(slips);
        }
        Ok(Report { kept_up, figures, shared, by: by.clone(), at: now })
    }
}

/// The years a title of a year is followed up in, each with the first moment at which its report is late: the
/// end of the season's month.
pub fn dues(title: i32, limits: &Limits) -> Vec<(i32, Stamp)> {
    let month = u8::try_from(limits.follow_up_month).ok().and_then(|m| Month::try_from(m).ok());
    let month = month.unwrap_or(Month::December);
    let due = |year: i32| {
        let last = Date::from_calendar_date(year, month, month.length(year)).ok()?;
        Some((year, Stamp::end_of(last)))
    };
    (1..=limits.title_years).filter_map(|n| due(title + n)).collect()
}

/// How a year stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing is due yet.
    Ahead,
    /// The year has come and nothing is filed.
    Open,
    /// It should have been filed.
    Late,
    /// Filed in time.
    Filed,
    /// Filed, and too late.
    FiledLate,
}

/// How the report of a year stands at `now`; `filed` is when it was filed first.
pub fn state(year: i32, due: Stamp, filed: Option<Stamp>, now: Stamp) -> State {
    match filed {
        Some(at) if at < due => State::Filed,
        Some(_) => State::FiledLate,
        None if now >= due => State::Late,
        None if now.date().year() < year => State::Ahead,
        None => State::Open,
    }
}

/// Refuses to file the report of a year that has not come.
///
/// # Errors
/// [`Refusal::ReportEarly`].
pub fn require_come(year: i32, now: Stamp) -> Result<(), Refusal> {
    if now.date().year() < year { Err(Refusal::ReportEarly { year }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Stamp {
        Stamp::read(text).unwrap()
    }

    #[test]
    fn art_23_a_title_is_followed_up_each_year_it_runs() {
        let limits = Limits { title_years: 3, follow_up_month: 2, ..Limits::default() };
        let dues = dues(2026, &limits);
        let years: Vec<i32> = dues.iter().map(|d| d.0).collect();
        assert_eq!(years, [2027, 2028, 2029]);
        let last: Vec<String> = dues.iter().map(|d| d.1.plus(-1).show_date()).collect();
        assert_eq!(last, ["2027-02-28", "2028-02-29", "2029-02-28"]);
        let due = dues[0].1;
        for (filed, now, expected) in [
            (None, "2026-12-31 10:00", State::Ahead),
            (None, "2027-01-01 00:00", State::Open),
            (None, "2027-02-28 23:59", State::Open),
            (None, "2027-02-28 24:00", State::Late),
            (Some("2027-02-28 23:59"), "2027-05-01 00:00", State::Filed),
            (Some("2027-03-01 00:00"), "2027-05-01 00:00", State::FiledLate),
        ] {
            assert_eq!(state(2027, due, filed.map(at), at(now)), expected, "{now}");
        }
        assert_eq!(
            require_come(2027, at("2026-12-31 23:59")),
            Err(Refusal::ReportEarly { year: 2027 })
        );
        assert_eq!(require_come(2027, at("2027-01-01 00:00")), Ok(()));
    }

    #[test]
    fn art_23_a_report_says_what_was_kept_up_in_figures_and_what_was_shared() {
        let text = "一次交验合格率保持在百分之九十九以上，全年没有质量事故。".to_owned();
        let form = Form { kept_up: text.clone(), figures: text.clone(), shared: text.clone() };
        let now = Stamp(9);
        assert_eq!(form.read(&"a".into(), now).unwrap().at, now);
        let empty = Form { shared: "无".into(), figures: "长".repeat(SECTION_MAX + 1), ..form };
        let fields: Vec<_> =
            empty.read(&"a".into(), now).unwrap_err().into_iter().map(|s| s.0).collect();
        assert_eq!(fields, ["figures", "shared"]);
    }
}
