//! The second step of signing in: it alone opens a session, and each of its codes does so once.

use domain::guard::factor::{HALF_LIFE, RECOVERY, State};
use domain::stamp::MINUTE;
use tokio::task::JoinSet;

use super::*;

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
        w.clock.pass(HALF_LIFE + SECOND);
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
}
