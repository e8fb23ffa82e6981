//! An opening that is planned (第二十一条): the Office sees the notice as it will stand at a moment to come, and it opens
//! then by itself, exactly as it was seen or not at all.

use serde::{Deserialize, Serialize};

use crate::ids::AccountId;
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// A planned opening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// When it opens.
    pub at: Stamp,
    /// SHA-256 of what was seen ([`super::Notice::sha256`]).
    pub seen: String,
    /// Who planned it: the journal names them for the opening.
    pub by: AccountId,
    /// When they did.
    pub planned_at: Stamp,
}

impl Planned {
    /// Plans the opening of what was seen.
    ///
    /// # Errors
    /// [`Refusal::OpeningPast`] for a moment that is not to come.
    pub fn new(at: Stamp, seen: &str, by: &AccountId, now: Stamp) -> Result<Self, Refusal> {
        if at <= now {
            return Err(Refusal::OpeningPast);
        }
        Ok(Self { at, seen: seen.to_owned(), by: by.clone(), planned_at: now })
    }

    /// Whether its moment has come.
    pub fn is_due(&self, now: Stamp) -> bool {
        self.at <= now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamp::SECOND;

    #[test]
    fn art_21_an_opening_is_planned_for_a_moment_to_come() {
        let now = Stamp(1_000_000);
        let by = AccountId::from("a");
        assert_eq!(Planned::new(now, "x", &by, now), Err(Refusal::OpeningPast));
        let planned = Planned::new(now.plus(SECOND), "x", &by, now).unwrap();
        assert!(!planned.is_due(now) && planned.is_due(now.plus(SECOND)));
    }
}
