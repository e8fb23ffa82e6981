//! Sessions: their owner ends the others, the security administrator anybody's.

use super::*;

on_both! {
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

    async fn sessions_of_others_are_seen_and_ended_by_the_security_administrator_alone(w) {
        let (system, security, audit) = three(&w).await;
        let me = w.account(MAIL, Role::Office, "").await;
        let one = w.service.sign_in_from(MAIL, PASSWORD, "192.0.2.9", "Firefox · Linux").await.unwrap();
        let two = w.service.sign_in_from(MAIL, PASSWORD, "192.0.2.8", "Edge · Windows").await.unwrap();
        assert!(w.service.account_page(&system, &me.account).await.unwrap().sessions.is_empty());
        assert_eq!(refused(w.service.account_page(&audit, &me.account).await), Refusal::NotYours);
        let seen = w.service.account_page(&security, &me.account).await.unwrap().sessions;
        let firefox = seen.iter().find(|s| s.address == "192.0.2.9").unwrap();
        for who in [&system, &audit, &me] {
            let outcome = w.service.end_sessions_of(who, &me.account, None, WHY).await;
            assert_eq!(refused(outcome), Refusal::NotYours);
        }
        w.service.end_sessions_of(&security, &me.account, Some(&firefox.id), WHY).await.unwrap();
        assert_eq!(w.service.enter(&one).await.unwrap(), None);
        assert!(w.service.enter(&two).await.unwrap().is_some());
        w.service.end_sessions_of(&security, &me.account, None, WHY).await.unwrap();
        assert_eq!(w.service.enter(&two).await.unwrap(), None);
        w.second_step(&me).await;
        w.service.reset_factor(&security, &me.account, WHY).await.unwrap();
        assert!(!w.service.account_page(&security, &me.account).await.unwrap().row.factor);
    }
}
