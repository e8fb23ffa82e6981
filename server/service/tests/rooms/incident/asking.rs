//! Who decides asks those who investigate for more.

use super::*;

const QUESTION: &str = "请补充查明：事故调查报告是否认定该单位负主要责任。";

on_both! {
    async fn art_24_who_decides_asks_for_more_until_a_decision_is_proposed(w) {
        let ids = w.entitled(1).await;
        let p = People::of(&w, &ids[0]).await;
        let s = &w.service;
        let (_, case) = reported(&w, &ids[0]).await;
        // Before the report is in, who decides hears nothing and asks nothing.
        assert_eq!(refused(s.ask_investigators(&p.one, &case, (QUESTION, "")).await), Refusal::NotYours);
        let due = heard(&w, &p, &case).await;
        for other in [&p.names, &p.handles, &p.writer, &chair(), &w.office] {
            assert_eq!(refused(s.ask_investigators(other, &case, (QUESTION, "")).await), Refusal::NotYours);
        }
        let short = s.ask_investigators(&p.one, &case, ("短", "")).await;
        assert!(matches!(refused(short), Refusal::TooShort { .. }));
        assert!(s.incident(&p.one, &case).await.unwrap().asks);
        assert!(!s.incident(&p.handles, &case).await.unwrap().asks);
        // Sent twice it is asked once.
        for _ in 0..2 {
            s.ask_investigators(&p.one, &case, (QUESTION, ONCE)).await.unwrap();
        }
        // Told to those who investigate, read by them and by who decides; the organisation hears nothing, and its days run.
        assert_eq!(got(&w, "office-b@example.com", |l| matches!(l, Letter::Asked { .. })).await, 1);
        assert_eq!(letters(&w).await.iter().filter(|(_, l)| matches!(l, Letter::Asked { .. })).count(), 1);
        for reader in [&p.handles, &p.other] {
            let notes = s.incident(reader, &case).await.unwrap().notes;
            let asked = notes.iter().find(|n| n.kind == Kind::Question).unwrap();
            assert_eq!(asked.text, QUESTION);
        }
        let own = serde_json::to_string(&s.hearing(&p.writer, &case).await.unwrap()).unwrap();
        assert!(!own.contains(QUESTION));
        assert_eq!(s.hearing(&p.writer, &case).await.unwrap().hearing.due, due);
        let kinds = "SELECT COUNT(*) FROM journal WHERE kind = 'incident_asked'";
        assert_eq!(w.number(kinds).await, 1);
        w.clock.set(due);
        s.propose_decision(&p.one, &case, Outcome::Kept, WHY).await.unwrap();
        // What is proposed rests on what lay there: it has to be given back first.
        let late = s.ask_investigators(&p.other, &case, (QUESTION, "")).await;
        assert_eq!(refused(late), Refusal::IncidentStands { step: Step::Proposed });
        assert!(!s.incident(&p.other, &case).await.unwrap().asks);
        s.give_back_decision(&p.other, &case, &mark_of_case(s, &case).await).await.unwrap();
        s.ask_investigators(&p.other, &case, (QUESTION, "")).await.unwrap();
    }
}
