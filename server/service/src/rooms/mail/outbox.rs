//! Handing the outbox over to whoever sends it. A mail is claimed in one transaction, sent
//! outside of any, and settled in another: nothing waits for a mail server, and of several
//! servers on one database each mail is one server's. A server that dies between sending and
//! settling leaves a claim that runs out; the mail is then sent again under the same
//! `Message-ID`, by which mail programs know it for the same.

use domain::ids::AccountId;
use domain::mail::{TRIES_MAX, wait_minutes};
use domain::refusal::Refusal;
use domain::season::MailSettings;
use domain::stamp::{DAY, MINUTE, Stamp};

use crate::ports::mail::{MailRow, MailState};
use crate::ports::{Backed, Bell, Session};
use crate::{Error, Result, Service, Work};

/// How long a claimed mail is left to its sender. Far longer than any sending may take.
const LEASE: i64 = 15 * MINUTE;

/// Mails that were given up, shown to the operator at most.
const FAILED_SHOWN: i64 = 50;

/// Characters of a mail server's answer that are kept.
const ERROR_MAX: usize = 300;

/// Rows that leave as one mail.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// Names the mail, the same at every try: its `Message-ID` is made of it. The first row's identifier: where an
    /// earlier version of the program left some rows of a bundle to a later one, each sends a mail of its own.
    pub name: String,
    /// Whose it is to settle.
    claim: String,
    /// What is told, oldest first; at least one, all to the same address.
    pub rows: Vec<MailRow>,
    /// Demonstration data: the mail says so.
    pub demo: bool,
    /// The moment it was claimed.
    pub now: Stamp,
}

/// How the database stands, in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pulse {
    /// Rows of the journal.
    pub journal: i64,
    /// Mails by state.
    pub mails: Vec<(MailState, i64)>,
    /// Mails that were given up within the last day.
    pub given_up: i64,
    /// How far the journal's last moment lies ahead of the clock, microseconds: not at all, unless the clock
    /// once ran ahead.
    pub ahead: i64,
    /// When backups were last written, as far as it is known.
    pub backup: Option<Backed>,
    /// Whether the last walk along the journal found it broken.
    pub broken: bool,
}

/// How sending ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A mail server took it.
    Sent,
    /// Not now; why.
    Later(String),
    /// Never; why.
    Never(String),
}

impl Service {
    /// Takes the next mail that is due, if any. What belongs together comes together.
    pub async fn claim_mail(&self) -> Result<Option<Parcel>> {
        // Looked at before the writers' lock is taken: mostly nothing is due.
        let mut db = self.read().await?;
        let (window, _) = mailing(&mut *db).await?;
        // As `begin` counts: what was posted just now is due, also after a clock was set back.
        let now = self.now().0.max(db.head().await?.at + 1);
        if db.due_mails(now, now - window, 1).await?.is_empty() {
            return Ok(None);
        }
        drop(db);
        let mut work = self.begin().await?;
        let (window, demo) = mailing(&mut *work.db).await?;
        let now = work.now;
        let Some(first) = work.db.due_mails(now.0, now.0 - window, 1).await?.pop() else {
            return Ok(None);
        };
        let rows = match &first.account {
            _ if !first.bundle.is_empty() => work.db.bundled_mails(&first.bundle).await?,
            Some(account) if !first.urgent => work.db.loose_mails(account).await?,
            _ => vec![first.clone()],
        };
        let bundle = if first.bundle.is_empty() { first.id.clone() } else { first.bundle };
        let claim = self.chance.id();
        for row in &rows {
            work.db.claim_mail(&row.id, &bundle, &claim, now.0 + LEASE).await?;
        }
        let rows = work.db.bundled_mails(&bundle).await?;
        work.commit().await?;
        let name = rows.first().map_or(first.id, |row| row.id.clone());
        Ok(Some(Parcel { name, claim, rows, demo, now }))
    }

