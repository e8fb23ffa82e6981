//! The corridor's mail: who is told what, once, and what waits for whom.

use domain::ids::{AccountId, DossierId};
use domain::journey::Stage;
use domain::lang::Lang;
use domain::mail::Message;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::season::Phase;
use domain::stamp::{DAY, MINUTE, Stamp};
use service::Recipient;
use service::ports::mail::MailState;
use service::rooms::mail::outbox::Outcome;

use crate::on_both;
use crate::world::answers::{UNIT, organisation, title};
use crate::world::*;

/// Kinds of messages in an account's inbox, oldest first.
async fn told(w: &World, who: &Actor) -> Vec<&'static str> {
    let lines = w.service.inbox(who).await.unwrap().lines;
    lines.iter().rev().map(|l| l.message.kind()).collect()
}

async fn waiting(w: &World) -> usize {
    w.service.read().await.unwrap().waiting_mails().await.unwrap().len()
}

/// The writer of a dossier with an account, and the same for the unit.
async fn people(w: &World, writer: &Actor) -> (Actor, Actor) {
    let scope = &writer.grants[0].scope;
    let writer = w.account("writer@example.com", Role::Applicant, scope).await;
    let unit = w.account("unit@example.com", Role::RecommendingUnit, UNIT).await;
    (writer, unit)
}

async fn post(w: &World, to: &Recipient, message: &Message) {
    let mut work = w.service.begin().await.unwrap();
    work.post(to, None, message).await.unwrap();
    work.commit().await.unwrap();
    // Messages of one moment have no order.
    w.clock.pass(10);
}

fn secret() -> Message {
    Message::VerifyAddress { token: "t0ken".into() }
}

