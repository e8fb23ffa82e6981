//! Departing from the ranking (第十九条, 第二十条): allowed to the panel, and never without a reason.
//!
//! A verdict deviates where the places by rank say otherwise: then that record says why. The order deviates
//! where one stands before another that scored better: then one of the two says why. So whoever lifts one
//! application past ten writes one reason, not eleven.

use super::agreed::{Agreed, Results, Verdict};
use crate::ids::DossierId;

/// How a record departs from the ranking by scores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deviation {
    /// It is shortlisted beyond the places, or not shortlisted within them.
    pub verdict: bool,
    /// Those it stands before although they scored better, by agreed rank.
    pub ahead_of: Vec<DossierId>,
    /// Those it stands behind although they scored worse, by agreed rank.
    pub behind: Vec<DossierId>,
}

impl Deviation {
    /// Of one record among the panel's others.
    pub fn of(record: &Agreed, all: &Results, places: u32) -> Self {
        let mut found = Self { verdict: verdict_deviates(record, places), ..Self::default() };
        for other in all.in_order() {
            if inverted(record, other) {
                found.ahead_of.push(other.dossier.clone());
            } else if inverted(other, record) {
                found.behind.push(other.dossier.clone());
            }
        }
        found
    }

    /// Whether there is any.
    pub fn any(&self) -> bool {
        self.verdict || !self.ahead_of.is_empty() || !self.behind.is_empty()
    }
}

/// Whether a record departs from the ranking, by its verdict or its order.
pub fn deviates(record: &Agreed, all: &Results, places: u32) -> bool {
    Deviation::of(record, all, places).any()
}

/// The records that still owe a reason, by agreed rank: a verdict against the places without one of its
/// own, or an order against the scores for which neither side gives one.
pub fn unexplained(all: &Results, places: u32) -> Vec<&Agreed> {
    let silent: Vec<&Agreed> = all.in_order().into_iter().filter(|a| !a.has_reason()).collect();
    let owes = |a: &&Agreed| {
        verdict_deviates(a, places) || silent.iter().any(|b| inverted(a, b) || inverted(b, a))
    };
    silent.iter().copied().filter(owes).collect()
}

/// Whoever ties for the last place is within the places, as on the board: the one left out is told why.
fn verdict_deviates(record: &Agreed, places: u32) -> bool {
    let within = record.computed.is_some_and(|rank| rank <= places);
    within != (record.verdict == Verdict::Shortlisted)
}

