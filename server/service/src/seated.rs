//! Dossiers that have a seat: what the Office, the committee and the experts choose from.

use std::collections::HashMap;
use std::sync::Arc;

use domain::committee::conflict::{DossierMarks, ExpertMarks};
use domain::ids::{DossierId, SeasonId};

use crate::conflict::{Belongings, dossier_marks, expert_marks};
use crate::ports::Session;
use crate::ports::application::Dossier;
use crate::ports::committee::Expert;
use crate::ports::recommendation::Found;
use crate::{Result, Service};

/// The dossiers of a season that have a seat, the one that changed least lately first.
#[derive(Default)]
pub(crate) struct Seated {
    pub(crate) list: Vec<Found>,
    /// What their facts come to, in the same order.
    marks: Vec<DossierMarks>,
    places: HashMap<DossierId, usize>,
}

impl Seated {
    fn of(list: Vec<Found>) -> Self {
        let marks = list.iter().map(|f| dossier_marks(&f.dossier)).collect();
        let places = list.iter().enumerate().map(|(i, f)| (f.dossier.id.clone(), i)).collect();
        Self { list, marks, places }
    }

    /// Where a dossier stands in the list.
    pub(crate) fn place(&self, id: &DossierId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Dossiers that nothing known of an expert keeps them from (Art. 15).
    pub(crate) fn open_to(
        &self,
        expert: Option<&Expert>,
        belongings: &Belongings,
    ) -> impl Iterator<Item = &Dossier> {
        let marks: Option<ExpertMarks> = expert.map(|e| expert_marks(e, belongings));
        let pairs = self.list.iter().zip(&self.marks);
        let open = pairs.filter(move |(_, d)| marks.as_ref().is_none_or(|m| m.meets(d).is_none()));
        open.map(|(f, _)| &f.dossier)
    }
}

impl Service {
    /// The dossiers that have a seat now.
    pub(crate) async fn seated(
        &self,
        db: &mut dyn Session,
        season: &SeasonId,
    ) -> Result<Arc<Seated>> {
        let mut shelf = self.held.seated.now(db).await?;
        match shelf.get(season.as_str()) {
            Some(seated) => Ok(seated),
            None => {
                let list = db.formality_list(season).await?;
                Ok(shelf.keep(season.as_str(), Seated::of(list)))
            }
        }
    }
}
