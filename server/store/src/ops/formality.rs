//! Room *formality*: claims, refusals, what stands twice, what is counted.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::formality::Item;
use domain::formality::claim::Claim;
use domain::formality::correction::Round;
use domain::formality::duplicates::{Against, Finding, Kind};
use domain::formality::rejection::Rejection;
use domain::ids::{DossierId, SeasonId};
use domain::journey::Stage;
use domain::stamp::Stamp;
use domain::views::formality::{FindingView, Looked, Party};
use service::ports::Port;
use service::ports::application::VersionRow;
use service::ports::formality::{Comparison, FindingCount, FormalityPort, LookRow};
use sqlx::{QueryBuilder, query};

use super::super::{Db, DbRow};
use super::Session;
use super::application::version;
use super::rows::{code, get, id, id_opt, json, with};
use crate::fault::{OrFault, to_json};
use crate::sql::formality as sql;

/// Rows of one batch insert; eight binds each stay far below either engine's limit.
const BATCH: usize = 500;

fn claim(r: &DbRow) -> sqlx::Result<Claim> {
    Ok(Claim { account: get!(r, "account"), name: get!(r, "name"), at: Stamp(get!(r, "at")) })
}

fn rejection(r: &DbRow) -> sqlx::Result<Rejection> {
    Ok(Rejection {
        item: code(r, "item", Item::from_code)?,
        reason: get!(r, "reason"),
        at: Stamp(get!(r, "at")),
    })
}

fn latest(r: &DbRow) -> sqlx::Result<(DossierId, VersionRow)> {
    Ok((id(r, "dossier")?, version(r)?))
}

fn comparison(r: &DbRow) -> sqlx::Result<Comparison> {
    Ok(Comparison {
        at: get!(r, "at"),
        dossiers: get!(r, "dossiers"),
        state: get!(r, "state"),
        found: get!(r, "found"),
    })
}

fn finding(r: &DbRow) -> sqlx::Result<Finding> {
    json(r, "finding")
}

fn finding_view(r: &DbRow) -> sqlx::Result<FindingView> {
    let left = Party {
        id: id(r, "left_id")?,
        reference: get!(r, "left_reference"),
        org_name: get!(r, "left_name"),
        stage: code(r, "left_stage", Stage::from_code)?,
    };
    let right = match id_opt(r, "right_id")? {
        Some(id) => Some(Party {
            id,
            reference: get!(r, "right_reference"),
            org_name: get!(r, "right_name"),
            stage: code(r, "right_stage", Stage::from_code)?,
        }),
        None => None,
    };
    let facts: String = get!(r, "facts");
    let seen: Option<String> = get!(r, "look_facts");
    let looked = match seen {
        Some(seen) => Some(Looked {
            by: get!(r, "look_name"),
            at: Stamp(get!(r, "look_at")),
            note: get!(r, "look_note"),
            current: seen == facts,
        }),
        None => None,
    };
    Ok(FindingView { finding: finding(r)?, left, right, looked })
}

fn finding_count(r: &DbRow) -> sqlx::Result<FindingCount> {
    let kind = code(r, "kind", Kind::from_code)?;
    Ok(FindingCount { kind, all: get!(r, "n"), open: get!(r, "open") })
}

fn taken(r: &DbRow) -> sqlx::Result<(DossierId, Claim)> {
    Ok((id(r, "dossier")?, claim(r)?))
}

fn item(r: &DbRow) -> sqlx::Result<Item> {
    code(r, "item", Item::from_code)
}

fn round(r: &DbRow) -> sqlx::Result<Round> {
    json(r, "round")
}

fn step(r: &DbRow) -> sqlx::Result<(i64, String)> {
    Ok((get!(r, "at"), get!(r, "data")))
}

