//! The yearly follow-up (跟踪管理, 第二十三条): for as many years as a title runs its holder says whether the results
//! were kept up, in figures, and what was shared.

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use crate::facts::text::count_chars;
use crate::ids::AccountId;
use crate::refusal::Refusal;
use crate::season::Season;
use crate::stamp::Stamp;
use crate::title::Title;

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

/// For how long a title runs and when its reports are due: as the season said in which it was given. What later
/// seasons say of their own titles changes nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Year of the title.
    year: i32,
    /// Years for which it runs.
    years: i32,
    /// Month at whose end its reports are due.
    month: u32,
    /// When it was revoked.
    revoked: Option<Stamp>,
}

impl Term {
    /// The term of a title, by the seasons that were opened here. None for a title of a season before this system:
    /// whoever holds one was never told of reports, so none is owed.
    pub fn of(title: &Title, seasons: &[Season], revoked: Option<Stamp>) -> Option<Self> {
        title.granted_at?;
        let limits = &seasons.iter().find(|s| s.year == title.year())?.limits;
        let (years, month) = (limits.title_years, limits.follow_up_month);
        Some(Self { year: title.year(), years, month, revoked })
    }

    /// Whether it runs in a year, its own included.
    pub fn runs_in(&self, year: i32) -> bool {
        self.revoked.is_none() && (self.year..=self.year + self.years).contains(&year)
    }

    /// The years it is followed up in, each with the first moment at which its report is late.
    pub fn dues(&self) -> Vec<(i32, Stamp)> {
        let month = u8::try_from(self.month).ok().and_then(|m| Month::try_from(m).ok());
        let month = month.unwrap_or(Month::December);
        let due = |year: i32| {
            let last = Date::from_calendar_date(year, month, month.length(year)).ok()?;
            Some((year, Stamp::end_of(last)))
        };
        (1..=self.years).filter_map(|n| due(self.year + n)).collect()
    }

    /// How the report of a year stands at `now`; `filed` is when it was filed first. What would have been due after a
    /// revocation is not asked for any more; what was due before it still is.
    pub fn state(&self, (year, due): (i32, Stamp), filed: Option<Stamp>, now: Stamp) -> State {
        match filed {
            Some(at) if at < due => State::Filed,
            Some(_) => State::FiledLate,
            None if self.revoked.is_some_and(|at| at < due) => State::Waived,
            None if now >= due => State::Late,
            None if now.date().year() < year => State::Ahead,
            None => State::Open,
        }
    }

    /// Refuses to file the report of a year that has not come, that it is not followed up in, or that is not asked for
    /// any more; answers of the first moment at which it is late.
    ///
    /// # Errors
    /// [`Refusal::NotYours`], [`Refusal::ReportEarly`], [`Refusal::TitleUnknown`] for a title that was revoked.
    pub fn require(&self, year: i32, filed: Option<Stamp>, now: Stamp) -> Result<Stamp, Refusal> {
        let due = self.dues().into_iter().find(|d| d.0 == year).ok_or(Refusal::NotYours)?;
        match self.state(due, filed, now) {
            State::Waived => Err(Refusal::TitleUnknown),
            State::Ahead => Err(Refusal::ReportEarly { year }),
            // A later version of a report, whether the year has come or not.
            _ => Ok(due.1),
        }
    }
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
    /// Not asked for any more: the title was revoked before it was due.
    Waived,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::season::Limits;
    use crate::title::Number;

    fn at(text: &str) -> Stamp {
        Stamp::read(text).unwrap()
    }

    fn title(year: i32, granted: bool) -> Title {
        Title {
            number: Number::new(year, 1).unwrap(),
            dossier: granted.then(|| "d".into()),
            organisation: "演示甲".into(),
            uscc: String::new(),
            benchmark: "演示经验".into(),
            category: None,
            direction: None,
            region: String::new(),
            granted_at: granted.then_some(Stamp(7)),
        }
    }

    fn season(year: i32, title_years: i32, follow_up_month: u32) -> Season {
        let limits = Limits { title_years, follow_up_month, ..Limits::default() };
        Season::of_dossier(year, Vec::new(), limits)
    }

