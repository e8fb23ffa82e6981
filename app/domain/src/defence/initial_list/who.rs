//! Who makes the initial list (第十三条, 第十五条, 第二十条): two persons, always.

use crate::deliberation::who::Place;
use crate::ids::PanelId;
use crate::policy::{Actor, Role};

/// A seat at which the list may be made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    /// The chair's.
    Chair,
    /// The vice chair's.
    ViceChair,
    /// That of a panel's lead, who stands in.
    Lead(PanelId),
}

impl Seat {
    /// The role that holds it.
    pub fn role(&self) -> Role {
        match self {
            Seat::Chair => Role::Chair,
            Seat::ViceChair => Role::ViceChair,
            Seat::Lead(_) => Role::PanelLead,
        }
    }

    /// Whether an actor holds it.
    pub fn held_by(&self, actor: &Actor) -> bool {
        match self {
            Seat::Lead(panel) => {
                let holds = |g: &crate::policy::Grant| {
                    g.role == Role::PanelLead && g.scope == panel.as_str()
                };
                actor.grants.iter().any(holds)
            }
            seat => actor.is(seat.role()),
        }
    }
}

/// The two who decide, sign and confirm: chair and vice chair. A seat that is empty, that nobody can sign in to, or
/// whose holder a conflict with anything heard in the defence keeps out, is left out, and the leads stand in by the
/// number of their panels; `places` are in that order. They are two persons, always: whoever holds two seats takes one
/// of them (第十三条). Fewer than two where nobody is left: then the Office appoints another head, or moves a lead.
pub fn making(places: &[Place]) -> Vec<Seat> {
    let kept = |seat: &Seat| places.iter().any(|p| p.seat == *seat && p.away.is_some());
    let mut free = places.iter().filter(|p| p.person.account.is_some() && !kept(&p.seat));
    let Some(first) = free.next() else { return Vec::new() };
    let second = free.find(|p| p.seat != first.seat && !p.person.is(&first.person));
    [Some(first), second].into_iter().flatten().map(|p| p.seat.clone()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Seat::{Chair, Lead, ViceChair};
    use super::*;
    use crate::deliberation::who::{Away, Person};

    fn place(seat: Seat, person: &str, away: bool) -> Place {
        let person = Person { expert: Some(person.into()), account: Some(person.into()) };
        Place { seat, person, away: away.then_some(Away::Conflict) }
    }

    fn lead(n: usize) -> Seat {
        Lead(format!("p{n}").as_str().into())
    }

    #[test]
    fn art_15_leads_stand_in_for_a_head_in_conflict_and_two_make_the_list() {
        let (a, b) = (|| lead(1), || lead(2));
        for (out, two) in [
            (vec![], vec![Chair, ViceChair]),
            (vec![Chair], vec![ViceChair, a()]),
            (vec![ViceChair], vec![Chair, a()]),
            (vec![ViceChair, a()], vec![Chair, b()]),
            (vec![Chair, ViceChair], vec![a(), b()]),
            (vec![Chair, ViceChair, a()], vec![b()]),
        ] {
            let all = [(Chair, "c"), (ViceChair, "v"), (a(), "a"), (b(), "b")];
            let places = all.map(|(seat, who)| {
                let away = out.contains(&seat);
                place(seat, who, away)
            });
            assert_eq!(making(&places), two, "{out:?}");
        }
    }

    #[test]
    fn art_13_20_two_persons_make_the_list_whoever_holds_two_seats() {
        // The chair is in conflict, and the vice chair leads the first panel: the lead of the second stands in.
        let both = [
            place(Chair, "c", true),
            place(ViceChair, "v", false),
            place(lead(1), "v", false),
            place(lead(2), "b", false),
        ];
        assert_eq!(making(&both), [ViceChair, lead(2)]);
        assert_eq!(making(&both[..3]), [ViceChair]);
        // The same person, known by the account alone.
        let mut known = both.clone();
        known[1].person.expert = None;
        assert_eq!(making(&known), [ViceChair, lead(2)]);
        // Nobody signs in to a seat without an account.
        known[3].person.account = None;
        assert_eq!(making(&known), [ViceChair]);
    }

    proptest! {
        /// Whoever holds which seats: two persons where there are two who are free, and never one twice.
        #[test]
        fn art_13_20_as_many_persons_make_the_list_as_are_free_up_to_two(
            holders in proptest::collection::vec((0usize..4, any::<bool>()), 1..8),
        ) {
            let seats = [Chair, ViceChair].into_iter().chain((1..=6).map(lead));
            // What keeps a person away keeps them away from all their seats.
            let away = |person: usize| holders[person % holders.len()].1;
            let places: Vec<Place> = seats
                .zip(&holders)
                .map(|(seat, (person, _))| place(seat, &format!("e{person}"), away(*person)))
                .collect();
            let person = |p: &Place| p.person.expert.clone();
            let free: std::collections::BTreeSet<_> =
                places.iter().filter(|p| p.away.is_none()).map(person).collect();
            let made = making(&places);
            let by: std::collections::BTreeSet<_> = made
                .iter()
                .filter_map(|seat| places.iter().find(|p| p.seat == *seat))
                .map(person)
                .collect();
            prop_assert_eq!(by.len(), made.len());
            prop_assert_eq!(by.len(), free.len().min(2));
            prop_assert!(by.is_subset(&free));
        }
    }
}
