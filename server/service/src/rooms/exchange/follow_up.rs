//! The yearly follow-up (Art. 23): the holder of a title files a report for every year it runs; the Office sees
//! who is late, and the clock reminds.

use std::collections::BTreeMap;

use domain::event::Event;
use domain::exchange::activity::Slips;
use domain::exchange::news::News;
use domain::exchange::report::{Form, State};
use domain::ids::DossierId;
use domain::mail::{Message, reminder_due};
use domain::policy::{Actor, may_read_own, may_run_office, may_submit};
use domain::refusal::Refusal;
use domain::season::Season;
use domain::stamp::Stamp;
use domain::views::exchange::{Filed, FollowUpLine, FollowUpView, FollowUps, YearView};

use super::{Holder, holders};
use crate::ports::Session;
use crate::ports::exchange::ReportRow;
use crate::rooms::shared;
use crate::rooms::shared::names::Names;
use crate::{About, Error, Result, Service};

impl Service {
    /// The follow-up of a title, for its holder's people and the Office.
    pub async fn follow_up(&self, actor: &Actor, id: &DossierId) -> Result<FollowUpView> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        let facts = shared::facts(&d);
        if may_run_office(actor).is_err() {
            may_read_own(actor, &facts)?;
        }
        let Holder { year: title_year, host, term, revoked, .. } = holder(&mut *db, id).await?;
        let (writes, now) = (may_submit(actor, &facts).is_ok(), self.now());
        let rows = db.reports_of(id).await?;
        let names = Names::of(&mut *db, rows.iter().map(|r| r.report.by.clone())).await?;
        let years = term.dues().into_iter().map(|(year, due)| {
            let own: Vec<&ReportRow> = rows.iter().filter(|r| r.year == year).collect();
            let filed = own.last().map(|last| filed(last, &names));
            let first = own.first().map(|r| r.report.at);
            let state = term.state((year, due), first, now);
            let files = writes && term.require(year, first, now).is_ok();
            YearView { year, due, state, filed, files }
        });
        let years = years.collect();
        let came: Vec<_> = db.attendances().await?;
        let came: Vec<_> = came.into_iter().filter(|c| c.0 == *id).map(|c| c.1).collect();
        let activities = db.activities().await?.into_iter().map(|a| a.0);
        let activities = activities.filter(|a| came.contains(&a.id));
        Ok(FollowUpView {
            dossier: id.clone(),
            title_year,
            organisation: host.organisation,
            title: host.title,
            revoked,
            years,
            activities: activities.map(|a| (a.id, a.title, a.starts)).collect(),
        })
    }

    /// Files the report of a year, or another in its place; all are kept.
    pub async fn file_report(
        &self,
        actor: &Actor,
        id: &DossierId,
        year: i32,
        form: &Form,
    ) -> Result<std::result::Result<(), Slips>> {
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        may_submit(actor, &shared::facts(&d))?;
        let term = holder(&mut *work.db, id).await?.term;
        let mut before = work.db.reports_of(id).await?;
        before.retain(|r| r.year == year);
        let first = before.first().map(|r| r.report.at);
        let due = term.require(year, first, work.clock)?;
        let report = match form.read(&actor.account, work.clock) {
            Ok(report) => report,
            Err(slips) => return Ok(Err(slips)),
        };
        let number = before.iter().map(|r| r.number).max().unwrap_or(0);
        let row = ReportRow { dossier: id.clone(), year, number: number + 1, report };
        work.db.insert_report(&row).await?;
        let event = Event::ReportFiled { year, number: row.number, late: work.clock >= due };
        let about = About { dossier: Some(id), ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        work.commit().await?;
        Ok(Ok(()))
    }

    /// The follow-up of all titles that run; the Office sees who is late.
    pub async fn follow_ups(&self, actor: &Actor) -> Result<FollowUps> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let first = firsts(&mut *db).await?;
        let mut came: BTreeMap<DossierId, u32> = BTreeMap::new();
        for (dossier, _) in db.attendances().await? {
            *came.entry(dossier).or_default() += 1;
        }
        let now = self.now();
        let line = |h: Holder| {
            let Holder { year: title_year, host, term, revoked, .. } = h;
            let years = term.dues().into_iter().map(|(year, due)| {
                let filed = first.get(&(host.dossier.clone(), year)).copied();
                (year, due, term.state((year, due), filed, now))
            });
            FollowUpLine {
                years: years.collect(),
                came: came.get(&host.dossier).copied().unwrap_or(0),
                dossier: host.dossier,
                title_year,
                organisation: host.organisation,
                title: host.title,
                revoked: revoked.is_some(),
            }
        };
        let mut lines: Vec<FollowUpLine> = holders(&mut *db).await?.into_iter().map(line).collect();
        lines.sort_by_key(|l| (!l.late(), -l.title_year));
        let late = u32::try_from(lines.iter().filter(|l| l.late()).count()).unwrap_or(u32::MAX);
        let all: u32 = db.title_years().await?.iter().map(|y| y.n).sum();
        let earlier = all.saturating_sub(u32::try_from(lines.len()).unwrap_or(u32::MAX));
        Ok(FollowUps { lines, late, earlier })
    }

    /// Reminds of reports that are due soon, by the days of the season that runs, and once of those that are late. Answers of
    /// how many titles.
    pub async fn remind_follow_ups(&self) -> Result<usize> {
        let mut db = self.read().await?;
        let season = match crate::season(&mut *db).await {
            Ok(season) => season,
            Err(Error::Refused(Refusal::NoSeason)) => return Ok(0),
            Err(e) => return Err(e),
        };
        let first = firsts(&mut *db).await?;
        let all = holders(&mut *db).await?;
        drop(db);
        let now = self.now();
        let mut reminded = 0;
        for Holder { host, term, .. } in all {
            for (year, due) in term.dues() {
                if first.contains_key(&(host.dossier.clone(), year)) {
                    continue;
                }
                // Looked at before the writers' lock is taken: mostly nothing is due.
                let state = term.state((year, due), None, now);
                if let Some(what) = occasion(&season, state, (year, due), now)
                    && self.remind_report(&host.dossier, year, due, what).await?
                {
                    reminded += 1;
                }
            }
        }
        Ok(reminded)
    }

    /// Reminds of one report, unless that was done.
    async fn remind_report(
        &self,
        id: &DossierId,
        year: i32,
        due: Stamp,
        what: i64,
    ) -> Result<bool> {
        let mut work = self.begin().await?;
        let d = shared::load(&mut *work.db, id).await?;
        let filed = work.db.reports_of(id).await?.iter().any(|r| r.year == year);
        let (note, at) = (format!("follow_up:{year}:{}:{what}", due.0), work.now.0);
        if filed || !work.db.insert_reminder(id, &note, at).await? {
            return Ok(false);
        }
        let reference = d.reference.clone();
        let news = match what {
            0 => News::ReportLate { year, due, reference },
            _ => News::ReportDue { year, due, reference },
        };
        let message = Message::Exchange { news };
        work.post_to_writers(&d.season, &d.organisation, &d.id, &message).await?;
        work.commit().await?;
        Ok(true)
    }
}