    /// Notes how sending ended; true when the mail has been given up. What is done with keeps
    /// no secret. A parcel whose claim ran out meanwhile is left to whoever has it now.
    pub async fn settle_mail(&self, parcel: &Parcel, outcome: &Outcome) -> Result<bool> {
        let mut work = self.begin().await?;
        let mut given_up = false;
        for row in &parcel.rows {
            let mut row = row.clone();
            match outcome {
                Outcome::Sent => {
                    row.state = MailState::Sent;
                    row.sent_at = Some(work.now.0);
                    row.error.clear();
                }
                Outcome::Later(why) if row.tries < TRIES_MAX => {
                    row.next_at = work.now.0 + wait_minutes(row.tries) * MINUTE;
                    row.error = line(why);
                }
                Outcome::Later(why) | Outcome::Never(why) => {
                    row.state = MailState::Failed;
                    row.next_at = work.now.0;
                    row.error = line(why);
                    given_up = true;
                }
            }
            if row.state != MailState::Waiting {
                row.message = row.message.scrubbed();
            }
            work.db.settle_mail(&row, &parcel.claim).await?;
        }
        work.commit().await?;
        Ok(given_up)
    }

    /// For the operator: how many mails are in each state, and the latest that were given up.
    pub async fn outbox(&self) -> Result<(Vec<(MailState, i64)>, Vec<MailRow>)> {
        let mut db = self.read().await?;
        Ok((db.count_mails().await?, db.mails(MailState::Failed, FAILED_SHOWN).await?))
    }

    /// For the operator: how far the journal and the outbox are.
    pub async fn pulse(&self) -> Result<Pulse> {
        let mut db = self.read().await?;
        let (head, now) = (db.head().await?, self.now().0);
        Ok(Pulse {
            journal: head.seq,
            mails: db.count_mails().await?,
            given_up: db.given_up_since(now - DAY).await?,
            ahead: (head.at - now).max(0),
            backup: db.last_backup().await?,
            broken: db.journal_check().await?.is_some_and(|found| found.broken.is_some()),
        })
    }

    /// For the operator: notes that a backup was written and read again, with the contents of files or without.
    pub async fn note_backup(&self, contents: bool) -> Result<()> {
        let mut work = self.begin().await?;
        let at = work.now.0;
        work.db.note_backup(at, contents).await?;
        work.commit().await
    }

    /// For the operator: puts all that was given up aside for good. Returns how many.
    pub async fn dismiss_mail(&self) -> Result<u64> {
        let mut work = self.begin().await?;
        let dismissed = work.db.dismiss_mails().await?;
        work.commit().await?;
        Ok(dismissed)
    }

    /// For the operator: lets what was given up wait again, once the cause is mended. A mail
    /// whose secret is gone stays as it is: its reader asks for a new one. Returns how many.
    pub async fn reopen_mail(&self) -> Result<usize> {
        let mut work = self.begin().await?;
        let now = work.now.0;
        let mut reopened = 0;
        for row in work.db.mails(MailState::Failed, i64::MAX).await? {
            if row.message.token().is_none() {
                work.db.reopen_mail(&row.id, now).await?;
                reopened += 1;
            }
        }
        let at = now;
        work.ring(Bell { at, room: "mail".into(), dossier: None, panel: None });
        work.commit().await?;
        Ok(reopened)
    }

    /// Puts aside all that waits, unsent: what loading the demonstration has told.
    pub async fn shelve_mail(&self) -> Result<()> {
        let mut work = self.begin().await?;
        work.shelve(None).await?;
        work.commit().await
    }
}

impl Work {
    /// Puts aside what waits for an account, or for everybody: it is not sent any more.
    pub(crate) async fn shelve(&mut self, account: Option<&AccountId>) -> Result<()> {
        let claim = self.chance.id();
        let waiting = self.db.waiting_mails().await?;
        for mut row in
            waiting.into_iter().filter(|m| account.is_none() || m.account.as_ref() == account)
        {
            self.db.claim_mail(&row.id, &row.id, &claim, row.next_at).await?;
            row.state = MailState::Shelved;
            row.message = row.message.scrubbed();
            self.db.settle_mail(&row, &claim).await?;
        }
        Ok(())
    }
}

/// Microseconds that what is not urgent waits for company, and whether this is a demonstration.
async fn mailing(db: &mut dyn Session) -> Result<(i64, bool)> {
    let (settings, demo) = match crate::season(db).await {
        Ok(season) => (season.mail, season.demo),
        // Before the first season there may be mail already: of accounts, for example.
        Err(Error::Refused(Refusal::NoSeason)) => (MailSettings::default(), false),
        Err(e) => return Err(e),
    };
    Ok((settings.digest_minutes.clamp(0, 24 * 60) * MINUTE, demo))
}

/// An answer as it is kept: one line, bounded.
fn line(why: &str) -> String {
    super::super::shared::kept_line(why, ERROR_MAX)
}
