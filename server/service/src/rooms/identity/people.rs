//! The people of an organisation: who they are, inviting them, their roles, leaving.

use domain::application::version::digest;
use domain::event::Event;
use domain::ids::{AccountId, OrganisationId};
use domain::mail::Message;
use domain::people::{INVITATION_LIFE, NAME_MAX, Registration, consent, name, person};
use domain::policy::{Actor, Role, may_run_organisation};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::people::{Invitation, Member, Offer, People};

use super::kept_line;
use super::registration::{Visitor, join, prove};
use super::tries::{INVITE, LINKS};
use crate::ports::identity::{Account, Organisation};
use crate::ports::people::{InvitationRow, MemberRow};
use crate::ports::{Bell, Session};
use crate::rooms::shared::{possible, told};
use crate::{About, Fault, Recipient, Result, Service, Work};

/// Who accepts an invitation without an account.
#[derive(Clone, Debug, Default)]
pub struct Newcomer {
    /// Person's name.
    pub name: String,
    /// Password.
    pub password: String,
    /// Version of the privacy notice agreed to.
    pub consent: String,
}

impl Service {
    /// The people of the actor's organisation.
    pub async fn people(&self, actor: &Actor) -> Result<People> {
        let organisation = actor.organisation()?;
        let mut db = self.read().await?;
        let now = self.now();
        let own = db.organisation(&organisation).await?.ok_or(Refusal::NotYours)?;
        let role = actor.membership().map_or(Role::ApplicantReader, |g| g.role);
        let mut rows = db.people_of(&organisation).await?;
        rows.sort_by(|a, b| (a.0.role, &a.1.name).cmp(&(b.0.role, &b.1.name)));
        let me_proved = rows.iter().any(|r| r.0.account == actor.account && r.1.proved());
        let open = match may_run_organisation(actor, &organisation) {
            Ok(()) => db.invitations(&organisation, now.0).await?,
            Err(_) => Vec::new(),
        };
        Ok(People {
            confirmed: own.claim.is_empty(),
            taken: me_proved && !own.claim.is_empty(),
            uscc: if own.claim.is_empty() { own.uscc } else { own.claim },
            organisation: own.name,
            me: actor.account.clone(),
            role,
            members: rows.into_iter().map(member).collect(),
            invitations: open.into_iter().map(invitation).collect(),
            now,
        })
    }

    /// Invites somebody by mail. Inviting the same address again replaces what was offered
    /// before, and its old link is worth nothing any more.
    pub async fn invite(&self, actor: &Actor, email: &str, role: &str) -> Result<()> {
        let organisation = actor.organisation()?;
        let judged = may_run_organisation(actor, &organisation);
        told(&mut *self.read().await?, actor, judged).await?;
        let email = domain::identity::email(email)?;
        let role = offered(role)?;
        let letter = (format!("letter:{email}"), super::tries::LETTERS);
        self.spend(&[(format!("invite:{}", actor.account), INVITE), letter]).await?;
        let mut work = self.begin().await?;
        let own = self.run_by(&mut work, actor).await?;
        let members = work.db.people_of(&own.id).await?;
        if members.iter().any(|m| m.1.email == email) {
            return Err(Refusal::AlreadyMember.into());
        }
        let now = work.now;
        let open = work.db.invitations(&own.id, work.clock.0).await?;
        for old in open.into_iter().filter(|i| i.email == email) {
            work.db.end_invitation(&old.id, &own.id, now.0).await?;
        }
        let token = self.chance.token();
        let row = InvitationRow {
            id: self.chance.id(),
            digest: digest(&token),
            organisation: own.id.clone(),
            email: email.clone(),
            role,
            invited_by: actor.account.clone(),
            created_at: now.0,
            expires_at: work.clock.plus(INVITATION_LIFE).0,
            ended_at: None,
        };
        work.db.insert_invitation(&row).await?;
        let event = Event::Invited { invitation: row.id, role: role.code().into() };
        record(&mut work, actor, &own, &event).await?;
        let message = Message::Invited {
            organisation: own.name,
            by: actor.name.clone(),
            role: role.code().into(),
            token,
        };
        work.post(&Recipient::Address(email), None, &message).await?;
        work.commit().await
    }

