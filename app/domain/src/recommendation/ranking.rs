//! A unit's order of its candidates (Art. 17: by merit), and who of them is recommended when the
//! unit recommends all at once: as many as have seats, in that order; the rest is its reserve.

use super::{Quota, opinion};
use crate::application::version::digest;
use crate::facts::text::count_chars;
use crate::ids::DossierId;
use crate::season::Limits;

/// The order with one candidate moved to a place, counted from 1; places beyond the end are the
/// end, 0 takes it out.
pub fn placed(order: &[DossierId], id: &DossierId, to: usize) -> Vec<DossierId> {
    let mut next: Vec<DossierId> = order.iter().filter(|o| *o != id).cloned().collect();
    if to > 0 {
        next.insert((to - 1).min(next.len()), id.clone());
    }
    next
}

/// A candidate in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The dossier.
    pub id: DossierId,
    /// Counts as small or medium-sized.
    pub sme: bool,
    /// The unit's opinion on it.
    pub opinion: String,
}

/// What one act comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Recommended, in this order.
    pub seated: Vec<DossierId>,
    /// No seat: they wait in this order.
    pub reserve: Vec<DossierId>,
    /// Would have a seat, but the opinion is missing or too short: then nothing is done.
    pub lacking: Vec<DossierId>,
    /// The seats afterwards.
    pub quota: Quota,
}

/// Mark of who would have a seat, in which order: those who wait in the unit's order, and the seats. Whoever recommends
/// all at once names the one they have seen: a colleague may have given places, or the Office seats, since (Art. 17).
pub fn mark<'a>(quota: Quota, waiting: impl Iterator<Item = &'a DossierId>) -> String {
    let waiting: Vec<&DossierId> = waiting.collect();
    digest(&serde_json::to_string(&(quota, waiting)).unwrap_or_default())
}

/// Takes a seat for each candidate in their order, as long as there is one for its size.
pub fn batch(quota: Quota, order: &[Candidate], limits: &Limits) -> Batch {
    let mut found = Batch { quota, ..Batch::default() };
    for c in order {
        match found.quota.take(c.sme) {
            Err(_) => found.reserve.push(c.id.clone()),
            Ok(next) => {
                found.quota = next;
                let enough = opinion::enough(count_chars(&c.opinion), limits).is_ok();
                if enough { &mut found.seated } else { &mut found.lacking }.push(c.id.clone());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &str) -> Vec<DossierId> {
        names.chars().map(|c| DossierId::from(c.to_string())).collect()
    }

    #[test]
    fn a_candidate_moves_to_the_place_it_is_given() {
        let order = ids("abcd");
        for (id, to, expected) in [
            ("a", 1, "abcd"),
            ("a", 3, "bcad"),
            ("d", 1, "dabc"),
            ("b", 99, "acdb"),
            ("c", 0, "abd"),
            ("x", 2, "axbcd"),
            ("x", 0, "abcd"),
        ] {
            assert_eq!(placed(&order, &DossierId::from(id), to), ids(expected), "{id} {to}");
        }
    }

    #[test]
    fn art_17_another_order_and_another_seat_are_told_from_what_was_seen() {
        let quota = Quota { base: 2, ..Quota::default() };
        let seen = mark(quota, ids("abc").iter());
        assert_eq!(seen, mark(quota, ids("abc").iter()));
        assert_ne!(seen, mark(quota, ids("acb").iter()));
        assert_ne!(seen, mark(quota, ids("ab").iter()));
        assert_ne!(seen, mark(Quota { granted: 1, ..quota }, ids("abc").iter()));
    }

    #[test]
    fn art_17_a_batch_goes_by_the_order_and_never_beyond_the_seats() {
        let c = |id: &str, sme, opinion: &str| Candidate {
            id: id.into(),
            sme,
            opinion: opinion.into(),
        };
        let quota = Quota { base: 2, sme_extra: 1, ..Quota::default() };
        let order = [
            c("a", false, "同意"),
            c("b", false, "同意"),
            c("c", false, "同意"),
            c("d", true, "同意"),
            c("e", true, "同意"),
        ];
        let limits = Limits { opinion_min: 2, ..Limits::default() };
        let found = batch(quota, &order, &limits);
        assert_eq!((found.seated, found.reserve), (ids("abd"), ids("ce")));
        assert_eq!((found.quota.used_large, found.quota.used_sme), (2, 1));
        let lacking = batch(quota, &[c("a", false, "好"), c("b", true, "同意")], &limits);
        assert_eq!((lacking.lacking, lacking.seated), (ids("a"), ids("b")));
    }

    proptest::proptest! {
        #[test]
        fn art_17_no_batch_breaks_the_quota(
            base in 0i64..6, extra in 0i64..4, granted in 0i64..3,
            kinds in proptest::collection::vec(proptest::bool::ANY, 0..20),
        ) {
            let quota = Quota { base, sme_extra: extra, granted, ..Quota::default() };
            let order: Vec<Candidate> = kinds.iter().enumerate()
                .map(|(i, sme)| Candidate { id: DossierId::from(i.to_string()), sme: *sme, opinion: "同意".into() })
                .collect();
            let found = batch(quota, &order, &Limits { opinion_min: 1, ..Limits::default() });
            proptest::prop_assert!(found.quota.holds());
            proptest::prop_assert_eq!(found.seated.len() as i64, found.quota.used());
            proptest::prop_assert_eq!(found.seated.len() + found.reserve.len(), order.len());
            // Whoever waits finds no seat afterwards either.
            for c in order.iter().filter(|c| found.reserve.contains(&c.id)) {
                proptest::prop_assert_eq!(found.quota.free(c.sme), 0);
            }
        }
    }
}
