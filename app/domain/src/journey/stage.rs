//! The stages of a dossier, and what each of them means for who reads and counts it.

use serde::{Deserialize, Serialize};

use crate::season::Phase;

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

    /// Whether it is on the list is known: the notice is out (Art. 21), or there is nothing to put on one (Art. 20).
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
}
