//! Registering an organisation, proving an address, setting a forgotten password anew. None of
//! it tells whether an address or an organisation is here already: everything is stored and
//! answered alike, and what differs stands in the mail, which its owner alone reads.

use domain::application::version::digest;
use domain::event::Event;
use domain::facts::uscc::Uscc;
use domain::ids::AccountId;
use domain::lang::Lang;
use domain::mail::Message;
use domain::people::{PRIVACY_VERSION, Purpose, RESET_LIFE, Registration, VERIFY_LIFE};
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;

use super::tries::{LETTERS, LINKS, REGISTER, RESEND};
use super::{LIFETIME, kept_line};
use crate::kept_away::find_of_account;
use crate::ports::Bell;
use crate::ports::identity::{Account, Organisation, SessionRow};
use crate::ports::people::{ConsentRow, MemberRow};
use crate::rooms::shared::accounts::Newcomer;
use crate::{About, Recipient, Result, Service, Work};

/// From where and with what somebody comes.
#[derive(Clone, Copy, Debug)]
pub struct Visitor<'a> {
    /// Network address.
    pub from: &'a str,
    /// Browser and system, as far as they say.
    pub device: &'a str,
    /// Language of the page.
    pub lang: Lang,
}

impl Service {
    /// Registers an organisation with its first person and begins a session. They can write at
    /// once; the address is theirs, and the organisation confirmed, when the link that is sent
    /// to the address is used. Who has registered already and comes again with the same
    /// password, as somebody does whose mail is late, finds what they have begun.
    pub async fn register(&self, form: &Registration, visitor: Visitor<'_>) -> Result<String> {
        if let Some((_, refusal)) = form.slips().into_iter().next() {
            return Err(refusal.into());
        }
        let email = domain::identity::email(&form.email)?;
        let uscc = Uscc::parse(&form.uscc).map_err(|why| Refusal::Uscc { why })?;
        self.spend(&[
            (format!("register:{}", visitor.from), REGISTER),
            (format!("letter:{email}"), LETTERS),
        ])
        .await?;
        let before = self.read().await?.account_by_claim(&email).await?;
        let old = before.as_ref().map(|a| a.password_hash.as_str());
        let fits = self.passwords.verify(&form.password, old).await?;
        let password_hash = self.passwords.hash(&form.password).await?;
        let mut work = self.begin().await?;
        // Under the lock it must still be the same one, with the same password.
        let still = work.db.account_by_claim(&email).await?;
        // A disabled one stays shut, and one with a second step is entered by both steps alone.
        let open = match &before {
            Some(b) => self.open_to_password(&mut *work.db, &b.id).await?,
            None => false,
        };
        let same = |b: &Account| {
            let still = still.is_some_and(|s| s.id == b.id && s.password_hash == b.password_hash);
            fits && open && still
        };
        let account = match before.filter(same) {
            Some(account) => {
                if let Some(place) = work.db.member(&account.id).await? {
                    let name = kept_line(&form.organisation, 60);
                    work.db.reclaim(&place.organisation, &name, uscc.as_str()).await?;
                }
                account.id
            }
            None => {
                let account = self.newcomer(&mut work, form, password_hash, visitor.lang).await?;
                let organisation = Organisation {
                    id: self.chance.id().into(),
                    name: kept_line(&form.organisation, 60),
                    uscc: String::new(),
                    claim: uscc.as_str().to_owned(),
                    created_at: work.now.0,
                };
                work.db.insert_organisation(&organisation).await?;
                join(&mut work, &account, &organisation.id.to_string(), Role::Applicant).await?;
                account
            }
        };
        work.db.claim_address(&account, &email).await?;
        self.letter(&mut work, &account, &email).await?;
        let token = self.session(&mut work, &account, visitor.device, visitor.from).await?;
        work.commit().await?;
        Ok(token)
    }

    /// Stores a person who has agreed to the notice, with no address of their own yet.
    pub(super) async fn newcomer(
        &self,
        work: &mut Work,
        form: &Registration,
        password_hash: String,
        lang: Lang,
    ) -> Result<AccountId> {
        let name = kept_line(&form.name, 60);
        let newcomer = Newcomer { name, email: None, password_hash, lang };
        let account = work.open_account("system", newcomer).await?;
        let consent = ConsentRow { version: PRIVACY_VERSION.into(), at: work.now.0 };
        work.db.insert_consent(&account, &consent).await?;
        let event = Event::ConsentGiven { account: account.to_string(), version: consent.version };
        work.record(account.as_str(), &event, About::default()).await?;
        Ok(account)
    }

