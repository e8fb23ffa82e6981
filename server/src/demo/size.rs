//! How large the demonstration is: as a season is, or small enough to be walked through from end to end; and
//! whether its reviews are blind, which is settled when a season opens.

use domain::season::{Planned, ReviewSettings};

use super::review::PANELS;

/// Applications of the usual one.
const APPLICATIONS: usize = 300;
/// Experts of a panel in a small one.
const SMALL_PANEL: usize = 6;

/// Applications and panels. A small demonstration has nothing wrong in it on purpose, and three reviews of each
/// application.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Size {
    /// Applications, the usual number or fewer.
    #[arg(long, value_name = "N", default_value_t = APPLICATIONS)]
    pub applications: usize,
    /// Panels they are divided among, as many as usual or fewer.
    #[arg(long, value_name = "N", default_value_t = PANELS.len())]
    pub panels: usize,
    /// Experts read without the names of who applies.
    #[arg(long)]
    pub blind: bool,
}

impl Default for Size {
    fn default() -> Self {
        Self { applications: APPLICATIONS, panels: PANELS.len(), blind: false }
    }
}

impl Size {
    /// Says what is out of bounds.
    pub(super) fn check(&self) -> Result<(), String> {
        let (most, panels) = (APPLICATIONS, PANELS.len());
        if !(1..=most).contains(&self.applications) || !(1..=panels).contains(&self.panels) {
            return Err(format!("1 to {most} applications and 1 to {panels} panels"));
        }
        Ok(())
    }

    /// Whether it is as large as usual.
    pub(super) fn usual(&self) -> bool {
        self.applications == APPLICATIONS && self.panels == PANELS.len()
    }

    /// Experts on panels.
    pub(super) fn experts(&self) -> usize {
        if self.usual() { super::review::EXPERTS } else { self.panels * SMALL_PANEL }
    }

    /// Chinese name, English name, and divisions of GB/T 4754 of a panel. Fewer panels have more divisions each.
    pub(super) fn panel(&self, n: usize) -> (String, String, Vec<String>) {
        let (zh, en, _) = PANELS[n];
        let own = PANELS.iter().skip(n).step_by(self.panels).flat_map(|p| p.2);
        let fields = own.map(|f| (*f).to_owned()).collect();
        if self.panels == PANELS.len() {
            return (zh.into(), en.into(), fields);
        }
        (format!("综合{}组", n + 1), format!("General panel {}", n + 1), fields)
    }

    /// Winners that are planned: a fifth of those who apply, as in the usual one.
    pub(super) fn planned(&self) -> Planned {
        if self.usual() {
            return Planned { industrial: 45, sme: 8, service: 7 };
        }
        let all = u32::try_from(self.applications / 5).unwrap_or(u32::MAX).max(3);
        Planned { industrial: all - 2, sme: 1, service: 1 }
    }

    /// What the season says of its reviews.
    pub(super) fn review(&self) -> ReviewSettings {
        let usual = ReviewSettings { blind: self.blind, ..ReviewSettings::default() };
        if self.usual() {
            return usual;
        }
        let few = usual.reviews_min;
        ReviewSettings { reviews: few, defence_reviews_min: few, ..usual }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_division_has_a_panel_however_few_there_are() {
        let all: BTreeSet<String> = (0..8).flat_map(|n| Size::default().panel(n).2).collect();
        for panels in 1..8 {
            let size = Size { applications: 12, panels, blind: false };
            assert!(size.check().is_ok() && !size.usual());
            let of: Vec<String> = (0..panels).flat_map(|n| size.panel(n).2).collect();
            assert_eq!(of.len(), all.len());
            assert_eq!(of.into_iter().collect::<BTreeSet<_>>(), all);
        }
        assert!(Size { applications: 301, ..Size::default() }.check().is_err());
        assert!(Size { panels: 0, ..Size::default() }.check().is_err());
    }
}
