//! What a panel's lead signs and the chair confirms (第十九条, 第二十条): the agreed results, with what was
//! excepted and who had left the room, as one text with one SHA-256.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::agreed::Results;
use super::{Review, tidy};
use crate::application::version::digest;
use crate::ids::{DossierId, ExpertId, PanelId};

/// What is known of one application of the panel when it is signed or confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Which.
    pub dossier: DossierId,
    /// Its reference number.
    pub reference: String,
    /// Its rank in the panel by scores now; `None` without a score.
    pub computed: Option<u32>,
    /// Reviews due.
    pub due: u32,
    /// Reviews sealed.
    pub sealed: u32,
    /// Its mean reaches the points the season asks for.
    pub enters: bool,
}

/// What is known of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Which.
    pub id: PanelId,
    /// The review it deliberates on.
    pub review: Review,
    /// How many it may shortlist.
    pub places: u32,
    /// The season's least number of reviews for each application.
    pub minimum: u32,
    /// Least mean of whoever is shortlisted, in tenths of a point; 0 for none.
    pub least: i32,
    /// Its applications.
    pub cases: Vec<Case>,
    /// Which of its members, the lead included, have a conflict with which application (Art. 15),
    /// declared or found.
    pub conflicts: BTreeMap<DossierId, BTreeSet<ExpertId>>,
}

impl Panel {
    /// Places by rank: as many as there are, for as many as reach the season's points.
    pub fn line(&self) -> u32 {
        let enter = self.cases.iter().filter(|c| c.enters).count();
        self.places.min(u32::try_from(enter).unwrap_or(u32::MAX))
    }
}

/// The conclusion of a panel's deliberation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conclusion {
    /// The review.
    pub review: Review,
    /// The panel.
    pub panel: PanelId,
    /// How many it could shortlist.
    pub places: u32,
    /// What was agreed.
    pub results: Results,
    /// Why an application is decided on although reviews of it are missing.
    pub exceptions: BTreeMap<DossierId, String>,
    /// Experts who were not in the room for an application.
    pub absences: BTreeMap<DossierId, BTreeSet<ExpertId>>,
}

impl Conclusion {
    /// Puts together what is to be signed. Members with a conflict are recorded as absent for that
    /// application without anybody's doing; `left` names those who were absent for another cause.
    pub fn of(
        panel: &Panel,
        results: Results,
        exceptions: &BTreeMap<DossierId, String>,
        left: &BTreeMap<DossierId, BTreeSet<ExpertId>>,
    ) -> Self {
        let mut absences: BTreeMap<DossierId, BTreeSet<ExpertId>> = BTreeMap::new();
        for case in &panel.cases {
            let of =
                |all: &BTreeMap<DossierId, BTreeSet<ExpertId>>| all.get(&case.dossier).cloned();
            let both: BTreeSet<ExpertId> =
                [&panel.conflicts, left].into_iter().filter_map(of).flatten().collect();
            if !both.is_empty() {
                absences.insert(case.dossier.clone(), both);
            }
        }
        let said = exceptions.iter().map(|(id, reason)| (id.clone(), tidy(reason)));
        Self {
            review: panel.review,
            panel: panel.id.clone(),
            places: panel.places,
            results,
            exceptions: said.filter(|e| !e.1.is_empty()).collect(),
            absences,
        }
    }

    /// The canonical text: JSON with the fields in the order above and everything else in the order of
    /// identifiers, so that the same conclusion is always the same bytes.
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// SHA-256 of [`Self::canonical`], hexadecimal: what is signed.
    pub fn sha256(&self) -> String {
        digest(&self.canonical())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::deliberation::agreed::tests::{WHY, board};
    use crate::deliberation::agreed::{Agreed, Verdict};
    use crate::review::board::{Board, View};

    /// The panel of a board, with three reviews for each application.
    pub(in crate::deliberation) fn panel(board: &Board) -> Panel {
        let case = |row: &crate::review::board::RankedRow| Case {
            dossier: board.rows[row.index].dossier.clone(),
            reference: board.rows[row.index].code.clone(),
            computed: row.rank,
            due: 3,
            sealed: 3,
            enters: board.enters(&row.stats),
        };
        Panel {
            id: "p1".into(),
            review: Review::Written,
            places: board.places,
            minimum: 3,
            least: board.minimum,
            cases: board.rank(&View::default()).iter().map(case).collect(),
            conflicts: BTreeMap::new(),
        }
    }

    pub(in crate::deliberation) fn conclusion(panel: &Panel, results: Results) -> Conclusion {
        Conclusion::of(panel, results, &BTreeMap::new(), &BTreeMap::new())
    }

    fn experts(ids: &[&str]) -> BTreeSet<ExpertId> {
        ids.iter().map(|id| ExpertId::from(*id)).collect()
    }

    #[test]
    fn art_15_a_member_with_a_conflict_is_recorded_as_absent_without_anybodys_doing() {
        let b = board(&[90, 80], 1);
        let mut p = panel(&b);
        p.conflicts = BTreeMap::from([
            ("a".into(), experts(&["lead"])),
            // Of an application of another panel.
            ("z".into(), experts(&["lead"])),
        ]);
        let left = BTreeMap::from([("a".into(), experts(&["e2"]))]);
        let c = Conclusion::of(&p, Results::proposed(&b), &BTreeMap::new(), &left);
        assert_eq!(c.absences, BTreeMap::from([("a".into(), experts(&["e2", "lead"]))]));
    }

    #[test]
    fn art_19_the_same_conclusion_has_the_same_hash_and_any_change_another() {
        let b = board(&[90, 80, 70], 2);
        let p = panel(&b);
        let c = conclusion(&p, Results::proposed(&b));
        let back: Conclusion = serde_json::from_str(&c.canonical()).unwrap();
        assert_eq!((back.sha256(), &back), (c.sha256(), &c));
        // The order in which results were recorded does not matter.
        let mut turned = Results::default();
        for agreed in Results::proposed(&b).in_order().into_iter().rev() {
            turned = turned.with(agreed.clone()).unwrap();
        }
        assert_eq!(conclusion(&p, turned.clone()).sha256(), c.sha256());
        let change = |how: &dyn Fn(&mut Agreed)| {
            let mut record = turned.get(&"c".into()).unwrap().clone();
            how(&mut record);
            conclusion(&p, turned.with(record).unwrap()).sha256()
        };
        let others = [
            change(&|c| c.verdict = Verdict::Reserve),
            change(&|c| c.computed = Some(2)),
            change(&|c| c.reason = WHY.into()),
            change(&|c| c.minutes = "无异议".into()),
            conclusion(&p, turned.moved(&"c".into(), 1)).sha256(),
            Conclusion { places: 3, ..c.clone() }.sha256(),
            Conclusion { panel: "p2".into(), ..c.clone() }.sha256(),
            Conclusion { review: Review::Defence, ..c.clone() }.sha256(),
            Conclusion { exceptions: [("a".into(), WHY.into())].into(), ..c.clone() }.sha256(),
            Conclusion { absences: [("a".into(), experts(&["e"]))].into(), ..c.clone() }.sha256(),
            c.sha256(),
        ];
        assert_eq!(others.iter().collect::<BTreeSet<_>>().len(), others.len());
    }
}
