//! What guards accounts: the second step of signing in.

use domain::event::Event;
use domain::guard::factor::{HALF_LIFE, PENDING_LIFE, RECOVERY, Required, STEP, State};
use domain::identity::FREE_TRIES;
use domain::mail::Message;
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::stamp::{MINUTE, SECOND};
use service::journal::event;
use service::{Begun, Guard, Service, Vault};
use std::sync::Arc;
use tokio::task::JoinSet;

use crate::on_both;
use crate::world::*;

const MAIL: &str = "a@example.com";

/// The token of a first step after which the second is asked for.
async fn half(w: &World) -> String {
    match w.service.begin_session(MAIL, PASSWORD, "1", "Firefox · Linux").await.unwrap() {
        Begun::Half(token) => token,
        Begun::Whole(_) => panic!("no second step is asked for"),
    }
}

/// A service whose administrators, Office and heads owe a second step.
fn strict(w: &World) -> Service {
    let all = Required { administrators: true, office: true, heads: true, committee: false };
    let guard = Guard { required: all, in_demonstration: all, ..w.service.guard.clone() };
    Service { guard, ..w.service.clone() }
}

async fn events(w: &World, kind: &str) -> Vec<Event> {
    let rows = w.service.read().await.unwrap().entries(0, 10_000).await.unwrap();
    rows.iter().filter(|e| e.kind == kind).map(|e| event(e).unwrap()).collect()
}

