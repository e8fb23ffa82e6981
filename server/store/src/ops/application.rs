//! Room *application*.

use async_trait::async_trait;
use domain::application::field::Slot;
use domain::application::files::FileState;
use domain::application::page::Page;
use domain::ids::{DossierId, FileId, OrganisationId, SeasonId};
use domain::journey::{Stage, Standing};
use service::ports::Port;
use service::ports::application::{
    ApplicationPort, Dossier, FileRow, PageRow, Summary, VersionRow,
};
use sqlx::{QueryBuilder, query, query_scalar};

use super::super::{Db, DbRow};
use super::Session;
use super::rows::{code, get, id, id_opt, json, with};
use crate::fault::{OrFault, exactly_one, to_json};
use crate::sql::application as sql;

/// Places for stages in `DOSSIERS_AT`.
const PLACES: usize = 20;
/// Dossiers asked for by name in one query.
const BATCH: usize = 500;
const _: () = assert!(Stage::ALL.len() <= PLACES, "DOSSIERS_AT needs more places");

/// A dossier from the columns of `dossier!()`.
pub(super) fn dossier(r: &DbRow) -> sqlx::Result<Dossier> {
    Ok(Dossier {
        id: id(r, "id")?,
        season: id(r, "season")?,
        organisation: id(r, "organisation")?,
        number: get!(r, "number"),
        reference: get!(r, "reference"),
        standing: json(r, "standing")?,
        summary: Summary {
            title: get!(r, "title"),
            org_name: get!(r, "org_name"),
            uscc: get!(r, "uscc"),
            region: get!(r, "region"),
            unit: get!(r, "unit"),
            industry: get!(r, "industry"),
            scope: get!(r, "scope"),
            sme: get!(r, "sme"),
            direction: get!(r, "direction"),
            contact_tail: get!(r, "contact_tail"),
        },
        panel: id_opt(r, "panel")?,
        created_at: get!(r, "created_at"),
        changed_at: get!(r, "changed_at"),
    })
}

fn page(r: &DbRow) -> sqlx::Result<PageRow> {
    Ok(PageRow {
        page: code(r, "page", Page::from_code)?,
        revision: get!(r, "revision"),
        saved_at: get!(r, "saved_at"),
        saved_by: get!(r, "saved_by"),
        answers: json(r, "answers")?,
    })
}

/// A file from the columns of `file!()`.
pub(super) fn file(r: &DbRow) -> sqlx::Result<FileRow> {
    Ok(FileRow {
        id: id(r, "id")?,
        dossier: id(r, "dossier")?,
        slot: code(r, "slot", Slot::from_code)?,
        name: get!(r, "name"),
        media_type: get!(r, "media_type"),
        size: get!(r, "size"),
        sha256: get!(r, "sha256"),
        state: code(r, "state", FileState::from_code)?,
        attached_at: get!(r, "attached_at"),
        attached_by: get!(r, "attached_by"),
    })
}

pub(super) fn version(r: &DbRow) -> sqlx::Result<VersionRow> {
    Ok(VersionRow {
        number: get!(r, "number"),
        at: get!(r, "at"),
        canonical: get!(r, "canonical"),
        sha256: get!(r, "sha256"),
        closes: get!(r, "closes"),
    })
}

#[async_trait]
impl ApplicationPort for Session {
    async fn next_number(&mut self, season: &SeasonId) -> Port<i64> {
        query_scalar(sql::NEXT_NUMBER).bind(season.as_str()).fetch_one(self.conn()).await.fault()
    }

