//! Who is at a dossier just now (Art. 18), so that two people of the Office do not do the same one.

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;
use crate::stamp::{MINUTE, Stamp};

/// A person of the Office has taken a dossier to check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The account.
    pub account: String,
    /// Its name.
    pub name: String,
    /// When it was taken, or last worked on.
    pub at: Stamp,
}

impl Claim {
    /// Whether it still counts at `now`: whoever does nothing for `minutes` has let go.
    pub fn holds(&self, minutes: i64, now: Stamp) -> bool {
        now < self.at.plus(minutes.saturating_mul(MINUTE))
    }
}

/// Refuses whoever would work on a dossier that somebody else has taken.
///
/// # Errors
/// [`Refusal::Claimed`] with the other's name.
pub fn may_work(
    claim: Option<&Claim>,
    account: &str,
    minutes: i64,
    now: Stamp,
) -> Result<(), Refusal> {
    match claim.filter(|c| c.account != account && c.holds(minutes, now)) {
        Some(other) => Err(Refusal::Claimed { by: other.name.clone() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_18_two_do_not_check_the_same_until_one_has_let_go() {
        let claim = Claim { account: "a".into(), name: "甲".into(), at: Stamp(0) };
        let claimed = Err(Refusal::Claimed { by: "甲".into() });
        assert_eq!(may_work(None, "b", 30, Stamp(0)), Ok(()));
        assert_eq!(may_work(Some(&claim), "a", 30, Stamp(1)), Ok(()));
        assert_eq!(may_work(Some(&claim), "b", 30, Stamp(30 * MINUTE - 1)), claimed);
        assert_eq!(may_work(Some(&claim), "b", 30, Stamp(30 * MINUTE)), Ok(()));
        assert_eq!(may_work(Some(&claim), "b", 0, Stamp(0)), Ok(()));
    }
}
