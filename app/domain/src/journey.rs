//! Where a dossier stands: one enum that carries its facts, one transition table,
//! one fold. The stored standing is a projection of the journal; `check` folds
//! the journal again and compares.

use serde::{Deserialize, Serialize};

use crate::season::Phase;
use crate::stamp::Stamp;

/// The stage without its facts, for lists, filters and refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Being written (Art. 16).
    Draft,
    /// Submitted to its recommending unit (Art. 16).
    Submitted,
    /// Recommended within the quota (Art. 17).
    Recommended,
    /// Reopened where the Office asked, for one round of correction (Art. 18).
    Correction,
    /// Formality check passed (Art. 18).
    FormalityPassed,
    /// Assigned to experts for the written review (Art. 19).
    WrittenReview,
    /// On the list its panel agreed on: it goes on to the defence (Art. 19).
    Shortlisted,
    /// Not on it, and before those who are not shortlisted: it is not heard, and nobody moves up (Art. 19, ADR 0028).
    Reserve,
    /// On the initial list, and with it on the public notice (Art. 20, 21).
    OnInitialList,
    /// A benchmark of its year (Art. 22).
    Announced,
    /// Not on it (Art. 19).
    NotShortlisted,
    /// Not on the initial list (Art. 20).
    NotListed,
    /// Struck off the list: an objection was upheld (Art. 21).
    StruckOff,
    /// Refused by the formality check (Art. 18).
    FormalityRefused,
    /// Withdrawn for good by its applicant (Art. 16: application is voluntary).
    Withdrawn,
}

