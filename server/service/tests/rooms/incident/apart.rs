//! Whoever belongs to the organisation, or was in conflict with its application in whatever season and seat, stands apart.

use domain::committee::pool::Card;
use domain::views::sealed::Named;

use super::*;

/// Somebody of the pool is in conflict with an application.
async fn kept(w: &World, expert: &str, id: &DossierId) {
    let season = crate::world::id();
    w.tamper(&format!(
        "INSERT INTO conflict (season, expert, dossier, kind, declared, at) \
         VALUES ('{season}', '{expert}', '{id}', 'declared', TRUE, 1)"
    ))
    .await;
}

/// An account had an expert's seat in the season of the application.
async fn sat(w: &World, who: &Actor, expert: &str) {
    let season = crate::world::id();
    w.tamper(&format!(
        "INSERT INTO role_grant (season, account, role, scope) VALUES ('{season}', '{}', 'expert', '{expert}')",
        who.account
    ))
    .await;
}

on_both! {
    async fn art_15_a_head_and_a_former_expert_in_conflict_decide_on_no_title(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let third = w.account("caq-c@example.com", Role::Caq, "").await;
        // In the year of the title one was an expert, one the chair; both had a conflict with the application.
        sat(&w, &p.one, "e11").await;
        w.tamper(&format!(
            "UPDATE role_grant SET account = '{}', scope = 'e12' WHERE role = 'chair'", p.other.account
        )).await;
        kept(&w, "e11", &ids[0]).await;
        kept(&w, "e12", &ids[0]).await;
        // Their seats are over; most incidents come later.
        next_season(&w, |_| {}).await;
        for (who, role) in [(&p.names, Role::Office), (&p.handles, Role::Office), (&p.one, Role::Caq), (&p.other, Role::Caq), (&third, Role::Caq)] {
            s.grant("operator", &"s2027".into(), &who.account, role, "").await.unwrap();
        }
        let (_, case) = reported(&w, &ids[0]).await;
        let due = heard(&w, &p, &case).await;
        let told = |l: &Letter| matches!(l, Letter::Reported { .. });
        assert_eq!(got(&w, "caq-a@example.com", told).await, 0);
        assert_eq!(got(&w, "caq-b@example.com", told).await, 0);
        assert_eq!(got(&w, "caq-c@example.com", told).await, 1);
        w.clock.set(due);
        for away in [&p.one, &p.other] {
            assert!(s.incidents(away).await.unwrap().lines.is_empty());
            assert_eq!(refused(s.incident(away, &case).await), Refusal::NotYours);
            let proposed = s.propose_decision(away, &case, Outcome::Kept, WHY).await;
            assert_eq!(refused(proposed), Refusal::NotYours);
        }
        s.propose_decision(&third, &case, Outcome::Kept, WHY).await.unwrap();
    }

    async fn art_15_an_investigator_who_is_tied_since_falls_out_and_another_is_named(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let next = w.account("office-c@example.com", Role::Office, "").await;
        let last = w.account("office-d@example.com", Role::Office, "").await;
        let (_, case) = reported(&w, &ids[0]).await;
        let named = async || s.incidents(&p.names).await.unwrap().lines[0].named;
        let kept_from = async |to: &str| got(&w, to, |l| matches!(l, Letter::KeptFrom { .. })).await;
        let freed = async |to: &str| got(&w, to, |l| matches!(l, Letter::Freed { .. })).await;
        s.name_investigator(&p.names, &case, &p.handles.account).await.unwrap();
        s.screen_incident(&p.handles, &case, true, "").await.unwrap();
        assert!(named().await);
        // A conflict is found of whoever investigates it: they are of the pool, by the address of a card.
        let card = Card {
            name: "演示往届专家".into(),
            email: "office-b@example.com".into(),
            employer: "演示研究院".into(),
            fields: vec!["36".into()],
            ..Card::default()
        };
        let expert = s.save_expert(&w.office, None, &card, "").await.unwrap();
        let d = s.read().await.unwrap().dossier(&ids[0]).await.unwrap().unwrap();
        s.record_conflict(&w.office, &expert, &d.reference, WHY).await.unwrap();
        assert_eq!(refused(s.incident(&p.handles, &case).await), Refusal::NotYours);
        assert_eq!(refused(s.note_incident(&p.handles, &case, false, (CHARGE, "")).await), Refusal::NotYours);
        let closed = s.close_investigation(&p.handles, &case, Cause::Safety, REPORT, CHARGE).await;
        assert_eq!(refused(closed), Refusal::NotYours);
        assert_eq!(refused(s.leave_incident(&p.handles, &case).await), Refusal::NotYours);
        let chosen = s.name_investigator(&p.handles, &case, &next.account).await;
        assert_eq!(refused(chosen), Refusal::NotYours);
        let again = s.name_investigator(&p.names, &case, &p.handles.account).await;
        assert_eq!(refused(again), Refusal::Conflicted);
        assert!(s.incidents(&p.handles).await.unwrap().lines.is_empty() && !named().await);
        assert_eq!((kept_from("office-b@example.com").await, freed("office-b@example.com").await), (1, 0));
        assert_eq!((kept_from("office-a@example.com").await, freed("office-a@example.com").await), (0, 1));
        // Nobody outside the Office hears of it.
        assert_eq!((freed("caq-a@example.com").await, freed("writer@example.com").await), (0, 0));
        s.name_investigator(&p.names, &case, &next.account).await.unwrap();
        s.name_investigator(&next, &case, &last.account).await.unwrap();
        s.close_investigation(&next, &case, Cause::Safety, REPORT, CHARGE).await.unwrap();
        // Of two one joins the organisation: the other goes on, and sees that they fell out.
        let own = p.writer.grants[0].scope.clone();
        s.grant("operator", &id(), &next.account, Role::ApplicantReader, &own).await.unwrap();
        assert_eq!(refused(s.incident(&next, &case).await), Refusal::NotYours);
        let people = s.incident(&last, &case).await.unwrap().sealed.unwrap().1.people;
        let stands: Vec<Named> = people.into_iter().map(|(_, _, stands)| stands).collect();
        assert_eq!(stands, [Named::Tied, Named::Tied, Named::AtWork]);
        assert_eq!((kept_from("office-c@example.com").await, freed("office-a@example.com").await), (1, 1));
        s.make_statement(&p.writer, &case, (CHARGE, ""), &[]).await.unwrap();
        let stated = async |to: &str| got(&w, to, |l| matches!(l, Letter::Stated { .. })).await;
        for (address, letters) in [("office-b", 0), ("office-c", 0), ("office-d", 1)] {
            assert_eq!(stated(&format!("{address}@example.com")).await, letters, "{address}");
        }
    }

    async fn art_24_nobody_is_named_to_or_told_of_a_case_of_their_own_organisation(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let own = p.writer.grants[0].scope.clone();
        s.grant("operator", &id(), &p.handles.account, Role::ApplicantReader, &own).await.unwrap();
        let former = w.account("office-c@example.com", Role::Office, "").await;
        sat(&w, &former, "e11").await;
        kept(&w, "e11", &ids[0]).await;
        let free = w.account("office-d@example.com", Role::Office, "").await;
        let (_, case) = reported(&w, &ids[0]).await;
        let came = |l: &Letter| matches!(l, Letter::Came { .. });
        for (address, letters) in [("office-a", 1), ("office-b", 0), ("office-c", 0), ("office-d", 1)] {
            assert_eq!(got(&w, &format!("{address}@example.com"), came).await, letters, "{address}");
        }
        for away in [&p.handles, &former] {
            let named = s.name_investigator(&p.names, &case, &away.account).await;
            assert_eq!(refused(named), Refusal::Conflicted);
        }
        assert!(s.incidents(&former).await.unwrap().lines.is_empty());
        s.name_investigator(&p.names, &case, &free.account).await.unwrap();
        // Nor are they offered to whoever investigates it.
        let staff = s.incident(&free, &case).await.unwrap().sealed.unwrap().1.staff;
        let offered = |who: &Actor| staff.iter().any(|(account, _)| *account == who.account);
        assert!(offered(&p.names) && !offered(&p.handles) && !offered(&former));
        // When nobody is left, they are not asked to name somebody either.
        s.leave_incident(&free, &case).await.unwrap();
        let freed = |l: &Letter| matches!(l, Letter::Freed { .. });
        for (address, letters) in [("office-a", 1), ("office-b", 0), ("office-c", 0)] {
            assert_eq!(got(&w, &format!("{address}@example.com"), freed).await, letters, "{address}");
        }
    }
}
