//! Cases an organisation is heard in (Art. 24), for its own people: pages of its titles and applications lead there. As
//! long as nobody has asked for a statement there is none, for them (Art. 15).

use domain::ids::{DossierId, OrganisationId};
use domain::incident::case_code;
use domain::stamp::Stamp;
use domain::views::incident::HearingLine;

use crate::Result;
use crate::ports::Session;

/// They, the latest first, each with the application its title was granted for, where that is here.
pub(crate) async fn of(
    db: &mut dyn Session,
    organisation: &OrganisationId,
    now: Stamp,
) -> Result<Vec<(Option<DossierId>, HearingLine)>> {
    let mut all = Vec::new();
    for row in db.incidents_of(organisation).await? {
        let Some(hearing) = row.case.hearing() else { continue };
        let settled = !row.case.step().is_open();
        let line = HearingLine {
            code: case_code(&row.id),
            number: row.holder.number,
            due: hearing.due,
            open: now < hearing.due,
            // What is only proposed is told to nobody outside.
            decided: row.case.decision().filter(|_| settled).map(|d| d.outcome),
            id: row.id,
        };
        all.push((row.dossier, line));
    }
    Ok(all)
}
