//! One's own account: a forgotten password, another address, sessions, the copy of one's data,
//! closing it.

use std::sync::Arc;

use async_trait::async_trait;
use domain::mail::Message;
use domain::people::RESET_LIFE;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::stamp::SECOND;
use service::journal::{Verdict, verify};
use service::ports::{Passwords, Port};
use service::{Begun, Result, Service};
use tokio::sync::{Notify, Semaphore};

use crate::on_both;
use crate::world::answers::answers;
use crate::world::ports::Quick;
use crate::world::*;

const OTHER: &str = "另一句足够长的演示口令";

/// Looks at a password, and says what it has found once it is let on: everybody waits for the slow hash.
struct Gate {
    looked: Notify,
    on: Semaphore,
}

#[async_trait]
impl Passwords for Gate {
    async fn hash(&self, password: &str) -> Port<String> {
        Quick.hash(password).await
    }

    async fn verify(&self, password: &str, hash: Option<&str>) -> Port<bool> {
        let fits = Quick.verify(password, hash).await;
        self.looked.notify_one();
        self.on.acquire().await.unwrap().forget();
        fits
    }
}

/// What a verb comes to whose password was looked at before something else was done.
async fn overtaken<T>(
    w: &World,
    verb: impl AsyncFnOnce(&Service) -> T,
    meanwhile: impl Future<Output = ()>,
) -> T {
    let gate = Arc::new(Gate { looked: Notify::new(), on: Semaphore::new(0) });
    let service = Service { passwords: gate.clone(), ..w.service.clone() };
    let first = async {
        gate.looked.notified().await;
        meanwhile.await;
        gate.on.add_permits(2);
    };
    tokio::join!(verb(&service), first).0
}

/// The owner of an address sets the password anew by a link.
async fn reset(w: &World, email: &str, password: &str) {
    w.later();
    w.service.ask_reset(email, "1").await.unwrap();
    w.service.reset(&w.secret(email).await, password, "1").await.unwrap();
}

/// What asks for the password once more before something is changed.
#[derive(Clone, Copy, Debug)]
enum Asks {
    NewPassword,
    NewAddress,
    Closing,
    Factor,
    Recovery,
    NoFactor,
}

impl Asks {
    async fn of(self, s: &Service, me: &Actor, code: &str) -> Result<()> {
        match self {
            Self::NewPassword => {
                s.change_password(me, PASSWORD, "攻击者的一句演示口令", "").await.map(drop)
            }
            Self::NewAddress => s.move_address(me, "other@example.com", PASSWORD).await,
            Self::Closing => s.close_account(me, PASSWORD).await,
            Self::Factor => s.begin_factor(me, PASSWORD, code).await,
            Self::Recovery => s.new_recovery(me, PASSWORD, code).await.map(drop),
            Self::NoFactor => s.remove_factor(me, PASSWORD, code).await,
        }
    }
}

