//! Room *defence*.

use async_trait::async_trait;
use domain::defence::session::{Session as Sits, Slot};
use domain::defence::visit::{Finding, Visit};
use domain::ids::{DossierId, ExpertId, FileId, SeasonId, SessionId};
use domain::stamp::Stamp;
use service::ports::Port;
use service::ports::defence::{
    DefenceAssignment, DefencePort, LotRow, Sitting, SlideRow, SlotRow, VisitRow, VisitVersion,
};
use sqlx::query;

use super::super::DbRow;
use super::Session;
use super::rows::{code, get, id, json, number, with};
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
        cancelled_at: get!(r, "cancelled_at"),
    })
}

fn assignment(r: &DbRow) -> sqlx::Result<DefenceAssignment> {
    let (dossier, expert) = (id(r, "dossier")?, id(r, "expert")?);
    Ok(DefenceAssignment { dossier, expert, panel: id(r, "panel")?, at: get!(r, "at") })
}

fn lot(r: &DbRow) -> sqlx::Result<LotRow> {
    Ok(LotRow {
        panel: id(r, "panel")?,
        number: number(r, "number")?,
        seed: code(r, "seed", |text| text.parse().ok())?,
        drawn: json(r, "drawn")?,
        fingerprint: get!(r, "fingerprint"),
        reason: get!(r, "reason"),
        author: get!(r, "author"),
        at: get!(r, "at"),
    })
}

fn slide(r: &DbRow) -> sqlx::Result<SlideRow> {
    Ok(SlideRow {
        id: id(r, "id")?,
        dossier: id(r, "dossier")?,
        name: get!(r, "name"),
        media_type: get!(r, "media_type"),
        size: get!(r, "size"),
        sha256: get!(r, "sha256"),
        author: get!(r, "author"),
        at: get!(r, "at"),
    })
}

fn visit(r: &DbRow) -> sqlx::Result<VisitRow> {
    let visit = Visit {
        on_day: get!(r, "on_day"),
        people: json(r, "people")?,
        finding: code(r, "finding", Finding::from_code)?,
        report: get!(r, "report"),
    };
    let (dossier, author) = (id(r, "dossier")?, get!(r, "author"));
    Ok(VisitRow { dossier, visit, author, at: get!(r, "at") })
}

fn visit_version(r: &DbRow) -> sqlx::Result<VisitVersion> {
    Ok(VisitVersion { number: get!(r, "number"), reason: get!(r, "reason"), row: visit(r)? })
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
            .bind(s.cancelled_at)
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

    async fn delete_sitting(&mut self, id: &SessionId) -> Port<()> {
        query(sql::DELETE_SITTING).bind(id.as_str()).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn lots(&mut self, season: &SeasonId) -> Port<Vec<LotRow>> {
        let q = query(sql::LOTS).bind(season.as_str()).try_map(with(lot));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_lot(&mut self, season: &SeasonId, l: &LotRow) -> Port<()> {
        query(sql::INSERT_LOT)
            .bind(season.as_str())
            .bind(l.panel.as_str())
            .bind(i64::from(l.number))
            .bind(l.seed.to_string())
            .bind(to_json(&l.drawn)?)
            .bind(l.fingerprint.as_str())
            .bind(l.reason.as_str())
            .bind(l.author.as_str())
            .bind(l.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn slides(&mut self, season: &SeasonId) -> Port<Vec<SlideRow>> {
        let q = query(sql::SLIDES).bind(season.as_str()).try_map(with(slide));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn slides_of(&mut self, dossier: &DossierId) -> Port<Vec<SlideRow>> {
        let q = query(sql::SLIDES_OF).bind(dossier.as_str()).try_map(with(slide));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn slide(&mut self, id: &FileId) -> Port<Option<SlideRow>> {
        let q = query(sql::SLIDE).bind(id.as_str()).try_map(with(slide));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn insert_slide(&mut self, s: &SlideRow) -> Port<()> {
        query(sql::INSERT_SLIDE)
            .bind(s.id.as_str())
            .bind(s.dossier.as_str())
            .bind(s.name.as_str())
            .bind(s.media_type.as_str())
            .bind(s.size)
            .bind(s.sha256.as_str())
            .bind(s.author.as_str())
            .bind(s.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn remove_slide(&mut self, id: &FileId, at: i64) -> Port<()> {
        query(sql::REMOVE_SLIDE).bind(id.as_str()).bind(at).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn visits(&mut self, season: &SeasonId) -> Port<Vec<VisitRow>> {
        let q = query(sql::VISITS).bind(season.as_str()).try_map(with(visit));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn visit(&mut self, dossier: &DossierId) -> Port<Option<VisitRow>> {
        let q = query(sql::VISIT).bind(dossier.as_str()).try_map(with(visit));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn visit_versions(&mut self, dossier: &DossierId) -> Port<Vec<VisitVersion>> {
        let q = query(sql::VISIT_VERSIONS).bind(dossier.as_str()).try_map(with(visit_version));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_visit_version(&mut self, v: &VisitVersion) -> Port<()> {
        query(sql::INSERT_VISIT_VERSION)
            .bind(v.number)
            .bind(v.reason.as_str())
            .bind(v.row.dossier.as_str())
            .bind(v.row.visit.on_day.as_str())
            .bind(to_json(&v.row.visit.people)?)
            .bind(v.row.visit.finding.code())
            .bind(v.row.visit.report.as_str())
            .bind(v.row.author.as_str())
            .bind(v.row.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn save_visit(&mut self, v: &VisitRow) -> Port<()> {
        query(sql::SAVE_VISIT)
            .bind(v.dossier.as_str())
            .bind(v.visit.on_day.as_str())
            .bind(to_json(&v.visit.people)?)
            .bind(v.visit.finding.code())
            .bind(v.visit.report.as_str())
            .bind(v.author.as_str())
            .bind(v.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }
}
