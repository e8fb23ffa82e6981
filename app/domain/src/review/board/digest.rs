//! What a board shows, in one number.
//!
//! Deltas bring rows that changed; a score or a row that went is in none of them. So the server says with
//! each delta what the board comes to, and a board that comes to something else is fetched anew. Nothing
//! goes in but what the viewer sees anyway: the number tells nobody more (Art. 15).
//!
//! Parts are added up, so that neither the order of rows nor that of scores matters, and so that the server
//! reckons a row once for all who look. The hasher of the standard library may be another one in its next
//! release: both sides are built of the same, and at worst a board is fetched once too often.

use std::hash::{DefaultHasher, Hasher};

use super::{Board, BoardRow, BoardScore, Terms};
use crate::ids::DossierId;
use crate::review::statistics::Trim;

/// A row without its scores. How many were sealed is there for one that is masked.
pub fn of_row(dossier: &DossierId, code: &str, title: &str, due: u16, masked: u16) -> u64 {
    of(b'r', [i64::from(due), i64::from(masked), 0, 0], &[dossier.as_str(), code, title])
}

/// One score of a row.
pub fn of_score(dossier: &DossierId, score: &BoardScore) -> u64 {
    let numbers = [score.total.into(), score.amended.into(), score.informed.into(), 0];
    of(b's', numbers, &[dossier.as_str(), score.expert.as_str()])
}

/// What the rows are reckoned by: least mean and threshold in tenths of a point. `named` is false where
/// applicants are not named.
pub fn of_terms(terms: Terms, minimum: i32, threshold: i32, named: bool) -> u64 {
    let trim = match terms.trim {
        Trim::Never => 0,
        Trim::OneEachEnd { from } => i64::from(from) + 1,
    };
    let numbers = [i64::from(terms.places), trim, i64::from(minimum), i64::from(threshold)];
    of(if named { b'n' } else { b't' }, numbers, &[])
}

/// Whole numbers of one width, and an end behind each text: the same on every machine.
fn of(kind: u8, numbers: [i64; 4], texts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(&[kind]);
    for number in numbers {
        hasher.write(&number.to_le_bytes());
    }
    for text in texts {
        hasher.write(text.as_bytes());
        hasher.write(&[0xff]);
    }
    hasher.finish()
}

impl BoardRow {
    fn digest(&self) -> u64 {
        let row = of_row(&self.dossier, &self.code, &self.title, self.due, self.masked);
        let scores = self.scores.iter().map(|score| of_score(&self.dossier, score));
        scores.fold(row, u64::wrapping_add)
    }
}

impl Board {
    /// What it comes to. `real` is what the season has it reckoned by, whatever is tried out on it.
    pub fn digest(&self, real: Terms) -> u64 {
        let named = self.rows.iter().any(|row| !row.organisation.is_empty());
        let terms = of_terms(real, self.minimum, self.threshold, named);
        self.rows.iter().map(BoardRow::digest).fold(terms, u64::wrapping_add)
    }
}