    /// Gives the organisation its new name: for invitations, lists of its people and what it begins from now on. What
    /// was frozen keeps the name of then; the credit code stays.
    pub async fn rename_organisation(&self, actor: &Actor, to: &str) -> Result<()> {
        let organisation = actor.organisation()?;
        let judged = may_run_organisation(actor, &organisation);
        told(&mut *self.read().await?, actor, judged).await?;
        if let Some((_, refusal)) = name("organisation", to) {
            return Err(refusal.into());
        }
        let to = kept_line(to, NAME_MAX);
        let mut work = self.begin().await?;
        let own = self.run_by(&mut work, actor).await?;
        if own.name == to {
            return Ok(());
        }
        work.db.rename_organisation(&own.id, &to).await?;
        let event = Event::OrganisationRenamed { before: own.name.clone(), after: to };
        record(&mut work, actor, &own, &event).await?;
        work.commit().await
    }

    /// Takes an open invitation back.
    pub async fn withdraw_invitation(&self, actor: &Actor, id: &str) -> Result<()> {
        possible(id)?;
        let mut work = self.begin().await?;
        let own = self.run_by(&mut work, actor).await?;
        let now = work.now.0;
        if !work.db.end_invitation(id, &own.id, now).await? {
            return Err(Refusal::NotYours.into());
        }
        let event = Event::InvitationWithdrawn { invitation: id.to_owned() };
        record(&mut work, actor, &own, &event).await?;
        work.commit().await
    }

    /// What an invitation offers, for whoever holds its link.
    pub async fn offer(&self, token: &str, actor: Option<&Actor>) -> Result<Offer> {
        let mut db = self.read().await?;
        let row = open_invitation(&mut *db, token, self.now().0).await?;
        let own = db.organisation(&row.organisation).await?.ok_or(Refusal::LinkOver)?;
        let by = db.account(&row.invited_by).await?.map(|a| a.name).unwrap_or_default();
        let me = match actor {
            Some(actor) => db.account(&actor.account).await?,
            None => None,
        };
        Ok(Offer {
            organisation: own.name,
            by,
            role: row.role,
            expires: Stamp(row.expires_at),
            known: db.account_by_email(&row.email).await?.is_some(),
            signed_in: me.is_some_and(|a| a.says(&row.email)),
            email: row.email,
        })
    }

    /// Accepts an invitation: with the account one is signed in with, which must be that of the
    /// address invited, or with a new one, whose session's token is then given back. The link
    /// was sent to the address, so it proves it.
    pub async fn accept_invitation(
        &self,
        token: &str,
        actor: Option<&Actor>,
        form: &Newcomer,
        visitor: Visitor<'_>,
    ) -> Result<Option<String>> {
        self.spend(&[(format!("link:{}", visitor.from), LINKS)]).await?;
        let mut db = self.read().await?;
        let row = open_invitation(&mut *db, token, self.now().0).await?;
        let known = db.account_by_email(&row.email).await?.is_some();
        drop(db);
        let mut hash = String::new();
        if actor.is_none() {
            if known {
                return Err(Refusal::SignIn.into());
            }
            let slips = person(&form.name, &row.email, &form.password);
            let slip = slips.into_iter().next().or_else(|| consent(&form.consent));
            if let Some((_, refusal)) = slip {
                return Err(refusal.into());
            }
            hash = self.passwords.hash(&form.password).await?;
        }
        let mut work = self.begin().await?;
        let now = work.now.0;
        // Again, under the lock: of two who come together one is late.
        let row = open_invitation(&mut *work.db, token, work.clock.0).await?;
        let account = match actor {
            Some(actor) => work.db.account(&actor.account).await?.ok_or(Refusal::SignIn)?,
            None => {
                let form = Registration { name: form.name.clone(), ..Registration::default() };
                let id = self.newcomer(&mut work, &form, hash, visitor.lang).await?;
                work.db.claim_address(&id, &row.email).await?;
                work.db.account(&id).await?.ok_or_else(|| Fault::new("a new account is gone"))?
            }
        };
        if actor.is_some_and(|a| a.grants.iter().any(|g| g.role.administers())) {
            return Err(Refusal::Administrates.into());
        }
        if !account.says(&row.email) {
            return Err(Refusal::OtherAddress.into());
        }
        leave_unconfirmed(&mut work, &account, &row.organisation).await?;
        if !account.proved() {
            prove(&mut work, &account).await?;
        }
        if !work.db.end_invitation(&row.id, &row.organisation, now).await? {
            return Err(Refusal::LinkOver.into());
        }
        join(&mut work, &account.id, row.organisation.as_str(), row.role).await?;
        let told =
            Message::MemberJoined { name: account.name.clone(), role: row.role.code().into() };
        let inviter = work.db.account(&row.invited_by).await?;
        if inviter.is_some_and(|a| a.closed_at.is_none()) {
            work.post(&Recipient::Account(row.invited_by), None, &told).await?;
        }
        let session = match actor {
            Some(_) => None,
            None => {
                let Visitor { device, from, .. } = visitor;
                Some(self.session(&mut work, &account.id, device, from).await?)
            }
        };
        work.ring(Bell::of_account(now, &account.id));
        work.commit().await?;
        Ok(session)
    }

