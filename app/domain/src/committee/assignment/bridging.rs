//! Bridging applications: read by experts of two panels, so that scores of different panels can be
//! compared at all (第十四条 lets the committee work in panels; without bridges a strict panel and a
//! weak group of applications look alike).

use serde::{Deserialize, Serialize};

use crate::committee::draw::{SplitMix64, draw_with};

/// An application that an expert of a second panel reads as well, so that the panels' scores can be
/// put on one scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Bridge {
    /// The application's index.
    pub application: usize,
    /// The second panel's index.
    pub panel: usize,
}

/// Chooses the bridging applications: from each panel `share_percent` of its applications (rounded
/// up, drawn one panel after the other from one generator started at `seed`, see [`crate::committee::draw`]).
/// The k-th chosen of panel p goes to panel p + 1 + k mod (panels − 1), round the circle, so that all
/// panels with applications hang together from the first one chosen of each. Sorted by application.
///
/// Without a second panel there is nothing to bridge. Applications of an unknown panel are left out.
pub fn bridging(
    panel_of_app: &[usize],
    panels: usize,
    share_percent: u32,
    seed: u64,
) -> Vec<Bridge> {
    if panels < 2 {
        return Vec::new();
    }
    let mut generator = SplitMix64::new(seed);
    let mut bridges = Vec::new();
    for panel in 0..panels {
        let own: Vec<usize> =
            (0..panel_of_app.len()).filter(|&a| panel_of_app[a] == panel).collect();
        let wanted = (own.len() * share_percent.min(100) as usize).div_ceil(100);
        for (k, drawn) in draw_with(&mut generator, own.len(), wanted).into_iter().enumerate() {
            bridges.push(Bridge {
                application: own[drawn],
                panel: (panel + 1 + k % (panels - 1)) % panels,
            });
        }
    }
    bridges.sort_unstable();
    bridges
}

/// A line of the [`Problem`](super::Problem): so many reviews of an application by experts of one panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seats {
    /// The application's index.
    pub application: usize,
    /// The panel whose experts may take them.
    pub panel: usize,
    /// How many.
    pub need: u32,
}

/// Turns bridges into lines of the problem. A bridging application keeps its `need` in all, one of
/// them from the second panel, but never fewer than one from its own; being two lines with experts
/// of different panels, the second panel's review is a hard minimum too and no expert can get both.
pub fn seats(panel_of_app: &[usize], need: u32, bridges: &[Bridge]) -> Vec<Seats> {
    let mut lines = Vec::with_capacity(panel_of_app.len() + bridges.len());
    for (application, &panel) in panel_of_app.iter().enumerate() {
        let second = bridges.iter().find(|b| b.application == application && b.panel != panel);
        let own = if second.is_some() { need.saturating_sub(1).max(1) } else { need };
        lines.push(Seats { application, panel, need: own });
        lines.extend(second.map(|bridge| Seats { application, panel: bridge.panel, need: 1 }));
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn art_14_a_fifth_of_each_panel_is_bridged_and_the_seed_repeats_it() {
        let panels: Vec<usize> = (0..60).map(|a| a % 3).collect();
        let bridges = bridging(&panels, 3, 20, 7);
        let of = |panel| bridges.iter().filter(|b| panels[b.application] == panel).count();
        assert_eq!([of(0), of(1), of(2)], [4, 4, 4]);
        assert_eq!(bridges, bridging(&panels, 3, 20, 7));
        assert_ne!(bridges, bridging(&panels, 3, 20, 8));
    }

    #[test]
    fn nothing_is_bridged_without_a_second_panel_or_a_share() {
        assert_eq!(bridging(&[0, 0, 0], 1, 50, 1), []);
        assert_eq!(bridging(&[0, 1, 0], 2, 0, 1), []);
        assert_eq!(bridging(&[], 4, 50, 1), []);
        assert_eq!(bridging(&[9, 9], 2, 100, 1), []);
    }

    #[test]
    fn art_14_a_bridging_application_keeps_its_number_of_reviews() {
        let lines = seats(&[0, 1], 5, &[Bridge { application: 1, panel: 0 }]);
        let line = |application, panel, need| Seats { application, panel, need };
        assert_eq!(lines, [line(0, 0, 5), line(1, 1, 4), line(1, 0, 1)]);
        assert_eq!(
            seats(&[0], 1, &[Bridge { application: 0, panel: 1 }]),
            [line(0, 0, 1), line(0, 1, 1)]
        );
    }

    proptest! {
        #[test]
        fn art_14_bridges_lead_to_another_panel_once_an_application_and_join_all_panels(
            sizes in prop::collection::vec(1..12_usize, 2..6), share in 1..=100_u32, seed in any::<u64>(),
        ) {
            let panels: Vec<usize> = sizes.iter().enumerate().flat_map(|(p, &size)| vec![p; size]).collect();
            let bridges = bridging(&panels, sizes.len(), share, seed);
            let distinct: BTreeSet<usize> = bridges.iter().map(|b| b.application).collect();
            prop_assert_eq!(distinct.len(), bridges.len());
            prop_assert!(bridges.iter().all(|b| b.panel < sizes.len() && b.panel != panels[b.application]));
            let mut joined = BTreeSet::from([0]);
            for _ in &sizes {
                for b in &bridges {
                    let ends = [panels[b.application], b.panel];
                    if ends.iter().any(|p| joined.contains(p)) {
                        joined.extend(ends);
                    }
                }
            }
            prop_assert_eq!(joined.len(), sizes.len());
        }
    }
}
