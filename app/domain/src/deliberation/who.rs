//! Who presides over a panel's deliberation, and who confirms what it has come to (第十三条, 第十四条, 第十五条).

use serde::{Deserialize, Serialize};

use crate::defence::initial_list::who::Seat;
use crate::ids::{AccountId, ExpertId, PanelId};

/// Whoever holds a seat: the expert they are and the account they have, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The expert; nobody of the pool where there is none.
    pub expert: Option<ExpertId>,
    /// The account.
    pub account: Option<AccountId>,
}

impl Person {
    /// Whether both are one person.
    pub fn is(&self, other: &Person) -> bool {
        let expert = self.expert.is_some() && self.expert == other.expert;
        expert || self.account.is_some() && self.account == other.account
    }
}

/// What keeps the holder of a seat from the table of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Away {
    /// A conflict with one of the panel's applications (Art. 15).
    Conflict,
    /// Own sheets of this panel were not sealed when the phase closed, and nothing is said of it: scores stay
    /// independent (Art. 19). Whoever records why comes to the table again.
    Sheets,
}

/// A seat that somebody holds, as it is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which.
    pub seat: Seat,
    /// Who holds it.
    pub person: Person,
    /// What keeps them away.
    pub away: Option<Away>,
}

/// The two at a table. Where one is missing the Office makes room: it appoints another head, or moves a lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Who presides.
    pub presides: Option<Seat>,
    /// Who confirms; another person, always.
    pub confirms: Option<Seat>,
}

/// Who sits where at the table of the panel `own`. It is presided over by its lead; where that seat is empty or its
/// holder kept away, by the vice chair, then the chair, then the lead of another panel, in the order of `places`,
/// which are by number. It is confirmed by the chair, then the vice chair, then such a lead: never by the person who
/// presides or, once it is `signed`, has signed.
pub fn table(own: &PanelId, places: &[Place], signed: Option<&Person>) -> Table {
    let lead = Seat::Lead(own.clone());
    let free = |seat: &Seat| places.iter().find(|p| p.seat == *seat && p.away.is_none());
    let is_other = |p: &&Place| p.away.is_none() && stands_in(&p.seat, own);
    let others = || places.iter().filter(is_other);
    let first = [&lead, &Seat::ViceChair, &Seat::Chair].into_iter().find_map(free);
    let presides = first.or_else(|| others().next());
    let apart = signed.or_else(|| presides.map(|p| &p.person));
    let heads = [&Seat::Chair, &Seat::ViceChair].into_iter().filter_map(free);
    let mut line = heads.chain(others()).chain(free(&lead));
    let confirms = line.find(|p| apart.is_none_or(|a| !a.is(&p.person)));
    let seat = |p: &Place| p.seat.clone();
    Table { presides: presides.map(seat), confirms: confirms.map(seat) }
}

