//! The three administrators: how they are made, who gives which role, and that nobody does so alone.

use domain::ids::AccountId;
use domain::views::guard::AccountsAsked;
use service::acting::Acting;

use super::*;

async fn roles(w: &World, account: &AccountId) -> Vec<Role> {
    let mut db = w.service.read().await.unwrap();
    db.grants(&id(), account).await.unwrap().iter().map(|g| g.role).collect()
}

on_both! {
    /// All or none, once, and by links alone.
    async fn art_15_the_first_administrators_are_made_at_once_and_never_again(w) {
        let wanted = [
            (Role::SystemAdmin, "系统管理员", "it@example.org"),
            (Role::SecurityAdmin, "安全保密管理员", "security@example.org"),
            (Role::AuditAdmin, "安全审计员", "audit@example.org"),
            (Role::Office, "工作办公室", "first@example.org"),
        ];
        // Two of them at one address: nothing is made.
        let twice = [wanted[0], wanted[1], (Role::AuditAdmin, "x", "it@example.org")];
        assert_eq!(refused(w.service.found_accounts("operator", &twice).await), Refusal::Taken);
        assert_eq!(w.number("SELECT COUNT(*) FROM account WHERE email LIKE '%example.org'").await, 0);
        let founded = w.service.found_accounts("operator", &wanted).await.unwrap().unwrap();
        assert_eq!(founded.iter().map(|f| f.role).collect::<Vec<_>>(), wanted.map(|x| x.0));
        for one in &founded {
            w.service.reset(&one.token, PASSWORD, "1").await.unwrap();
            assert_eq!(refused(w.service.reset(&one.token, PASSWORD, "1").await), Refusal::LinkOver);
            w.service.sign_in(&one.email, PASSWORD, "1").await.unwrap();
        }
        assert_eq!(w.service.found_accounts("operator", &wanted).await.unwrap(), None);
        assert_eq!(events(&w, "account_created").await.len(), 4);
        assert_eq!(w.checked().await, Vec::<String>::new());
        // What is left to do they do themselves (ADR 0041).
        let it = actor(founded[0].account.as_str(), Role::SystemAdmin, "");
        let security = actor(founded[1].account.as_str(), Role::SecurityAdmin, "");
        let made = w.service.make_account(&it, "演示推荐单位", "unit@example.org").await.unwrap();
        assert!(w.service.give_role(&security, &made, "recommending_unit", answers::UNIT, "演示").await.unwrap());
    }

    async fn one_makes_accounts_another_gives_roles_and_neither_does_both(w) {
        let (system, security, audit) = three(&w).await;
        let office = w.account("office@example.com", Role::Office, "").await;
        for who in [&security, &audit, &office] {
            assert_eq!(refused(w.service.make_account(who, "演示", "n@example.com").await), Refusal::NotYours);
        }
        let new = w.service.make_account(&system, "演示新人", "N@example.com").await.unwrap();
        assert_eq!(refused(w.service.make_account(&system, "演示", "n@example.com").await), Refusal::Taken);
        assert_eq!(roles(&w, &new).await, []);
        // The mail sets the password.
        let link = w.secret("n@example.com").await;
        w.service.reset(&link, PASSWORD, "1").await.unwrap();
        let token = w.service.sign_in("n@example.com", PASSWORD, "1").await.unwrap();
        for who in [&system, &audit, &office] {
            assert_eq!(refused(w.service.give_role(who, &new, "office", "", WHY).await), Refusal::NotYours);
        }
        assert!(matches!(refused(w.service.give_role(&security, &new, "office", "", "").await), Refusal::TooShort { .. }));
        assert!(matches!(refused(w.service.give_role(&security, &new, "chair", "", WHY).await), Refusal::BadValue { .. }));
        assert!(matches!(refused(w.service.give_role(&security, &new, "recommending_unit", "x", WHY).await), Refusal::BadValue { .. }));
        assert!(w.service.give_role(&security, &new, "recommending_unit", "R370200", WHY).await.unwrap());
        // Of a second unit nothing could be reached (Art. 7).
        let second = w.service.give_role(&security, &new, "recommending_unit", "R370000", WHY).await;
        assert_eq!(refused(second), Refusal::OtherUnit { unit: "R370200".into() });
        assert!(w.service.enter(&token).await.unwrap().unwrap().is(Role::RecommendingUnit), "it counts at once");
        for who in [&system, &audit, &office] {
            assert_eq!(refused(w.service.take_role(who, &new, "recommending_unit", "R370200", WHY).await), Refusal::NotYours);
        }
        w.service.take_role(&security, &new, "recommending_unit", "R370200", WHY).await.unwrap();
        w.service.take_role(&security, &new, "recommending_unit", "R370200", WHY).await.unwrap();
        assert_eq!(roles(&w, &new).await, []);
        let told = w.letters("n@example.com").await;
        assert!(told.contains(&Message::RoleChanged { role: "recommending_unit".into(), given: false, reason: WHY.into() }));
        let rows = w.service.read().await.unwrap().entries(0, 10_000).await.unwrap();
        let granted = rows.iter().find(|e| e.kind == "role_revoked").unwrap();
        assert_eq!((granted.actor.as_str(), granted.reason.as_str()), (security.account.as_str(), WHY));
    }

    async fn an_administrator_is_made_by_two_and_holds_nothing_else(w) {
        let (system, security, _) = three(&w).await;
        let new = w.service.make_account(&system, "演示新人", "n@example.com").await.unwrap();
        assert!(!w.service.give_role(&security, &new, "audit_admin", "", WHY).await.unwrap());
        assert_eq!(roles(&w, &new).await, [], "asked for is not given");
        assert!(w.letters("system@example.com").await.iter().any(|m| matches!(m, Message::RoleAsked { .. })));
        assert_eq!(refused(w.service.give_role(&security, &new, "system_admin", "", WHY).await), Refusal::SecondPerson);
        let request = w.service.accounts(&security, AccountsAsked::default()).await.unwrap().requests[0].clone();
        assert!(request.own && !request.confirms);
        assert_eq!(refused(w.service.answer_request(&security, &request.id, true).await), Refusal::NotYours);
        let seen = w.service.accounts(&system, AccountsAsked::default()).await.unwrap().requests[0].clone();
        assert!(seen.confirms && !seen.own);
        w.service.answer_request(&system, &request.id, true).await.unwrap();
        assert_eq!(roles(&w, &new).await, [Role::AuditAdmin]);
        assert_eq!(refused(w.service.answer_request(&system, &request.id, true).await), Refusal::NotYours);
        // Nothing beside it, whoever gives it.
        for role in ["office", "caq", "security_admin"] {
            assert_eq!(refused(w.service.give_role(&security, &new, role, "", WHY).await), Refusal::Administrates);
        }
        let office = w.account("office@example.com", Role::Office, "").await;
        assert_eq!(refused(w.service.give_role(&security, &office.account, "audit_admin", "", WHY).await), Refusal::Administrates);
        // What was asked for and taken back, or not confirmed, is nothing.
        let other = w.service.make_account(&system, "演示另一人", "o@example.com").await.unwrap();
        for who in [&security, &system] {
            w.service.give_role(&security, &other, "system_admin", "", WHY).await.unwrap();
            let request = w.service.accounts(&security, AccountsAsked::default()).await.unwrap().requests[0].id.clone();
            w.service.answer_request(who, &request, false).await.unwrap();
            assert_eq!(roles(&w, &other).await, []);
        }
        let answers = events(&w, "role_answered").await;
        assert_eq!(answers.len(), 3);
    }

    /// What waited for the other writers, or was on its way for long, is judged by what holds then.
    async fn art_5_whoever_waited_is_asked_again_before_anything_is_done(w) {
        let (system, security, _) = three(&w).await;
        let second = w.account("second@example.com", Role::SecurityAdmin, "").await;
        let new = w.service.make_account(&system, "演示新人", "n@example.com").await.unwrap();
        let token = w.service.sign_in("second@example.com", PASSWORD, "1").await.unwrap();
        let session = domain::application::version::digest(&token);
        let come = w.service.now();
        let give = async |asked| {
            let acting = Acting { session: session.clone(), actor: second.clone(), asked };
            acting.does(w.service.give_role(&second, &new, "recommending_unit", "R370200", WHY)).await
        };
        w.clock.pass(2 * SECOND);
        assert!(give(Some(come)).await.unwrap(), "the role is held still");
        w.service.take_role(&security, &new, "recommending_unit", "R370200", WHY).await.unwrap();
        w.service.take_role(&security, &second.account, "security_admin", "", WHY).await.unwrap();
        for asked in [Some(come), None] {
            assert_eq!(refused(give(asked).await), Refusal::NotYours);
        }
        w.service.disable_account(&system, &second.account, WHY).await.unwrap();
        for asked in [Some(come), None] {
            assert_eq!(refused(give(asked).await), Refusal::SignIn);
        }
        assert_eq!(roles(&w, &new).await, []);
    }

    /// An account that was given another role meanwhile does not become an administrator as well.
    async fn a_confirmation_is_judged_when_it_is_given(w) {
        let (system, security, _) = three(&w).await;
        let new = w.service.make_account(&system, "演示新人", "n@example.com").await.unwrap();
        w.service.give_role(&security, &new, "audit_admin", "", WHY).await.unwrap();
        w.service.give_role(&security, &new, "recommending_unit", "R370200", WHY).await.unwrap();
        let request = w.service.accounts(&system, AccountsAsked::default()).await.unwrap().requests[0].id.clone();
        assert_eq!(refused(w.service.answer_request(&system, &request, true).await), Refusal::Administrates);
        assert_eq!(roles(&w, &new).await, [Role::RecommendingUnit]);
    }

    /// Accounts are made by whoever registers: alone neither one who gives roles nor who claims an address brings
    /// anybody into the Office, the association or the ministry.
    async fn art_5_the_office_is_entered_by_two_and_by_a_proved_address_alone(w) {
        let (system, security, _) = three(&w).await;
        w.service.register(&crate::people::form(1, "zhang@example.com"), crate::people::visitor()).await.unwrap();
        let claims = w.service.accounts(&security, AccountsAsked { q: "zhang@example.com".into(), ..AccountsAsked::default() }).await.unwrap();
        assert!(!claims.rows[0].proved, "the list says that it is only claimed");
        let claimed = claims.rows[0].id.clone();
        for (role, scope) in [("office", ""), ("recommending_unit", "R370200"), ("audit_admin", "")] {
            assert_eq!(refused(w.service.give_role(&security, &claimed, role, scope, WHY).await), Refusal::AddressClaimed);
        }
        assert_eq!(refused(w.service.grant("op", &id(), &claimed, Role::Chair, "e1").await), Refusal::AddressClaimed);
        assert_eq!(roles(&w, &claimed).await, [Role::Registrant], "what registering gives, and nothing else");
        let new = w.service.make_account(&system, "演示新人", "n@example.com").await.unwrap();
        for (role, given) in [("office", Role::Office), ("caq", Role::Caq), ("ministry", Role::Ministry)] {
            assert!(!w.service.give_role(&security, &new, role, "", WHY).await.unwrap());
            assert_eq!(roles(&w, &new).await, [], "asked for is not given");
            let seen = w.service.accounts(&system, AccountsAsked::default()).await.unwrap().requests[0].clone();
            assert_eq!((seen.role, seen.email.as_str(), seen.proved), (given, "n@example.com", true));
            assert_eq!(refused(w.service.answer_request(&security, &seen.id, true).await), Refusal::NotYours);
            w.service.answer_request(&system, &seen.id, true).await.unwrap();
            assert_eq!(roles(&w, &new).await, [given]);
            w.service.take_role(&security, &new, role, "", WHY).await.unwrap();
        }
        // An address that is claimed while the request waits is judged when it is confirmed.
        assert!(!w.service.give_role(&security, &new, "office", "", WHY).await.unwrap());
        let request = w.service.accounts(&system, AccountsAsked::default()).await.unwrap().requests[0].id.clone();
        w.tamper("UPDATE account SET claimed = email, email = id WHERE email = 'n@example.com'").await;
        assert_eq!(refused(w.service.answer_request(&system, &request, true).await), Refusal::AddressClaimed);
        assert_eq!(roles(&w, &new).await, []);
    }

    async fn nobody_administers_themselves_and_the_last_of_a_kind_stays(w) {
        let (system, security, audit) = three(&w).await;
        let s = &w.service;
        assert_eq!(refused(s.disable_account(&system, &system.account, WHY).await), Refusal::OwnAccount);
        assert_eq!(refused(s.take_role(&security, &security.account, "security_admin", "", WHY).await), Refusal::OwnAccount);
        assert_eq!(refused(s.reset_factor(&security, &security.account, WHY).await), Refusal::OwnAccount);
        assert_eq!(refused(s.end_sessions_of(&security, &security.account, None, WHY).await), Refusal::OwnAccount);
        assert_eq!(refused(s.disable_account(&system, &security.account, WHY).await), Refusal::LastOfRole);
        assert_eq!(refused(s.take_role(&security, &audit.account, "audit_admin", "", WHY).await), Refusal::LastOfRole);
        let second = w.account("second@example.com", Role::SecurityAdmin, "").await;
        s.disable_account(&system, &second.account, WHY).await.unwrap();
        // Whoever is disabled does not count.
        assert_eq!(refused(s.disable_account(&system, &security.account, WHY).await), Refusal::LastOfRole);
        s.enable_account(&system, &second.account, WHY).await.unwrap();
        s.disable_account(&system, &security.account, WHY).await.unwrap();
    }

    async fn an_administrator_joins_no_organisation(w) {
        let (system, ..) = three(&w).await;
        let head = w.verified(1, "head@example.com").await;
        w.service.invite(&head, "system@example.com", "applicant_reader").await.unwrap();
        let link = w.secret("system@example.com").await;
        let newcomer = service::rooms::identity::people::Newcomer::default();
        let outcome = w.service.accept_invitation(&link, Some(&system), &newcomer, crate::people::visitor()).await;
        assert_eq!(refused(outcome), Refusal::Administrates);
    }
}
