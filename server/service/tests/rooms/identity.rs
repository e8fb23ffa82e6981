//! Accounts, sessions, roles.

use std::sync::Arc;

use async_trait::async_trait;
use domain::identity::{FREE_TRIES, WINDOW};
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::stamp::{MINUTE, SECOND};
use service::Service;
use service::ports::{Passwords, Port};
use service::rooms::identity::{IDLE, LIFETIME};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::on_both;
use crate::world::ports::Quick;
use crate::world::*;

/// Verifies when so many tries have come together: none has been counted by then.
struct Together(Barrier);

#[async_trait]
impl Passwords for Together {
    async fn hash(&self, password: &str) -> Port<String> {
        Quick.hash(password).await
    }

    async fn verify(&self, password: &str, hash: Option<&str>) -> Port<bool> {
        self.0.wait().await;
        Quick.verify(password, hash).await
    }
}

const OTHER: &str = "另一句足够长的演示口令";

on_both! {
    async fn a_session_begins_with_the_password_and_ends_with_signing_out(w) {
        w.account("a@example.com", Role::Office, "").await;
        let token = w.service.sign_in(" A@Example.com ", PASSWORD, "1").await.unwrap();
        let actor = w.service.enter(&token).await.unwrap().unwrap();
        assert!(actor.is(Role::Office));
        let other = w.service.sign_in("a@example.com", PASSWORD, "1").await.unwrap();
        assert_ne!(token, other);
        w.service.sign_out(&token).await.unwrap();
        assert_eq!(w.service.enter(&token).await.unwrap(), None);
        assert!(w.service.enter(&other).await.unwrap().is_some());
        w.service.sign_out(&token).await.unwrap();
        assert_eq!(w.service.enter("").await.unwrap(), None);
    }

    /// Whoever signs out rings for themselves: the lines of all others need not be looked at.
    async fn a_session_that_ends_rings_for_its_own_account(w) {
        let one = w.account("a@example.com", Role::Office, "").await;
        let other = w.account("b@example.com", Role::Office, "").await;
        let token = w.service.sign_in("a@example.com", PASSWORD, "1").await.unwrap();
        let mut bells = w.service.store.bells();
        w.service.sign_out(&token).await.unwrap();
        let bell = bells.recv().await.unwrap();
        assert!(bell.is_about(&one.account) && !bell.is_about(&other.account), "{bell:?}");
        let all = service::ports::Bell { dossier: None, ..bell };
        assert!(all.is_about(&one.account) && all.is_about(&other.account));
        let elsewhere = service::ports::Bell { room: "review".into(), ..all };
        assert!(!elsewhere.is_about(&one.account));
    }

    /// Whoever reads the database finds nothing to sign in with.
    async fn the_token_itself_is_stored_nowhere(w) {
        w.account("a@example.com", Role::Office, "").await;
        let token = w.service.sign_in("a@example.com", PASSWORD, "1").await.unwrap();
        let mut db = w.service.read().await.unwrap();
        assert!(db.session(&token).await.unwrap().is_none());
        for e in db.entries(0, 1000).await.unwrap() {
            assert!(!e.data.contains(&token) && !e.data.contains("a@example.com"));
        }
    }

    async fn a_session_ends_by_itself(w) {
        w.account("a@example.com", Role::Office, "").await;
        let start = w.service.now();
        let token = w.service.sign_in("a@example.com", PASSWORD, "1").await.unwrap();
        w.clock.set(start.plus(IDLE - SECOND));
        assert!(w.service.enter(&token).await.unwrap().is_some());
        // Used a moment ago: the idle time begins again.
        w.clock.set(start.plus(2 * IDLE - MINUTE));
        assert!(w.service.enter(&token).await.unwrap().is_some());
        w.clock.set(start.plus(4 * IDLE));
        assert_eq!(w.service.enter(&token).await.unwrap(), None);
        let start = w.service.now();
        let token = w.service.sign_in("a@example.com", PASSWORD, "1").await.unwrap();
        let mut at = start;
        while at.0 < start.plus(LIFETIME - IDLE / 2).0 {
            assert!(w.service.enter(&token).await.unwrap().is_some());
            at = at.plus(IDLE / 2);
            w.clock.set(at);
        }
        w.clock.set(start.plus(LIFETIME + MINUTE));
        assert_eq!(w.service.enter(&token).await.unwrap(), None);
    }

    /// What a page does by itself is no use of its session (a line that is held, signs of life).
    async fn a_session_that_is_only_looked_at_ends_by_itself(w) {
        w.account("a@example.com", Role::Office, "").await;
        let start = w.service.now();
        let token = w.service.sign_in("a@example.com", PASSWORD, "1").await.unwrap();
        for hours in 1..12 {
            w.clock.set(start.plus(hours * 60 * MINUTE));
            assert!(w.service.known(&token).await.unwrap().is_some(), "{hours}");
        }
        w.clock.set(start.plus(IDLE + SECOND));
        assert_eq!(w.service.known(&token).await.unwrap(), None);
        assert_eq!(w.service.enter(&token).await.unwrap(), None);
    }

    async fn an_unknown_account_is_answered_like_a_wrong_password(w) {
        w.account("a@example.com", Role::Office, "").await;
        for try_ in 0..=FREE_TRIES {
            let known = refused(w.service.sign_in("a@example.com", "wrong", "known").await);
            let unknown = refused(w.service.sign_in("b@example.com", "wrong", "unknown").await);
            assert_eq!(known, unknown);
            let expected = if try_ < FREE_TRIES { Refusal::BadCredentials } else { Refusal::TooManyAttempts { wait: 3 } };
            assert_eq!(known, expected);
        }
    }

    /// After the free tries each further one doubles the wait; the right password waits as well.
    async fn a_locked_account_opens_again(w) {
        w.account("a@example.com", Role::Office, "").await;
        for _ in 0..FREE_TRIES {
            assert_eq!(refused(w.service.sign_in("a@example.com", "wrong", "1").await), Refusal::BadCredentials);
        }
        let mut wait = 2;
        for _ in 0..4 {
            w.clock.pass(wait * SECOND - SECOND);
            let refusal = refused(w.service.sign_in("a@example.com", PASSWORD, "1").await);
            assert!(matches!(refusal, Refusal::TooManyAttempts { .. }), "{wait}: {refusal:?}");
            w.clock.pass(2 * SECOND);
            assert_eq!(refused(w.service.sign_in("a@example.com", "wrong", "1").await), Refusal::BadCredentials);
            wait *= 2;
        }
        w.clock.pass(WINDOW + SECOND);
        w.service.sign_in("a@example.com", PASSWORD, "1").await.unwrap();
        // Success forgets the account's failures.
        for _ in 0..FREE_TRIES {
            assert_eq!(refused(w.service.sign_in("a@example.com", "wrong", "1").await), Refusal::BadCredentials);
        }
    }

    async fn tries_on_many_accounts_are_counted_for_the_address(w) {
        for n in 0..10 * FREE_TRIES {
            let email = format!("nobody{n}@example.com");
            assert_eq!(refused(w.service.sign_in(&email, "wrong", "1").await), Refusal::BadCredentials);
        }
        let refusal = refused(w.service.sign_in("somebody@example.com", "wrong", "1").await);
        assert!(matches!(refusal, Refusal::TooManyAttempts { .. }));
        let elsewhere = refused(w.service.sign_in("somebody@example.com", "wrong", "2").await);
        assert_eq!(elsewhere, Refusal::BadCredentials);
    }

    /// An address is known to everybody: whoever tries passwords at it makes nobody wait but themselves.
    async fn wrong_passwords_from_elsewhere_keep_nobody_out(w) {
        w.account("a@example.com", Role::Office, "").await;
        for _ in 0..=FREE_TRIES {
            refused(w.service.sign_in("a@example.com", "wrong", "elsewhere").await);
        }
        let there = refused(w.service.sign_in("a@example.com", PASSWORD, "elsewhere").await);
        assert!(matches!(there, Refusal::TooManyAttempts { .. }), "{there:?}");
        w.service.sign_in("a@example.com", PASSWORD, "own").await.unwrap();
        // From very many places it waits all the same, but for where its owner is signed in already.
        let anywhere = 20 * FREE_TRIES;
        for n in 0..anywhere {
            refused(w.service.sign_in("a@example.com", "wrong", &format!("place {n}")).await);
        }
        let another = refused(w.service.sign_in("a@example.com", PASSWORD, "another").await);
        assert!(matches!(another, Refusal::TooManyAttempts { .. }), "{another:?}");
        let token = w.service.sign_in("a@example.com", PASSWORD, "own").await.unwrap();
        w.service.sign_out(&token).await.unwrap();
        // Nor does that open their own place to guesses without end.
        for _ in 0..FREE_TRIES {
            assert_eq!(refused(w.service.sign_in("a@example.com", "wrong", "own").await), Refusal::BadCredentials);
        }
        let own = refused(w.service.sign_in("a@example.com", PASSWORD, "own").await);
        assert!(matches!(own, Refusal::TooManyAttempts { .. }), "{own:?}");
        // Whoever sets the password anew by a letter is let in.
        w.service.ask_reset("a@example.com", "another").await.unwrap();
        w.service.reset(&w.secret("a@example.com").await, OTHER, "another").await.unwrap();
        w.service.sign_in("a@example.com", OTHER, "another").await.unwrap();
    }

    /// Forty guesses that arrive together, each before any other was counted.
    async fn no_race_gets_past_the_count_of_tries(w) {
        w.account("a@example.com", Role::Office, "").await;
        let service = Service { passwords: Arc::new(Together(Barrier::new(40))), ..w.service.clone() };
        let mut guesses = JoinSet::new();
        for n in 0..40 {
            let service = service.clone();
            guesses.spawn(async move {
                refused(service.sign_in("a@example.com", &format!("guess {n}"), "1").await)
            });
        }
        let ends = guesses.join_all().await;
        let judged = ends.iter().filter(|r| **r == Refusal::BadCredentials).count();
        assert_eq!(judged, usize::try_from(FREE_TRIES).unwrap());
    }

    /// Who only says that an address is theirs signs in, and wins no further guesses by it.
    async fn a_claim_on_an_address_does_not_reset_the_count_of_its_owner(w) {
        w.account("a@example.com", Role::Office, "").await;
        let form = domain::people::Registration { password: "这是自己的一句演示口令".into(), ..crate::people::form(1, "a@example.com") };
        w.service.register(&form, crate::people::visitor()).await.unwrap();
        for n in 0..FREE_TRIES {
            assert_eq!(refused(w.service.sign_in("a@example.com", &format!("guess {n}"), "1").await), Refusal::BadCredentials);
            if n == 1 {
                w.service.sign_in("a@example.com", "这是自己的一句演示口令", "1").await.unwrap();
            }
        }
        let refusal = refused(w.service.sign_in("a@example.com", "one more", "1").await);
        assert!(matches!(refusal, Refusal::TooManyAttempts { .. }), "{refusal:?}");
    }

    async fn no_race_registers_an_address_twice(w) {
        let mut forms = JoinSet::new();
        for n in 0..8 {
            let service = w.service.clone();
            forms.spawn(async move { service.create_account("op", &format!("演示{n}"), "same@example.com", PASSWORD).await.is_ok() });
        }
        assert_eq!(forms.join_all().await.into_iter().filter(|ok| *ok).count(), 1);
    }

    async fn the_three_administrations_are_three_people(w) {
        let one = w.service.create_account("op", "演示", "one@example.com", PASSWORD).await.unwrap();
        w.service.grant("op", &id(), &one, Role::SystemAdmin, "").await.unwrap();
        for role in [Role::SecurityAdmin, Role::AuditAdmin] {
            let refusal = refused(w.service.grant("op", &id(), &one, role, "").await);
            assert_eq!(refusal, Refusal::Administrates);
        }
        w.service.grant("op", &id(), &one, Role::SystemAdmin, "").await.unwrap();
    }
}