#[async_trait]
impl FormalityPort for Session {
    async fn claim(&mut self, id: &DossierId) -> Port<Option<Claim>> {
        let q = query(sql::CLAIM).bind(id.as_str()).try_map(with(claim));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn claims(&mut self, season: &SeasonId) -> Port<BTreeMap<DossierId, Claim>> {
        let q = query(sql::CLAIMS).bind(season.as_str()).try_map(with(taken));
        Ok(q.fetch_all(self.conn()).await.fault()?.into_iter().collect())
    }

    async fn save_claim(&mut self, id: &DossierId, c: &Claim) -> Port<()> {
        query(sql::SAVE_CLAIM)
            .bind(id.as_str())
            .bind(c.account.as_str())
            .bind(c.name.as_str())
            .bind(c.at.0)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn delete_claim(&mut self, id: &DossierId) -> Port<()> {
        query(sql::DELETE_CLAIM).bind(id.as_str()).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn rejection(&mut self, id: &DossierId) -> Port<Option<Rejection>> {
        let q = query(sql::REJECTION).bind(id.as_str()).try_map(with(rejection));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn insert_rejection(&mut self, id: &DossierId, r: &Rejection, by: &str) -> Port<()> {
        query(sql::INSERT_REJECTION)
            .bind(id.as_str())
            .bind(r.item.code())
            .bind(r.reason.as_str())
            .bind(by)
            .bind(r.at.0)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn latest_versions(&mut self, season: &SeasonId) -> Port<Vec<(DossierId, VersionRow)>> {
        let q = query(sql::LATEST_VERSIONS).bind(season.as_str()).try_map(with(latest));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn comparison(&mut self, season: &SeasonId) -> Port<Option<Comparison>> {
        let q = query(sql::COMPARISON).bind(season.as_str()).try_map(with(comparison));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn save_comparison(
        &mut self,
        season: &SeasonId,
        c: &Comparison,
        findings: &[Finding],
    ) -> Port<()> {
        query(sql::SAVE_COMPARISON)
            .bind(season.as_str())
            .bind(c.at)
            .bind(c.dossiers)
            .bind(c.state.as_str())
            .bind(c.found)
            .execute(self.conn())
            .await
            .fault()?;
        query(sql::CLEAR_FINDINGS).bind(season.as_str()).execute(self.conn()).await.fault()?;
        let mut place = 0_i64;
        for some in findings.chunks(BATCH) {
            let texts = some.iter().map(to_json).collect::<Port<Vec<String>>>()?;
            let mut q = QueryBuilder::<Db>::new(sql::INSERT_FINDINGS);
            q.push_values(some.iter().zip(texts), |mut row, (f, text)| {
                place += 1;
                let other = match &f.against {
                    Against::Dossier(id) => id.as_str(),
                    Against::Winner(_) => "",
                };
                row.push_bind(season.as_str())
                    .push_bind(place)
                    .push_bind(f.dossier.as_str())
                    .push_bind(other)
                    .push_bind(f.against.key())
                    .push_bind(f.kind.code())
                    .push_bind(f.facts())
                    .push_bind(text);
            });
            // Not kept as a prepared statement: the last batch's length is its own.
            q.build().persistent(false).execute(self.conn()).await.fault()?;
        }
        Ok(())
    }

    async fn findings(
        &mut self,
        season: &SeasonId,
        kind: Option<Kind>,
        all: bool,
        limit: i64,
    ) -> Port<Vec<FindingView>> {
        query(sql::FINDINGS)
            .bind(season.as_str())
            .bind(kind.map_or("", Kind::code))
            .bind(i64::from(all))
            .bind(limit)
            .try_map(with(finding_view))
            .fetch_all(self.conn())
            .await
            .fault()
    }

    async fn findings_of(
        &mut self,
        season: &SeasonId,
        id: &DossierId,
        limit: i64,
    ) -> Port<Vec<FindingView>> {
        let q = query(sql::FINDINGS_OF).bind(season.as_str()).bind(id.as_str()).bind(limit);
        q.try_map(with(finding_view)).fetch_all(self.conn()).await.fault()
    }

    async fn finding_counts(&mut self, season: &SeasonId) -> Port<Vec<FindingCount>> {
        let q = query(sql::FINDING_COUNTS).bind(season.as_str()).try_map(with(finding_count));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn finding(
        &mut self,
        season: &SeasonId,
        id: &DossierId,
        against: &str,
        kind: Kind,
    ) -> Port<Option<Finding>> {
        query(sql::FINDING)
            .bind(season.as_str())
            .bind(id.as_str())
            .bind(against)
            .bind(kind.code())
            .try_map(with(finding))
            .fetch_optional(self.conn())
            .await
            .fault()
    }

    async fn save_look(&mut self, season: &SeasonId, l: &LookRow) -> Port<()> {
        query(sql::SAVE_LOOK)
            .bind(season.as_str())
            .bind(l.dossier.as_str())
            .bind(l.against.as_str())
            .bind(l.kind.code())
            .bind(l.facts.as_str())
            .bind(l.note.as_str())
            .bind(l.by.as_str())
            .bind(l.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn rejected_items(&mut self, season: &SeasonId) -> Port<Vec<Item>> {
        let q = query(sql::REJECTED_ITEMS).bind(season.as_str()).try_map(with(item));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn rounds(&mut self, season: &SeasonId) -> Port<Vec<Round>> {
        let q = query(sql::ROUNDS).bind(season.as_str()).try_map(with(round));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn steps_in(&mut self, season: &SeasonId, room: &str) -> Port<Vec<(i64, String)>> {
        let q = query(sql::STEPS_IN).bind(season.as_str()).bind(room).try_map(with(step));
        q.fetch_all(self.conn()).await.fault()
    }
}