    /// Gives a member another role.
    pub async fn set_member_role(
        &self,
        actor: &Actor,
        account: &AccountId,
        role: &str,
    ) -> Result<()> {
        let role = offered(role)?;
        let mut work = self.begin().await?;
        let own = self.run_by(&mut work, actor).await?;
        let row = colleague(&mut work, &own, account).await?;
        if row.role == role {
            return Ok(());
        }
        if role != Role::Applicant {
            keeps_an_administrator(&mut *work.db, &row).await?;
        }
        work.db.save_member(&MemberRow { role, ..row.clone() }).await?;
        let event = Event::MemberRoleSet {
            account: account.to_string(),
            organisation: own.id.to_string(),
            role: role.code().into(),
        };
        record(&mut work, actor, &own, &event).await?;
        if *account != actor.account {
            let told = Message::MemberRoleSet { organisation: own.name, role: role.code().into() };
            work.post(&Recipient::Account(account.clone()), None, &told).await?;
        }
        work.ring(Bell::of_account(work.now.0, account));
        work.commit().await
    }

    /// Takes a colleague out of the organisation.
    pub async fn remove_member(&self, actor: &Actor, account: &AccountId) -> Result<()> {
        let mut work = self.begin().await?;
        let own = self.run_by(&mut work, actor).await?;
        let row = colleague(&mut work, &own, account).await?;
        self.part(&mut work, actor, &row).await?;
        if *account != actor.account {
            let told = Message::MemberRemoved { organisation: own.name };
            work.post(&Recipient::Account(account.clone()), None, &told).await?;
        }
        work.commit().await
    }

    /// Leaves the organisation, if that is meant. Who alone runs it hands over first.
    pub async fn leave(&self, actor: &Actor, sure: bool) -> Result<()> {
        actor.organisation()?;
        if !sure {
            return Err(Refusal::BadValue { field: "sure".into() }.into());
        }
        let mut work = self.begin().await?;
        let row = work.db.member(&actor.account).await?.ok_or(Refusal::NotYours)?;
        self.part(&mut work, actor, &row).await?;
        work.commit().await
    }

