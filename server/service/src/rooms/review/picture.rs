//! What all boards show, read once for all who look.
//!
//! A sealed sheet makes every open board ask what changed, all within the same moment and all about
//! the same rows. They are read once and kept until the journal grows: whatever a board shows is
//! changed by recorded events alone, so that the journal's head tells exactly whether the picture
//! still holds, on whatever machine the change was made. Nothing is cut here: that is done for each
//! viewer, each time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::ids::{DossierId, ExpertId};
use domain::season::Season;
use tokio::sync::Mutex;

use crate::ports::Session;
use crate::ports::committee::Panel;
use crate::ports::review::BoardLine;
use crate::{Result, Service};

/// The last picture read. Whoever comes while it is being read waits for it.
#[derive(Clone, Default)]
pub struct Pictures(Arc<Mutex<Option<Arc<Picture>>>>);

/// The board of a whole season as the database has it, before it is cut to a viewer.
pub(super) struct Picture {
    /// Number of the journal's last row it contains.
    seq: i64,
    /// That row's moment.
    at: i64,
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

    async fn read(db: &mut dyn Session, seq: i64, at: i64) -> Result<Picture> {
        let season = crate::season(db).await?;
        let panels = db.panels(&season.id).await?;
        let members = db.members(&season.id).await?;
        let lines = db.board_lines(&season.id).await?;
        let mut conflicts: BTreeMap<ExpertId, BTreeSet<DossierId>> = BTreeMap::new();
        for c in db.conflicts(&season.id).await? {
            conflicts.entry(c.expert).or_default().insert(c.dossier);
        }
        let experts = members.into_iter().map(|m| (m.expert.id, m.expert.name)).collect();
        Ok(Picture { seq, at, season, panels, experts, lines, conflicts })
    }
}

impl Service {
    /// The picture as it is now.
    pub(super) async fn picture(&self) -> Result<Arc<Picture>> {
        let mut db = self.read().await?;
        let head = db.head().await?;
        let mut kept = self.pictures.0.lock().await;
        if let Some(picture) = kept.as_ref().filter(|picture| picture.seq >= head.seq) {
            return Ok(picture.clone());
        }
        let picture = Arc::new(Picture::read(&mut *db, head.seq, head.at).await?);
        *kept = Some(picture.clone());
        Ok(picture)
    }

    /// A picture that contains everything committed up to a moment.
    pub(super) async fn picture_since(&self, at: i64) -> Result<Arc<Picture>> {
        let kept = self.pictures.0.lock().await.clone();
        match kept.filter(|picture| picture.at >= at) {
            Some(picture) => Ok(picture),
            None => self.picture().await,
        }
    }
}
