//! Where an applicant still gives itself away, for the Office of a blind season (Art. 15): answers,
//! names of files, their text and what they say of themselves. Read when it is asked for; nothing is
//! stored.

use bytes::Bytes;
use domain::application::answer;
use domain::application::field::Field;
use domain::application::files::FileState;
use domain::application::version::Version;
use domain::ids::DossierId;
use domain::policy::{Actor, may_check, may_run_office};
use domain::refusal::Refusal;
use domain::review::blind::{about_applicant, identifies};
use domain::review::traces::{Place, Sought, Unread, sought, traces};
use domain::views::application::FileView;
use domain::views::formality::{BlindList, BlindReport, BlindRow, FileName, FoundAt};
use tokio::io::AsyncReadExt;

use crate::ports::application::VersionRow;
use crate::ports::files::Spoken;
use crate::rooms::shared;
use crate::{Fault, Result, Service};

/// Bytes of one file that is read, and of all of them together.
const FILE_MAX: i64 = 32 * 1024 * 1024;
const FILES_MAX: i64 = 128 * 1024 * 1024;

impl Service {
    /// What of an applicant's names still occurs in what experts of a blind review read. Files they
    /// are not given are not looked at.
    pub async fn blind_report(&self, actor: &Actor, id: &DossierId) -> Result<BlindReport> {
        let mut db = self.read().await?;
        let d = shared::load(&mut *db, id).await?;
        may_check(actor, &shared::facts(&d))?;
        let season = crate::season_of(&mut *db, &d.season).await?;
        if !season.review.blind {
            return Err(Refusal::NotYours.into());
        }
        let year = season.year;
        let (version, _, _) = shared::submitted(&mut *db, &d).await?;
        let view = shared::reading(&mut *db, &d, season, self.now()).await?;
        drop(db);
        let seeking = sought(&version.answers);
        let mut report = BlindReport {
            id: d.id,
            reference: d.reference,
            title: answer(&version.answers, Field::Title.key()).to_owned(),
            year,
            found: in_answers(&version, &seeking),
            sought: seeking,
            unread: Vec::new(),
            read: 0,
            withheld: view.files.iter().filter(|f| about_applicant(f.slot)).count(),
        };
        let mut left = FILES_MAX;
        for file in view.files.iter().filter(|f| !about_applicant(f.slot)) {
            self.look_through(file, &mut left, &mut report).await?;
        }
        Ok(report)
    }

    /// All dossiers of a blind season in which something is found in answers or names of files. What stands
    /// within files is read for one dossier at a time, because it takes seconds.
    pub async fn blind_list(&self, actor: &Actor) -> Result<BlindList> {
        may_run_office(actor)?;
        let mut db = self.read().await?;
        let season = crate::season(&mut *db).await?;
        if !season.review.blind {
            return Err(Refusal::NotYours.into());
        }
        let all = db.latest_versions(&season.id).await?;
        drop(db);
        let looked = all.len();
        let rows = tokio::task::spawn_blocking(move || rows(&all));
        let rows = rows.await.map_err(|e| Fault::new(e.to_string()))??;
        Ok(BlindList { year: season.year, looked, rows })
    }

    /// One file: its name, its text, what it says of itself, and what of it could not be read.
    async fn look_through(
        &self,
        file: &FileView,
        left: &mut i64,
        report: &mut BlindReport,
    ) -> Result<()> {
        let (slot, name) = (file.slot, file.name.clone());
        let in_name = Place::FileName { slot, name: name.clone() };
        note(report, in_name, traces(&name, &report.sought));
        let spoken = match file.state {
            FileState::Held | FileState::Infected => silent(Unread::NotOpen),
            _ if file.size > FILE_MAX || file.size > *left => silent(Unread::TooLarge),
            _ => {
                *left -= file.size;
                report.read += 1;
                self.inspector.words(self.whole(file).await?).await?
            }
        };
        let Spoken { text, data, unread } = spoken;
        let seeking = report.sought.clone();
        // Some million characters are compared.
        let looked = tokio::task::spawn_blocking(move || {
            let of_text = traces(&text, &seeking);
            let of_data = data.into_iter().map(|(key, said)| (key, traces(&said, &seeking)));
            (of_text, of_data.collect::<Vec<_>>())
        });
        let (of_text, of_data) = looked.await.map_err(|e| Fault::new(e.to_string()))?;
        note(report, Place::FileText { slot, name: name.clone() }, of_text);
        for (key, found) in of_data {
            note(report, Place::FileData { slot, name: name.clone(), key }, found);
        }
        if !unread.is_empty() {
            report.unread.push((FileName { slot, name }, unread));
        }
        Ok(())
    }

    async fn whole(&self, file: &FileView) -> Result<Bytes> {
        let mut bytes = Vec::new();
        let most = u64::try_from(FILE_MAX).unwrap_or(u64::MAX);
        let content = self.content(file, 0).await?;
        let read = content.take(most).read_to_end(&mut bytes).await;
        read.map_err(|e| Fault::new(format!("reading file {}: {e}", file.id)))?;
        Ok(bytes.into())
    }
}

/// A row for each version in which something is found, most places first.
fn rows(all: &[(DossierId, VersionRow)]) -> Result<Vec<BlindRow>> {
    let mut rows = Vec::new();
    for (id, row) in all {
        let version = shared::thawed(id, row)?;
        let seeking = sought(&version.answers);
        let shown = version.files.iter().filter(|f| !about_applicant(f.slot));
        let row = BlindRow {
            id: id.clone(),
            title: answer(&version.answers, Field::Title.key()).to_owned(),
            org_name: answer(&version.answers, Field::OrgName.key()).to_owned(),
            answers: in_answers(&version, &seeking).len(),
            names: shown.filter(|f| !traces(&f.name, &seeking).is_empty()).count(),
        };
        if row.answers + row.names > 0 {
            rows.push(row);
        }
    }
    rows.sort_by(|a, b| {
        (b.answers + b.names).cmp(&(a.answers + a.names)).then_with(|| a.id.cmp(&b.id))
    });
    Ok(rows)
}

fn silent(why: Unread) -> Spoken {
    Spoken { unread: vec![why], ..Spoken::default() }
}

fn note(report: &mut BlindReport, place: Place, traces: Vec<domain::review::traces::Trace>) {
    if !traces.is_empty() {
        report.found.push(FoundAt { place, traces });
    }
}

/// Answers that experts read, in the order in which they are asked.
fn in_answers(version: &Version, seeking: &[Sought]) -> Vec<FoundAt> {
    let shown = |key: &String| Field::of_key(key).filter(|f| !identifies(*f));
    let mut found: Vec<(Field, FoundAt)> = version
        .answers
        .iter()
        .filter_map(|(key, text)| Some((shown(key)?, key, traces(text, seeking))))
        .filter(|(_, _, traces)| !traces.is_empty())
        .map(|(field, key, traces)| {
            (field, FoundAt { place: Place::Answer { key: key.clone() }, traces })
        })
        .collect();
    found.sort_by_key(|(field, _)| *field);
    found.into_iter().map(|(_, found)| found).collect()
}
