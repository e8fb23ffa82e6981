use proptest::prelude::*;

use super::lack::{Lack, lacks};
use super::round::{ListRound, ListStage};
use super::*;
use crate::season::Planned;
use crate::stamp::Stamp;

const WHY: &str = "评委会认为该经验示范性更强，数据可核对。";

pub(crate) fn season(industrial: u32, sme: u32) -> Season {
    let planned = Planned { industrial, sme, service: 0 };
    Season { planned, ..crate::season::tests::season() }
}

fn candidate(n: usize, verdict: Verdict) -> Candidate {
    Candidate {
        dossier: format!("d{n}").into(),
        reference: format!("QB-{n:03}"),
        panel: i64::try_from(n % 3).unwrap() + 1,
        verdict,
        category: Category::Industrial,
    }
}

fn three() -> Vec<Candidate> {
    vec![
        candidate(1, Verdict::Shortlisted),
        candidate(2, Verdict::Shortlisted),
        candidate(3, Verdict::Reserve),
    ]
}

fn says(listed: bool, reason: &str) -> Decision {
    Decision { listed, reason: reason.into() }
}

#[test]
fn art_20_what_nobody_touched_is_as_the_panels_proposed() {
    let (s, all) = (season(2, 0), three());
    let list = InitialList::of(&s, &all, &Draft::default());
    assert_eq!(list.dossiers(), ["d1".into(), "d2".into()]);
    assert_eq!((list.listed(), list.places, lacks(&list)), (2, 2, vec![]));
    assert!(!Candidate::by(Verdict::NotShortlisted) && Candidate::by(Verdict::Reserve));
}

#[test]
fn art_20_no_list_is_longer_than_its_places_and_a_departure_says_why() {
    let (s, all) = (season(2, 0), three());
    let draft = Draft::default();
    let full = draft.decided(&s, &all, &"d3".into(), &says(true, WHY));
    assert_eq!(full, Err(Refusal::ListFull { places: 2 }));
    let short = draft.decided(&s, &all, &"d1".into(), &says(false, "不行"));
    assert!(matches!(short, Err(Refusal::TooShort { .. })));
    let other = draft.decided(&s, &all, &"d9".into(), &says(false, WHY));
    assert_eq!(other, Err(Refusal::NotYours));
    let draft = draft.decided(&s, &all, &"d1".into(), &says(false, WHY)).unwrap();
    let draft = draft.decided(&s, &all, &"d3".into(), &says(true, WHY)).unwrap();
    let list = InitialList::of(&s, &all, &draft);
    assert_eq!(list.dossiers(), ["d2".into(), "d3".into()]);
    assert_eq!(lacks(&list), []);
    // Back to what the panel proposed: nothing is left to say.
    let draft = draft.decided(&s, &all, &"d3".into(), &says(false, "")).unwrap();
    let draft = draft.decided(&s, &all, &"d1".into(), &says(true, " ")).unwrap();
    assert_eq!(draft, Draft::default());
}

#[test]
fn art_20_more_of_a_category_than_planned_needs_a_word() {
    let (s, all) = (season(1, 1), three());
    let draft = Draft::default();
    let lack = Lack::Category { category: Category::Industrial, planned: 1, found: 2 };
    assert_eq!(lacks(&InitialList::of(&s, &all, &draft)), [lack]);
    assert!(draft.explained(Category::Industrial, "短").is_err());
    let said = draft.explained(Category::Industrial, WHY).unwrap();
    assert_eq!(lacks(&InitialList::of(&s, &all, &said)), []);
    assert_eq!(said.explained(Category::Industrial, " ").unwrap(), draft);
}

