//! `backup`, `backup-key` and `restore`.

use std::path::{Path, PathBuf};

use service::ports::Session;
use store::Engine;

use super::check::lost;
use crate::backup::read::Backup;
use crate::backup::write::{Source, write};
use crate::backup::{FILES, Key, Manifest, POSTGRES, SQLITE, postgres};
use crate::config::Config;

/// Makes a key for backups.
pub fn backup_key(to: &Path) -> Result<(), String> {
    Key::make(to)?;
    println!(
        "{}: keep copies of it, apart from the backups; without it none can be read",
        to.display()
    );
    Ok(())
}

/// The key of a file, which nobody else may read.
fn key_of(config: &Config, path: Option<&Path>) -> Result<Option<Key>, String> {
    let Some(path) = path else { return Ok(None) };
    crate::secret::judge(path, "the backup key", config.secure)?;
    Key::of(path).map(Some)
}

/// How a backup is made.
pub struct How<'a> {
    /// With the contents of files.
    pub contents: bool,
    /// Directory for the unencrypted copy of a SQLite database.
    pub scratch: Option<&'a Path>,
}

/// Writes a backup of the running database and the contents of files, and reads it again.
pub async fn backup(
    config: &Config,
    to: &Path,
    key: Option<&Path>,
    how: How<'_>,
) -> Result<(), String> {
    let key = key_of(config, key)?;
    let service = super::open_service(config).await?;
    let database = super::open(config).await?;
    // Contents in a store that speaks S3 are never changed and never removed there.
    let files = (how.contents && config.s3.is_none()).then_some(config.files.as_path());
    let (scratch, keep) = (how.scratch, config.disk_min);
    let source = Source { database: &database, url: &config.database_url, files, scratch, keep };
    write(&source, to, key.as_ref()).await?;
    let mut written = Backup::open(to, key.as_ref())?;
    written.verify()?;
    let m = &written.manifest;
    let encrypted = if key.is_some() { ", encrypted" } else { "" };
    println!(
        "backup written to {} and read again{encrypted}: {} files, journal of {} rows, head {}",
        to.display(),
        m.files.len(),
        m.journal_rows,
        m.journal_head
    );
    println!("{}", held(m));
    // On a full disk nothing can be noted, and the backup is there all the same.
    if let Err(e) = service.note_backup(m.contents).await {
        eprintln!("biaogan: the server is not told of this backup: {e}");
    }
    if m.lacking.is_empty() {
        return Ok(());
    }
    for sha256 in &m.lacking {
        eprintln!("content {sha256} is missing or damaged");
    }
    Err(format!(
        "the backup is there, but {} contents of files were missing or damaged already: \
         `biaogan check --contents` says whose",
        m.lacking.len()
    ))
}

/// What of the contents of files a backup holds, in a line.
fn held(m: &Manifest) -> String {
    let n = m.files.iter().filter(|f| f.path.starts_with(FILES)).count();
    match (m.contents, m.named) {
        (true, Some(named)) => {
            let whole = named.saturating_sub(m.lacking.len());
            format!(
                "it holds {n} contents of files, {whole} of the {named} that the database names"
            )
        }
        (true, None) => format!("it holds {n} contents of files"),
        (false, named) => {
            let named = named.map(|n| format!(", {n} of them,")).unwrap_or_default();
            format!("the contents of files{named} are NOT in it: they are copied another way")
        }
    }
}

/// Puts a backup in the place of a database that is not there, brings it to this program's version, and
/// checks all of it before it says that it is done.
pub async fn restore(config: &Config, from: &Path, key: Option<&Path>) -> Result<(), String> {
    let key = key_of(config, key)?;
    let mut backup = Backup::open(from, key.as_ref())?;
    backup.verify()?;
    match (store::kind(&config.database_url)?, backup.manifest.database()) {
        (Engine::Sqlite, Some(SQLITE)) => sqlite(config, &mut backup)?,
        (Engine::Postgres, Some(POSTGRES)) => dumped(config, &mut backup)?,
        (_, held) => {
            let held = if held == Some(SQLITE) { "SQLite" } else { "PostgreSQL" };
            return Err(format!(
                "this is the backup of a database of {held}, and --database-url names another kind"
            ));
        }
    }
    println!("{}; {}", held(&backup.manifest), config.about_database());
    let contents = backup.contents(&config.files)?;
    let wrong = |line: String| {
        format!("the backup was put back, and is not sound: {line}; do not serve it")
    };
    super::migrate(config).await.map_err(wrong)?;
    let service = super::open_service(config).await?;
    let mut db = service.read().await.map_err(|e| e.to_string())?;
    super::check::holds(&mut *db).await.map_err(wrong)?;
    same_journal(&mut *db, &backup).await.map_err(wrong)?;
    let named = db.contents().await.map_err(|e| e.to_string())?;
    drop(db);
    let lost = lost(&named, &*service.files).await?;
    if lost.is_empty() {
        println!("restored with {contents} contents of files, and sound");
        return Ok(());
    }
    for line in &lost {
        println!("{line}");
    }
    println!(
        "restored with {contents} contents of files; the database is sound, but {} of the {} contents it \
         names are not where this server looks for them: put them there, then `biaogan check --contents`",
        lost.len(),
        named.len()
    );
    Ok(())
}

/// The journal that was put back goes through the row the backup names.
async fn same_journal(db: &mut dyn Session, backup: &Backup) -> Result<(), String> {
    let (rows, head) = (backup.manifest.journal_rows, &backup.manifest.journal_head);
    let found = db.entries(rows - 1, 1).await.map_err(|e| e.to_string())?;
    if rows == 0 || found.first().is_some_and(|e| e.seq == rows && e.hash == *head) {
        Ok(())
    } else {
        Err(format!("row {rows} of the journal is not the one the backup names"))
    }
}

fn sqlite(config: &Config, backup: &mut Backup) -> Result<(), String> {
    let target = sqlite_path(&config.database_url, "restored with pg_restore")?;
    if target.exists() {
        return Err(format!(
            "{} exists; move it away first, nothing is overwritten",
            target.display()
        ));
    }
    let begun = target.with_extension("restoring");
    // What was broken off before.
    let _ = std::fs::remove_file(&begun);
    backup.extract(SQLITE, &begun)?;
    std::fs::rename(&begun, &target).map_err(|e| format!("{}: {e}", target.display()))
}

fn dumped(config: &Config, backup: &mut Backup) -> Result<(), String> {
    postgres::restore(&config.database_url, |to| backup.pour(POSTGRES, to))
}

/// The path of a SQLite database; `instead` says how PostgreSQL does it.
pub(super) fn sqlite_path(url: &str, instead: &str) -> Result<PathBuf, String> {
    url.strip_prefix("sqlite://")
        .map(|p| PathBuf::from(p.split('?').next().unwrap_or(p)))
        .ok_or_else(|| format!("a PostgreSQL database is {instead}, not by this program"))
}

pub(super) fn copy_tree(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        // What is still being received belongs to nobody yet.
        if entry.file_name() == files::disk::INCOMING {
            continue;
        }
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else if !target.exists() {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
