//! One's own account: name, password, sessions, a copy of one's data, closing it.

use domain::application::version::digest;
use domain::event::Event;
use domain::policy::{Actor, Role};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::people::{AccountView, SessionView};
use serde_json::{Value, json};

use super::people::keeps_an_administrator;
use super::tries::CONFIRM;
use super::{IDLE, kept_line};
use crate::ports::identity::{Account, SessionRow};
use crate::ports::{Bell, Session};
use crate::rooms::shared::sealed::leaves_the_office;
use crate::{About, Error, Fault, Recipient, Result, Service, Work};
use domain::mail::Message;

/// Characters of a session's hash by which its owner names it.
const SESSION_NAME: usize = 16;
/// Rows of the journal read at once.
const PAGE: i64 = 1000;
/// Messages of the inbox a copy has at most.
const MESSAGES: i64 = 10_000;

impl Service {
    /// The actor's account; `session` is the hash of the session this is asked in.
    pub async fn own_account(&self, actor: &Actor, session: &str) -> Result<AccountView> {
        let mut db = self.read().await?;
        let account = found(&mut *db, actor).await?;
        let now = self.now().0;
        let organisation = match actor.organisation() {
            Ok(id) => db.organisation(&id).await?.map(|o| o.name).unwrap_or_default(),
            Err(_) => String::new(),
        };
        let mut roles: Vec<Role> = actor.grants.iter().map(|g| g.role).collect();
        roles.dedup();
        let rows = db.sessions_of(&actor.account).await?;
        let mut sessions: Vec<SessionView> =
            rows.into_iter().filter(|s| lives(s, now)).map(|s| session_view(&s, session)).collect();
        sessions.sort_by_key(|s| !s.current);
        let consents = db.consents(&actor.account).await?;
        Ok(AccountView {
            email: if account.proved() { account.email } else { String::new() },
            name: account.name,
            claimed: account.claimed,
            lang: account.lang,
            since: Stamp(account.created_at),
            organisation,
            roles,
            consents: consents.into_iter().map(|c| (c.version, Stamp(c.at))).collect(),
            sessions,
            factor: db.factor(&actor.account).await?.is_some_and(|f| f.secret.is_some()),
            kept: kept(&mut *db, actor).await?,
            acted: db.has_acted(&actor.account).await?,
        })
    }

