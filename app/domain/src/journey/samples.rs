//! One step of every kind and one standing of every stage, for the tests beside.

use super::{Standing, Step};
use crate::stamp::Stamp;

/// All steps, each with its name in the table.
pub(super) fn steps() -> Vec<(&'static str, Step)> {
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

/// All standings, from before the first step to the end.
pub(super) fn standings() -> Vec<Option<Standing>> {
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
