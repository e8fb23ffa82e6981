//! Accounts of experts: made with the first seat, with roles that come and go with it (Art. 12–14).

use domain::event::Event;
use domain::ids::{AccountId, ExpertId, PanelId};
use domain::lang::Lang;
use domain::mail::Message;
use domain::people::{INVITATION_LIFE, Purpose};
use domain::policy::{Actor, Grant, Role, may_serve};
use domain::refusal::Refusal;
use domain::season::Season;

use crate::ports::Bell;
use crate::ports::committee::{Expert, Panel};
use crate::rooms::shared::accounts::Newcomer;
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
        // The Office vouches for the address.
        None => {
            let (name, lang) = (expert.name.clone(), Lang::default());
            let (email, password_hash) = (Some(expert.email.as_str()), password.to_owned());
            let newcomer = Newcomer { name, email, password_hash, lang };
            (work.open_account(by.account.as_str(), newcomer).await?, true)
        }
    };
    if !give(work, by, season, (&account, expert.name.as_str()), office).await? {
        return Ok(Some(account));
    }
    let (zh, en) = office.panel.map(|p| (p.zh.clone(), p.en.clone())).unwrap_or_default();
    let (year, role) = (season.year, office.role.code().to_owned());
    if fresh {
        let owner = Some(account.clone());
        let token = work.one_time(Purpose::Reset, owner, &expert.email, INVITATION_LIFE).await?;
        let message = Message::ExpertInvited { year, role, zh, en, token };
        work.post(&Recipient::Address(expert.email.clone()), None, &message).await?;
    } else {
        let message = Message::ExpertSeated { year, role, zh, en };
        work.post(&Recipient::Account(account.clone()), None, &message).await?;
    }
    Ok(Some(account))
}

/// Grants a role; `false` when the account has it already.
///
/// # Errors
/// [`Refusal::OfficeSits`] names the expert whose address is that of somebody who may have no seat.
async fn give(
    work: &mut Work,
    by: &Actor,
    season: &Season,
    (account, name): (&AccountId, &str),
    office: Office<'_>,
) -> Result<bool> {
    let grant = Grant { role: office.role, scope: office.scope.to_owned() };
    let held = work.db.grants(&season.id, account).await?;
    if held.contains(&grant) {
        return Ok(false);
    }
    if held.iter().any(|g| !may_serve(g.role)) {
        return Err(Refusal::OfficeSits { name: name.to_owned() }.into());
    }
    work.db.insert_grant(&season.id, account, &grant).await?;
    let event = Event::RoleGranted {
        account: account.to_string(),
        role: grant.role.code().to_owned(),
        scope: grant.scope,
    };
    work.record(by.account.as_str(), &event, About::default()).await?;
    let at = work.now.0;
    work.ring(Bell::of_account(at, account));
    Ok(true)
}

/// Takes a role from whoever holds it over a scope, and tells them why.
pub(super) async fn revoke(
    work: &mut Work,
    by: &Actor,
    season: &Season,
    (role, scope): (Role, &str),
    reason: &str,
) -> Result<()> {
    for account in work.db.holders_of(&season.id, role.code(), scope).await? {
        let grant = Grant { role, scope: scope.to_owned() };
        work.db.delete_grant(&season.id, &account, &grant).await?;
        let event = Event::RoleRevoked {
            account: account.to_string(),
            role: role.code().to_owned(),
            scope: scope.to_owned(),
        };
        let about = About { reason, ..About::default() };
        work.record(by.account.as_str(), &event, about).await?;
        let (role, reason) = (role.code().to_owned(), reason.to_owned());
        let message = Message::RoleChanged { role, given: false, reason };
        work.post(&Recipient::Account(account.clone()), None, &message).await?;
        let at = work.now.0;
        // Whoever has a board open is asked again whether they may.
        work.ring(Bell::of_account(at, &account));
        work.ring(Bell { at, room: "reset".into(), dossier: None, panel: None });
    }
    Ok(())
}

/// Follows an expert to another address: their roles of the season go to the account of the new one,
/// so that whoever reads the old address reads nothing any more. Who held them is told why, and whoever holds them now
/// signs the undertaking themselves (Art. 15). The other heads are told.
///
/// # Errors
/// [`Refusal::SeatMoves`] without a reason where somebody is left behind; [`Refusal::OfficeSits`].
pub(super) async fn follow(
    work: &mut Work,
    by: &Actor,
    before: &str,
    expert: &Expert,
    password: &str,
    reason: &str,
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
    let (mut left, mut moved) = (Vec::new(), None);
    for office in offices {
        let held = work.db.holders_of(&season.id, office.role.code(), office.scope).await?;
        if own.is_some() && held == own.iter().cloned().collect::<Vec<_>>() {
            continue;
        }
        if !held.is_empty() {
            if reason.is_empty() {
                return Err(Refusal::SeatMoves { name: expert.name.clone() }.into());
            }
            work.db.forget_undertaking(&season.id, &expert.id).await?;
            left.extend(held);
            moved = Some(office.role);
        }
        revoke(work, by, &season, (office.role, office.scope), reason).await?;
        left.extend(enrol(work, by, &season, expert, office, password).await?);
    }
    match moved {
        Some(role) => tell_heads(work, &season, &left, (expert.name.as_str(), role), reason).await,
        None => Ok(()),
    }
}

/// Tells chair and vice chair, whoever of them has no part in it, that a seat is held by another account now: that it
/// passes on is seen by somebody besides the Office (Art. 13, 15).
pub(super) async fn tell_heads(
    work: &mut Work,
    season: &Season,
    parties: &[AccountId],
    (name, role): (&str, Role),
    reason: &str,
) -> Result<()> {
    let (name, role) = (name.to_owned(), role.code().to_owned());
    let message = Message::SeatMoved { name, role, reason: reason.to_owned() };
    for head in [Role::Chair, Role::ViceChair] {
        for (account, ..) in work.db.holders(&season.id, head.code()).await? {
            if !parties.contains(&account) {
                work.post(&Recipient::Account(account), None, &message).await?;
            }
        }
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
