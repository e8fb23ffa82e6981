//! Accounts and the links that open them, wherever somebody is let in: by registering, by the
//! administrator of accounts, by the Office with a seat, or by whoever sets the system up.

use domain::application::version::digest;
use domain::event::Event;
use domain::ids::AccountId;
use domain::lang::Lang;
use domain::people::Purpose;
use domain::refusal::Refusal;

use crate::ports::identity::Account;
use crate::ports::people::OneTime;
use crate::{About, Result, Work};

/// Whom an account is made for; what is typed has been judged by whoever makes it.
pub(crate) struct Newcomer<'a> {
    /// Name.
    pub name: String,
    /// The address that is vouched for; none where its owner has still to prove it.
    pub email: Option<&'a str>,
    /// Hash of the password. Slow to make, and so made before the writers' lock is taken.
    pub password_hash: String,
    /// Language of what is sent.
    pub lang: Lang,
}

impl Work {
    /// Makes an account and records that `by` made it. Refuses an address that is taken.
    pub(crate) async fn open_account(
        &mut self,
        by: &str,
        newcomer: Newcomer<'_>,
    ) -> Result<AccountId> {
        let id = self.chance.id();
        let account = Account {
            id: id.clone().into(),
            // Nobody has the identifier for an address.
            email: newcomer.email.unwrap_or(&id).to_owned(),
            name: newcomer.name,
            password_hash: newcomer.password_hash,
            lang: newcomer.lang,
            claimed: String::new(),
            created_at: self.now.0,
            closed_at: None,
        };
        if !self.db.insert_account(&account).await? {
            return Err(Refusal::Taken.into());
        }
        self.record(by, &Event::AccountCreated { account: id }, About::default()).await?;
        Ok(account.id)
    }

    /// Makes a one-time link that lives `life` microseconds; gives its secret. One without an
    /// account leads nowhere, and nobody is sent it.
    pub(crate) async fn one_time(
        &mut self,
        purpose: Purpose,
        account: Option<AccountId>,
        email: &str,
        life: i64,
    ) -> Result<String> {
        let token = self.chance.token();
        let row = OneTime {
            digest: digest(&token),
            purpose,
            account,
            email: email.to_owned(),
            created_at: self.now.0,
            // What is compared with the clock is counted from the clock.
            expires_at: self.clock.plus(life).0,
        };
        self.db.insert_one_time(&row).await?;
        Ok(token)
    }
}
