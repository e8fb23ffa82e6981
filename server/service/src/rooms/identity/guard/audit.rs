//! The journal as the audit reads it, cut to what it may know; and the walk along its chain.

use std::collections::HashMap;

use domain::event::Event;
use domain::facts::contact::parse_email;
use domain::guard::audit::{Cut, EXPORT, PAGE, REPORTER, cut, names_actor, names_dossier};
use domain::policy::{Actor, may_audit};
use domain::stamp::Stamp;
use domain::views::guard::{Checked, JournalAsked, JournalRow, JournalView};

use super::super::kept_line;
use crate::journal::Verdict;
use crate::ports::guard::{CheckRow, JournalLine, JournalWish};
use crate::ports::{HeadRow, Session};
use crate::rooms::shared::possible;
use crate::{About, Result, Service};

/// Walks one administrator may ask for within a quarter of an hour.
const WALKS: i64 = 6;

/// A part of the journal that was taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Its rows, the latest first.
    pub rows: Vec<JournalRow>,
}

impl Service {
    /// A page of the journal.
    pub async fn audit(&self, actor: &Actor, asked: JournalAsked) -> Result<JournalView> {
        may_audit(actor)?;
        let mut db = self.read().await?;
        let (asked, wish, wrong) = understood(&mut *db, asked).await?;
        let mut rows = match &wish {
            Some(wish) => db.journal_page(wish, PAGE + 1).await?,
            None => Vec::new(),
        };
        let most = usize::try_from(PAGE).unwrap_or_default();
        let more = rows.len() > most;
        rows.truncate(most);
        let next = rows.last().filter(|_| more).map(|l| l.entry.seq);
        let length = db.head().await?.seq;
        let checked = db.journal_check().await?.map(|c| Checked {
            at: Stamp(c.at),
            rows: c.walked,
            hash: c.hash,
            broken: c.broken.map(|b| b.0),
        });
        let rows = named(&mut *db, rows).await?;
        Ok(JournalView { asked, wrong, rows, next, length, checked })
    }

    /// The same rows as a table to take away; that they were taken is an event itself.
    pub async fn export_journal(&self, actor: &Actor, asked: JournalAsked) -> Result<Exported> {
        may_audit(actor)?;
        let asked = JournalAsked { before: String::new(), ..asked };
        // Many rows are read, and nobody who writes waits for them.
        let mut db = self.read().await?;
        let (_, wish, _) = understood(&mut *db, asked).await?;
        let rows = match &wish {
            Some(wish) => db.journal_page(wish, EXPORT).await?,
            None => Vec::new(),
        };
        let rows = named(&mut *db, rows).await?;
        drop(db);
        let mut work = self.begin().await?;
        let event = Event::JournalExported { rows: i64::try_from(rows.len()).unwrap_or(i64::MAX) };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await?;
        Ok(Exported { rows })
    }

