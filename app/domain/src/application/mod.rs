//! Room *application* (Art. 8–10, 16): eligibility, the dossier and its versions.
//!
//! One technique for every page: answers are flat strings, saved as they are, even
//! when wrong; what is wrong is computed where it is shown by [`check::check_page`],
//! the same function in the browser and on the server.

pub mod check;
pub mod diff;
pub mod eligibility;
pub mod field;
pub mod files;
pub mod finance;
pub mod merge;
pub mod page;
pub mod paste;
pub mod reference;
pub mod results;
pub mod seal;
pub mod sign_off;
pub mod version;

use std::collections::BTreeMap;

/// Answers of a form: field key → what was typed, untouched.
pub type Answers = BTreeMap<String, String>;

/// The answer to a key, trimmed; empty when there is none.
pub fn answer<'a>(answers: &'a Answers, key: &str) -> &'a str {
    answers.get(key).map_or("", |s| s.trim())
}
