//! The corridor's mail: what is told to whom, the inbox, and handing the outbox over to
//! whoever sends it. What is posted is stored in the transaction it tells of, so that
//! nothing is told that did not happen, and nothing that happened is not told.

mod inbox;
pub mod outbox;
mod recommending;
mod reminders;

use std::collections::BTreeSet;

use domain::ids::{AccountId, DossierId, OrganisationId, SeasonId};
use domain::mail::Message;
use domain::policy::Role;

use crate::ports::Bell;
use crate::ports::application::Dossier;
use crate::ports::mail::{InboxRow, MailRow, MailState};
use crate::{Result, Work};

/// Who is told something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// Somebody with an account: by mail in their language, and in the inbox unless the
    /// message carries a secret.
    Account(AccountId),
    /// An e-mail address. When it belongs to an account, this is the same as naming the
    /// account; else the mail is in both languages, since nobody knows the reader's.
    Address(String),
}

impl Work {
    /// Posts a message within this transaction. It leaves after the commit, by itself. To an account that is gone it
    /// is nothing.
    pub async fn post(
        &mut self,
        to: &Recipient,
        dossier: Option<&DossierId>,
        message: &Message,
    ) -> Result<()> {
        let (account, address) = match to {
            Recipient::Account(id) => {
                // Whoever closed the account meanwhile is told nothing, and holds nothing up.
                let found = self.db.account(id).await?.filter(|a| a.closed_at.is_none());
                let Some(account) = found else { return Ok(()) };
                (Some(account.id), account.email)
            }
            Recipient::Address(address) => {
                let address = domain::identity::email(address)?;
                (self.db.account_by_email(&address).await?.map(|a| a.id), address)
            }
        };
        self.put((account, address), dossier, message).await
    }

    /// Stores a message for whoever is known already.
    async fn put(
        &mut self,
        (account, address): (Option<AccountId>, String),
        dossier: Option<&DossierId>,
        message: &Message,
    ) -> Result<()> {
        let at = self.now.0;
        if let Some(account) = account.clone().filter(|_| message.token().is_none()) {
            let row = InboxRow {
                id: self.chance.id(),
                account,
                dossier: dossier.cloned(),
                message: message.clone(),
                at,
                read_at: None,
            };
            self.db.insert_inbox(&row).await?;
        }
        // An address that is not proved is somebody else's for all we know: only what was asked
        // for by naming it goes there.
        if !address.contains('@') {
            return Ok(());
        }
        // Nor does the post of a role go to a mailbox whose owner was shut out (Art. 15): it waits in the inbox.
        if let Some(account) = &account
            && !message.of_account()
            && self.db.disabled(account).await?.is_some()
        {
            return Ok(());
        }
        let row = MailRow {
            id: self.chance.id(),
            at,
            account,
            address,
            dossier: dossier.cloned(),
            message: message.clone(),
            urgent: message.urgent(),
            state: MailState::Waiting,
            bundle: String::new(),
            claim: String::new(),
            tries: 0,
            next_at: at,
            sent_at: None,
            error: String::new(),
            lang: None,
        };
        self.db.insert_mail(&row).await?;
        self.ring(Bell { at, room: "mail".into(), dossier: None, panel: None });
        Ok(())
    }

    /// Posts to everybody who holds a role over a scope in a season.
    pub async fn post_to_holders(
        &mut self,
        season: &SeasonId,
        (role, scope): (Role, &str),
        dossier: Option<&DossierId>,
        message: &Message,
    ) -> Result<()> {
        for account in self.db.holders_of(season, role.code(), scope).await? {
            self.post(&Recipient::Account(account), dossier, message).await?;
        }
        Ok(())
    }

    /// Posts to everybody who writes an organisation's dossier, whichever the season.
    pub async fn post_to_writers(
        &mut self,
        _season: &SeasonId,
        organisation: &OrganisationId,
        dossier: &DossierId,
        message: &Message,
    ) -> Result<()> {
        for (member, _) in self.db.people_of(organisation).await? {
            if member.role.writes() {
                self.post(&Recipient::Account(member.account), Some(dossier), message).await?;
            }
        }
        Ok(())
    }

    /// Posts to everybody who writes one of these dossiers what there is to say of that one. Who they are is asked once
    /// for all.
    pub async fn post_to_writers_of(
        &mut self,
        dossiers: &[&Dossier],
        said: impl Fn(&Dossier) -> Message + Send,
    ) -> Result<()> {
        let owners: BTreeSet<_> = dossiers.iter().map(|d| d.organisation.clone()).collect();
        let owners: Vec<OrganisationId> = owners.into_iter().collect();
        let people = self.db.people_of_all(&owners).await?;
        for d in dossiers {
            let message = said(d);
            let own = people.iter().filter(|(m, _)| m.organisation == d.organisation);
            for (_, account) in own.filter(|(m, _)| m.role.writes()) {
                let to = (Some(account.id.clone()), account.email.clone());
                self.put(to, Some(&d.id), &message).await?;
            }
        }
        Ok(())
    }
}
