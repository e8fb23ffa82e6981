//! Poppler's programs, which read what was printed as a reader of PDF does.

use crate::debian::{install, on_path};
use crate::say::{Outcome, Trouble};

/// Makes sure that they are there; where they cannot be installed, says what is missing.
pub fn get() -> Outcome {
    let there = || ["pdftotext", "pdffonts"].iter().all(|name| on_path(&[name]).is_some());
    if there() {
        return Ok(());
    }
    let why = install(&["poppler-utils"]).err();
    if there() {
        return Ok(());
    }
    let why = why.unwrap_or_else(|| "it is installed, but not on the path".into());
    Err(Trouble::new(format!(
        "The tests read printed documents with pdftotext and pdffonts: {why}."
    ))
    .help("install poppler-utils (Debian, Fedora) or poppler (macOS, Arch), and try again"))
}
