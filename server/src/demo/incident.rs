//! Incidents of the demonstration (Art. 24): a fictional title of an earlier season is revoked, and another report waits
//! for somebody to be named.

use domain::identity::demo_email;
use domain::ids::IncidentId;
use domain::incident::Cause;
use domain::incident::case::Outcome;
use domain::incident::report::Form;
use domain::policy::{Actor, Role};
use domain::views::title::Wish;
use service::{Fault, Result};

use super::Demo;
use super::title::SECOND;

/// What is reported.
const FACTS: &str =
    "该单位在公开通报的一起安全事故中被认定负主要责任，通报见主管部门网站。（演示数据，纯属虚构）";
/// What the investigators found, what the organisation is told, why it is decided so.
const FOUND: &str =
    "主管部门的认定书载明，该单位对所通报的安全事故负主要责任。（演示数据，纯属虚构）";

impl Demo {
    /// A report about the first title of a year.
    async fn reported(&self, year: i32) -> Result<IncidentId> {
        let wish = Wish { year, ..Wish::default() };
        let register = self.service.whole_register(&wish).await?;
        let title = register.lines.first().ok_or_else(|| Fault::new("no title to report"))?;
        let form = Form {
            who: "person".into(),
            name: "演示反映人".into(),
            phone: "13800000001".into(),
            number: title.number.to_string(),
            cause: Cause::Safety.code().into(),
            facts: FACTS.into(),
            ..Form::default()
        };
        self.service.report_incident(None, &form, &[], "").await?;
        let mut db = self.service.read().await?;
        let case = db.incidents(1).await?.into_iter().next();
        Ok(case.ok_or_else(|| Fault::new("no case"))?.id)
    }

    /// Reports one, investigates it and brings it before the organisation, which is on paper here.
    pub(super) async fn incident(&self, office: &Actor) -> Result<IncidentId> {
        let second = self.known(Role::Office, "office-2@example.com").await?;
        let case = self.reported(2025).await?;
        self.service.name_investigator(office, &case, &second.account).await?;
        self.service.screen_incident(&second, &case, true, "").await?;
        self.service.close_investigation(&second, &case, Cause::Safety, FOUND, FOUND).await?;
        Ok(case)
    }

    /// Two of the association decide it; another report comes in.
    pub(super) async fn revocation(&self, case: &IncidentId) -> Result<()> {
        let mut deciders = Vec::new();
        for email in [demo_email(Role::Caq), SECOND.to_owned()] {
            deciders.push(self.known(Role::Caq, &email).await?);
        }
        self.service.propose_decision(&deciders[0], case, Outcome::Revoked, FOUND).await?;
        let seen = self.service.incident(&deciders[1], case).await?.seen;
        self.service.confirm_decision(&deciders[1], case, &seen).await?;
        self.reported(2026).await.map(drop)
    }
}
