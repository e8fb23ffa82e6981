//! What withdrawing comes to (Art. 16).

use super::{Stage, Step};

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
    use super::super::evolve;
    use super::super::samples::{standings, steps};
    use super::*;
    use crate::stamp::Stamp;

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
}
