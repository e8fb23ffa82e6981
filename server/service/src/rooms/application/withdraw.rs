//! Withdrawing (Art. 16: application is voluntary): back to a draft while applications are open,
//! for good afterwards, and no more once the formality check is passed (Art. 18).

use domain::ids::DossierId;
use domain::journey::{Step, withdrawal};
use domain::mail::Message;
use domain::policy::{Actor, Role, may_submit};
use domain::reason;
use domain::refusal::Refusal;
use domain::season::Phase;

use crate::ports::Bell;
use crate::rooms::shared;
use crate::{About, Result, Service};

impl Service {
    /// Withdraws a dossier with a reason. A seat of the quota it held is free at once (Art. 17),
    /// and its unit is told.
    pub async fn withdraw(&self, actor: &Actor, id: &DossierId, reason: &str) -> Result<()> {
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        may_submit(actor, &shared::facts(&d))?;
        let season = crate::season_of(&mut *work.db, &d.season).await?;
        let open = season.require_open(Phase::Application, work.clock).is_ok();
        let stage = d.standing.stage();
        let step = withdrawal(stage, open).ok_or(Refusal::WrongStage { stage })?;
        let reason = reason::read(reason, reason::GIVEN)?;
        let unit = d.summary.unit.clone();
        if stage.seated() {
            shared::way::free_seat(&mut work, &d).await?;
        }
        if step == Step::TakenBack {
            shared::way::let_go(&mut work, &d).await?;
        }
        let about =
            About { on_behalf: d.organisation.as_str(), reason: &reason, ..About::default() };
        shared::step(&mut work, actor, &d, step, None, about).await?;
        let message =
            Message::Withdrawn { reference: d.reference.clone(), title: d.summary.title.clone() };
        let to = (Role::RecommendingUnit, unit.as_str());
        work.post_to_holders(&season.id, to, None, &message).await?;
        work.post_to_writers(&season.id, &d.organisation, id, &message).await?;
        let at = work.now.0;
        work.ring(Bell { at, room: "application".into(), dossier: Some(id.clone()), panel: None });
        work.commit().await
    }
}