    /// Begins a session within a transaction; gives its token.
    pub(super) async fn session(
        &self,
        work: &mut Work,
        account: &AccountId,
        device: &str,
        from: &str,
    ) -> Result<String> {
        let token = self.chance.token();
        // What is compared with the clock is counted from the clock.
        let at = work.clock.0;
        let session = SessionRow {
            token_hash: digest(&token),
            account: account.clone(),
            created_at: work.now.0,
            seen_at: at,
            expires_at: at + LIFETIME,
            revoked_at: None,
            device: kept_line(device, 60),
            address: kept_line(from, 60),
        };
        work.db.insert_session(&session).await?;
        work.record(account.as_str(), &Event::SignedIn, About::default()).await?;
        Ok(token)
    }

    /// The letter that proves an address; to its owner, where it has one, a letter that says so.
    /// Both ways the same rows are written.
    async fn letter(&self, work: &mut Work, account: &AccountId, email: &str) -> Result<()> {
        let owner = work.db.account_by_email(email).await?;
        let mine = owner.is_none().then(|| account.clone());
        let token = work.one_time(Purpose::Verify, mine, email, VERIFY_LIFE).await?;
        let message = match owner {
            Some(_) => Message::AddressTaken,
            None => Message::VerifyAddress { token },
        };
        work.post(&Recipient::Address(email.to_owned()), None, &message).await
    }

    /// Sends the letter to the address that waits to be proved once more.
    pub async fn resend(&self, actor: &Actor) -> Result<()> {
        let key = format!("resend:{}", actor.account);
        let claimed = self.read().await?.account(&actor.account).await?.map(|a| a.claimed);
        let nothing_waits = || Refusal::BadValue { field: "email".into() };
        let claimed = claimed.filter(|c| !c.is_empty()).ok_or_else(nothing_waits)?;
        self.spend(&[(key, RESEND), (format!("letter:{claimed}"), LETTERS)]).await?;
        let mut work = self.begin().await?;
        self.letter(&mut work, &actor.account, &claimed).await?;
        work.commit().await
    }

    /// Moves an account to another address: asks for the password, and the old address, if one
    /// was proved, stays until the new one is.
    pub async fn move_address(&self, actor: &Actor, email: &str, password: &str) -> Result<()> {
        let email = domain::identity::email(email)?;
        let account = self.confirmed(actor, password).await?;
        if account.email == email {
            return Err(Refusal::BadValue { field: "email".into() }.into());
        }
        self.spend(&[(format!("letter:{email}"), LETTERS)]).await?;
        let mut work = self.begin().await?;
        work.same_password(&account).await?;
        work.db.claim_address(&account.id, &email).await?;
        self.letter(&mut work, &account.id, &email).await?;
        work.commit().await
    }

    /// Uses a link that proves an address.
    pub async fn verify_address(&self, token: &str, from: &str) -> Result<()> {
        self.spend(&[(format!("link:{from}"), LINKS)]).await?;
        let mut work = self.begin().await?;
        let row = work.db.take_one_time(&digest(token), Purpose::Verify, work.clock.0).await?;
        let row = row.ok_or(Refusal::LinkOver)?;
        let account = match &row.account {
            Some(id) => work.db.account(id).await?,
            None => None,
        };
        // Who has named another address since meant this one no longer.
        let account = account.filter(|a| a.claimed == row.email).ok_or(Refusal::LinkOver)?;
        prove(&mut work, &account).await?;
        work.commit().await
    }

    /// Asks for a link to set a new password. Whether the address has an account is not told,
    /// neither by the answer nor by its time.
    pub async fn ask_reset(&self, email: &str, from: &str) -> Result<()> {
        let email = domain::identity::email(email)?;
        self.spend(&[(format!("reset:{from}"), REGISTER), (format!("letter:{email}"), LETTERS)])
            .await?;
        let mut work = self.begin().await?;
        let account = match work.db.account_by_email(&email).await? {
            Some(account) => Some(account),
            None => work.db.account_by_claim(&email).await?,
        };
        let known = account.is_some();
        let owner = account.map(|a| a.id);
        let token = work.one_time(Purpose::Reset, owner, &email, RESET_LIFE).await?;
        if known {
            let to = Recipient::Address(email);
            work.post(&to, None, &Message::ResetPassword { token }).await?;
        }
        work.commit().await
    }

