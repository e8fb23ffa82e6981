//! A form that adds something, told from the same form sent again ([ADR 0068](../../../docs/adr/0068-sent-twice-is-done-once.md)):
//! what is made of it is noted in the same transaction, and whoever sends it again is led to that.
//!
//! The row alone tells nobody anything. What was made, which may be the secret of a link, is sealed with what the form
//! bore: only who sends the same form again has it.

use domain::application::version::digest;
use domain::once::{KEPT, is_drawn};
use domain::policy::Actor;

use crate::vault::{KEY, Vault};
use crate::{Fault, Result, Service, Work};

/// A form as it was sent; none that could be told from another where its page bore nothing.
pub(crate) struct Sending(Option<Known>);

struct Known {
    /// The row of it.
    digest: String,
    /// Opens what was made of it.
    key: [u8; KEY],
}

impl Sending {
    /// A form that does `act`, sent by an actor or by somebody without an account: what it bore and all it said. One
    /// that says something else is another form, though its page was drawn once: whoever goes back and changes it adds.
    pub fn of(act: &str, by: Option<&Actor>, once: &str, said: &[&str]) -> Result<Self> {
        if !is_drawn(once) {
            return Ok(Self(None));
        }
        let by = by.map_or("", |a| a.account.as_str());
        let all = serde_json::to_string(&(act, by, once, said));
        let all = all.map_err(|e| Fault::new(e.to_string()))?;
        let mut key = [0; KEY];
        hex::decode_to_slice(digest(&format!("key of {all}")), &mut key)
            .map_err(|e| Fault::new(e.to_string()))?;
        Ok(Self(Some(Known { digest: digest(&format!("row of {all}")), key })))
    }
}

impl Work {
    /// What was made of this form when it was sent before.
    pub(crate) async fn sent(&mut self, sending: &Sending) -> Result<Option<String>> {
        let Some(known) = &sending.0 else { return Ok(None) };
        let Some(made) = self.db.sent(&known.digest).await? else { return Ok(None) };
        let made = Vault::new(&known.key)?.open(&known.digest, &made)?;
        Ok(Some(String::from_utf8(made).map_err(|e| Fault::new(e.to_string()))?))
    }

    /// Notes what is made of it.
    pub(crate) async fn note_sent(&mut self, sending: &Sending, made: &str) -> Result<()> {
        let Some(known) = &sending.0 else { return Ok(()) };
        let fresh = self.chance.token();
        let made =
            Vault::new(&known.key)?.seal(fresh.as_bytes(), &known.digest, made.as_bytes())?;
        Ok(self.db.insert_sent(&known.digest, &made, self.now.0).await?)
    }
}

impl Service {
    /// Forgets what was made of forms that nobody sends again by now. Whether there was any.
    pub async fn forget_sent(&self) -> Result<bool> {
        let before = self.now().0 - KEPT;
        if !self.read().await?.has_sent_before(before).await? {
            return Ok(false);
        }
        let mut work = self.begin().await?;
        work.db.delete_sent_before(before).await?;
        work.commit().await?;
        Ok(true)
    }
}
