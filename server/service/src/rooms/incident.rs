//! Room *incident* (Art. 24): anybody reports one about the holder of a title; those who are named screen and
//! investigate it, and two of them drop it where nothing of it holds; else the organisation is heard, two of the association decide, and a title that is revoked stands in
//! the public list for good. Until then nobody who is not concerned can tell that there is a case.

mod deciding;
mod dropping;
mod handling;
mod hearing;
mod reporting;

use domain::ids::IncidentId;
use domain::policy::{Actor, Role, may_decide_incident};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::incident::{Revocations, StatementView};

use crate::ports::incident::{IncidentRow, StatementRow};
use crate::ports::sealed::EvidenceRow;
use crate::ports::{Bell, Session};
use crate::rooms::shared;
use crate::rooms::shared::sealed::{self, People};
use crate::{Result, Service, Work};

/// Cases in the list at most, the open ones first: they are few, and settled ones old.
const LISTED: i64 = 200;

/// What an actor is to a case.
struct Place {
    /// They are named, and have not stepped out.
    handles: bool,
    /// They have stepped out, reported it, belong to the organisation, or are in conflict with the application:
    /// they hear nothing of it.
    apart: bool,
    /// They decide it: of the association, not apart, and never somebody who investigates.
    decides: bool,
    /// Who was named.
    people: People,
}

impl Place {
    async fn of(db: &mut dyn Session, actor: &Actor, row: &IncidentRow) -> Result<Self> {
        let people = People::of(db, (&row.id).into()).await?;
        Self::among(db, actor, row, people).await
    }

    async fn among(
        db: &mut dyn Session,
        actor: &Actor,
        row: &IncidentRow,
        people: People,
    ) -> Result<Self> {
        let member = |g: &domain::policy::Grant| {
            g.role.of_organisation()
                && row.organisation.as_ref().is_some_and(|o| o.as_str() == g.scope)
        };
        let apart = people.left(&actor.account)
            || row.reporter.as_ref() == Some(&actor.account)
            || actor.grants.iter().any(member)
            || conflicted(db, actor, row).await?;
        let named = people.named(&actor.account);
        Ok(Self {
            handles: !apart && named && actor.is(Role::Office),
            decides: !apart && !named && may_decide_incident(actor).is_ok(),
            apart,
            people,
        })
    }

    /// They may decide it now or later: the report is in.
    fn decides_on(&self, row: &IncidentRow) -> bool {
        self.decides && row.case.step().reported()
    }
}

/// Whether the actor was kept from the application by a conflict while it was reviewed.
async fn conflicted(db: &mut dyn Session, actor: &Actor, row: &IncidentRow) -> Result<bool> {
    // Nobody but experts has anything to be in conflict with.
    let expert = actor.grants.iter().any(|g| g.role == Role::Expert);
    let Some(id) = row.dossier.as_ref().filter(|_| expert) else { return Ok(false) };
    let Some(d) = db.dossier(id).await? else { return Ok(false) };
    shared::in_conflict(db, &d.season, &actor.grants, id).await
}

impl Service {
    /// All titles that were revoked. Nobody needs to sign in for it.
    pub async fn revocations(&self) -> Result<Revocations> {
        Ok(Revocations { lines: self.read().await?.revocations().await? })
    }
}

/// A case, as for one that is not there where there is none.
async fn load(db: &mut dyn Session, id: &IncidentId) -> Result<IncidentRow> {
    shared::possible(id.as_str())?;
    Ok(db.incident(id).await?.ok_or(Refusal::NotYours)?)
}

/// Statements with their files and the names of their authors.
async fn statements(
    db: &mut dyn Session,
    id: &IncidentId,
    files: &[EvidenceRow],
) -> Result<Vec<StatementView>> {
    let mut found = Vec::new();
    for StatementRow { number, author, at, text } in db.statements(id).await? {
        let author = shared::name_at(db, &author, Stamp(at)).await?;
        let files = sealed::files(files, number);
        found.push(StatementView { number, author, at: Stamp(at), text, files });
    }
    Ok(found)
}

/// Pages of those who handle a case look again. The public hears nothing.
fn ring(work: &mut Work) {
    let at = work.now.0;
    work.ring(Bell { at, room: "incident".into(), dossier: None, panel: None });
}
