//! People of an organisation: registering, proving an address, inviting, roles, leaving.

use domain::application::Answers;
use domain::application::page::Page;
use domain::identity::WINDOW;
use domain::lang::Lang;
use domain::mail::Message;
use domain::people::{INVITATION_LIFE, PRIVACY_VERSION, Registration, VERIFY_LIFE};
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::stamp::SECOND;
use service::ports::mail::MailState;
use service::rooms::identity::people::Newcomer;
use service::rooms::identity::registration::Visitor;
use tokio::task::JoinSet;

use crate::on_both;
use crate::world::answers::{answers, code as uscc};
use crate::world::*;

/// A registration of organisation `n` by somebody at an address.
pub fn form(n: usize, email: &str) -> Registration {
    Registration {
        organisation: format!("演示登记企业 {n}"),
        uscc: uscc(n),
        name: format!("演示登记人 {n}"),
        email: email.into(),
        password: PASSWORD.into(),
        consent: PRIVACY_VERSION.into(),
    }
}

/// Somebody who comes from nowhere in particular.
pub fn visitor() -> Visitor<'static> {
    Visitor { from: "1", device: "Firefox · Linux", lang: Lang::Zh }
}

/// Whoever agrees to join.
pub fn newcomer(name: &str) -> Newcomer {
    Newcomer { name: name.into(), password: PASSWORD.into(), consent: PRIVACY_VERSION.into() }
}

impl World {
    /// Letters that wait for an address, the latest first, but for the greeting of an account that
    /// was set up by others.
    pub async fn letters(&self, email: &str) -> Vec<Message> {
        let mut db = self.service.read().await.unwrap();
        let rows = db.mails(MailState::Waiting, 1000).await.unwrap();
        let own = rows.into_iter().filter(|r| r.address == email).map(|r| r.message);
        own.filter(|m| *m != Message::AccountCreated).collect()
    }

    /// The secret in the latest letter of an address.
    pub async fn secret(&self, email: &str) -> String {
        let letters = self.letters(email).await;
        letters.iter().find_map(|m| m.token().map(str::to_owned)).unwrap()
    }

    /// Registers; gives whoever is signed in then.
    pub async fn registered(&self, n: usize, email: &str) -> Actor {
        let token = self.service.register(&form(n, email), visitor()).await.unwrap();
        self.service.enter(&token).await.unwrap().unwrap()
    }

    /// The same with the address proved; signed in anew, as the next request would be.
    pub async fn verified(&self, n: usize, email: &str) -> Actor {
        self.registered(n, email).await;
        self.service.verify_address(&self.secret(email).await, "1").await.unwrap();
        self.again(email).await
    }

    /// Somebody as they are now.
    pub async fn again(&self, email: &str) -> Actor {
        let token = self.service.sign_in(email, PASSWORD, "again").await.unwrap();
        self.service.enter(&token).await.unwrap().unwrap()
    }

    /// Invites somebody without an account, who accepts.
    pub async fn joined(&self, by: &Actor, email: &str, role: Role) -> Actor {
        self.service.invite(by, email, role.code()).await.unwrap();
        let secret = self.secret(email).await;
        let token =
            self.service.accept_invitation(&secret, None, &newcomer(email), visitor()).await;
        self.service.enter(&token.unwrap().unwrap()).await.unwrap().unwrap()
    }

    /// Forgets how often things were tried.
    pub fn later(&self) {
        self.clock.pass(WINDOW + SECOND);
    }
}

