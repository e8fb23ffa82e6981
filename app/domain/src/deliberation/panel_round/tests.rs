//! The steps by themselves, and a walk of steps at random.

use proptest::prelude::*;

use super::*;
use crate::deliberation::agreed::tests::{WHY, board};
use crate::deliberation::agreed::{Agreed, Results, Verdict};
use crate::deliberation::conclusion::tests::{conclusion, panel};
use crate::deliberation::lack::Lack;

const AT: Stamp = Stamp(7);

fn start() -> (Panel, Conclusion) {
    let b = board(&[90, 80, 70], 2);
    let p = panel(&b);
    let c = conclusion(&p, Results::proposed(&b));
    (p, c)
}

fn signed(p: &Panel, c: &Conclusion) -> PanelRound {
    PanelRound::default().sign(p, c, &"lead".into(), AT).unwrap()
}

fn confirmed(p: &Panel, c: &Conclusion) -> PanelRound {
    signed(p, c).confirm(p, c, &c.sha256(), &"chair".into(), AT).unwrap()
}

fn stands<T>(stage: PanelStage) -> Result<T, Refusal> {
    Err(Refusal::PanelStands { stage })
}

#[test]
fn art_19_the_lead_signs_the_hash_and_the_chair_confirms_the_same() {
    let (p, c) = start();
    let PanelRound::ConfirmedByChair { signed, confirmed } = confirmed(&p, &c) else { panic!() };
    assert_eq!((signed.by.as_str(), confirmed.by.as_str()), ("lead", "chair"));
    assert_eq!((&signed.sha256, &confirmed.sha256), (&c.sha256(), &c.sha256()));
    for stage in PanelStage::ALL {
        assert_eq!(PanelStage::from_code(stage.code()), Some(stage));
    }
}

#[test]
fn art_19_nothing_that_lacks_something_is_signed_and_all_of_it_is_named() {
    let (mut p, c) = start();
    p.cases[2].sealed = 1;
    p.places = 1;
    let c = conclusion(&p, c.results);
    let lacks = vec![
        Lack::Reviews { references: vec!["QB-c".into()] },
        Lack::Reasons { references: vec!["QB-b".into()] },
        Lack::Places { places: 1, found: 2 },
    ];
    let refused = PanelRound::default().sign(&p, &c, &"lead".into(), AT);
    assert_eq!(refused, Err(Refusal::NotSignable { lacks }));
}

#[test]
fn art_19_another_panels_conclusion_is_not_signed() {
    let (p, c) = start();
    for other in [
        Conclusion { panel: "p2".into(), ..c.clone() },
        Conclusion { places: 3, ..c.clone() },
        Conclusion { review: crate::deliberation::Review::Defence, ..c.clone() },
    ] {
        let refused = PanelRound::default().sign(&p, &other, &"lead".into(), AT);
        assert_eq!(refused, Err(Refusal::ConclusionChanged));
    }
}

#[test]
fn art_19_what_is_signed_stays_as_it_is_until_it_is_given_back() {
    let (p, c) = start();
    let round = signed(&p, &c);
    assert_eq!(round.require_open(), stands(PanelStage::SignedByLead));
    assert_eq!(round.sign(&p, &c, &"lead".into(), AT), stands(PanelStage::SignedByLead));
    let seen = c.sha256();
    let short = round.give_back(&c, (&seen, "再议"), &"chair".into(), AT);
    assert_eq!(short, Err(Refusal::TooShort { min: 10, found: 2 }));
    // Another one that was signed since is given back by nobody who has not read it; what came to light since the
    // signature keeps nobody from it.
    let places = Conclusion { places: 3, ..c.clone() };
    for (now, read, given) in [
        (&c, "0".repeat(64), false),
        (&places, seen.clone(), true),
        (&places, places.sha256(), true),
        (&c, places.sha256(), false),
    ] {
        let back = round.give_back(now, (&read, WHY), &"chair".into(), AT);
        assert_eq!(back.is_ok(), given);
        assert!(given || back == Err(Refusal::ConclusionChanged));
    }
    for round in [round, confirmed(&p, &c)] {
        let why = format!(" {WHY}");
        let open = round.give_back(&c, (&seen, &why), &"chair".into(), Stamp(9)).unwrap();
        let returned = Return { at: Stamp(9), by: "chair".into(), reason: WHY.into() };
        assert_eq!(open, PanelRound::Open { returned: Some(returned) });
        assert_eq!(open.require_open(), Ok(()));
        assert!(open.sign(&p, &c, &"lead".into(), Stamp(10)).is_ok());
    }
    let open = PanelRound::default();
    let back = open.give_back(&c, (&seen, WHY), &"chair".into(), AT);
    assert_eq!(back, stands(PanelStage::Open));
    assert_eq!(open.confirm(&p, &c, &c.sha256(), &"chair".into(), AT), stands(PanelStage::Open));
}

