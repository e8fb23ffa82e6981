//! An organisation whose people are gone, or whose code a stranger confirmed first, is handed to whoever can show that
//! it is theirs (Art. 16). Nobody of it could do so: it takes a security administrator, and a reason.

use domain::event::Event;
use domain::ids::AccountId;
use domain::mail::Message;
use domain::policy::{Actor, Role, may_grant_roles};
use domain::refusal::Refusal;

use super::super::people::leave_unconfirmed;
use super::super::registration::join;
use super::accounts::another;
use super::reason;
use crate::ports::identity::Organisation;
use crate::ports::{Bell, Session};
use crate::{About, Recipient, Result, Service};

impl Service {
    /// Makes somebody run the organisation that is registered already under the code they claim. Whoever runs it until
    /// then goes on doing so, and is told: of a mistake they can undo it at once.
    pub async fn hand_over(&self, actor: &Actor, id: &AccountId, why: &str) -> Result<()> {
        may_grant_roles(actor)?;
        let why = reason(why)?;
        let mut work = self.begin().await?;
        let account = another(&mut work, actor, id).await?;
        if !account.proved() {
            return Err(Refusal::AddressClaimed.into());
        }
        let season = work.db.current_season().await?.map(|s| s.id).unwrap_or_default();
        if work.db.grants(&season, id).await?.iter().any(|g| g.role.administers()) {
            return Err(Refusal::Administrates.into());
        }
        let own = claimed(&mut *work.db, id).await?.ok_or(Refusal::NotYours)?;
        let role = Role::Applicant.code().to_owned();
        let told = Message::MemberJoined { name: account.name.clone(), role: role.clone() };
        for (member, _) in work.db.people_of(&own.id).await? {
            if member.role == Role::Applicant {
                work.post(&Recipient::Account(member.account), None, &told).await?;
            }
        }
        leave_unconfirmed(&mut work, &account, &own.id).await?;
        join(&mut work, id, own.id.as_str(), Role::Applicant).await?;
        let event = Event::OrganisationHandedOver {
            account: id.to_string(),
            organisation: own.id.to_string(),
        };
        let about = About { on_behalf: own.id.as_str(), reason: &why, ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
        let told = Message::MemberRoleSet { organisation: own.name, role };
        work.post(&Recipient::Account(id.clone()), None, &told).await?;
        work.ring(Bell::of_account(work.now.0, id));
        work.commit().await
    }
}

/// The organisation that is registered already under the code somebody claims.
pub(super) async fn claimed(
    db: &mut dyn Session,
    account: &AccountId,
) -> Result<Option<Organisation>> {
    let Some(row) = db.member(account).await? else { return Ok(None) };
    let own = db.organisation(&row.organisation).await?;
    match own.map(|o| o.claim).filter(|claim| !claim.is_empty()) {
        Some(claim) => Ok(db.organisation_by_uscc(&claim).await?),
        None => Ok(None),
    }
}
