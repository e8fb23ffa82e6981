//! Signs of life that wait to be written together.
//!
//! Whoever sits down is written at once, since boards are told. That they are still there is news to nobody: some hundred
//! experts give such a sign each minute, and each would take the writers' turn from somebody who seals.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ids::{ExpertId, SeasonId};
use domain::stamp::SECOND;

/// So many are written together.
const TOGETHER: usize = 16;
/// Microseconds one waits for others, at most, while others come. Whoever is alone is written with their next one.
const WAIT: i64 = 5 * SECOND;

/// Those that wait, by season and expert, each with its moment.
#[derive(Clone, Default)]
pub(crate) struct Signs(Arc<Mutex<BTreeMap<(SeasonId, ExpertId), i64>>>);

impl Signs {
    /// Takes in a sign, with its moment and whether it is to be written at once. Answers all that wait, where it is
    /// time to write them.
    pub fn give(
        &self,
        season: &SeasonId,
        expert: &ExpertId,
        (now, at_once): (i64, bool),
    ) -> BTreeMap<(SeasonId, ExpertId), i64> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let first = all.values().copied().min().unwrap_or(now);
        all.insert((season.clone(), expert.clone()), now);
        match at_once || all.len() >= TOGETHER || now - first >= WAIT {
            true => std::mem::take(&mut *all),
            false => BTreeMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_written_by_the_dozen_or_after_some_seconds() {
        let (signs, season) = (Signs::default(), SeasonId::from("s"));
        let sign = |n: usize, how| signs.give(&season, &format!("e{n}").into(), how).len();
        let give = |n, now| sign(n, (now, false));
        assert_eq!((1..TOGETHER).map(|n| give(n, 0)).max(), Some(0));
        assert_eq!(give(TOGETHER, 0), TOGETHER);
        assert_eq!((give(1, 10), give(1, 10 + WAIT - 1)), (0, 0), "the same one, once more");
        assert_eq!(give(2, 10 + 2 * WAIT), 2);
        assert_eq!(give(3, 10 + 2 * WAIT), 0, "those are written");
        assert_eq!(sign(4, (10 + 2 * WAIT, true)), 2, "whoever sits down takes the others along");
    }
}