on_both! {
    /// Everybody is told what concerns them, in the transaction of what happened.
    async fn art_16_17_18_whoever_is_concerned_is_told(w) {
        let (writer, id) = w.draft(1).await;
        let (writer, unit_account) = people(&w, &writer).await;
        let stranger = w.account("stranger@example.com", Role::RecommendingUnit, "R110000").await;
        w.service.submit(&writer, &id).await.unwrap();
        w.service.write_opinion(&unit(), &id, OPINION).await.unwrap();
        w.service.recommend(&unit(), &id).await.unwrap();
        w.service.withdraw_recommendation(&unit(), &id, "数据有误").await.unwrap();
        w.service.recommend(&unit(), &id).await.unwrap();
        for item in [
            domain::formality::Item::Credit,
            domain::formality::Item::NoAccident,
            domain::formality::Item::Signed,
            domain::formality::Item::NotRepeated,
        ] {
            w.service.tick(&w.office, &id, item, &yes()).await.unwrap();
        }
        w.service.pass(&w.office, &id).await.unwrap();
        assert_eq!(told(&w, &writer).await, [
            "account_created", "submitted", "recommended", "recommendation_withdrawn",
            "recommended", "formality_passed",
        ]);
        assert_eq!(told(&w, &unit_account).await, ["account_created", "arrived"]);
        assert_eq!(told(&w, &stranger).await, ["account_created"]);
        let lines = w.service.inbox(&writer).await.unwrap().lines;
        let receipt = lines.iter().find(|l| l.message.kind() == "submitted").unwrap();
        assert_eq!(receipt.place, format!("/application/{id}/receipt"));
        let Message::Submitted { sha256, title: of, .. } = &receipt.message else { panic!() };
        assert_eq!(*sha256, w.service.receipt(&writer, &id).await.unwrap().sha256);
        assert_eq!(*of, title(1));
        assert!(lines.iter().any(|l| matches!(&l.message,
            Message::RecommendationWithdrawn { reason, .. } if reason == "数据有误")));
        // The same by mail: one row for each.
        assert_eq!(waiting(&w).await, 6 + 2 + 1 + 1, "and the link to sign by");
    }

    /// What is refused, or undone, is told to nobody.
    async fn nothing_is_told_that_did_not_happen(w) {
        let (writer, id) = w.draft(1).await;
        let (writer, _) = people(&w, &writer).await;
        w.service.submit(&writer, &id).await.unwrap();
        let before = (waiting(&w).await, told(&w, &writer).await.len());
        let stage = Stage::Submitted;
        assert_eq!(refused(w.service.submit(&writer, &id).await), Refusal::WrongStage { stage });
        assert_eq!(refused(w.service.recommend(&unit(), &id).await), Refusal::OpinionMissing);
        let mut work = w.service.begin().await.unwrap();
        let to = Recipient::Account(writer.account.clone());
        work.post(&to, None, &Message::AccountCreated).await.unwrap();
        drop(work);
        assert_eq!((waiting(&w).await, told(&w, &writer).await.len()), before);
    }

    async fn art_19_an_expert_is_told_how_many_and_not_which(w) {
        w.passed(1).await;
        w.passed(2).await;
        w.committee(2, 3).await;
        let expert = w.account("expert@example.com", Role::Expert, "e11").await;
        w.undertakings(2, 3).await;
        w.service.publish_assignment(&w.office, 7, None, "").await.unwrap();
        let rows = w.service.my_reviews(&expert_actor(1, 1), Review::Written).await.unwrap().rows;
        let lines = w.service.inbox(&expert).await.unwrap().lines;
        let Message::ReviewsAssigned { applications, closes } = &lines[0].message else {
            panic!("{lines:?}")
        };
        assert_eq!(usize::try_from(*applications).unwrap(), rows.len());
        assert_eq!(*closes, Some(day(90)));
        let kept = serde_json::to_string(&lines).unwrap();
        assert!(!kept.contains(&organisation(1)) && !kept.contains("QB-2026"));
    }

    /// A secret goes to the address alone.
    async fn a_secret_is_in_no_inbox(w) {
        let a = w.account("a@example.com", Role::Office, "").await;
        post(&w, &Recipient::Account(a.account.clone()), &secret()).await;
        // An address that is an account's is that account, however it is written.
        post(&w, &Recipient::Address(" A@Example.com ".into()), &Message::AccountCreated).await;
        post(&w, &Recipient::Address("nobody@example.com".into()), &secret()).await;
        assert_eq!(told(&w, &a).await, ["account_created", "account_created"]);
        w.service.set_lang(&a, Lang::En).await.unwrap();
        let rows = w.service.read().await.unwrap().waiting_mails().await.unwrap();
        let facts: Vec<_> = rows.iter().map(|r| (r.address.as_str(), r.lang)).collect();
        assert_eq!(facts, [
            ("a@example.com", Some(Lang::En)),
            ("a@example.com", Some(Lang::En)),
            ("a@example.com", Some(Lang::En)),
            ("nobody@example.com", None),
        ]);
        let nobody = Recipient::Account(AccountId::from("nobody"));
        // An account that is gone holds nobody up, and nothing goes anywhere.
        post(&w, &nobody, &secret()).await;
        assert_eq!(w.service.read().await.unwrap().waiting_mails().await.unwrap(), rows);
    }

    /// An urgent mail goes alone; news of one account go together; those of another do not.
    async fn what_belongs_together_is_claimed_together_and_by_one(w) {
        let a = w.account("a@example.com", Role::Office, "").await;
        let b = w.account("b@example.com", Role::Ministry, "").await;
        let to = Recipient::Account(a.account.clone());
        post(&w, &to, &Message::AccountCreated).await;
        post(&w, &to, &secret()).await;
        let second = w.second().await;
        let urgent = w.service.claim_mail().await.unwrap().unwrap();
        assert_eq!(urgent.rows.len(), 1);
        assert_eq!(urgent.rows[0].message, secret());
        assert!(urgent.demo);
        assert!(second.claim_mail().await.unwrap().is_none(), "the rest waits for company");
        w.clock.pass(11 * MINUTE);
        let one = second.claim_mail().await.unwrap().unwrap();
        let two = w.service.claim_mail().await.unwrap().unwrap();
        assert_eq!((one.rows.len(), two.rows.len()), (2, 1));
        let whose = |rows: &[service::ports::mail::MailRow]| rows[0].account.clone().unwrap();
        assert_eq!((whose(&one.rows), whose(&two.rows)), (a.account.clone(), b.account));
        // News that come now are not of the mail that is on its way, not even if it fails.
        post(&w, &to, &Message::AccountCreated).await;
        second.settle_mail(&one, &Outcome::Later("452".into())).await.unwrap();
        w.clock.pass(11 * MINUTE);
        let mut sizes = Vec::new();
        while let Some(parcel) = w.service.claim_mail().await.unwrap() {
            if parcel.rows[0].account.as_ref() == Some(&a.account) && parcel.name != urgent.name {
                sizes.push((parcel.rows.len(), parcel.name == one.name));
            }
        }
        sizes.sort_unstable();
        assert_eq!(sizes, [(1, false), (2, true)]);
    }

    /// A claim that ran out is nobody's: whoever comes late with it changes nothing.
    async fn a_claim_that_ran_out_settles_nothing(w) {
        post(&w, &Recipient::Address("nobody@example.com".into()), &secret()).await;
        let late = w.service.claim_mail().await.unwrap().unwrap();
        w.clock.pass(DAY);
        let now = w.second().await.claim_mail().await.unwrap().unwrap();
        assert_eq!(late.name, now.name, "the same mail under the same name");
        w.service.settle_mail(&late, &Outcome::Never("550".into())).await.unwrap();
        assert_eq!(waiting(&w).await, 1);
        w.service.settle_mail(&now, &Outcome::Sent).await.unwrap();
        let sent = w.service.read().await.unwrap().mails(MailState::Sent, 9).await.unwrap();
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].message, secret().scrubbed());
    }

    async fn what_is_shelved_is_never_sent(w) {
        post(&w, &Recipient::Address("nobody@example.com".into()), &secret()).await;
        w.service.shelve_mail().await.unwrap();
        w.clock.pass(DAY);
        assert!(w.service.claim_mail().await.unwrap().is_none());
        let rows = w.service.read().await.unwrap().mails(MailState::Shelved, 9).await.unwrap();
        assert_eq!(rows[0].message, secret().scrubbed());
    }

    /// Each reminder once for each unfinished dossier, however often and by however many it is
    /// asked for; none for what is submitted; again when the closing is moved.
    async fn art_16_writers_of_unfinished_dossiers_are_reminded_once(w) {
        w.clock.set(day(20));
        let (writer, finished) = w.draft(1).await;
        let (writer, _) = people(&w, &writer).await;
        let (other, _) = w.begun(2).await;
        let other = w.account("other@example.com", Role::Applicant, &other.grants[0].scope).await;
        let second = w.second().await;
        let both = async || w.service.remind().await.unwrap() + second.remind().await.unwrap();
        // The application closes on day 40: reminders on days 26, 37 and 39.
        w.clock.set(day(26).plus(-1));
        assert_eq!(both().await, 0);
        w.clock.set(day(26));
        assert_eq!(both().await, 2);
        assert_eq!(both().await, 0);
        w.clock.set(day(27));
        w.service.submit(&writer, &finished).await.unwrap();
        w.clock.set(day(37));
        assert_eq!(both().await, 1);
        assert_eq!(told(&w, &writer).await, ["account_created", "reminder", "submitted"]);
        assert_eq!(told(&w, &other).await, ["account_created", "reminder", "reminder"]);
        let open = |lines: Vec<domain::views::mail::InboxLine>| {
            lines.into_iter().find_map(|l| match l.message {
                Message::Reminder { open_pages, closes, phase: Phase::Application, .. } => {
                    Some((open_pages, closes))
                }
                _ => None,
            })
        };
        let complete = open(w.service.inbox(&writer).await.unwrap().lines).unwrap();
        let begun = open(w.service.inbox(&other).await.unwrap().lines).unwrap();
        assert_eq!(complete, (0, day(40)));
        assert!(begun.0 > 3, "{begun:?}");
        // A later closing is another deadline.
        w.service.move_closing(&w.office, Phase::Application, day(50), "台风").await.unwrap();
        w.clock.set(day(48));
        assert_eq!(both().await, 1);
        w.clock.set(day(50));
        assert_eq!(both().await, 0, "over is over");
    }

    /// A reminder stays due until the next one is: what was sent takes the writers' lock no more.
    async fn art_16_what_was_reminded_of_is_known_before_anything_is_written(w) {
        let (writer, id) = w.submitted(1).await;
        people(&w, &writer).await;
        w.clock.set(day(41));
        w.service.return_dossier(&unit(), &id, "请补充", &day(45).show_field()).await.unwrap();
        assert_eq!(w.service.remind().await.unwrap(), 0, "its writers have just been told");
        w.clock.set(day(42));
        assert_eq!(w.service.remind().await.unwrap(), 1);
        // Somebody holds the lock and does not let go: nothing waits for it.
        let held = w.service.begin().await.unwrap();
        assert_eq!(w.service.remind().await.unwrap(), 0);
        drop(held);
        let noted = w.service.read().await.unwrap().reminders(&crate::world::id()).await.unwrap();
        assert_eq!(noted, [(id, format!("draft:{}:3", day(45).0))]);
    }

    async fn art_18_writers_are_reminded_of_a_correction_that_is_due(w) {
        let (writer, id) = w.recommended(1).await;
        let (writer, _) = people(&w, &writer).await;
        let items = [(domain::formality::Item::Signed, "扫描件缺公章".to_owned())].into();
        w.service.ask_correction(&w.office, &id, &items).await.unwrap();
        let d = w.service.dossier(&writer, &id).await.unwrap();
        let domain::journey::Standing::Correction { due, .. } = d.standing else { panic!() };
        assert_eq!(w.service.remind().await.unwrap(), 0, "they have just been told");
        w.clock.set(due.plus(-DAY));
        assert_eq!(w.service.remind().await.unwrap(), 1);
        assert_eq!(w.service.remind().await.unwrap(), 0);
        let newest = w.service.inbox(&writer).await.unwrap().lines.remove(0);
        assert!(matches!(newest.message, Message::CorrectionDue { due: told, .. } if told == due));
        assert_eq!(newest.place, format!("/application/{id}"));
        w.clock.set(due);
        assert_eq!(w.service.remind().await.unwrap(), 0, "over is over");
    }

    /// What was given up is counted for a day, and can be put aside for good.
    async fn what_was_given_up_is_told_for_a_day(w) {
        post(&w, &Recipient::Address("nobody@example.com".into()), &secret()).await;
        let parcel = w.service.claim_mail().await.unwrap().unwrap();
        assert!(w.service.settle_mail(&parcel, &Outcome::Never("no such box".into())).await.unwrap());
        assert_eq!(w.service.pulse().await.unwrap().given_up, 1);
        w.clock.pass(DAY + 1_000_000);
        assert_eq!(w.service.pulse().await.unwrap().given_up, 0, "an address mistyped last week alarms nobody");
        let failed = async || w.service.outbox().await.unwrap().1.len();
        assert_eq!(failed().await, 1);
        assert_eq!(w.service.dismiss_mail().await.unwrap(), 1);
        assert_eq!(failed().await, 0);
        assert_eq!(w.service.dismiss_mail().await.unwrap(), 0);
        assert_eq!(w.checked().await, Vec::<String>::new());
        // A backup is noted, and told.
        assert_eq!(w.service.pulse().await.unwrap().backup, None);
        w.service.note_backup(false).await.unwrap();
        let noted = w.service.pulse().await.unwrap().backup.unwrap();
        assert!((noted.at - w.service.now().0).abs() < 1_000_000);
        assert_eq!(noted.contents_at, None, "the contents of files are not in each");
    }

    async fn a_message_is_its_readers_and_leads_somewhere(w) {
        let (writer, id) = w.draft(1).await;
        let (writer, unit_account) = people(&w, &writer).await;
        w.service.submit(&writer, &id).await.unwrap();
        let inbox = w.service.inbox(&writer).await.unwrap();
        assert_eq!((inbox.unread, inbox.lines.len()), (2, 2));
        let newest = &inbox.lines[0];
        let stranger = w.service.open_message(&unit_account, &newest.id).await;
        assert_eq!(refused(stranger), Refusal::NotYours);
        let nothing = w.service.open_message(&writer, "no such\u{0}").await;
        assert_eq!(refused(nothing), Refusal::NotYours);
        let place = w.service.open_message(&writer, &newest.id).await.unwrap();
        assert_eq!(place, newest.place);
        assert_eq!(w.service.unread(&writer).await.unwrap(), 1);
        // Only what was on the page is marked: what came since is new.
        let shown = inbox.lines[1].at;
        w.service.read_messages(&writer, shown).await.unwrap();
        assert_eq!(w.service.unread(&writer).await.unwrap(), 0);
        assert_eq!(w.service.unread(&unit_account).await.unwrap(), 2);
        w.service.read_messages(&unit_account, Stamp(0)).await.unwrap();
        assert_eq!(w.service.unread(&unit_account).await.unwrap(), 2);
        let mut db = w.service.read().await.unwrap();
        let d: DossierId = id;
        assert_eq!(db.dossier(&d).await.unwrap().unwrap().standing.stage(), Stage::Submitted);
    }
}
