//! Room *consultation* (Art. 20): the signed initial list goes to the ministry; it gives opinions, the Office
//! answers, two heads decide on an entry where that is asked of them. Nothing of it reaches applicants or the
//! public: the notice does, with the entries that remain. Where none remains applicants learn that they are not on
//! the list, and nothing else.

mod asking;
mod deciding;
mod giving;
mod viewing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::consultation::{Consultation, Package};
use domain::defence::initial_list::who::Seat;
use domain::deliberation::Review;
use domain::ids::DossierId;
use domain::notice::Entry;
use domain::policy::{
    Actor, Role, may_give_opinion, may_make_list, may_run_office, may_see_consultation,
};
use domain::refusal::Refusal;
use domain::season::category::Category;

pub use asking::Answering;
pub use giving::Opining;

use crate::makers::seats;
use crate::picture::Picture;
use crate::ports::Session;
use crate::ports::initial_list::SignedList;
use crate::rooms::shared;
use crate::undertaken::require_signed;
use crate::{Error, Result, Service, Work};

/// What lies on the table: the list that counts, and the consultation on it.
struct Table {
    picture: Arc<Picture>,
    list: SignedList,
    consultation: Option<Consultation>,
}

impl Table {
    /// Lays it. Without a list that both have signed there is none.
    async fn lay(db: &mut dyn Session) -> Result<Table> {
        let picture = Arc::new(Picture::read(db, Review::Defence).await?);
        Self::over(db, picture).await
    }

    /// The same over a picture that was read.
    async fn over(db: &mut dyn Session, picture: Arc<Picture>) -> Result<Table> {
        let list = db.signed_list(&picture.season.id).await?.ok_or(Refusal::ListMissing)?;
        let consultation = db.consultation(&picture.season.id, list.number).await?;
        Ok(Table { picture, list, consultation })
    }

    /// The consultation; before it was opened there is none for anybody.
    fn opened(&self) -> Result<&Consultation> {
        Ok(self.consultation.as_ref().ok_or(Refusal::NotYours)?)
    }

    /// Refuses what an actor is kept away from by a conflict (Art. 15).
    fn require_free(&self, actor: &Actor, dossier: &DossierId) -> Result<()> {
        let away = kept_from(&self.picture, actor);
        if away.contains(dossier) { Err(Refusal::NotYours.into()) } else { Ok(()) }
    }
}

/// What a conflict of interest keeps an actor from, by whatever role they come from the pool.
fn kept_from(picture: &Picture, actor: &Actor) -> BTreeSet<DossierId> {
    let scopes = actor.grants.iter().map(|g| g.scope.as_str().into());
    scopes.filter_map(|expert| picture.conflicts.get(&expert)).flatten().cloned().collect()
}

/// As whom an actor is here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The Office.
    Office,
    /// The ministry.
    Ministry,
    /// One of the two who decide.
    Head,
}

impl Part {
    /// The part an actor has.
    ///
    /// # Errors
    /// [`Refusal::UndertakingMissing`]; [`Refusal::Conflicted`] for a head whom a conflict keeps out,
    /// [`Refusal::NotYours`] for all others.
    async fn of(db: &mut dyn Session, picture: &Picture, actor: &Actor) -> Result<Part> {
        if may_run_office(actor).is_ok() {
            return Ok(Part::Office);
        }
        if may_give_opinion(actor).is_ok() {
            return Ok(Part::Ministry);
        }
        may_make_list(actor)?;
        if held(&seats(db, picture).await?, actor) {
            require_signed(db, &picture.season.id, actor).await?;
            return Ok(Part::Head);
        }
        let head = actor.is(Role::Chair) || actor.is(Role::ViceChair);
        Err(if head { Refusal::Conflicted } else { Refusal::NotYours }.into())
    }
}

/// Whether an actor holds one of the seats.
fn held(seats: &[Seat], actor: &Actor) -> bool {
    seats.iter().any(|s| s.held_by(actor))
}

/// The package of a signed list, as it would be sent now.
async fn package(db: &mut dyn Session, table: &Table) -> Result<Package> {
    let season = &table.picture.season.id;
    let categories: BTreeMap<DossierId, Category> =
        db.categories(season).await?.into_iter().collect();
    let mut entries = Vec::new();
    for id in &table.list.dossiers {
        let d = shared::load(db, id).await?;
        let category = categories.get(&d.id).copied().unwrap_or(Category::Service);
        let entry = Entry {
            place: 0,
            dossier: d.id,
            organisation: d.summary.org_name,
            title: d.summary.title,
            unit: d.summary.unit,
        };
        entries.push((entry, category));
    }
    Ok(Package { list: table.list.number, sha256: table.list.sha256.clone(), entries })
}

async fn store(work: &mut Work, table: &Table, next: &Consultation) -> Result<()> {
    Ok(work.db.save_consultation(&table.picture.season.id, next).await?)
}

impl Service {
    /// Refuses whoever has no part in the consultation, as for what is not there.
    pub async fn may_consult(&self, actor: &Actor) -> Result<()> {
        may_see_consultation(actor)?;
        let picture = self.picture(Review::Defence).await?;
        let mut db = self.read().await?;
        Part::of(&mut *db, &picture, actor).await?;
        Ok(())
    }

    /// Whether a lead of a panel stands in for a head whom a conflict keeps out, and so has a part in the consultation
    /// (Art. 15): nobody else is led there by their role alone.
    pub async fn stands_in(&self, actor: &Actor) -> Result<bool> {
        let led = [Role::Office, Role::Ministry, Role::Chair, Role::ViceChair];
        if !actor.is(Role::PanelLead) || led.into_iter().any(|role| actor.is(role)) {
            return Ok(false);
        }
        match self.may_consult(actor).await {
            Ok(()) => Ok(true),
            Err(Error::Refused(_)) => Ok(false),
            Err(e) => Err(e),
        }
    }
}
