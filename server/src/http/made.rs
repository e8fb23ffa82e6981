//! Documents for everybody (Art. 21–23): made one at a time and kept, so that whoever asks for them again and again
//! takes nobody's turn.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use domain::application::version::digest;
use domain::refusal::Refusal;
use serde::Serialize;
use service::{Error, Fault};
use tokio::sync::Semaphore;

use crate::print::Unprinted;

/// Documents that are kept: some years, in both languages, in all their forms.
const KEPT: usize = 24;
/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why there is no document.
#[derive(Debug)]
pub enum Unmade {
    /// Too many others wait.
    Busy,
    /// What it says is not for everybody, or could not be read.
    Not(Error),
    /// It could not be made.
    Failed(String),
}

impl From<Error> for Unmade {
    fn from(why: Error) -> Self {
        Self::Not(why)
    }
}

impl From<Refusal> for Unmade {
    fn from(why: Refusal) -> Self {
        Self::Not(why.into())
    }
}

impl From<Fault> for Unmade {
    fn from(why: Fault) -> Self {
        Self::Not(why.into())
    }
}

impl From<Unprinted> for Unmade {
    fn from(why: Unprinted) -> Self {
        match why {
            Unprinted::Busy => Self::Busy,
            Unprinted::Failed(why) => Self::Failed(why),
        }
    }
}

/// What was made last.
#[derive(Clone)]
pub struct Made {
    kept: Arc<Mutex<VecDeque<(String, Bytes)>>>,
    turn: Arc<Semaphore>,
}

impl Default for Made {
    fn default() -> Self {
        Self { kept: Arc::default(), turn: Arc::new(Semaphore::new(1)) }
    }
}

impl Made {
    /// What a document is kept under: its name, and all it says. It says when it was made, to the minute, and nothing
    /// else of what was done meanwhile: a document that is made anew because something was recorded would tell
    /// everybody that something was (Art. 15).
    pub fn key(name: &str, says: &impl Serialize) -> Result<String, Unmade> {
        let says = serde_json::to_string(says).map_err(|e| Unmade::Failed(e.to_string()))?;
        Ok(format!("{name} {}", digest(&says)))
    }

    /// The document kept under a key, or what `make` makes, once for all who ask meanwhile. One without a key is made
    /// in its turn, and not kept.
    pub async fn once(
        &self,
        key: Option<String>,
        make: impl Future<Output = Result<Bytes, Unmade>> + Send + 'static,
    ) -> Result<Bytes, Unmade> {
        let there = || key.as_ref().and_then(|key| self.found(key));
        if let Some(bytes) = there() {
            return Ok(bytes);
        }
        let turn = tokio::time::timeout(PATIENCE, self.turn.clone().acquire_owned());
        let turn = turn.await.map_err(|_| Unmade::Busy)?;
        let turn = turn.map_err(|e| Unmade::Failed(e.to_string()))?;
        if let Some(bytes) = there() {
            return Ok(bytes);
        }
        // The turn goes along: somebody who leaves does not give it away while the work goes on.
        let this = self.clone();
        let making = tokio::spawn(async move {
            let _turn = turn;
            let bytes = make.await?;
            if let Some(key) = key {
                this.keep(key, bytes.clone());
            }
            Ok(bytes)
        });
        making.await.map_err(|e| Unmade::Failed(e.to_string()))?
    }

    fn found(&self, key: &str) -> Option<Bytes> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|k| k.0 == key).map(|k| k.1.clone())
    }

    fn keep(&self, key: String, bytes: Bytes) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front((key, bytes));
        kept.truncate(KEPT);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn kept(key: &str) -> Option<String> {
        Some(key.to_owned())
    }

    #[tokio::test]
    async fn art_21_a_notice_that_is_asked_for_many_times_is_set_once() {
        let (made, set) = (Made::default(), Arc::new(AtomicUsize::new(0)));
        let make = |set: &Arc<AtomicUsize>| {
            let set = set.clone();
            async move {
                // Everybody else comes meanwhile.
                for _ in 0..100 {
                    tokio::task::yield_now().await;
                }
                let n = set.fetch_add(1, Ordering::SeqCst);
                Ok(Bytes::from(format!("document {n}")))
            }
        };
        let asked = (0..50).map(|_| made.once(kept("notice"), make(&set)));
        for got in futures::future::join_all(asked).await {
            assert_eq!(got.unwrap(), "document 0");
        }
        assert_eq!(made.once(kept("another"), make(&set)).await.unwrap(), "document 1");
        assert_eq!(made.once(kept("notice"), make(&set)).await.unwrap(), "document 0");
        for n in 2..4 {
            assert_eq!(made.once(None, make(&set)).await.unwrap(), format!("document {n}"));
        }
        assert_eq!(set.load(Ordering::SeqCst), 4);
    }

    #[test]
    fn a_document_is_kept_under_what_it_says() {
        let of = |name, says: &[&str]| Made::key(name, &says).unwrap();
        assert_eq!(of("notice", &["a"]), of("notice", &["a"]));
        assert_ne!(of("notice", &["a"]), of("notice", &["b"]));
        assert_ne!(of("notice", &["a"]), of("register", &["a"]));
    }

    #[tokio::test]
    async fn what_could_not_be_made_is_not_kept_and_little_is() {
        let made = Made::default();
        let fails = made.once(kept("0"), async { Err(Unmade::Failed("x".into())) }).await;
        assert!(matches!(fails, Err(Unmade::Failed(_))));
        for n in 0..KEPT + 3 {
            let name = Bytes::from(n.to_string());
            let got = made.once(kept(&n.to_string()), async move { Ok(name) }).await;
            assert_eq!(got.unwrap(), n.to_string());
        }
        assert_eq!(made.found("2"), None);
        assert!(made.found("3").is_some());
    }

    /// Whoever leaves while theirs is made gives nobody the turn before it is done.
    #[tokio::test]
    async fn who_leaves_takes_the_turn_along() {
        let made = Made::default();
        let (go, waits) = tokio::sync::oneshot::channel::<()>();
        let making = made.once(kept("a"), async move {
            let _ = waits.await;
            Ok(Bytes::from_static(b"a"))
        });
        assert!(futures::poll!(std::pin::pin!(making)).is_pending());
        assert_eq!(made.turn.available_permits(), 0);
        go.send(()).unwrap();
        let other = made.once(kept("b"), async { Ok(Bytes::from_static(b"b")) }).await;
        assert_eq!(other.unwrap(), "b");
        assert_eq!(made.found("a").unwrap(), "a");
    }
}