/// Which reminder is to be sent now: days before the deadline, 0 once it is over.
fn occasion(season: &Season, state: State, (year, due): (i32, Stamp), now: Stamp) -> Option<i64> {
    match state {
        State::Late => Some(0),
        State::Open => {
            let begins = Stamp::read(&format!("{year}-01-01 00:00")).unwrap_or(due);
            reminder_due(&season.mail.reminder_days, due, begins.plus(-1), now)
        }
        _ => None,
    }
}

/// The title of an application.
async fn holder(db: &mut dyn Session, id: &DossierId) -> Result<Holder> {
    let found = holders(db).await?.into_iter().find(|h| h.host.dossier == *id);
    Ok(found.ok_or(Refusal::NotYours)?)
}

/// When the report of a title and a year was filed first.
async fn firsts(db: &mut dyn Session) -> Result<BTreeMap<(DossierId, i32), Stamp>> {
    let all = db.first_reports().await?;
    Ok(all.into_iter().map(|(d, year, at)| ((d, year), Stamp(at))).collect())
}

fn filed(row: &ReportRow, names: &Names) -> Filed {
    let r = &row.report;
    Filed {
        kept_up: r.kept_up.clone(),
        figures: r.figures.clone(),
        shared: r.shared.clone(),
        name: names.at(&r.by, r.at),
        at: r.at,
    }
}
