//! Room *incident* (Art. 24): anybody reports one about the holder of a title; those who are named screen and
//! investigate it, and two of them drop it where nothing of it holds; else the organisation is heard, two of the association decide, and a title that is revoked stands in
//! the public list for good. Until then nobody who is not concerned can tell that there is a case.

mod adding;
mod deciding;
mod dropping;
mod handling;
mod hearing;
mod reminding;
mod reporting;

use std::collections::BTreeSet;

use domain::ids::{DossierId, ExpertId, IncidentId};
use domain::incident::case::{Decision, Outcome};
use domain::policy::{Actor, Role, may_decide_incident};
use domain::refusal::Refusal;
use domain::stamp::Stamp;
use domain::views::incident::{Revocations, StatementView};

use crate::ports::Session;
use crate::ports::incident::{IncidentRow, StatementRow};
use crate::ports::sealed::EvidenceRow;
use crate::rooms::shared;
use crate::rooms::shared::names::Names;
use crate::rooms::shared::sealed::{self, People};
use crate::{Result, Service};

/// Cases in the list at most, the open ones first: they are few, and settled ones old.
const LISTED: i64 = 200;

/// What an actor is to a case.
struct Place {
    /// They are named, and neither stepped out nor are tied to it.
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
        let season = crate::season(db).await?.id;
        let people = People::of(db, (&row.id).into(), &season).await?;
        let kept = kept_from(db, actor).await?;
        Ok(Self::among(actor, row, people, &kept))
    }

    /// The same of somebody who is kept from some applications.
    fn among(actor: &Actor, row: &IncidentRow, people: People, kept: &BTreeSet<DossierId>) -> Self {
        let member = |g: &domain::policy::Grant| {
            g.role.of_organisation()
                && row.organisation.as_ref().is_some_and(|o| o.as_str() == g.scope)
        };
        let apart = people.out(&actor.account)
            || row.reporter.as_ref() == Some(&actor.account)
            || actor.grants.iter().any(member)
            || row.dossier.as_ref().is_some_and(|d| kept.contains(d));
        let named = people.named(&actor.account);
        Self {
            handles: !apart && named && actor.is(Role::Office),
            decides: !apart && !named && may_decide_incident(actor).is_ok(),
            apart,
            people,
        }
    }

    /// They may decide it now or later: the report is in.
    fn decides_on(&self, row: &IncidentRow) -> bool {
        self.decides && row.case.step().reported()
    }
}

/// The applications, of whatever season, that an actor was ever kept from by a conflict, as expert, chair or vice chair:
/// seats are for a year, and most incidents come later.
async fn kept_from(db: &mut dyn Session, actor: &Actor) -> Result<BTreeSet<DossierId>> {
    let mut experts: BTreeSet<ExpertId> = shared::of_pool(&actor.grants).collect();
    experts.extend(db.pool_ever_of(&actor.account).await?);
    let mut kept = BTreeSet::new();
    for expert in experts {
        kept.extend(db.conflicts_ever_of(&expert).await?.into_iter().map(|c| c.dossier));
    }
    Ok(kept)
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

/// What was decided, and why, as it is told to whoever reported a case and to the organisation: of a title that was revoked
/// what everybody reads, whichever case it was revoked by.
async fn told_outside(
    db: &mut dyn Session,
    row: &IncidentRow,
    decision: &Decision,
) -> Result<(Outcome, String)> {
    let gone = match decision.outcome {
        Outcome::Revoked => db.revocation(&row.holder.number).await?,
        Outcome::Kept => None,
    };
    let reason = gone.map_or_else(|| decision.reason.clone(), |gone| gone.reason);
    Ok((decision.outcome, reason))
}

/// Statements with their files and the names of their authors.
async fn statements(
    db: &mut dyn Session,
    id: &IncidentId,
    files: &[EvidenceRow],
) -> Result<Vec<StatementView>> {
    let made = db.statements(id).await?;
    let names = Names::of(db, made.iter().map(|s| s.author.clone())).await?;
    let shown = made.into_iter().map(|StatementRow { number, author, at, text, paper }| {
        let (at, files) = (Stamp(at), sealed::files(files, number));
        StatementView { number, author: names.at(&author, at), paper, at, text, files }
    });
    Ok(shown.collect())
}
