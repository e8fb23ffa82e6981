//! Art. 7, 17: who works for a unit, what is told before the phase of recommendation closes, and who was not recommended.

use domain::mail::Message;
use domain::policy::{Actor, Role};
use domain::recommendation::passed_over::passed_over;
use domain::recommendation::staffed::Staffed;
use domain::season::Phase;
use domain::stamp::Stamp;

use crate::on_both;
use crate::world::answers::{UNIT, tail};
use crate::world::*;

/// What of the inbox is about the end of the phase, oldest first.
async fn told(w: &World, who: &Actor) -> Vec<Message> {
    let lines = w.service.inbox(who).await.unwrap().lines;
    let about =
        |m: &Message| matches!(m.kind(), "not_recommended" | "recommendation_due" | "unit_vacant");
    lines.into_iter().rev().map(|l| l.message).filter(about).collect()
}

/// A writer with an account of the same organisation.
async fn writer(w: &World, of: &Actor, email: &str) -> Actor {
    w.account(email, Role::Applicant, &of.grants[0].scope).await
}

on_both! {
    async fn art_17_who_is_not_recommended_is_told_when_the_phase_is_over(w) {
        let (of, id) = w.submitted(1).await;
        let left = writer(&w, &of, "left@example.com").await;
        let (of, chosen) = w.recommended(2).await;
        let happy = writer(&w, &of, "happy@example.com").await;
        let second = w.second().await;
        let both = async || {
            w.service.tell_not_recommended().await.unwrap() + second.tell_not_recommended().await.unwrap()
        };
        let reference = w.service.dossier(&left, &id).await.unwrap().reference;
        w.clock.set(day(50).plus(-1));
        assert_eq!(both().await, 0);
        assert!(!w.service.my_dossiers(&left).await.unwrap().cards[0].passed_over);
        w.clock.set(day(50));
        assert_eq!((both().await, both().await), (1, 0), "once, whoever asks");
        assert!(matches!(&told(&w, &left).await[..], [Message::NotRecommended { unit, .. }] if unit == UNIT));
        assert_eq!(told(&w, &happy).await, []);
        assert!(w.service.my_dossiers(&left).await.unwrap().cards[0].passed_over);
        assert!(!w.service.my_dossiers(&happy).await.unwrap().cards[0].passed_over);
        let over = async || {
            let s = w.service.status(&reference, &tail(1), "a").await.unwrap();
            passed_over(s.passed.last().unwrap().0, s.until, s.now)
        };
        assert!(over().await, "the public page knows it by the closing it shows");
        // The phase goes on: it waits again, is told nothing, and can be recommended.
        w.service.move_closing(&w.office, Phase::Recommendation, day(52), "单位来不及").await.unwrap();
        assert_eq!(both().await, 0);
        assert!(!over().await);
        w.clock.set(day(52));
        assert_eq!((both().await, both().await), (1, 0), "over anew, told anew");
        assert_eq!(told(&w, &left).await.len(), 2);
        assert_eq!(w.service.dossier(&happy, &chosen).await.unwrap().standing.stage().code(), "recommended");
        assert!(w.checked().await.is_empty());
    }

    async fn art_17_units_are_reminded_before_the_phase_closes(w) {
        let unit_account = w.account("unit@example.com", Role::RecommendingUnit, UNIT).await;
        let stranger = w.account("stranger@example.com", Role::RecommendingUnit, "R110000").await;
        w.submitted(1).await;
        w.submitted(2).await;
        w.recommended(3).await;
        let second = w.second().await;
        let both = async || {
            w.service.remind_units().await.unwrap() + second.remind_units().await.unwrap()
        };
        w.clock.set(day(47).plus(-1));
        both().await;
        let before = told(&w, &unit_account).await.len();
        w.clock.set(day(47));
        assert_eq!((both().await, both().await), (1, 0), "one mail for all that waits");
        let now = told(&w, &unit_account).await;
        assert_eq!(now[before..], [Message::RecommendationDue { closes: day(50), waiting: 2 }]);
        assert_eq!(told(&w, &stranger).await, []);
        // Over is over; a later closing is another deadline.
        w.clock.set(day(50));
        assert_eq!(both().await, 0);
        w.service.move_closing(&w.office, Phase::Recommendation, day(54), "单位来不及").await.unwrap();
        w.clock.set(day(51));
        assert_eq!(both().await, 1);
    }

    async fn art_7_a_unit_without_a_person_is_shown_and_the_office_is_told(w) {
        let office = w.account("office@example.com", Role::Office, "").await;
        let staffed = async || {
            let plan = w.service.season_plan(&w.office).await.unwrap();
            plan.staffed.get(UNIT).copied().unwrap_or_default()
        };
        w.submitted(1).await;
        w.submitted(2).await;
        assert_eq!(staffed().await, Staffed { people: 0, waiting: 2 });
        let vacant = |waiting| Message::UnitVacant { unit: UNIT.into(), waiting, closes: Some(day(50)) };
        assert_eq!(told(&w, &office).await, [vacant(1)], "of the first that waits");
        // Somebody comes: nobody is told any more.
        let person = w.account("unit@example.com", Role::RecommendingUnit, UNIT).await;
        w.submitted(3).await;
        assert_eq!(staffed().await, Staffed { people: 1, waiting: 3 });
        assert_eq!(told(&w, &office).await.len(), 1);
        // And cannot sign in any more: before the phase closes the Office hears of it once.
        w.tamper(&format!("INSERT INTO account_disabled (account, at) VALUES ('{}', 1)", person.account)).await;
        assert!(staffed().await.stuck());
        let remind = async |at: Stamp| {
            w.clock.set(at);
            (w.service.remind_units().await.unwrap(), w.service.remind_units().await.unwrap())
        };
        assert_eq!(remind(day(47)).await, (1, 0));
        assert_eq!(told(&w, &office).await[1..], [vacant(3)]);
        assert_eq!(told(&w, &person).await, []);
    }
}
