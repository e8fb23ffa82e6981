//! What everybody may post is counted: so often within a quarter of an hour, then one waits.

use domain::identity::{FREE_TRIES, WINDOW};
use domain::refusal::Refusal;
use domain::stamp::SECOND;

use crate::{Result, Service, Work};

/// Failed tries to sign in to one account from everywhere, before it waits: somebody who guesses from many places. Far
/// more than from one of them, so that nobody who knows an address keeps its owner out.
pub(super) const ANYWHERE: i64 = 20 * FREE_TRIES;
/// Failed tries from one network address, whichever the account.
pub(super) const ADDRESS: i64 = 10 * FREE_TRIES;
/// Registrations from one network address; an office of a county shares one.
pub(super) const REGISTER: i64 = 20;
/// Letters to one e-mail address, asked for without being signed in.
pub(super) const LETTERS: i64 = 4;
/// Uses of one-time links from one network address.
pub(super) const LINKS: i64 = 60;
/// Passwords one account may try to confirm something with.
pub(super) const CONFIRM: i64 = 8;
/// Letters one account may have sent to its own address.
pub(super) const RESEND: i64 = 4;
/// Invitations of one account.
pub(super) const INVITE: i64 = 30;

/// The key of failed tries to sign in to an account.
pub(super) fn of(email: &str) -> String {
    format!("account:{email}")
}

/// The key of those from one network address; it begins as all do that belong to the account.
pub(super) fn from(email: &str, from: &str) -> String {
    format!("account:{email}@{from}")
}

impl Work {
    /// Forgets the failed tries to sign in to an account, from wherever they came.
    pub(super) async fn forget_tries(&mut self, email: &str) -> Result<()> {
        let old = self.now.0 - WINDOW;
        self.db.clear_tries(&of(email), old).await?;
        Ok(self.db.clear_tries_under(&from(email, "")).await?)
    }
}

impl Service {
    /// Counts something that was posted to a public route from a network address, whatever becomes
    /// of it; refuses when that address has had its share.
    pub async fn count_post(&self, route: &str, from: &str, most: i64) -> Result<()> {
        self.spend(&[(format!("post:{route}:{from}"), most)]).await
    }

    /// Counts a try under each key and refuses when one of them has had its share. Counted
    /// whatever becomes of it, so the count tells nothing either.
    pub(crate) async fn spend(&self, keys: &[(String, i64)]) -> Result<()> {
        let mut work = self.begin().await?;
        let now = self.now().0;
        for (key, free) in keys {
            let (n, last) = work.db.tries(key, now - WINDOW).await?;
            if n >= *free {
                let wait = (last + WINDOW - now) / SECOND + 1;
                return Err(Refusal::TooManyAttempts { wait }.into());
            }
        }
        for (key, _) in keys {
            work.db.insert_try(key, now).await?;
        }
        work.commit().await
    }
}
