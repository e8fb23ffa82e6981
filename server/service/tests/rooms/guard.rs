//! What guards accounts: the second step of signing in.

use domain::event::Event;
use domain::guard::factor::{HALF_LIFE, PENDING_LIFE, RECOVERY, Required, STEP, State};
use domain::identity::FREE_TRIES;
use domain::mail::Message;
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::stamp::{MINUTE, SECOND};
use service::acting::Acting;
use service::journal::event;
use service::{Begun, Error, Guard, Service, Vault};
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

mod administrators {
    use super::*;
    use domain::ids::AccountId;
    use domain::views::guard::{AccountsAsked, JournalAsked};

    const WHY: &str = "演示理由";

    /// The three, signed in.
    async fn three(
        w: &World,
    ) -> (domain::policy::Actor, domain::policy::Actor, domain::policy::Actor) {
        (
            w.account("system@example.com", Role::SystemAdmin, "").await,
            w.account("security@example.com", Role::SecurityAdmin, "").await,
            w.account("audit@example.com", Role::AuditAdmin, "").await,
        )
    }

    async fn roles(w: &World, account: &AccountId) -> Vec<Role> {
        let mut db = w.service.read().await.unwrap();
        db.grants(&id(), account).await.unwrap().iter().map(|g| g.role).collect()
    }

    on_both! {
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

        async fn an_administrator_joins_no_organisation(w) {
            let (system, ..) = three(&w).await;
            let head = w.verified(1, "head@example.com").await;
            w.service.invite(&head, "system@example.com", "applicant_reader").await.unwrap();
            let link = w.secret("system@example.com").await;
            let newcomer = service::rooms::identity::people::Newcomer::default();
            let outcome = w.service.accept_invitation(&link, Some(&system), &newcomer, crate::people::visitor()).await;
            assert_eq!(refused(outcome), Refusal::Administrates);
        }

        /// The audit reads everything that happened, cut; it is asked for by what it names.
        async fn art_15_the_audit_reads_what_happened_and_no_score(w) {
            let (system, security, audit) = three(&w).await;
            let dossiers = w.reviewing(1, 1, 3).await;
            let expert = expert_actor(1, 1);
            w.service.seal_sheet(&expert, Review::Written, &dossiers[0], &sheet(87)).await.unwrap();
            for who in [&system, &security, &w.office] {
                assert_eq!(refused(w.service.audit(who, JournalAsked::default()).await), Refusal::NotYours);
                assert_eq!(refused(w.service.export_journal(who, JournalAsked::default()).await), Refusal::NotYours);
                assert_eq!(refused(w.service.audit_verify(who).await), Refusal::NotYours);
            }
            let asked = JournalAsked { kind: "review_sealed".into(), ..JournalAsked::default() };
            let view = w.service.audit(&audit, asked.clone()).await.unwrap();
            assert_eq!(view.rows.len(), 1);
            assert!(view.rows[0].cut && view.rows[0].reference.starts_with("QB-2026-"));
            let text = format!("{:?}", view.rows);
            assert!(!text.contains("total"), "{text}");
            let taken = w.service.export_journal(&audit, asked).await.unwrap();
            assert_eq!(taken.rows, view.rows);
            assert_eq!(events(&w, "journal_exported").await, [Event::JournalExported { rows: 1 }]);
            // Page by page everything comes once, the latest first.
            let (mut seqs, mut before) = (Vec::new(), String::new());
            loop {
                let asked = JournalAsked { before, ..JournalAsked::default() };
                let page = w.service.audit(&audit, asked).await.unwrap();
                seqs.extend(page.rows.iter().map(|r| r.seq));
                let Some(next) = page.next else { break };
                before = next.to_string();
            }
            let all: Vec<i64> = (1..=w.service.read().await.unwrap().head().await.unwrap().seq).rev().collect();
            assert_eq!(seqs, all);
            let by = async |actor: &str, reference: &str, from: &str| {
                let (actor, reference, from) = (actor.into(), reference.into(), from.into());
                let asked = JournalAsked { actor, reference, from, ..JournalAsked::default() };
                w.service.audit(&audit, asked).await.unwrap()
            };
            assert!(by("audit@example.com", "", "").await.rows.iter().all(|r| r.actor == audit.account.as_str()));
            assert!(by("nobody@example.com", "", "").await.rows.is_empty());
            let reference = view.rows[0].reference.to_lowercase();
            let of = by("", &reference, "").await.rows;
            assert!(of.len() > 3 && of.iter().all(|r| r.reference == view.rows[0].reference));
            assert!(by("", "QB-1999-00001-X", "").await.rows.is_empty());
            assert_eq!(by("", "", "yesterday").await.wrong, ["from"]);
            assert!(by("", "", "2099-01-01").await.rows.is_empty());
            // Whom something was done to is named, and the table keeps the identifier.
            let asked = JournalAsked { kind: "role_granted".into(), ..JournalAsked::default() };
            let rows = w.service.audit(&audit, asked.clone()).await.unwrap().rows;
            let own = rows.iter().find(|r| r.facts.contains(&("account".to_owned(), audit.account.to_string())));
            assert_eq!(own.unwrap().named, "演示");
            assert_eq!(w.service.export_journal(&audit, asked).await.unwrap().rows, rows);
            let nobody = by("", &reference, "").await.rows;
            assert!(nobody.iter().all(|r| r.named.is_empty()), "nothing of an application names an account");
            // The chain.
            w.service.audit_verify(&audit).await.unwrap();
            let found = by("", "", "").await.checked.unwrap();
            assert!(found.broken.is_none() && found.rows > 10);
        }

        async fn a_broken_chain_is_told_with_its_row(w) {
            let (.., audit) = three(&w).await;
            let drop_guard = if w.fresh.engine == "postgres" { "DROP TRIGGER journal_no_update ON journal" } else { "DROP TRIGGER journal_no_update" };
            w.tamper(&format!("{drop_guard}; UPDATE journal SET reason = 'x' WHERE seq = 2")).await;
            let found = w.service.walk_journal().await.unwrap();
            assert_eq!(found.broken, Some((2, "content".to_owned())));
            let view = w.service.audit(&audit, JournalAsked::default()).await.unwrap();
            assert_eq!(view.checked.unwrap().broken, Some(2));
        }
    }
}
