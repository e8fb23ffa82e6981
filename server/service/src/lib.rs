//! One verb per use-case. A verb loads, asks `policy`, lets `domain` decide, and
//! records events and projection in one transaction; then it rings the bell.
//!
//! The outside world arrives through [`ports`]: store, clock, chance, files,
//! passwords. Nothing here knows SQL, HTTP or a file system.

pub mod acting;
pub(crate) mod conflict;
pub(crate) mod contents;
pub mod error;
pub mod heads;
pub mod held;
pub mod journal;
pub mod kept;
pub(crate) mod kept_away;
pub(crate) mod makers;
pub(crate) mod once;
pub(crate) mod picture;
pub mod ports;
pub(crate) mod reads;
pub mod rooms;
pub(crate) mod seated;
pub(crate) mod table;
pub(crate) mod titles;
pub(crate) mod undertaken;
pub mod vault;
mod which;

use std::sync::Arc;

use domain::event::Event;
use domain::guard::factor::Required;
use domain::ids::{DossierId, SeasonId};
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::season::Season;
use domain::stamp::Stamp;

use acting::Acting;
pub use error::{Error, Fault, Result};
pub use held::Held;
use ports::{
    Bell, Chance, Clock, Entry, FileStore, Host, Inspector, Passwords, Scanner, Session, Store,
};
pub use rooms::consultation::{Answering, Opining};
pub use rooms::defence::{Appointed, SlidesFile};
pub use rooms::deliberation::Agreeing;
pub use rooms::identity::guard::audit::Exported;
pub use rooms::identity::{Begun, Entered};
pub use rooms::initial_list::Listing;
pub use rooms::mail::Recipient;
pub use vault::Vault;

/// Everything a verb needs. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    /// The database.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Identifiers, tokens and seeds.
    pub chance: Arc<dyn Chance>,
    /// Contents of uploaded files.
    pub files: Arc<dyn FileStore>,
    /// Judges what is uploaded.
    pub inspector: Arc<dyn Inspector>,
    /// Looks for viruses in what is uploaded, where one is configured.
    pub scanner: Option<Arc<dyn Scanner>>,
    /// Slow hashing of passwords.
    pub passwords: Arc<dyn Passwords>,
    /// What lists and boards are cut from.
    pub held: Held,
    /// What guards accounts.
    pub guard: Guard,
    /// The server; none where a command works on the database.
    pub host: Option<Arc<dyn Host>>,
}

/// What guards accounts: the key their secrets are sealed with, and who owes a second step.
#[derive(Clone, Default)]
pub struct Guard {
    /// The key; without one nobody can set up a second step, or sign in with one.
    pub vault: Option<Arc<Vault>>,
    /// Who owes a second step.
    pub required: Required,
    /// Who does in a demonstration, whose accounts are everybody's.
    pub in_demonstration: Required,
}

/// A transaction in progress, with the events it has recorded.
///
/// Opened by [`Service::begin`]; writers are serialised, so what is loaded through it
/// cannot change before [`Work::commit`]. Dropping it undoes everything.
pub struct Work {
    /// The open session.
    pub db: Box<dyn Session>,
    /// Moment of this transaction: strictly later than every earlier one, so that the
    /// order of moments is the order of commits.
    pub now: Stamp,
    /// What the clock says. Deadlines are counted by it: a row that was once written with a clock
    /// that ran ahead must close nothing early.
    pub clock: Stamp,
    /// Identifiers for what this transaction stores.
    pub(crate) chance: Arc<dyn Chance>,
    head: ports::Head,
    bells: Vec<Bell>,
}

/// What an event is about, beside the event itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// The dossier concerned.
    pub dossier: Option<&'a DossierId>,
    /// The organisation or unit acted for.
    pub on_behalf: &'a str,
    /// Why, where a reason is asked for.
    pub reason: &'a str,
}

impl Service {
    /// Opens a transaction that will change something; whoever acts in it may do so still ([`acting`]).
    pub async fn begin(&self) -> Result<Work> {
        let mut db = self.store.write().await?;
        let head = db.head().await?;
        let clock = self.clock.now();
        self.still(&mut *db, clock).await?;
        let now = Stamp(clock.0.max(head.at + 1));
        Ok(Work { db, now, clock, chance: self.chance.clone(), head, bells: Vec::new() })
    }

    /// Opens a session for reading.
    pub async fn read(&self) -> Result<Box<dyn Session>> {
        let mut db = self.store.read().await?;
        if Acting::sends() {
            self.still(&mut *db, self.clock.now()).await?;
        }
        Ok(db)
    }

    /// The season that runs now.
    pub async fn season(&self) -> Result<Season> {
        season(&mut *self.read().await?).await
    }

    /// Now, by the service's clock.
    pub fn now(&self) -> Stamp {
        self.clock.now()
    }
}

/// The season that runs now, through an open session.
pub async fn season(db: &mut dyn Session) -> Result<Season> {
    db.current_season().await?.ok_or_else(|| Refusal::NoSeason.into())
}

/// The season something belongs to, whether it runs or is over: what is shown and judged of it follows that
/// season's figures, directions, limits and timetable, not those of the one that runs.
pub async fn season_of(db: &mut dyn Session, id: &SeasonId) -> Result<Season> {
    let season = db.season_by_id(id).await?;
    Ok(season.ok_or_else(|| Fault::new(format!("season {id} is gone")))?)
}

impl Work {
    /// Appends an event to the journal, within this transaction.
    pub async fn record(&mut self, actor: &str, event: &Event, about: About<'_>) -> Result<()> {
        let data = serde_json::to_string(event).map_err(|e| Fault::new(e.to_string()))?;
        let kind = serde_json::to_value(event)
            .ok()
            .and_then(|v| v.get("kind").and_then(|k| k.as_str()).map(str::to_owned))
            .unwrap_or_default();
        let entry = Entry {
            seq: self.head.seq + 1,
            at: self.now.0,
            actor: actor.to_owned(),
            on_behalf: about.on_behalf.to_owned(),
            dossier: about.dossier.map(ToString::to_string).unwrap_or_default(),
            room: event.room().to_owned(),
            kind,
            data,
            reason: about.reason.to_owned(),
            prev_hash: self.head.hash.clone(),
            hash: String::new(),
        };
        let entry = journal::seal(entry);
        self.db.append(&entry).await?;
        self.head = ports::Head { seq: entry.seq, at: entry.at, hash: entry.hash };
        Ok(())
    }

    /// Rings after the commit: boards that watch `bell.panel` fetch what changed.
    pub fn ring(&mut self, bell: Bell) {
        self.bells.push(bell);
    }

    /// Makes everything durable, then rings.
    pub async fn commit(self) -> Result<()> {
        Ok(self.db.commit(&self.head, self.bells).await?)
    }
}

/// Turns "nobody there" into the refusal to sign in.
pub fn signed_in(actor: Option<Actor>) -> std::result::Result<Actor, Refusal> {
    actor.ok_or(Refusal::SignIn)
}
