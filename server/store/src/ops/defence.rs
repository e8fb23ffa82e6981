//! Room *defence*.

use async_trait::async_trait;
use domain::defence::session::{Session as Sits, Slot};
use domain::ids::{DossierId, ExpertId, SeasonId};
use domain::stamp::Stamp;
use service::ports::Port;
use service::ports::defence::{DefenceAssignment, DefencePort, Sitting, SlotRow};
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::rows::{get, id, json, number, with};
use crate::fault::{OrFault, to_json};
use crate::sql::defence as sql;

fn sitting(r: &DbRow) -> sqlx::Result<Sitting> {
    let session = Sits {
        id: id(r, "id")?,
        panel: id(r, "panel")?,
        room: get!(r, "room"),
        starts: Stamp(get!(r, "starts")),
        slots: number(r, "slots")?,
        breaks: json(r, "breaks")?,
        experts: json(r, "experts")?,
    };
    Ok(Sitting { session, published_at: get!(r, "published_at") })
}

fn slot(r: &DbRow) -> sqlx::Result<SlotRow> {
    let slot = Slot {
        session: id(r, "sitting")?,
        number: number(r, "number")?,
        dossier: id(r, "dossier")?,
        starts: Stamp(get!(r, "starts")),
        ends: Stamp(get!(r, "ends")),
    };
    Ok(SlotRow {
        slot,
        sequence: number(r, "sequence")?,
        confirmed_at: get!(r, "confirmed_at"),
        delegates: json(r, "delegates")?,
        arrived_at: get!(r, "arrived_at"),
        begun_at: get!(r, "begun_at"),
    })
}

fn assignment(r: &DbRow) -> sqlx::Result<DefenceAssignment> {
    let (dossier, expert) = (id(r, "dossier")?, id(r, "expert")?);
    Ok(DefenceAssignment { dossier, expert, panel: id(r, "panel")?, at: get!(r, "at") })
}

#[async_trait]
impl DefencePort for Session {
    async fn sittings(&mut self, season: &SeasonId) -> Port<Vec<Sitting>> {
        let q = query(sql::SITTINGS).bind(season.as_str()).try_map(with(sitting));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn save_sitting(&mut self, season: &SeasonId, s: &Sitting) -> Port<()> {
        query(sql::SAVE_SITTING)
            .bind(season.as_str())
            .bind(s.session.id.as_str())
            .bind(s.session.panel.as_str())
            .bind(s.session.room.as_str())
            .bind(s.session.starts.0)
            .bind(i64::from(s.session.slots))
            .bind(to_json(&s.session.breaks)?)
            .bind(to_json(&s.session.experts)?)
            .bind(s.published_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn slots(&mut self, season: &SeasonId) -> Port<Vec<SlotRow>> {
        let q = query(sql::SLOTS).bind(season.as_str()).try_map(with(slot));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn slot(&mut self, dossier: &DossierId) -> Port<Option<SlotRow>> {
        let q = query(sql::SLOT).bind(dossier.as_str()).try_map(with(slot));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn save_slot(&mut self, s: &SlotRow) -> Port<()> {
        query(sql::SAVE_SLOT)
            .bind(s.slot.dossier.as_str())
            .bind(s.slot.session.as_str())
            .bind(i64::from(s.slot.number))
            .bind(s.slot.starts.0)
            .bind(s.slot.ends.0)
            .bind(i64::from(s.sequence))
            .bind(s.confirmed_at)
            .bind(to_json(&s.delegates)?)
            .bind(s.arrived_at)
            .bind(s.begun_at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn defence_assignments(&mut self, season: &SeasonId) -> Port<Vec<DefenceAssignment>> {
        let q = query(sql::DEFENCE_ASSIGNMENTS).bind(season.as_str()).try_map(with(assignment));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn assign_defence(&mut self, season: &SeasonId, a: &DefenceAssignment) -> Port<()> {
        query(sql::ASSIGN_DEFENCE)
            .bind(season.as_str())
            .bind(a.dossier.as_str())
            .bind(a.expert.as_str())
            .bind(a.panel.as_str())
            .bind(a.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn unassign_defence(&mut self, dossier: &DossierId, expert: &ExpertId) -> Port<bool> {
        let q = query(sql::UNASSIGN_DEFENCE).bind(dossier.as_str()).bind(expert.as_str());
        Ok(q.execute(self.conn()).await.fault()?.rows_affected() > 0)
    }
}
