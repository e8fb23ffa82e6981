//! Room *review*.

use async_trait::async_trait;
use domain::deliberation::Review;
use domain::ids::{DossierId, ExpertId, PanelId, SeasonId};
use service::ports::Port;
use service::ports::review::{
    Amendment, BoardCell, BoardLine, FormRow, MissedSheet, ReviewListRow, ReviewPort, SetAside,
    SheetRow,
};
use sqlx::{Row, query, query_scalar};

use super::super::DbRow;
use super::Session;
use super::rows::{get, id, with};
use crate::fault::OrFault;
use crate::sql::review as sql;

/// The text of a name, over the tables of a review.
macro_rules! of {
    ($review:expr, $name:ident) => {
        match $review {
            Review::Written => sql::written::$name,
            Review::Defence => sql::defence::$name,
        }
    };
}

fn sheet(r: &DbRow) -> sqlx::Result<SheetRow> {
    Ok(SheetRow {
        dossier: id(r, "dossier")?,
        expert: id(r, "expert")?,
        revision: get!(r, "revision"),
        form: get!(r, "form"),
        saved_at: get!(r, "saved_at"),
        sealed_at: get!(r, "sealed_at"),
        total: get!(r, "total"),
        sha256: get!(r, "sha256"),
    })
}

fn amendment(r: &DbRow) -> sqlx::Result<Amendment> {
    Ok(Amendment {
        dossier: id(r, "dossier")?,
        expert: id(r, "expert")?,
        number: get!(r, "number"),
        form: get!(r, "form"),
        total: get!(r, "total"),
        sha256: get!(r, "sha256"),
        reason: get!(r, "reason"),
        at: get!(r, "at"),
    })
}

fn list_row(r: &DbRow) -> sqlx::Result<ReviewListRow> {
    Ok(ReviewListRow {
        dossier: id(r, "id")?,
        reference: get!(r, "reference"),
        title: get!(r, "title"),
        org_name: get!(r, "org_name"),
        saved_at: get!(r, "saved_at"),
        sealed_at: get!(r, "sealed_at"),
        total: get!(r, "total"),
    })
}

/// By position, not by name: a whole season's board is a thousand rows.
fn line(r: &DbRow) -> sqlx::Result<BoardLine> {
    Ok(BoardLine {
        dossier: r.try_get::<String, _>(0)?.into(),
        reference: r.try_get(1)?,
        title: r.try_get(2)?,
        org_name: r.try_get(3)?,
        unit: r.try_get(4)?,
        panel: r.try_get::<String, _>(5)?.into(),
        cells: cells(r.try_get(6)?)?,
    })
}

/// The pairs of an application out of their text.
fn cells(text: &str) -> sqlx::Result<Vec<BoardCell>> {
    let wrong = || sqlx::Error::Decode(format!("cells of a board: {text:?}").into());
    let mut words = text.split(' ');
    let mut cells = Vec::new();
    while let Some(expert) = words.next() {
        let total = match words.next().ok_or_else(wrong)? {
            "-" => None,
            total => Some(total.parse().map_err(|_| wrong())?),
        };
        let changed_at = words.next().and_then(|at| at.parse().ok()).ok_or_else(wrong)?;
        let amended = words.next().and_then(|n| n.parse().ok()).ok_or_else(wrong)?;
        let sealed_at = words.next().and_then(|n| n.parse().ok()).ok_or_else(wrong)?;
        let missed = words.next().ok_or_else(wrong)? == "1";
        let expert = expert.to_owned().into();
        cells.push(BoardCell { expert, total, changed_at, amended, sealed_at, missed });
    }
    Ok(cells)
}

