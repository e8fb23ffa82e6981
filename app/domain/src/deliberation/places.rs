//! The places of the shortlist, panel by panel (第十九条).

use serde::{Deserialize, Serialize};

/// Divides the places evenly; where they do not divide, the panels that come first have one more. By the
/// number of panels alone: a share by their applications would tell a member who is kept from one of
/// them that it is there (Art. 15).
pub fn split(places: u32, panels: usize) -> Vec<u32> {
    let Ok(n) = u32::try_from(panels) else { return Vec::new() };
    (0..n).map(|i| places / n + u32::from(i < places % n)).collect()
}

/// Panels that have nothing to score. Places are shared evenly among all panels, so that nobody can tell from
/// their number what another panel reads (Art. 15); theirs stay empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idle {
    /// Their numbers.
    pub panels: Vec<i64>,
    /// Places they share.
    pub places: u32,
}

impl Idle {
    /// Of so many places: all panels by number, each with whether it has something to score.
    pub fn of(places: u32, panels: impl IntoIterator<Item = (i64, bool)>) -> Self {
        let panels: Vec<(i64, bool)> = panels.into_iter().collect();
        let shares = split(places, panels.len());
        let idle = panels.into_iter().zip(shares).filter(|((_, scores), _)| !scores);
        let (panels, shares): (Vec<i64>, Vec<u32>) = idle.map(|((n, _), share)| (n, share)).unzip();
        Self { panels, places: shares.iter().sum() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn art_19_panels_together_have_no_more_places_than_the_season(places in 0u32..500, panels in 1usize..40) {
            let split = split(places, panels);
            prop_assert_eq!(split.len(), panels);
            prop_assert_eq!(split.iter().sum::<u32>(), places);
            prop_assert!(split.windows(2).all(|w| w[0] >= w[1] && w[0] - w[1] <= 1));
        }
    }

    #[test]
    fn art_19_places_of_panels_without_an_application_are_named() {
        let idle = |scores: [bool; 3]| Idle::of(8, (1..).zip(scores));
        assert_eq!(idle([true; 3]), Idle::default());
        assert_eq!(idle([false, true, false]), Idle { panels: vec![1, 3], places: 3 + 2 });
        assert_eq!(Idle::of(8, []), Idle::default());
    }
}
