//! When a dossier that its unit has not recommended has come to the end of its year (Art. 17,
//! [ADR 0063](../../../../docs/adr/0063-not-recommended-is-told-by-the-clock.md)).

use crate::journey::Stage;
use crate::stamp::Stamp;

/// Whether a dossier that stands at `stage` was not recommended in time: it waits for a recommendation that nobody may
/// give any more, since the phase `closes` lies behind. Where the closing is moved it waits again.
pub fn passed_over(stage: Stage, closes: Option<Stamp>, now: Stamp) -> bool {
    stage == Stage::Submitted && closes.is_some_and(|closes| now >= closes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_17_who_is_not_recommended_when_the_phase_is_over_is_so_until_it_is_moved() {
        let (closes, later) = (Stamp(100), Stamp(200));
        assert!(!passed_over(Stage::Submitted, Some(closes), closes.plus(-1)));
        assert!(passed_over(Stage::Submitted, Some(closes), closes));
        assert!(!passed_over(Stage::Submitted, Some(later), closes));
        assert!(!passed_over(Stage::Submitted, None, closes));
        for stage in Stage::ALL {
            assert_eq!(passed_over(stage, Some(closes), later), stage == Stage::Submitted);
        }
    }
}
