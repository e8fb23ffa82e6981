//! The order by lot (Art. 20): drawn with a recorded seed, every drawing kept.

use domain::defence::lot::{Entrant, fingerprint, order};
use domain::defence::plan::REASON_MIN;
use domain::event::Event;
use domain::ids::PanelId;
use domain::policy::{Actor, may_run_office};
use domain::reason;
use domain::refusal::Refusal;

use super::plan::Plan;
use super::planning::ring;
use crate::ports::defence::LotRow;
use crate::{About, Result, Service};

impl Service {
    /// Draws the order of a panel's shortlisted applications. Drawing again needs a reason, and what
    /// was drawn before stays to be seen. `seen` is the number of the drawing that counts on the page, 0 before the
    /// first: a form that is sent twice draws once.
    pub async fn draw_order(
        &self,
        actor: &Actor,
        panel: &PanelId,
        reason: &str,
        seen: u32,
    ) -> Result<u32> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let plan = Plan::read(&mut *work.db).await?;
        plan.panel(panel)?;
        plan.require_planning(work.clock)?;
        if plan.told(panel) {
            return Err(Refusal::PlanTold.into());
        }
        let entrants = plan.entrants(panel);
        if entrants.is_empty() {
            return Err(Refusal::LotMissing.into());
        }
        let before = plan.lot(panel).map_or(0, |l| l.number);
        if before != seen {
            return Err(Refusal::SeenChanged.into());
        }
        let reason = if before == 0 { String::new() } else { reason_of(reason)? };
        // Half of the numbers, so that a seed is never negative where others store it.
        let seed = self.chance.seed() >> 1;
        let drawn: Vec<String> = order(seed, &entrants).into_iter().map(|e| e.reference).collect();
        let lot = LotRow {
            panel: panel.clone(),
            number: before + 1,
            seed,
            fingerprint: fingerprint(&entrants),
            drawn,
            reason,
            author: actor.account.to_string(),
            at: work.now.0,
        };
        work.db.insert_lot(&plan.season.id, &lot).await?;
        let event = Event::OrderDrawn {
            panel: panel.to_string(),
            number: i64::from(lot.number),
            seed: seed.to_string(),
            fingerprint: lot.fingerprint.clone(),
            order: lot.drawn.clone(),
        };
        let about = About { reason: &lot.reason, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        ring(&mut work, panel, None);
        work.commit().await?;
        Ok(lot.number)
    }
}

/// A reason that people will read.
pub(super) fn reason_of(typed: &str) -> std::result::Result<String, Refusal> {
    reason::read(typed, REASON_MIN)
}

/// Whether the recorded seed and references give the recorded order.
pub(super) fn repeats(lot: &LotRow) -> bool {
    let of = |reference: &String| Entrant {
        dossier: reference.as_str().into(),
        reference: reference.clone(),
        organisation: Default::default(),
    };
    let entrants: Vec<Entrant> = lot.drawn.iter().map(of).collect();
    let again: Vec<String> = order(lot.seed, &entrants).into_iter().map(|e| e.reference).collect();
    again == lot.drawn && fingerprint(&entrants) == lot.fingerprint
}
