//! Objections of the demonstration (Art. 21): one is dismissed; another is upheld where the demonstration goes on to the
//! titles, and still looked into where it stops at the open notice.

use domain::ids::ObjectionId;
use domain::notice::handling::Outcome;
use domain::notice::objection::Form;
use domain::policy::{Actor, Role};
use service::{Fault, Result};

use super::{Demo, Until};

/// What is objected, what was found, why it is decided so.
const FACTS: &str =
    "所列成效数据与该单位公开的年度报告不一致，请核对原始记录。（演示数据，纯属虚构）";
const SOUND: &str =
    "经核对原始记录，数据口径不同，所列数据属实，异议不成立。（演示数据，纯属虚构）";
const UNSOUND: &str = "经核对原始记录，所列成效数据不能证实，异议成立。（演示数据，纯属虚构）";

impl Demo {
    /// Two people object to entries that the two heads may decide on.
    pub(super) async fn objections(&self, office: &Actor) -> Result<()> {
        let second = self.known(Role::Office, "office-2@example.com").await?;
        let dismissed = self.objection(office, &second, 0).await?;
        self.decided(&second, &dismissed, Outcome::Dismissed, SOUND).await?;
        let other = self.objection(office, &second, 1).await?;
        if self.until != Until::Notice {
            self.decided(&second, &other, Outcome::Upheld, UNSOUND).await?;
        }
        Ok(())
    }

    /// The n-th objects to an entry; a colleague is named to handle it.
    async fn objection(&self, office: &Actor, second: &Actor, n: u32) -> Result<ObjectionId> {
        let notice = self.service.notice(None).await?;
        let lines = notice.ok_or_else(|| Fault::new("no notice"))?.lines.len();
        let last = u32::try_from(lines).unwrap_or(1);
        let form = Form {
            who: "person".into(),
            name: "演示异议人".into(),
            phone: "13800000002".into(),
            entry: last.saturating_sub(n).to_string(),
            facts: FACTS.into(),
            ..Form::default()
        };
        self.service.object(2026, &form, &[]).await?;
        let lines = self.service.objections(office).await?.lines;
        let newest = lines.into_iter().max_by_key(|line| line.number);
        let id = newest.ok_or_else(|| Fault::new("no objection"))?.id;
        self.service.name_handler(office, &id, &second.account).await?;
        Ok(id)
    }

    /// The report goes to the committee; one of its heads proposes, the other confirms.
    async fn decided(
        &self,
        handler: &Actor,
        id: &ObjectionId,
        outcome: Outcome,
        why: &str,
    ) -> Result<()> {
        self.service.note_objection(handler, id, true, (why, "")).await?;
        let (chair, vice) = (self.head(Role::Chair).await?, self.head(Role::ViceChair).await?);
        self.service.propose_outcome(&chair, id, outcome, why).await?;
        let seen = self.service.objection(&vice, id).await?.seen;
        self.service.confirm_outcome(&vice, id, &seen).await
    }
}
