//! Who is named on a page, by the name they had then.

use std::collections::BTreeSet;

use domain::ids::AccountId;
use domain::stamp::Stamp;

use crate::Result;
use crate::ports::Session;
use crate::ports::people::NameRow;

/// What everybody who is named on a page is and was called: asked once, however many they are.
pub(crate) struct Names(Vec<NameRow>);

impl Names {
    /// Those of some accounts.
    pub async fn of(
        db: &mut dyn Session,
        accounts: impl IntoIterator<Item = AccountId>,
    ) -> Result<Self> {
        let once: BTreeSet<AccountId> = accounts.into_iter().collect();
        let once: Vec<AccountId> = once.into_iter().collect();
        Ok(Self(db.names_ever(&once).await?))
    }

    /// The name an account had at a moment, such as that of a signature; empty when it is gone.
    pub fn at(&self, account: &AccountId, at: Stamp) -> String {
        let own = self.0.iter().filter(|n| n.account == *account);
        match own.filter_map(|n| n.former.as_ref()).find(|(_, until)| *until > at.0) {
            Some((name, _)) => name.clone(),
            None => self.now(account),
        }
    }

    /// The name it has now; empty when it is gone.
    pub fn now(&self, account: &AccountId) -> String {
        let own = self.0.iter().find(|n| n.account == *account);
        own.map(|n| n.name.clone()).unwrap_or_default()
    }
}