    async fn insert_dossier(&mut self, d: &Dossier) -> Port<()> {
        let s = &d.summary;
        query(sql::INSERT_DOSSIER)
            .bind(d.id.as_str())
            .bind(d.season.as_str())
            .bind(d.organisation.as_str())
            .bind(d.number)
            .bind(d.reference.as_str())
            .bind(d.standing.stage().code())
            .bind(to_json(&d.standing)?)
            .bind(s.title.as_str())
            .bind(s.org_name.as_str())
            .bind(s.uscc.as_str())
            .bind(s.region.as_str())
            .bind(s.unit.as_str())
            .bind(s.industry.as_str())
            .bind(s.scope.as_str())
            .bind(s.sme)
            .bind(s.contact_tail.as_str())
            .bind(d.panel.as_ref().map(|p| p.as_str()))
            .bind(d.created_at)
            .bind(d.changed_at)
            .bind(s.direction.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn dossier(&mut self, id: &DossierId) -> Port<Option<Dossier>> {
        let q = query(sql::DOSSIER).bind(id.as_str()).try_map(with(dossier));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn dossiers(&mut self, ids: &[DossierId]) -> Port<Vec<Dossier>> {
        let mut found = Vec::with_capacity(ids.len());
        for some in ids.chunks(BATCH) {
            let mut q = QueryBuilder::<Db>::new(sql::DOSSIERS_NAMED);
            let mut list = q.separated(", ");
            for id in some {
                list.push_bind(id.as_str());
            }
            list.push_unseparated(")");
            // Not kept as a prepared statement: each list has its own length.
            let q = q.build().persistent(false).try_map(with(dossier));
            found.extend(q.fetch_all(self.conn()).await.fault()?);
        }
        Ok(found)
    }

    async fn dossier_by_reference(&mut self, reference: &str) -> Port<Option<Dossier>> {
        let q = query(sql::DOSSIER_BY_REFERENCE).bind(reference).try_map(with(dossier));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn dossiers_of(
        &mut self,
        season: &SeasonId,
        organisation: &OrganisationId,
    ) -> Port<Vec<Dossier>> {
        let q = query(sql::DOSSIERS_OF).bind(season.as_str()).bind(organisation.as_str());
        q.try_map(with(dossier)).fetch_all(self.conn()).await.fault()
    }

    async fn dossiers_ever_of(&mut self, organisation: &OrganisationId) -> Port<Vec<Dossier>> {
        let q = query(sql::DOSSIERS_EVER_OF).bind(organisation.as_str());
        q.try_map(with(dossier)).fetch_all(self.conn()).await.fault()
    }

    async fn dossiers_at(&mut self, season: &SeasonId, stages: &[Stage]) -> Port<Vec<Dossier>> {
        let asked = Stage::ALL.into_iter().filter(|s| stages.contains(s)).map(Stage::code);
        let mut q = query(sql::DOSSIERS_AT).bind(season.as_str());
        for stage in asked.chain(std::iter::repeat("")).take(PLACES) {
            q = q.bind(stage);
        }
        q.try_map(with(dossier)).fetch_all(self.conn()).await.fault()
    }

    async fn others_with_uscc(
        &mut self,
        season: &SeasonId,
        uscc: &str,
        not: &DossierId,
    ) -> Port<i64> {
        query_scalar(sql::OTHERS_WITH_USCC)
            .bind(season.as_str())
            .bind(uscc)
            .bind(not.as_str())
            .fetch_one(self.conn())
            .await
            .fault()
    }

    async fn save_standing(&mut self, id: &DossierId, s: &Standing, at: i64) -> Port<()> {
        let done = query(sql::SAVE_STANDING)
            .bind(id.as_str())
            .bind(s.stage().code())
            .bind(to_json(s)?)
            .bind(at)
            .execute(self.conn())
            .await
            .fault()?;
        exactly_one(done.rows_affected(), "dossier", id.as_str())
    }

    async fn save_summary(&mut self, id: &DossierId, s: &Summary, at: i64) -> Port<()> {
        let done = query(sql::SAVE_SUMMARY)
            .bind(id.as_str())
            .bind(s.title.as_str())
            .bind(s.org_name.as_str())
            .bind(s.uscc.as_str())
            .bind(s.region.as_str())
            .bind(s.unit.as_str())
            .bind(s.industry.as_str())
            .bind(s.scope.as_str())
            .bind(s.sme)
            .bind(s.contact_tail.as_str())
            .bind(at)
            .bind(s.direction.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        exactly_one(done.rows_affected(), "dossier", id.as_str())
    }

    async fn pages(&mut self, id: &DossierId) -> Port<Vec<PageRow>> {
        query(sql::PAGES).bind(id.as_str()).try_map(with(page)).fetch_all(self.conn()).await.fault()
    }

    async fn save_page(&mut self, id: &DossierId, page: &PageRow) -> Port<()> {
        let answers = to_json(&page.answers)?;
        for text in [sql::SAVE_PAGE, sql::ADD_HISTORY] {
            query(text)
                .bind(id.as_str())
                .bind(page.page.code())
                .bind(page.revision)
                .bind(page.saved_at)
                .bind(page.saved_by.as_str())
                .bind(answers.as_str())
                .execute(self.conn())
                .await
                .fault()?;
        }
        Ok(())
    }

    async fn page_at(&mut self, id: &DossierId, p: Page, revision: i64) -> Port<Option<PageRow>> {
        let q = query(sql::PAGE_AT).bind(id.as_str()).bind(p.code()).bind(revision);
        q.try_map(with(page)).fetch_optional(self.conn()).await.fault()
    }

    async fn files(&mut self, id: &DossierId) -> Port<Vec<FileRow>> {
        let q = query(sql::FILES).bind(id.as_str()).try_map(with(file));
        let mut found = q.fetch_all(self.conn()).await.fault()?;
        // By moment from the query; the order of slots is the dossier's, not the alphabet's.
        found.sort_by_key(|f| f.slot);
        Ok(found)
    }

    async fn file(&mut self, id: &FileId) -> Port<Option<FileRow>> {
        let q = query(sql::FILE).bind(id.as_str()).try_map(with(file));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn insert_file(&mut self, f: &FileRow) -> Port<()> {
        query(sql::INSERT_FILE)
            .bind(f.id.as_str())
            .bind(f.dossier.as_str())
            .bind(f.slot.code())
            .bind(f.name.as_str())
            .bind(f.media_type.as_str())
            .bind(f.size)
            .bind(f.sha256.as_str())
            .bind(f.state.code())
            .bind(f.attached_at)
            .bind(f.attached_by.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn remove_file(&mut self, id: &FileId, at: i64) -> Port<()> {
        query(sql::REMOVE_FILE).bind(id.as_str()).bind(at).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn insert_version(&mut self, id: &DossierId, v: &VersionRow) -> Port<()> {
        query(sql::INSERT_VERSION)
            .bind(id.as_str())
            .bind(v.number)
            .bind(v.at)
            .bind(v.canonical.as_str())
            .bind(v.sha256.as_str())
            .bind(v.closes)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn last_versions(&mut self, ids: &[DossierId]) -> Port<Vec<(DossierId, VersionRow)>> {
        let row = |r: &DbRow| Ok((id(r, "dossier")?, version(r)?));
        let mut found: Vec<(DossierId, VersionRow)> = Vec::with_capacity(ids.len());
        for some in ids.chunks(BATCH) {
            let mut q = QueryBuilder::<Db>::new(sql::LAST_NAMED);
            let mut list = q.separated(", ");
            for id in some {
                list.push_bind(id.as_str());
            }
            list.push_unseparated(")");
            // Not kept as a prepared statement: each list has its own length.
            let q = q.build().persistent(false).try_map(with(row));
            found.extend(q.fetch_all(self.conn()).await.fault()?);
        }
        Ok(found)
    }

    async fn version(&mut self, id: &DossierId, number: i64) -> Port<Option<VersionRow>> {
        let q = query(sql::VERSION).bind(id.as_str()).bind(number).try_map(with(version));
        q.fetch_optional(self.conn()).await.fault()
    }
}