on_both! {
    async fn the_second_step_opens_a_session_and_the_first_alone_nothing(w) {
        let me = w.account(MAIL, Role::Office, "").await;
        let (secret, _) = w.second_step(&me).await;
        let token = half(&w).await;
        assert_eq!(w.service.enter(&token).await.unwrap(), None, "half a session is none");
        assert_eq!(refused(w.service.second_step(&token, "000000", "1").await), Refusal::BadCode);
        let session = w.service.second_step(&token, &w.code(&secret), "1").await.unwrap();
        assert_eq!(w.service.enter(&session).await.unwrap().unwrap().account, me.account);
        // Both are used up.
        assert_eq!(refused(w.service.second_step(&token, &w.code_at(&secret, 1), "1").await), Refusal::StepOver);
        assert_eq!(refused(w.service.second_step("", "000000", "1").await), Refusal::StepOver);
        // Whoever asks for a whole session is not given one.
        assert_eq!(refused(w.service.sign_in(MAIL, PASSWORD, "1").await), Refusal::SignIn);
        assert_eq!(events(&w, "signed_in").await.len(), 1);
    }

    /// One step of drift either way, none twice, none after a later one.
    async fn a_code_is_taken_once_and_a_step_early_or_late(w) {
        let me = w.account(MAIL, Role::Office, "").await;
        let (secret, _) = w.second_step(&me).await;
        w.clock.pass(10 * STEP);
        for (steps, taken) in [(-2, false), (2, false), (-1, true), (-1, false), (1, true), (0, false), (1, false)] {
            let code = w.code_at(&secret, steps);
            let token = half(&w).await;
            let outcome = w.service.second_step(&token, &code, &format!("{steps}")).await;
            assert_eq!(outcome.is_ok(), taken, "{steps}");
            if !taken {
                assert_eq!(refused(outcome), Refusal::BadCode);
            }
        }
    }

    async fn no_race_uses_a_code_twice(w) {
        let me = w.account(MAIL, Role::Office, "").await;
        let (secret, codes) = w.second_step(&me).await;
        for code in [w.code(&secret), codes[0].clone()] {
            let mut tries = JoinSet::new();
            let second = w.second().await;
            // Four alone: more failures would make the last ones wait.
            for n in 0..4 {
                let token = half(&w).await;
                let service = if n % 2 == 0 { w.service.clone() } else { second.clone() };
                let code = code.clone();
                tries.spawn(async move { service.second_step(&token, &code, &format!("{n}")).await });
            }
            let ends = tries.join_all().await;
            assert_eq!(ends.iter().filter(|e| e.is_ok()).count(), 1);
            w.clock.pass(20 * MINUTE);
        }
    }

    /// Wrong codes are counted for the account, whichever half session they come by.
    async fn wrong_codes_are_slowed_down_as_wrong_passwords_are(w) {
        let me = w.account(MAIL, Role::Office, "").await;
        let (secret, _) = w.second_step(&me).await;
        for n in 0..FREE_TRIES {
            let token = half(&w).await;
            assert_eq!(refused(w.service.second_step(&token, "000000", &format!("{n}")).await), Refusal::BadCode);
        }
        let token = half(&w).await;
        let waits = refused(w.service.second_step(&token, &w.code(&secret), "x").await);
        assert!(matches!(waits, Refusal::TooManyAttempts { .. }), "{waits:?}");
        w.clock.pass(3 * SECOND);
        w.service.second_step(&token, &w.code(&secret), "x").await.unwrap();
        // Success forgets them.
        let token = half(&w).await;
        assert_eq!(refused(w.service.second_step(&token, "000000", "x").await), Refusal::BadCode);
        assert_eq!(refused(w.service.second_step(&token, "000000", "x").await), Refusal::BadCode);
    }

    async fn the_second_step_comes_within_ten_minutes(w) {
        let me = w.account(MAIL, Role::Office, "").await;
        let (secret, _) = w.second_step(&me).await;
        let token = half(&w).await;
        w.clock.pass(HALF_LIFE);
        assert_eq!(refused(w.service.second_step(&token, &w.code(&secret), "1").await), Refusal::StepOver);
        // Those that are late are forgotten with the next.
        half(&w).await;
        assert_eq!(w.number("SELECT COUNT(*) FROM half_session").await, 1);
    }

    async fn each_recovery_code_signs_in_once(w) {
        let me = w.account(MAIL, Role::Office, "").await;
        let (secret, codes) = w.second_step(&me).await;
        assert_eq!(codes.len(), RECOVERY);
        let typed = codes[3].to_uppercase().replace('-', " ");
        let token = half(&w).await;
        w.service.second_step(&token, &typed, "1").await.unwrap();
        assert!(w.letters(MAIL).await.contains(&Message::RecoveryUsed { left: 9 }));
        let token = half(&w).await;
        assert_eq!(refused(w.service.second_step(&token, &codes[3], "1").await), Refusal::BadCode);
        // They are stored as digests, and new ones end the old.
        for code in &codes {
            let plain = code.replace('-', "");
            let found = w.number(&format!("SELECT COUNT(*) FROM recovery_code WHERE digest LIKE '%{plain}%'")).await;
            assert_eq!(found, 0);
        }
        let code = w.code(&secret);
        let fresh = w.service.new_recovery(&me, PASSWORD, &code).await.unwrap();
        assert_eq!(refused(w.service.second_step(&token, &codes[0], "1").await), Refusal::BadCode);
        w.service.second_step(&token, &fresh[0], "1").await.unwrap();
        let State::Active { left, .. } = w.service.factor(&me).await.unwrap().state else { panic!() };
        assert_eq!(left, 9);
    }

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
        w.clock.pass(PENDING_LIFE);
        assert_eq!(refused(w.service.confirm_factor(&me, &w.code(&shown), "").await), Refusal::NothingPending);
        assert_eq!(w.service.factor(&me).await.unwrap().state, State::None);
        w.service.begin_factor(&me, PASSWORD, "").await.unwrap();
        let first = w.pending(&me).await;
        let hash = domain::application::version::digest(&kept);
        w.service.confirm_factor(&me, &w.code(&first), &hash).await.unwrap();
        assert!(w.service.enter(&kept).await.unwrap().is_some());
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
        w.service.confirm_factor(&me, &w.code(&secret), &hash).await.unwrap();
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
        assert!(other.try_vault().await.is_err());
        let none = Service { guard: Guard::default(), ..w.service.clone() };
        assert!(none.try_vault().await.is_err());
    }

    /// Coming again with the form of the registration is signing in, and asks for no less.
    async fn no_other_way_in_leaves_the_second_step_out(w) {
        let form = crate::people::form(1, "new@example.com");
        let token = w.service.register(&form, crate::people::visitor()).await.unwrap();
        let me = w.service.enter(&token).await.unwrap().unwrap();
        w.service.begin_factor(&me, &form.password, "").await.unwrap();
        let secret = w.pending(&me).await;
        w.service.confirm_factor(&me, &w.code(&secret), "").await.unwrap();
        let again = w.service.register(&form, crate::people::visitor()).await.unwrap();
        let other = w.service.enter(&again).await.unwrap().unwrap();
        assert_ne!(other.account, me.account);
        // A password set anew by a link is a first step only.
        let office = w.account(MAIL, Role::Office, "").await;
        w.second_step(&office).await;
        w.service.ask_reset(MAIL, "1").await.unwrap();
        let link = w.secret(MAIL).await;
        w.service.reset(&link, PASSWORD, "1").await.unwrap();
        half(&w).await;
    }

    async fn other_sessions_end_together_and_say_where_they_came_from(w) {
        let me = w.account(MAIL, Role::Office, "").await;
        let mut tokens = Vec::new();
        for from in ["192.0.2.1", "192.0.2.2", "192.0.2.3"] {
            tokens.push(w.service.sign_in_from(MAIL, PASSWORD, from, "").await.unwrap());
        }
        let hash = domain::application::version::digest(&tokens[0]);
        let seen = w.service.own_account(&me, &hash).await.unwrap();
        assert_eq!(seen.sessions[0].address, "192.0.2.1");
        assert_eq!(seen.sessions.len(), 3);
        w.service.end_others(&me, &hash).await.unwrap();
        w.service.end_others(&me, &hash).await.unwrap();
        assert!(w.service.enter(&tokens[0]).await.unwrap().is_some());
        for token in &tokens[1..] {
            assert_eq!(w.service.enter(token).await.unwrap(), None);
        }
        assert_eq!(w.number("SELECT COUNT(*) FROM session WHERE address <> ''").await, 1);
        assert_eq!(events(&w, "session_ended").await.len(), 1);
    }
}
