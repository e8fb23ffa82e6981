//! What many readers ask for and few acts change, read once for all of them.
//!
//! Whatever lists and boards show is changed by recorded events alone, so that the journal's head tells exactly
//! whether what was read still holds, on whatever machine the change was made. Saved pages of drafts and
//! the like ([`Event::QUIET`]) change nothing that is kept here, or a deadline week would leave nothing to
//! keep. Nothing is cut here: that is done for each viewer, each time.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::event::Event;
use tokio::sync::{Mutex, MutexGuard};

use crate::Result;
use crate::ports::Session;

/// Values by key, all of one state of the journal.
pub struct Kept<T>(Arc<Mutex<State<T>>>);

/// The state they are of.
struct State<T> {
    /// Number of the journal's last row they contain; before the first, nothing is kept.
    seq: i64,
    /// That row's moment.
    at: i64,
    values: BTreeMap<String, Arc<T>>,
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(State { seq: -1, at: i64::MIN, values: BTreeMap::new() })))
    }
}

/// What is kept as of now. Whoever else comes waits until it is dropped, so that a value is read once.
pub struct Shelf<'a, T> {
    state: MutexGuard<'a, State<T>>,
    /// Number of the journal's last row that the session sees.
    seen: i64,
}

impl<T> Kept<T> {
    /// What still holds.
    pub async fn now(&self, db: &mut dyn Session) -> Result<Shelf<'_, T>> {
        let head = db.head().await?;
        let mut state = self.0.lock().await;
        // Somebody who came later may have seen more than this session does.
        if head.seq > state.seq {
            let quiet = state.seq >= 0 && db.quiet(state.seq, head.seq, &Event::QUIET).await?;
            if !quiet {
                state.values.clear();
            }
            (state.seq, state.at) = (head.seq, head.at);
        }
        Ok(Shelf { state, seen: head.seq })
    }

    /// A value that contains everything recorded up to a moment, without asking the database.
    pub async fn since(&self, key: &str, at: i64) -> Option<Arc<T>> {
        let state = self.0.lock().await;
        (state.at >= at).then(|| state.values.get(key).cloned()).flatten()
    }
}

impl<T> Shelf<'_, T> {
    /// The value of a key, if it was read before.
    pub fn get(&self, key: &str) -> Option<Arc<T>> {
        self.state.values.get(key).cloned()
    }

    /// Number of the journal's last row that the session sees.
    pub fn seen(&self) -> i64 {
        self.seen
    }

    /// Keeps what was just read through the same session.
    pub fn keep(&mut self, key: &str, value: T) -> Arc<T> {
        self.share(key, Arc::new(value))
    }

    /// The same with what somebody else holds, too; whoever waited while others saw more has it for themselves alone.
    pub fn share(&mut self, key: &str, value: Arc<T>) -> Arc<T> {
        if self.seen == self.state.seq {
            self.state.values.insert(key.to_owned(), value.clone());
        }
        value
    }
}

/// What many ask for at the same moment and no journal tells the age of, read once for all who asked before the
/// reading began.
pub struct Together<T>(Arc<Asked<T>>);

struct Asked<T> {
    /// How many have asked.
    asked: AtomicU64,
    /// The last value, and how many had asked when it began to be read.
    last: Mutex<(u64, Option<Arc<T>>)>,
}

impl<T> Clone for Together<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Together<T> {
    fn default() -> Self {
        Self(Arc::new(Asked { asked: AtomicU64::new(0), last: Mutex::new((0, None)) }))
    }
}

impl<T> Together<T> {
    /// A value whose reading began after it was asked for; `read` is left alone where somebody else has read it.
    pub async fn read(&self, read: impl Future<Output = Result<T>>) -> Result<Arc<T>> {
        let own = self.0.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let mut last = self.0.last.lock().await;
        if let (asked, Some(value)) = &*last
            && *asked >= own
        {
            return Ok(value.clone());
        }
        let asked = self.0.asked.load(Ordering::SeqCst);
        let value = Arc::new(read.await?);
        *last = (asked, Some(value.clone()));
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_asks_while_something_is_read_shares_the_next_reading() {
        let (together, reads) = (Together::default(), AtomicU64::new(0));
        let count = async || Ok(reads.fetch_add(1, Ordering::SeqCst));
        let (go, gate) = tokio::sync::oneshot::channel::<()>();
        let first = together.read(async {
            gate.await.unwrap();
            count().await
        });
        let (first, second, third, ()) =
            tokio::join!(first, together.read(count()), together.read(count()), async {
                go.send(()).unwrap();
            });
        // What the first read may be older than the question of the other two.
        assert_eq!([first, second, third].map(|v| *v.unwrap()), [0, 1, 1]);
        assert_eq!(*together.read(count()).await.unwrap(), 2);
    }
}
