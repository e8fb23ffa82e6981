//! What everybody may post is counted: so often within a quarter of an hour, then one waits.

use domain::identity::WINDOW;
use domain::refusal::Refusal;
use domain::stamp::SECOND;

use crate::{Result, Service};

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