    /// Walks the chain because the audit asks for it.
    pub async fn audit_verify(&self, actor: &Actor) -> Result<()> {
        may_audit(actor)?;
        self.spend(&[(format!("verify:{}", actor.account), WALKS)]).await?;
        let found = self.walk_journal().await?;
        let mut work = self.begin().await?;
        let event = Event::JournalVerified { rows: found.walked, sound: found.broken.is_none() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await
    }

    /// Walks the chain of the journal, compares it with the heads that were published of it, and notes what was found.
    pub async fn walk_journal(&self) -> Result<CheckRow> {
        let mut db = self.read().await?;
        let (verdict, walked) = crate::heads::walk(&mut *db).await?;
        // A journal that somebody has written anew fits together, and no head that went out before.
        let noted = |h: &HeadRow| {
            walked.noted.iter().any(|n| n.date == h.head.date && n.hash == h.head.hash)
        };
        let published = db.published_heads().await?;
        let misfit = published.iter().filter(|h| !noted(h)).map(|h| h.seq).min();
        drop(db);
        let mut work = self.begin().await?;
        let at = work.now.0;
        let row = match verdict {
            Verdict::Sound { rows, hash } => {
                let broken = misfit.map(|seq| (seq, "head".to_owned()));
                CheckRow { at, walked: rows, hash, broken }
            }
            Verdict::Broken { seq, what } => {
                let broken = Some((seq, format!("{what:?}").to_lowercase()));
                CheckRow { at, walked: seq - 1, hash: String::new(), broken }
            }
        };
        work.db.save_journal_check(&row).await?;
        work.commit().await?;
        Ok(row)
    }
}

/// What was asked for as the database is asked for it; none when it can be nowhere. What cannot be
/// understood is named and left out.
async fn understood(
    db: &mut dyn Session,
    asked: JournalAsked,
) -> Result<(JournalAsked, Option<JournalWish>, Vec<String>)> {
    let line = |text: &str| kept_line(text, 80);
    let asked = JournalAsked {
        from: line(&asked.from),
        to: line(&asked.to),
        actor: line(&asked.actor),
        kind: line(&asked.kind),
        room: line(&asked.room),
        reference: line(&asked.reference),
        before: line(&asked.before),
    };
    let mut wrong = Vec::new();
    let mut moment = |field: &str, text: &str, other: i64, clock: &str| {
        let read = Stamp::read(text).or_else(|| Stamp::read(&format!("{text} {clock}")));
        if read.is_none() && !text.is_empty() {
            wrong.push(field.to_owned());
        }
        read.map_or(other, |at| at.0)
    };
    let from = moment("from", &asked.from, 0, "00:00");
    let to = moment("to", &asked.to, i64::MAX, "24:00");
    let mut wish = JournalWish {
        from,
        to,
        kind: asked.kind.clone(),
        room: asked.room.clone(),
        before: asked.before.parse().unwrap_or(i64::MAX),
        ..JournalWish::default()
    };
    let mut nowhere = false;
    if let Ok(email) = parse_email(&asked.actor) {
        match db.account_by_email(&email).await? {
            Some(account) => wish.actor = account.id.to_string(),
            None => nowhere = true,
        }
    } else if !asked.actor.is_empty() {
        match possible(&asked.actor) {
            Ok(()) => wish.actor = asked.actor.clone(),
            Err(_) => nowhere = true,
        }
    }
    if !asked.reference.is_empty() {
        match db.dossier_by_reference(&asked.reference.to_uppercase()).await? {
            Some(dossier) => wish.dossier = dossier.id.to_string(),
            None => nowhere = true,
        }
    }
    Ok((asked, (!nowhere).then_some(wish), wrong))
}

/// Rows as they are shown, each with the name of the account it is about: the audit reads who acted by name, and whom it
/// was done to likewise. Names alone: what is not shown of a row stays so.
async fn named(db: &mut dyn Session, lines: Vec<JournalLine>) -> Result<Vec<JournalRow>> {
    let mut rows: Vec<JournalRow> = lines.into_iter().map(row).collect();
    if rows.iter().all(|r| account_in(r).is_none()) {
        return Ok(rows);
    }
    let names: HashMap<String, String> =
        db.account_names().await?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    for row in &mut rows {
        let found = account_in(row).and_then(|id| names.get(id)).cloned();
        row.named = found.unwrap_or_default();
    }
    Ok(rows)
}

/// The account among the facts of a row.
fn account_in(row: &JournalRow) -> Option<&str> {
    row.facts.iter().find(|f| f.0 == "account").map(|f| f.1.as_str())
}

fn row(line: JournalLine) -> JournalRow {
    let JournalLine { entry: e, name, reference } = line;
    let Cut { facts, reason, cut } = cut(&e.kind, &e.data, &e.reason);
    let named = names_dossier(&e.room) || reference.is_empty();
    let (actor, name) = match names_actor(&e.kind) {
        true => (e.actor, name),
        false => (REPORTER.to_owned(), String::new()),
    };
    JournalRow {
        seq: e.seq,
        at: Stamp(e.at),
        actor,
        name,
        on_behalf: e.on_behalf,
        room: e.room,
        kind: e.kind,
        reference: if named { reference } else { String::new() },
        facts,
        named: String::new(),
        reason,
        cut: cut || !named,
        hash: e.hash,
    }
}