#[test]
fn art_20_two_persons_put_their_names_to_a_list() {
    let (p, c) = start();
    let own = signed(&p, &c).confirm(&p, &c, &c.sha256(), &"lead".into(), AT);
    assert_eq!(own, Err(Refusal::OwnSignature));
}

#[test]
fn art_19_the_chair_confirms_only_what_was_read_and_still_holds() {
    let (mut p, c) = start();
    let round = signed(&p, &c);
    let confirm =
        |p: &Panel, c: &Conclusion, seen: &str| round.confirm(p, c, seen, &"chair".into(), AT);
    assert_eq!(confirm(&p, &c, "0".repeat(64).as_str()), Err(Refusal::ConclusionChanged));
    let reserve =
        Agreed { verdict: Verdict::Reserve, ..c.results.get(&"c".into()).unwrap().clone() };
    let other = conclusion(&p, c.results.with(reserve).unwrap());
    assert_eq!(confirm(&p, &other, &c.sha256()), Err(Refusal::ConclusionChanged));
    assert_eq!(confirm(&p, &other, &other.sha256()), Err(Refusal::ConclusionChanged));
    p.conflicts.insert("a".into(), [crate::ids::ExpertId::from("lead")].into());
    let lacks = vec![Lack::Present { references: vec!["QB-a".into()] }];
    assert_eq!(confirm(&p, &c, &c.sha256()), Err(Refusal::NotSignable { lacks }));
}

#[test]
fn art_19_the_shortlist_is_released_for_all_panels_at_once_or_not_at_all() {
    let (p, c) = start();
    let (done, held) = (confirmed(&p, &c), signed(&p, &c));
    let all = [(1, done.clone()), (2, held), (3, PanelRound::default()), (4, done.clone())];
    assert_eq!(may_release(&all), Err(Refusal::PanelsOpen { panels: vec![2, 3] }));
    assert_eq!(release(&all, AT), Err(Refusal::PanelsOpen { panels: vec![2, 3] }));
    assert_eq!(may_release(&[]), Err(Refusal::PanelsOpen { panels: vec![] }));
    let out = release(&[(1, done.clone()), (2, done)], Stamp(9)).unwrap();
    assert!(out.iter().all(|p| matches!(p.1, PanelRound::Released { at: Stamp(9), .. })));
    assert_eq!(may_release(&out), stands(PanelStage::Released));
}

