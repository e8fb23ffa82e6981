//! Accounts of experts: made with the first seat, with roles that come and go with it (Art. 12–14).

use domain::application::version::digest;
use domain::event::Event;
use domain::ids::{AccountId, ExpertId, PanelId};
use domain::lang::Lang;
use domain::mail::Message;
use domain::people::{INVITATION_LIFE, Purpose};
use domain::policy::{Actor, Grant, Role, may_hold_together};
use domain::refusal::Refusal;
use domain::season::Season;

use crate::ports::Bell;
use crate::ports::committee::{Expert, Panel};
use crate::ports::identity::Account;
use crate::ports::people::OneTime;
use crate::{About, Fault, Recipient, Result, Service, Work};

/// What an expert is given on the committee.
#[derive(Clone, Copy)]
pub(super) struct Office<'a> {
    /// The role.
    pub role: Role,
    /// What it reaches over: the expert, or for a lead the panel.
    pub scope: &'a str,
    /// The panel, to be told; none for chair and vice chair.
    pub panel: Option<&'a Panel>,
}

impl Service {
    /// The hash of a password nobody knows: accounts are opened by the link that is sent. Slow, so
    /// made before the writers' lock is taken.
    pub(super) async fn unknown_password(&self) -> Result<String> {
        Ok(self.passwords.hash(&self.chance.token()).await?)
    }
}

/// Gives an expert a role. Without an account one is made for their address, and a link to set a
/// password is mailed; without an address nothing is given yet, and `None` comes back.
pub(super) async fn enrol(
    work: &mut Work,
    by: &Actor,
    season: &Season,
    expert: &Expert,
    office: Office<'_>,
    password: &str,
) -> Result<Option<AccountId>> {
    let mut holders =
        work.db.holders_of(&season.id, Role::Expert.code(), expert.id.as_str()).await?;
    let found = if !expert.email.is_empty() {
        work.db.account_by_email(&expert.email).await?.map(|a| a.id)
    } else if holders.len() == 1 {
        // Entered by an operator, without an address in the pool.
        holders.pop()
    } else {
        return Ok(None);
    };
    let (account, fresh) = match found {
        Some(account) => (account, false),
        None => (open(work, by, expert, password).await?, true),
    };
    if !give(work, by, season, &account, office).await? {
        return Ok(Some(account));
    }
    let (zh, en) = office.panel.map(|p| (p.zh.clone(), p.en.clone())).unwrap_or_default();
    let (year, role) = (season.year, office.role.code().to_owned());
    if fresh {
        let token = link(work, &account, &expert.email).await?;
        let message = Message::ExpertInvited { year, role, zh, en, token };
        work.post(&Recipient::Address(expert.email.clone()), None, &message).await?;
    } else {
        let message = Message::ExpertSeated { year, role, zh, en };
        work.post(&Recipient::Account(account.clone()), None, &message).await?;
    }
    Ok(Some(account))
}

/// Makes an account for an expert's address, for which the Office vouches.
async fn open(work: &mut Work, by: &Actor, expert: &Expert, password: &str) -> Result<AccountId> {
    let account = Account {
        id: work.chance.id().into(),
        email: expert.email.clone(),
        name: expert.name.clone(),
        password_hash: password.to_owned(),
        lang: Lang::default(),
        claimed: String::new(),
        created_at: work.now.0,
        closed_at: None,
    };
    if !work.db.insert_account(&account).await? {
        return Err(Refusal::Taken.into());
    }
    let event = Event::AccountCreated { account: account.id.to_string() };
    work.record(by.account.as_str(), &event, About::default()).await?;
    Ok(account.id)
}

/// A one-time link to set a password, which lives as long as an invitation.
async fn link(work: &mut Work, account: &AccountId, email: &str) -> Result<String> {
    let token = work.chance.token();
    let row = OneTime {
        digest: digest(&token),
        purpose: Purpose::Reset,
        account: Some(account.clone()),
        email: email.to_owned(),
        created_at: work.now.0,
        expires_at: work.now.plus(INVITATION_LIFE).0,
    };
    work.db.insert_one_time(&row).await?;
    Ok(token)
}

