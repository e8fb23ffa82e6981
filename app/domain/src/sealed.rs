//! A sealed case (Art. 15): looked into by those who are named, who alone read what was typed and by whom; decided by
//! others, on their report. Objections (Art. 21) and incidents (Art. 24) are dealt with like this.

use crate::deliberation::REASON_MIN;
use crate::facts::text::count_chars;
use crate::refusal::Refusal;

/// Characters of a note, a report, a charge or a statement at most.
pub const TEXT_MAX: usize = 3_000;

/// Refuses a text that says nothing, or more than is kept.
///
/// # Errors
/// [`Refusal::TooShort`] and [`Refusal::TooLong`].
pub fn check_text(text: &str) -> Result<(), Refusal> {
    match count_chars(text) {
        found if found < REASON_MIN => Err(Refusal::TooShort { min: REASON_MIN, found }),
        found if found > TEXT_MAX => Err(Refusal::TooLong { max: TEXT_MAX, found }),
        _ => Ok(()),
    }
}
