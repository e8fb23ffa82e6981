//! Who stands apart from a case about an organisation and its application (Art. 15): they are neither named to it nor
//! told of it, and decide nothing there.

use std::collections::BTreeSet;

use domain::ids::{AccountId, DossierId, OrganisationId};

use crate::Result;
use crate::ports::Session;
use crate::ports::incident::IncidentRow;
use crate::ports::objection::ObjectionRow;
use crate::rooms::shared;

/// From an incident: who reported it, and whoever is tied to the organisation or its application.
pub(crate) async fn of_incident(
    db: &mut dyn Session,
    row: &IncidentRow,
) -> Result<BTreeSet<AccountId>> {
    let mut away = tied(db, row.organisation.as_ref(), row.dossier.as_ref()).await?;
    away.extend(row.reporter.clone());
    Ok(away)
}

/// The same of an objection.
pub(crate) async fn of_objection(
    db: &mut dyn Session,
    row: &ObjectionRow,
) -> Result<BTreeSet<AccountId>> {
    let d = shared::load(db, &row.dossier).await?;
    let mut away = tied(db, Some(&d.organisation), Some(&d.id)).await?;
    away.extend(row.kept.by.clone());
    Ok(away)
}

/// Who belongs to the organisation, and who was ever kept from the application by a conflict, as expert, chair or vice
/// chair of whatever season: a seat that is over undoes no conflict.
async fn tied(
    db: &mut dyn Session,
    organisation: Option<&OrganisationId>,
    dossier: Option<&DossierId>,
) -> Result<BTreeSet<AccountId>> {
    let mut all = BTreeSet::new();
    if let Some(organisation) = organisation {
        let people = db.people_of(organisation).await?;
        all.extend(people.into_iter().map(|(member, _)| member.account));
    }
    if let Some(dossier) = dossier {
        all.extend(db.kept_ever_from(dossier).await?);
    }
    Ok(all)
}
