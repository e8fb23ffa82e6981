//! `rehearse`: a copy of the season to practise on, marked so that no server takes it for the real
//! one.

use std::path::Path;
use std::sync::Arc;

use store::{Engine, Options};

use super::copies::{copy_tree, sqlite_path};
use crate::backup::postgres::{self, Dump};
use crate::config::Config;

/// Copies the database (PostgreSQL: into one that is there and empty) and its files, and marks the copy.
pub async fn rehearse(config: &Config, to: &str, files: &Path) -> Result<(), String> {
    if *to == *config.database_url {
        return Err("name another database than the real one: it would be marked for good".into());
    }
    if files.exists() {
        return Err(format!("{} exists already; name a new directory", files.display()));
    }
    if store::kind(to)? != store::kind(&config.database_url)? {
        return Err("the copy is on the same kind of database as the original".into());
    }
    match store::kind(to)? {
        Engine::Sqlite => {
            let path = sqlite_path(to, "copied")?;
            if path.exists() {
                return Err(format!("{} exists already; nothing is overwritten", path.display()));
            }
            if let Some(dir) = path.parent().filter(|dir| !dir.as_os_str().is_empty()) {
                std::fs::create_dir_all(dir)
                    .map_err(|e| format!("cannot create {}: {e}", dir.display()))?;
            }
            super::open(config).await?.backup(&path).await?;
        }
        // The original may be in use, which a copy by `createdb --template` does not bear.
        Engine::Postgres => copied(&config.database_url, to)?,
    }
    let copy = store::open(to, Options::default()).await?;
    let service = crate::world::service(Arc::new(copy), config).await?;
    let season = service.season().await.map_err(|e| format!("{to} holds no season: {e}"))?;
    std::fs::create_dir_all(files)
        .map_err(|e| format!("cannot create {}: {e}", files.display()))?;
    if config.files.exists() {
        copy_tree(&config.files, files).map_err(|e| format!("copying files: {e}"))?;
    }
    service.begin_rehearsal().await.map_err(|e| e.to_string())?;
    println!("a rehearsal of season {} is ready:", season.year);
    // What is sealed in the copy opens with the same key only; the site may be another than the default.
    let key = config.secret_key();
    let key =
        if key.exists() { format!(" --secret-key-file {}", key.display()) } else { String::new() };
    let (site, files) = (config.site.display(), files.display());
    println!("  biaogan serve --database-url {to} --files {files}{key} --site {site}");
    println!("beside the real one also: --addr 127.0.0.1:3001");
    Ok(())
}

/// Copies a PostgreSQL database into one that exists and is empty.
fn copied(from: &str, to: &str) -> Result<(), String> {
    let mut dump = Dump::begin(from)?;
    let restored = postgres::restore(to, |into| {
        let copied = std::io::copy(&mut dump.out, into);
        copied.map(drop).map_err(|e| format!("copying the database: {e}"))
    });
    // What was not written down whole is not copied, whatever the other end took it for.
    let ended = dump.ended();
    match (restored, ended) {
        (Err(line), Err(why)) => Err(format!("{line} ({why})")),
        (Err(line), Ok(())) | (Ok(()), Err(line)) => Err(line),
        (Ok(()), Ok(())) => Ok(()),
    }
}
