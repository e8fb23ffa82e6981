//! Rooms *notice* and *announcement*.

use async_trait::async_trait;
use domain::announcement::Announcement;
use domain::ids::{DossierId, SeasonId};
use domain::notice::Notice;
use domain::notice::planned::Planned;
use domain::stamp::Stamp;
use service::ports::Port;
use service::ports::notice::{KeptLetter, NoticePort};
use sqlx::{Row, query};

use super::super::DbRow;
use super::Session;
use super::rows::{json, with};
use crate::fault::{OrFault, to_json};
use crate::sql::notice as sql;

fn notice(r: &DbRow) -> sqlx::Result<Notice> {
    json(r, "data")
}

fn planned(r: &DbRow) -> sqlx::Result<Planned> {
    json(r, "data")
}

fn announcement(r: &DbRow) -> sqlx::Result<Announcement> {
    json(r, "data")
}

fn letter(r: &DbRow) -> sqlx::Result<KeptLetter> {
    Ok(KeptLetter {
        dossier: r.try_get::<String, _>("dossier")?.into(),
        organisation: r.try_get("organisation")?,
        text: r.try_get("text")?,
        sha256: r.try_get("sha256")?,
        at: Stamp(r.try_get("at")?),
    })
}

#[async_trait]
impl NoticePort for Session {
    async fn notice(&mut self, season: &SeasonId) -> Port<Option<Notice>> {
        let q = query(sql::NOTICE).bind(season.as_str()).try_map(with(notice));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn notice_of_year(&mut self, year: i32) -> Port<Option<Notice>> {
        let q = query(sql::NOTICE_OF_YEAR).bind(i64::from(year)).try_map(with(notice));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn notices(&mut self) -> Port<Vec<Notice>> {
        query(sql::NOTICES).try_map(with(notice)).fetch_all(self.conn()).await.fault()
    }

    async fn save_notice(&mut self, season: &SeasonId, n: &Notice) -> Port<()> {
        query(sql::SAVE_NOTICE)
            .bind(season.as_str())
            .bind(i64::from(n.year))
            .bind(n.opened_at.0)
            .bind(n.ends_at.0)
            .bind(to_json(n)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn planned_notice(&mut self, season: &SeasonId) -> Port<Option<Planned>> {
        let q = query(sql::PLANNED_NOTICE).bind(season.as_str()).try_map(with(planned));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn save_planned_notice(&mut self, season: &SeasonId, p: &Planned) -> Port<()> {
        query(sql::SAVE_PLANNED_NOTICE)
            .bind(season.as_str())
            .bind(p.at.0)
            .bind(to_json(p)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn drop_planned_notice(&mut self, season: &SeasonId) -> Port<()> {
        query(sql::DROP_PLANNED_NOTICE).bind(season.as_str()).execute(self.conn()).await.fault()?;
        Ok(())
    }

    async fn announcement(&mut self, season: &SeasonId) -> Port<Option<Announcement>> {
        let q = query(sql::ANNOUNCEMENT).bind(season.as_str()).try_map(with(announcement));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn released_announcement(&mut self, year: i32) -> Port<Option<Announcement>> {
        let q = query(sql::RELEASED_OF_YEAR).bind(i64::from(year)).try_map(with(announcement));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn released_announcements(&mut self) -> Port<Vec<Announcement>> {
        query(sql::RELEASED).try_map(with(announcement)).fetch_all(self.conn()).await.fault()
    }

    async fn save_announcement(&mut self, season: &SeasonId, a: &Announcement) -> Port<()> {
        query(sql::SAVE_ANNOUNCEMENT)
            .bind(season.as_str())
            .bind(i64::from(a.year))
            .bind(a.released_at.map(|at| at.0))
            .bind(to_json(a)?)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn winner_letter(&mut self, dossier: &DossierId) -> Port<Option<KeptLetter>> {
        let q = query(sql::WINNER_LETTER).bind(dossier.as_str()).try_map(with(letter));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn winner_letters(&mut self, season: &SeasonId) -> Port<Vec<KeptLetter>> {
        let q = query(sql::WINNER_LETTERS).bind(season.as_str()).try_map(with(letter));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn insert_winner_letter(&mut self, season: &SeasonId, l: &KeptLetter) -> Port<()> {
        query(sql::INSERT_WINNER_LETTER)
            .bind(season.as_str())
            .bind(l.dossier.as_str())
            .bind(l.organisation.as_str())
            .bind(l.text.as_str())
            .bind(l.sha256.as_str())
            .bind(l.at.0)
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }
}
