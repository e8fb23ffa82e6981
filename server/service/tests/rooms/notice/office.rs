//! The Office: opens the notice, plans it, and extends it.

use super::*;

on_both! {
    async fn art_21_a_notice_opens_once_from_the_signed_list_on_a_working_day(w) {
        let ids = w.shortlisted(3).await;
        let s = &w.service;
        let first = s.read().await.unwrap().dossier(&ids[0]).await.unwrap().unwrap();
        let own = first.organisation.as_str();
        let writer = w.account("writer@example.com", Role::Applicant, own).await;
        let seen = s.notice_preparation(&w.office).await.unwrap();
        assert_eq!(seen.refused, Some(Refusal::ListMissing));
        w.listed(&ids[..2]).await;
        // Signed, and nothing of it is seen: no notice, no stage.
        assert_eq!(s.notice(None).await.unwrap(), None);
        assert_eq!(refused(s.notice(Some(2026)).await), Refusal::NotYours);
        assert_eq!(stage(&w, &ids[0]).await, Stage::Shortlisted);
        // Art. 20: the ministry is heard first.
        let unheard = s.notice_preparation(&w.office).await.unwrap();
        assert_eq!(unheard.refused, Some(Refusal::ConsultationNeeded));
        assert_eq!(refused(s.open_notice(&w.office, "x").await), Refusal::ConsultationNeeded);
        w.consulted().await;
        let early = s.notice_preparation(&w.office).await.unwrap();
        assert!(matches!(early.refused, Some(Refusal::PhaseNotOpen { .. })) && early.lines.len() == 2);
        for other in [chair(), unit(), writer.clone()] {
            assert_eq!(refused(s.notice_preparation(&other).await), Refusal::NotYours);
            assert_eq!(refused(s.open_notice(&other, "x").await), Refusal::NotYours);
        }
        // A Saturday.
        w.clock.set(NOTICED.plus(DAY));
        assert_eq!(refused(s.open_notice(&w.office, "x").await), Refusal::NotWorkingDay);
        w.clock.set(NOTICED.plus(3 * DAY));
        assert_eq!(refused(s.open_notice(&w.office, "x").await), Refusal::SeenChanged);
        let (view, sha256) = s.notice_preparation(&w.office).await.unwrap().proposed.unwrap();
        s.open_notice(&w.office, &sha256).await.unwrap();
        assert_eq!(refused(s.open_notice(&w.office, &sha256).await), Refusal::NoticeOpened);
        let open = s.notice(Some(2026)).await.unwrap().unwrap();
        assert_eq!((open.lines.len(), open.text.clone()), (2, view.text));
        assert_eq!(open.ends_at.plus(-1).show_minute(), "2026-09-20 23:59");
        let places: Vec<u32> = open.lines.iter().map(|l| l.place).collect();
        assert_eq!(places, [1, 2]);
        assert_eq!(stage(&w, &ids[0]).await, Stage::OnInitialList);
        assert_eq!(stage(&w, &ids[2]).await, Stage::NotListed);
        // The call knows until when, and the writers are told.
        let call = s.call().await.unwrap();
        assert_eq!(call.season.published.notice_ends, Some(open.ends_at));
        let told = waiting(&w).await;
        assert!(told.iter().any(|(to, m)| to == "writer@example.com" && m.kind() == "on_notice"));
        let mut db = s.read().await.unwrap();
        assert!(matches!(service::journal::verify(&mut *db).await.unwrap(), service::journal::Verdict::Sound { .. }));
    }

    async fn art_21_a_planned_notice_opens_by_itself_as_it_was_seen(w) {
        let ids = w.shortlisted(2).await;
        w.listed(&ids).await;
        w.consulted().await;
        let s = &w.service;
        w.clock.set(NOTICED.plus(DAY));
        let monday = NOTICED.plus(3 * DAY);
        let past = s.plan_notice(&w.office, NOTICED, "x").await;
        assert_eq!(refused(past), Refusal::OpeningPast);
        let sunday = s.plan_notice(&w.office, NOTICED.plus(2 * DAY), "x").await;
        assert_eq!(refused(sunday), Refusal::NotWorkingDay);
        let then = s.notice_preparation_at(&w.office, Some(monday)).await.unwrap();
        let seen = then.proposed.unwrap().1;
        assert_eq!(refused(s.plan_notice(&chair(), monday, &seen).await), Refusal::NotYours);
        assert_eq!(refused(s.plan_notice(&w.office, monday, "x").await), Refusal::SeenChanged);
        s.plan_notice(&w.office, monday, &seen).await.unwrap();
        assert_eq!(s.notice_preparation(&w.office).await.unwrap().planned, Some(monday));
        assert!(!s.open_planned_notice().await.unwrap());
        assert_eq!(s.notice(None).await.unwrap(), None);
        // Called off and planned again.
        s.drop_planned_notice(&w.office).await.unwrap();
        assert_eq!(refused(s.drop_planned_notice(&w.office).await), Refusal::NotYours);
        s.plan_notice(&w.office, monday, &seen).await.unwrap();
        w.clock.set(monday.plus(SECOND));
        assert!(s.open_planned_notice().await.unwrap());
        assert!(!s.open_planned_notice().await.unwrap());
        let open = s.notice(None).await.unwrap().unwrap();
        assert_eq!((open.lines.len(), open.start), (2, monday.date()));
        assert_eq!(stage(&w, &ids[0]).await, Stage::OnInitialList);
    }

    async fn art_21_a_notice_that_changed_since_it_was_planned_does_not_open(w) {
        let ids = w.shortlisted(1).await;
        w.listed(&ids).await;
        w.consulted().await;
        colleagues(&w).await;
        let s = &w.service;
        w.clock.set(NOTICED);
        let monday = NOTICED.plus(3 * DAY);
        let then = s.notice_preparation_at(&w.office, Some(monday)).await.unwrap();
        s.plan_notice(&w.office, monday, &then.proposed.unwrap().1).await.unwrap();
        // Nobody was there on Monday: from Tuesday on it would end on another day.
        w.clock.set(monday.plus(DAY));
        assert!(s.open_planned_notice().await.unwrap());
        assert_eq!(s.notice(None).await.unwrap(), None);
        assert_eq!(s.notice_preparation(&w.office).await.unwrap().planned, None);
        let told = waiting(&w).await;
        assert!(told.iter().any(|(_, m)| m.kind() == "notice_not_opened"));
        assert!(!s.open_planned_notice().await.unwrap());
    }

    /// The season has fewer places by now than remain of the list the ministry was asked about.
    async fn art_20_21_no_more_are_put_on_notice_than_the_season_has_places_by_now(w) {
        let ids = w.shortlisted(2).await;
        w.listed(&ids).await;
        w.consulted().await;
        colleagues(&w).await;
        let s = &w.service;
        let monday = NOTICED.plus(3 * DAY);
        let then = s.notice_preparation_at(&w.office, Some(monday)).await.unwrap();
        s.plan_notice(&w.office, monday, &then.proposed.unwrap().1).await.unwrap();
        let places = async |industrial| {
            let planned = domain::season::Planned { industrial, sme: 0, service: 0 };
            w.set(|season| season.planned = planned).await;
        };
        places(1).await;
        // It is said with the lines it is about, before the phase of the notice begins.
        let over = Refusal::ListOverPlaces { places: 1 };
        let early = s.notice_preparation_at(&w.office, Some(day(97))).await.unwrap();
        assert_eq!((early.refused, early.lines.len(), early.proposed), (Some(over.clone()), 2, None));
        assert_eq!(refused(s.open_notice(&w.office, "x").await), over);
        assert_eq!(refused(s.plan_notice(&w.office, monday, "x").await), over);
        // Nor does it open by itself: the plan is dropped and the Office told.
        w.clock.set(monday.plus(SECOND));
        assert!(s.open_planned_notice().await.unwrap());
        assert_eq!(s.notice(None).await.unwrap(), None);
        assert!(waiting(&w).await.iter().any(|(_, m)| m.kind() == "notice_not_opened"));
        // With as many places as lines it opens.
        places(2).await;
        let (_, seen) = s.notice_preparation(&w.office).await.unwrap().proposed.unwrap();
        s.open_notice(&w.office, &seen).await.unwrap();
        assert_eq!(s.notice(None).await.unwrap().unwrap().lines.len(), 2);
    }

    async fn art_21_an_extension_moves_the_end_and_its_reason_is_public(w) {
        let ids = w.shortlisted(1).await;
        let before = w.noticed(&ids).await;
        let s = &w.service;
        assert!(matches!(refused(s.extend_notice(&w.office, 2, "短", before.ends_at).await), Refusal::TooShort { .. }));
        assert!(matches!(refused(s.extend_notice(&w.office, 0, WHY, before.ends_at).await), Refusal::ExtensionShort { .. }));
        assert_eq!(refused(s.extend_notice(&chair(), 2, WHY, before.ends_at).await), Refusal::NotYours);
        s.extend_notice(&w.office, 2, WHY, before.ends_at).await.unwrap();
        // Days are added: neither the same form once more nor a colleague's page adds them again.
        let twice = s.extend_notice(&w.office, 2, WHY, before.ends_at).await;
        assert_eq!(refused(twice), Refusal::SeenChanged);
        let after = s.notice(None).await.unwrap().unwrap();
        assert_eq!(after.extensions.len(), 1);
        // The twentieth is a working Sunday.
        assert_eq!(after.ends_at.plus(-1).show_minute(), "2026-09-21 23:59");
        assert_eq!((after.extensions[0].before, after.extensions[0].reason.as_str()), (before.ends_at, WHY));
        let call = s.call().await.unwrap();
        let window = call.season.window(domain::season::Phase::Notice).unwrap();
        assert_eq!((window.closes, window.changed.as_deref()), (after.ends_at, Some(WHY)));
    }

    async fn art_21_who_stands_on_the_notice_is_told_that_it_goes_on_longer(w) {
        let (ids, names, handles) = on_notice(&w, 2).await;
        let s = &w.service;
        for (n, id) in ids.iter().enumerate() {
            let own = w.owner(id).await;
            w.account(&format!("writer-{n}@example.com"), Role::Applicant, own.as_str()).await;
        }
        // What was struck off is none of the notice's any more.
        let stored = s.read().await.unwrap().notice(&id()).await.unwrap().unwrap();
        let second = stored.entries.iter().find(|e| e.dossier == ids[1]).unwrap().place;
        let (_, o) = objected(&w, second).await;
        s.name_handler(&names, &o, &handles.account).await.unwrap();
        s.note_objection(&handles, &o, true, (WHY, "")).await.unwrap();
        s.propose_outcome(&chair(), &o, Outcome::Upheld, WHY).await.unwrap();
        s.confirm_outcome(&vice(), &o, &mark_of_outcome(s, &o).await).await.unwrap();
        assert_eq!(stage(&w, &ids[1]).await, Stage::StruckOff);
        s.extend_notice(&w.office, 2, WHY, stored.ends_at).await.unwrap();
        let ends = s.notice(None).await.unwrap().unwrap().ends_at;
        let told = waiting(&w).await.into_iter().filter(|m| m.1.kind() == "notice_extended");
        let told: Vec<(String, Message)> = told.collect();
        assert!(ends > stored.ends_at && told.len() == 1, "{told:?}");
        assert_eq!(told[0].0, "writer-0@example.com");
        let Message::NoticeExtended { ends: said, reason, year, .. } = &told[0].1 else { panic!("{told:?}") };
        assert_eq!((*said, reason.as_str(), *year), (ends, WHY, 2026));
    }

    async fn art_21_the_end_of_an_open_notice_is_moved_by_an_extension_alone(w) {
        use domain::season::Phase;
        use domain::season::edit::{Fault, Part, to_form};
        let ids = w.shortlisted(1).await;
        let open = w.noticed(&ids).await;
        let s = &w.service;
        let later = open.ends_at.plus(5 * DAY);
        let moved = s.move_closing(&w.office, Phase::Notice, later, WHY).await;
        assert_eq!(refused(moved), Refusal::NoticeOpened);
        let mut typed = to_form(Part::Windows, &s.season_draft(&w.office, 2026).await.unwrap().season);
        typed.insert("notice.closes".into(), later.show_field());
        let changed = s.change_season(&w.office, 2026, Part::Windows, &typed, WHY).await;
        let Refusal::FormWrong { faults } = refused(changed) else { panic!() };
        assert!(faults.contains(&("notice.closes".to_owned(), Fault::Noticed)), "{faults:?}");
        // What the call says is what the notice says.
        let call = s.call().await.unwrap().season;
        assert_eq!(call.window(Phase::Notice).unwrap().closes, open.ends_at);
    }
}
