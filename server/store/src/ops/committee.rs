//! Room *committee*.

use async_trait::async_trait;
use domain::committee::pool::Status;
use domain::ids::{AccountId, DossierId, ExpertId, OrganisationId, PanelId, SeasonId};
use service::ports::Port;
use service::ports::committee::{
    Assignment, CommitteePort, Conflict, Expert, Member, Panel, PanelSeat, Signer, StoodDown,
    Undertaking,
};
use sqlx::{QueryBuilder, query, query_scalar};

use super::super::{Db, DbRow};
use super::Session;
use super::rows::{code, get, id, json, with};
use crate::fault::{OrFault, exactly_one, to_json};
use crate::sql::committee as sql;

/// Rows of one batch insert; six binds each stay far below either engine's limit.
const BATCH: usize = 500;

pub(super) fn expert(r: &DbRow) -> sqlx::Result<Expert> {
    Ok(Expert {
        id: id(r, "id")?,
        name: get!(r, "name"),
        employer: get!(r, "employer"),
        uscc: get!(r, "uscc"),
        unit: get!(r, "unit"),
        fields: json(r, "fields")?,
        ties: json(r, "ties")?,
        email: get!(r, "email"),
        phone: get!(r, "phone"),
        region: get!(r, "region"),
        title: get!(r, "title"),
        methods: json(r, "methods")?,
        status: code(r, "status", Status::from_code)?,
        status_reason: get!(r, "status_reason"),
        created_at: get!(r, "created_at"),
        changed_at: get!(r, "changed_at"),
    })
}

pub(super) fn panel(r: &DbRow) -> sqlx::Result<Panel> {
    Ok(Panel {
        id: id(r, "id")?,
        number: get!(r, "number"),
        zh: get!(r, "zh"),
        en: get!(r, "en"),
        fields: json(r, "fields")?,
    })
}

fn member(r: &DbRow) -> sqlx::Result<Member> {
    Ok(Member {
        panel: id(r, "panel")?,
        expert: expert(r)?,
        lead: get!(r, "lead"),
        undertaken_at: get!(r, "undertaken_at"),
        stood_down: stood_down(r)?,
    })
}

fn seat(r: &DbRow) -> sqlx::Result<PanelSeat> {
    Ok(PanelSeat {
        panel: id(r, "panel")?,
        expert: id(r, "expert")?,
        name: get!(r, "name"),
        lead: get!(r, "lead"),
    })
}

fn stood_down(r: &DbRow) -> sqlx::Result<Option<StoodDown>> {
    let at: Option<i64> = get!(r, "stood_down_at");
    let reason = get!(r, "stood_down_reason");
    Ok(at.map(|at| StoodDown { at, reason }))
}

fn conflict(r: &DbRow) -> sqlx::Result<Conflict> {
    Ok(Conflict {
        expert: id(r, "expert")?,
        dossier: id(r, "dossier")?,
        kind: get!(r, "kind"),
        declared: get!(r, "declared"),
        at: get!(r, "at"),
    })
}

fn assignment(r: &DbRow) -> sqlx::Result<Assignment> {
    Ok(Assignment {
        dossier: id(r, "dossier")?,
        expert: id(r, "expert")?,
        panel: id(r, "panel")?,
        bridging: get!(r, "bridging"),
    })
}

fn belonging(r: &DbRow) -> sqlx::Result<(ExpertId, OrganisationId)> {
    Ok((id(r, "expert")?, id(r, "organisation")?))
}

