//! What does not go together in a plan of the defence (第十五条, 第二十条). Clashes are shown, not refused: the
//! Office may be in the middle of moving things.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::lot::Entrant;
use super::session::{Session, Slot, Times};
use crate::ids::{DossierId, ExpertId, OrganisationId, SessionId};

/// Two things that do not go together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "clash", rename_all = "snake_case")]
pub enum Clash {
    /// An expert sits in the session of an application they have a conflict with.
    Conflicted {
        /// Who.
        expert: ExpertId,
        /// Where.
        session: SessionId,
        /// With what.
        dossier: DossierId,
    },
    /// An expert sits in two sessions at the same time.
    ExpertTwice {
        /// Who.
        expert: ExpertId,
        /// The two, by beginning.
        sessions: [SessionId; 2],
    },
    /// An applicant has two slots, at whatever times: one dossier a season (Art. 17).
    ApplicantTwice {
        /// Who.
        organisation: OrganisationId,
        /// Whose slots, by beginning; the same dossier twice where it was given two.
        dossiers: [DossierId; 2],
    },
    /// A room, or a link, is used by two sessions at the same time.
    RoomTwice {
        /// Which.
        room: String,
        /// The two, by beginning.
        sessions: [SessionId; 2],
    },
}

impl Clash {
    /// Whether a plan with it is not told. That an applicant has two slots is a matter of Art. 17 and
    /// may have its reason; the others cannot take place.
    pub fn blocks(&self) -> bool {
        !matches!(self, Self::ApplicantTwice { .. })
    }
}

