//! A sealed case (Art. 15, 21, 24): those who are named look into it and name others, note what they find, and step
//! out for a conflict of interest. Nobody else hears who sent it or what was typed. What becomes of a case is told
//! and recorded by its own room.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AccountId, SeasonId};
use domain::incident::case_code;
use domain::incident::letter::Letter;
use domain::mail::Message;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::sealed::Kind;
use domain::sender::Sender;
use domain::stamp::Stamp;
use domain::views::sealed::{EvidenceView, Named, NoteView, Sealed};

use crate::ports::Session;
use crate::ports::incident::IncidentRow;
use crate::ports::objection::ObjectionRow;
use crate::ports::sealed::{Case, Docket, EvidenceRow, HandlerRow, NoteRow};
use crate::rooms::shared;
use crate::rooms::shared::apart;
use crate::rooms::shared::names::Names;
use crate::{Recipient, Result, Work};

/// Who was named to look into a case, in order, who stepped out of it or is tied to it since, and who of them can still
/// act: a case must not wait for somebody who has left the Office, nor be opened to somebody it concerns (Art. 15, 21, 24).
#[derive(Clone, Default)]
pub(crate) struct People {
    rows: Vec<HandlerRow>,
    able: BTreeSet<AccountId>,
    tied: BTreeSet<AccountId>,
}

impl People {
    /// Those of a case; `season` is the one whose Office deals with it.
    pub async fn of(db: &mut dyn Session, case: Case<'_>, season: &SeasonId) -> Result<Self> {
        let tied = db.tied_handlers(case).await?.into_iter().collect();
        Ok(Self { rows: db.handlers(case).await?, able: able(db, season).await?, tied })
    }

    /// Those of all cases of a docket, by the case.
    pub async fn of_all(
        db: &mut dyn Session,
        docket: Docket,
        season: &SeasonId,
    ) -> Result<BTreeMap<String, Self>> {
        let able = able(db, season).await?;
        let mut all: BTreeMap<String, Self> = BTreeMap::new();
        for (case, handler) in db.all_handlers(docket).await? {
            let new = || Self { able: able.clone(), ..Self::default() };
            all.entry(case).or_insert_with(new).rows.push(handler);
        }
        for (case, account) in db.all_tied_handlers(docket).await? {
            all.entry(case).or_default().tied.insert(account);
        }
        Ok(all)
    }

    /// Somebody among them.
    pub fn find(&self, account: &AccountId) -> Option<&HandlerRow> {
        self.rows.iter().find(|h| h.account == *account)
    }

    /// Those who look into it and can.
    pub fn at_work(&self) -> impl Iterator<Item = &AccountId> {
        self.rows.iter().filter(|h| self.stands(h) == Named::AtWork).map(|h| &h.account)
    }

    /// Whether somebody does: else the Office names somebody anew.
    pub fn manned(&self) -> bool {
        self.at_work().next().is_some()
    }

    fn stands(&self, h: &HandlerRow) -> Named {
        let (tied, able) = (self.tied.contains(&h.account), self.able.contains(&h.account));
        Named::of(h.left_at.is_some(), tied, able)
    }

    /// Whether somebody is named, and neither stepped out nor is tied to it.
    pub fn named(&self, account: &AccountId) -> bool {
        self.find(account).is_some_and(|h| self.stands(h).stays())
    }

    /// Whether somebody was named, and stepped out or is tied to it since.
    pub fn out(&self, account: &AccountId) -> bool {
        self.find(account).is_some_and(|h| !self.stands(h).stays())
    }

    /// Whether somebody works for the Office now, and can sign in.
    pub fn able(&self, account: &AccountId) -> bool {
        self.able.contains(account)
    }
}

/// Who works for a season's Office now, and is not kept from signing in.
async fn able(db: &mut dyn Session, season: &SeasonId) -> Result<BTreeSet<AccountId>> {
    Ok(db.able_holders(season, Role::Office.code()).await?.into_iter().collect())
}

/// An objection nobody looks into any more: the Office is told to name somebody, but for who stands apart from it.
pub(crate) async fn objection_freed(work: &mut Work, row: &ObjectionRow) -> Result<()> {
    let people = People::of(&mut *work.db, (&row.id).into(), &row.season).await?;
    let Some(notice) = work.db.notice(&row.season).await? else { return Ok(()) };
    if people.manned() || !row.handling.step().is_open() {
        return Ok(());
    }
    let message = Message::ObjectionFreed { year: notice.year, number: row.number };
    let away = apart::of_objection(&mut *work.db, row).await?;
    freed(work, people, &away, &message).await
}

/// The same of an incident.
pub(crate) async fn incident_freed(work: &mut Work, row: &IncidentRow) -> Result<()> {
    let season = crate::season(&mut *work.db).await?.id;
    let people = People::of(&mut *work.db, (&row.id).into(), &season).await?;
    if people.manned() || !row.case.step().is_open() {
        return Ok(());
    }
    let message = Message::Incident(Letter::Freed { case: case_code(&row.id) });
    let away = apart::of_incident(&mut *work.db, row).await?;
    freed(work, people, &away, &message).await
}

