//! How much of the room for evidence one network address may take (Art. 21, 24): everybody shares it, and nobody may
//! use it up for all. It is counted in memory, by each server for itself: who sent what is written down nowhere.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::refusal::Refusal;
use domain::sender::FILE_MAX;
use domain::stamp::{DAY, Stamp};

use crate::Result;

/// Bytes from one address within a day: twenty files as large as they may be, of four forms.
pub const SHARE: i64 = 20 * FILE_MAX;
/// Forms with files from one address that are on their way at once; an office shares one.
const AT_ONCE: usize = 4;
/// Seconds until it is worth trying again where as many are.
const WAIT: i64 = 60;
/// Addresses from which those of earlier days are forgotten.
const MANY: usize = 4_096;

/// What has come from everybody, and what is on its way.
#[derive(Clone, Debug, Default)]
pub struct Shares(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// By address.
    shares: BTreeMap<String, Share>,
    /// Bytes of files that are on their way, each as long as it may become until it is there.
    underway: i64,
}

#[derive(Debug, Default)]
struct Share {
    since: Stamp,
    bytes: i64,
    forms: usize,
}

impl Share {
    fn is_of(&self, now: Stamp) -> bool {
        now.0 - self.since.0 < DAY
    }
}

impl Shares {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A form with files begins.
    pub(super) fn begin(&self, from: &str, now: Stamp) -> Result<Turn> {
        let mut state = self.state();
        if state.shares.len() > MANY {
            state.shares.retain(|_, share| share.forms > 0 || share.is_of(now));
        }
        let share = state.shares.entry(from.to_owned()).or_default();
        if share.forms >= AT_ONCE {
            return Err(Refusal::TooManyAttempts { wait: WAIT }.into());
        }
        if !share.is_of(now) {
            (share.since, share.bytes) = (now, 0);
        }
        share.forms += 1;
        drop(state);
        Ok(Turn { shares: self.clone(), from: from.to_owned(), begun: now })
    }

    /// Bytes on their way.
    pub(super) fn underway(&self) -> i64 {
        self.state().underway
    }
}

/// A form of somebody that is on its way.
#[derive(Debug)]
pub struct Turn {
    shares: Shares,
    from: String,
    /// When it began.
    pub(super) begun: Stamp,
}

impl Turn {
    /// Room for one more file, as large as it may be.
    pub(super) fn room(&self) -> Result<Place> {
        let mut state = self.shares.state();
        let share = state.shares.entry(self.from.clone()).or_default();
        if share.bytes + FILE_MAX > SHARE {
            return Err(Refusal::EvidenceShare { max: SHARE }.into());
        }
        share.bytes += FILE_MAX;
        state.underway += FILE_MAX;
        drop(state);
        let (shares, from) = (self.shares.clone(), self.from.clone());
        Ok(Place(Arc::new(Mutex::new(Taken { shares, from, bytes: FILE_MAX, kept: false }))))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(share) = self.shares.state().shares.get_mut(&self.from) {
            share.forms = share.forms.saturating_sub(1);
        }
    }
}

/// The place of a file. What is not kept takes none in the end.
#[derive(Clone, Debug)]
pub struct Place(Arc<Mutex<Taken>>);

#[derive(Debug)]
struct Taken {
    shares: Shares,
    from: String,
    bytes: i64,
    kept: bool,
}

impl Taken {
    /// Gives back what is not needed: of what is on its way, and of the address's share.
    fn give_back(&self, underway: i64, of_share: i64) {
        let mut state = self.shares.state();
        state.underway -= underway;
        if let Some(share) = state.shares.get_mut(&self.from) {
            share.bytes = (share.bytes - of_share).max(0);
        }
    }
}

impl Place {
    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// So long the file is.
    pub(super) fn is(&self, bytes: i64) {
        let mut taken = self.taken();
        let less = taken.bytes - bytes;
        taken.bytes = bytes;
        taken.give_back(less, less);
    }

    /// The file stays.
    pub(super) fn keep(&self) {
        self.taken().kept = true;
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.give_back(self.bytes, if self.kept { 0 } else { self.bytes });
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;
    use crate::Error;

    const NOW: Stamp = Stamp(1_780_000_000_000_000);

    fn refusal<T: std::fmt::Debug>(outcome: Result<T>) -> Refusal {
        match outcome {
            Err(Error::Refused(r)) => r,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn art_21_one_address_has_a_share_and_others_theirs() {
        let shares = Shares::default();
        let turn = shares.begin("a", NOW).unwrap();
        let full: Vec<Place> = (0..SHARE / FILE_MAX).map(|_| turn.room().unwrap()).collect();
        assert_eq!(refusal(turn.room()), Refusal::EvidenceShare { max: SHARE });
        assert_eq!(shares.underway(), SHARE);
        // A short file leaves the rest of its place to others.
        full[0].is(1_000);
        assert!(matches!(refusal(turn.room()), Refusal::EvidenceShare { .. }));
        full[1].is(FILE_MAX - 1_000);
        let more = turn.room().unwrap();
        drop(more);
        assert!(shares.begin("b", NOW).unwrap().room().is_ok(), "another address has its own");
        // What is kept counts until the day is over, what is refused does not.
        full.iter().take(2).for_each(Place::keep);
        drop(full);
        assert_eq!(shares.underway(), 0);
        let left: Vec<Place> = std::iter::from_fn(|| turn.room().ok()).collect();
        assert_eq!(left.len(), 19);
        drop((left, turn));
        let next = shares.begin("a", Stamp(NOW.0 + DAY)).unwrap();
        let all: Vec<Place> = std::iter::from_fn(|| next.room().ok()).collect();
        assert_eq!(all.len(), 20);
    }

    #[test]
    fn art_21_so_many_forms_of_one_address_come_at_once() {
        let shares = Shares::default();
        let mut turns: Vec<Turn> = (0..AT_ONCE).map(|_| shares.begin("a", NOW).unwrap()).collect();
        assert_eq!(refusal(shares.begin("a", NOW)), Refusal::TooManyAttempts { wait: WAIT });
        assert!(shares.begin("b", NOW).is_ok());
        turns.pop();
        assert!(shares.begin("a", NOW).is_ok());
    }
}