/// Grants a role; `false` when the account has it already.
async fn give(
    work: &mut Work,
    by: &Actor,
    season: &Season,
    account: &AccountId,
    office: Office<'_>,
) -> Result<bool> {
    let grant = Grant { role: office.role, scope: office.scope.to_owned() };
    let held = work.db.grants(&season.id, account).await?;
    if held.contains(&grant) {
        return Ok(false);
    }
    if held.iter().any(|g| !may_hold_together(g.role, grant.role)) {
        return Err(Refusal::BadValue { field: "role".into() }.into());
    }
    work.db.insert_grant(&season.id, account, &grant).await?;
    let event = Event::RoleGranted {
        account: account.to_string(),
        role: grant.role.code().to_owned(),
        scope: grant.scope,
    };
    work.record(by.account.as_str(), &event, About::default()).await?;
    let at = work.now.0;
    work.ring(Bell { at, room: "identity".into(), dossier: None, panel: None });
    Ok(true)
}

/// Takes a role from whoever holds it over a scope.
pub(super) async fn revoke(
    work: &mut Work,
    by: &Actor,
    season: &Season,
    role: Role,
    scope: &str,
) -> Result<()> {
    for account in work.db.holders_of(&season.id, role.code(), scope).await? {
        let grant = Grant { role, scope: scope.to_owned() };
        work.db.delete_grant(&season.id, &account, &grant).await?;
        let event = Event::RoleRevoked {
            account: account.to_string(),
            role: role.code().to_owned(),
            scope: scope.to_owned(),
        };
        work.record(by.account.as_str(), &event, About::default()).await?;
        let at = work.now.0;
        // Whoever has a board open is asked again whether they may.
        work.ring(Bell { at, room: "identity".into(), dossier: None, panel: None });
        work.ring(Bell { at, room: "reset".into(), dossier: None, panel: None });
    }
    Ok(())
}

/// Follows an expert to another address: their roles of the season go to the account of the new one,
/// so that whoever reads the old address reads nothing any more.
pub(super) async fn follow(
    work: &mut Work,
    by: &Actor,
    before: &str,
    expert: &Expert,
    password: &str,
) -> Result<()> {
    if expert.email == before || expert.email.is_empty() {
        return Ok(());
    }
    let Some(season) = work.db.current_season().await? else { return Ok(()) };
    let id = expert.id.as_str();
    let seat = work.db.seats(&season.id).await?.into_iter().find(|s| s.expert == expert.id);
    let panels = work.db.panels(&season.id).await?;
    let panel = seat.as_ref().and_then(|s| panels.iter().find(|p| p.id == s.panel));
    let mut offices = Vec::new();
    if panel.is_some() {
        offices.push(Office { role: Role::Expert, scope: id, panel });
    }
    if let Some(p) = panel.filter(|_| seat.as_ref().is_some_and(|s| s.lead)) {
        offices.push(Office { role: Role::PanelLead, scope: p.id.as_str(), panel });
    }
    for role in [Role::Chair, Role::ViceChair] {
        if !work.db.holders_of(&season.id, role.code(), id).await?.is_empty() {
            offices.push(Office { role, scope: id, panel: None });
        }
    }
    let own = work.db.account_by_email(&expert.email).await?.map(|a| a.id);
    for office in offices {
        let held = work.db.holders_of(&season.id, office.role.code(), office.scope).await?;
        if own.is_some() && held == own.iter().cloned().collect::<Vec<_>>() {
            continue;
        }
        revoke(work, by, &season, office.role, office.scope).await?;
        enrol(work, by, &season, expert, office, password).await?;
    }
    Ok(())
}

/// The panel of an identifier, in the running season.
pub(super) async fn panel(work: &mut Work, season: &Season, id: &PanelId) -> Result<Panel> {
    super::super::shared::possible(id.as_str())?;
    let panels = work.db.panels(&season.id).await?;
    panels.into_iter().find(|p| p.id == *id).ok_or_else(|| Refusal::NotYours.into())
}

/// An expert who must be there, because a row refers to them.
pub(super) async fn known(work: &mut Work, id: &ExpertId) -> Result<Expert> {
    let found = work.db.expert(id).await?;
    found.ok_or_else(|| Fault::new(format!("expert {id} is gone")).into())
}
