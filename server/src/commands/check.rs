//! `verify` and `check`: the journal's chain, the invariants, the journal refolded, the contents of files.

use std::collections::HashMap;
use std::path::Path;

use domain::application::version::digest;
use domain::deliberation::Review::{self, Defence, Written};
use domain::event::Event;
use domain::heads::{FORMAT, Heads, first_misfit, signed_text};
use domain::journey::{Stage, Standing, evolve};
use domain::stamp::Stamp;
use service::heads::{heads, walk};
use service::journal::{Verdict, event};
use service::ports::Session;
use service::ports::application::Dossier;
use service::ports::files::FileStore;
use sha2::{Digest, Sha256};
use tokio::io::AsyncReadExt;

use crate::archive::{fingerprint, public_of, signs};
use crate::config::Config;

/// Walks the hash chain, and compares it with the heads that were published: those in the database, and those
/// in a file that was kept elsewhere. With `keys`, they must be signed with keys of these SHA-256.
pub async fn verify(config: &Config, kept: Option<&Path>, keys: &[String]) -> Result<(), String> {
    let service = super::open_service(config).await?;
    let mut db = service.read().await.map_err(|e| e.to_string())?;
    let kept = kept.map(read).transpose()?;
    sound(&mut *db, kept.as_ref(), keys).await.map(drop)
}

/// Checks the invariants, then folds the journal again and compares it with what is stored. All of it in one
/// session: one picture of the database, whatever is written meanwhile. With `contents`, reads every file, too.
pub async fn check(config: &Config, contents: bool) -> Result<(), String> {
    let service = super::open_service(config).await?;
    let mut db = service.read().await.map_err(|e| e.to_string())?;
    holds(&mut *db).await?;
    if !contents {
        return Ok(());
    }
    let named = db.contents().await.map_err(|e| e.to_string())?;
    let left = db.contents_left().await.map_err(|e| e.to_string())?;
    // Contents are never changed: reading them takes as long as it takes, and holds no picture of the database.
    drop(db);
    let lost = lost(&named, &*service.files).await?;
    for line in &lost {
        println!("{line}");
    }
    if left > 0 {
        println!("{left} contents of files belong to nothing; the server removes them in time");
    }
    if lost.is_empty() {
        println!("all {} contents of files are there and what they were", named.len());
        Ok(())
    } else {
        Err(format!("{} of {} contents of files are missing or damaged", lost.len(), named.len()))
    }
}

/// A line for each content, of those that rows name, which is not there or no longer what it was.
///
/// # Errors
/// One line for the operator when the place where contents lie cannot be asked at all.
pub(super) async fn lost(
    named: &[(String, String)],
    files: &dyn FileStore,
) -> Result<Vec<String>, String> {
    let mut lost = Vec::new();
    for (sha256, by) in named {
        let opened = files.open(sha256, 0).await.map_err(|e| e.to_string())?;
        let Some(mut content) = opened else {
            lost.push(format!("content {sha256} is missing: {by}"));
            continue;
        };
        let mut hash = Sha256::new();
        let mut piece = vec![0; 256 * 1024];
        let read = loop {
            match content.read(&mut piece).await {
                Ok(0) => break Ok(()),
                Ok(n) => hash.update(&piece[..n]),
                Err(e) => break Err(e),
            }
        };
        match read {
            Err(e) => lost.push(format!("content {sha256} cannot be read ({e}): {by}")),
            Ok(()) if hex::encode(hash.finalize()) != *sha256 => {
                lost.push(format!("content {sha256} is damaged: {by}"));
            }
            Ok(()) => {}
        }
    }
    Ok(lost)
}

/// What [`check`] does, over an open session; rows and hash of the journal's end.
pub(super) async fn holds(db: &mut dyn Session) -> Result<(i64, String), String> {
    let end = sound(db, None, &[]).await?;
    let mut found = db.broken().await.map_err(|e| e.to_string())?;
    found.extend(refold(db).await.map_err(|e| e.to_string())?);
    for line in &found {
        println!("{line}");
    }
    if found.is_empty() {
        println!("all invariants hold");
        Ok(end)
    } else {
        Err(format!("{} invariants are broken", found.len()))
    }
}

