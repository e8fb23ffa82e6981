//! Scores that count no more under a list that rests on them (第十五条, 第二十条): a conflict that came to light after the
//! panels' results were released. The signed text names no score and stays what it is; what can be done depends on
//! how far the list has come.

use serde::{Deserialize, Serialize};

use super::round::{ListRound, ListStage};
use crate::stamp::Stamp;

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// The two decide with the figures as they are now.
    Decide,
    /// The other of the two gives back what one has signed.
    GiveBack,
    /// One of the two opens it again, and both sign anew; what the ministry remarks on can be struck off as well.
    SignAnew,
    /// It is on notice: an objection (第二十一条), and after the announcement an incident (第二十四条).
    Objection,
}

impl Remedy {
    /// All of them.
    pub const ALL: [Remedy; 4] =
        [Remedy::Decide, Remedy::GiveBack, Remedy::SignAnew, Remedy::Objection];

    /// What is left to do about scores of candidates that were set aside at these moments, all of them after the
    /// results were released; nothing where both have signed with all of it before them.
    pub fn of(round: &ListRound, asides: &[Stamp], published: bool) -> Option<Self> {
        let signed = match round {
            ListRound::Open { .. } => None,
            ListRound::Signed { signed } | ListRound::Confirmed { signed, .. } => Some(signed.at),
        };
        let unseen = |at: &Stamp| signed.is_none_or(|signed| signed < *at);
        asides.iter().any(unseen).then(|| match round.stage() {
            _ if published => Remedy::Objection,
            ListStage::Open => Remedy::Decide,
            ListStage::Signed => Remedy::GiveBack,
            ListStage::Confirmed => Remedy::SignAnew,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliberation::panel_round::Signature;

    #[test]
    fn art_15_a_score_set_aside_under_a_signed_list_asks_for_what_can_still_be_done() {
        let signature = |at| Signature { at: Stamp(at), by: "a".into(), sha256: String::new() };
        let open = ListRound::default();
        let signed = ListRound::Signed { signed: signature(5) };
        let confirmed = ListRound::Confirmed { signed: signature(5), confirmed: signature(9) };
        for round in [&open, &signed, &confirmed] {
            assert_eq!(Remedy::of(round, &[], false), None);
        }
        assert_eq!(Remedy::of(&open, &[Stamp(4)], false), Some(Remedy::Decide));
        // Whoever signs afterwards has seen it; what comes between the two signatures was read by nobody who signed.
        for at in [4, 5] {
            assert_eq!(Remedy::of(&signed, &[Stamp(at)], false), None);
            assert_eq!(Remedy::of(&confirmed, &[Stamp(at)], true), None);
        }
        assert_eq!(Remedy::of(&signed, &[Stamp(6)], false), Some(Remedy::GiveBack));
        assert_eq!(Remedy::of(&confirmed, &[Stamp(6)], false), Some(Remedy::SignAnew));
        assert_eq!(Remedy::of(&confirmed, &[Stamp(4), Stamp(10)], false), Some(Remedy::SignAnew));
        assert_eq!(Remedy::of(&confirmed, &[Stamp(10)], true), Some(Remedy::Objection));
    }
}
