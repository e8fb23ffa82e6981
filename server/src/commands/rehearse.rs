//! `rehearse`: a copy of the season to practise on, marked so that no server takes it for the real
//! one.

use std::path::Path;
use std::sync::Arc;

use store::{Engine, Options};

use super::copies::{copy_tree, sqlite_path};
use crate::config::Config;

/// Copies the database (PostgreSQL: takes the copy that was made) and its files, and marks the copy.
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
    if store::kind(to)? == Engine::Sqlite {
        let path = sqlite_path(to, "copied")?;
        if path.exists() {
            return Err(format!("{} exists already; nothing is overwritten", path.display()));
        }
        super::open(config).await?.backup(&path).await?;
        // What is sealed in the copy opens with the same key only.
        let copy = path.parent().unwrap_or(Path::new("")).join("secret.key");
        if config.secret_key().exists() && !copy.exists() {
            std::fs::copy(config.secret_key(), &copy)
                .map_err(|e| format!("copying the secret key: {e}"))?;
        }
    }
    let copy = store::open(to, Options::default()).await.map_err(|e| {
        format!("{e}\nMake it first: createdb --template=NAME_OF_THE_ORIGINAL NAME_OF_THE_COPY")
    })?;
    let service = crate::world::service(Arc::new(copy), config).await?;
    let season = service.season().await.map_err(|e| format!("{to} holds no season: {e}"))?;
    std::fs::create_dir_all(files)
        .map_err(|e| format!("cannot create {}: {e}", files.display()))?;
    if config.files.exists() {
        copy_tree(&config.files, files).map_err(|e| format!("copying files: {e}"))?;
    }
    service.begin_rehearsal().await.map_err(|e| e.to_string())?;
    println!("a rehearsal of season {} is ready:", season.year);
    println!("  biaogan serve --database-url {to} --files {}", files.display());
    Ok(())
}
