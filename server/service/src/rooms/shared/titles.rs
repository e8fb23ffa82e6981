//! Titles as other rooms need them (Art. 23, 24): which one a number means, and who was chosen lately and does not apply
//! again. The bar is fed from here wherever it is judged.

use domain::ids::{DossierId, OrganisationId};
use domain::incident::Holder;
use domain::refusal::Refusal;
use domain::season::{PastWinner, Season};
use domain::title::{Number, Title};

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
pub(crate) async fn holder(db: &mut dyn Session, number: &Number) -> Result<Option<Found>> {
    let Some(t) = current(db, number).await? else { return Ok(None) };
    let organisation = match &t.dossier {
        Some(id) => Some(super::load(db, id).await?.organisation),
        // Of seasons before this system: whoever is confirmed under the code here is heard.
        None if t.uscc.is_empty() => None,
        None => db.organisation_by_uscc(&t.uscc).await?.map(|o| o.id),
    };
    let holder = Holder {
        number: t.number.to_string(),
        year: t.year(),
        organisation: t.organisation,
        uscc: t.uscc,
        benchmark: t.benchmark,
    };
    Ok(Some(Found { holder, organisation, dossier: t.dossier }))
}

/// The title of a number, or the one that stands in its place since a correction (Art. 23).
pub(crate) async fn current(db: &mut dyn Session, number: &Number) -> Result<Option<Title>> {
    let mut number = number.clone();
    loop {
        if let Some(title) = db.title(&number).await? {
            return Ok(Some(title));
        }
        // Each step is to a title that was stored later.
        match db.title_corrections(&number).await?.pop().and_then(|c| c.replaced_by) {
            Some(next) => number = next,
            None => return Ok(None),
        }
    }
}

/// The same, as long as it stands.
///
/// # Errors
/// [`Refusal::TitleUnknown`] where there is none, or it is revoked.
pub(crate) async fn standing(db: &mut dyn Session, number: &Number) -> Result<Found> {
    let found = holder(db, number).await?.ok_or(Refusal::TitleUnknown)?;
    match db.revocation(&found.holder.number).await? {
        None => Ok(found),
        Some(_) => Err(Refusal::TitleUnknown.into()),
    }
}

/// The season with the winners of earlier ones that can still keep somebody from applying in it: those of the
/// register, and those who lost a title; beside those the Office has typed.
pub(crate) async fn with_winners(db: &mut dyn Session, mut season: Season) -> Result<Season> {
    let since = season.year - season.limits.winner_bar;
    let lately = db.titles_between(since, season.year).await?;
    let mut won: Vec<PastWinner> = lately.iter().map(PastWinner::from).collect();
    for (number, r) in db.revoked_titles().await? {
        let year = r.at.date().year();
        match lately.iter().position(|t| t.number == number).and_then(|n| won.get_mut(n)) {
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
