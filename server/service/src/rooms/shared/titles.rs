//! Titles as other rooms need them (Art. 23, 24): which one a number means, and who was chosen lately and does not apply
//! again. The bar is fed from here wherever it is judged.

use domain::ids::{DossierId, OrganisationId};
use domain::incident::Holder;
use domain::refusal::Refusal;
use domain::season::{PastWinner, Season};

use crate::Result;
use crate::ports::Session;

/// A title with whose it is here.
pub(crate) struct Found {
    /// The title.
    pub holder: Holder,
    /// The organisation, where it is here.
    pub organisation: Option<OrganisationId>,
    /// The application that was chosen, where it is here.
    pub dossier: Option<DossierId>,
}

/// The title of a number.
pub(crate) async fn holder(db: &mut dyn Session, number: &str) -> Result<Option<Found>> {
    for a in db.released_announcements().await? {
        for e in &a.entries {
            if format!("QB-{}-{:03}", a.year, e.place) == number {
                let d = super::load(db, &e.dossier).await?;
                let holder = Holder {
                    number: number.to_owned(),
                    year: a.year,
                    organisation: e.organisation.clone(),
                    uscc: d.summary.uscc.clone(),
                    benchmark: e.title.clone(),
                };
                let (organisation, dossier) = (Some(d.organisation), Some(d.id));
                return Ok(Some(Found { holder, organisation, dossier }));
            }
        }
    }
    Ok(None)
}

/// The same, as long as it stands.
///
/// # Errors
/// [`Refusal::TitleUnknown`] where there is none, or it is revoked.
pub(crate) async fn standing(db: &mut dyn Session, number: &str) -> Result<Found> {
    let found = holder(db, number).await?.ok_or(Refusal::TitleUnknown)?;
    match db.revocation(number).await? {
        None => Ok(found),
        Some(_) => Err(Refusal::TitleUnknown.into()),
    }
}

/// The season with the winners of earlier ones that can still keep somebody from applying in it: those of the
/// register, and those who lost a title; beside those the Office has typed.
pub(crate) async fn with_winners(db: &mut dyn Session, mut season: Season) -> Result<Season> {
    let since = season.year - season.limits.winner_bar;
    let mut won = Vec::new();
    for a in db.released_announcements().await?.into_iter().filter(|a| a.year >= since) {
        for e in &a.entries {
            let d = super::load(db, &e.dossier).await?;
            won.push(PastWinner {
                year: a.year,
                uscc: d.summary.uscc,
                organisation: e.organisation.clone(),
                title: e.title.clone(),
                revoked: None,
            });
        }
    }
    for r in db.revocations().await? {
        let year = r.at.date().year();
        let same = |w: &&mut PastWinner| {
            w.year == r.title.year && w.uscc == r.title.uscc && w.title == r.title.benchmark
        };
        match won.iter_mut().find(same) {
            Some(w) => w.revoked = Some(year),
            None => won.push(PastWinner {
                year: r.title.year,
                uscc: r.title.uscc,
                organisation: r.title.organisation,
                title: r.title.benchmark,
                revoked: Some(year),
            }),
        }
    }
    let typed = &mut season.limits.past_winners;
    for w in won {
        // What the Office has typed of the same is known better here.
        typed.retain(|t| {
            t.year != w.year || t.title != w.title || t.uscc != w.uscc && !t.uscc.is_empty()
        });
        typed.push(w);
    }
    Ok(season)
}
