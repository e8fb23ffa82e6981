//! The corridor's mail: outbox, inbox, reminders.

use domain::lang::Lang;
use domain::mail::{Message, examples};
use service::ports::mail::{InboxRow, MailRow, MailState};

use super::on_both;
use super::world::*;

fn mail(id: &str, at: i64, account: Option<&str>, message: Message) -> MailRow {
    MailRow {
        id: id.into(),
        at,
        account: account.map(Into::into),
        address: "a1@example.com".into(),
        dossier: None,
        urgent: message.urgent(),
        message,
        state: MailState::Waiting,
        bundle: String::new(),
        claim: String::new(),
        tries: 0,
        next_at: at,
        sent_at: None,
        error: String::new(),
        lang: account.map(|_| Lang::Zh),
    }
}

fn secret() -> Message {
    Message::VerifyAddress { token: "t1".into() }
}

fn ids(rows: &[MailRow]) -> Vec<&str> {
    rows.iter().map(|r| r.id.as_str()).collect()
}

on_both! {
    async fn every_message_is_kept_as_it_was_posted(bed) {
        bed.furnish().await;
        bed.dossiers(1, &submitted()).await;
        let mut w = bed.write().await;
        let mut rows: Vec<MailRow> = examples()
            .into_iter()
            .zip(1..)
            .map(|(m, n)| mail(&format!("m{n:02}"), n, Some("a1"), m))
            .collect();
        rows[0].dossier = Some("d1".into());
        rows[1].account = None;
        rows[1].lang = None;
        for row in &rows {
            w.insert_mail(row).await.unwrap();
        }
        w.save_lang(&"a1".into(), Lang::En).await.unwrap();
        commit(w).await;
        let mut r = bed.read().await;
        // The language is the reader's of today, not that of the day of posting.
        for row in rows.iter_mut().filter(|r| r.account.is_some()) {
            row.lang = Some(Lang::En);
        }
        assert_eq!(r.waiting_mails().await.unwrap(), rows);
        assert_eq!(r.account(&"a1".into()).await.unwrap().unwrap().lang, Lang::En);
        let n = i64::try_from(rows.len()).unwrap();
        assert_eq!(r.count_mails().await.unwrap(), [(MailState::Waiting, n)]);
    }

    async fn urgent_mail_is_due_at_once_and_the_rest_waits_for_company(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_mail(&mail("news1", 10, Some("a1"), Message::AccountCreated)).await.unwrap();
        w.insert_mail(&mail("news2", 50, Some("a1"), Message::AccountCreated)).await.unwrap();
        w.insert_mail(&mail("secret", 60, Some("a1"), secret())).await.unwrap();
        // Without an account there is nothing to wait for.
        w.insert_mail(&mail("nobody", 61, None, Message::AccountCreated)).await.unwrap();
        w.insert_mail(&mail("later", 99, Some("a1"), secret())).await.unwrap();
        assert_eq!(ids(&w.due_mails(70, 5, 9).await.unwrap()), ["secret", "nobody"]);
        assert_eq!(ids(&w.due_mails(70, 20, 9).await.unwrap()), ["news1", "secret", "nobody"]);
        assert_eq!(ids(&w.due_mails(70, 20, 1).await.unwrap()), ["news1"]);
        assert_eq!(ids(&w.loose_mails(&"a1".into()).await.unwrap()), ["news1", "news2"]);
        // What belongs to a mail already goes out with it, and takes nothing later along.
        w.claim_mail("news2", "news2", "c", 65).await.unwrap();
        assert_eq!(ids(&w.loose_mails(&"a1".into()).await.unwrap()), ["news1"]);
        assert_eq!(ids(&w.due_mails(70, 5, 9).await.unwrap()), ["secret", "nobody", "news2"]);
        commit(w).await;
    }

    async fn a_claimed_row_is_hidden_and_settled_by_its_claim_alone(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_mail(&mail("m1", 10, Some("a1"), secret())).await.unwrap();
        w.claim_mail("m1", "m1", "c1", 100).await.unwrap();
        assert!(w.due_mails(99, 99, 9).await.unwrap().is_empty());
        // The claim ran out and somebody else took the row.
        assert_eq!(ids(&w.due_mails(100, 99, 9).await.unwrap()), ["m1"]);
        w.claim_mail("m1", "m1", "c2", 200).await.unwrap();
        let mut row = w.bundled_mails("m1").await.unwrap().remove(0);
        assert_eq!((row.tries, row.bundle.as_str(), row.next_at), (2, "m1", 200));
        row.state = MailState::Sent;
        row.sent_at = Some(150);
        row.message = row.message.scrubbed();
        assert!(!w.settle_mail(&row, "c1").await.unwrap());
        assert!(w.settle_mail(&row, "c2").await.unwrap());
        assert!(!w.settle_mail(&row, "c2").await.unwrap(), "sent is sent");
        assert!(w.bundled_mails("m1").await.unwrap().is_empty());
        commit(w).await;
        let mut r = bed.read().await;
        let sent = r.mails(MailState::Sent, 9).await.unwrap();
        assert_eq!(sent[0].message.token(), Some(""));
        assert_eq!((sent[0].sent_at, sent[0].claim.as_str()), (Some(150), ""));
        let mut w = bed.write().await;
        w.reopen_mail("m1", 5).await.unwrap();
        assert!(w.waiting_mails().await.unwrap().is_empty(), "what was sent stays sent");
        w.insert_mail(&MailRow { state: MailState::Failed, tries: 9, ..mail("m2", 10, None, secret()) }).await.unwrap();
        w.reopen_mail("m2", 20).await.unwrap();
        let again = w.waiting_mails().await.unwrap();
        assert_eq!((again.len(), again[0].tries, again[0].next_at), (1, 0, 20));
        commit(w).await;
        // A sent row has a moment, others have none, whoever writes.
        assert!(bed.tamper("UPDATE outbox SET sent_at = NULL").await.is_err());
        assert!(bed.tamper("UPDATE outbox SET state = 'lost'").await.is_err());
    }

    async fn an_inbox_is_its_owners(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        w.insert_account(&account("a2")).await.unwrap();
        for (id, who, at) in [("i1", "a1", 1), ("i2", "a1", 2), ("i3", "a2", 3), ("i4", "a1", 4)] {
            let message = Message::AccountCreated;
            let row = InboxRow {
                id: id.into(), account: who.into(), dossier: None, message, at, read_at: None,
            };
            w.insert_inbox(&row).await.unwrap();
        }
        let a1 = "a1".into();
        let listed: Vec<_> = w.inbox(&a1, 2).await.unwrap().into_iter().map(|r| r.id).collect();
        assert_eq!(listed, ["i4", "i2"]);
        assert_eq!(w.count_unread(&a1).await.unwrap(), 3);
        assert_eq!(w.inbox_row(&a1, "i3").await.unwrap(), None, "another's message");
        assert_eq!(w.inbox_row(&a1, "i2").await.unwrap().unwrap().at, 2);
        for (id, at) in [("i3", 9), ("i2", 9), ("i2", 10)] {
            w.read_inbox(&a1, id, at).await.unwrap();
        }
        assert_eq!(w.inbox(&a1, 2).await.unwrap()[1].read_at, Some(9), "the first reading counts");
        w.read_whole_inbox(&a1, 2, 11).await.unwrap();
        assert_eq!(w.count_unread(&a1).await.unwrap(), 1, "what came later is unread");
        assert_eq!(w.count_unread(&"a2".into()).await.unwrap(), 1);
        commit(w).await;
    }

    /// While servers are brought up to date one after the other, the newer one posts what the older one cannot read.
    async fn what_a_later_version_posts_is_left_to_it_and_holds_nobody_up(bed) {
        bed.furnish().await;
        let mut w = bed.write().await;
        for (id, at) in [("m1", 10), ("m2", 11), ("m3", 12)] {
            w.insert_mail(&mail(id, at, Some("a1"), Message::AccountCreated)).await.unwrap();
            let row = InboxRow {
                id: id.into(), account: "a1".into(), dossier: None, message: Message::AccountCreated, at, read_at: None,
            };
            w.insert_inbox(&row).await.unwrap();
        }
        w.claim_mail("m1", "m1", "c", 10).await.unwrap();
        w.claim_mail("m2", "m1", "c", 11).await.unwrap();
        commit(w).await;
        for table in ["outbox", "inbox"] {
            let text = format!("UPDATE {table} SET message = '{{\"message\":\"of_next_year\"}}' WHERE id = 'm1'");
            bed.tamper(&text).await.unwrap();
        }
        let mut w = bed.write().await;
        // Older and due, it is not what comes first.
        assert_eq!(ids(&w.due_mails(20, 20, 1).await.unwrap()), ["m2"]);
        assert_eq!(ids(&w.due_mails(20, 20, 9).await.unwrap()), ["m2", "m3"]);
        assert_eq!(ids(&w.bundled_mails("m1").await.unwrap()), ["m2"]);
        assert_eq!(ids(&w.loose_mails(&"a1".into()).await.unwrap()), ["m3"]);
        assert_eq!(ids(&w.waiting_mails().await.unwrap()), ["m2", "m3"]);
        let listed: Vec<_> = w.inbox(&"a1".into(), 9).await.unwrap().into_iter().map(|r| r.id).collect();
        assert_eq!(listed, ["m3", "m2"]);
        assert_eq!(w.inbox_row(&"a1".into(), "m1").await.unwrap(), None);
        // It is there, as it was posted, for whoever can read it.
        assert_eq!(w.count_mails().await.unwrap(), [(MailState::Waiting, 3)]);
        commit(w).await;
    }

    async fn a_reminder_is_noted_once(bed) {
        bed.furnish().await;
        bed.dossiers(2, &submitted()).await;
        let mut w = bed.write().await;
        assert!(w.insert_reminder(&"d1".into(), "application:14", 1).await.unwrap());
        assert!(!w.insert_reminder(&"d1".into(), "application:14", 2).await.unwrap());
        assert!(w.insert_reminder(&"d1".into(), "application:3", 3).await.unwrap());
        assert!(w.insert_reminder(&"d2".into(), "application:14", 3).await.unwrap());
        let mut noted = w.reminders(&s()).await.unwrap();
        noted.sort();
        let of = |d: &str, what: &str| (d.into(), what.to_owned());
        assert_eq!(noted, [of("d1", "application:14"), of("d1", "application:3"), of("d2", "application:14")]);
        assert_eq!(w.reminders(&"s1999".into()).await.unwrap(), []);
        commit(w).await;
    }
}
