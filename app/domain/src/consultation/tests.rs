//! Tests of the consultation.

use super::*;
use crate::season::Window;
use crate::season::tests::season as plain;

const WHY: &str = "该企业近期有质量投诉，建议再核实。";

fn season() -> Season {
    let mut season = plain();
    season.windows.retain(|w| w.phase != Phase::Consultation);
    let phase = Phase::Consultation;
    season.windows.push(Window { phase, opens: Stamp(10), closes: Stamp(100), changed: None });
    season
}

fn package(ids: &[&str]) -> Package {
    let entry = |id: &&str| {
        let entry = Entry {
            place: 0,
            dossier: (*id).into(),
            organisation: format!("演示{id}"),
            title: "演示标杆".into(),
            unit: "R370200".into(),
        };
        (entry, Category::Industrial)
    };
    Package { list: 1, sha256: "x".into(), entries: ids.iter().map(entry).collect() }
}

fn opened() -> Consultation {
    open(&season(), &package(&["b", "a", "c"]), Stamp(50), &"office".into(), Stamp(10)).unwrap()
}

#[test]
fn art_20_a_consultation_opens_in_its_phase_with_a_deadline_in_it() {
    let (s, by): (_, AccountId) = (season(), "office".into());
    let of = |ids: &[&str], due, now| open(&s, &package(ids), Stamp(due), &by, Stamp(now));
    assert_eq!(of(&[], 50, 10), Err(Refusal::ListMissing));
    assert!(matches!(of(&["a"], 50, 9), Err(Refusal::PhaseNotOpen { .. })));
    assert!(matches!(of(&["a"], 200, 100), Err(Refusal::PhaseClosed { .. })));
    for (due, now) in [(10, 10), (100 + 2 * crate::stamp::DAY, 10)] {
        assert_eq!(of(&["a"], due, now), Err(Refusal::DueOutside { closes: Stamp(100) }));
    }
    // The day on which the phase closes is one until it does.
    assert_eq!(of(&["a"], 101, 10).unwrap().due, Stamp(100));
    let c = of(&["b", "a"], 100, 10).unwrap();
    let names: Vec<&str> = c.entries.iter().map(|e| e.entry.organisation.as_str()).collect();
    assert_eq!(names, ["演示a", "演示b"]);
    assert_eq!(c.entries.iter().map(|e| e.entry.place).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn art_20_no_more_are_put_to_the_ministry_than_the_season_has_places() {
    let planned = crate::season::Planned { industrial: 1, sme: 1, service: 0 };
    let fewer = Season { planned, ..season() };
    let of = |ids: &[&str]| may_open(&fewer, &package(ids), Stamp(10));
    assert_eq!(of(&["a", "b"]), Ok(()));
    let over = Refusal::ListOverPlaces { places: 2 };
    assert_eq!(of(&["a", "b", "c"]), Err(over.clone()));
    let opened = open(&fewer, &package(&["a", "b", "c"]), Stamp(50), &"office".into(), Stamp(10));
    assert_eq!(opened, Err(over));
}

#[test]
fn art_20_opinions_are_taken_to_the_last_moment_and_stand_once_handed_in() {
    let c = opened();
    let by: AccountId = "miit".into();
    let short = c.give(&"a".into(), Stance::Objects, "不", &by, Stamp(20));
    assert!(matches!(short, Err(Refusal::TooShort { .. })));
    assert_eq!(c.give(&"z".into(), Stance::Agrees, "", &by, Stamp(20)), Err(Refusal::NotYours));
    let late = c.give(&"a".into(), Stance::Agrees, "", &by, Stamp(50));
    assert_eq!(late, Err(Refusal::ConsultationStands { stage: Stage::Answering }));
    let c = c.give(&"a".into(), Stance::Objects, WHY, &by, Stamp(49)).unwrap();
    let lacking = Lacking { opinions: 2, answers: 1, decisions: 0 };
    assert_eq!(c.hand_in(&by, Stamp(49)), Err(Refusal::ConsultationLacks { lacking }));
    let (c, rest) = c.agree_to_rest(&by, Stamp(49)).unwrap();
    assert_eq!((rest, c.tally().agrees, c.tally().objects), (2, 2, 1));
    let c = c.hand_in(&by, Stamp(49)).unwrap();
    let again = c.give(&"a".into(), Stance::Agrees, "", &by, Stamp(49));
    assert_eq!(again, Err(Refusal::ConsultationStands { stage: Stage::Answering }));
    assert!(c.moved(&season(), Stamp(60), WHY, Stamp(49)).is_err());
}

#[test]
fn art_20_every_opinion_that_is_no_agreement_is_answered_before_it_closes() {
    let (miit, office): (AccountId, AccountId) = ("miit".into(), "office".into());
    let c = opened().give(&"a".into(), Stance::Remarks, WHY, &miit, Stamp(20)).unwrap();
    let early = c.answer(&"a".into(), false, WHY, &office, Stamp(20));
    assert_eq!(early, Err(Refusal::ConsultationStands { stage: Stage::Asking }));
    assert!(c.close(WHY, &office, Stamp(20)).is_err());
    let lacking = Lacking { opinions: 2, answers: 1, decisions: 0 };
    assert_eq!(c.close(WHY, &office, Stamp(50)), Err(Refusal::ConsultationLacks { lacking }));
    assert_eq!(c.answer(&"b".into(), false, WHY, &office, Stamp(50)), Err(Refusal::NotYours));
    let c = c.answer(&"a".into(), false, WHY, &office, Stamp(50)).unwrap();
    // Nobody has said anything of the others: that is written down, not taken for consent.
    assert!(matches!(c.close("", &office, Stamp(51)), Err(Refusal::TooShort { .. })));
    let closed = c.close(WHY, &office, Stamp(51)).unwrap();
    assert_eq!((closed.stage(Stamp(51)), closed.remaining().len()), (Stage::Closed, 3));
    assert!(closed.answer(&"a".into(), true, WHY, &office, Stamp(52)).is_err());
    // More time, for a reason; an answered opinion stands then.
    let more = c.moved(&season(), Stamp(90), WHY, Stamp(60)).unwrap();
    assert_eq!((more.moved[0].before, more.stage(Stamp(60))), (Stamp(50), Stage::Asking));
    assert!(more.give(&"a".into(), Stance::Agrees, "", &miit, Stamp(60)).is_err());
    more.give(&"b".into(), Stance::Agrees, "", &miit, Stamp(60)).unwrap();
}

#[test]
fn art_20_two_heads_strike_an_entry_off_and_nothing_is_added() {
    let (miit, office): (AccountId, AccountId) = ("miit".into(), "office".into());
    let (one, two): (AccountId, AccountId) = ("chair".into(), "vice".into());
    let (a, b): (DossierId, DossierId) = ("a".into(), "b".into());
    let c = opened().give(&a, Stance::Objects, WHY, &miit, Stamp(20)).unwrap();
    let c = c.give(&b, Stance::Objects, WHY, &miit, Stamp(20)).unwrap();
    let c = c.agree_to_rest(&miit, Stamp(20)).unwrap().0.hand_in(&miit, Stamp(20)).unwrap();
    assert_eq!(c.propose(&a, Outcome::Upheld, WHY, &one, Stamp(21)), Err(Refusal::NotYours));
    let c = c.answer(&a, true, WHY, &office, Stamp(21)).unwrap();
    let c = c.answer(&b, true, WHY, &office, Stamp(21)).unwrap();
    // The Office may think again until a head has proposed something.
    let c = c.answer(&b, false, WHY, &office, Stamp(22)).unwrap();
    assert!(c.of(&b).unwrap().referral.is_none());
    let short = c.propose(&a, Outcome::Upheld, "短", &one, Stamp(23));
    assert!(matches!(short, Err(Refusal::TooShort { .. })));
    let c = c.propose(&a, Outcome::Upheld, WHY, &one, Stamp(23)).unwrap();
    assert!(matches!(
        c.answer(&a, false, WHY, &office, Stamp(24)),
        Err(Refusal::ReferralStands { .. })
    ));
    let seen = c.of(&a).unwrap().mark();
    assert_eq!(c.confirm(&a, &seen, &one, Stamp(24)), Err(Refusal::SecondPerson));
    assert!(matches!(c.close("", &office, Stamp(24)), Err(Refusal::ConsultationLacks { .. })));
    let back = c.give_back(&a, &seen, &two, Stamp(24)).unwrap();
    assert!(back.of(&a).unwrap().undecided() && !back.of(&a).unwrap().struck());
    let anew = back.propose(&a, Outcome::Dismissed, WHY, &one, Stamp(24)).unwrap();
    assert_eq!(anew.confirm(&a, &seen, &two, Stamp(24)), Err(Refusal::SeenChanged));
    assert_eq!(anew.give_back(&a, &seen, &two, Stamp(24)), Err(Refusal::SeenChanged));
    let c = c.confirm(&a, &seen, &two, Stamp(24)).unwrap();
    assert!(c.of(&a).unwrap().struck());
    assert!(matches!(c.confirm(&a, &seen, &two, Stamp(25)), Err(Refusal::ReferralStands { .. })));
    let sent = c.package_sha256();
    let c = c.close("", &office, Stamp(26)).unwrap();
    assert_eq!(c.remaining(), vec![b, "c".into()]);
    assert!(!c.nothing_remains());
    assert_eq!(c.package_sha256(), sent);
}

#[test]
fn art_20_nothing_remains_once_all_are_struck_off_and_it_is_closed() {
    let (miit, office): (AccountId, AccountId) = ("miit".into(), "office".into());
    let (one, two): (AccountId, AccountId) = ("chair".into(), "vice".into());
    let a: DossierId = "a".into();
    let c = open(&season(), &package(&["a"]), Stamp(50), &office, Stamp(10)).unwrap();
    let c = c.give(&a, Stance::Objects, WHY, &miit, Stamp(20)).unwrap();
    let c = c.hand_in(&miit, Stamp(20)).unwrap();
    let c = c.answer(&a, true, WHY, &office, Stamp(21)).unwrap();
    let c = c.propose(&a, Outcome::Upheld, WHY, &one, Stamp(22)).unwrap();
    assert!(!c.remaining().is_empty());
    let seen = c.of(&a).unwrap().mark();
    let c = c.confirm(&a, &seen, &two, Stamp(23)).unwrap();
    // Until it is closed the two may make another list.
    assert!(c.remaining().is_empty() && !c.nothing_remains());
    assert!(c.close("", &office, Stamp(24)).unwrap().nothing_remains());
}
