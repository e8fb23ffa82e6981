//! The second step is set up, owed, reset and kept sealed.

use std::sync::Arc;

use domain::guard::factor::{PENDING_LIFE, Required, State};
use service::{Error, Guard, Service, Vault};

use super::*;

/// A service whose administrators, Office and heads owe a second step.
fn strict(w: &World) -> Service {
    let all = Required { administrators: true, office: true, heads: true, committee: false };
    let guard = Guard { required: all, in_demonstration: all, ..w.service.guard.clone() };
    Service { guard, ..w.service.clone() }
}

on_both! {
    async fn setting_up_asks_for_the_password_and_another_device_for_a_code(w) {
        let me = w.account(MAIL, Role::Expert, "e1").await;
        assert_eq!(refused(w.service.begin_factor(&me, "wrong", "").await), Refusal::WrongPassword);
        assert_eq!(refused(w.service.confirm_factor(&me, "000000", "").await), Refusal::NothingPending);
        let other = w.service.sign_in(MAIL, PASSWORD, "2").await.unwrap();
        let kept = w.service.sign_in(MAIL, PASSWORD, "1").await.unwrap();
        w.service.begin_factor(&me, PASSWORD, "").await.unwrap();
        let shown = w.pending(&me).await;
        assert_eq!(refused(w.service.confirm_factor(&me, &w.code_at(&shown, 5), "").await), Refusal::BadCode);
        // Nothing is asked for before it is confirmed.
        w.service.sign_in(MAIL, PASSWORD, "3").await.unwrap();
        w.clock.pass(PENDING_LIFE + SECOND);
        assert_eq!(refused(w.service.confirm_factor(&me, &w.code(&shown), "").await), Refusal::NothingPending);
        assert_eq!(w.service.factor(&me).await.unwrap().state, State::None);
        w.service.begin_factor(&me, PASSWORD, "").await.unwrap();
        let first = w.pending(&me).await;
        let hash = domain::application::version::digest(&kept);
        let (_, anew) = w.service.confirm_factor(&me, &w.code(&first), &hash).await.unwrap();
        assert!(w.service.enter(&anew).await.unwrap().is_some());
        assert_eq!(w.service.enter(&kept).await.unwrap(), None, "a copy of the token is worth nothing");
        assert_eq!(w.service.enter(&other).await.unwrap(), None, "what began without it ends");
        assert!(w.letters(MAIL).await.contains(&Message::FactorSet));
        w.clock.pass(STEP);
        // Another device: a code of this one first, and this one counts until the other is confirmed.
        assert_eq!(refused(w.service.begin_factor(&me, PASSWORD, "").await), Refusal::BadCode);
        w.service.begin_factor(&me, PASSWORD, &w.code(&first)).await.unwrap();
        let next = w.pending(&me).await;
        w.clock.pass(STEP);
        let token = half(&w).await;
        w.service.second_step(&token, &w.code(&first), "1").await.unwrap();
        w.service.confirm_factor(&me, &w.code(&next), "").await.unwrap();
        w.clock.pass(STEP);
        let token = half(&w).await;
        assert_eq!(refused(w.service.second_step(&token, &w.code(&first), "1").await), Refusal::BadCode);
        w.service.second_step(&token, &w.code(&next), "1").await.unwrap();
        // And off again, with a code.
        w.clock.pass(STEP);
        assert_eq!(refused(w.service.remove_factor(&me, PASSWORD, "000000").await), Refusal::BadCode);
        w.service.remove_factor(&me, PASSWORD, &w.code(&next)).await.unwrap();
        w.service.sign_in(MAIL, PASSWORD, "1").await.unwrap();
    }

    async fn who_owes_a_second_step_enters_nothing_before_it_is_set_up(w) {
        let me = w.account(MAIL, Role::Office, "").await;
        let expert = w.account("e@example.com", Role::Expert, "e1").await;
        let s = strict(&w);
        let token = s.sign_in(MAIL, PASSWORD, "1").await.unwrap();
        assert_eq!(s.enter(&token).await.unwrap(), None);
        let entered = s.entered(&token).await.unwrap().unwrap();
        assert!(entered.owes && entered.actor.account == me.account);
        let theirs = s.sign_in("e@example.com", PASSWORD, "1").await.unwrap();
        assert_eq!(s.enter(&theirs).await.unwrap().unwrap().account, expert.account);
        let (secret, _) = w.second_step(&me).await;
        assert!(s.factor(&me).await.unwrap().owed);
        assert_eq!(refused(s.remove_factor(&me, PASSWORD, &w.code(&secret)).await), Refusal::FactorOwed);
        let Begun::Half(token) = s.begin_session(MAIL, PASSWORD, "1", "").await.unwrap() else { panic!() };
        let token = s.second_step(&token, &w.code(&secret), "1").await.unwrap();
        assert!(s.enter(&token).await.unwrap().is_some());
        // A demonstration's accounts are everybody's: there it is offered alone.
        let offered = Service { guard: Guard { in_demonstration: Required::default(), ..s.guard.clone() }, ..s.clone() };
        assert!(!offered.factor(&me).await.unwrap().owed);
    }

    async fn a_lost_device_is_reset_for_a_reason_and_every_session_ends(w) {
        let me = w.account(MAIL, Role::Office, "").await;
        let session = w.service.sign_in(MAIL, PASSWORD, "1").await.unwrap();
        let hash = domain::application::version::digest(&session);
        w.service.begin_factor(&me, PASSWORD, "").await.unwrap();
        let secret = w.pending(&me).await;
        let (_, session) = w.service.confirm_factor(&me, &w.code(&secret), &hash).await.unwrap();
        assert!(w.service.enter(&session).await.unwrap().is_some());
        let token = half(&w).await;
        assert!(matches!(refused(w.service.forget_factor("operator", &me.account, " ").await), Refusal::TooShort { .. }));
        assert!(w.service.forget_factor("operator", &me.account, "手机遗失，已当面核实").await.unwrap());
        assert!(!w.service.forget_factor("operator", &me.account, "再来一次").await.unwrap());
        assert_eq!(w.service.enter(&session).await.unwrap(), None);
        w.clock.pass(STEP);
        assert_eq!(refused(w.service.second_step(&token, &w.code(&secret), "1").await), Refusal::StepOver);
        w.service.sign_in(MAIL, PASSWORD, "1").await.unwrap();
        let told = Message::FactorRemoved { reason: "手机遗失，已当面核实".into() };
        assert!(w.letters(MAIL).await.contains(&told));
        let rows = w.service.read().await.unwrap().entries(0, 10_000).await.unwrap();
        let reset = rows.iter().find(|e| e.kind == "factor_reset").unwrap();
        assert_eq!((reset.actor.as_str(), reset.reason.as_str()), ("operator", "手机遗失，已当面核实"));
        assert_eq!(w.number("SELECT COUNT(*) FROM recovery_code").await, 0);
    }

    /// Whoever has a copy of the database has no codes by it.
    async fn a_secret_is_sealed_and_opens_with_the_key_alone(w) {
        let me = w.account(MAIL, Role::Office, "").await;
        w.service.try_vault().await.unwrap();
        let (secret, _) = w.second_step(&me).await;
        let plain = hex::encode(&secret);
        let base = domain::guard::factor::base32(&secret);
        for text in [plain, base] {
            let query = format!("SELECT COUNT(*) FROM second_factor WHERE secret LIKE '%{text}%'");
            assert_eq!(w.number(&query).await, 0);
        }
        let rows = w.service.read().await.unwrap().entries(0, 10_000).await.unwrap();
        assert!(rows.iter().all(|e| !e.data.contains(&domain::guard::factor::base32(&secret))));
        w.service.try_vault().await.unwrap();
        let vault = Some(Arc::new(Vault::new(&[8; 32]).unwrap()));
        let guard = Guard { vault, ..w.service.guard.clone() };
        let other = Service { guard, ..w.service.clone() };
        assert!(matches!(other.try_vault().await, Err(Error::Fault(_))));
        let none = Service { guard: Guard::default(), ..w.service.clone() };
        assert!(matches!(none.try_vault().await, Err(Error::Fault(_))));
    }
}