#[test]
fn art_19_what_was_confirmed_holds_as_long_as_it_could_be_confirmed() {
    let (p, c) = start();
    let done = confirmed(&p, &c);
    assert_eq!(done.outdated(&p, &c), None);
    // What is known now, the conclusion drawn up anew, and what it lacks.
    let now = |p: &Panel| done.outdated(p, &conclusion(p, c.results.clone()));
    let fewer = Panel { places: 1, ..p.clone() };
    let reasons = Lack::Reasons { references: vec!["QB-b".into()] };
    let places = Lack::Places { places: 1, found: 2 };
    assert_eq!(now(&fewer), Some(vec![reasons, places]));
    let mut points = Panel { least: 850, ..p.clone() };
    points.cases[1].enters = false;
    points.cases[2].enters = false;
    let below = Lack::Points { references: vec!["QB-b".into()], least: 850 };
    assert!(now(&points).unwrap().contains(&below));
    // A conflict that changes no result is in the text, too: who leaves the room is signed for.
    let mut conflict = p.clone();
    conflict.conflicts.insert("a".into(), [crate::ids::ExpertId::from("e")].into());
    assert_eq!(now(&conflict), Some(vec![]));
    // It can be given back, by who read what was signed.
    let other = conclusion(&conflict, c.results.clone());
    assert!(done.give_back(&other, (&c.sha256(), WHY), &"chair".into(), AT).is_ok());
    for round in [PanelRound::default(), signed(&p, &c)] {
        assert_eq!(round.outdated(&fewer, &c), None);
    }
}

#[test]
fn art_19_what_was_signed_holds_as_long_as_it_can_be_confirmed() {
    let (p, c) = start();
    let fewer = Panel { places: 1, ..p.clone() };
    let points = Panel { least: 850, ..p.clone() };
    let mut conflict = p.clone();
    conflict.conflicts.insert("a".into(), [crate::ids::ExpertId::from("e")].into());
    let now = |p: &Panel| conclusion(p, c.results.clone());
    for round in [signed(&p, &c), confirmed(&p, &c)] {
        assert!(round.holds(&p, &c));
        // Points that everybody on the list reaches are none of its text.
        assert!(round.holds(&points, &now(&points)));
        for other in [&fewer, &conflict] {
            assert!(!round.holds(other, &now(other)));
        }
    }
    let out = release(&[(1, confirmed(&p, &c))], AT).unwrap().remove(0).1;
    for round in [PanelRound::default(), out] {
        assert!(round.holds(&fewer, &now(&fewer)));
    }
}

#[test]
fn art_19_once_released_nothing_changes() {
    let (p, c) = start();
    let out = release(&[(1, confirmed(&p, &c))], AT).unwrap().remove(0).1;
    let by = "chair".into();
    assert_eq!(out.require_open(), stands(PanelStage::Released));
    assert_eq!(out.sign(&p, &c, &by, AT), stands(PanelStage::Released));
    assert_eq!(out.give_back(&c, (&c.sha256(), WHY), &by, AT), stands(PanelStage::Released));
    assert_eq!(out.confirm(&p, &c, &c.sha256(), &by, AT), stands(PanelStage::Released));
}

/// One step that somebody tries at one of the panels.
#[derive(Clone, Debug)]
enum Try {
    Agree { application: usize, verdict: usize, rank: u32, reason: bool },
    Sign { by: usize },
    GiveBack { reason: bool },
    Confirm { by: usize, seen: bool },
    Release,
}

fn tries() -> impl Strategy<Value = (usize, Try)> {
    let step = prop_oneof![
        2 => (0..3_usize, 0..3_usize, 0..5_u32, any::<bool>()).prop_map(
            |(application, verdict, rank, reason)| Try::Agree { application, verdict, rank, reason }
        ),
        6 => (0..2_usize).prop_map(|by| Try::Sign { by }),
        1 => any::<bool>().prop_map(|reason| Try::GiveBack { reason }),
        6 => (0..2_usize, prop::bool::weighted(0.8)).prop_map(|(by, seen)| Try::Confirm { by, seen }),
        2 => Just(Try::Release),
    ];
    (0..2_usize, step)
}

