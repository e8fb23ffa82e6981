//! Corrections of titles that were taken over from seasons before this system (Art. 23): by the Office, with a reason that
//! everybody reads. What stood there before stays in the history, and in the journal.

use domain::application::version::digest;
use domain::event::Event;
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;
use domain::season::Direction;
use domain::stamp::Stamp;
use domain::title::correction::{Around, Form, Slips, changes, correctable, read};
use domain::title::{Number, Title};
use domain::views::title::{Correcting, CorrectionLine};

use super::earlier::since;
use super::{named_once, one};
use crate::ports::Session;
use crate::ports::title::CorrectionRow;
use crate::rooms::shared;
use crate::{About, Fault, Result, Service};

impl Service {
    /// A title of an earlier season as the Office corrects it.
    pub async fn correcting(&self, actor: &Actor, number: &str) -> Result<Correcting> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let title = of(&mut *db, number).await?;
        correctable(&title)?;
        let since = since(&mut *db).await?;
        let directions = directions(&mut *db).await?;
        let corrections = history(&mut *db, &title, true).await?;
        Ok(Correcting { line: one(&mut *db, title).await?, corrections, directions, since })
    }

    /// Corrects one; answers of the number it has now. `seen` is how many corrections whoever corrects it had read: one
    /// that was made meanwhile is read first.
    pub async fn correct_title(
        &self,
        actor: &Actor,
        number: &str,
        form: &Form,
        seen: usize,
    ) -> Result<std::result::Result<Number, Slips>> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let now = of(&mut *work.db, number).await?;
        correctable(&now)?;
        if history(&mut *work.db, &now, true).await?.len() != seen {
            return Err(Refusal::SeenChanged.into());
        }
        let since = since(&mut *work.db).await?;
        let known = work.db.titles_between(0, since).await?;
        let years = work.db.title_years().await?;
        let given = match Number::parse(&form.number) {
            Ok(typed) => work.db.original_title(&typed).await?.is_some(),
            Err(_) => false,
        };
        let directions = directions(&mut *work.db).await?;
        let judged = {
            let last = |year| years.iter().find(|y| y.year == year).map_or(0, |y| y.last);
            let (directions, known) = (&directions, &known);
            read(form, &now, &Around { since, directions, known, last: &last, given })
        };
        let (after, reason) = match judged {
            Ok(read) => read,
            Err(slips) => return Ok(Err(slips)),
        };
        let replaced_by = (after.number != now.number).then(|| after.number.clone());
        if replaced_by.is_some() {
            work.db.insert_title(&after, work.now.0).await?;
        }
        let before = work.db.title_corrections(&now.number).await?;
        let row = CorrectionRow {
            title: now.number.clone(),
            revision: before.last().map_or(0, |c| c.revision) + 1,
            after: after.clone(),
            replaced_by: replaced_by.clone(),
            author: actor.account.clone(),
            at: work.now.0,
            reason,
        };
        work.db.insert_title_correction(&row).await?;
        let stands = serde_json::to_string(&after).map_err(|e| Fault::new(e.to_string()))?;
        let event = Event::TitleCorrected {
            number: now.number.to_string(),
            revision: row.revision,
            replaced_by: replaced_by.map(|n| n.to_string()),
            sha256: digest(&stands),
        };
        let about = About { reason: &row.reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await?;
        Ok(Ok(after.number))
    }
}

/// The title of a number, as for one that is not there where there is none.
async fn of(db: &mut dyn Session, number: &str) -> Result<Title> {
    let number = Number::parse(number).map_err(|_| Refusal::NotYours)?;
    Ok(db.title(&number).await?.ok_or(Refusal::NotYours)?)
}

/// Directions that are proposed: of the seasons here, then of the register.
async fn directions(db: &mut dyn Session) -> Result<Vec<Direction>> {
    let seasons = db.opened_seasons().await?;
    let mut all: Vec<Direction> = seasons.into_iter().flat_map(|s| s.directions).collect();
    all.extend(db.title_directions().await?);
    Ok(named_once(all))
}

/// How a title came to stand as it does, the first correction first; those of titles it took the place of among them. The
/// names of those who corrected it are for the Office.
pub(super) async fn history(
    db: &mut dyn Session,
    title: &Title,
    names: bool,
) -> Result<Vec<CorrectionLine>> {
    if title.dossier.is_some() {
        return Ok(Vec::new());
    }
    let mut first = title.number.clone();
    let mut numbers = vec![first.clone()];
    while let Some(c) = db.title_correction_to(&first).await? {
        first = c.title;
        numbers.push(first.clone());
    }
    let mut before = db.original_title(&first).await?;
    let mut lines = Vec::new();
    for number in numbers.iter().rev() {
        for c in db.title_corrections(number).await? {
            let changes = before.as_ref().map(|b| changes(b, &c.after)).unwrap_or_default();
            let by = match names {
                true => shared::name_at(db, &c.author, Stamp(c.at)).await?,
                false => String::new(),
            };
            lines.push(CorrectionLine { at: Stamp(c.at), changes, reason: c.reason, by });
            before = Some(c.after);
        }
    }
    Ok(lines)
}
