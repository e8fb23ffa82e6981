//! Where all who have a stream open wait.
//!
//! Whoever listens is looked at again at a fixed time, whatever rings meanwhile; and where bells were missed,
//! at once: the one that would have ended the stream may be among them. Nothing is told in between.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use domain::deliberation::Review;
use domain::ids::DossierId;
use domain::policy::Actor;
use domain::stamp::SECOND;
use service::Service;
use service::ports::Bell;
use service::rooms::review::ShownTo;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

use super::super::at_once::Held;

/// Microseconds after which a listener's session is looked at anew, so that one that has run out ends
/// its stream.
const RECHECK: i64 = 60 * SECOND;

/// Lines that are opened together, as all are when a server has begun anew, do not come back together ever
/// after: by so much each is early the first time. The same for the same session, below `within`.
fn spread(token: &str, within: i64) -> i64 {
    let mut hasher = DefaultHasher::new();
    token.hash(&mut hasher);
    i64::try_from(hasher.finish() % within.max(1).unsigned_abs()).unwrap_or_default()
}

/// A listener's line.
pub(super) struct Line {
    pub service: Service,
    pub actor: Actor,
    token: String,
    bells: broadcast::Receiver<Bell>,
    stopped: watch::Receiver<bool>,
    /// The review whose applications the page at the other end shows; `None` where it shows no others'.
    shows: Option<Review>,
    /// Of these, what the page may show.
    shown: BTreeSet<DossierId>,
    /// The bell that was handed on last took something of that away.
    lost: bool,
    /// When it is to be looked at next, by the service's clock.
    due: i64,
    /// It is to be looked at now, and whether that is because bells were missed.
    owed: Option<bool>,
    /// What rang when the look was due already.
    held: Option<Bell>,
    /// One of those its listener may have open.
    _one: Held,
}

/// What comes over a line.
pub(super) enum Heard {
    /// A bell; whether it is for this listener is not asked yet.
    Bell(Bell),
    /// The listener is still somebody who is signed in. Whether they may listen is to be asked again.
    Looked {
        /// Bells were missed, and nobody knows which; or something on the page is kept from the listener from now
        /// on. The page is to fetch everything.
        anew: bool,
    },
}

impl Line {
    /// Whoever listens, and the bells, heard from before the session was asked for.
    pub fn new(
        service: Service,
        bells: broadcast::Receiver<Bell>,
        (actor, token, _one): (Actor, String, Held),
        stopped: watch::Receiver<bool>,
    ) -> Self {
        let due = service.now().0 + RECHECK - spread(&token, RECHECK / 2);
        let (shows, shown, lost, owed, held) = (None, BTreeSet::new(), false, None, None);
        Self { service, actor, token, bells, stopped, shows, shown, lost, due, owed, held, _one }
    }

    /// The line of a page that shows applications of a review one by one, and is told what has changed by bells
    /// alone.
    pub async fn showing(mut self, review: Review) -> service::Result<Self> {
        self.shows = Some(review);
        self.shown = self.service.shown_to(&self.actor, review, None).await?.open;
        Ok(self)
    }

    /// By how much it is early the first time, below `within` microseconds.
    pub fn early(&self, within: i64) -> i64 {
        spread(&self.token, within)
    }

    /// `None` when the server ends, or whoever listens is signed in no more. Nothing is lost when the wait is
    /// given up.
    pub async fn next(&mut self) -> Option<Heard> {
        loop {
            if let Some(anew) = self.settle().await? {
                return Some(Heard::Looked { anew });
            }
            if let Some(bell) = self.held.clone() {
                self.note(&bell).await;
                self.held = None;
                return Some(Heard::Bell(bell));
            }
            self.wait().await?;
        }
    }

    /// Looks at the session where that is owed or due: then whether everything is to be fetched anew.
    pub async fn settle(&mut self) -> Option<Option<bool>> {
        if self.service.now().0 >= self.due {
            self.owed = self.owed.or(Some(false));
        }
        let Some(missed) = self.owed else { return Some(None) };
        let known = self.service.known(&self.token).await.ok().flatten()?;
        if known.owes {
            return None;
        }
        let now = match self.shows {
            Some(review) => self.service.shown_to(&known.actor, review, None).await.ok()?,
            None => ShownTo::default(),
        };
        let fresh = !self.shown.is_disjoint(&now.kept);
        (self.actor, self.shown) = (known.actor, now.open);
        (self.owed, self.due) = (None, self.service.now().0 + RECHECK);
        Some(Some(missed || fresh))
    }

    /// Waits until there is a bell, or a look is owed.
    async fn wait(&mut self) -> Option<()> {
        // A clock that was set back is not waited for.
        let rest = (self.due - self.service.now().0).clamp(0, RECHECK);
        let rest = Duration::from_micros(u64::try_from(rest).unwrap_or_default());
        tokio::select! {
            biased;
            _ = self.stopped.wait_for(|stopped| *stopped) => return None,
            bell = self.bells.recv() => match bell {
                Ok(bell) if bell.room == "resync" => self.owed = Some(true),
                Ok(bell) if bell.is_about(&self.actor.account) => {
                    self.owed = self.owed.or(Some(false));
                }
                // What becomes of others is no concern of this line.
                Ok(bell) if bell.room == Bell::IDENTITY => {}
                Ok(bell) => self.held = Some(bell),
                Err(RecvError::Lagged(_)) => self.owed = Some(true),
                Err(RecvError::Closed) => return None,
            },
            () = tokio::time::sleep(rest) => self.owed = self.owed.or(Some(false)),
        }
        Some(())
    }

    /// Notes what the page may show once a bell has rung that has boards fetch everything, and whether it took
    /// something away: what is kept from the listener from now on, and was on the page before.
    async fn note(&mut self, bell: &Bell) {
        self.lost = false;
        let Some(review) = self.shows else { return };
        if bell.room != Bell::RESET && bell.room != Bell::of_readers(review) {
            return;
        }
        match self.service.shown_to(&self.actor, review, Some(bell.at)).await {
            Ok(now) => {
                self.lost = !self.shown.is_disjoint(&now.kept);
                self.shown = now.open;
            }
            Err(e) => tracing::error!("live: {e}"),
        }
    }

    /// Whether the bell that was handed on last says that something on the page is kept from the listener from now
    /// on: told once, since it is their own conflict. Of what was never on it they hear nothing (Art. 15).
    pub fn newly_kept(&mut self) -> bool {
        std::mem::take(&mut self.lost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_opened_together_are_looked_at_one_by_one() {
        let all: BTreeSet<i64> =
            (0..500).map(|n| spread(&format!("token {n}"), RECHECK / 2) / SECOND).collect();
        assert_eq!(all, (0..30).collect(), "in every second of half a minute");
        assert_eq!(spread("token", SECOND), spread("token", SECOND));
        assert_eq!(spread("token", 0), 0);
    }
}
