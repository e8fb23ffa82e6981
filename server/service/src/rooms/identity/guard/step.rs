//! The second step of signing in: a code off a telephone, or a recovery code.

use domain::application::version::digest;
use domain::event::Event;
use domain::guard::factor::{HALF_LIFE, Typed, read, steps};
use domain::identity::{FREE_TRIES, WINDOW};
use domain::ids::AccountId;
use domain::mail::Message;
use domain::refusal::Refusal;

use super::super::{kept_line, slowed, tries};
use crate::ports::Session;
use crate::ports::guard::{FactorRow, HalfRow};
use crate::vault::{self, Vault};
use crate::{About, Fault, Recipient, Result, Service, Work};

/// The key under which wrong codes of an account are counted.
pub(super) fn key(account: &AccountId) -> String {
    format!("code:{account}")
}

impl Service {
    /// Notes that somebody has given the right password and owes the second step; gives the token
    /// to come back with. It opens nothing else.
    pub(in crate::rooms::identity) async fn half_session(
        &self,
        work: &mut Work,
        account: &AccountId,
        device: &str,
    ) -> Result<String> {
        let token = self.chance.token();
        let row = HalfRow {
            token_hash: digest(&token),
            account: account.clone(),
            created_at: work.now.0,
            expires_at: work.clock.plus(HALF_LIFE).0,
            device: kept_line(device, 60),
        };
        work.db.insert_half(&row).await?;
        Ok(token)
    }

    /// Whether the password alone opens an account: it is not disabled, and no second step is set up.
    pub(in crate::rooms::identity) async fn open_to_password(
        &self,
        db: &mut dyn Session,
        account: &AccountId,
    ) -> Result<bool> {
        let factor = db.factor(account).await?.unwrap_or_default();
        Ok(factor.secret.is_none() && db.disabled(account).await?.is_none())
    }

    /// Takes the second step and begins a session; gives its token. Wrong codes are counted and
    /// slowed down as wrong passwords are; a wrong one, a used one and a recovery code that is
    /// none are all answered alike.
    pub async fn second_step(&self, half: &str, typed: &str, from: &str) -> Result<String> {
        let hash = digest(half);
        let now = self.now().0;
        let mut db = self.read().await?;
        let row = db.half(&hash).await?.filter(|h| now < h.expires_at).ok_or(Refusal::StepOver)?;
        let address = (format!("address:{from}"), tries::ADDRESS);
        let keys = [(key(&row.account), FREE_TRIES), address];
        slowed(&mut *db, &keys, now).await?;
        drop(db);
        let mut work = self.begin().await?;
        // Again, under the lock: of two who bring the same there is one.
        let row = work.db.half(&hash).await?.ok_or(Refusal::StepOver)?;
        slowed(&mut *work.db, &keys, now).await?;
        let open = work.db.disabled(&row.account).await?.is_none();
        if !open || !self.spend_code(&mut work, &row.account, typed).await? {
            for (key, _) in &keys {
                work.db.insert_try(key, now).await?;
            }
            work.commit().await?;
            return Err(Refusal::BadCode.into());
        }
        work.db.clear_tries(&keys[0].0, now - WINDOW).await?;
        work.db.delete_halves(&row.account).await?;
        let token = self.session(&mut work, &row.account, &row.device, from).await?;
        work.commit().await?;
        Ok(token)
    }

    /// Uses a code of an account up, or a recovery code; `false` when it is neither.
    pub(super) async fn spend_code(
        &self,
        work: &mut Work,
        account: &AccountId,
        typed: &str,
    ) -> Result<bool> {
        let row = work.db.factor(account).await?.unwrap_or_default();
        let Some((sealed, _)) = &row.secret else { return Ok(false) };
        match read(typed) {
            None => Ok(false),
            Some(Typed::Code(code)) => {
                let secret = self.vault()?.open(account.as_str(), sealed)?;
                let Some(step) = self.step_of(&secret, code, &row) else { return Ok(false) };
                Ok(work.db.use_step(account, step).await?)
            }
            Some(Typed::Recovery(code)) => {
                let (hash, now) = (recovery_digest(account, &code), work.now.0);
                if !work.db.use_recovery(account, &hash, now).await? {
                    return Ok(false);
                }
                let left = work.db.recovery_left(account).await?;
                let event = Event::RecoveryUsed { account: account.to_string(), left };
                work.record(account.as_str(), &event, About::default()).await?;
                let told = Message::RecoveryUsed { left };
                work.post(&Recipient::Account(account.clone()), None, &told).await?;
                Ok(true)
            }
        }
    }

    /// The step a code belongs to, if it is taken now. Telephones go by the real time, a rehearsal
    /// does not.
    pub(super) fn step_of(&self, secret: &[u8], code: u32, row: &FactorRow) -> Option<i64> {
        steps(self.clock.wall(), row.last_step).find(|step| vault::code(secret, *step) == code)
    }

    /// The key that secrets are sealed with.
    pub(super) fn vault(&self) -> Result<&Vault> {
        let vault = self.guard.vault.as_deref();
        vault.ok_or_else(|| Fault::new("no key to seal secrets with was given").into())
    }
}

/// How a recovery code is kept. Its owner goes with it, so that equal codes of two look different.
pub(super) fn recovery_digest(account: &AccountId, code: &str) -> String {
    digest(&format!("recovery:{account}:{code}"))
}
