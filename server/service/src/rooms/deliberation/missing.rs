//! Sheets that were missed (Art. 19, ADR 0059): who did not seal in time says why, and comes to the table. What is
//! said is kept for good, and such a sheet is not sealed any more, even if the phase is prolonged: whoever has read
//! the others' scores gives none of their own.

use domain::deliberation::Review;
use domain::event::Event;
use domain::ids::PanelId;
use domain::policy::{Actor, may_deliberate};
use domain::reason;
use domain::refusal::Refusal;

use crate::picture::{self, Picture};
use crate::ports::Bell;
use crate::ports::review::MissedSheet;
use crate::rooms::shared;
use crate::table::{seats_of, unsealed};
use crate::{About, Result, Service};

impl Service {
    /// Says why own sheets of a panel were not sealed before the phase closed.
    pub async fn miss_sheets(
        &self,
        actor: &Actor,
        review: Review,
        panel: &PanelId,
        reason: &str,
    ) -> Result<()> {
        shared::possible(panel.as_str())?;
        may_deliberate(actor)?;
        let reason = shared::typed(reason);
        let mut work = self.begin().await?;
        let picture = Picture::read(&mut *work.db, review).await?;
        picture.signatures.require(actor)?;
        let seats = seats_of(&mut *work.db, &picture, panel, work.clock, actor).await?;
        let expert = picture::viewer(actor).ok_or(Refusal::NotYours)?;
        let missed = unsealed(&picture, panel, &expert);
        if !seats.any() || missed.is_empty() {
            return Err(Refusal::NotYours.into());
        }
        if !picture.closed(work.clock) {
            return Err(Refusal::OwnSheetsFirst.into());
        }
        if !seats.late() {
            return Err(Refusal::Conflicted.into());
        }
        reason::check(&reason, reason::TELLING)?;
        let (at, author) = (work.now.0, actor.account.to_string());
        for dossier in missed {
            let (expert, reason, author) = (expert.clone(), reason.clone(), author.clone());
            let event = Event::SheetMissed { expert: expert.to_string(), review };
            let row = MissedSheet { dossier, expert, reason, author, at };
            work.db.miss_sheet(review, &row).await?;
            let about =
                About { dossier: Some(&row.dossier), reason: &row.reason, ..About::default() };
            work.record(actor.account.as_str(), &event, about).await?;
        }
        // Others may preside from now on.
        let panel = Some(panel.clone());
        work.ring(Bell { at, room: Bell::TABLE.into(), dossier: None, panel });
        work.commit().await
    }
}
