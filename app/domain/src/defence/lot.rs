//! The order by lot (第二十条): chance to those concerned, repeatable by anyone who knows the recorded seed.
//!
//! To repeat it: write the reference numbers of the panel's applications in their order, and draw all of
//! them as [`crate::committee::draw`] describes. The first drawn has the first slot of the earliest
//! session.

use crate::application::version::digest;
use crate::committee::draw::draw;
use crate::ids::{DossierId, OrganisationId};
use crate::refusal::Refusal;

use super::session::{Session, Slot, Times};

/// An application that comes before the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entrant {
    /// Which.
    pub dossier: DossierId,
    /// Its reference number.
    pub reference: String,
    /// Its applicant.
    pub organisation: OrganisationId,
}

fn by_reference(entrants: &[Entrant]) -> Vec<&Entrant> {
    let mut listed: Vec<&Entrant> = entrants.iter().collect();
    listed.sort_by(|a, b| (&a.reference, &a.dossier).cmp(&(&b.reference, &b.dossier)));
    listed
}

/// The applications in the order drawn; the order in which they are given does not matter.
pub fn order(seed: u64, entrants: &[Entrant]) -> Vec<Entrant> {
    let listed = by_reference(entrants);
    draw(seed, listed.len(), listed.len()).into_iter().map(|i| listed[i].clone()).collect()
}

/// SHA-256 of what was drawn from: reference numbers in order, each with a line feed behind it.
pub fn fingerprint(entrants: &[Entrant]) -> String {
    digest(&by_reference(entrants).iter().map(|e| format!("{}\n", e.reference)).collect::<String>())
}

/// Gives the applications of a panel their slots in the order drawn: the sessions of that panel, given in
/// any order, are filled one after the other by their beginning (of the same beginning, by identifier).
///
/// # Errors
/// [`Refusal::BadValue`] for times or a session that cannot be; [`Refusal::SlotsTooFew`] where not all
/// find a slot, and then none is given.
pub fn assign(
    order: &[Entrant],
    sessions: &[Session],
    times: &Times,
) -> Result<Vec<Slot>, Refusal> {
    times.check()?;
    sessions.iter().try_for_each(Session::check)?;
    let slots: u32 = sessions.iter().fold(0, |sum, s| sum.saturating_add(s.slots));
    let applications = u32::try_from(order.len()).unwrap_or(u32::MAX);
    if slots < applications {
        return Err(Refusal::SlotsTooFew { slots, applications });
    }
    let mut sessions: Vec<&Session> = sessions.iter().collect();
    sessions.sort_by(|a, b| (a.starts, &a.id).cmp(&(b.starts, &b.id)));
    let free = sessions.into_iter().flat_map(|s| (1..=s.slots).map(move |number| (s, number)));
    let slot = |(entrant, (session, number)): (&Entrant, (&Session, u32))| {
        let (starts, ends) = session.slot(number, times);
        let (session, dossier) = (session.id.clone(), entrant.dossier.clone());
        Slot { session, number, dossier, starts, ends }
    };
    Ok(order.iter().zip(free).map(slot).collect())
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::defence::session::Break;
    use crate::defence::session::tests::session;
    use crate::stamp::MINUTE;

    pub(in crate::defence) fn entrants(n: usize) -> Vec<Entrant> {
        let entrant = |i: usize| Entrant {
            dossier: format!("d{i}").into(),
            reference: format!("QB-2026-{i:05}"),
            organisation: format!("o{i}").into(),
        };
        (0..n).map(entrant).collect()
    }

    fn ids(order: &[Entrant]) -> String {
        order.iter().map(|e| e.dossier.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn art_20_the_lot_is_the_draw_written_down() {
        // The example of the draw: seed 2^64 - 1 over five gives 1, 2, 3, 0, 4.
        let (five, seed) = (entrants(5), u64::MAX);
        assert_eq!(ids(&order(seed, &five)), "d1 d2 d3 d0 d4");
        let turned: Vec<Entrant> = five.iter().rev().cloned().collect();
        assert_eq!(order(seed, &turned), order(seed, &five));
        assert_ne!(order(seed - 1, &five), order(seed, &five));
        assert_eq!(order(seed, &[]), []);
        // printf 'QB-2026-00000\nQB-2026-00001\n' | sha256sum
        assert_eq!(fingerprint(&turned[3..]), FINGERPRINT);
    }

    const FINGERPRINT: &str = "37658adf424d172055cb1c8971e5da4aaca5ecb1090134bc1cab8ba12a2ead9c";

    #[test]
    fn art_20_the_drawn_order_fills_the_sessions_by_their_beginning() {
        let mut early = session("z", 0, 2);
        early.breaks = vec![Break { after: 1, minutes: 10 }];
        let late = session("a", 600, 2);
        let order = order(u64::MAX, &entrants(3));
        let slots = assign(&order, &[late.clone(), early.clone()], &Times::default()).unwrap();
        let found: Vec<(&str, u32, &str, i64)> = slots
            .iter()
            .map(|s| (s.session.as_str(), s.number, s.dossier.as_str(), s.starts.0 / MINUTE))
            .collect();
        let who: Vec<&str> = order.iter().map(|e| e.dossier.as_str()).collect();
        assert_eq!(found, [("z", 1, who[0], 0), ("z", 2, who[1], 35), ("a", 1, who[2], 600)]);
        let few = assign(&entrants(5), &[late, early], &Times::default());
        assert_eq!(few, Err(Refusal::SlotsTooFew { slots: 4, applications: 5 }));
    }

    #[test]
    fn a_session_that_cannot_be_is_refused_before_any_slot_is_given() {
        let none = Times { presentation: 0, ..Times::default() };
        assert!(assign(&entrants(1), &[session("s", 0, 1)], &none).is_err());
        assert!(
            assign(&entrants(1), &[session("s", 0, 1), session("t", 0, 0)], &Times::default())
                .is_err()
        );
        assert_eq!(assign(&[], &[], &Times::default()), Ok(vec![]));
    }

    proptest! {
        #[test]
        fn art_20_everybody_gets_one_slot_and_nobody_drawn_later_comes_earlier(
            seed in any::<u64>(),
            sizes in prop::collection::vec(1..8_u32, 1..5),
            n in 0..30_usize,
        ) {
            // Sessions one after the other, given in reverse.
            let sessions: Vec<Session> = sizes.iter().enumerate().rev()
                .map(|(i, slots)| session(&format!("s{i}"), i as i64 * 1_000, *slots)).collect();
            let all = entrants(n);
            let drawn = order(seed, &all);
            prop_assert_eq!(drawn.iter().map(|e| &e.dossier).collect::<BTreeSet<_>>().len(), n);
            match assign(&drawn, &sessions, &Times::default()) {
                Err(refused) => {
                    let slots = sizes.iter().sum();
                    prop_assert_eq!(refused, Refusal::SlotsTooFew { slots, applications: n as u32 });
                    prop_assert!((slots as usize) < n);
                }
                Ok(slots) => {
                    let who: Vec<_> = slots.iter().map(|s| &s.dossier).collect();
                    prop_assert_eq!(who, drawn.iter().map(|e| &e.dossier).collect::<Vec<_>>());
                    prop_assert!(slots.windows(2).all(|w| w[0].ends <= w[1].starts));
                    let places: BTreeSet<_> = slots.iter().map(|s| (&s.session, s.number)).collect();
                    prop_assert_eq!(places.len(), n);
                }
            }
        }
    }
}
