//! The association: two decide, and what is revoked stays so.

use super::*;

on_both! {
    async fn art_24_a_second_case_says_nothing_else_than_the_tombstone(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, first) = reported(&w, &ids[0]).await;
        w.clock.pass(SECOND);
        let (token, second) = reported(&w, &ids[0]).await;
        assert_ne!(first, second);
        w.clock.set(heard(&w, &p, &first).await);
        s.name_investigator(&p.names, &second, &p.handles.account).await.unwrap();
        s.screen_incident(&p.handles, &second, true, "").await.unwrap();
        s.close_investigation(&p.handles, &second, Cause::Safety, REPORT, CHARGE).await.unwrap();
        w.clock.set(s.hearing(&p.writer, &second).await.unwrap().hearing.due);
        // In the second it is proposed that the title stays; then the first revokes it.
        s.propose_decision(&p.one, &second, Outcome::Kept, GROUNDLESS).await.unwrap();
        s.propose_decision(&p.one, &first, Outcome::Revoked, WHY).await.unwrap();
        s.confirm_decision(&p.other, &first, &mark_of_case(s, &first).await).await.unwrap();
        assert_eq!(got(&w, "office-b@example.com", |l| matches!(l, Letter::Decided { .. })).await, 1);
        let gone = s.revocations().await.unwrap().lines[0].clone();
        let shown = s.incident(&p.other, &second).await.unwrap();
        assert_eq!(shown.gone.as_ref(), Some(&gone));
        let kept = Refusal::TitleGone { at: gone.at };
        assert_eq!(refused(s.confirm_decision(&p.other, &second, &shown.seen).await), kept);
        s.give_back_decision(&p.other, &second, &mark_of_case(s, &second).await).await.unwrap();
        let again = s.propose_decision(&p.one, &second, Outcome::Kept, GROUNDLESS).await;
        assert_eq!(refused(again), kept);
        assert_eq!(got(&w, "writer@example.com", |l| matches!(l, Letter::Kept { .. })).await, 0);
        // Agreed with, for a reason of its own: outside it says what stands in public, to the year.
        s.propose_decision(&p.one, &second, Outcome::Revoked, REPORT).await.unwrap();
        s.confirm_decision(&p.other, &second, &mark_of_case(s, &second).await).await.unwrap();
        let told = |l: &Letter| matches!(l, Letter::Revoked { reason, .. } if reason == WHY);
        assert_eq!(got(&w, "writer@example.com", told).await, 2);
        let other = |l: &Letter| matches!(l, Letter::Revoked { reason, .. } | Letter::Settled { reason, .. } if reason != WHY);
        assert_eq!((got(&w, "writer@example.com", other).await, got(&w, "reporter@example.com", other).await), (0, 0));
        let told = (Outcome::Revoked, WHY.to_owned());
        assert_eq!(s.hearing(&p.writer, &second).await.unwrap().decided, Some(told.clone()));
        assert_eq!(s.incident_status(&token).await.unwrap().settled, Some((Some(told.0), told.1)));
        assert_eq!(s.revocations().await.unwrap().lines, [gone]);
    }

    async fn art_24_what_was_proposed_anew_is_not_confirmed_from_an_older_page(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, case) = reported(&w, &ids[0]).await;
        let third = w.account("caq-c@example.com", Role::Caq, "").await;
        let second = w.account("office-c@example.com", Role::Office, "").await;
        s.name_investigator(&p.names, &case, &p.handles.account).await.unwrap();
        s.screen_incident(&p.handles, &case, true, "").await.unwrap();
        s.name_investigator(&p.handles, &case, &second.account).await.unwrap();
        // Found groundless, thought better of, found so for another reason: the reporter would read that one.
        s.find_groundless(&p.handles, &case, REPORT, GROUNDLESS).await.unwrap();
        let (own, shown) = (s.incident(&p.handles, &case).await.unwrap(), s.incident(&second, &case).await.unwrap());
        // Either may go on by the mark of what they read; whoever found it does not confirm it.
        let open = shown.seen;
        assert!(!open.is_empty() && own.seen == open && shown.drops && !own.drops);
        s.go_on_investigating(&p.handles, &case, &mark_of_case(s, &case).await).await.unwrap();
        s.find_groundless(&p.handles, &case, REPORT, WHY).await.unwrap();
        for seen in ["", open.as_str()] {
            let dropped = s.drop_incident(&second, &case, seen).await;
            assert_eq!(refused(dropped), Refusal::SeenChanged);
            let goes_on = s.go_on_investigating(&second, &case, seen).await;
            assert_eq!(refused(goes_on), Refusal::SeenChanged);
        }
        s.go_on_investigating(&second, &case, &mark_of_case(s, &case).await).await.unwrap();
        s.close_investigation(&p.handles, &case, Cause::Safety, REPORT, CHARGE).await.unwrap();
        w.clock.set(s.hearing(&p.writer, &case).await.unwrap().hearing.due);
        // The title stays; the page is open; another one gives it back, and it is to be revoked.
        s.propose_decision(&p.one, &case, Outcome::Kept, WHY).await.unwrap();
        let open = s.incident(&p.other, &case).await.unwrap().seen;
        s.give_back_decision(&third, &case, &mark_of_case(s, &case).await).await.unwrap();
        s.propose_decision(&p.one, &case, Outcome::Revoked, WHY).await.unwrap();
        assert_eq!(refused(s.confirm_decision(&p.other, &case, &open).await), Refusal::SeenChanged);
        assert_eq!(refused(s.give_back_decision(&p.other, &case, &open).await), Refusal::SeenChanged);
        assert!(s.revocations().await.unwrap().lines.is_empty());
        let seen = s.incident(&p.other, &case).await.unwrap().seen;
        s.confirm_decision(&p.other, &case, &seen).await.unwrap();
        assert_eq!(s.revocations().await.unwrap().lines.len(), 1);
    }

    async fn art_24_two_of_the_association_decide_and_a_revocation_stands_for_good(w) {
        let ids = w.entitled(2).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (token, case) = reported(&w, &ids[0]).await;
        let due = heard(&w, &p, &case).await;
        w.clock.set(due);
        for other in [&p.handles, &p.names, &chair(), &p.writer] {
            let proposed = s.propose_decision(other, &case, Outcome::Revoked, WHY).await;
            assert_eq!(refused(proposed), Refusal::NotYours);
        }
        s.propose_decision(&p.one, &case, Outcome::Revoked, WHY).await.unwrap();
        assert_eq!(refused(s.confirm_decision(&p.one, &case, &mark_of_case(s, &case).await).await), Refusal::SecondPerson);
        s.give_back_decision(&p.other, &case, &mark_of_case(s, &case).await).await.unwrap();
        s.propose_decision(&p.one, &case, Outcome::Revoked, WHY).await.unwrap();
        // What is only proposed is public nowhere, and told to nobody outside.
        assert!(s.revocations().await.unwrap().lines.is_empty());
        assert_eq!(s.incident_status(&token).await.unwrap().step, Step::Investigated);
        assert_eq!(s.hearing(&p.writer, &case).await.unwrap().decided, None);
        s.confirm_decision(&p.other, &case, &mark_of_case(s, &case).await).await.unwrap();
        let public = s.revocations().await.unwrap().lines;
        let number = number_of(&w, &ids[0]).await;
        assert_eq!((public.len(), public[0].title.number.as_str()), (1, number.as_str()));
        assert_eq!((public[0].cause, public[0].reason.as_str()), (Cause::Safety, WHY));
        let status = s.incident_status(&token).await.unwrap();
        assert_eq!(status.settled, Some((Some(Outcome::Revoked), WHY.to_owned())));
        assert_eq!(s.hearing(&p.writer, &case).await.unwrap().decided, Some((Outcome::Revoked, WHY.to_owned())));
        let told = |l: &Letter| matches!(l, Letter::Revoked { until: 2029, .. });
        assert_eq!(got(&w, "writer@example.com", told).await, 1);
        let again = s.confirm_decision(&p.other, &case, &mark_of_case(s, &case).await).await;
        assert_eq!(refused(again), Refusal::IncidentStands { step: Step::Decided });
        // A title that is revoked is reported no more; nothing of it can be changed or taken back.
        let more = s.report_incident(None, &report(&number), &[], "").await;
        assert_eq!(refused(more), Refusal::TitleUnknown);
        for harm in [
            "DELETE FROM revocation".to_owned(),
            "UPDATE revocation SET at = 1".to_owned(),
            "DELETE FROM incident_note".to_owned(),
            format!("UPDATE incident SET step = 'heard' WHERE id = '{case}'"),
            format!("UPDATE incident SET data = '{{}}' WHERE id = '{case}'"),
        ] {
            w.protected(&harm).await;
        }
        let mut db = s.read().await.unwrap();
        assert!(matches!(service::journal::verify(&mut *db).await.unwrap(), service::journal::Verdict::Sound { .. }));
    }

    async fn art_24_who_decides_hears_that_a_decision_waits_or_came_back_and_nobody_else(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        // One of the association reported it, and decides nothing of it.
        let third = w.account("caq-c@example.com", Role::Caq, "").await;
        s.report_incident(Some(&third), &report(&number_of(&w, &ids[0]).await), &[], "").await.unwrap();
        let case = s.read().await.unwrap().incidents(1).await.unwrap()[0].id.clone();
        let due = heard(&w, &p, &case).await;
        w.clock.set(due);
        let told = async |kind: fn(&Letter) -> bool| {
            let all = letters(&w).await.into_iter().filter(|(_, l)| kind(l));
            all.map(|(to, _)| to).collect::<Vec<_>>()
        };
        let waits: fn(&Letter) -> bool = |l| matches!(l, Letter::Proposed { .. });
        let came_back: fn(&Letter) -> bool = |l| matches!(l, Letter::Returned { .. });
        s.propose_decision(&p.one, &case, Outcome::Kept, WHY).await.unwrap();
        assert_eq!(told(waits).await, ["caq-b@example.com"]);
        s.give_back_decision(&p.other, &case, &mark_of_case(s, &case).await).await.unwrap();
        assert_eq!(told(came_back).await, ["caq-a@example.com"]);
        // Whoever proposed and steps out then hears nothing any more (Art. 15).
        s.propose_decision(&p.one, &case, Outcome::Kept, WHY).await.unwrap();
        s.leave_incident(&p.one, &case).await.unwrap();
        s.give_back_decision(&p.other, &case, &mark_of_case(s, &case).await).await.unwrap();
        assert_eq!(told(came_back).await, ["caq-a@example.com"]);
    }

    async fn art_24_of_two_decisions_at_once_one_counts(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, case) = reported(&w, &ids[0]).await;
        let (_, second) = reported(&w, &ids[0]).await;
        let due = heard(&w, &p, &case).await;
        let later = heard(&w, &p, &second).await;
        w.clock.set(due.max(later));
        let other = w.second().await;
        let (a, b) = tokio::join!(
            s.propose_decision(&p.one, &case, Outcome::Revoked, WHY),
            other.propose_decision(&p.other, &case, Outcome::Kept, WHY)
        );
        assert_eq!([&a, &b].iter().filter(|r| r.is_ok()).count(), 1);
        let (first, then) = if a.is_ok() { (&p.one, &p.other) } else { (&p.other, &p.one) };
        let lost = if a.is_ok() { b } else { a };
        assert_eq!(refused(lost), Refusal::IncidentStands { step: Step::Proposed });
        s.give_back_decision(then, &case, &mark_of_case(s, &case).await).await.unwrap();
        for c in [&case, &second] {
            s.propose_decision(first, c, Outcome::Revoked, WHY).await.unwrap();
        }
        // Confirmed and given back at once: one of the two.
        let mark = mark_of_case(s, &case).await;
        let (a, b) = tokio::join!(s.confirm_decision(then, &case, &mark), other.give_back_decision(then, &case, &mark));
        assert_eq!([&a, &b].iter().filter(|r| r.is_ok()).count(), 1);
        if a.is_err() {
            s.propose_decision(first, &case, Outcome::Revoked, WHY).await.unwrap();
            s.confirm_decision(then, &case, &mark_of_case(s, &case).await).await.unwrap();
        }
        // Another case about the same title is settled, too; the title is revoked once.
        s.confirm_decision(then, &second, &mark_of_case(s, &second).await).await.unwrap();
        assert_eq!(w.number("SELECT COUNT(*) FROM revocation").await, 1);
    }
}