    /// Ends a membership, unless nobody would be left to run the organisation.
    async fn part(&self, work: &mut Work, actor: &Actor, row: &MemberRow) -> Result<()> {
        keeps_an_administrator(&mut *work.db, row).await?;
        work.db.delete_member(&row.account).await?;
        let event = Event::MemberLeft {
            account: row.account.to_string(),
            organisation: row.organisation.to_string(),
        };
        let about = About { on_behalf: row.organisation.as_str(), ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        work.ring(Bell::of_account(work.now.0, &row.account));
        Ok(())
    }

    /// The actor's organisation, if they run it: as it is now, not as it was when they came in.
    async fn run_by(&self, work: &mut Work, actor: &Actor) -> Result<Organisation> {
        let organisation = actor.organisation()?;
        may_run_organisation(actor, &organisation)?;
        let row = work.db.member(&actor.account).await?;
        let still =
            row.is_some_and(|r| r.organisation == organisation && r.role == Role::Applicant);
        if !still {
            return Err(Refusal::AdministratorsOnly.into());
        }
        let own = work.db.organisation(&organisation).await?;
        own.ok_or_else(|| Refusal::NotYours.into())
    }
}

/// Refuses when the member alone runs an organisation that is confirmed, or has other members.
pub(super) async fn keeps_an_administrator(db: &mut dyn Session, row: &MemberRow) -> Result<()> {
    if row.role != Role::Applicant {
        return Ok(());
    }
    let members = db.people_of(&row.organisation).await?;
    let runs = |m: &(MemberRow, Account)| m.0.role == Role::Applicant && m.1.proved();
    if members.iter().any(|m| m.0.account != row.account && runs(m)) {
        return Ok(());
    }
    let own = db.organisation(&row.organisation).await?;
    let unconfirmed = own.is_some_and(|o| !o.claim.is_empty());
    if unconfirmed && members.len() == 1 {
        return Ok(());
    }
    Err(Refusal::LastAdministrator.into())
}

/// The organisation somebody registered without its being confirmed does not hold them; any
/// other does.
pub(super) async fn leave_unconfirmed(
    work: &mut Work,
    account: &Account,
    to: &OrganisationId,
) -> Result<()> {
    let Some(row) = work.db.member(&account.id).await? else { return Ok(()) };
    if row.organisation == *to {
        return Err(Refusal::AlreadyMember.into());
    }
    let own = work.db.organisation(&row.organisation).await?;
    if own.is_none_or(|o| o.claim.is_empty()) {
        return Err(Refusal::OtherOrganisation.into());
    }
    work.db.delete_member(&account.id).await?;
    let event = Event::MemberLeft {
        account: account.id.to_string(),
        organisation: row.organisation.to_string(),
    };
    let about = About { on_behalf: row.organisation.as_str(), ..About::default() };
    work.record(account.id.as_str(), &event, about).await
}

/// The invitation of a link that can still be accepted.
async fn open_invitation(db: &mut dyn Session, token: &str, now: i64) -> Result<InvitationRow> {
    let row = db.invitation(&digest(token)).await?;
    let row = row.filter(|r| r.ended_at.is_none() && r.expires_at > now);
    row.ok_or_else(|| Refusal::LinkOver.into())
}

/// A member of the organisation; anybody else is not there.
async fn colleague(work: &mut Work, own: &Organisation, account: &AccountId) -> Result<MemberRow> {
    possible(account.as_str())?;
    let row = work.db.member(account).await?.filter(|r| r.organisation == own.id);
    row.ok_or_else(|| Refusal::NotYours.into())
}

async fn record(work: &mut Work, actor: &Actor, own: &Organisation, event: &Event) -> Result<()> {
    let about = About { on_behalf: own.id.as_str(), ..About::default() };
    work.record(actor.account.as_str(), event, about).await
}

/// A role that an organisation can give.
fn offered(code: &str) -> std::result::Result<Role, Refusal> {
    let role = Role::from_code(code).filter(|r| Role::OFFERED.contains(r));
    role.ok_or_else(|| Refusal::BadValue { field: "role".into() })
}

fn member((row, account): (MemberRow, Account)) -> Member {
    Member {
        email: if account.proved() { account.email } else { String::new() },
        account: row.account,
        name: account.name,
        role: row.role,
        since: Stamp(row.since),
    }
}

fn invitation(row: InvitationRow) -> Invitation {
    Invitation {
        id: row.id,
        email: row.email,
        role: row.role,
        at: Stamp(row.created_at),
        expires: Stamp(row.expires_at),
    }
}