impl Stage {
    /// All stages, in order; ends that are no success stand last.
    pub const ALL: [Stage; 15] = [
        Stage::Draft,
        Stage::Submitted,
        Stage::Recommended,
        Stage::Correction,
        Stage::FormalityPassed,
        Stage::WrittenReview,
        Stage::Shortlisted,
        Stage::Reserve,
        Stage::OnInitialList,
        Stage::Announced,
        Stage::NotShortlisted,
        Stage::NotListed,
        Stage::StruckOff,
        Stage::FormalityRefused,
        Stage::Withdrawn,
    ];

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Submitted => "submitted",
            Stage::Recommended => "recommended",
            Stage::Correction => "correction",
            Stage::FormalityPassed => "formality_passed",
            Stage::WrittenReview => "written_review",
            Stage::Shortlisted => "shortlisted",
            Stage::Reserve => "reserve",
            Stage::OnInitialList => "on_initial_list",
            Stage::Announced => "announced",
            Stage::NotShortlisted => "not_shortlisted",
            Stage::NotListed => "not_listed",
            Stage::StruckOff => "struck_off",
            Stage::FormalityRefused => "formality_refused",
            Stage::Withdrawn => "withdrawn",
        }
    }

    /// Handed in: there is a frozen version its unit may read.
    pub fn handed_in(self) -> bool {
        self != Stage::Draft
    }

    /// Recommended and not withdrawn: it holds a seat of its unit's quota (Art. 17), and the
    /// Office may read it. A seat that was spent on what the Office refuses stays spent.
    pub fn seated(self) -> bool {
        match self {
            Stage::Draft | Stage::Submitted | Stage::Withdrawn => false,
            Stage::Recommended
            | Stage::Correction
            | Stage::FormalityPassed
            | Stage::WrittenReview
            | Stage::Shortlisted
            | Stage::Reserve
            | Stage::OnInitialList
            | Stage::Announced
            | Stage::NotShortlisted
            | Stage::NotListed
            | Stage::StruckOff
            | Stage::FormalityRefused => true,
        }
    }

    /// Past the formality check (Art. 18).
    pub fn checked(self) -> bool {
        matches!(self, Stage::FormalityPassed | Stage::WrittenReview) || self.concluded()
    }

    /// Its panel's list is out (Art. 19).
    pub fn concluded(self) -> bool {
        matches!(self, Stage::Shortlisted | Stage::Reserve | Stage::NotShortlisted)
            || self.listing_out()
    }

    /// The notice is out: whether it is on the list is known to everybody (Art. 21).
    pub fn listing_out(self) -> bool {
        matches!(
            self,
            Stage::OnInitialList | Stage::Announced | Stage::NotListed | Stage::StruckOff
        )
    }

    /// It ended: nothing more comes of it in its season.
    pub fn over(self) -> bool {
        match self {
            Stage::Draft
            | Stage::Submitted
            | Stage::Recommended
            | Stage::Correction
            | Stage::FormalityPassed
            | Stage::WrittenReview
            | Stage::Shortlisted
            | Stage::Reserve
            | Stage::OnInitialList => false,
            Stage::Announced
            | Stage::NotShortlisted
            | Stage::NotListed
            | Stage::StruckOff
            | Stage::FormalityRefused
            | Stage::Withdrawn => true,
        }
    }

    /// Handed in, and nothing is decided yet.
    pub fn underway(self) -> bool {
        self.handed_in() && !self.over()
    }

    /// The phases that follow the one a stage waits in, in the order of the year; none once it is over.
    pub fn next_phases(self) -> &'static [Phase] {
        const ALL: &[Phase] = &Phase::ALL;
        let next = match self {
            Stage::Draft => Phase::Recommendation,
            Stage::Submitted => Phase::Formality,
            Stage::Recommended | Stage::Correction => Phase::WrittenReview,
            Stage::FormalityPassed | Stage::WrittenReview => Phase::Defence,
            Stage::Shortlisted | Stage::Reserve => Phase::Consultation,
            Stage::OnInitialList => Phase::Announcement,
            Stage::Announced
            | Stage::NotShortlisted
            | Stage::NotListed
            | Stage::StruckOff
            | Stage::FormalityRefused
            | Stage::Withdrawn => return &[],
        };
        let from = ALL.iter().position(|p| *p == next).unwrap_or(ALL.len());
        ALL.get(from..).unwrap_or_default()
    }

    /// The stage of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// Where a dossier stands, with the facts of that stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Standing {
    /// Being written.
    Draft {
        /// Since when.
        since: Stamp,
        /// First moment at which handing in again is too late, where the unit that returned it set one (Art. 17);
        /// otherwise applications close for it as for everybody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Stamp>,
    },
    /// Frozen as a version and handed in.
    Submitted {
        /// When.
        at: Stamp,
        /// Number of the frozen version, from 1.
        version: i64,
    },
    /// Recommended by its unit.
    Recommended {
        /// When.
        at: Stamp,
        /// Version recommended.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// Reopened where the Office asked (Art. 18).
    Correction {
        /// When it was asked.
        at: Stamp,
        /// Version the Office read.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
        /// First moment at which an answer is too late.
        due: Stamp,
    },
    /// Passed the formality check.
    FormalityPassed {
        /// When.
        at: Stamp,
        /// Version checked.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// With the experts.
    WrittenReview {
        /// Since when.
        at: Stamp,
        /// Version under review.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// On its panel's list.
    Shortlisted {
        /// When the lists were released.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// In reserve.
    Reserve {
        /// When the lists were released.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// Not on the list.
    NotShortlisted {
        /// When the lists were released.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// On the public notice.
    OnInitialList {
        /// When the notice was opened.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// A benchmark of its year.
    Announced {
        /// When the announcement was released.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// Not on the initial list.
    NotListed {
        /// When the notice was opened.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// Struck off the list.
    StruckOff {
        /// When the objection was decided.
        at: Stamp,
        /// Version reviewed.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// Refused by the formality check.
    FormalityRefused {
        /// When.
        at: Stamp,
        /// Version checked.
        version: i64,
        /// Code of the recommending unit.
        unit: String,
    },
    /// Withdrawn for good.
    Withdrawn {
        /// When.
        at: Stamp,
        /// The last version handed in.
        version: i64,
    },
}

impl Standing {
    /// The stage alone.
    pub fn stage(&self) -> Stage {
        match self {
            Standing::Draft { .. } => Stage::Draft,
            Standing::Submitted { .. } => Stage::Submitted,
            Standing::Recommended { .. } => Stage::Recommended,
            Standing::Correction { .. } => Stage::Correction,
            Standing::FormalityPassed { .. } => Stage::FormalityPassed,
            Standing::WrittenReview { .. } => Stage::WrittenReview,
            Standing::Shortlisted { .. } => Stage::Shortlisted,
            Standing::Reserve { .. } => Stage::Reserve,
            Standing::NotShortlisted { .. } => Stage::NotShortlisted,
            Standing::OnInitialList { .. } => Stage::OnInitialList,
            Standing::Announced { .. } => Stage::Announced,
            Standing::NotListed { .. } => Stage::NotListed,
            Standing::StruckOff { .. } => Stage::StruckOff,
            Standing::FormalityRefused { .. } => Stage::FormalityRefused,
            Standing::Withdrawn { .. } => Stage::Withdrawn,
        }
    }

    /// The number of the version that was handed in; `None` for a draft.
    pub fn version(&self) -> Option<i64> {
        match self {
            Standing::Draft { .. } => None,
            Standing::Submitted { version, .. }
            | Standing::Recommended { version, .. }
            | Standing::Correction { version, .. }
            | Standing::FormalityPassed { version, .. }
            | Standing::WrittenReview { version, .. }
            | Standing::Shortlisted { version, .. }
            | Standing::Reserve { version, .. }
            | Standing::NotShortlisted { version, .. }
            | Standing::OnInitialList { version, .. }
            | Standing::Announced { version, .. }
            | Standing::NotListed { version, .. }
            | Standing::StruckOff { version, .. }
            | Standing::FormalityRefused { version, .. }
            | Standing::Withdrawn { version, .. } => Some(*version),
        }
    }

    /// Since when it stands there.
    pub fn since(&self) -> Stamp {
        match self {
            Standing::Draft { since: at, .. }
            | Standing::Submitted { at, .. }
            | Standing::Recommended { at, .. }
            | Standing::Correction { at, .. }
            | Standing::FormalityPassed { at, .. }
            | Standing::WrittenReview { at, .. }
            | Standing::Shortlisted { at, .. }
            | Standing::Reserve { at, .. }
            | Standing::NotShortlisted { at, .. }
            | Standing::OnInitialList { at, .. }
            | Standing::Announced { at, .. }
            | Standing::NotListed { at, .. }
            | Standing::StruckOff { at, .. }
            | Standing::FormalityRefused { at, .. }
            | Standing::Withdrawn { at, .. } => *at,
        }
    }
}

/// A step on the journey, in the past tense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The dossier was begun.
    Started,
    /// A version was frozen and handed in.
    Submitted {
        /// Its number, from 1.
        version: i64,
    },
    /// The unit recommended it.
    Recommended {
        /// Code of the unit.
        unit: String,
    },
    /// The unit took its recommendation back; the seat is free again.
    RecommendationWithdrawn,
    /// The unit returned it to its applicant, with reasons.
    Returned {
        /// First moment at which handing in again is too late, where the unit set one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Stamp>,
    },
    /// The applicant took it back to a draft, while applications are open.
    TakenBack,
    /// The applicant withdrew it for good.
    Withdrawn,
    /// The Office asked for a correction, once.
    CorrectionAsked {
        /// First moment at which an answer is too late.
        due: Stamp,
    },
    /// The applicant answered with a new version.
    CorrectionAnswered {
        /// Its number.
        version: i64,
    },
    /// The Office passed it.
    FormalityPassed,
    /// The Office refused it.
    FormalityRefused {
        /// Code of the item of the checklist that is not satisfied.
        item: String,
    },
    /// The assignment to experts was published.
    Assigned,
    /// The lists were released, and it is on its panel's.
    Shortlisted,
    /// They were released, and it is in reserve.
    PutInReserve,
    /// They were released, and it is not on its panel's.
    LeftOut,
    /// The public notice was opened, and it is on the initial list.
    PutOnList,
    /// It was opened, and it is not on the list.
    LeftOffList,
    /// An objection to it was upheld.
    StruckOff,
    /// The announcement was released.
    Announced,
}

/// A step that does not begin where the dossier stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Illegal {
    /// Where it stands; `None` before it was begun.
    pub stage: Option<Stage>,
    /// The step that was tried.
    pub step: Step,
}

/// The table of allowed steps: from, step's name, to.
pub const TABLE: &[(Option<Stage>, &str, Stage)] = &[
    (None, "started", Stage::Draft),
    (Some(Stage::Draft), "submitted", Stage::Submitted),
    (Some(Stage::Submitted), "recommended", Stage::Recommended),
    (Some(Stage::Recommended), "recommendation_withdrawn", Stage::Submitted),
    (Some(Stage::Submitted), "returned", Stage::Draft),
    (Some(Stage::Submitted), "taken_back", Stage::Draft),
    (Some(Stage::Recommended), "taken_back", Stage::Draft),
    (Some(Stage::Submitted), "withdrawn", Stage::Withdrawn),
    (Some(Stage::Recommended), "withdrawn", Stage::Withdrawn),
    (Some(Stage::Correction), "withdrawn", Stage::Withdrawn),
    (Some(Stage::Recommended), "correction_asked", Stage::Correction),
    (Some(Stage::Correction), "correction_answered", Stage::Recommended),
    (Some(Stage::Recommended), "formality_passed", Stage::FormalityPassed),
    (Some(Stage::Recommended), "formality_refused", Stage::FormalityRefused),
    (Some(Stage::Correction), "formality_refused", Stage::FormalityRefused),
    (Some(Stage::FormalityPassed), "assigned", Stage::WrittenReview),
    (Some(Stage::WrittenReview), "shortlisted", Stage::Shortlisted),
    (Some(Stage::WrittenReview), "put_in_reserve", Stage::Reserve),
    (Some(Stage::WrittenReview), "left_out", Stage::NotShortlisted),
    (Some(Stage::Shortlisted), "put_on_list", Stage::OnInitialList),
    (Some(Stage::Reserve), "put_on_list", Stage::OnInitialList),
    (Some(Stage::Shortlisted), "left_off_list", Stage::NotListed),
    (Some(Stage::Reserve), "left_off_list", Stage::NotListed),
    (Some(Stage::OnInitialList), "struck_off", Stage::StruckOff),
    (Some(Stage::OnInitialList), "announced", Stage::Announced),
];

/// Takes one step from where the dossier stands, at `at`.
pub fn evolve(from: Option<&Standing>, step: &Step, at: Stamp) -> Result<Standing, Illegal> {
    use Standing as S;
    let next = match (from, step) {
        (None, Step::Started) => S::Draft { since: at, until: None },
        (Some(S::Draft { .. }), Step::Submitted { version }) => {
            S::Submitted { at, version: *version }
        }
        (Some(S::Submitted { version, .. }), Step::Recommended { unit }) => {
            S::Recommended { at, version: *version, unit: unit.clone() }
        }
        (Some(S::Recommended { version, .. }), Step::RecommendationWithdrawn) => {
            S::Submitted { at, version: *version }
        }
        (Some(S::Submitted { .. }), Step::Returned { until }) => {
            S::Draft { since: at, until: *until }
        }
        (Some(S::Submitted { .. } | S::Recommended { .. }), Step::TakenBack) => {
            S::Draft { since: at, until: None }
        }
        (
            Some(
                S::Submitted { version, .. }
                | S::Recommended { version, .. }
                | S::Correction { version, .. },
            ),
            Step::Withdrawn,
        ) => S::Withdrawn { at, version: *version },
        (Some(S::Recommended { version, unit, .. }), Step::CorrectionAsked { due }) => {
            S::Correction { at, version: *version, unit: unit.clone(), due: *due }
        }
        (Some(S::Correction { unit, .. }), Step::CorrectionAnswered { version }) => {
            S::Recommended { at, version: *version, unit: unit.clone() }
        }
        (Some(S::Recommended { version, unit, .. }), Step::FormalityPassed) => {
            S::FormalityPassed { at, version: *version, unit: unit.clone() }
        }
        (
            Some(S::Recommended { version, unit, .. } | S::Correction { version, unit, .. }),
            Step::FormalityRefused { .. },
        ) => S::FormalityRefused { at, version: *version, unit: unit.clone() },
        (Some(S::FormalityPassed { version, unit, .. }), Step::Assigned) => {
            S::WrittenReview { at, version: *version, unit: unit.clone() }
        }
        (Some(S::WrittenReview { version, unit, .. }), Step::Shortlisted) => {
            S::Shortlisted { at, version: *version, unit: unit.clone() }
        }
        (Some(S::WrittenReview { version, unit, .. }), Step::PutInReserve) => {
            S::Reserve { at, version: *version, unit: unit.clone() }
        }
        (Some(S::WrittenReview { version, unit, .. }), Step::LeftOut) => {
            S::NotShortlisted { at, version: *version, unit: unit.clone() }
        }
        (
            Some(S::Shortlisted { version, unit, .. } | S::Reserve { version, unit, .. }),
            Step::PutOnList,
        ) => S::OnInitialList { at, version: *version, unit: unit.clone() },
        (
            Some(S::Shortlisted { version, unit, .. } | S::Reserve { version, unit, .. }),
            Step::LeftOffList,
        ) => S::NotListed { at, version: *version, unit: unit.clone() },
        (Some(S::OnInitialList { version, unit, .. }), Step::StruckOff) => {
            S::StruckOff { at, version: *version, unit: unit.clone() }
        }
        (Some(S::OnInitialList { version, unit, .. }), Step::Announced) => {
            S::Announced { at, version: *version, unit: unit.clone() }
        }
        (from, step) => {
            return Err(Illegal { stage: from.map(Standing::stage), step: step.clone() });
        }
    };
    Ok(next)
}

/// What withdrawing comes to, by where the dossier stands and whether applications are still
/// open: back to a draft, or for good. Nothing once the formality check is passed (Art. 18):
/// from then on it is in the hands of the committee.
pub fn withdrawal(stage: Stage, application_open: bool) -> Option<Step> {
    match (stage, application_open) {
        (Stage::Submitted | Stage::Recommended, true) => Some(Step::TakenBack),
        (Stage::Submitted | Stage::Recommended, false) | (Stage::Correction, _) => {
            Some(Step::Withdrawn)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_come_shrinks_as_a_dossier_goes_on_and_ends_with_the_announcement() {
        let mut before = usize::MAX;
        for stage in Stage::ALL {
            let ahead = stage.next_phases();
            assert!(ahead.len() <= before, "{stage:?}");
            let end = (!stage.over()).then_some(&Phase::Announcement);
            assert_eq!(ahead.last(), end, "{stage:?}");
            before = ahead.len();
        }
        assert_eq!(Stage::WrittenReview.next_phases().first(), Some(&Phase::Defence));
        assert_eq!(Stage::Draft.next_phases().len(), Phase::ALL.len() - 1);
    }

    #[test]
    fn art_6_what_was_handed_in_is_under_way_until_it_is_decided() {
        let under_way: Vec<Stage> = Stage::ALL.into_iter().filter(|s| s.underway()).collect();
        let expected = [
            Stage::Submitted,
            Stage::Recommended,
            Stage::Correction,
            Stage::FormalityPassed,
            Stage::WrittenReview,
            Stage::Shortlisted,
            Stage::Reserve,
            Stage::OnInitialList,
        ];
        assert_eq!(under_way, expected);
    }

    fn steps() -> Vec<(&'static str, Step)> {
        vec![
            ("started", Step::Started),
            ("submitted", Step::Submitted { version: 1 }),
            ("recommended", Step::Recommended { unit: "R370200".into() }),
            ("recommendation_withdrawn", Step::RecommendationWithdrawn),
            ("returned", Step::Returned { until: None }),
            ("taken_back", Step::TakenBack),
            ("withdrawn", Step::Withdrawn),
            ("correction_asked", Step::CorrectionAsked { due: Stamp(9) }),
            ("correction_answered", Step::CorrectionAnswered { version: 2 }),
            ("formality_passed", Step::FormalityPassed),
            ("formality_refused", Step::FormalityRefused { item: "profit".into() }),
            ("assigned", Step::Assigned),
            ("shortlisted", Step::Shortlisted),
            ("put_in_reserve", Step::PutInReserve),
            ("left_out", Step::LeftOut),
            ("put_on_list", Step::PutOnList),
            ("left_off_list", Step::LeftOffList),
            ("struck_off", Step::StruckOff),
            ("announced", Step::Announced),
        ]
    }

    fn standings() -> Vec<Option<Standing>> {
        let (at, version, unit) = (Stamp(1), 1, "R370200".to_string());
        vec![
            None,
            Some(Standing::Draft { since: at, until: None }),
            Some(Standing::Submitted { at, version }),
            Some(Standing::Recommended { at, version, unit: unit.clone() }),
            Some(Standing::Correction { at, version, unit: unit.clone(), due: Stamp(9) }),
            Some(Standing::FormalityPassed { at, version, unit: unit.clone() }),
            Some(Standing::WrittenReview { at, version, unit: unit.clone() }),
            Some(Standing::Shortlisted { at, version, unit: unit.clone() }),
            Some(Standing::Reserve { at, version, unit: unit.clone() }),
            Some(Standing::NotShortlisted { at, version, unit: unit.clone() }),
            Some(Standing::OnInitialList { at, version, unit: unit.clone() }),
            Some(Standing::Announced { at, version, unit: unit.clone() }),
            Some(Standing::NotListed { at, version, unit: unit.clone() }),
            Some(Standing::StruckOff { at, version, unit: unit.clone() }),
            Some(Standing::FormalityRefused { at, version, unit }),
            Some(Standing::Withdrawn { at, version }),
        ]
    }

    /// The table shown to readers and the fold that runs are the same rule.
    #[test]
    fn evolve_allows_exactly_what_the_table_lists() {
        for from in standings() {
            for (name, step) in steps() {
                let listed = TABLE
                    .iter()
                    .find(|(f, n, _)| *f == from.as_ref().map(Standing::stage) && *n == name);
                let got = evolve(from.as_ref(), &step, Stamp(2)).ok().map(|s| s.stage());
                assert_eq!(got, listed.map(|l| l.2), "{from:?} {name}");
            }
        }
    }

    #[test]
    fn art_22_nothing_is_announced_but_what_stood_on_the_notice() {
        for from in standings().into_iter().flatten() {
            let announced = evolve(Some(&from), &Step::Announced, Stamp(2)).is_ok();
            assert_eq!(announced, from.stage() == Stage::OnInitialList, "{from:?}");
        }
    }

    #[test]
    fn art_18_nothing_reaches_the_experts_without_the_formality_check() {
        let recommended = &standings()[3];
        assert!(evolve(recommended.as_ref(), &Step::Assigned, Stamp(2)).is_err());
    }

    #[test]
    fn art_16_what_is_withdrawn_can_be_taken_up_again_while_applications_are_open() {
        for from in standings().into_iter().flatten() {
            for open in [true, false] {
                let step = withdrawal(from.stage(), open);
                let to = step.map(|s| evolve(Some(&from), &s, Stamp(2)).unwrap().stage());
                let expected = match (from.stage(), open) {
                    (Stage::Submitted | Stage::Recommended, true) => Some(Stage::Draft),
                    (Stage::Submitted | Stage::Recommended | Stage::Correction, _) => {
                        Some(Stage::Withdrawn)
                    }
                    _ => None,
                };
                assert_eq!(to, expected, "{from:?} {open}");
            }
        }
        let gone = standings().into_iter().flatten().last().unwrap();
        assert!(steps().iter().all(|(_, s)| evolve(Some(&gone), s, Stamp(2)).is_err()));
    }

    #[test]
    fn art_17_a_returned_dossier_carries_the_time_its_unit_gave_it() {
        let submitted = standings()[2].clone().unwrap();
        let until = Some(Stamp(9));
        let back = evolve(Some(&submitted), &Step::Returned { until }, Stamp(2)).unwrap();
        assert_eq!(back, Standing::Draft { since: Stamp(2), until });
        // What was stored before there was such a time is read as it was.
        let old: Step = serde_json::from_str(r#"{"step":"returned"}"#).unwrap();
        assert_eq!(old, Step::Returned { until: None });
        assert_eq!(serde_json::to_string(&old).unwrap(), r#"{"step":"returned"}"#);
        let old: Standing = serde_json::from_str(r#"{"stage":"draft","since":2}"#).unwrap();
        assert_eq!(old, Standing::Draft { since: Stamp(2), until: None });
    }

    #[test]
    fn art_18_a_correction_comes_back_as_a_new_version_to_the_same_unit() {
        let recommended = standings()[3].clone().unwrap();
        let due = Stamp(9);
        let asked = evolve(Some(&recommended), &Step::CorrectionAsked { due }, Stamp(2)).unwrap();
        assert_eq!(asked.version(), Some(1));
        let step = Step::CorrectionAnswered { version: 2 };
        let answered = evolve(Some(&asked), &step, Stamp(3)).unwrap();
        let unit = "R370200".to_string();
        assert_eq!(answered, Standing::Recommended { at: Stamp(3), version: 2, unit });
        assert!(evolve(Some(&asked), &Step::FormalityPassed, Stamp(3)).is_err());
    }
}
