//! What runs, for the system administrator: to read, not to change.

use domain::policy::{Actor, may_see_system};
use domain::views::system::SystemView;

use crate::{Result, Service};

impl Service {
    /// What runs: settings without their secrets, the database, the last turn of what the server does by itself.
    pub async fn system(&self, actor: &Actor) -> Result<SystemView> {
        may_see_system(actor)?;
        let running = self.host.as_ref().map(|host| host.running()).unwrap_or_default();
        let schema = self.store.schema().await?;
        let rehearsal = self.read().await?.rehearsal().await?.is_some();
        Ok(SystemView { running, schema, rehearsal, now: self.now() })
    }
}