#[test]
fn art_20_two_persons_sign_the_same_text_and_no_other() {
    let (s, all) = (season(2, 0), three());
    let list = InitialList::of(&s, &all, &Draft::default());
    let (chair, vice, at) = ("chair".into(), "vice".into(), Stamp(5));
    let open = ListRound::default();
    let seen = list.sha256();
    assert_eq!(open.sign(&list, "x", &chair, at), Err(Refusal::ListChanged));
    assert!(open.confirm(&list, &seen, &vice, at).is_err() && open.reopen(WHY, &vice, at).is_err());
    let signed = open.sign(&list, &seen, &chair, at).unwrap();
    assert_eq!(
        signed.sign(&list, &seen, &vice, at),
        Err(Refusal::ListStands { stage: ListStage::Signed })
    );
    assert_eq!(signed.confirm(&list, &seen, &chair, at), Err(Refusal::OwnSignature));
    let back = |why: &str, seen: &str, by| signed.give_back(&list, (seen, why), by, at);
    assert_eq!(back(WHY, &seen, &chair), Err(Refusal::OwnSignature));
    assert_eq!(back(WHY, "x", &vice), Err(Refusal::ListChanged));
    assert_eq!(signed.confirm(&list, "x", &vice, at), Err(Refusal::ListChanged));
    let other = InitialList { places: 3, ..list.clone() };
    assert_eq!(signed.confirm(&other, &other.sha256(), &vice, at), Err(Refusal::ListChanged));
    assert!(matches!(back("短", &seen, &vice), Err(Refusal::TooShort { .. })));
    assert_eq!(back(WHY, &seen, &vice).unwrap().stage(), ListStage::Open);
    let done = signed.confirm(&list, &seen, &vice, at).unwrap();
    assert_eq!(done.require_open(), Err(Refusal::ListStands { stage: ListStage::Confirmed }));
    assert!(done.give_back(&list, (&seen, WHY), &vice, at).is_err());
    assert_eq!(done.reopen(WHY, &vice, at).unwrap().stage(), ListStage::Open);
    // A list that lacks something is signed by nobody.
    let empty = InitialList::of(&s, &[], &Draft::default());
    let refused = open.sign(&empty, &empty.sha256(), &chair, at);
    assert_eq!(refused, Err(Refusal::ListNotSignable { lacks: vec![Lack::Empty] }));
}

#[test]
fn art_15_no_score_and_no_name_stands_in_the_text() {
    let text = InitialList::of(&season(2, 0), &three(), &Draft::default()).canonical();
    for word in ["score", "total", "mean", "tenths", "organisation", "expert"] {
        assert!(!text.contains(word), "{word}");
    }
}

proptest! {
    /// Whatever is decided in whatever order, refused or not.
    #[test]
    fn art_20_never_above_the_places_and_every_departure_has_a_reason(
        verdicts in prop::collection::vec(any::<bool>(), 1..12),
        acts in prop::collection::vec((0..12usize, any::<bool>(), any::<bool>()), 0..40),
        turn in 0..12usize,
    ) {
        let verdict = |v: &bool| if *v { Verdict::Shortlisted } else { Verdict::Reserve };
        let all: Vec<Candidate> =
            verdicts.iter().enumerate().map(|(n, v)| candidate(n, verdict(v))).collect();
        let chosen = verdicts.iter().filter(|v| **v).count();
        let s = season(u32::try_from(chosen).unwrap(), 0);
        let mut draft = Draft::default();
        for (n, listed, said) in acts {
            let decision = says(listed, if said { WHY } else { "" });
            if let Ok(next) = draft.decided(&s, &all, &format!("d{n}").into(), &decision) {
                draft = next;
            }
            let list = InitialList::of(&s, &all, &draft);
            prop_assert!(list.listed() <= list.places);
            prop_assert!(list.entries.iter().all(|e| !e.owes()));
        }
        let list = InitialList::of(&s, &all, &draft);
        let mut turned = all.clone();
        turned.rotate_left(turn % all.len());
        turned.reverse();
        prop_assert_eq!(InitialList::of(&s, &turned, &draft).canonical(), list.canonical());
        let back: InitialList = serde_json::from_str(&list.canonical()).unwrap();
        prop_assert_eq!(back.sha256(), list.sha256());
    }
}