    /// Changes the actor's name. What they signed before bears the name of then.
    pub async fn rename(&self, actor: &Actor, name: &str) -> Result<()> {
        if let Some((_, refusal)) = domain::people::name("name", name) {
            return Err(refusal.into());
        }
        let name = kept_line(name, 60);
        let mut work = self.begin().await?;
        if found(&mut *work.db, actor).await?.name == name {
            return Ok(());
        }
        let at = work.now.0;
        work.db.save_name(&actor.account, &name, at).await?;
        let event = Event::NameChanged { account: actor.account.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await
    }

    /// Changes the password; the session this is asked in goes on under another token, which is answered, all others
    /// end. Whoever has copied the token of before is out with them.
    pub async fn change_password(
        &self,
        actor: &Actor,
        old: &str,
        new: &str,
        session: &str,
    ) -> Result<String> {
        let account = self.confirmed(actor, old).await?;
        domain::identity::password(new, &account.email)?;
        let hash = self.passwords.hash(new).await?;
        let mut work = self.begin().await?;
        work.same_password(&account).await?;
        let now = work.now.0;
        work.db.save_password(&account.id, &hash).await?;
        work.db.revoke_others(&account.id, session, now).await?;
        work.db.delete_halves(&account.id).await?;
        let token = work.renewed(session).await?;
        let event = Event::PasswordSet { account: account.id.to_string(), reset: false };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.ring(Bell::of_account(now, &account.id));
        work.post(&Recipient::Account(account.id), None, &Message::PasswordSet).await?;
        work.commit().await?;
        Ok(token)
    }

    /// Ends one of the actor's sessions. One that is not there, or another's, is let be.
    pub async fn end_session(&self, actor: &Actor, name: &str) -> Result<()> {
        let mut work = self.begin().await?;
        let now = work.now.0;
        let rows = work.db.sessions_of(&actor.account).await?;
        let row = rows.iter().find(|s| lives(s, now) && session_name(s) == name);
        let Some(hash) = row.map(|s| s.token_hash.clone()) else { return Ok(()) };
        work.db.revoke_session(&hash, now).await?;
        let event = Event::SessionEnded { account: actor.account.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.ring(Bell::of_account(now, &actor.account));
        work.commit().await
    }

    /// Ends all of the actor's sessions but the one this is asked in.
    pub async fn end_others(&self, actor: &Actor, session: &str) -> Result<()> {
        let mut work = self.begin().await?;
        let now = work.now.0;
        let rows = work.db.sessions_of(&actor.account).await?;
        if !rows.iter().any(|s| lives(s, now) && s.token_hash != session) {
            return Ok(());
        }
        work.db.revoke_others(&actor.account, session, now).await?;
        let event = Event::SessionEnded { account: actor.account.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.ring(Bell::of_account(now, &actor.account));
        work.commit().await
    }

    /// Everything stored about the actor, as JSON to be read by people and programs.
    pub async fn export(&self, actor: &Actor) -> Result<String> {
        let mut work = self.begin().await?;
        let event = Event::DataExported { account: actor.account.to_string() };
        work.record(actor.account.as_str(), &event, About::default()).await?;
        work.commit().await?;
        let mut db = self.read().await?;
        let account = found(&mut *db, actor).await?;
        let member = db.member(&actor.account).await?;
        let organisation = match &member {
            Some(m) => db.organisation(&m.organisation).await?,
            None => None,
        };
        let mut journal: Vec<Value> = Vec::new();
        let mut after = 0;
        loop {
            let rows = db.entries_by(actor.account.as_str(), after, PAGE).await?;
            let Some(last) = rows.last() else { break };
            after = last.seq;
            journal.extend(rows.iter().map(|e| {
                let data = serde_json::from_str::<Value>(&e.data).unwrap_or(Value::Null);
                // Neither number nor hash: they tell how much happened to others meanwhile (Art. 15).
                json!({ "at": moment(e.at), "room": e.room, "on_behalf": e.on_behalf,
                    "dossier": e.dossier, "event": data, "reason": e.reason })
            }));
        }
        let factor = db.factor(&actor.account).await?.and_then(|f| f.secret);
        let left = db.recovery_left(&actor.account).await?;
        let sessions = db.sessions_of(&actor.account).await?;
        let invitations = db.invitations_by(&actor.account).await?;
        let consents = db.consents(&actor.account).await?;
        let names = db.former_names(&actor.account).await?;
        let inbox = db.inbox(&actor.account, MESSAGES).await?;
        let whole = json!({
            "account": { "id": account.id.as_str(), "name": account.name,
                "email": if account.proved() { account.email.as_str() } else { "" },
                "email_not_verified": account.claimed, "language": account.lang.code(),
                "since": moment(account.created_at),
                "former_names": names.iter().map(|(name, until)| json!({ "name": name, "until": moment(*until) })).collect::<Vec<_>>() },
            "membership": member.as_ref().map(|m| json!({ "organisation": m.organisation.as_str(),
                "name": organisation.as_ref().map(|o| o.name.as_str()), "role": m.role.code(),
                "since": moment(m.since) })),
            "roles_of_the_season": actor.grants,
            // That there is one, and since when: the secret is on the telephone.
            "second_step": factor.map(|(_, since)| json!({ "since": moment(since), "recovery_codes_left": left })),
            "consents": consents.iter().map(|c| json!({ "notice": c.version, "at": moment(c.at) })).collect::<Vec<_>>(),
            "sessions": sessions.iter().map(|s| json!({ "device": s.device, "address": s.address, "since": moment(s.created_at),
                "last_used": moment(s.seen_at), "ended": s.revoked_at.map(moment) })).collect::<Vec<_>>(),
            "invitations_sent": invitations.iter().map(|i| json!({ "to": i.email, "role": i.role.code(),
                "at": moment(i.created_at), "ended": i.ended_at.map(moment) })).collect::<Vec<_>>(),
            "messages": inbox.iter().map(|m| json!({ "at": moment(m.at), "message": m.message,
                "dossier": m.dossier, "read": m.read_at.map(moment) })).collect::<Vec<_>>(),
            "journal": journal,
        });
        serde_json::to_string_pretty(&whole).map_err(|e| Fault::new(e.to_string()).into())
    }

    /// Closes the actor's account. Who has acted in a dossier is emptied: the identifier stays
    /// in the journal, which holds nothing else of a person, and no name leads to it any more.
    /// Who has not is gone altogether, but for the rows that say an account was opened and closed.
    pub async fn close_account(&self, actor: &Actor, password: &str) -> Result<()> {
        let account = self.confirmed(actor, password).await?;
        let mut work = self.begin().await?;
        work.same_password(&account).await?;
        if let Some(refusal) = kept(&mut *work.db, actor).await? {
            return Err(refusal.into());
        }
        let now = work.now.0;
        let id = account.id.clone();
        let member = work.db.member(&id).await?;
        let acted = work.db.has_acted(&id).await?;
        work.forget_guest(&id).await?;
        work.db.forget_person(&id).await?;
        if let Some(m) = member
            && work.db.people_of(&m.organisation).await?.is_empty()
        {
            // Nobody is left: whoever comes next under the same code begins anew.
            work.db.release_organisation(&m.organisation).await?;
        }
        work.db.close_account(&id, now).await?;
        if !acted {
            work.db.delete_account(&id).await?;
        }
        leaves_the_office(&mut work, &id).await?;
        let event = Event::AccountClosed { account: id.to_string() };
        work.record(id.as_str(), &event, About::default()).await?;
        if account.proved() {
            work.post(&Recipient::Address(account.email), None, &Message::AccountClosed).await?;
        }
        work.ring(Bell::of_account(now, &actor.account));
        work.commit().await
    }

    /// The actor's account, if the password given to confirm is its own. Looking at it takes long, and so it is
    /// done before the writers' lock: under the lock [`Work::same_password`] asks again.
    pub(super) async fn confirmed(&self, actor: &Actor, password: &str) -> Result<Account> {
        self.spend(&[(format!("confirm:{}", actor.account), CONFIRM)]).await?;
        let account = found(&mut *self.read().await?, actor).await?;
        let fits = self.passwords.verify(password, Some(&account.password_hash)).await?;
        if fits { Ok(account) } else { Err(Refusal::WrongPassword.into()) }
    }
}

impl Work {
    /// Gives a session another token, and answers it.
    pub(super) async fn renewed(&mut self, session: &str) -> Result<String> {
        let token = self.chance.token();
        self.db.renew_session(session, &digest(&token)).await?;
        Ok(token)
    }

    /// Whether an account lives and has the password that was looked at before the lock: setting a new one puts
    /// whoever knew the old one out, those too who were being let in.
    pub(super) async fn has_password(&mut self, looked_at: &Account) -> Result<bool> {
        let now = self.db.account(&looked_at.id).await?;
        Ok(now.is_some_and(|a| a.closed_at.is_none() && a.password_hash == looked_at.password_hash))
    }

    /// Refuses where it has another, or lives no more.
    pub(super) async fn same_password(&mut self, looked_at: &Account) -> Result<()> {
        let same = self.has_password(looked_at).await?;
        if same { Ok(()) } else { Err(Refusal::WrongPassword.into()) }
    }
}

/// Why an account cannot be closed now, if it cannot: roles the Office gave end with the
/// season, and an organisation with a submitted dossier, or with other people, keeps somebody
/// who runs it.
async fn kept(db: &mut dyn Session, actor: &Actor) -> Result<Option<Refusal>> {
    if actor.grants.iter().any(|g| !g.role.of_organisation()) {
        return Ok(Some(Refusal::RolesHeld));
    }
    let Some(row) = db.member(&actor.account).await? else { return Ok(None) };
    let alone = db.people_of(&row.organisation).await?.len() == 1;
    if alone && db.count_submitted(&row.organisation).await? == 0 {
        return Ok(None);
    }
    match keeps_an_administrator(db, &row).await {
        Ok(()) => Ok(None),
        Err(Error::Refused(refusal)) => Ok(Some(refusal)),
        Err(fault) => Err(fault),
    }
}

async fn found(db: &mut dyn Session, actor: &Actor) -> Result<Account> {
    db.account(&actor.account).await?.ok_or_else(|| Refusal::SignIn.into())
}

pub(super) fn lives(s: &SessionRow, now: i64) -> bool {
    s.revoked_at.is_none() && now < s.expires_at && now < s.seen_at + IDLE
}

fn session_name(s: &SessionRow) -> &str {
    s.token_hash.get(..SESSION_NAME).unwrap_or(&s.token_hash)
}

pub(super) fn session_view(s: &SessionRow, current: &str) -> SessionView {
    SessionView {
        id: session_name(s).to_owned(),
        device: s.device.clone(),
        since: Stamp(s.created_at),
        seen: Stamp(s.seen_at),
        address: s.address.clone(),
        current: s.token_hash == current,
    }
}

/// A moment as people read it, on a clock in Shanghai.
fn moment(at: i64) -> String {
    format!("{} {} +08:00", Stamp(at).show_date(), Stamp(at).show_time())
}
