//! Two heads decide; a lead stands in for who is kept out.

use super::*;

on_both! {
    async fn art_15_a_lead_stands_in_for_a_head_in_conflict_and_the_objection_is_decided(w) {
        let (_, names, handles) = on_notice(&w, 2).await;
        let s = &w.service;
        let (_, id) = objected(&w, 1).await;
        let dossier = s.read().await.unwrap().objection(&id).await.unwrap().unwrap().dossier;
        s.name_handler(&names, &id, &handles.account).await.unwrap();
        let chair = actor("chair-1", Role::Chair, "chair");
        s.add_expert(&w.office, &expert(&"chair".into(), FIELDS[0])).await.unwrap();
        conflicted(&w, "chair", &dossier).await;
        s.note_objection(&handles, &id, true, (WHY, "")).await.unwrap();
        assert_eq!(refused(s.propose_outcome(&chair, &id, Outcome::Dismissed, WHY).await), Refusal::NotYours);
        s.propose_outcome(&vice(), &id, Outcome::Dismissed, WHY).await.unwrap();
        let lead = lead_actor(1);
        assert!(s.objection(&lead, &id).await.unwrap().confirms);
        s.confirm_outcome(&lead, &id, &mark_of_outcome(s, &id).await).await.unwrap();
        let step = s.read().await.unwrap().objection(&id).await.unwrap().unwrap().handling.step();
        assert_eq!(step, Step::Decided);
    }

    async fn art_21_two_heads_decide_and_an_upheld_objection_strikes_the_entry_off(w) {
        let (ids, names, handles) = on_notice(&w, 2).await;
        let s = &w.service;
        let open = s.notice(None).await.unwrap().unwrap();
        let (_, first) = objected(&w, 1).await;
        let (token, second) = objected(&w, 2).await;
        for o in [&first, &second] {
            s.name_handler(&names, o, &handles.account).await.unwrap();
            let early = s.propose_outcome(&chair(), o, Outcome::Upheld, WHY).await;
            assert_eq!(refused(early), Refusal::NotYours);
            s.note_objection(&handles, o, true, (WHY, "")).await.unwrap();
        }
        assert_eq!(refused(s.propose_outcome(&handles, &first, Outcome::Upheld, WHY).await), Refusal::NotYours);
        s.propose_outcome(&chair(), &first, Outcome::Upheld, WHY).await.unwrap();
        assert_eq!(refused(s.confirm_outcome(&chair(), &first, &mark_of_outcome(s, &first).await).await), Refusal::SecondPerson);
        s.give_back_outcome(&vice(), &first, &mark_of_outcome(s, &first).await).await.unwrap();
        s.propose_outcome(&chair(), &first, Outcome::Upheld, WHY).await.unwrap();
        // What is only proposed is told to nobody outside.
        assert_eq!(stage(&w, &ids[0]).await, Stage::OnInitialList);
        s.confirm_outcome(&vice(), &first, &mark_of_outcome(s, &first).await).await.unwrap();
        s.propose_outcome(&vice(), &second, Outcome::Dismissed, WHY).await.unwrap();
        assert_eq!(s.objection_status(&token).await.unwrap().step, Step::Reported);
        s.confirm_outcome(&chair(), &second, &mark_of_outcome(s, &second).await).await.unwrap();
        let status = s.objection_status(&token).await.unwrap();
        assert_eq!(status.decided, Some((Outcome::Dismissed, WHY.to_owned())));
        // Which dossier stands on which line is the notice's own business.
        let mut db = s.read().await.unwrap();
        let rows = db.objections(&id()).await.unwrap();
        assert_eq!(stage(&w, &rows[0].dossier).await, Stage::StruckOff);
        assert_eq!(stage(&w, &rows[1].dossier).await, Stage::OnInitialList);
        assert_eq!(s.notice(None).await.unwrap().unwrap().lines, open.lines);
        let told = waiting(&w).await;
        let decided = told.iter().filter(|(to, m)| to == "objector@example.com" && m.kind() == "objection_decided");
        assert_eq!(decided.count(), 2);
        assert!(matches!(refused(s.confirm_outcome(&vice(), &second, &mark_of_outcome(s, &second).await).await), Refusal::ObjectionStands { .. }));
    }

    async fn art_15_21_a_head_who_objected_is_stood_in_for(w) {
        let (_, names, handles) = on_notice(&w, 1).await;
        let s = &w.service;
        let mut db = s.read().await.unwrap();
        let account = db.account_by_email("vice-chair@example.com").await.unwrap().unwrap().id;
        drop(db);
        let head = actor(account.as_str(), Role::ViceChair, "vice");
        s.object_as(Some(&head), 2026, &form(1), &[], "").await.unwrap();
        let o = s.read().await.unwrap().objections(&id()).await.unwrap()[0].id.clone();
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        s.note_objection(&handles, &o, true, (WHY, "")).await.unwrap();
        // They hear nothing of what they brought forward themselves; a lead decides in their place.
        let told = told_of(&w, "objection_reported").await;
        assert!(told.contains(&"chair@example.com".to_owned()) && !told.contains(&"vice-chair@example.com".to_owned()));
        assert_eq!(refused(s.objection(&head, &o).await), Refusal::NotYours);
        let lead = lead_actor(1);
        s.propose_outcome(&chair(), &o, Outcome::Dismissed, WHY).await.unwrap();
        let seen = s.objection(&lead, &o).await.unwrap();
        assert!(seen.confirms);
        s.confirm_outcome(&lead, &o, &seen.seen).await.unwrap();
        let step = s.read().await.unwrap().objection(&o).await.unwrap().unwrap().handling.step();
        assert_eq!(step, Step::Decided);
    }

    /// Whoever cannot sign in decides nothing and is mailed nothing: a lead takes the seat, as for a conflict.
    async fn art_13_15_a_disabled_head_is_stood_in_for(w) {
        let (_, names, handles) = on_notice(&w, 1).await;
        let s = &w.service;
        let third = w.account("office-c@example.com", Role::Office, "").await;
        let (_, o) = objected(&w, 1).await;
        let head = s.read().await.unwrap().account_by_email("vice-chair@example.com").await.unwrap().unwrap().id;
        let system = actor("system", Role::SystemAdmin, "");
        for gone in [&head, &third.account] {
            s.disable_account(&system, gone, "演示理由，账号被盗用").await.unwrap();
        }
        // Nor is anybody offered as a handler who cannot look into it.
        let staff = s.objections(&names).await.unwrap().staff;
        assert!(staff.iter().any(|p| p.0 == handles.account) && staff.iter().all(|p| p.0 != third.account));
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        s.note_objection(&handles, &o, true, (WHY, "")).await.unwrap();
        let told = told_of(&w, "objection_reported").await;
        assert!(told.contains(&"chair@example.com".to_owned()) && !told.contains(&"vice-chair@example.com".to_owned()));
        s.propose_outcome(&chair(), &o, Outcome::Dismissed, WHY).await.unwrap();
        let lead = lead_actor(1);
        let seen = s.objection(&lead, &o).await.unwrap();
        assert!(seen.confirms);
        s.confirm_outcome(&lead, &o, &seen.seen).await.unwrap();
        assert_eq!(s.read().await.unwrap().objection(&o).await.unwrap().unwrap().handling.step(), Step::Decided);
    }

    async fn art_21_what_was_proposed_anew_is_not_confirmed_from_an_older_page(w) {
        let (ids, names, handles) = on_notice(&w, 1).await;
        let s = &w.service;
        let (_, o) = objected(&w, 1).await;
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        s.note_objection(&handles, &o, true, (WHY, "")).await.unwrap();
        s.propose_outcome(&chair(), &o, Outcome::Dismissed, WHY).await.unwrap();
        let open = s.objection(&vice(), &o).await.unwrap().seen;
        assert!(!open.is_empty() && s.objection(&chair(), &o).await.unwrap().seen.is_empty());
        // Given back in another tab, and proposed anew: the entry is to be struck off.
        s.give_back_outcome(&vice(), &o, &mark_of_outcome(s, &o).await).await.unwrap();
        s.propose_outcome(&chair(), &o, Outcome::Upheld, WHY).await.unwrap();
        for seen in ["", open.as_str()] {
            assert_eq!(refused(s.confirm_outcome(&vice(), &o, seen).await), Refusal::SeenChanged);
            assert_eq!(refused(s.give_back_outcome(&vice(), &o, seen).await), Refusal::SeenChanged);
        }
        assert_eq!(stage(&w, &ids[0]).await, Stage::OnInitialList);
        let seen = s.objection(&vice(), &o).await.unwrap().seen;
        s.confirm_outcome(&vice(), &o, &seen).await.unwrap();
        assert_eq!(stage(&w, &ids[0]).await, Stage::StruckOff);
    }

    async fn art_21_who_decides_hears_what_waits_and_who_proposed_that_it_came_back(w) {
        let (ids, names, handles) = on_notice(&w, 1).await;
        let s = &w.service;
        let (_, o) = objected(&w, 1).await;
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        s.note_objection(&handles, &o, true, (WHY, "")).await.unwrap();
        let mut db = s.read().await.unwrap();
        let account = db.account_by_email("chair@example.com").await.unwrap().unwrap();
        let grants = db.grants(&id(), &account.id).await.unwrap();
        let head = Actor { account: account.id, name: account.name, grants };
        drop(db);
        let told = async |kind: &str| {
            let all = waiting(&w).await.into_iter().filter(|(_, m)| m.kind() == kind);
            let mut all: Vec<String> = all.map(|(to, _)| to).collect();
            all.sort();
            all
        };
        let (one, other) = ("chair@example.com", "vice-chair@example.com");
        assert_eq!(told("objection_reported").await, [one, other]);
        s.propose_outcome(&head, &o, Outcome::Upheld, WHY).await.unwrap();
        assert_eq!(told("objection_proposed").await, [other]);
        assert!(told("objection_returned").await.is_empty());
        s.give_back_outcome(&vice(), &o, &mark_of_outcome(s, &o).await).await.unwrap();
        assert_eq!(told("objection_returned").await, [one]);
        // Whoever belongs to the applicant by then hears nothing any more (Art. 15).
        s.propose_outcome(&head, &o, Outcome::Upheld, WHY).await.unwrap();
        let of = w.owner(&ids[0]).await;
        s.grant("op", &id(), &head.account, Role::ApplicantReader, of.as_str()).await.unwrap();
        s.give_back_outcome(&vice(), &o, &mark_of_outcome(s, &o).await).await.unwrap();
        assert_eq!(told("objection_returned").await, [one]);
    }

    async fn art_15_a_head_in_conflict_hears_nothing_of_an_objection(w) {
        let (_, names, handles) = on_notice(&w, 2).await;
        let s = &w.service;
        let (_, o) = objected(&w, 1).await;
        let dossier = s.read().await.unwrap().objections(&id()).await.unwrap()[0].dossier.clone();
        conflicted(&w, "e11", &dossier).await;
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        s.note_objection(&handles, &o, true, (WHY, "")).await.unwrap();
        let kept_out = actor("chair-2", Role::Chair, "e11");
        assert!(s.objections(&kept_out).await.unwrap().lines.is_empty());
        assert_eq!(refused(s.objection(&kept_out, &o).await), Refusal::NotYours);
        assert_eq!(refused(s.propose_outcome(&kept_out, &o, Outcome::Upheld, WHY).await), Refusal::NotYours);
        assert_eq!(s.objections(&chair()).await.unwrap().lines.len(), 1);
    }
}