on_both! {
    async fn a_forgotten_password_is_set_by_a_link_and_every_session_ends(w) {
        w.account("a@example.com", Role::Office, "").await;
        let old = w.service.sign_in("a@example.com", PASSWORD, "1").await.unwrap();
        w.service.ask_reset("a@example.com", "1").await.unwrap();
        let secret = w.secret("a@example.com").await;
        // A weak password uses nothing up.
        for weak in ["short", "a@example.com"] {
            let refusal = refused(w.service.reset(&secret, weak, "1").await);
            assert!(matches!(refusal, Refusal::WeakPassword { .. }), "{refusal:?}");
        }
        w.service.reset(&secret, OTHER, "1").await.unwrap();
        assert_eq!(refused(w.service.reset(&secret, PASSWORD, "1").await), Refusal::LinkOver);
        assert_eq!(w.service.enter(&old).await.unwrap(), None);
        assert_eq!(refused(w.service.sign_in("a@example.com", PASSWORD, "1").await), Refusal::BadCredentials);
        w.service.sign_in("a@example.com", OTHER, "1").await.unwrap();
        assert!(w.letters("a@example.com").await.contains(&Message::PasswordSet));
        w.service.ask_reset("a@example.com", "1").await.unwrap();
        let secret = w.secret("a@example.com").await;
        w.clock.pass(RESET_LIFE + SECOND);
        assert_eq!(refused(w.service.reset(&secret, PASSWORD, "1").await), Refusal::LinkOver);
    }

    /// Whoever knew the old password is out, and so is whose sign-in with it had begun.
    async fn no_race_signs_in_with_a_password_that_was_reset(w) {
        let me = w.account("a@example.com", Role::Office, "").await;
        let sign_in = async |s: &Service| s.sign_in("a@example.com", PASSWORD, "1").await;
        let late = overtaken(&w, sign_in, reset(&w, "a@example.com", OTHER)).await;
        assert_eq!(refused(late), Refusal::BadCredentials);
        let mut db = w.service.read().await.unwrap();
        assert_eq!(db.sessions_of(&me.account).await.unwrap(), []);
        drop(db);
        // Coming again with the form of the registration is signing in.
        let me = w.registered(1, "new@example.com").await;
        let form = crate::people::form(1, "new@example.com");
        let again = async |s: &Service| s.register(&form, crate::people::visitor()).await.unwrap();
        let set = async { drop(w.service.change_password(&me, PASSWORD, OTHER, "").await.unwrap()) };
        let token = overtaken(&w, again, set).await;
        assert_ne!(w.service.enter(&token).await.unwrap().unwrap().account, me.account);
    }

    async fn no_race_confirms_with_a_password_that_was_reset(w) {
        use Asks::{Closing, Factor, NewAddress, NewPassword, NoFactor, Recovery};
        for (n, asks) in [NewPassword, NewAddress, Closing, Factor, Recovery, NoFactor].into_iter().enumerate() {
            let email = format!("{n}@example.com");
            let me = w.verified(n, &email).await;
            let code = match asks {
                Recovery | NoFactor => w.second_step(&me).await.1.remove(0),
                _ => String::new(),
            };
            let late = overtaken(&w, async |s: &Service| asks.of(s, &me, &code).await, reset(&w, &email, OTHER)).await;
            assert_eq!(refused(late), Refusal::WrongPassword, "{asks:?}");
            // Nothing of it was done, and the new password opens the account.
            let mut db = w.service.read().await.unwrap();
            assert_eq!(db.account(&me.account).await.unwrap().unwrap().claimed, "", "{asks:?}");
            let factor = db.factor(&me.account).await.unwrap();
            assert!(factor.is_none_or(|f| f.pending.is_none() && f.secret.is_some()), "{asks:?}");
            drop(db);
            let begun = w.service.begin_session(&email, OTHER, "1", "").await.unwrap();
            assert_eq!(matches!(begun, Begun::Half(_)), !code.is_empty(), "{asks:?}");
        }
    }

    /// Nor does what had been begun with the old password go on.
    async fn a_new_password_ends_what_the_old_one_has_begun(w) {
        let me = w.verified(1, "a@example.com").await;
        let (secret, _) = w.second_step(&me).await;
        let half = async |password: &str| match w.service.begin_session("a@example.com", password, "1", "").await.unwrap() {
            Begun::Half(token) => token,
            Begun::Whole(_) => panic!("no second step is asked for"),
        };
        w.later();
        let token = half(PASSWORD).await;
        w.service.move_address(&me, "lost@example.com", PASSWORD).await.unwrap();
        let letter = w.secret("lost@example.com").await;
        w.service.ask_reset("a@example.com", "1").await.unwrap();
        w.service.reset(&w.secret("a@example.com").await, OTHER, "1").await.unwrap();
        assert_eq!(refused(w.service.second_step(&token, &w.code(&secret), "1").await), Refusal::StepOver);
        assert_eq!(refused(w.service.verify_address(&letter, "1").await), Refusal::LinkOver);
        assert_eq!(w.service.own_account(&me, "").await.unwrap().claimed, "");
        let token = half(OTHER).await;
        w.service.change_password(&me, OTHER, PASSWORD, "").await.unwrap();
        assert_eq!(refused(w.service.second_step(&token, &w.code(&secret), "1").await), Refusal::StepOver);
        let token = half(PASSWORD).await;
        w.service.second_step(&token, &w.code(&secret), "1").await.unwrap();
    }

    /// Somebody else's slip at the same address, counted a moment later or by a clock that runs ahead.
    async fn who_has_free_tries_waits_for_nobody(w) {
        w.account("a@example.com", Role::Office, "").await;
        assert_eq!(refused(w.service.sign_in("b@example.com", "wrong", "1").await), Refusal::BadCredentials);
        w.clock.pass(-SECOND);
        w.service.sign_in("a@example.com", PASSWORD, "1").await.unwrap();
    }

    /// Known or not: the same answer, the same rows but for the letter, the same limit.
    async fn asking_for_a_link_tells_nothing(w) {
        w.account("a@example.com", Role::Office, "").await;
        for email in ["a@example.com", "nobody@example.com"] {
            for _ in 0..4 {
                w.service.ask_reset(email, email).await.unwrap();
            }
            let refusal = refused(w.service.ask_reset(email, email).await);
            assert!(matches!(refusal, Refusal::TooManyAttempts { .. }), "{email} {refusal:?}");
        }
        assert!(w.letters("nobody@example.com").await.is_empty());
        assert_eq!(w.letters("a@example.com").await.iter().filter(|m| m.token().is_some()).count(), 4);
        assert_eq!(refused(w.service.ask_reset("nobody", "1").await), Refusal::Email);
    }

    /// Registered, the mail lost, the password forgotten: the link to a new one proves the address.
    async fn a_reset_proves_the_address_it_was_sent_to(w) {
        w.registered(1, "new@example.com").await;
        w.service.ask_reset("new@example.com", "1").await.unwrap();
        let secret = w.secret("new@example.com").await;
        w.service.reset(&secret, OTHER, "1").await.unwrap();
        let token = w.service.sign_in("new@example.com", OTHER, "1").await.unwrap();
        let me = w.service.enter(&token).await.unwrap().unwrap();
        assert_eq!(me.membership().unwrap().role, Role::Applicant);
    }

    async fn another_address_counts_once_it_is_proved_and_the_old_one_is_told(w) {
        let me = w.verified(1, "old@example.com").await;
        assert_eq!(refused(w.service.move_address(&me, "new@example.com", "wrong").await), Refusal::WrongPassword);
        w.service.move_address(&me, "lost@example.com", PASSWORD).await.unwrap();
        let lost = w.secret("lost@example.com").await;
        w.service.move_address(&me, "new@example.com", PASSWORD).await.unwrap();
        assert_eq!(refused(w.service.verify_address(&lost, "1").await), Refusal::LinkOver);
        w.again("old@example.com").await;
        w.service.verify_address(&w.secret("new@example.com").await, "1").await.unwrap();
        assert_eq!(w.again("new@example.com").await.account, me.account);
        assert_eq!(refused(w.service.sign_in("old@example.com", PASSWORD, "1").await), Refusal::BadCredentials);
        assert!(w.letters("old@example.com").await.contains(&Message::AddressMoved));
        // An address that is somebody's is not told to be: the letter goes to its owner.
        w.later();
        w.account("taken@example.com", Role::Office, "").await;
        let me = w.again("new@example.com").await;
        w.service.move_address(&me, "taken@example.com", PASSWORD).await.unwrap();
        assert_eq!(w.letters("taken@example.com").await, [Message::AddressTaken]);
    }

    async fn a_new_password_ends_the_other_sessions_and_each_can_be_ended(w) {
        let me = w.verified(1, "a@example.com").await;
        let mut tokens = Vec::new();
        for device in ["Firefox · Linux", "WeChat · Android", "Edge · Windows"] {
            tokens.push(w.service.sign_in_from("a@example.com", PASSWORD, "1", device).await.unwrap());
        }
        let current = domain::application::version::digest(&tokens[0]);
        let account = w.service.own_account(&me, &current).await.unwrap();
        assert!(account.sessions[0].current && account.sessions[0].device == "Firefox · Linux");
        let phone = account.sessions.iter().find(|s| s.device == "WeChat · Android").unwrap();
        let stranger = w.verified(2, "b@example.com").await;
        w.service.end_session(&stranger, &phone.id).await.unwrap();
        assert!(w.service.enter(&tokens[1]).await.unwrap().is_some(), "another's session is let be");
        w.service.end_session(&me, &phone.id).await.unwrap();
        assert_eq!(w.service.enter(&tokens[1]).await.unwrap(), None);
        let wrong = w.service.change_password(&me, "wrong", OTHER, &current).await;
        assert_eq!(refused(wrong), Refusal::WrongPassword);
        let anew = w.service.change_password(&me, PASSWORD, OTHER, &current).await.unwrap();
        assert_eq!(w.service.enter(&tokens[0]).await.unwrap(), None, "a copy of the token is worth nothing");
        let account = w.service.own_account(&me, &domain::application::version::digest(&anew)).await.unwrap();
        assert!(w.service.enter(&anew).await.unwrap().is_some());
        assert!(account.sessions[0].current && account.sessions[0].device == "Firefox · Linux");
        assert_eq!(w.service.enter(&tokens[2]).await.unwrap(), None);
        // Guessing the present password ends soon.
        for _ in 0..6 {
            assert_eq!(refused(w.service.close_account(&me, "wrong").await), Refusal::WrongPassword);
        }
        let refusal = refused(w.service.close_account(&me, OTHER).await);
        assert!(matches!(refusal, Refusal::TooManyAttempts { .. }), "{refusal:?}");
    }

    async fn a_name_is_one_line_of_sixty_characters(w) {
        let me = w.verified(1, "a@example.com").await;
        w.service.rename(&me, " 演示\u{0}新名\n二 ").await.unwrap();
        assert_eq!(w.again("a@example.com").await.name, "演示新名 二");
        for bad in ["", "\u{7}", &"长".repeat(61)] {
            assert_eq!(refused(w.service.rename(&me, bad).await), Refusal::BadValue { field: "name".into() });
        }
    }

    async fn art_13_what_was_signed_bears_the_name_it_was_signed_with(w) {
        w.reviewing(1, 1, 3).await;
        let (s, panel) = (&w.service, panel_id(1));
        for e in 1..=3 {
            for row in s.my_reviews(&expert_actor(1, e), Review::Written).await.unwrap().rows {
                s.seal_sheet(&expert_actor(1, e), Review::Written, &row.dossier, &sheet(80)).await.unwrap();
            }
        }
        let mut lead = w.account("lead@example.com", Role::PanelLead, panel.as_str()).await;
        lead.grants.extend(expert_actor(1, 1).grants);
        let seen = s.deliberation(&lead, Review::Written, &panel).await.unwrap().sha256;
        s.sign_conclusion(&lead, Review::Written, &panel, &seen).await.unwrap();
        let signed = async || {
            let seen = s.deliberation(&chair(), Review::Written, &panel).await.unwrap();
            seen.signed.map(|by| by.name)
        };
        let before = signed().await;
        assert!(before.as_ref().is_some_and(|name| !name.is_empty()));
        s.rename(&lead, "演示后来的名字").await.unwrap();
        // The same name again is no change.
        s.rename(&lead, "演示后来的名字").await.unwrap();
        assert_eq!(signed().await, before);
        let mut db = s.read().await.unwrap();
        let rows = db.entries(0, 10_000).await.unwrap();
        let own = rows.iter().filter(|e| e.kind == "name_changed");
        assert_eq!(own.map(|e| e.actor.as_str()).collect::<Vec<_>>(), [lead.account.as_str()]);
        drop(db);
        // What is signed from now on bears the new one, and the copy of one's own data has both.
        w.given_back(&chair(), Review::Written, &panel, "数据来源说明不足，重新合议。").await.unwrap();
        s.sign_conclusion(&lead, Review::Written, &panel, &seen).await.unwrap();
        assert_eq!(signed().await.as_deref(), Some("演示后来的名字"));
        let copy: serde_json::Value = serde_json::from_str(&s.export(&lead).await.unwrap()).unwrap();
        assert_eq!(copy["account"]["former_names"][0]["name"].as_str(), before.as_deref());
    }

    async fn the_copy_has_all_of_ones_own_and_nothing_of_others(w) {
        let admin = w.verified(1, "admin@example.com").await;
        let editor = w.joined(&admin, "editor@example.com", Role::ApplicantEditor).await;
        let (_, id) = w.draft_of(editor.clone(), &answers(1)).await;
        let copy = w.service.export(&editor).await.unwrap();
        let read: serde_json::Value = serde_json::from_str(&copy).unwrap();
        assert_eq!(read["account"]["email"], "editor@example.com");
        assert_eq!(read["membership"]["role"], "applicant_editor");
        assert_eq!(read["consents"].as_array().unwrap().len(), 1);
        assert!(read["sessions"].as_array().unwrap()[0]["device"] == "Firefox · Linux");
        let journal = read["journal"].as_array().unwrap();
        let of_dossier = journal.iter().filter(|e| e["dossier"] == id.as_str()).count();
        let mut db = w.service.read().await.unwrap();
        let stored = db.entries_by(editor.account.as_str(), 0, 10_000).await.unwrap();
        assert_eq!((journal.len(), of_dossier > 5), (stored.len(), true));
        assert!(!copy.contains("admin@example.com") && !copy.contains(admin.account.as_str()));
        assert!(!copy.contains("password_hash") && !copy.contains("quick$"));
    }

    /// What was done stays done and verifiable; who did it is nobody's business any more.
    async fn closing_an_account_that_has_acted_empties_it(w) {
        let admin = w.verified(1, "admin@example.com").await;
        let editor = w.joined(&admin, "editor@example.com", Role::ApplicantEditor).await;
        let (_, id) = w.draft_of(editor.clone(), &answers(1)).await;
        w.service.submit(&editor, &id).await.unwrap();
        assert!(w.service.own_account(&editor, "").await.unwrap().acted);
        w.service.close_account(&editor, PASSWORD).await.unwrap();
        let mut db = w.service.read().await.unwrap();
        let left = db.account(&editor.account).await.unwrap().unwrap();
        assert_eq!((left.name.as_str(), left.password_hash.as_str(), left.claimed.as_str()), ("", "", ""));
        assert!(!left.proved() && left.closed_at.is_some());
        assert!(db.sessions_of(&editor.account).await.unwrap().is_empty());
        assert!(db.consents(&editor.account).await.unwrap().is_empty());
        assert!(db.inbox(&editor.account, 10).await.unwrap().is_empty());
        assert!(matches!(verify(&mut *db).await.unwrap(), Verdict::Sound { .. }));
        drop(db);
        assert_eq!(refused(w.service.sign_in("editor@example.com", PASSWORD, "1").await), Refusal::BadCredentials);
        w.service.dossier(&admin, &id).await.unwrap();
        // The address is free again.
        w.later();
        w.registered(2, "editor@example.com").await;
    }

    async fn closing_an_account_that_has_not_acted_removes_it(w) {
        let me = w.verified(1, "a@example.com").await;
        assert!(!w.service.own_account(&me, "").await.unwrap().acted);
        w.service.close_account(&me, PASSWORD).await.unwrap();
        let mut db = w.service.read().await.unwrap();
        assert_eq!(db.account(&me.account).await.unwrap(), None);
        assert!(matches!(verify(&mut *db).await.unwrap(), Verdict::Sound { .. }));
        drop(db);
        assert!(w.letters("a@example.com").await.contains(&Message::AccountClosed));
        // And the organisation's code with it: whoever comes next begins anew.
        let next = w.verified(1, "b@example.com").await;
        assert!(w.service.people(&next).await.unwrap().confirmed);
    }

    async fn an_account_is_kept_while_others_depend_on_it(w) {
        let alone = w.verified(1, "alone@example.com").await;
        let (_, id) = w.draft_of(alone.clone(), &answers(1)).await;
        w.service.submit(&alone, &id).await.unwrap();
        assert_eq!(w.service.own_account(&alone, "").await.unwrap().kept, Some(Refusal::LastAdministrator));
        assert_eq!(refused(w.service.close_account(&alone, PASSWORD).await), Refusal::LastAdministrator);
        let office = w.account("office@example.com", Role::Office, "").await;
        assert_eq!(refused(w.service.close_account(&office, PASSWORD).await), Refusal::RolesHeld);
    }
}
