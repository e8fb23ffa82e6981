//! One's own second step: setting it up, confirming it, recovery codes, taking it off.

use domain::event::Event;
use domain::guard::factor::{
    PENDING_LIFE, RECOVERY, SECRET, State, Typed, base32, grouped, read, recovery, uri,
};
use domain::identity::{FREE_TRIES, WINDOW};
use domain::ids::AccountId;
use domain::mail::Message;
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::guard::FactorView;

use super::super::slowed;
use super::step::{key, recovery_digest};
use crate::ports::Bell;
use crate::ports::guard::FactorRow;
use crate::ports::identity::Account;
use crate::{About, Recipient, Result, Service, Work};

impl Service {
    /// How the actor's second step stands. A secret that waits is shown to its owner alone.
    pub async fn factor(&self, actor: &Actor) -> Result<FactorView> {
        let mut db = self.read().await?;
        let account = db.account(&actor.account).await?.ok_or(Refusal::SignIn)?;
        let row = db.factor(&actor.account).await?.unwrap_or_default();
        let demo = db.current_season().await?.is_some_and(|s| s.demo);
        let left = db.recovery_left(&actor.account).await?;
        let now = self.now().0;
        let active =
            row.secret.as_ref().map(|(_, since)| (Stamp(*since), left.try_into().unwrap_or(0)));
        let state = match (row.pending.filter(|(_, at)| now < at + PENDING_LIFE), active) {
            (Some((sealed, _)), _) => {
                let secret = self.vault()?.open(actor.account.as_str(), &sealed)?;
                let listed = if account.proved() { &account.email } else { &account.claimed };
                State::Pending { secret: base32(&secret), uri: uri(&secret, listed) }
            }
            (None, Some((since, left))) => State::Active { since, left },
            (None, None) => State::None,
        };
        Ok(FactorView {
            state,
            replaces: active.is_some(),
            owed: self.required(demo).owed_by(&actor.grants),
        })
    }

    /// Makes a secret, which the actor is then shown and confirms with a code. Asks for the
    /// password, and where a second step is set up already, for a code of it, too.
    pub async fn begin_factor(&self, actor: &Actor, password: &str, code: &str) -> Result<()> {
        let account = self.confirmed(actor, password).await?;
        let secret: [u8; SECRET] = self.fresh()?;
        let sealed = self.vault()?.seal(&self.fresh::<16>()?, actor.account.as_str(), &secret)?;
        let (mut work, _) = self.proved(&account, code).await?;
        let now = work.now.0;
        work.db.save_pending(&actor.account, &sealed, now).await?;
        work.commit().await
    }

    /// Confirms the secret that waits by a code of it: from now on the second step is asked for.
    /// Other sessions, which were begun without it, end. Gives the recovery codes, which are shown
    /// this once.
    pub async fn confirm_factor(
        &self,
        actor: &Actor,
        code: &str,
        session: &str,
    ) -> Result<(Vec<String>, String)> {
        let me = &actor.account;
        let now = self.now().0;
        let tries = key(me);
        let mut work = self.begin().await?;
        slowed(&mut *work.db, &[(tries.clone(), FREE_TRIES)], now).await?;
        let row = work.db.factor(me).await?.unwrap_or_default();
        let pending = row.pending.as_ref().filter(|(_, at)| work.now.0 < at + PENDING_LIFE);
        let (sealed, _) = pending.ok_or(Refusal::NothingPending)?;
        let secret = self.vault()?.open(me.as_str(), sealed)?;
        // Another secret has other codes: none of them was used.
        let fresh = FactorRow::default();
        let step = match read(code) {
            Some(Typed::Code(code)) => self.step_of(&secret, code, &fresh),
            _ => None,
        };
        let Some(step) = step else {
            work.db.insert_try(&tries, now).await?;
            work.commit().await?;
            return Err(Refusal::BadCode.into());
        };
        let at = work.now.0;
        if !work.db.confirm_factor(me, step, at).await? {
            return Err(Refusal::NothingPending.into());
        }
        work.db.clear_tries(&tries, now - WINDOW).await?;
        work.db.revoke_others(me, session, at).await?;
        let token = work.renewed(session).await?;
        let codes = self.make_recovery(&mut work, me).await?;
        let event = Event::FactorSet { account: me.to_string() };
        work.record(me.as_str(), &event, About::default()).await?;
        work.post(&Recipient::Account(me.clone()), None, &Message::FactorSet).await?;
        work.ring(Bell::of_account(at, me));
        work.commit().await?;
        Ok((codes, token))
    }

