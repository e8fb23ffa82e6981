//! What experts are called on boards and at tables (Art. 15): one place, so that no page leads from a number to a name.
//!
//! In a season whose written review is blind no identifier of an expert leaves on any board, of either review: laid
//! side by side, the board of the defence would name each number of the written one. Nor does the order of scores tell:
//! where there are names it is that of names, where there are numbers it is that of numbers, and the two have nothing to
//! do with each other.

use std::collections::BTreeMap;

use domain::ids::ExpertId;
use domain::review::blind;

/// The experts of a season's committee by number and by name.
pub(crate) struct Labels {
    /// The written review is blind.
    blind: bool,
    /// By identifiers, which nobody chose and nobody sees.
    numbered: Vec<ExpertId>,
    /// Places by names.
    named: BTreeMap<ExpertId, u32>,
}

impl Labels {
    /// Those of a committee, given by identifiers and names.
    pub fn of(blind: bool, experts: &[(ExpertId, String)]) -> Self {
        let mut numbered: Vec<ExpertId> = experts.iter().map(|e| e.0.clone()).collect();
        numbered.sort();
        let mut by_name: Vec<(&String, &ExpertId)> = experts.iter().map(|e| (&e.1, &e.0)).collect();
        by_name.sort();
        let named = by_name.into_iter().map(|(_, id)| id.clone()).zip(1..).collect();
        Self { blind, numbered, named }
    }

    /// Whether those who see names see other identifiers on a board than those who see numbers.
    pub fn differ(&self) -> bool {
        self.blind
    }

    /// The number of an expert where experts are numbers: the same on every page of the season. By the order of
    /// identifiers: that of names, or of panels, would tell whose it is.
    pub fn number(&self, expert: &ExpertId) -> u32 {
        let before = self.numbered.partition_point(|id| id < expert);
        u32::try_from(before + 1).unwrap_or(u32::MAX)
    }

    /// The place of an expert among those a page shows: by number where it is `hidden` who they are, else by name.
    pub fn place(&self, expert: &ExpertId, hidden: bool) -> u32 {
        match hidden {
            true => self.number(expert),
            false => self.named.get(expert).copied().unwrap_or_else(|| self.behind()),
        }
    }

    /// The place of whoever is on the committee no more.
    fn behind(&self) -> u32 {
        u32::try_from(self.named.len()).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// What stands for the identifier of an expert on a board.
    pub fn label(&self, expert: &ExpertId, hidden: bool) -> ExpertId {
        match (self.blind, hidden) {
            (false, _) => expert.clone(),
            (true, true) => blind::expert(self.number(expert)).into(),
            (true, false) => format!("n{}", self.place(expert, false)).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn experts() -> Vec<(ExpertId, String)> {
        let of = |id: &str, name: &str| (ExpertId::from(id), name.to_owned());
        vec![of("c", "丙"), of("a", "甲"), of("b", "乙")]
    }

    #[test]
    fn art_15_no_label_of_a_blind_season_leads_to_another() {
        let labels = Labels::of(true, &experts());
        let of = |id: &str, hidden| labels.label(&id.into(), hidden).to_string();
        assert_eq!(["a", "b", "c"].map(|id| of(id, true)), ["№1", "№2", "№3"]);
        // Names stand in another order: 丙, 乙, 甲.
        assert_eq!(["a", "b", "c"].map(|id| of(id, false)), ["n3", "n2", "n1"]);
        let open = Labels::of(false, &experts());
        assert_eq!(open.label(&"a".into(), false).as_str(), "a");
    }
}
