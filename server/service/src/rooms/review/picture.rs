//! What all boards show, read once for all who look ([`crate::kept`]).
//!
//! A sealed sheet makes every open board ask what changed, all within the same moment and all about
//! the same rows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::ids::{DossierId, ExpertId};
use domain::season::Season;

use crate::ports::Session;
use crate::ports::committee::Panel;
use crate::ports::review::BoardLine;
use crate::{Result, Service};

/// The board of a whole season as the database has it, before it is cut to a viewer.
pub(crate) struct Picture {
    /// The season.
    pub season: Season,
    /// Its panels, by number.
    pub panels: Vec<Panel>,
    /// Names of the committee's experts.
    pub experts: Vec<(ExpertId, String)>,
    /// All applications that have a home panel and readers, by number.
    pub lines: Vec<BoardLine>,
    /// Applications each expert is kept away from, declared or found.
    conflicts: BTreeMap<ExpertId, BTreeSet<DossierId>>,
}

impl Picture {
    /// Whether a conflict of interest keeps an expert from an application (Art. 15).
    pub fn keeps_away(&self, expert: &ExpertId, dossier: &DossierId) -> bool {
        self.conflicts.get(expert).is_some_and(|all| all.contains(dossier))
    }

    async fn read(db: &mut dyn Session) -> Result<Picture> {
        let season = crate::season(db).await?;
        let panels = db.panels(&season.id).await?;
        let members = db.members(&season.id).await?;
        let lines = db.board_lines(&season.id).await?;
        let mut conflicts: BTreeMap<ExpertId, BTreeSet<DossierId>> = BTreeMap::new();
        for c in db.conflicts(&season.id).await? {
            conflicts.entry(c.expert).or_default().insert(c.dossier);
        }
        let experts = members.into_iter().map(|m| (m.expert.id, m.expert.name)).collect();
        Ok(Picture { season, panels, experts, lines, conflicts })
    }
}

/// There is one board, that of the season that runs.
const BOARD: &str = "";

impl Service {
    /// The picture as it is now.
    pub(super) async fn picture(&self) -> Result<Arc<Picture>> {
        let mut db = self.read().await?;
        let mut shelf = self.held.board.now(&mut *db).await?;
        match shelf.get(BOARD) {
            Some(picture) => Ok(picture),
            None => {
                let picture = Picture::read(&mut *db).await?;
                Ok(shelf.keep(BOARD, picture))
            }
        }
    }

    /// A picture that contains everything committed up to a moment.
    pub(super) async fn picture_since(&self, at: i64) -> Result<Arc<Picture>> {
        match self.held.board.since(BOARD, at).await {
            Some(picture) => Ok(picture),
            None => self.picture().await,
        }
    }
}