    fn days(term: Term) -> Vec<String> {
        term.dues().iter().map(|d| d.1.plus(-1).show_date()).collect()
    }

    #[test]
    fn art_23_reports_are_due_as_the_season_said_in_which_the_title_was_given() {
        let seasons = [season(2027, 1, 6), season(2026, 2, 2)];
        let term = |t: &Title| Term::of(t, &seasons, None).unwrap();
        assert_eq!(days(term(&title(2026, true))), ["2027-02-28", "2028-02-29"]);
        assert_eq!(days(term(&title(2027, true))), ["2028-06-30"]);
        // Of a season before this system nobody was told of reports.
        assert_eq!(Term::of(&title(2025, false), &seasons, None), None);
        assert_eq!(Term::of(&title(2026, false), &seasons, None), None);
    }

    #[test]
    fn art_24_of_a_revoked_title_nothing_more_is_asked_and_nothing_is_forgotten() {
        let term =
            |when| Term::of(&title(2026, true), &[season(2026, 3, 3)], Some(at(when))).unwrap();
        let states = |when, filed: Option<&str>| -> Vec<State> {
            let (term, now) = (term(when), at("2028-06-01 09:00"));
            let filed = |year: i32| filed.filter(|f| f.starts_with(&year.to_string())).map(at);
            let of = |d: (i32, Stamp)| term.state(d, filed(d.0), now);
            term.dues().into_iter().map(of).collect()
        };
        assert_eq!(states("2026-12-01 09:00", None), [State::Waived; 3]);
        assert_eq!(states("2027-03-31 23:59", None), [State::Waived; 3]);
        // What was late before stays late, what was filed stays filed.
        let later = states("2028-01-01 09:00", None);
        assert_eq!(later, [State::Late, State::Waived, State::Waived]);
        let filed = states("2028-03-01 09:00", Some("2028-02-01 09:00"));
        assert_eq!(filed, [State::Late, State::Filed, State::Waived]);
        let revoked = term("2028-01-01 09:00");
        let now = at("2028-02-01 09:00");
        assert_eq!(revoked.require(2028, None, now), Err(Refusal::TitleUnknown));
        assert!(revoked.require(2027, None, now).is_ok() && !revoked.runs_in(2027));
        let runs = Term::of(&title(2026, true), &[season(2026, 3, 3)], None).unwrap();
        let years: Vec<i32> = (2024..2033).filter(|y| runs.runs_in(*y)).collect();
        assert_eq!(years, [2026, 2027, 2028, 2029]);
    }

    #[test]
    fn art_23_a_title_is_followed_up_each_year_it_runs() {
        let term = Term::of(&title(2026, true), &[season(2026, 3, 2)], None).unwrap();
        let dues = term.dues();
        let years: Vec<i32> = dues.iter().map(|d| d.0).collect();
        assert_eq!(years, [2027, 2028, 2029]);
        assert_eq!(days(term), ["2027-02-28", "2028-02-29", "2029-02-28"]);
        let due = dues[0];
        for (filed, now, expected) in [
            (None, "2026-12-31 10:00", State::Ahead),
            (None, "2027-01-01 00:00", State::Open),
            (None, "2027-02-28 23:59", State::Open),
            (None, "2027-02-28 24:00", State::Late),
            (Some("2027-02-28 23:59"), "2027-05-01 00:00", State::Filed),
            (Some("2027-03-01 00:00"), "2027-05-01 00:00", State::FiledLate),
        ] {
            assert_eq!(term.state(due, filed.map(at), at(now)), expected, "{now}");
        }
        let asked = |year, when| term.require(year, None, at(when));
        let early = Err(Refusal::ReportEarly { year: 2027 });
        assert_eq!(asked(2027, "2026-12-31 23:59"), early);
        assert_eq!(asked(2027, "2027-01-01 00:00"), Ok(due.1));
        assert_eq!(asked(2030, "2030-02-01 00:00"), Err(Refusal::NotYours));
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
