//! A sealed case (Art. 15, 21, 24): those who are named look into it and name others, note what they find, and step
//! out for a conflict of interest. Nobody else hears who sent it or what was typed. What becomes of a case is told
//! and recorded by its own room.

use std::collections::BTreeMap;

use domain::ids::AccountId;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::sender::Sender;
use domain::stamp::Stamp;
use domain::views::sealed::{EvidenceView, NoteView, Sealed};

use crate::ports::Session;
use crate::ports::sealed::{Case, Docket, EvidenceRow, HandlerRow, NoteRow};
use crate::rooms::shared;
use crate::{Result, Work};

/// Who was named to look into a case, in order, and who stepped out of it.
#[derive(Default)]
pub(crate) struct People(pub Vec<HandlerRow>);

impl People {
    /// Those of a case.
    pub async fn of(db: &mut dyn Session, case: Case<'_>) -> Result<Self> {
        Ok(Self(db.handlers(case).await?))
    }

    /// Those of all cases of a docket, by the case.
    pub async fn of_all(db: &mut dyn Session, docket: Docket) -> Result<BTreeMap<String, Self>> {
        let mut all: BTreeMap<String, Self> = BTreeMap::new();
        for (case, handler) in db.all_handlers(docket).await? {
            all.entry(case).or_default().0.push(handler);
        }
        Ok(all)
    }

    /// Somebody among them.
    pub fn find(&self, account: &AccountId) -> Option<&HandlerRow> {
        self.0.iter().find(|h| h.account == *account)
    }

    /// Whether somebody looks into it.
    pub fn manned(&self) -> bool {
        self.0.iter().any(|h| h.left_at.is_none())
    }

    /// Whether somebody does.
    pub fn named(&self, account: &AccountId) -> bool {
        self.find(account).is_some_and(|h| h.left_at.is_none())
    }

    /// Whether somebody stepped out.
    pub fn left(&self, account: &AccountId) -> bool {
        self.find(account).is_some_and(|h| h.left_at.is_some())
    }
}

/// Names a colleague to look into a case. Nobody names themselves, and nobody is named who stepped out or stands
/// `apart` from it.
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
    if apart || people.left(account) {
        return Err(Refusal::Conflicted.into());
    }
    let season = crate::season(&mut *work.db).await?.id;
    let holders = work.db.holders(&season, Role::Office.code()).await?;
    if people.named(account) || !holders.iter().any(|h| h.0 == *account) {
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

/// Stores a note, or the report.
pub(crate) async fn note(
    work: &mut Work,
    actor: &Actor,
    case: Case<'_>,
    report: bool,
    text: &str,
) -> Result<()> {
    let number = work.db.notes(case).await?.last().map_or(0, |n| n.number) + 1;
    let (author, at) = (actor.account.clone(), work.now.0);
    let note = NoteRow { number, report, author, at, text: text.to_owned() };
    Ok(work.db.insert_note(case, &note).await?)
}

/// Notes as they are shown: to those who look into the case `all`, to those who decide it the report.
pub(crate) async fn notes(
    db: &mut dyn Session,
    case: Case<'_>,
    all: bool,
) -> Result<Vec<NoteView>> {
    let mut shown = Vec::new();
    for NoteRow { report, author, at, text, .. } in db.notes(case).await? {
        if all || report {
            let author = shared::name_at(db, &author, Stamp(at)).await?;
            shown.push(NoteView { report, author, at: Stamp(at), text });
        }
    }
    Ok(shown)
}

/// Files as they are shown: those of a statement, or what was typed first (0).
pub(crate) fn files(files: &[EvidenceRow], statement: i64) -> Vec<EvidenceView> {
    files.iter().filter(|f| f.statement == statement).map(EvidenceView::from).collect()
}

/// What was typed, for those who look into the case. `apart` is who is never named.
pub(crate) async fn sealed(
    db: &mut dyn Session,
    actor: &Actor,
    (sender, facts): (&Sender, &str),
    evidence: &[EvidenceRow],
    people: &People,
    apart: Option<&AccountId>,
) -> Result<Sealed> {
    let mut shown = Vec::new();
    for h in &people.0 {
        let name = shared::name_of(db, &h.account).await?;
        shown.push((h.account.clone(), name, h.left_at.is_some()));
    }
    let season = crate::season(db).await?.id;
    let mut staff = shared::staff(db, &season, actor).await?;
    staff.retain(|(account, _)| people.find(account).is_none() && apart != Some(account));
    Ok(Sealed {
        sender: sender.clone(),
        facts: facts.to_owned(),
        files: files(evidence, 0),
        people: shown,
        staff,
    })
}
