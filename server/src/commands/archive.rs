//! `archive` and `verify --archive`: a season as one file that proves itself.

use std::path::Path;

use crate::archive::{Key, verify as proof, write};
use crate::config::Config;
use crate::print::Printer;

/// Writes the archive of the season of a year, or of the one that runs, and checks what was written before it says so.
pub async fn archive(config: &Config, year: Option<i32>, to: &Path) -> Result<(), String> {
    let service = super::open_service(config).await?;
    let printer = Printer::new(config.fonts.clone());
    crate::secret::judge(&config.signing_key, "the signing key", config.secure)?;
    let key = Key::of(&config.signing_key)?;
    let written = write::write(&service, &printer, &key, &config.base_url(), (year, to)).await?;
    println!("{} applications written to {}", written.applications, to.display());
    verify(to, &[])
}

/// Checks an archive.
pub fn verify(file: &Path, keys: &[String]) -> Result<(), String> {
    let proved = proof::verify(file, keys).map_err(|flaw| flaw.to_string())?;
    let m = &proved.manifest;
    println!(
        "archive sound: season {}, {} files, journal of {} rows, head {}",
        m.year,
        m.files.len(),
        m.journal_rows,
        m.journal_head
    );
    let held: Vec<String> =
        proved.contents().iter().map(|(what, n)| format!("{what} {n}")).collect();
    println!("it holds {}", held.join(", "));
    println!("signed with the key {}", proved.key);
    Ok(())
}