    /// Makes recovery codes anew, which are shown this once; those before are worth nothing.
    pub async fn new_recovery(
        &self,
        actor: &Actor,
        password: &str,
        code: &str,
    ) -> Result<Vec<String>> {
        let account = self.confirmed(actor, password).await?;
        let (mut work, set_up) = self.proved(&account, code).await?;
        if !set_up {
            return Err(Refusal::NothingPending.into());
        }
        let codes = self.make_recovery(&mut work, &actor.account).await?;
        let event = Event::RecoveryMade { account: actor.account.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await?;
        Ok(codes)
    }

    /// Takes the actor's second step off, unless they owe one.
    pub async fn remove_factor(&self, actor: &Actor, password: &str, code: &str) -> Result<()> {
        let demo = self.season().await.is_ok_and(|s| s.demo);
        if self.required(demo).owed_by(&actor.grants) {
            return Err(Refusal::FactorOwed.into());
        }
        let account = self.confirmed(actor, password).await?;
        let (mut work, set_up) = self.proved(&account, code).await?;
        if !set_up {
            return Ok(());
        }
        work.db.delete_factor(&actor.account).await?;
        let event = Event::FactorRemoved { account: actor.account.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        let told = Message::FactorRemoved { reason: String::new() };
        work.post(&Recipient::Account(actor.account.clone()), None, &told).await?;
        work.commit().await
    }

    /// Resets somebody's second step, because the device is lost: whoever asks has made sure who
    /// they are, and says how. Every session ends. `false` when there was none.
    pub async fn forget_factor(&self, by: &str, account: &AccountId, why: &str) -> Result<bool> {
        let why = super::reason(why)?;
        let mut work = self.begin().await?;
        if !work.db.delete_factor(account).await? {
            return Ok(false);
        }
        let at = work.now.0;
        work.db.revoke_sessions(account, at).await?;
        let event = Event::FactorReset { account: account.to_string() };
        work.record(by, &event, About { reason: &why, ..About::default() }).await?;
        let told = Message::FactorRemoved { reason: why };
        work.post(&Recipient::Account(account.clone()), None, &told).await?;
        work.ring(Bell::of_account(at, account));
        work.commit().await?;
        Ok(true)
    }

    /// Tries the key on a secret of this database, so that a wrong one is told when the server
    /// starts and not to whoever signs in.
    pub async fn try_vault(&self) -> Result<()> {
        if let Some((account, sealed)) = self.read().await?.any_factor().await? {
            self.vault()?.open(account.as_str(), &sealed)?;
        }
        Ok(())
    }

    /// Who owes a second step.
    pub(in crate::rooms::identity) fn required(
        &self,
        demo: bool,
    ) -> domain::guard::factor::Required {
        if demo { self.guard.in_demonstration } else { self.guard.required }
    }

    /// Begins a transaction in which a code of the second step was used, for whoever has just given the password;
    /// `false` beside it when none is set up, so none is asked for. A wrong code is counted, and nothing else happens.
    async fn proved(&self, confirmed: &Account, code: &str) -> Result<(Work, bool)> {
        let account = &confirmed.id;
        let tries = key(account);
        let now = self.now().0;
        let mut work = self.begin().await?;
        work.same_password(confirmed).await?;
        if work.db.factor(account).await?.unwrap_or_default().secret.is_none() {
            return Ok((work, false));
        }
        slowed(&mut *work.db, &[(tries.clone(), FREE_TRIES)], now).await?;
        if self.spend_code(&mut work, account, code).await? {
            work.db.clear_tries(&tries, now - WINDOW).await?;
            return Ok((work, true));
        }
        work.db.insert_try(&tries, now).await?;
        work.commit().await?;
        Err(Refusal::BadCode.into())
    }

    /// Recovery codes in place of those before, as people copy them.
    async fn make_recovery(&self, work: &mut Work, account: &AccountId) -> Result<Vec<String>> {
        let mut codes = Vec::with_capacity(RECOVERY);
        for _ in 0..RECOVERY {
            codes.push(recovery(&self.fresh()?));
        }
        let digests: Vec<String> = codes.iter().map(|c| recovery_digest(account, c)).collect();
        work.db.save_recovery(account, &digests).await?;
        Ok(codes.iter().map(|c| grouped(c)).collect())
    }
}
