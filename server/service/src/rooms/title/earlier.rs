//! Titles of seasons before this system (Art. 23, 24): a table of them, judged row by row and taken over by the Office
//! as a whole or not at all. With them the register is of all seasons, and one source of who was chosen lately.

use domain::application::version::digest;
use domain::event::Event;
use domain::policy::{Actor, may_run_office};
use domain::refusal::Refusal;
use domain::title::Title;
use domain::title::import::{Counts, Fault, Line, numbered, read};
use domain::views::title::Preview;

use crate::ports::Session;
use crate::{About, Result, Service};

/// Rows of a preview.
const SHOWN: usize = 300;
/// Wrong rows that a refusal names.
const NAMED: usize = 20;

impl Service {
    /// What a table of earlier titles would do. Nothing is stored.
    pub async fn preview_titles(&self, actor: &Actor, text: &str) -> Result<Preview> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let since = since(&mut *db).await?;
        let known = known(&mut *db, since).await?;
        let mut lines = match read(text, since, &known) {
            Ok(lines) => lines,
            Err(why) => return Ok(Preview { no_table: Some(why), ..Preview::default() }),
        };
        full(&mut *db, &mut lines).await?;
        let counts = Counts::of(&lines);
        // Wrong rows first, as many as there is room for; the rest in their order.
        lines.sort_by_key(|l| (l.faults.is_empty(), l.row));
        let left = lines.len().saturating_sub(SHOWN);
        lines.truncate(SHOWN);
        lines.sort_by_key(|l| l.row);
        Ok(Preview { counts, lines, left, no_table: None })
    }

    /// Takes them over: one transaction and one event, however many.
    pub async fn import_titles(&self, actor: &Actor, text: &str) -> Result<Counts> {
        may_run_office(actor)?;
        let mut work = self.begin().await?;
        let since = since(&mut *work.db).await?;
        let known = known(&mut *work.db, since).await?;
        let wrong = |rows, all| Refusal::TitleRowsWrong { rows, all };
        let mut lines = read(text, since, &known).map_err(|_| wrong(Vec::new(), 0))?;
        full(&mut *work.db, &mut lines).await?;
        let counts = Counts::of(&lines);
        if counts.wrong > 0 {
            let rows = lines.iter().filter(|l| !l.faults.is_empty()).map(|l| l.row);
            return Err(wrong(rows.take(NAMED).collect(), counts.wrong).into());
        }
        let years = work.db.title_years().await?;
        let last = |year| years.iter().find(|y| y.year == year).map_or(0, |y| y.last);
        let titles = numbered(&lines, last).map_err(|rows| wrong(rows.clone(), rows.len()))?;
        if titles.is_empty() {
            return Ok(counts);
        }
        let now = work.now.0;
        for title in &titles {
            work.db.insert_title(title, now).await?;
        }
        let rows = serde_json::to_string(&titles).unwrap_or_default();
        let event = Event::TitlesImported {
            titles: i64::try_from(titles.len()).unwrap_or(i64::MAX),
            sha256: digest(&rows),
        };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await?;
        Ok(counts)
    }
}

/// The first year this system grants titles for itself: earlier ones alone are taken over, so that nobody can number
/// anything of a season whose result is still to come.
pub(super) async fn since(db: &mut dyn Session) -> Result<i32> {
    let season = crate::season(db).await?;
    let notices = db.notices().await?;
    Ok(notices.iter().map(|n| n.year).fold(season.year, i32::min))
}

/// Titles a table is compared with: as they stand, and as they were taken over, so that a table that was corrected here
/// brings its mistakes back by no second import.
async fn known(db: &mut dyn Session, since: i32) -> Result<Vec<Title>> {
    let mut known = db.titles_between(0, since).await?;
    known.extend(db.titles_imported().await?);
    Ok(known)
}

/// Marks rows for which a year has no number left.
async fn full(db: &mut dyn Session, lines: &mut [Line]) -> Result<()> {
    let years = db.title_years().await?;
    let last = |year| years.iter().find(|y| y.year == year).map_or(0, |y| y.last);
    if let Err(rows) = numbered(lines, last) {
        for line in lines.iter_mut().filter(|l| rows.contains(&l.row)) {
            line.faults.push(Fault::Full);
        }
    }
    Ok(())
}
