//! A sealed case (Art. 15): looked into by those who are named, who alone read what was typed and by whom; decided by
//! others, on their report. Objections (Art. 21) and incidents (Art. 24) are dealt with like this.

use serde::{Deserialize, Serialize};

use crate::application::version::digest;
use crate::facts::text::count_chars;
use crate::reason;
use crate::refusal::Refusal;

/// Characters of a note, a report, a charge or a statement at most.
pub const TEXT_MAX: usize = 3_000;

/// What is written in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A note of the investigation, for those who look into it alone.
    Note,
    /// The report to those who decide, or what is added to it.
    Report,
    /// What those who decide still want to know.
    Question,
}

/// What a case is called outside, by its identifier: a running number on a receipt would tell how many there are.
pub fn code_of(id: &str) -> String {
    let hash = digest(id).to_uppercase();
    format!("{}-{}", &hash[..4], &hash[4..8])
}

/// Refuses a text that says nothing, or more than is kept.
///
/// # Errors
/// [`Refusal::TooShort`] and [`Refusal::TooLong`].
pub fn check_text(text: &str) -> Result<(), Refusal> {
    match count_chars(text) {
        found if found < reason::TELLING => Err(Refusal::TooShort { min: reason::TELLING, found }),
        found if found > TEXT_MAX => Err(Refusal::TooLong { max: TEXT_MAX, found }),
        _ => Ok(()),
    }
}
