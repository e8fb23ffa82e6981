//! On-site verification before the defence (第二十条): who went when, what was found, the report. It is for
//! those who decide, not for applicants.

use serde::{Deserialize, Serialize};

use crate::facts::text::{count_chars, half_width};
use crate::refusal::Refusal;
use crate::stamp::{DAY, Stamp};

/// Characters of a report at least.
pub const REPORT_MIN: usize = 20;
/// The same, at most.
pub const REPORT_MAX: usize = 5_000;
/// People sent at most.
pub const PEOPLE_MAX: usize = 10;
/// Characters of a name at most.
const NAME_MAX: usize = 60;

/// What was found on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// What the dossier says is so.
    Confirmed,
    /// Some of it is in doubt.
    Doubts,
    /// It is not so.
    NotConfirmed,
}

impl Finding {
    /// All findings.
    pub const ALL: [Finding; 3] = [Finding::Confirmed, Finding::Doubts, Finding::NotConfirmed];

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Finding::Confirmed => "confirmed",
            Finding::Doubts => "doubts",
            Finding::NotConfirmed => "not_confirmed",
        }
    }

    /// The finding of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }
}

/// A visit as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The day, `2026-06-24`.
    pub on_day: String,
    /// Who went.
    pub people: Vec<String>,
    /// What was found.
    pub finding: Finding,
    /// The report.
    pub report: String,
}

/// What is typed to record one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisitForm {
    /// The day.
    pub on_day: String,
    /// Who went, one a line.
    pub people: String,
    /// Code of the finding.
    pub finding: String,
    /// The report.
    pub report: String,
}

impl VisitForm {
    /// The visit it describes; a day that has not come is none.
    ///
    /// # Errors
    /// [`Refusal::BadValue`] with the field, [`Refusal::TooShort`] or [`Refusal::TooLong`] for the report.
    pub fn read(&self, now: Stamp) -> Result<Visit, Refusal> {
        let bad = |field: &str| Refusal::BadValue { field: field.into() };
        let day = half_width(self.on_day.trim());
        let at = Stamp::read(&format!("{day} 00:00")).filter(|at| *at <= now.plus(DAY));
        let at = at.filter(|at| at.date() <= now.date()).ok_or_else(|| bad("on_day"))?;
        let line = |l: &str| l.trim().chars().filter(|c| !c.is_control()).collect::<String>();
        let people: Vec<String> = self.people.lines().map(line).filter(|l| !l.is_empty()).collect();
        let long = people.iter().any(|p| p.chars().count() > NAME_MAX);
        if people.is_empty() || people.len() > PEOPLE_MAX || long {
            return Err(bad("people"));
        }
        let finding = Finding::from_code(&self.finding).ok_or_else(|| bad("finding"))?;
        let report = self.report.trim().replace("\r\n", "\n");
        let report: String =
            report.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        let found = count_chars(&report);
        if found < REPORT_MIN {
            return Err(Refusal::TooShort { min: REPORT_MIN, found });
        }
        let found = report.chars().count();
        if found > REPORT_MAX {
            return Err(Refusal::TooLong { max: REPORT_MAX, found });
        }
        Ok(Visit { on_day: at.show_date(), people, finding, report })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_20_a_visit_has_its_day_its_people_its_finding_and_a_report() {
        let now = Stamp::read("2026-06-24 10:00").unwrap();
        let good = VisitForm {
            on_day: "2026/06/23".into(),
            people: "甲\n乙".into(),
            finding: "doubts".into(),
            report: "现场核对了成效数据的来源，其中两项指标的口径与申报书不一致。".into(),
        };
        let visit = good.read(now).unwrap();
        assert_eq!((visit.on_day.as_str(), visit.finding), ("2026-06-23", Finding::Doubts));
        assert_eq!(visit.people.len(), 2);
        let bad = |field: &str| Err(Refusal::BadValue { field: field.into() });
        for on_day in ["", "2026-06-25", "2026-02-30", "x", "9999-12-31"] {
            assert_eq!(
                VisitForm { on_day: on_day.into(), ..good.clone() }.read(now),
                bad("on_day")
            );
        }
        for people in ["", " \n", &"甲\n".repeat(11), &"长".repeat(61)] {
            assert_eq!(
                VisitForm { people: people.into(), ..good.clone() }.read(now),
                bad("people")
            );
        }
        assert_eq!(VisitForm { finding: "x".into(), ..good.clone() }.read(now), bad("finding"));
        let short = VisitForm { report: "短".into(), ..good.clone() }.read(now);
        assert!(matches!(short, Err(Refusal::TooShort { .. })));
        let long = VisitForm { report: "长".repeat(REPORT_MAX + 1), ..good }.read(now);
        assert!(matches!(long, Err(Refusal::TooLong { .. })));
    }
}
