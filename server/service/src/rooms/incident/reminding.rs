//! The clock in a case (Art. 24): the organisation is reminded of the statement it has not made a working day before it is
//! too late, and those who decide hear once that the time is over. Somebody without an account here is told on paper, by
//! who investigates.

use domain::ids::IncidentId;
use domain::incident::case::Case;
use domain::incident::case_code;
use domain::incident::letter::Letter;
use domain::incident::saying::Saying;
use domain::stamp::Stamp;

use super::hearing::tell_writers;
use super::{handling, load};
use crate::ports::Session;
use crate::ports::incident::IncidentRow;
use crate::rooms::shared;
use crate::{Result, Service};

impl Service {
    /// Says of every case that is heard what is due to be said. Answers of how many anything was.
    pub async fn remind_hearings(&self) -> Result<usize> {
        let mut db = self.read().await?;
        let mut waits = Vec::new();
        // Looked at before the writers' lock is taken: mostly there is nothing to say.
        for row in db.incidents_heard().await? {
            if waiting(&mut *db, &row, self.now()).await?.is_some() {
                waits.push(row.id);
            }
        }
        drop(db);
        let mut told = 0;
        for id in waits {
            if self.remind_hearing(&id).await? {
                told += 1;
            }
        }
        Ok(told)
    }

    /// The same of one, unless that was done.
    async fn remind_hearing(&self, id: &IncidentId) -> Result<bool> {
        let mut work = self.begin().await?;
        let now = work.clock;
        let row = load(&mut *work.db, id).await?;
        let Some((saying, next)) = waiting(&mut *work.db, &row, now).await? else {
            return Ok(false);
        };
        work.db.save_case(id, &next).await?;
        let case = case_code(id);
        match (saying, row.case.hearing()) {
            (Saying::Due, Some(hearing)) => {
                let (number, due) = (row.holder.number.clone(), hearing.due);
                let letter = Letter::HearingDue { case, id: id.to_string(), number, due };
                tell_writers(&mut work, &row, letter).await?;
            }
            _ => {
                handling::tell_deciders(&mut work, &row, Letter::HearingOver { case }, |_| true)
                    .await?;
            }
        }
        work.commit().await?;
        Ok(true)
    }
}

/// What is due to be said of a case, and the case with a note that it was.
async fn waiting(
    db: &mut dyn Session,
    row: &IncidentRow,
    now: Stamp,
) -> Result<Option<(Saying, Case)>> {
    let calendar = shared::calendar(db).await?;
    let stated = !db.statements(&row.id).await?.is_empty();
    Ok(row.case.saying(&calendar, stated, now))
}
