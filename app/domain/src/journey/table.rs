//! Which step begins where and where it leads: the table as it is shown, and the fold that follows it.

use super::{Stage, Standing, Step};
use crate::stamp::Stamp;

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

#[cfg(test)]
mod tests {
    use super::super::samples::{standings, steps};
    use super::*;

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
