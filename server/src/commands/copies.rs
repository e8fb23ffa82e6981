//! `backup` and `restore`: a directory with the database and the contents of files.

use std::path::{Path, PathBuf};

use crate::config::Config;

/// Writes a consistent copy of the running database, then of the files. Files are never
/// changed once written, so copying them after the database misses none it names.
pub async fn backup(config: &Config, to: &Path) -> Result<(), String> {
    sqlite_path(&config.database_url, "backed up with pg_dump")?;
    if to.exists() {
        return Err(format!("{} exists already; name a new directory", to.display()));
    }
    std::fs::create_dir_all(to).map_err(|e| format!("cannot create {}: {e}", to.display()))?;
    super::open(config).await?.backup(&to.join("biaogan.db")).await?;
    if config.files.exists() {
        copy_tree(&config.files, &to.join("files")).map_err(|e| format!("copying files: {e}"))?;
    }
    println!("backup written to {}", to.display());
    Ok(())
}

/// Puts a backup in the place of a database that is not there.
pub fn restore(config: &Config, from: &Path) -> Result<(), String> {
    let target = sqlite_path(&config.database_url, "restored with pg_restore")?;
    if target.exists() {
        return Err(format!(
            "{} exists; move it away first, nothing is overwritten",
            target.display()
        ));
    }
    let source = from.join("biaogan.db");
    if !source.exists() {
        return Err(format!("{} holds no backup (biaogan.db is missing)", from.display()));
    }
    if let Some(dir) = target.parent() {
        std::fs::create_dir_all(dir)
            .map_err(|e| format!("cannot create {}: {e}", dir.display()))?;
    }
    std::fs::copy(&source, &target).map_err(|e| format!("copying the database: {e}"))?;
    if from.join("files").exists() {
        copy_tree(&from.join("files"), &config.files).map_err(|e| format!("copying files: {e}"))?;
    }
    println!("restored to {}; run `biaogan check` before serving", target.display());
    Ok(())
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
