//! Slots an expert takes along as a calendar (Art. 20).

use domain::defence::session::Slot;
use domain::policy::Actor;
use domain::refusal::Refusal;

use super::plan::Plan;
use crate::{Result, Service};

/// A slot for a calendar, without the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointed {
    /// The slot.
    pub slot: Slot,
    /// How often it was changed since it was first told.
    pub sequence: u32,
    /// It does not take place.
    pub cancelled: bool,
    /// Room or link.
    pub room: String,
    /// Reference number of the application.
    pub reference: String,
    /// Its title.
    pub title: String,
}

impl Service {
    /// All slots of the sessions an expert sits in, those left out that a conflict keeps them from.
    pub async fn own_appointments(&self, actor: &Actor) -> Result<Vec<Appointed>> {
        let expert = actor.expert()?;
        let mut db = self.read().await?;
        let plan = Plan::read(&mut *db).await?;
        let mut all = Vec::new();
        for row in &plan.slots {
            let of = plan.sitting(&row.slot.session)?;
            let sits = of.published_at.is_some() && of.session.experts.contains(&expert);
            if !sits || plan.kept_away(Some(&expert), &row.slot.dossier) {
                continue;
            }
            let Some(d) = plan.dossiers.get(&row.slot.dossier) else { continue };
            all.push(Appointed {
                slot: row.slot.clone(),
                sequence: row.sequence,
                cancelled: row.cancelled_at.is_some(),
                room: of.session.room.clone(),
                reference: d.reference.clone(),
                title: d.summary.title.clone(),
            });
        }
        if all.is_empty() {
            return Err(Refusal::NotYours.into());
        }
        all.sort_by_key(|a| (a.slot.starts, a.slot.number));
        Ok(all)
    }
}
