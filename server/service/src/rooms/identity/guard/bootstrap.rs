//! The first administrators of a database, from the command line: nobody is there yet who could make them.

use domain::event::Event;
use domain::ids::AccountId;
use domain::lang::Lang;
use domain::people::{INVITATION_LIFE, Purpose};
use domain::policy::{Grant, Role};

use super::super::kept_line;
use crate::rooms::shared::accounts::Newcomer;
use crate::{About, Result, Service};

/// An account that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founded {
    /// Whose.
    pub account: AccountId,
    /// Its role.
    pub role: Role,
    /// Its address.
    pub email: String,
    /// One-time secret of the link that sets its password.
    pub token: String,
}

impl Service {
    /// Makes an account for each role, name and address: all of them or none. Nobody knows their passwords; each is
    /// set by a link that lives as long as an invitation. `None` once the season that runs has an administrator:
    /// from then on accounts and roles are made by two of them (ADR 0041).
    pub async fn found_accounts(
        &self,
        by: &str,
        wanted: &[(Role, &str, &str)],
    ) -> Result<Option<Vec<Founded>>> {
        let mut accounts = Vec::new();
        for (role, name, email) in wanted {
            let email = domain::identity::email(email)?;
            // Slow, and so before the writers' lock is taken.
            let password_hash = self.passwords.hash(&self.chance.token()).await?;
            accounts.push((*role, kept_line(name, 60), email, password_hash));
        }
        let mut work = self.begin().await?;
        let season = crate::season(&mut *work.db).await?;
        for role in Role::ADMINISTRATIONS {
            if !work.db.holders(&season.id, role.code()).await?.is_empty() {
                return Ok(None);
            }
        }
        let mut founded = Vec::new();
        for (role, name, email, password_hash) in accounts {
            let newcomer =
                Newcomer { name, email: Some(&email), password_hash, lang: Lang::default() };
            let account = work.open_account(by, newcomer).await?;
            let grant = Grant { role, scope: String::new() };
            work.db.insert_grant(&season.id, &account, &grant).await?;
            let event = Event::RoleGranted {
                account: account.to_string(),
                role: role.code().to_owned(),
                scope: String::new(),
            };
            work.record(by, &event, About::default()).await?;
            let owner = Some(account.clone());
            let token = work.one_time(Purpose::Reset, owner, &email, INVITATION_LIFE).await?;
            founded.push(Founded { account, role, email, token });
        }
        work.commit().await?;
        Ok(Some(founded))
    }
}
