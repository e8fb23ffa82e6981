//! The undertaking (Art. 15): nothing of the review opens to anybody of the committee, heads and leads included,
//! before they have signed it.

use std::collections::BTreeSet;

use domain::committee::undertaking::Signatures;
use domain::deliberation::Review;
use domain::ids::{DossierId, ExpertId, SeasonId};
use domain::policy::{Actor, may_see_board, may_undertake};
use domain::review::blind;
use domain::season::Season;
use domain::stamp::Stamp;
use domain::views::review::{Applicant, UndertakingView};

use crate::conflict::Belongings;
use crate::ports::Session;
use crate::ports::committee::{PanelSeat, Signer};
use crate::{Result, Service};

/// Who has signed for a season.
pub(crate) async fn signatures(
    db: &mut dyn Session,
    season: &SeasonId,
    seats: &[PanelSeat],
) -> Result<Signatures> {
    let signers = db.undertakings(season).await?.into_iter().collect();
    let leads = seats.iter().filter(|s| s.lead);
    let leads = leads.map(|s| (s.panel.clone(), s.expert.clone())).collect();
    Ok(Signatures { signers, leads })
}

/// As whom somebody of the committee signs: the expert they are, by whatever seat.
pub(crate) async fn signer(db: &mut dyn Session, actor: &Actor) -> Result<Signer> {
    may_undertake(actor)?;
    match actor.from_pool() {
        Some(expert) if db.expert(&expert).await?.is_some() => Ok(Signer::Expert(expert)),
        _ => Ok(Signer::Head(actor.account.clone())),
    }
}

/// Refuses an actor of the committee who has not signed, where there is no picture that knows. What is over is read
/// by whoever took part in it, signed or not: it was decided before everybody had to.
pub(crate) async fn require_signed(
    db: &mut dyn Session,
    season: &SeasonId,
    actor: &Actor,
) -> Result<()> {
    if !actor.on_committee() || db.current_season().await?.is_none_or(|s| s.id != *season) {
        return Ok(());
    }
    let seats = db.panel_seats(season).await?;
    Ok(signatures(db, season, &seats).await?.require(actor)?)
}

/// Organisations an expert can still declare a conflict with, and how many they have declared.
pub(crate) struct Declarable {
    pub(crate) applicants: Vec<Applicant>,
    pub(crate) declared: u32,
}

impl Service {
    /// The undertaking, to be signed or as it was signed, with what conflicts can be declared. Chair and vice chair
    /// reach it too: they score nothing, and see everything.
    pub async fn undertaking(&self, actor: &Actor) -> Result<UndertakingView> {
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        let signer = signer(&mut *db, actor).await?;
        let undertaken = db.undertaking(&season.id, &signer).await?.map(Stamp);
        let Declarable { applicants, declared } = match &signer {
            Signer::Expert(expert) => self.declarable(&mut *db, &season, actor, expert).await?,
            Signer::Head(_) => Declarable { applicants: Vec::new(), declared: 0 },
        };
        Ok(UndertakingView {
            year: season.year,
            undertaken,
            declared,
            applicants,
            adviser_years: season.review.adviser_years,
            scores: actor.expert().is_ok(),
            board: may_see_board(actor, None).is_ok(),
        })
    }

    /// Names of organisations, and nothing else. Applications in conflict, declared or found, are not among them:
    /// whether they are still there, and what becomes of them, is nothing the expert may know.
    pub(crate) async fn declarable(
        &self,
        db: &mut dyn Session,
        season: &Season,
        actor: &Actor,
        expert: &ExpertId,
    ) -> Result<Declarable> {
        // Ties are declared the same way all the year.
        let blind = blind::hides(season, Review::Written, actor);
        let conflicts = db.conflicts_of(&season.id, expert).await?;
        let declared = conflicts.iter().filter(|c| c.declared).count();
        let known = db.expert(expert).await?;
        let belongings = Belongings::of(db.belongings(&season.id).await?);
        let kept_away: BTreeSet<&DossierId> = conflicts.iter().map(|c| &c.dossier).collect();
        let seated = self.seated(db, &season.id).await?;
        let mut applicants: Vec<Applicant> = seated
            .open_to(known.as_ref(), &belongings)
            .filter(|d| d.standing.stage().checked() && !kept_away.contains(&d.id))
            // Names stand here even where the review is blind: a tie is declared to an
            // organisation, before anything opens. Nothing beside a name leads to its number.
            .map(|d| Applicant {
                dossier: match blind {
                    true => blind::declared_as(&d.summary.org_name),
                    false => d.id.clone(),
                },
                org_name: d.summary.org_name.clone(),
            })
            .collect();
        applicants
            .sort_by(|a, b| a.org_name.cmp(&b.org_name).then_with(|| a.dossier.cmp(&b.dossier)));
        Ok(Declarable { applicants, declared: u32::try_from(declared).unwrap_or(u32::MAX) })
    }

    /// Lets somebody listen to boards who may see them now.
    pub async fn may_listen(&self, actor: &Actor) -> Result<()> {
        let picture = self.picture(Review::Written).await?;
        Ok(picture.signatures.require(actor)?)
    }
}