#[async_trait]
impl CommitteePort for Session {
    async fn expert(&mut self, id: &ExpertId) -> Port<Option<Expert>> {
        let q = query(sql::EXPERT).bind(id.as_str()).try_map(with(expert));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn insert_panel(&mut self, season: &SeasonId, p: &Panel) -> Port<()> {
        query(sql::INSERT_PANEL)
            .bind(p.id.as_str())
            .bind(season.as_str())
            .bind(p.number)
            .bind(p.zh.as_str())
            .bind(p.en.as_str())
            .bind(to_json(&p.fields)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn panels(&mut self, season: &SeasonId) -> Port<Vec<Panel>> {
        query(sql::PANELS)
            .bind(season.as_str())
            .try_map(with(panel))
            .fetch_all(self.conn())
            .await
            .fault()
    }

    async fn insert_member(
        &mut self,
        season: &SeasonId,
        panel: &PanelId,
        expert: &ExpertId,
        lead: bool,
    ) -> Port<()> {
        query(sql::INSERT_MEMBER)
            .bind(season.as_str())
            .bind(panel.as_str())
            .bind(expert.as_str())
            .bind(lead)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn members(&mut self, season: &SeasonId) -> Port<Vec<Member>> {
        let q = query(sql::MEMBERS).bind(season.as_str()).try_map(with(member));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn panel_seats(&mut self, season: &SeasonId) -> Port<Vec<PanelSeat>> {
        let q = query(sql::PANEL_SEATS).bind(season.as_str()).try_map(with(seat));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn forget_undertaking(&mut self, season: &SeasonId, expert: &ExpertId) -> Port<()> {
        let q = query(sql::FORGET_UNDERTAKING).bind(season.as_str()).bind(expert.as_str());
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn save_undertaking(
        &mut self,
        season: &SeasonId,
        signer: &Signer,
        signed: &Undertaking,
    ) -> Port<()> {
        let (text, id) = match signer {
            Signer::Expert(id) => (sql::SAVE_UNDERTAKING, id.as_str()),
            Signer::Head(id) => (sql::SAVE_HEAD_UNDERTAKING, id.as_str()),
        };
        query(text)
            .bind(season.as_str())
            .bind(id)
            .bind(signed.at)
            .bind(signed.version.as_str())
            .bind(signed.sha256.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn undertaking(&mut self, season: &SeasonId, signer: &Signer) -> Port<Option<i64>> {
        let (text, id) = match signer {
            Signer::Expert(id) => (sql::UNDERTAKING, id.as_str()),
            Signer::Head(id) => (sql::HEAD_UNDERTAKING, id.as_str()),
        };
        let q = query_scalar(text).bind(season.as_str()).bind(id);
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn undertakings(&mut self, season: &SeasonId) -> Port<Vec<String>> {
        let q = query_scalar(sql::UNDERTAKINGS).bind(season.as_str());
        q.fetch_all(self.conn()).await.fault()
    }

    async fn belongings(&mut self, season: &SeasonId) -> Port<Vec<(ExpertId, OrganisationId)>> {
        let q = query(sql::BELONGINGS).bind(season.as_str()).try_map(with(belonging));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_conflict(&mut self, season: &SeasonId, c: &Conflict) -> Port<()> {
        query(sql::INSERT_CONFLICT)
            .bind(season.as_str())
            .bind(c.expert.as_str())
            .bind(c.dossier.as_str())
            .bind(c.kind.as_str())
            .bind(c.declared)
            .bind(c.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn conflicts(&mut self, season: &SeasonId) -> Port<Vec<Conflict>> {
        let q = query(sql::CONFLICTS).bind(season.as_str()).try_map(with(conflict));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn conflicts_of(&mut self, season: &SeasonId, expert: &ExpertId) -> Port<Vec<Conflict>> {
        let q = query(sql::CONFLICTS_OF).bind(season.as_str()).bind(expert.as_str());
        q.try_map(with(conflict)).fetch_all(self.conn()).await.fault()
    }

    async fn conflicts_ever_of(&mut self, expert: &ExpertId) -> Port<Vec<Conflict>> {
        let q = query(sql::CONFLICTS_EVER_OF).bind(expert.as_str()).try_map(with(conflict));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn pool_ever_of(&mut self, account: &AccountId) -> Port<Vec<ExpertId>> {
        let read = |r: &DbRow| id(r, "expert");
        let q = query(sql::POOL_EVER_OF).bind(account.as_str()).try_map(with(read));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn kept_ever_from(&mut self, dossier: &DossierId) -> Port<Vec<AccountId>> {
        let read = |r: &DbRow| id(r, "account");
        let q = query(sql::KEPT_EVER_FROM).bind(dossier.as_str()).try_map(with(read));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_assignments(
        &mut self,
        season: &SeasonId,
        pairs: &[Assignment],
        at: i64,
    ) -> Port<()> {
        for some in pairs.chunks(BATCH) {
            let mut q = QueryBuilder::<Db>::new(sql::INSERT_ASSIGNMENTS);
            q.push_values(some, |mut row, a| {
                row.push_bind(season.as_str())
                    .push_bind(a.dossier.as_str())
                    .push_bind(a.expert.as_str())
                    .push_bind(a.panel.as_str())
                    .push_bind(a.bridging)
                    .push_bind(at);
            });
            // Not kept as a prepared statement: the last batch's length is its own.
            q.build().persistent(false).execute(self.conn()).await.fault()?;
        }
        Ok(())
    }

    async fn assignments(&mut self, season: &SeasonId) -> Port<Vec<Assignment>> {
        let q = query(sql::ASSIGNMENTS).bind(season.as_str()).try_map(with(assignment));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn delete_assignment(&mut self, dossier: &DossierId, expert: &ExpertId) -> Port<()> {
        let q = query(sql::DELETE_ASSIGNMENT).bind(dossier.as_str()).bind(expert.as_str());
        q.execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn save_home_panel(&mut self, dossier: &DossierId, panel: &PanelId) -> Port<()> {
        let q = query(sql::SAVE_HOME_PANEL).bind(dossier.as_str()).bind(panel.as_str());
        let done = q.execute(self.conn()).await.fault()?;
        exactly_one(done.rows_affected(), "dossier", dossier.as_str())
    }
}
