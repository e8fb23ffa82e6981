//! Whoever is named to look into a sealed case and becomes tied to what it is about falls out of it at once (Art. 15, 21,
//! 24): `People` counts them no more. They are told, and where nobody is left the Office is, to name another.

use domain::ids::{AccountId, DossierId, ExpertId};
use domain::incident::case_code;
use domain::incident::letter::Letter;
use domain::mail::Message;

use super::sealed::{People, incident_freed, objection_freed};
use crate::ports::incident::IncidentRow;
use crate::ports::objection::ObjectionRow;
use crate::ports::sealed::Docket;
use crate::{Recipient, Result, Work};

/// By a place in an organisation, which they have just been given.
pub(crate) async fn by_joining(work: &mut Work, account: &AccountId) -> Result<()> {
    for docket in Docket::ALL {
        for (case, tied) in work.db.all_tied_handlers(docket).await? {
            if tied == *account {
                falls_out(work, (docket, &case), &tied, None).await?;
            }
        }
    }
    Ok(())
}

/// By a conflict of somebody of the pool with an application, which was just stored: whoever was ever that expert.
pub(crate) async fn by_conflict(
    work: &mut Work,
    expert: &ExpertId,
    dossier: &DossierId,
) -> Result<()> {
    for docket in Docket::ALL {
        for (case, tied) in work.db.all_tied_handlers(docket).await? {
            if work.db.pool_ever_of(&tied).await?.contains(expert) {
                falls_out(work, (docket, &case), &tied, Some(dossier)).await?;
            }
        }
    }
    Ok(())
}

/// Tells of it, where the case is open and about the application that is asked for.
async fn falls_out(
    work: &mut Work,
    (docket, case): (Docket, &str),
    who: &AccountId,
    about: Option<&DossierId>,
) -> Result<()> {
    match docket {
        Docket::Objections => match work.db.objection(&case.into()).await? {
            Some(row) if about.is_none_or(|d| row.dossier == *d) => {
                of_objection(work, &row, who).await
            }
            _ => Ok(()),
        },
        Docket::Incidents => match work.db.incident(&case.into()).await? {
            Some(row) if about.is_none_or(|d| row.dossier.as_ref() == Some(d)) => {
                of_incident(work, &row, who).await
            }
            _ => Ok(()),
        },
    }
}

async fn of_objection(work: &mut Work, row: &ObjectionRow, who: &AccountId) -> Result<()> {
    let people = People::of(&mut *work.db, (&row.id).into(), &row.season).await?;
    let Some(notice) = work.db.notice(&row.season).await? else { return Ok(()) };
    if !row.handling.step().is_open() || !people.able(who) {
        return Ok(());
    }
    let message = Message::ObjectionKeptFrom { year: notice.year, number: row.number };
    work.post(&Recipient::Account(who.clone()), None, &message).await?;
    objection_freed(work, row).await
}

async fn of_incident(work: &mut Work, row: &IncidentRow, who: &AccountId) -> Result<()> {
    let season = crate::season(&mut *work.db).await?.id;
    let people = People::of(&mut *work.db, (&row.id).into(), &season).await?;
    if !row.case.step().is_open() || !people.able(who) {
        return Ok(());
    }
    let message = Message::Incident(Letter::KeptFrom { case: case_code(&row.id) });
    work.post(&Recipient::Account(who.clone()), None, &message).await?;
    incident_freed(work, row).await
}