async fn freed(
    work: &mut Work,
    people: People,
    away: &BTreeSet<AccountId>,
    message: &Message,
) -> Result<()> {
    for account in people.able.iter().filter(|a| !people.out(a) && !away.contains(*a)) {
        work.post(&Recipient::Account(account.clone()), None, message).await?;
    }
    Ok(())
}

/// Tells those who look into a case and can, `besides` one.
pub(crate) async fn tell_handlers(
    work: &mut Work,
    (case, season): (Case<'_>, &SeasonId),
    besides: Option<&AccountId>,
    message: &Message,
) -> Result<()> {
    let people = People::of(&mut *work.db, case, season).await?;
    for account in people.at_work().filter(|a| besides != Some(*a)) {
        work.post(&Recipient::Account(account.clone()), None, message).await?;
    }
    Ok(())
}

/// Somebody can no longer act for the Office: their role was taken, or their account is shut. Cases that are left
/// without anybody are named anew, and the Office is told (Art. 21, 24).
pub(crate) async fn leaves_the_office(work: &mut Work, gone: &AccountId) -> Result<()> {
    let Some(season) = work.db.current_season().await? else { return Ok(()) };
    for (id, people) in People::of_all(&mut *work.db, Docket::Objections, &season.id).await? {
        if people.named(gone)
            && let Some(row) = work.db.objection(&id.as_str().into()).await?
            && row.season == season.id
        {
            objection_freed(work, &row).await?;
        }
    }
    for (id, people) in People::of_all(&mut *work.db, Docket::Incidents, &season.id).await? {
        if people.named(gone)
            && let Some(row) = work.db.incident(&id.as_str().into()).await?
        {
            incident_freed(work, &row).await?;
        }
    }
    Ok(())
}

/// Names a colleague to look into a case. Nobody names themselves, and nobody is named who stepped out, fell out or
/// stands `apart` from it.
pub(crate) async fn name(
    work: &mut Work,
    actor: &Actor,
    case: Case<'_>,
    people: &People,
    account: &AccountId,
    apart: bool,
) -> Result<()> {
    if *account == actor.account {
        return Err(Refusal::NamesSelf.into());
    }
    if apart || people.out(account) {
        return Err(Refusal::Conflicted.into());
    }
    if people.named(account) || !people.able.contains(account) {
        return Err(Refusal::BadValue { field: "account".into() }.into());
    }
    let handler = HandlerRow {
        account: account.clone(),
        named_by: actor.account.clone(),
        at: work.now.0,
        left_at: None,
    };
    Ok(work.db.insert_handler(case, &handler).await?)
}

/// Stores a note, a report or a question. Answers its number.
pub(crate) async fn note(
    work: &mut Work,
    actor: &Actor,
    case: Case<'_>,
    kind: Kind,
    text: &str,
) -> Result<i64> {
    let number = work.db.notes(case).await?.last().map_or(0, |n| n.number) + 1;
    let (author, at) = (actor.account.clone(), work.now.0);
    let note = NoteRow { number, kind, author, at, text: text.to_owned() };
    work.db.insert_note(case, &note).await?;
    Ok(number)
}

/// Notes as they are shown: to those who look into the case `all`, each with what was handed in with it; to those who
/// decide it the reports, and what they asked.
pub(crate) async fn notes(
    db: &mut dyn Session,
    case: Case<'_>,
    evidence: &[EvidenceRow],
    all: bool,
) -> Result<Vec<NoteView>> {
    let mut notes = db.notes(case).await?;
    notes.retain(|n| all || n.kind != Kind::Note);
    let names = Names::of(db, notes.iter().map(|n| n.author.clone())).await?;
    let shown = notes.into_iter().map(|NoteRow { number, kind, author, at, text }| {
        let at = Stamp(at);
        let files = evidence.iter().filter(|f| f.note == number).map(EvidenceView::from).collect();
        NoteView { kind, author: names.at(&author, at), at, text, files }
    });
    Ok(shown.collect())
}

/// Files as they are shown: those of a statement, or what was typed first (0).
pub(crate) fn files(files: &[EvidenceRow], statement: i64) -> Vec<EvidenceView> {
    let with = |f: &&EvidenceRow| f.statement == statement && f.note == 0;
    files.iter().filter(with).map(EvidenceView::from).collect()
}

/// What was typed, for those who look into the case. Nobody is offered to be named who is `away` from it.
pub(crate) async fn sealed(
    db: &mut dyn Session,
    actor: &Actor,
    (sender, facts): (&Sender, &str),
    evidence: &[EvidenceRow],
    people: &People,
    away: &BTreeSet<AccountId>,
) -> Result<Sealed> {
    let names = Names::of(db, people.rows.iter().map(|h| h.account.clone())).await?;
    let shown = people.rows.iter().map(|h| {
        let name = names.now(&h.account);
        (h.account.clone(), name, people.stands(h))
    });
    let shown = shown.collect();
    let season = crate::season(db).await?.id;
    let mut staff = shared::staff(db, &season, actor).await?;
    staff.retain(|(account, _)| people.find(account).is_none() && !away.contains(account));
    Ok(Sealed {
        sender: sender.clone(),
        facts: facts.to_owned(),
        files: files(evidence, 0),
        people: shown,
        staff,
    })
}
