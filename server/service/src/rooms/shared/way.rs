//! What several rooms do with a dossier on its way between its writer, its unit and the Office (Art. 7, 16–18): which
//! opinion counts, what kind of seat it holds, what its round of correction reopens, and what ends when it goes back.

use domain::application::check::Context;
use domain::application::field::Slot;
use domain::application::files::FileState;
use domain::application::version::Version;
use domain::formality::Item;
use domain::ids::DossierId;
use domain::recommendation::opinion::{About, counts};
use domain::refusal::Refusal;
use domain::season::Season;

use crate::ports::Session;
use crate::ports::application::{Dossier, FileRow};
use crate::ports::flow::CorrectionRow;
use crate::ports::recommendation::{Listed, Opinion};
use crate::{Result, Work};

/// The opinion that counts for a dossier as it stands (Art. 17).
pub(crate) async fn opinion(db: &mut dyn Session, d: &Dossier) -> Result<Option<Opinion>> {
    let of = |o: &Opinion| {
        counts(&About { unit: &o.unit, version: o.version }, &d.summary.unit, &d.standing)
    };
    Ok(db.opinion(&d.id).await?.filter(of))
}

/// Characters of the opinion that counts for a dossier of a unit's list.
pub(crate) fn opinion_length(l: &Listed) -> i64 {
    let about = About { unit: &l.writer, version: l.about };
    if counts(&about, &l.dossier.summary.unit, &l.dossier.standing) { l.opinion } else { 0 }
}

/// What was said of a version ends when the dossier goes back to its writer: ticks and whoever has taken it
/// (Art. 18), and its place in the unit's order (Art. 17). Its opinion is about that version and counts for no other.
pub(crate) async fn let_go(work: &mut Work, d: &Dossier) -> Result<()> {
    work.db.forget_ticks(&d.id, Item::ALL).await?;
    work.db.delete_claim(&d.id).await?;
    let mut rows = work.db.unit_list(&d.season, &d.summary.unit).await?;
    rows.retain(|r| r.place > 0);
    rows.sort_by_key(|r| r.place);
    let ranked = rows.iter().any(|r| r.dossier.id == d.id);
    let rest: Vec<DossierId> =
        rows.into_iter().map(|r| r.dossier.id).filter(|id| *id != d.id).collect();
    if ranked {
        work.db.save_order(&rest, Some(&d.id)).await?;
    }
    Ok(())
}

/// Frees the seat a dossier holds, whatever its kind (Art. 17).
pub(crate) async fn free_seat(work: &mut Work, d: &Dossier) -> Result<()> {
    let holds = work.db.overdrawn(&d.id).await?.unwrap_or(d.summary.sme);
    let quota = work.db.quota(&d.season, &d.summary.unit).await?.release(holds);
    work.db.save_quota(&d.season, &d.summary.unit, &quota).await?;
    Ok(work.db.save_overdrawn(&d.id, None).await?)
}

/// Gives a dossier a seat of the kind its figures ask for in place of the one it holds (Art. 17). Where none is free
/// it keeps what it holds, and that is noted: nobody's answer is refused for what the unit or the Office has to mend.
/// Returns whether the seat is of the right kind.
pub(crate) async fn reseat(work: &mut Work, d: &Dossier, sme: bool) -> Result<bool> {
    let holds = work.db.overdrawn(&d.id).await?.unwrap_or(d.summary.sme);
    if holds != sme {
        let quota = work.db.quota(&d.season, &d.summary.unit).await?.release(holds);
        match quota.take(sme) {
            Ok(quota) => work.db.save_quota(&d.season, &d.summary.unit, &quota).await?,
            Err(Refusal::QuotaFull { .. }) => {
                work.db.save_overdrawn(&d.id, Some(holds)).await?;
                return Ok(false);
            }
            Err(other) => return Err(other.into()),
        }
    }
    work.db.save_overdrawn(&d.id, None).await?;
    Ok(true)
}

/// What a check must know of a dossier's files beside its answers. What a virus was found in counts for nothing,
/// whoever checks.
pub(crate) fn context<'a>(
    season: Season,
    files: impl IntoIterator<Item = (Slot, &'a str, FileState)>,
) -> Context {
    let there = files.into_iter().filter(|f| f.2 != FileState::Infected);
    let (mut slots, mut contents) = (Vec::new(), Vec::new());
    for (slot, sha256, _) in there {
        slots.push(slot);
        contents.push(sha256.to_owned());
    }
    slots.sort();
    slots.dedup();
    Context { season, files: slots, contents }
}

/// The files of a version, each with how far the look for viruses has come.
pub(crate) fn states<'a>(
    version: &'a Version,
    ever: &'a [FileRow],
) -> impl Iterator<Item = (Slot, &'a str, FileState)> {
    version.files.iter().map(move |f| {
        let row = ever.iter().find(|r| r.slot == f.slot && r.sha256 == f.sha256);
        (f.slot, f.sha256.as_str(), row.map_or(FileState::Clean, |r| r.state))
    })
}

/// The round of correction of a dossier. While it waits for its answer, places with a file in which a virus was found
/// since reopen as well: nobody can read what is there (Art. 18).
pub(crate) async fn correction(db: &mut dyn Session, d: &Dossier) -> Result<Option<CorrectionRow>> {
    let Some(mut row) = db.correction(&d.id).await? else { return Ok(None) };
    if row.after.is_none() {
        let ever = db.files_ever(&d.id).await?;
        if ever.iter().any(|f| f.state == FileState::Infected) {
            let (version, ..) = super::submitted(db, d).await?;
            let infected = states(&version, &ever).filter(|f| f.2 == FileState::Infected);
            row.round.infected = infected.map(|f| f.0).collect();
            row.round.infected.sort();
            row.round.infected.dedup();
        }
    }
    Ok(Some(row))
}
