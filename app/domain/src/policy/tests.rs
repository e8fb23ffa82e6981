//! Tests of who may do or see what.

use super::*;

fn actor(role: Role, scope: &str) -> Actor {
    Actor {
        account: "a".into(),
        name: "x".into(),
        grants: vec![Grant { role, scope: scope.into() }],
    }
}
fn facts(stage: Stage) -> DossierFacts {
    DossierFacts {
        organisation: "o1".into(),
        unit: "R370200".into(),
        stage,
        panel: Some("p1".into()),
    }
}

#[test]
fn art_15_a_draft_is_read_by_its_organisation_alone() {
    let d = facts(Stage::Draft);
    for role in Role::ALL {
        for scope in ["o1", "R370200", "p1", ""] {
            let own = role.of_organisation() && scope == "o1";
            assert_eq!(may_read(&actor(role, scope), &d).is_ok(), own, "{role:?} {scope}");
        }
    }
}

#[test]
fn art_15_three_administrators_hold_nothing_else_and_see_no_dossier() {
    for a in Role::ADMINISTRATIONS {
        for b in Role::ALL {
            assert_eq!(may_hold_together(a, b), a == b, "{a:?} {b:?}");
            assert_eq!(may_hold_together(b, a), a == b, "{a:?} {b:?}");
        }
        let d = facts(Stage::WrittenReview);
        let who = actor(a, "o1");
        assert_eq!(may_read(&who, &d), Err(Refusal::NotYours));
        assert_eq!(may_review(&who, true, false), Err(Refusal::NotYours));
        assert_eq!(may_see_board(&who, None), Err(Refusal::NotYours));
        assert_eq!(may_run_office(&who), Err(Refusal::NotYours));
    }
    assert!(may_hold_together(Role::Expert, Role::Chair));
    for role in Role::ALL {
        let who = actor(role, "");
        assert_eq!(may_audit(&who).is_ok(), role == Role::AuditAdmin);
        assert_eq!(may_keep_accounts(&who).is_ok(), role == Role::SystemAdmin);
        assert_eq!(may_see_system(&who).is_ok(), role == Role::SystemAdmin);
        assert_eq!(may_grant_roles(&who).is_ok(), role == Role::SecurityAdmin);
    }
}

#[test]
fn art_16_readers_read_writers_write_and_who_is_known_submits() {
    let d = facts(Stage::Draft);
    for (role, writes, submits, runs) in [
        (Role::Applicant, Ok(()), Ok(()), Ok(())),
        (Role::ApplicantEditor, Ok(()), Ok(()), Err(Refusal::AdministratorsOnly)),
        (
            Role::ApplicantReader,
            Err(Refusal::ReadersOnly),
            Err(Refusal::ReadersOnly),
            Err(Refusal::AdministratorsOnly),
        ),
        (
            Role::LegalRepresentative,
            Err(Refusal::ReadersOnly),
            Err(Refusal::ReadersOnly),
            Err(Refusal::AdministratorsOnly),
        ),
        (
            Role::Registrant,
            Ok(()),
            Err(Refusal::AddressUnverified),
            Err(Refusal::AddressUnverified),
        ),
    ] {
        let own = actor(role, "o1");
        assert_eq!(may_read_own(&own, &d), Ok(()), "{role:?}");
        assert_eq!(may_edit(&own, &d), writes, "{role:?}");
        assert_eq!(may_submit(&own, &d), submits, "{role:?}");
        assert_eq!(may_run_organisation(&own, &d.organisation), runs, "{role:?}");
        // Of another organisation: not even that it is there.
        let other = actor(role, "o2");
        for may in [may_read_own, may_edit, may_submit] {
            assert_eq!(may(&other, &d), Err(Refusal::NotYours), "{role:?}");
        }
        assert_eq!(may_run_organisation(&other, &d.organisation), Err(Refusal::NotYours));
    }
}

#[test]
fn art_15_nobody_judges_the_organisation_they_belong_to() {
    let d = facts(Stage::Recommended);
    for role in [Role::Office, Role::RecommendingUnit] {
        let judges = |of: &[(Role, &str)]| {
            let scope = if role == Role::Office { "" } else { "R370200" };
            let judge = [(role, scope)];
            let grants = judge.iter().chain(of);
            let grants = grants.map(|(role, s)| Grant { role: *role, scope: (*s).into() });
            let who = Actor { grants: grants.collect(), ..actor(role, scope) };
            if role == Role::Office { may_check(&who, &d) } else { may_recommend(&who, &d) }
        };
        assert_eq!(judges(&[]), Ok(()));
        // Neighbours of the applicant judge it, its own people do not, whatever they are there.
        assert_eq!(judges(&[(Role::Applicant, "o2")]), Ok(()));
        for own in Role::WITHIN {
            assert_eq!(judges(&[(*own, "o1")]), Err(Refusal::Conflicted), "{own:?}");
        }
    }
    // To whom it is not there at all, it is still not there.
    assert_eq!(may_check(&actor(Role::Applicant, "o1"), &d), Err(Refusal::NotYours));
    assert_eq!(may_recommend(&actor(Role::Applicant, "o1"), &d), Err(Refusal::NotYours));
}