on_both! {
    async fn who_has_registered_writes_at_once_and_submits_once_verified(w) {
        let me = w.registered(1, "new@example.com").await;
        assert_eq!(me.name, "演示登记人 1");
        assert_eq!(me.membership().unwrap().role, Role::Registrant);
        let (_, id) = w.written(me.clone(), &answers(1)).await;
        assert_eq!(refused(w.service.submit(&me, &id).await), Refusal::AddressUnverified);
        let invite = w.service.invite(&me, "b@example.com", "applicant_reader").await;
        assert_eq!(refused(invite), Refusal::AddressUnverified);
        // Mail is slow: the next day the password opens what was begun.
        let again = w.again("new@example.com").await;
        assert_eq!(again.account, me.account);
        w.service.verify_address(&w.secret("new@example.com").await, "1").await.unwrap();
        let me = w.again("new@example.com").await;
        assert_eq!(me.membership().unwrap().role, Role::Applicant);
        w.sign(&me, &id).await;
        w.service.submit(&me, &id).await.unwrap();
        let people = w.service.people(&me).await.unwrap();
        assert_eq!((people.uscc, people.confirmed), (uscc(1), true));
        let mut db = w.service.read().await.unwrap();
        let consents = db.consents(&me.account).await.unwrap();
        assert_eq!(consents.len(), 1);
        let rows = db.entries(0, 1000).await.unwrap();
        let kinds = |kind: &str| rows.iter().filter(|e| e.kind == kind).count();
        assert_eq!((kinds("consent_given"), kinds("organisation_registered")), (1, 1));
        assert!(rows.iter().all(|e| !e.data.contains("new@example.com") && !e.data.contains("演示登记人")));
    }

    async fn a_registration_is_judged_field_by_field(w) {
        let wrong = Registration { uscc: "91370200MAXT0A1B70".into(), ..form(1, "a@example.com") };
        assert!(matches!(refused(w.service.register(&wrong, visitor()).await), Refusal::Uscc { .. }));
        let silent = Registration { consent: String::new(), ..form(1, "a@example.com") };
        assert_eq!(refused(w.service.register(&silent, visitor()).await), Refusal::ConsentMissing);
        let weak = Registration { password: "short".into(), ..form(1, "a@example.com") };
        assert!(matches!(refused(w.service.register(&weak, visitor()).await), Refusal::WeakPassword { .. }));
    }

    /// Whoever registers an address that has an account gets what anybody gets; only the letter,
    /// which its owner reads, says more.
    async fn registering_a_known_address_looks_like_registering_a_new_one(w) {
        w.account("known@example.com", Role::Office, "").await;
        let mut seen = Vec::new();
        for (n, email) in [(1, "known@example.com"), (2, "unknown@example.com")] {
            let rows = w.service.read().await.unwrap().entries(0, 10_000).await.unwrap().len();
            let me = w.registered(n, email).await;
            let rows = w.service.read().await.unwrap().entries(0, 10_000).await.unwrap().len() - rows;
            let account = w.service.own_account(&me, "").await.unwrap();
            assert_eq!((account.email.as_str(), account.claimed.as_str()), ("", email));
            w.service.resend(&me).await.unwrap();
            let people = w.service.people(&me).await.unwrap();
            seen.push((rows, me.grants.len(), account.kept, people.confirmed, people.taken, people.members.len()));
        }
        assert_eq!(seen[0], seen[1]);
        assert_eq!(w.letters("known@example.com").await, [Message::AddressTaken, Message::AddressTaken]);
        let letters = w.letters("unknown@example.com").await;
        assert!(letters.iter().all(|m| matches!(m, Message::VerifyAddress { .. })) && letters.len() == 2);
        // The owner's own password still opens the owner's account, the newcomer's the newcomer's.
        let token = w.service.sign_in("known@example.com", PASSWORD, "x").await.unwrap();
        assert!(w.service.enter(&token).await.unwrap().unwrap().is(Role::Office));
    }

    async fn a_link_proves_an_address_once_and_for_three_days(w) {
        let me = w.registered(1, "a@example.com").await;
        let first = w.secret("a@example.com").await;
        w.clock.pass(VERIFY_LIFE + SECOND);
        assert_eq!(refused(w.service.verify_address(&first, "1").await), Refusal::LinkOver);
        assert_eq!(w.again("a@example.com").await.account, me.account);
        w.service.resend(&me).await.unwrap();
        let second = w.secret("a@example.com").await;
        assert_ne!(first, second);
        for not in ["", "0", &second[1..], "a\u{0}b"] {
            assert_eq!(refused(w.service.verify_address(not, "1").await), Refusal::LinkOver);
        }
        w.service.verify_address(&second, "1").await.unwrap();
        assert_eq!(refused(w.service.verify_address(&second, "1").await), Refusal::LinkOver);
        // The secret itself is in no table: what is stored opens nothing.
        let stored = domain::application::version::digest(&second);
        assert_eq!(refused(w.service.verify_address(&stored, "1").await), Refusal::LinkOver);
        let nothing = refused(w.service.resend(&w.again("a@example.com").await).await);
        assert_eq!(nothing, Refusal::BadValue { field: "email".into() });
    }

    async fn no_race_gives_an_address_to_two(w) {
        for n in 1..=4 {
            let other = Registration { password: format!("{PASSWORD} {n}"), ..form(n, "same@example.com") };
            w.service.register(&other, visitor()).await.unwrap();
        }
        let letters = w.letters("same@example.com").await;
        let mut ends = JoinSet::new();
        for secret in letters.iter().filter_map(|m| m.token().map(str::to_owned)) {
            let service = w.service.clone();
            ends.spawn(async move { service.verify_address(&secret, "1").await });
        }
        let ends = ends.join_all().await;
        assert_eq!((ends.len(), ends.iter().filter(|e| e.is_ok()).count()), (4, 1));
        for end in ends.into_iter().filter(Result::is_err) {
            assert_eq!(refused(end), Refusal::Taken);
        }
    }

    /// The organisation is registered already: the newcomer is told to ask, its people are told.
    async fn a_second_registration_of_an_organisation_asks_for_an_invitation(w) {
        let first = w.verified(1, "first@example.com").await;
        let again = Registration { organisation: "演示登记企业（另写）".into(), ..form(1, "second@example.com") };
        w.service.register(&again, visitor()).await.unwrap();
        let letters = w.letters("second@example.com").await;
        assert!(matches!(letters[..], [Message::VerifyAddress { .. }]), "nothing is told before the address is proved");
        w.service.verify_address(&w.secret("second@example.com").await, "1").await.unwrap();
        let second = w.again("second@example.com").await;
        assert_eq!(second.membership().unwrap().role, Role::Registrant);
        let told = Message::OrganisationTaken { organisation: "演示登记企业 1".into() };
        assert!(w.letters("second@example.com").await.contains(&told));
        let people = w.service.people(&second).await.unwrap();
        assert!(people.taken && !people.confirmed && people.members.len() == 1);
        // What keeps them back is named: not the address, which is proved.
        let invite = w.service.invite(&second, "third@example.com", "applicant_reader").await;
        assert_eq!(refused(invite), Refusal::OrganisationTaken);
        let (_, id) = w.written(second.clone(), &answers(1)).await;
        assert_eq!(refused(w.service.submit(&second, &id).await), Refusal::OrganisationTaken);
        let asks = Message::NewcomerAsks { name: "演示登记人 1".into(), email: "second@example.com".into() };
        let inbox = w.service.read().await.unwrap().inbox(&first.account, 10).await.unwrap();
        assert!(inbox.iter().any(|m| m.message == asks));
        // Invited, the newcomer leaves what was never confirmed and joins.
        w.later();
        w.service.invite(&first, "second@example.com", "applicant_editor").await.unwrap();
        let secret = w.secret("second@example.com").await;
        w.service.accept_invitation(&secret, Some(&second), &Newcomer::default(), visitor()).await.unwrap();
        let second = w.again("second@example.com").await;
        assert_eq!(second.organisation().unwrap(), first.organisation().unwrap());
        assert_eq!(second.membership().unwrap().role, Role::ApplicantEditor);
    }

    async fn art_16_an_organisation_is_renamed_by_who_runs_it_and_frozen_versions_keep_the_old_name(w) {
        let s = &w.service;
        let first = w.verified(1, "first@example.com").await;
        let editor = w.joined(&first, "editor@example.com", Role::ApplicantEditor).await;
        let (_, id) = w.draft_of(first.clone(), &answers(1)).await;
        s.submit(&first, &id).await.unwrap();
        let frozen = async || s.dossier(&first, &id).await.unwrap().answers;
        let before = frozen().await;
        assert_eq!(refused(s.rename_organisation(&editor, "演示登记企业（更名）").await), Refusal::AdministratorsOnly);
        assert_eq!(refused(s.rename_organisation(&w.office, "演示登记企业（更名）").await), Refusal::NotYours);
        let claims = w.registered(2, "claims@example.com").await;
        assert_eq!(refused(s.rename_organisation(&claims, "演示登记企业（更名）").await), Refusal::AddressUnverified);
        for wrong in ["", " ", &"名".repeat(61)] {
            assert_eq!(refused(s.rename_organisation(&first, wrong).await), Refusal::BadValue { field: "organisation".into() });
        }
        s.rename_organisation(&first, " 演示登记企业（更名） ").await.unwrap();
        s.rename_organisation(&first, "演示登记企业（更名）").await.unwrap();
        let people = s.people(&first).await.unwrap();
        assert_eq!((people.organisation.as_str(), people.uscc), ("演示登记企业（更名）", uscc(1)));
        assert_eq!(frozen().await, before);
        let entries = s.read().await.unwrap().entries(0, 10_000).await.unwrap();
        let renamed: Vec<_> = entries.iter().filter(|e| e.kind == "organisation_renamed").collect();
        assert_eq!(renamed.len(), 1);
        assert!(renamed[0].data.contains("演示登记企业 1") && renamed[0].data.contains("更名"));
        s.invite(&first, "next@example.com", "applicant_reader").await.unwrap();
        let letters = w.letters("next@example.com").await;
        assert!(matches!(&letters[0], Message::Invited { organisation, .. } if organisation == "演示登记企业（更名）"));
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    /// Whoever ran it is gone, and nobody is left who could invite: it is not lost for the year.
    async fn art_16_an_organisation_nobody_runs_is_handed_over_with_a_reason(w) {
        const WHY: &str = "原管理员已离职，已核对营业执照和盖章说明。";
        let first = w.verified(1, "first@example.com").await;
        let (system, security) = (actor("system", Role::SystemAdmin, ""), actor("security", Role::SecurityAdmin, ""));
        let claims = w.registered(1, "second@example.com").await;
        let s = &w.service;
        assert_eq!(refused(s.hand_over(&security, &claims.account, WHY).await), Refusal::AddressClaimed);
        s.verify_address(&w.secret("second@example.com").await, "1").await.unwrap();
        let second = w.again("second@example.com").await;
        assert_eq!(second.membership().unwrap().role, Role::Registrant);
        let seen = s.account_page(&security, &second.account).await.unwrap();
        assert_eq!(seen.taken.as_deref(), Some("演示登记企业 1"));
        assert_eq!(s.account_page(&system, &second.account).await.unwrap().taken, None);
        for other in [&system, &w.office, &first, &second] {
            assert_eq!(refused(s.hand_over(other, &second.account, WHY).await), Refusal::NotYours);
        }
        assert!(matches!(refused(s.hand_over(&security, &second.account, " ").await), Refusal::TooShort { .. }));
        // Nothing is claimed there.
        assert_eq!(refused(s.hand_over(&security, &first.account, WHY).await), Refusal::NotYours);
        s.hand_over(&security, &second.account, WHY).await.unwrap();
        let second = w.again("second@example.com").await;
        assert_eq!(second.organisation().unwrap(), first.organisation().unwrap());
        assert_eq!(second.membership().unwrap().role, Role::Applicant);
        // Both sides know; who ran it still does, and can undo a mistake.
        let joined = Message::MemberJoined { name: "演示登记人 1".into(), role: "applicant".into() };
        let inbox = s.read().await.unwrap().inbox(&first.account, 10).await.unwrap();
        assert!(inbox.iter().any(|m| m.message == joined));
        let set = Message::MemberRoleSet { organisation: "演示登记企业 1".into(), role: "applicant".into() };
        assert!(w.letters("second@example.com").await.contains(&set));
        let entries = s.read().await.unwrap().entries(0, 10_000).await.unwrap();
        let row = entries.iter().find(|e| e.kind == "organisation_handed_over").unwrap();
        assert_eq!((row.actor.as_str(), row.reason.as_str()), ("security", WHY));
        let (_, id) = w.draft_of(second.clone(), &answers(1)).await;
        s.submit(&second, &id).await.unwrap();
        assert_eq!(refused(s.hand_over(&security, &second.account, WHY).await), Refusal::NotYours);
        s.remove_member(&first, &second.account).await.unwrap();
        assert_eq!(w.checked().await, Vec::<String>::new());
    }

    async fn no_race_accepts_an_invitation_twice(w) {
        let first = w.verified(1, "first@example.com").await;
        w.service.invite(&first, "b@example.com", "applicant_editor").await.unwrap();
        let secret = w.secret("b@example.com").await;
        let mut ends = JoinSet::new();
        for n in 0..6 {
            let (service, secret) = (w.service.clone(), secret.clone());
            ends.spawn(async move {
                service.accept_invitation(&secret, None, &newcomer(&format!("演示{n}")), visitor()).await
            });
        }
        let ends = ends.join_all().await;
        assert_eq!(ends.iter().filter(|e| e.is_ok()).count(), 1);
        for end in ends.into_iter().filter(Result::is_err) {
            let refusal = refused(end);
            assert!(matches!(refusal, Refusal::LinkOver | Refusal::SignIn), "{refusal:?}");
        }
        assert_eq!(w.service.people(&first).await.unwrap().members.len(), 2);
    }

    async fn an_invitation_is_for_its_address_and_ends(w) {
        let first = w.verified(1, "first@example.com").await;
        let other = w.verified(2, "other@example.com").await;
        w.service.invite(&first, "b@example.com", "applicant_reader").await.unwrap();
        let old = w.secret("b@example.com").await;
        let offer = w.service.offer(&old, None).await.unwrap();
        assert_eq!((offer.role, offer.known, offer.signed_in), (Role::ApplicantReader, false, false));
        assert_eq!(offer.organisation, "演示登记企业 1");
        let stranger = w.service.accept_invitation(&old, Some(&other), &Newcomer::default(), visitor()).await;
        assert_eq!(refused(stranger), Refusal::OtherAddress);
        // Invited anew, the link before is worth nothing.
        w.service.invite(&first, "b@example.com", "applicant_editor").await.unwrap();
        assert_eq!(refused(w.service.offer(&old, None).await), Refusal::LinkOver);
        let new = w.secret("b@example.com").await;
        let open = w.service.people(&first).await.unwrap().invitations;
        assert_eq!(open.len(), 1);
        // Only the own organisation's can be taken back, and once.
        assert_eq!(refused(w.service.withdraw_invitation(&other, &open[0].id).await), Refusal::NotYours);
        w.service.withdraw_invitation(&first, &open[0].id).await.unwrap();
        assert_eq!(refused(w.service.withdraw_invitation(&first, &open[0].id).await), Refusal::NotYours);
        assert_eq!(refused(w.service.offer(&new, None).await), Refusal::LinkOver);
        w.later();
        w.service.invite(&first, "b@example.com", "applicant_editor").await.unwrap();
        let late = w.secret("b@example.com").await;
        w.clock.pass(INVITATION_LIFE + SECOND);
        let end = w.service.accept_invitation(&late, None, &newcomer("演示"), visitor()).await;
        assert_eq!(refused(end), Refusal::LinkOver);
        // Somebody of another organisation stays there.
        let first = w.again("first@example.com").await;
        w.service.invite(&first, "other@example.com", "applicant_editor").await.unwrap();
        let secret = w.secret("other@example.com").await;
        let other = w.again("other@example.com").await;
        let end = w.service.accept_invitation(&secret, Some(&other), &Newcomer::default(), visitor()).await;
        assert_eq!(refused(end), Refusal::OtherOrganisation);
        let unknown = w.service.accept_invitation(&secret, None, &newcomer("演示"), visitor()).await;
        assert_eq!(refused(unknown), Refusal::SignIn);
    }

    async fn art_16_each_role_of_an_organisation_does_what_it_may(w) {
        let admin = w.verified(1, "admin@example.com").await;
        let editor = w.joined(&admin, "editor@example.com", Role::ApplicantEditor).await;
        let reader = w.joined(&admin, "reader@example.com", Role::ApplicantReader).await;
        let legal = w.joined(&admin, "legal@example.com", Role::LegalRepresentative).await;
        for who in [&reader, &legal] {
            let begin = w.service.start_dossier(who, &Answers::new()).await;
            assert_eq!(refused(begin), Refusal::ReadersOnly);
        }
        let (_, id) = w.draft_of(editor.clone(), &answers(1)).await;
        for who in [&reader, &legal] {
            let view = w.service.dossier(who, &id).await.unwrap();
            assert!(!view.editable && !view.answers.is_empty());
            let save = w.service.save_page(who, &id, Page::Title, 1, &answers(1)).await;
            assert_eq!(refused(save), Refusal::ReadersOnly);
            assert_eq!(refused(w.service.submit(who, &id).await), Refusal::ReadersOnly);
            let slot = domain::application::field::Slot::ALL[0];
            let attach = w.service.attach(who, &id, upload(slot, &pdf("x"))).await;
            assert_eq!(refused(attach), Refusal::ReadersOnly);
            assert_eq!(w.service.my_dossiers(who).await.unwrap().cards.len(), 1);
            assert!(w.service.people(who).await.unwrap().invitations.is_empty());
        }
        for who in [&editor, &reader, &legal] {
            assert_eq!(refused(w.service.invite(who, "x@example.com", "applicant").await), Refusal::AdministratorsOnly);
            let role = w.service.set_member_role(who, &reader.account, "applicant").await;
            assert_eq!(refused(role), Refusal::AdministratorsOnly);
            assert_eq!(refused(w.service.remove_member(who, &admin.account).await), Refusal::AdministratorsOnly);
        }
        for bad in ["registrant", "office", "", "x"] {
            let refusal = refused(w.service.set_member_role(&admin, &reader.account, bad).await);
            assert_eq!(refusal, Refusal::BadValue { field: "role".into() });
        }
        // A role counts from the next request on.
        w.service.set_member_role(&admin, &reader.account, "applicant_editor").await.unwrap();
        let reader = w.again("reader@example.com").await;
        w.service.submit(&reader, &id).await.unwrap();
        w.service.receipt(&legal, &id).await.unwrap();
        w.service.remove_member(&admin, &editor.account).await.unwrap();
        let editor = w.again("editor@example.com").await;
        assert!(editor.grants.is_empty());
        assert_eq!(refused(w.service.dossier(&editor, &id).await), Refusal::NotYours);
    }

    async fn an_organisation_never_loses_its_last_administrator(w) {
        let admin = w.verified(1, "admin@example.com").await;
        let editor = w.joined(&admin, "editor@example.com", Role::ApplicantEditor).await;
        assert_eq!(refused(w.service.leave(&admin, true).await), Refusal::LastAdministrator);
        assert_eq!(refused(w.service.leave(&editor, false).await), Refusal::BadValue { field: "sure".into() });
        let down = w.service.set_member_role(&admin, &admin.account, "applicant_reader").await;
        assert_eq!(refused(down), Refusal::LastAdministrator);
        assert_eq!(refused(w.service.remove_member(&admin, &admin.account).await), Refusal::LastAdministrator);
        assert_eq!(refused(w.service.close_account(&admin, PASSWORD).await), Refusal::LastAdministrator);
        // Two who each hand over to the other and leave at once: one stays.
        w.service.set_member_role(&admin, &editor.account, "applicant").await.unwrap();
        let editor = w.again("editor@example.com").await;
        let mut ends = JoinSet::new();
        for who in [admin.clone(), editor] {
            let service = w.service.clone();
            ends.spawn(async move { service.leave(&who, true).await });
        }
        let ends = ends.join_all().await;
        assert_eq!(ends.iter().filter(|e| e.is_ok()).count(), 1);
        let mut db = w.service.read().await.unwrap();
        let left = db.people_of(&admin.organisation().unwrap()).await.unwrap();
        assert_eq!((left.len(), left[0].0.role), (1, Role::Applicant));
    }

    /// Roles are looked at again under the lock: a page that stands open gives no rights back.
    async fn who_was_removed_meanwhile_invites_nobody(w) {
        let admin = w.verified(1, "admin@example.com").await;
        let second = w.joined(&admin, "second@example.com", Role::Applicant).await;
        w.service.remove_member(&admin, &second.account).await.unwrap();
        let invite = w.service.invite(&second, "x@example.com", "applicant").await;
        assert_eq!(refused(invite), Refusal::AdministratorsOnly);
        let people = w.service.people(&admin).await.unwrap();
        assert_eq!((people.members.len(), people.invitations.len()), (1, 0));
    }

    async fn letters_and_registrations_are_counted(w) {
        for n in 0..4 {
            w.registered(n + 1, "same@example.com").await;
        }
        let refusal = refused(w.service.register(&form(9, "same@example.com"), visitor()).await);
        assert!(matches!(refusal, Refusal::TooManyAttempts { .. }), "{refusal:?}");
        // Another address from the same place is still welcome, for a while.
        for n in 4..20 {
            w.registered(n + 1, &format!("other{n}@example.com")).await;
        }
        let refusal = refused(w.service.register(&form(30, "more@example.com"), visitor()).await);
        assert!(matches!(refusal, Refusal::TooManyAttempts { .. }), "{refusal:?}");
        w.later();
        w.registered(31, "more@example.com").await;
    }

    async fn an_organisation_outlives_the_season(w) {
        let admin = w.verified(1, "admin@example.com").await;
        let mut next = season();
        (next.id, next.year) = ("s2027".into(), 2027);
        w.service.open_season(&w.office, &next).await.unwrap();
        let again = w.again("admin@example.com").await;
        assert_eq!(again.grants, admin.grants);
    }
}