proptest! {
    /// Whatever is tried in whatever order: nothing is released without a signature and a confirmation of
    /// what then stands, for every panel; no application has two results; what is out does not change.
    #[test]
    fn art_20_nothing_is_released_but_what_every_lead_signed_and_the_chair_confirmed(
        walk in prop::collection::vec(tries(), 0..80),
    ) {
        let b = board(&[90, 80, 70], 2);
        let p = panel(&b);
        let people: [AccountId; 2] = ["one".into(), "two".into()];
        let mut results = [Results::proposed(&b), Results::proposed(&b)];
        let mut rounds = [(1, PanelRound::default()), (2, PanelRound::default())];
        for (which, step) in walk {
            let before = (results.clone(), rounds.clone());
            let c = conclusion(&p, results[which].clone());
            let round = &rounds[which].1;
            let next = match step {
                Try::Agree { application, verdict, rank, reason } => {
                    let record = Agreed {
                        verdict: Verdict::ALL[verdict],
                        rank,
                        reason: if reason { WHY.into() } else { String::new() },
                        ..results[which].in_order()[application].clone()
                    };
                    match round.require_open().and_then(|()| results[which].with(record)) {
                        Ok(agreed) => results[which] = agreed,
                        Err(_) => prop_assert!(rank == 0 || round.stage() != PanelStage::Open),
                    }
                    None
                }
                Try::Sign { by } => round.sign(&p, &c, &people[by], AT).ok(),
                Try::GiveBack { reason } => {
                    let why = if reason { WHY } else { "" };
                    round.give_back(&c, (&c.sha256(), why), &people[1], AT).ok()
                }
                Try::Confirm { by, seen } => {
                    let seen = if seen { c.sha256() } else { String::new() };
                    round.confirm(&p, &c, &seen, &people[by], AT).ok()
                }
                Try::Release => {
                    let ready = rounds.iter().all(|r| r.1.stage() == PanelStage::ConfirmedByChair);
                    let out = release(&rounds, AT);
                    prop_assert_eq!(out.is_ok(), ready);
                    if let Ok(out) = out {
                        rounds.clone_from_slice(&out);
                    }
                    None
                }
            };
            if let Some(next) = next {
                rounds[which].1 = next;
            }
            // Released are all or none, and nothing changes any more.
            let out = rounds.iter().filter(|r| r.1.stage() == PanelStage::Released).count();
            prop_assert!(out == 0 || out == rounds.len());
            if before.1[0].1.stage() == PanelStage::Released {
                prop_assert_eq!((&results, &rounds), (&before.0, &before.1));
            }
            for (results, (_, round)) in results.iter().zip(&rounds) {
                // One result for each application, ever.
                let mut ids: Vec<_> = results.in_order().iter().map(|a| &a.dossier).collect();
                ids.sort();
                ids.dedup();
                prop_assert_eq!(ids.len(), p.cases.len());
                // What is signed is what stands, whole; what is confirmed was confirmed by another.
                let now = conclusion(&p, results.clone());
                match round {
                    PanelRound::Open { .. } => {}
                    PanelRound::SignedByLead { signed } => {
                        prop_assert_eq!(&signed.sha256, &now.sha256());
                        prop_assert_eq!(lacks(&p, &now), []);
                    }
                    PanelRound::ConfirmedByChair { signed, confirmed }
                    | PanelRound::Released { signed, confirmed, .. } => {
                        prop_assert_eq!(&signed.sha256, &now.sha256());
                        prop_assert_eq!(&confirmed.sha256, &now.sha256());
                        prop_assert_ne!(&signed.by, &confirmed.by);
                        prop_assert!(results.shortlisted() <= 2);
                    }
                }
            }
        }
    }
}

#[test]
fn art_15_who_acted_at_a_moment_is_known_to_keep_it_from_them_alone() {
    let (p, c) = start();
    let (lead, chair) = ("lead".into(), "chair".into());
    let signed = signed(&p, &c);
    assert_eq!((signed.acted(AT), signed.acted(Stamp(8))), (Some(&lead), None));
    let confirmed = signed.confirm(&p, &c, &c.sha256(), &chair, Stamp(8)).unwrap();
    assert_eq!((confirmed.acted(AT), confirmed.acted(Stamp(8))), (Some(&lead), Some(&chair)));
    let open = confirmed.give_back(&c, (&c.sha256(), WHY), &chair, Stamp(9)).unwrap();
    assert_eq!((open.acted(Stamp(9)), open.acted(Stamp(8))), (Some(&chair), None));
    assert_eq!(PanelRound::default().acted(AT), None);
}
