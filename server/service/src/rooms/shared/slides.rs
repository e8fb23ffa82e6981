//! Slides of a defence (Art. 20) as their readers see them, and what else lies beside a dossier that is heard.

use domain::ids::DossierId;
use domain::stamp::Stamp;
use domain::views::defence::SlideView;
use domain::views::review::Beside;

use crate::Result;
use crate::ports::Session;
use crate::ports::defence::SlideRow;

/// Slides as their reader sees them.
pub(crate) fn shown(s: &SlideRow) -> SlideView {
    SlideView { id: s.id.clone(), name: s.name.clone(), size: s.size, at: Stamp(s.at) }
}

/// What lies beside the dossier of an application, for who scores its defence.
pub(crate) async fn beside(db: &mut dyn Session, id: &DossierId) -> Result<Beside> {
    let slides = db.slides_of(id).await?.iter().map(shown).collect();
    Ok(Beside { slides, visited: db.visit(id).await?.is_some() })
}