/// All clashes of a plan, across panels; in the order of [`Clash`], then of identifiers. `conflicts` says
/// which experts have a conflict with an application. Slots of sessions or applications that are not
/// given are passed over.
pub fn clashes(
    sessions: &[Session],
    slots: &[Slot],
    entrants: &[Entrant],
    conflicts: &BTreeMap<DossierId, BTreeSet<ExpertId>>,
    times: &Times,
) -> Vec<Clash> {
    let mut found = Vec::new();
    let mut sessions: Vec<&Session> = sessions.iter().collect();
    sessions.sort_by(|a, b| (a.starts, &a.id).cmp(&(b.starts, &b.id)));
    for (i, a) in sessions.iter().enumerate() {
        for b in sessions[i + 1..].iter().filter(|b| a.overlaps(b, times)) {
            let both = || [a.id.clone(), b.id.clone()];
            let twice = a.experts.iter().filter(|e| b.experts.contains(e));
            found.extend(twice.map(|e| Clash::ExpertTwice { expert: e.clone(), sessions: both() }));
            let room = a.room.trim();
            if !room.is_empty() && room == b.room.trim() {
                found.push(Clash::RoomTwice { room: room.to_owned(), sessions: both() });
            }
        }
    }
    let sits: BTreeMap<_, _> = sessions.iter().map(|s| (&s.id, &s.experts)).collect();
    let whose: BTreeMap<_, _> = entrants.iter().map(|e| (&e.dossier, &e.organisation)).collect();
    let mut slots: Vec<&Slot> = slots.iter().collect();
    slots.sort_by_key(|s| (s.starts, &s.session, s.number));
    let mut first: BTreeMap<&OrganisationId, &DossierId> = BTreeMap::new();
    for slot in slots {
        let dossier = &slot.dossier;
        let here = sits.get(&slot.session).into_iter().copied().flatten();
        let kept = |e: &&ExpertId| conflicts.get(dossier).is_some_and(|all| all.contains(*e));
        found.extend(here.filter(kept).map(|expert| Clash::Conflicted {
            expert: expert.clone(),
            session: slot.session.clone(),
            dossier: dossier.clone(),
        }));
        let Some(organisation) = whose.get(dossier) else { continue };
        if let Some(earlier) = first.get(organisation) {
            let organisation = (*organisation).clone();
            let dossiers = [(*earlier).clone(), dossier.clone()];
            found.push(Clash::ApplicantTwice { organisation, dossiers });
        } else {
            first.insert(organisation, dossier);
        }
    }
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::defence::lot::assign;
    use crate::defence::lot::tests::entrants;
    use crate::defence::session::tests::session;

    fn sitting(id: &str, starts: i64, room: &str, experts: &[&str]) -> Session {
        let experts = experts.iter().map(|e| ExpertId::from(*e)).collect();
        Session { room: room.into(), experts, ..session(id, starts, 2) }
    }

    fn of(
        sessions: &[Session],
        slots: &[Slot],
        all: &[Entrant],
        conflicts: &[(&str, &str)],
    ) -> Vec<Clash> {
        let mut by: BTreeMap<DossierId, BTreeSet<ExpertId>> = BTreeMap::new();
        for (dossier, expert) in conflicts {
            by.entry((*dossier).into()).or_default().insert((*expert).into());
        }
        clashes(sessions, slots, all, &by, &Times::default())
    }

    #[test]
    fn art_20_an_expert_or_a_room_in_two_sessions_at_once_is_named() {
        // Two slots of 25 minutes: b begins as a ends, c one minute earlier.
        let a = sitting("a", 0, "一号厅", &["e1", "e2"]);
        let b = sitting("b", 50, "一号厅", &["e1"]);
        let c = sitting("c", 49, " 一号厅", &["e2", "e3"]);
        assert_eq!(of(&[b.clone(), a.clone()], &[], &[], &[]), []);
        let both = |x: &str, y: &str| [x.into(), y.into()];
        assert_eq!(
            of(&[c, b, a], &[], &[], &[]),
            [
                Clash::ExpertTwice { expert: "e2".into(), sessions: both("a", "c") },
                Clash::RoomTwice { room: "一号厅".into(), sessions: both("a", "c") },
                Clash::RoomTwice { room: "一号厅".into(), sessions: both("c", "b") },
            ]
        );
        // Where no room is known none is used twice.
        assert_eq!(of(&[sitting("a", 0, "", &[]), sitting("b", 0, " ", &[])], &[], &[], &[]), []);
    }

    #[test]
    fn art_15_an_expert_with_a_conflict_in_the_session_is_named() {
        let all = entrants(3);
        let sessions = [sitting("a", 0, "", &["e1", "e2"]), sitting("b", 100, "", &["e1"])];
        let slots = assign(&all, &sessions, &Times::default()).unwrap();
        // d2 is in b, where e2 does not sit.
        let found = of(&sessions, &slots, &all, &[("d1", "e2"), ("d2", "e2"), ("d9", "e1")]);
        let (expert, session, dossier) = ("e2".into(), "a".into(), "d1".into());
        assert_eq!(found, [Clash::Conflicted { expert, session, dossier }]);
    }

    #[test]
    fn art_17_an_applicant_with_two_slots_is_named() {
        let mut all = entrants(3);
        all[2].organisation = "o0".into();
        let sessions = [sitting("a", 0, "", &[]), sitting("b", 100, "", &[])];
        let mut slots = assign(&all, &sessions, &Times::default()).unwrap();
        let twice = |a: &str, b: &str, o: &str| Clash::ApplicantTwice {
            organisation: o.into(),
            dossiers: [a.into(), b.into()],
        };
        assert_eq!(of(&sessions, &slots, &all, &[]), [twice("d0", "d2", "o0")]);
        slots[2].dossier = "d1".into();
        assert_eq!(of(&sessions, &slots, &all, &[]), [twice("d1", "d1", "o1")]);
    }

    proptest! {
        /// Against trying every pair of sessions minute by minute, and every expert in every slot.
        #[test]
        fn art_20_no_clash_is_overlooked_and_none_invented(
            // In steps of ten minutes, so that one often begins just as another ends.
            starts in prop::collection::vec((0..20_i64).prop_map(|n| n * 10), 1..6),
            seats in prop::collection::vec(prop::collection::btree_set(0..4_u8, 0..3), 6),
            conflicts in prop::collection::vec((0..8_u8, 0..4_u8), 0..6),
        ) {
            let names: Vec<Vec<String>> =
                seats.iter().map(|s| s.iter().map(|e| format!("e{e}")).collect()).collect();
            let sessions: Vec<Session> = starts.iter().enumerate().map(|(i, at)| {
                let experts: Vec<&str> = names[i].iter().map(String::as_str).collect();
                sitting(&format!("s{i}"), *at, "", &experts)
            }).collect();
            let all = entrants(sessions.len());
            let slots = assign(&all, &sessions, &Times::default()).unwrap();
            let against: Vec<(String, String)> =
                conflicts.iter().map(|(d, e)| (format!("d{d}"), format!("e{e}"))).collect();
            let against: Vec<(&str, &str)> =
                against.iter().map(|(d, e)| (d.as_str(), e.as_str())).collect();
            let found = of(&sessions, &slots, &all, &against);
            let mut twice = BTreeSet::new();
            for minute in 0..300 {
                for e in 0..4 {
                    let busy: Vec<usize> = (0..sessions.len())
                        .filter(|&i| seats[i].contains(&e) && (starts[i]..starts[i] + 50).contains(&minute))
                        .collect();
                    for (n, &a) in busy.iter().enumerate() {
                        twice.extend(busy[n + 1..].iter().map(|&b| (e, a, b)));
                    }
                }
            }
            let named = found.iter().filter(|c| matches!(c, Clash::ExpertTwice { .. })).count();
            prop_assert_eq!(named, twice.len());
            let mut kept = BTreeSet::new();
            for slot in &slots {
                let i: usize = slot.session.as_str()[1..].parse().unwrap();
                for (d, e) in &conflicts {
                    if slot.dossier.as_str() == format!("d{d}") && seats[i].contains(e) {
                        kept.insert((*d, *e));
                    }
                }
            }
            let named = found.iter().filter(|c| matches!(c, Clash::Conflicted { .. })).count();
            prop_assert_eq!(named, kept.len());
        }
    }
}
