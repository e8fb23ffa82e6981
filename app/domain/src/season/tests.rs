use super::*;
use crate::facts::industry::IndustryCode;

pub(crate) fn season() -> Season {
    let directions = vec![Direction { code: "d1".into(), zh: "方向".into(), en: "d".into() }];
    Season {
        id: "s".into(),
        demo: true,
        windows: vec![Window {
            phase: Phase::Application,
            opens: Stamp(100),
            closes: Stamp(200),
            changed: None,
        }],
        planned: Planned { industrial: 45, sme: 8, service: 7 },
        notice_days: 10,
        ..Season::of_dossier(2026, directions, Limits::default())
    }
}

#[test]
fn art_16_a_phase_is_open_to_its_last_moment_and_not_after() {
    let s = season();
    let p = Phase::Application;
    assert!(matches!(s.require_open(p, Stamp(99)), Err(Refusal::PhaseNotOpen { .. })));
    assert!(s.require_open(p, Stamp(100)).is_ok());
    assert!(s.require_open(p, Stamp(199)).is_ok());
    assert!(matches!(s.require_open(p, Stamp(200)), Err(Refusal::PhaseClosed { .. })));
    assert!(s.require_open(Phase::Notice, Stamp(150)).is_err());
}

#[test]
fn a_season_stored_before_a_setting_existed_reads_with_its_default() {
    let mut stored = serde_json::to_value(season()).unwrap();
    stored["review"].as_object_mut().unwrap().remove("trim");
    stored["limits"].as_object_mut().unwrap().remove("comment_min");
    stored.as_object_mut().unwrap().remove("mail");
    assert_eq!(serde_json::from_value::<Season>(stored).unwrap(), season());
}

#[test]
fn an_open_phase_changes_only_with_a_reason() {
    let s = season();
    assert!(s.move_closing(Phase::Application, Stamp(300), " ", Stamp(150)).is_err());
    let n = s.move_closing(Phase::Application, Stamp(300), "台风", Stamp(150)).unwrap();
    assert_eq!(n.windows[0].changed.as_deref(), Some("台风"));
    assert!(n.require_open(Phase::Application, Stamp(250)).is_ok());
    assert!(s.move_closing(Phase::Application, Stamp(300), "", Stamp(50)).is_ok());
    assert!(s.move_closing(Phase::Application, Stamp(100), "x", Stamp(50)).is_err());
}

#[test]
fn art_10_5_producer_services_as_the_season_has_them() {
    let serves = |limits: &Limits, code: &str| {
        limits.is_producer_service(&IndustryCode::parse(code).unwrap())
    };
    let proposed = Limits::default();
    for code in ["F51", "G53", "G54", "G592", "G60", "I65", "J66", "L72", "M74", "N77"] {
        assert!(serves(&proposed, code), "{code}");
    }
    for code in
        ["A01", "C36", "E47", "F52", "H62", "K701", "N78", "O80", "P83", "Q84", "R88", "S91"]
    {
        assert!(!serves(&proposed, code), "{code}");
    }
    let other = Limits { producer_services: vec!["C36".into()], ..Limits::default() };
    assert!(serves(&other, "C361") && !serves(&other, "G53"));
}

#[test]
fn art_20_a_season_stored_before_the_defence_had_settings_of_its_own_goes_on_as_it_was() {
    let mut stored = serde_json::to_value(ReviewSettings::default()).unwrap();
    for key in ["defence_reviews_min", "defence_points"] {
        assert!(stored.as_object_mut().unwrap().remove(key).is_some());
    }
    let old: ReviewSettings = serde_json::from_value(stored).unwrap();
    assert_eq!((old.defence_reviews_min, old.defence_points), (3, 0));
    let new = ReviewSettings::default();
    assert_eq!((new.defence_reviews_min, new.defence_points), (5, 70));
}
