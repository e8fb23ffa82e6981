//! `verify` and `check`: the journal's chain, the invariants, the journal refolded.

use std::collections::HashMap;

use domain::event::Event;
use domain::journey::{Stage, Standing, evolve};
use domain::stamp::Stamp;
use service::Service;
use service::journal::{Verdict, event, verify as walk};

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
    let mut sealed: Vec<(String, String, i64, String)> = Vec::new();
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
                    sealed.push((e.dossier, expert, total, sha256))
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
    for (dossier, expert, total, sha256) in sealed {
        let review = db.review(&dossier.as_str().into(), &expert.as_str().into()).await?;
        let fits = review.as_ref().is_some_and(|r| {
            r.total == Some(total)
                && r.sha256 == sha256
                && domain::application::version::digest(&r.form) == sha256
        });
        if !fits {
            found.push(format!(
                "the sealed sheet of {dossier} by {expert} differs from the journal"
            ));
        }
    }
    Ok(found)
}