#[test]
fn art_15_everybody_of_the_committee_undertakes_and_nobody_else() {
    for role in Role::ALL {
        let seated = matches!(role, Role::Expert | Role::PanelLead | Role::Chair | Role::ViceChair);
        assert_eq!(may_undertake(&actor(role, "x")).is_ok(), seated, "{role:?}");
    }
    let head = actor(Role::ViceChair, "e7");
    assert_eq!(head.from_pool(), Some("e7".into()));
    assert_eq!(actor(Role::Chair, "").from_pool(), None);
    assert_eq!(actor(Role::PanelLead, "p1").from_pool(), None);
}

#[test]
fn art_17_only_the_dossiers_own_unit_judges_it() {
    let d = facts(Stage::Submitted);
    assert_eq!(may_recommend(&actor(Role::RecommendingUnit, "R370200"), &d), Ok(()));
    for other in [actor(Role::RecommendingUnit, "R370000"), actor(Role::Office, "")] {
        assert_eq!(may_recommend(&other, &d), Err(Refusal::NotYours));
    }
}

#[test]
fn art_14_a_lead_sees_the_own_panel_and_no_other() {
    let lead = actor(Role::PanelLead, "p1");
    assert_eq!(may_see_board(&lead, None), Ok(BoardScope::Panel("p1".into())));
    assert_eq!(may_see_board(&lead, Some(&"p2".into())), Err(Refusal::NotYours));
    let chair = actor(Role::Chair, "");
    assert_eq!(may_see_board(&chair, None), Ok(BoardScope::Committee));
    assert_eq!(may_see_board(&actor(Role::Office, ""), None), Err(Refusal::NotYours));
    let expert = may_see_board(&actor(Role::Expert, "e1"), Some(&"p1".into()));
    assert_eq!(expert, Err(Refusal::NotYours));
}

#[test]
fn art_19_sealed_sheets_are_read_by_who_deliberates_and_has_sealed() {
    let asking = |at_table, member, waits, conflicted| {
        may_read_sheets(Asking { at_table, member, waits, conflicted })
    };
    assert_eq!(asking(true, false, false, false), Ok(()));
    assert_eq!(asking(false, true, false, false), Ok(()));
    assert_eq!(asking(false, true, true, false), Err(Refusal::OwnSheetsFirst));
    for waits in [false, true] {
        assert_eq!(asking(false, false, waits, false), Err(Refusal::NotYours));
        assert_eq!(asking(true, true, waits, true), Err(Refusal::NotYours));
    }
    for role in Role::ALL {
        let may = matches!(role, Role::Chair | Role::ViceChair | Role::PanelLead);
        assert_eq!(may_deliberate(&actor(role, "")).is_ok(), may, "{role:?}");
    }
}

#[test]
fn the_three_administrations_exclude_each_other() {
    assert!(!may_hold_together(Role::SystemAdmin, Role::AuditAdmin));
    assert!(may_hold_together(Role::Expert, Role::PanelLead));
}

#[test]
fn art_12_15_who_works_for_the_office_or_administers_has_no_seat_on_the_committee() {
    let barred: Vec<Role> = Role::ALL.into_iter().filter(|r| !may_serve(*r)).collect();
    assert_eq!(barred.len(), 4, "{barred:?}");
    assert!(barred.contains(&Role::Office) && barred.contains(&Role::AuditAdmin));
    assert!(Role::COMMITTEE.into_iter().all(may_serve) && may_serve(Role::Caq));
}

#[test]
fn art_12_15_whoever_has_a_seat_is_not_taken_into_the_office_either() {
    let held = |role: Role| [Grant { role, scope: "x".into() }];
    for role in Role::ALL {
        let seat = Role::COMMITTEE.contains(&role);
        let together = may_hold_together(role, Role::Office);
        assert_eq!(together, !seat && !role.administers(), "{role:?}");
        let into = may_be_given(&held(role), Role::Office);
        let expected = match (seat, role.administers()) {
            (true, _) => Err(Refusal::SitsOnCommittee),
            (_, true) => Err(Refusal::Administrates),
            _ => Ok(()),
        };
        assert_eq!(into, expected, "{role:?}");
        // The same rule, the other way round.
        assert_eq!(may_be_given(&held(Role::Office), role).is_err(), expected.is_err(), "{role:?}");
    }
    let [lead] = held(Role::PanelLead);
    let several = [Grant { role: Role::Caq, scope: String::new() }, lead];
    assert_eq!(may_be_given(&several, Role::Office), Err(Refusal::SitsOnCommittee));
    assert_eq!(may_be_given(&several, Role::Ministry), Ok(()));
    assert_eq!(may_be_given(&[], Role::Office), Ok(()));
}
