//! The announcement grants titles (Art. 22, 23): within its own transaction, so that there is neither a benchmark
//! without one nor one before everybody may know.

use domain::announcement::Announcement;
use domain::event::Event;
use domain::policy::Actor;
use domain::season::Season;
use domain::title::{Facts, granted};

use crate::ports::application::Dossier;
use crate::{About, Fault, Result, Work};

/// Every benchmark of a released announcement becomes a title, in the same transaction. `dossiers` are those of its
/// entries, in their order.
pub(crate) async fn grant(
    work: &mut Work,
    actor: &Actor,
    season: &Season,
    released: &Announcement,
    dossiers: &[Dossier],
) -> Result<()> {
    for (entry, d) in released.entries.iter().zip(dossiers) {
        let s = &d.summary;
        let facts = Facts {
            uscc: s.uscc.clone(),
            sme: s.sme,
            industry: s.industry.clone(),
            region: s.region.clone(),
            direction: season.directions.iter().find(|x| x.code == s.direction).cloned(),
        };
        let title = granted(released.year, entry, facts, work.clock)
            .ok_or_else(|| Fault::new(format!("no number for line {}", entry.place)))?;
        work.db.insert_title(&title, work.now.0).await?;
        let event = Event::TitleGranted { number: title.number.to_string() };
        let about = About { dossier: Some(&d.id), ..About::default() };
        work.record(actor.account.as_str(), &event, about).await?;
    }
    Ok(())
}