/// Whether a seat is that of another panel's lead, who is at the table only to stand in for somebody.
pub fn stands_in(seat: &Seat, own: &PanelId) -> bool {
    matches!(seat, Seat::Lead(panel) if panel != own)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use Seat::{Chair, Lead, ViceChair};

    fn own() -> PanelId {
        "p1".into()
    }

    fn place(seat: Seat, person: &str, away: Option<Away>) -> Place {
        let person = Person { expert: Some(person.into()), account: None };
        Place { seat, person, away }
    }

    fn lead(n: usize) -> Seat {
        Lead(format!("p{n}").as_str().into())
    }

    #[test]
    fn art_15_whoever_is_in_conflict_leaves_the_chair_to_the_next() {
        for (barred, presides, confirms) in [
            (&[][..], Some(lead(1)), Some(Chair)),
            (&[lead(1)][..], Some(ViceChair), Some(Chair)),
            (&[Chair][..], Some(lead(1)), Some(ViceChair)),
            (&[lead(1), ViceChair][..], Some(Chair), Some(lead(2))),
            (&[lead(1), Chair][..], Some(ViceChair), Some(lead(2))),
            (&[ViceChair, Chair][..], Some(lead(1)), Some(lead(2))),
            (&[ViceChair, Chair, lead(2)][..], Some(lead(1)), Some(lead(3))),
            (&[lead(1), ViceChair, Chair][..], Some(lead(2)), Some(lead(3))),
            (&[lead(1), ViceChair, Chair, lead(2)][..], Some(lead(3)), None),
            (&[lead(1), ViceChair, Chair, lead(2), lead(3)][..], None, None),
        ] {
            let all = [Chair, ViceChair, lead(1), lead(2), lead(3)].into_iter().enumerate();
            let places: Vec<Place> = all
                .map(|(n, seat)| {
                    let away = barred.contains(&seat).then_some(Away::Conflict);
                    place(seat, &format!("e{n}"), away)
                })
                .collect();
            assert_eq!(table(&own(), &places, None), Table { presides, confirms }, "{barred:?}");
        }
    }

    #[test]
    fn art_13_nobody_confirms_what_they_have_signed_themselves() {
        // The vice chair leads the panel, too: one person, two seats.
        let one = [place(Chair, "a", None), place(ViceChair, "b", None), place(lead(1), "b", None)];
        let at = table(&own(), &one, None);
        assert_eq!((at.presides, at.confirms), (Some(lead(1)), Some(Chair)));
        let alone = &one[1..];
        assert_eq!(table(&own(), alone, None).confirms, None);
        // The chair has signed while the lead was away; the lead is back, and the vice chair confirms.
        let all = [place(Chair, "a", None), place(ViceChair, "b", None), place(lead(1), "c", None)];
        let signed = Person { expert: Some("a".into()), account: None };
        let at = table(&own(), &all, Some(&signed));
        assert_eq!((at.presides, at.confirms), (Some(lead(1)), Some(ViceChair)));
        let two = [place(Chair, "a", None), place(lead(1), "c", None)];
        assert_eq!(table(&own(), &two, Some(&signed)).confirms, Some(lead(1)));
    }

    #[test]
    fn one_person_is_known_by_the_expert_or_by_the_account() {
        let of = |expert: &str, account: &str| Person {
            expert: (!expert.is_empty()).then(|| expert.into()),
            account: (!account.is_empty()).then(|| account.into()),
        };
        assert!(of("e", "").is(&of("e", "a")) && of("e", "a").is(&of("", "a")));
        assert!(!of("", "").is(&of("", "")) && !of("e", "a").is(&of("f", "b")));
    }

    proptest! {
        /// Whatever conflicts there are, and whatever sheets were missed: two free people are enough.
        #[test]
        fn art_15_two_who_are_free_preside_and_confirm_whatever_keeps_the_others_away(
            holders in proptest::collection::vec((0usize..5, 0u8..4), 1..9),
            gone in proptest::collection::vec(any::<bool>(), 9),
            signer in proptest::option::of(0usize..5),
        ) {
            let seats = [Chair, ViceChair].into_iter().chain((1..=7).map(lead));
            // What keeps a person away keeps them away from all their seats.
            let away = |person: usize| match holders[person % holders.len()].1 {
                0 => Some(Away::Conflict),
                1 => Some(Away::Sheets),
                _ => None,
            };
            let places: Vec<Place> = seats
                .zip(&holders)
                .zip(&gone)
                .filter(|(_, gone)| !**gone)
                .map(|((seat, (person, _)), _)| place(seat, &format!("e{person}"), away(*person)))
                .collect();
            let free: std::collections::BTreeSet<_> =
                places.iter().filter(|p| p.away.is_none()).map(|p| p.person.expert.clone()).collect();
            let signed = signer.map(|n| Person { expert: Some(format!("e{n}").as_str().into()), account: None });
            let at = table(&own(), &places, signed.as_ref());
            let of = |seat: &Option<Seat>| {
                let seat = seat.as_ref()?;
                places.iter().find(|p| p.seat == *seat)
            };
            let (presides, confirms) = (of(&at.presides), of(&at.confirms));
            prop_assert_eq!(presides.is_some(), !free.is_empty());
            let apart = match &signed {
                Some(signed) => signed.expert.clone(),
                None => presides.and_then(|p| p.person.expert.clone()),
            };
            let others = free.iter().filter(|e| **e != apart).count();
            prop_assert_eq!(confirms.is_some(), others > 0);
            prop_assert!(free.len() < 2 || presides.is_some() && confirms.is_some());
            for p in presides.into_iter().chain(confirms) {
                prop_assert_eq!(p.away, None);
            }
            if let Some(confirms) = confirms {
                prop_assert_ne!(&confirms.person.expert, &apart);
            }
        }
    }
}