#[async_trait]
impl ReviewPort for Session {
    async fn sheet(
        &mut self,
        review: Review,
        dossier: &DossierId,
        expert: &ExpertId,
    ) -> Port<Option<SheetRow>> {
        let q = query(of!(review, REVIEW)).bind(dossier.as_str()).bind(expert.as_str());
        let q = q.try_map(with(sheet));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn save_sheet(&mut self, review: Review, r: &SheetRow) -> Port<bool> {
        let done = query(of!(review, SAVE_REVIEW))
            .bind(r.dossier.as_str())
            .bind(r.expert.as_str())
            .bind(r.revision)
            .bind(r.form.as_str())
            .bind(r.saved_at)
            .bind(r.sealed_at)
            .bind(r.total)
            .bind(r.sha256.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(done.rows_affected() > 0)
    }

    async fn review_list(
        &mut self,
        review: Review,
        season: &SeasonId,
        expert: &ExpertId,
    ) -> Port<Vec<ReviewListRow>> {
        let q = query(of!(review, REVIEW_LIST)).bind(season.as_str()).bind(expert.as_str());
        q.try_map(with(list_row)).fetch_all(self.conn()).await.fault()
    }

    async fn board_lines(&mut self, review: Review, season: &SeasonId) -> Port<Vec<BoardLine>> {
        let q = query(of!(review, BOARD)).bind(season.as_str()).try_map(with(line));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn board_line(
        &mut self,
        review: Review,
        season: &SeasonId,
        dossier: &DossierId,
    ) -> Port<Option<BoardLine>> {
        let q = query(of!(review, BOARD_LINE)).bind(season.as_str()).bind(dossier.as_str());
        q.try_map(with(line)).fetch_optional(self.conn()).await.fault()
    }

    async fn totals_of(
        &mut self,
        review: Review,
        dossier: &DossierId,
    ) -> Port<Vec<(ExpertId, i64)>> {
        let total = |r: &DbRow| Ok((id(r, "expert")?, get!(r, "total")));
        let q = query(of!(review, TOTALS_OF)).bind(dossier.as_str()).try_map(with(total));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn sealed_forms(
        &mut self,
        review: Review,
        season: &SeasonId,
    ) -> Port<Vec<(DossierId, ExpertId, String)>> {
        let form = |r: &DbRow| Ok((id(r, "dossier")?, id(r, "expert")?, get!(r, "form")));
        let q = query(of!(review, SEALED_FORMS)).bind(season.as_str()).try_map(with(form));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn all_forms(&mut self, review: Review, season: &SeasonId) -> Port<Vec<FormRow>> {
        let form = |r: &DbRow| {
            Ok(FormRow {
                dossier: id(r, "dossier")?,
                expert: id(r, "expert")?,
                number: get!(r, "number"),
                form: get!(r, "form"),
                at: get!(r, "at"),
                reason: get!(r, "reason"),
                aside: get!(r, "aside"),
            })
        };
        let q = query(of!(review, ALL_FORMS)).bind(season.as_str()).try_map(with(form));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn sealed_forms_of(
        &mut self,
        review: Review,
        season: &SeasonId,
        panel: &PanelId,
    ) -> Port<Vec<(DossierId, ExpertId, String)>> {
        let form = |r: &DbRow| Ok((id(r, "dossier")?, id(r, "expert")?, get!(r, "form")));
        let q = query(of!(review, SEALED_FORMS_OF_PANEL)).bind(season.as_str());
        q.bind(panel.as_str()).try_map(with(form)).fetch_all(self.conn()).await.fault()
    }

    async fn sealed_sheets(&mut self, review: Review, dossier: &DossierId) -> Port<Vec<SheetRow>> {
        let q = query(of!(review, SEALED_SHEETS)).bind(dossier.as_str()).try_map(with(sheet));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn amendments_of(&mut self, review: Review, dossier: &DossierId) -> Port<Vec<Amendment>> {
        let q = query(of!(review, AMENDMENTS_OF)).bind(dossier.as_str()).try_map(with(amendment));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn miss_sheet(&mut self, review: Review, m: &MissedSheet) -> Port<()> {
        query(of!(review, MISS))
            .bind(m.dossier.as_str())
            .bind(m.expert.as_str())
            .bind(m.reason.as_str())
            .bind(m.author.as_str())
            .bind(m.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn missed(
        &mut self,
        review: Review,
        dossier: &DossierId,
        expert: &ExpertId,
    ) -> Port<bool> {
        let q = query_scalar(of!(review, MISSED)).bind(dossier.as_str()).bind(expert.as_str());
        let n: i64 = q.fetch_one(self.conn()).await.fault()?;
        Ok(n > 0)
    }

    async fn amendments(
        &mut self,
        review: Review,
        dossier: &DossierId,
        expert: &ExpertId,
    ) -> Port<Vec<Amendment>> {
        let q = query(of!(review, AMENDMENTS)).bind(dossier.as_str()).bind(expert.as_str());
        q.try_map(with(amendment)).fetch_all(self.conn()).await.fault()
    }

    async fn insert_amendment(&mut self, review: Review, a: &Amendment) -> Port<()> {
        query(of!(review, INSERT_AMENDMENT))
            .bind(a.dossier.as_str())
            .bind(a.expert.as_str())
            .bind(a.number)
            .bind(a.form.as_str())
            .bind(a.total)
            .bind(a.sha256.as_str())
            .bind(a.reason.as_str())
            .bind(a.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn save_at_work(&mut self, season: &SeasonId, expert: &ExpertId, at: i64) -> Port<()> {
        let q = query(sql::at_work::SAVE_AT_WORK).bind(season.as_str()).bind(expert.as_str());
        q.bind(at).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn forget_at_work(&mut self, before: i64) -> Port<()> {
        query(sql::at_work::FORGET_AT_WORK).bind(before).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn is_at_work(&mut self, season: &SeasonId, expert: &ExpertId, since: i64) -> Port<bool> {
        query(sql::at_work::IS_AT_WORK)
            .bind(season.as_str())
            .bind(expert.as_str())
            .bind(since)
            .fetch_optional(self.conn())
            .await
            .fault()
            .map(|row| row.is_some())
    }

    async fn at_work(
        &mut self,
        season: &SeasonId,
        since: i64,
    ) -> Port<Vec<(PanelId, ExpertId, String)>> {
        let row = |r: &DbRow| Ok((id(r, "panel")?, id(r, "id")?, get!(r, "name")));
        let q = query(sql::at_work::AT_WORK).bind(season.as_str()).bind(since);
        q.try_map(with(row)).fetch_all(self.conn()).await.fault()
    }

    async fn set_aside(&mut self, review: Review, a: &SetAside) -> Port<()> {
        query(of!(review, SET_ASIDE))
            .bind(a.dossier.as_str())
            .bind(a.expert.as_str())
            .bind(a.conflict.as_str())
            .bind(a.reason.as_str())
            .bind(a.author.as_str())
            .bind(a.at)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn set_asides(&mut self, season: &SeasonId) -> Port<Vec<(DossierId, i64)>> {
        let row = |r: &DbRow| Ok((id(r, "dossier")?, get!(r, "at")));
        let q = query(sql::aside::SET_ASIDES).bind(season.as_str());
        q.try_map(with(row)).fetch_all(self.conn()).await.fault()
    }

    async fn scores(
        &mut self,
        review: Review,
        dossier: &DossierId,
        expert: &ExpertId,
    ) -> Port<bool> {
        let q = query_scalar(of!(review, SCORES)).bind(dossier.as_str()).bind(expert.as_str());
        let n: i64 = q.fetch_one(self.conn()).await.fault()?;
        Ok(n > 0)
    }
}