/// The chain and the heads; says so when all fits, and gives rows and hash of the end.
async fn sound(
    db: &mut dyn Session,
    kept: Option<&Heads>,
    keys: &[String],
) -> Result<(i64, String), String> {
    let (verdict, walked) = walk(db).await.map_err(|e| e.to_string())?;
    let (rows, hash) = match verdict {
        Verdict::Sound { rows, hash } => (rows, hash),
        Verdict::Broken { seq, what } => {
            return Err(format!("journal broken at row {seq}: {what:?}"));
        }
    };
    let published = heads(db).await.map_err(|e| e.to_string())?;
    for (heads, of) in [(Some(&published), "published here"), (kept, "kept elsewhere")] {
        let Some(heads) = heads else { continue };
        signatures(heads, keys).map_err(|line| format!("heads {of}: {line}"))?;
        let pairs = heads.heads.iter().map(|h| (h.date.as_str(), h.hash.as_str()));
        if let Some(misfit) = first_misfit(&walked, pairs) {
            return Err(format!("heads {of}: {misfit}"));
        }
    }
    if let Some(gone) = walked
        .noted
        .iter()
        .find(|n| !published.heads.iter().any(|h| h.date == n.date && h.hash == n.hash))
    {
        return Err(format!("the head of {} was published and is kept here no more", gone.date));
    }
    println!("journal sound: {rows} rows, head {hash}");
    let kept = kept.map(|k| format!(", {} kept elsewhere fit", k.heads.len())).unwrap_or_default();
    println!("{} published heads fit{kept}", published.heads.len());
    Ok((rows, hash))
}

/// Heads that somebody kept, out of their file.
fn read(path: &Path) -> Result<Heads, String> {
    let named = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let text = std::fs::read(path).map_err(|e| named(&e))?;
    let heads: Heads = serde_json::from_slice(&text).map_err(|e| named(&e))?;
    if heads.format == FORMAT {
        Ok(heads)
    } else {
        Err(named(&format!("its format is {}, and this program knows {FORMAT}", heads.format)))
    }
}

/// Whether every head was signed with the key it names, and with none but those that were asked for.
fn signatures(heads: &Heads, wanted: &[String]) -> Result<(), String> {
    let keys: HashMap<String, Vec<u8>> = heads
        .keys
        .iter()
        .filter_map(|pem| public_of(pem))
        .map(|key| (fingerprint(&key), key))
        .collect();
    for h in &heads.heads {
        let known = |key: &String| key.trim().eq_ignore_ascii_case(&h.key);
        if !wanted.is_empty() && !wanted.iter().any(known) {
            return Err(format!("the head of {} was signed with another key: {}", h.date, h.key));
        }
        let signed = keys
            .get(&h.key)
            .is_some_and(|key| signs(key, signed_text(&h.date, &h.hash).as_bytes(), &h.signature));
        if !signed {
            return Err(format!("the signature of the head of {} does not fit it", h.date));
        }
    }
    Ok(())
}

/// Folds every dossier's steps out of the journal and compares with the stored standing;
/// compares every sealed sheet's total and every letter with the journal's.
async fn refold(db: &mut dyn Session) -> service::Result<Vec<String>> {
    let mut standings: HashMap<String, Standing> = HashMap::new();
    let mut sealed: Vec<Sealed> = Vec::new();
    let mut letters: Vec<(String, String)> = Vec::new();
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
                Event::LetterWritten { sha256 } => letters.push((e.dossier, sha256)),
                _ => {}
            }
        }
    }
    let differs = |d: &Dossier, folded: Option<&Standing>| {
        format!(
            "dossier {} is stored at {:?} but the journal says {:?}",
            d.reference,
            d.standing.stage(),
            folded.map(Standing::stage)
        )
    };
    if let Some(season) = db.current_season().await? {
        for d in db.dossiers_at(&season.id, &Stage::ALL).await? {
            let folded = standings.remove(d.id.as_str());
            if folded.as_ref() != Some(&d.standing) {
                found.push(differs(&d, folded.as_ref()));
            }
        }
    }
    // What is left belongs to earlier seasons.
    for (id, folded) in &standings {
        match db.dossier(&id.as_str().into()).await? {
            Some(d) if d.standing == *folded => {}
            Some(d) => found.push(differs(&d, Some(folded))),
            None => found.push(format!("dossier {id} is in the journal but not stored")),
        }
    }
    for one in &sealed {
        if !one.is_kept(db).await? {
            let (dossier, expert) = (&one.dossier, &one.expert);
            let of = if one.review.is_written() { "" } else { " in the defence" };
            found.push(format!(
                "the sealed sheet of {dossier} by {expert}{of} differs from the journal"
            ));
        }
    }
    for (dossier, sha256) in letters {
        let kept = db.winner_letter(&dossier.as_str().into()).await?;
        if kept.is_none_or(|l| l.sha256 != sha256) {
            found.push(format!("the letter to the winner {dossier} differs from the journal"));
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
