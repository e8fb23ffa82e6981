//! Whoever objects: until when, how often, with what, and taking it back.

use super::*;

on_both! {
    async fn art_21_an_objection_is_taken_to_the_last_second_and_not_after(w) {
        let ids = w.shortlisted(2).await;
        let open = w.noticed(&ids).await;
        let s = &w.service;
        assert_eq!(open.ends_at.plus(-1).show_minute(), "2026-09-18 23:59");
        let anonymous = Form { name: String::new(), ..form(1) };
        assert_eq!(refused(s.object(2026, &anonymous, &[]).await), Refusal::Anonymous);
        assert_eq!(refused(s.object(2025, &form(1), &[]).await), Refusal::NotYours);
        w.clock.set(open.ends_at.plus(-SECOND));
        s.may_object(2026, "1.2.3.4").await.unwrap();
        let token = s.object(2026, &form(1), &[]).await.unwrap();
        let status = s.objection_status(&token).await.unwrap();
        assert_eq!((status.code.len(), status.step, status.line.place), (9, Step::Received, 1));
        assert_eq!(refused(s.objection_status("0123456789").await), Refusal::NotYours);
        // The secret itself is stored nowhere but in the letter that carries it.
        let mut db = s.read().await.unwrap();
        assert_ne!(db.objections(&id()).await.unwrap()[0].token, token);
        drop(db);
        w.clock.set(open.ends_at);
        let late = Refusal::NoticeOver { ended: open.ends_at };
        assert_eq!(refused(s.object(2026, &form(1), &[]).await), late);
        assert_eq!(refused(s.may_object(2026, "1.2.3.4").await), late);
        assert_eq!(refused(s.extend_notice(&w.office, 3, WHY, open.ends_at).await), late);
        // Once, whoever asks again.
        assert!(s.tell_closed_notice().await.unwrap());
        assert!(!s.tell_closed_notice().await.unwrap());
    }

    /// The scanner may take minutes, and whoever writes before.
    async fn art_21_what_had_arrived_in_time_is_in_time_however_long_it_is_looked_through(w) {
        let ids = w.shortlisted(2).await;
        let open = w.noticed(&ids).await;
        let s = &w.service;
        let slow = w.scanned_until(open.ends_at.plus(4 * MINUTE));
        let file = async |content: &str| {
            s.stage_evidence("对照表.pdf", &mut Whole::new(pdf(content))).await.unwrap()
        };
        let count = async || s.read().await.unwrap().objections(&id()).await.unwrap().len();
        let came = open.ends_at.plus(-30 * SECOND);
        w.clock.set(came);
        let token = slow.object(2026, &form(1), &[file("first").await]).await.unwrap();
        assert_eq!(s.now(), open.ends_at.plus(4 * MINUTE));
        let status = s.objection_status(&token).await.unwrap();
        assert_eq!((status.at, status.files, status.step), (came, 1, Step::Received));
        // What comes with the first moment after the end is late, with a file or without one.
        let late = Refusal::NoticeOver { ended: open.ends_at };
        for files in [vec![file("second").await], Vec::new()] {
            w.clock.set(open.ends_at);
            assert_eq!(refused(slow.object(2026, &form(1), &files).await), late);
        }
        // Nothing is announced over it; and once the result is announced, nothing is added that came in time.
        w.clock.set(open.ends_at);
        let blocked = Refusal::ObjectionsOpen { numbers: vec![1] };
        assert_eq!(refused(s.prepare_announcement(&w.office).await), blocked);
        s.withdraw_objection(&token, "", "1.2.3.4").await.unwrap();
        w.announced().await;
        w.clock.set(came);
        assert_eq!(refused(slow.object(2026, &form(1), &[file("third").await]).await), late);
        assert_eq!(count().await, 1);
        let wrong = w.checked().await;
        assert!(!wrong.iter().any(|line| line.contains("Objection")), "{wrong:?}");
    }

    async fn art_15_an_objector_learns_nothing_of_other_objections(w) {
        let ids = w.shortlisted(1).await;
        w.noticed(&ids).await;
        let s = &w.service;
        let mut seen = Vec::new();
        for _ in 0..2 {
            let token = s.object(2026, &form(1), &[]).await.unwrap();
            let status = s.objection_status(&token).await.unwrap();
            let mut sent = waiting(&w).await.into_iter().map(|(_, message)| message);
            let receipt = sent.rfind(|m| m.kind() == "objection_received").unwrap();
            seen.push((token, status, receipt));
        }
        let (first, second) = (&seen[0], &seen[1]);
        assert_ne!(first.1.code, second.1.code);
        // But for the code, the moment and the secret, the second sees what the first has seen: nothing counts.
        let same = domain::views::notice::ObjectionStatus {
            code: first.1.code.clone(), at: first.1.at, ..second.1.clone()
        };
        assert_eq!(same, first.1);
        for (token, status, receipt) in &seen {
            let sent = Message::ObjectionReceived {
                year: 2026, code: status.code.clone(), number: 0, token: token.clone(),
            };
            assert_eq!(*receipt, sent);
        }
    }

    async fn art_21_objections_from_one_address_are_bounded(w) {
        let ids = w.shortlisted(1).await;
        w.noticed(&ids).await;
        for _ in 0..10 {
            w.service.may_object(2026, "1.2.3.4").await.unwrap();
        }
        let more = w.service.may_object(2026, "1.2.3.4").await;
        assert!(matches!(refused(more), Refusal::TooManyAttempts { .. }));
        w.service.may_object(2026, "1.2.3.5").await.unwrap();
    }

    /// Nor does anybody learn that somebody objected with an address: what is taken is taken, and what is wrong is
    /// refused for that, however often the address was typed.
    async fn art_21_nobody_is_kept_from_objecting_by_others_who_type_their_address(w) {
        let ids = w.shortlisted(1).await;
        w.noticed(&ids).await;
        let s = &w.service;
        let receipts = async || waiting(&w).await.iter().filter(|m| m.1.kind() == "objection_received").count();
        let wrong = async || {
            let mut content = Whole::new(b"MZ not a document".to_vec());
            let file = s.stage_evidence("x.exe", &mut content).await.unwrap();
            refused(s.object(2026, &form(1), &[file]).await)
        };
        let first = wrong().await;
        assert_eq!(first, Refusal::FileKind);
        for _ in 0..10 {
            assert_eq!(wrong().await, first);
        }
        for n in 1..=6 {
            let token = s.object(2026, &form(1), &[]).await.unwrap();
            // The page has the link, also where no mail goes out any more.
            assert_eq!(s.objection_status(&token).await.unwrap().step, Step::Received);
            assert_eq!(receipts().await, n.min(4));
            assert_eq!(wrong().await, first);
        }
        // Letters that anybody may ask for are counted apart: theirs are refused in the open.
        s.ask_reset("objector@example.com", "1.2.3.4").await.unwrap();
        w.clock.pass(15 * MINUTE + SECOND);
        s.object(2026, &form(1), &[]).await.unwrap();
        assert_eq!(receipts().await, 5);
    }

    async fn art_21_whoever_waits_for_an_objection_hears_that_it_ended(w) {
        let (_, names, handles) = on_notice(&w, 1).await;
        let s = &w.service;
        let open = s.notice(None).await.unwrap().unwrap();
        let told = async |to: &str, kind: &str| {
            let all = waiting(&w).await;
            all.iter().filter(|(at, m)| at == to && m.kind() == kind).count()
        };
        let (early, first) = objected(&w, 1).await;
        let (late, second) = objected(&w, 1).await;
        let (_, third) = objected(&w, 1).await;
        for o in [&first, &second, &third] {
            s.name_handler(&names, o, &handles.account).await.unwrap();
        }
        // Taken back before the committee had it: none of its business.
        s.withdraw_objection(&early, WHY, "1.2.3.4").await.unwrap();
        assert_eq!((told("office-b@example.com", "objection_taken_back").await, told("chair@example.com", "objection_taken_back").await), (1, 0));
        assert_eq!(refused(s.objection(&chair(), &first).await), Refusal::NotYours);
        // Afterwards those hear of it for whom it waited, the one who proposed among them.
        s.note_objection(&handles, &second, true, (WHY, "")).await.unwrap();
        s.propose_outcome(&chair(), &second, Outcome::Upheld, WHY).await.unwrap();
        s.withdraw_objection(&late, WHY, "1.2.3.4").await.unwrap();
        for head in ["chair@example.com", "vice-chair@example.com"] {
            assert_eq!(told(head, "objection_taken_back").await, 1);
        }
        let seen = s.objection(&vice(), &second).await.unwrap();
        assert!(seen.step == Step::Withdrawn && !seen.confirms && seen.withdrawn.is_none());
        assert_eq!(s.objection(&handles, &second).await.unwrap().withdrawn.as_deref(), Some(WHY));
        // The last one, after the end: those who handled it hear, and the Office that nothing is open any more.
        s.note_objection(&handles, &third, true, (WHY, "")).await.unwrap();
        s.propose_outcome(&chair(), &third, Outcome::Dismissed, WHY).await.unwrap();
        w.clock.set(open.ends_at);
        assert!(s.tell_closed_notice().await.unwrap());
        assert_eq!(told("office-a@example.com", "notice_closed").await, 1);
        s.confirm_outcome(&vice(), &third, &mark_of_outcome(s, &third).await).await.unwrap();
        assert_eq!((told("office-b@example.com", "objection_settled").await, told("office-a@example.com", "objection_settled").await), (1, 0));
        let all = waiting(&w).await;
        let settled = |(to, m): &&(String, Message)| to == "office-a@example.com" && matches!(m, Message::NoticeClosed { open: 0, .. });
        assert_eq!(all.iter().filter(settled).count(), 1);
    }

    /// A double click, a form that is sent again because its answer was lost, one that waited on another server.
    async fn art_21_one_form_is_one_objection_however_often_it_is_sent(w) {
        let ids = w.shortlisted(2).await;
        w.noticed(&ids).await;
        let (s, other) = (&w.service, w.second().await);
        // What this world was made of past the verbs.
        let before = w.checked().await;
        let file = async |s: &service::Service, name: &str| {
            s.stage_evidence("对照表.pdf", &mut Whole::new(pdf(name))).await.unwrap()
        };
        let quiet = |entry| Form { email: String::new(), ..form(entry) };
        let (one, two) = (form(1), [file(s, "evidence").await]);
        let again = [file(&other, "evidence").await];
        let (a, b) = tokio::join!(
            s.object_as(None, 2026, &one, &two, ONCE),
            other.object_as(None, 2026, &one, &again, ONCE),
        );
        // Both lead to one page, whichever answer arrives; whoever objected is mailed once.
        let (a, b) = (a.unwrap(), b.unwrap());
        assert_eq!(a, b);
        assert_eq!(s.objection_status(&a).await.unwrap().files, 1);
        let count = async || s.read().await.unwrap().objections(&id()).await.unwrap().len();
        assert_eq!(count().await, 1);
        let mailed = waiting(&w).await.into_iter().filter(|m| m.1.kind() == "objection_received");
        assert_eq!(mailed.count(), 1);
        // The row tells nobody of the link, and who is signed in is somebody else.
        let told = w.number(&format!("SELECT COUNT(*) FROM sent_once WHERE made LIKE '%{a}%'")).await;
        assert_eq!((told, w.number("SELECT COUNT(*) FROM sent_once").await), (0, 1));
        // Another line, another file, another page, another person: each is an objection of its own.
        let changed = [file(s, "another").await];
        let c = s.object_as(None, 2026, &one, &changed, ONCE).await.unwrap();
        let d = s.object_as(None, 2026, &quiet(2), &[], ONCE).await.unwrap();
        let e = s.object_as(None, 2026, &quiet(2), &[], &ONCE.replace("-0", "-1")).await.unwrap();
        let f = s.object_as(Some(&w.office), 2026, &quiet(2), &[], ONCE).await.unwrap();
        assert_eq!(std::collections::BTreeSet::from([&a, &c, &d, &e, &f]).len(), 5);
        assert_eq!(count().await, 5);
        // A form that bears nothing is told from no other.
        for nothing in ["", "0", "no page drew this and it is long enough"] {
            let before = count().await;
            s.object_as(None, 2026, &quiet(2), &[], nothing).await.unwrap();
            s.object_as(None, 2026, &quiet(2), &[], nothing).await.unwrap();
            assert_eq!(count().await, before + 2);
        }
        assert_eq!(w.checked().await, before);
        // After a week nobody sends it again.
        w.clock.pass(7 * DAY);
        assert!(!s.forget_sent().await.unwrap());
        w.clock.pass(SECOND);
        assert!(s.forget_sent().await.unwrap() && !s.forget_sent().await.unwrap());
        assert_eq!(w.number("SELECT COUNT(*) FROM sent_once").await, 0);
    }

    async fn art_21_who_objected_takes_it_back_by_the_link(w) {
        let ids = w.shortlisted(1).await;
        w.noticed(&ids).await;
        let s = &w.service;
        let (token, _) = objected(&w, 1).await;
        assert_eq!(refused(s.withdraw_objection("0123456789", "", "1.2.3.4").await), Refusal::NotYours);
        s.withdraw_objection(&token, "已与对方核对清楚", "1.2.3.4").await.unwrap();
        assert_eq!(s.objection_status(&token).await.unwrap().step, Step::Withdrawn);
        let again = s.withdraw_objection(&token, "", "1.2.3.4").await;
        assert!(matches!(refused(again), Refusal::ObjectionStands { .. }));
        assert!(!s.objections(&w.office).await.unwrap().lines[0].open);
    }

    async fn art_21_what_is_no_evidence_is_refused_and_forgotten(w) {
        let ids = w.shortlisted(1).await;
        w.noticed(&ids).await;
        let s = &w.service;
        let mut content = Whole::new(b"MZ not a document".to_vec());
        let file = s.stage_evidence("x.exe", &mut content).await.unwrap();
        let outcome = s.object(2026, &form(1), &[file]).await;
        assert_eq!(refused(outcome), Refusal::FileKind);
        assert!(s.read().await.unwrap().objections(&id()).await.unwrap().is_empty());
        let mut none = Whole::new(Vec::new());
        assert_eq!(refused(s.stage_evidence("x.pdf", &mut none).await), Refusal::FileEmpty);
    }
}