    /// Sets a new password by a link, and ends every session: whoever knew the old one is out.
    /// The link came to the address, so it proves it as well; an address that whoever knew the old password wanted
    /// in its place waits no longer.
    pub async fn reset(&self, token: &str, password: &str, from: &str) -> Result<()> {
        domain::identity::password(password, "")?;
        self.spend(&[(format!("link:{from}"), LINKS)]).await?;
        let hash = self.passwords.hash(password).await?;
        let mut work = self.begin().await?;
        let now = work.now.0;
        let row = work.db.take_one_time(&digest(token), Purpose::Reset, work.clock.0).await?;
        let row = row.ok_or(Refusal::LinkOver)?;
        let account = match &row.account {
            Some(id) => work.db.account(id).await?,
            None => None,
        };
        let account = account.filter(|a| a.email == row.email || a.claimed == row.email);
        let account = account.ok_or(Refusal::LinkOver)?;
        // Refused before anything is kept: the link can be used again.
        domain::identity::password(password, &row.email)?;
        if account.proved() {
            work.db.claim_address(&account.id, "").await?;
            work.db.end_one_times(&account.id, Purpose::Verify, now).await?;
        } else {
            prove(&mut work, &account).await?;
        }
        work.db.save_password(&account.id, &hash).await?;
        // Whoever has the letter is no guesser.
        work.forget_tries(&row.email).await?;
        work.db.end_one_times(&account.id, Purpose::Reset, now).await?;
        work.db.revoke_sessions(&account.id, now).await?;
        work.db.delete_halves(&account.id).await?;
        let account = account.id;
        let event = Event::PasswordSet { account: account.to_string(), reset: true };
        work.record(account.as_str(), &event, About::default()).await?;
        work.ring(Bell::of_account(now, &account));
        work.post(&Recipient::Account(account), None, &Message::PasswordSet).await?;
        work.commit().await
    }
}

/// Makes the claimed address the account's own, tells the one before it, and confirms the
/// organisation the account has registered.
pub(super) async fn prove(work: &mut Work, account: &Account) -> Result<()> {
    let (id, now) = (&account.id, work.now.0);
    if !work.db.prove_address(id, &account.claimed).await? {
        return Err(Refusal::Taken.into());
    }
    work.db.end_one_times(id, Purpose::Verify, now).await?;
    let event = Event::AddressVerified { account: id.to_string(), moved: account.proved() };
    work.record(id.as_str(), &event, About::default()).await?;
    if account.proved() {
        let old = Recipient::Address(account.email.clone());
        work.post(&old, None, &Message::AddressMoved).await?;
    }
    confirm(work, account).await
}

/// Confirms the organisation somebody has registered, now that their address is proved. If its
/// code is another organisation's, they are told to ask there, and those who run it are told.
async fn confirm(work: &mut Work, account: &Account) -> Result<()> {
    let Some(place) = work.db.member(&account.id).await? else { return Ok(()) };
    let Some(own) = work.db.organisation(&place.organisation).await? else { return Ok(()) };
    if own.claim.is_empty() {
        return Ok(());
    }
    let by = account.id.as_str();
    if work.db.confirm_organisation(&own.id).await? {
        let event = Event::OrganisationRegistered { organisation: own.id.to_string() };
        let about = About { on_behalf: own.id.as_str(), ..About::default() };
        return work.record(by, &event, about).await;
    }
    let Some(holder) = work.db.organisation_by_uscc(&own.claim).await? else { return Ok(()) };
    let told = Message::OrganisationTaken { organisation: holder.name.clone() };
    work.post(&Recipient::Account(account.id.clone()), None, &told).await?;
    let asks = Message::NewcomerAsks { name: account.name.clone(), email: account.claimed.clone() };
    for (member, _) in work.db.people_of(&holder.id).await? {
        if member.role == Role::Applicant {
            work.post(&Recipient::Account(member.account), None, &asks).await?;
        }
    }
    Ok(())
}

/// Gives a person a place in an organisation.
pub(super) async fn join(
    work: &mut Work,
    account: &AccountId,
    organisation: &str,
    role: Role,
) -> Result<()> {
    let row = MemberRow {
        account: account.clone(),
        organisation: organisation.into(),
        role,
        since: work.now.0,
    };
    work.db.save_member(&row).await?;
    let event = Event::MemberJoined {
        account: account.to_string(),
        organisation: organisation.to_owned(),
        role: role.code().to_owned(),
    };
    let about = About { on_behalf: organisation, ..About::default() };
    work.record(account.as_str(), &event, about).await?;
    // Whoever sits on the committee is kept from what their own organisation applies with (Art. 15).
    find_of_account(work, account).await
}