/// Whether `a` stands before `b` although `b` scored better. What has no score scored worst.
fn inverted(a: &Agreed, b: &Agreed) -> bool {
    let scored = |r: &Agreed| r.computed.unwrap_or(u32::MAX);
    a.rank < b.rank && scored(a) > scored(b)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deliberation::agreed::tests::{WHY, board};

    fn ids(records: &[&Agreed]) -> String {
        records.iter().map(|a| a.dossier.as_str()).collect()
    }

    fn change(all: &Results, id: &str, how: impl Fn(&mut Agreed)) -> Results {
        let mut record = all.get(&id.into()).unwrap().clone();
        how(&mut record);
        all.with(record).unwrap()
    }

    #[test]
    fn art_19_the_ranking_itself_owes_no_reason() {
        let all = Results::proposed(&board(&[90, 80, 80, 70], 3));
        assert!(all.in_order().iter().all(|a| !deviates(a, &all, 3)));
        assert_eq!(ids(&unexplained(&all, 3)), "");
        // Of two that tie either may stand first, and who is beyond the places may be in reserve.
        let all = change(&all.moved(&"c".into(), 2), "d", |d| d.verdict = Verdict::Reserve);
        assert_eq!(ids(&unexplained(&all, 3)), "");
    }

    #[test]
    fn art_19_a_verdict_against_the_places_owes_a_reason_of_its_own() {
        let all = Results::proposed(&board(&[90, 80, 70], 2));
        let out = change(&all, "b", |b| b.verdict = Verdict::Reserve);
        let both = change(&out, "c", |c| c.verdict = Verdict::Shortlisted);
        assert_eq!(ids(&unexplained(&both, 2)), "bc");
        assert!(deviates(both.get(&"b".into()).unwrap(), &both, 2));
        let one = change(&both, "b", |b| b.reason = WHY.into());
        assert_eq!(ids(&unexplained(&one, 2)), "c");
        let none = change(&one, "c", |c| c.reason = WHY.into());
        assert_eq!(ids(&unexplained(&none, 2)), "");
    }

    #[test]
    fn art_19_one_reason_explains_one_application_lifted_past_several() {
        let all = Results::proposed(&board(&[90, 80, 70, 60], 4)).moved(&"d".into(), 1);
        assert_eq!(ids(&unexplained(&all, 4)), "dabc");
        let said = change(&all, "d", |d| d.reason = WHY.into());
        assert_eq!(ids(&unexplained(&said, 4)), "");
        // It deviates as before; only now it says why.
        let lifted = Deviation::of(said.get(&"d".into()).unwrap(), &said, 4);
        assert_eq!(lifted.ahead_of, ["a".into(), "b".into(), "c".into()]);
        let passed = Deviation::of(said.get(&"b".into()).unwrap(), &said, 4);
        assert_eq!((passed.behind, passed.verdict), (vec!["d".into()], false));
        // Another who was lifted besides needs another reason.
        let second = said.moved(&"c".into(), 2);
        assert_eq!(ids(&unexplained(&second, 4)), "cab");
    }

    #[test]
    fn art_19_who_ties_at_the_line_and_is_left_out_is_told_why() {
        let all = Results::proposed(&board(&[90, 80, 80], 2));
        let out = change(&all, "c", |c| c.verdict = Verdict::Reserve);
        assert_eq!(ids(&unexplained(&out, 2)), "c");
    }

    #[test]
    fn art_19_what_nobody_scored_stands_behind_all_or_says_why() {
        let mut b = board(&[90, 80], 1);
        b.rows[0].scores.clear();
        let all = Results::proposed(&b);
        assert_eq!(all.get(&"a".into()).unwrap().computed, None);
        assert_eq!(ids(&unexplained(&all.moved(&"a".into(), 1), 1)), "ab");
    }

    proptest! {
        /// Without a reason anywhere, owing one and deviating are the same; and the rule is that of trying
        /// every pair.
        #[test]
        fn art_19_nobody_who_deviates_is_overlooked(
            points in prop::collection::vec(60..66_i32, 1..10),
            moves in prop::collection::vec((0..10_u8, 1..12_u32), 0..5),
            reasons in prop::collection::vec(any::<bool>(), 10),
            places in 0..8_u32,
        ) {
            let mut all = Results::proposed(&board(&points, places));
            for (who, to) in moves {
                all = all.moved(&((b'a' + who) as char).to_string().into(), to);
            }
            let owing: Vec<_> = unexplained(&all, places).iter().map(|a| a.dossier.clone()).collect();
            let deviating: Vec<_> =
                all.in_order().iter().filter(|a| deviates(a, &all, places)).map(|a| a.dossier.clone()).collect();
            prop_assert_eq!(owing, deviating);
            for (i, said) in reasons.iter().enumerate().take(points.len()) {
                let id = ((b'a' + i as u8) as char).to_string();
                all = change(&all, &id, |a| a.reason = if *said { WHY.into() } else { String::new() });
            }
            let owing = unexplained(&all, places);
            for a in all.in_order() {
                for b in all.in_order() {
                    let better = |x: &Agreed, y: &Agreed| {
                        points[(y.dossier.as_str().as_bytes()[0] - b'a') as usize]
                            > points[(x.dossier.as_str().as_bytes()[0] - b'a') as usize]
                    };
                    if a.rank < b.rank && better(a, b) && !a.has_reason() && !b.has_reason() {
                        prop_assert!(owing.contains(&a) && owing.contains(&b));
                    }
                }
            }
            prop_assert!(owing.iter().all(|a| !a.has_reason() && deviates(a, &all, places)));
        }
    }
}
