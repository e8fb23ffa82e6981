//! Accounts that are disabled or locked.

use super::*;

on_both! {
    async fn a_disabled_account_is_answered_as_a_wrong_password_is(w) {
        let (system, ..) = three(&w).await;
        let me = w.account(MAIL, Role::Office, "").await;
        let (secret, _) = w.second_step(&me).await;
        let token = half(&w).await;
        let session = w.service.second_step(&token, &w.code(&secret), "1").await.unwrap();
        w.clock.pass(STEP);
        let waiting = half(&w).await;
        w.service.disable_account(&system, &me.account, WHY).await.unwrap();
        w.service.disable_account(&system, &me.account, WHY).await.unwrap();
        assert_eq!(w.service.enter(&session).await.unwrap(), None);
        assert_eq!(refused(w.service.second_step(&waiting, &w.code(&secret), "1").await), Refusal::StepOver);
        assert_eq!(refused(w.service.begin_session(MAIL, PASSWORD, "1", "").await), Refusal::BadCredentials);
        assert_eq!(events(&w, "account_disabled").await.len(), 1);
        w.service.enable_account(&system, &me.account, WHY).await.unwrap();
        half(&w).await;
    }

    /// Who left, or whose mailbox was taken, hears no more of the selection; the roles wait for the account.
    async fn art_15_a_disabled_account_is_mailed_nothing_of_the_selection(w) {
        let (system, ..) = three(&w).await;
        let me = w.account(MAIL, Role::Office, "").await;
        let other = w.account("b@example.com", Role::Office, "").await;
        let tell = async || {
            let mut work = w.service.begin().await.unwrap();
            let message = Message::NoticeClosed { year: 2026, open: 1 };
            work.post_to_holders(&id(), (Role::Office, ""), None, &message).await.unwrap();
            work.commit().await.unwrap();
        };
        let closed = async |email| {
            let letters = w.letters(email).await;
            letters.iter().filter(|m| matches!(m, Message::NoticeClosed { .. })).count()
        };
        tell().await;
        assert_eq!(closed(MAIL).await, 1);
        w.service.disable_account(&system, &me.account, WHY).await.unwrap();
        assert_eq!(closed(MAIL).await, 0, "what waited for company does not leave any more");
        assert_eq!(closed("b@example.com").await, 1, "nobody else's is touched");
        tell().await;
        assert_eq!((closed(MAIL).await, closed("b@example.com").await), (0, 2));
        let told = w.letters(MAIL).await;
        assert!(matches!(told.as_slice(), [Message::AccountDisabled { .. }]), "{told:?}");
        // It waits where only who signs in reads it.
        assert_eq!(w.service.inbox(&me).await.unwrap().unread, w.service.inbox(&other).await.unwrap().unread + 1);
        w.service.enable_account(&system, &me.account, WHY).await.unwrap();
        tell().await;
        assert_eq!(closed(MAIL).await, 1);
    }

    async fn a_locked_account_is_unlocked_for_a_reason(w) {
        let (system, security, _) = three(&w).await;
        let me = w.account(MAIL, Role::Office, "").await;
        for _ in 0..=FREE_TRIES {
            assert!(w.service.sign_in(MAIL, "wrong", "1").await.is_err());
        }
        assert_eq!(w.service.account_page(&system, &me.account).await.unwrap().tries, FREE_TRIES);
        assert_eq!(refused(w.service.unlock_account(&security, &me.account, WHY).await), Refusal::NotYours);
        w.service.unlock_account(&system, &me.account, WHY).await.unwrap();
        w.service.sign_in(MAIL, PASSWORD, "2").await.unwrap();
        assert_eq!(events(&w, "account_unlocked").await.len(), 1);
    }
}
