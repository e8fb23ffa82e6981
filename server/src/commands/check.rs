//! `verify` and `check`: the journal's chain, the invariants, the journal refolded.

use std::collections::HashMap;

use domain::application::version::digest;
use domain::deliberation::Review::{self, Defence, Written};
use domain::event::Event;
use domain::journey::{Stage, Standing, evolve};
use domain::stamp::Stamp;
use service::Service;
use service::journal::{Verdict, event, verify as walk};
use service::ports::Session;

use crate::config::Config;

/// Walks the hash chain.
pub async fn verify(config: &Config) -> Result<(), String> {
    let service = super::open_service(config).await?;
    let mut db = service.read().await.map_err(|e| e.to_string())?;
    match walk(&mut *db).await.map_err(|e| e.to_string())? {
        Verdict::Sound { rows, hash } => {
            println!("journal sound: {rows} rows, head {hash}");
            Ok(())
        }
        Verdict::Broken { seq, what } => Err(format!("journal broken at row {seq}: {what:?}")),
    }
}

/// Checks the invariants, then folds the journal again and compares it with what is stored.
pub async fn check(config: &Config) -> Result<(), String> {
    verify(config).await?;
    let database = super::open(config).await?;
    let mut found = database.check().await.map_err(|e| e.to_string())?;
    let service = crate::world::service(database, config).await?;
    found.extend(refold(&service).await.map_err(|e| e.to_string())?);
    for line in &found {
        println!("{line}");
    }
    if found.is_empty() {
        println!("all invariants hold");
        Ok(())
    } else {
        Err(format!("{} invariants are broken", found.len()))
    }
}

/// Folds every dossier's steps out of the journal and compares with the stored standing;
/// compares every sealed sheet's total with the journal's.
async fn refold(service: &Service) -> service::Result<Vec<String>> {
    let mut db = service.read().await?;
    let mut standings: HashMap<String, Standing> = HashMap::new();
    let mut sealed: Vec<Sealed> = Vec::new();
    let mut found = Vec::new();
    let mut after = 0;
    loop {
        let rows = db.entries(after, 1000).await?;
        let Some(last) = rows.last() else { break };
        after = last.seq;
        for e in rows {
            match event(&e)? {
                Event::Stepped { step, .. } => {
                    match evolve(standings.get(&e.dossier), &step, Stamp(e.at)) {
                        Ok(next) => {
                            standings.insert(e.dossier, next);
                        }
                        Err(_) => {
                            found.push(format!("journal row {} takes an illegal step", e.seq))
                        }
                    }
                }
                Event::ReviewSealed { expert, total, sha256 } => {
                    sealed.push(Sealed::new(Written, e.dossier, expert, 0, (total, sha256)))
                }
                Event::ReviewAmended { expert, number, total, sha256 } => {
                    sealed.push(Sealed::new(Written, e.dossier, expert, number, (total, sha256)))
                }
                Event::DefenceSealed { expert, total, sha256 } => {
                    sealed.push(Sealed::new(Defence, e.dossier, expert, 0, (total, sha256)))
                }
                Event::DefenceAmended { expert, number, total, sha256 } => {
                    sealed.push(Sealed::new(Defence, e.dossier, expert, number, (total, sha256)))
                }
                _ => {}
            }
        }
    }
    let season = service::season(&mut *db).await?.id;
    let stored = db.dossiers_at(&season, &Stage::ALL).await?;
    for d in &stored {
        match standings.remove(d.id.as_str()) {
            Some(folded) if folded == d.standing => {}
            folded => found.push(format!(
                "dossier {} is stored at {:?} but the journal says {:?}",
                d.reference,
                d.standing.stage(),
                folded.map(|f| f.stage())
            )),
        }
    }
    for id in standings.keys() {
        found.push(format!("dossier {id} is in the journal but not stored"));
    }
    for one in &sealed {
        if !one.is_kept(&mut *db).await? {
            let (dossier, expert) = (&one.dossier, &one.expert);
            let of = if one.review.is_written() { "" } else { " in the defence" };
            found.push(format!(
                "the sealed sheet of {dossier} by {expert}{of} differs from the journal"
            ));
        }
    }
    Ok(found)
}

/// A sheet as the journal saw it sealed, or amended for the `number`th time.
struct Sealed {
    review: Review,
    dossier: String,
    expert: String,
    number: i64,
    total: i64,
    sha256: String,
}

impl Sealed {
    fn new(
        review: Review,
        dossier: String,
        expert: String,
        number: i64,
        (total, sha256): (i64, String),
    ) -> Self {
        Self { review, dossier, expert, number, total, sha256 }
    }

    /// Whether what is stored is what was sealed or amended then.
    async fn is_kept(&self, db: &mut dyn Session) -> service::Result<bool> {
        let (dossier, expert) = (self.dossier.as_str().into(), self.expert.as_str().into());
        let stored = if self.number == 0 {
            let sheet = db.sheet(self.review, &dossier, &expert).await?;
            sheet.and_then(|r| Some((r.total?, r.sha256, r.form)))
        } else {
            let all = db.amendments(self.review, &dossier, &expert).await?;
            let one = all.into_iter().find(|a| a.number == self.number);
            one.map(|a| (a.total, a.sha256, a.form))
        };
        Ok(stored.is_some_and(|(total, sha256, form)| {
            total == self.total && sha256 == self.sha256 && digest(&form) == sha256
        }))
    }
}
