//! What the service needs of the world. `store` implements the database ports once
//! for both engines; the binary brings clock, chance, files and password hashing.

pub mod application;
pub mod committee;
pub mod consultation;
pub mod defence;
pub mod deliberation;
pub mod exchange;
pub mod files;
pub mod flow;
pub mod formality;
pub mod guard;
pub mod identity;
pub mod incident;
pub mod initial_list;
pub mod mail;
pub mod notice;
pub mod objection;
pub mod pairing;
pub mod people;
pub mod pool;
pub mod recommendation;
pub mod review;
pub mod sealed;
pub mod season;
pub mod seating;
pub mod sent;
pub mod title;

use async_trait::async_trait;
use domain::deliberation::Review;
use domain::heads::Head as PublishedHead;
use domain::ids::{AccountId, DossierId, PanelId};
use domain::stamp::Stamp;
use domain::views::system::{Running, Schema};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

use crate::Fault;
pub use files::{FileStore, Inspector, Scanner};

/// Result of a port.
pub type Port<T> = std::result::Result<T, Fault>;

/// The database.
#[async_trait]
pub trait Store: Send + Sync {
    /// A session for reading. Writing through it is a fault.
    async fn read(&self) -> Port<Box<dyn Session>>;
    /// A transaction for writing. Writers wait for each other: on SQLite there is one
    /// writer connection, on PostgreSQL the journal's head row is locked first.
    async fn write(&self) -> Port<Box<dyn Session>>;
    /// Which database this is, and how far its schema has come.
    async fn schema(&self) -> Port<Schema>;
    /// Bells rung by commits of this and every other process on the same database.
    fn bells(&self) -> broadcast::Receiver<Bell>;
}

/// The server the verbs run in, as far as it is a server.
pub trait Host: Send + Sync {
    /// What it knows of itself; of its secrets no more than that they are given.
    fn running(&self) -> Running;
    /// Whether there is room for files that anybody may send: more than the operator wants to stay free.
    fn room(&self) -> bool {
        true
    }
}

/// An open session on the database: every room's port, and the journal's.
#[async_trait]
pub trait Session:
    season::SeasonPort
    + identity::IdentityPort
    + people::PeoplePort
    + guard::GuardPort
    + application::ApplicationPort
    + flow::FlowPort
    + files::FilesPort
    + recommendation::RecommendationPort
    + formality::FormalityPort
    + committee::CommitteePort
    + pairing::PairingPort
    + pool::PoolPort
    + seating::SeatingPort
    + review::ReviewPort
    + deliberation::DeliberationPort
    + defence::DefencePort
    + initial_list::InitialListPort
    + consultation::ConsultationPort
    + notice::NoticePort
    + exchange::ExchangePort
    + objection::ObjectionPort
    + incident::IncidentPort
    + sealed::SealedPort
    + sent::SentPort
    + title::TitlePort
    + mail::MailPort
    + JournalPort
    + Send
{
    /// Stores the journal's new head, commits, and rings the bells.
    async fn commit(self: Box<Self>, head: &Head, bells: Vec<Bell>) -> Port<()>;
}

/// "Something changed": what it was is fetched through the guarded path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bell {
    /// Moment of the change, microseconds; the order of moments is the order of commits.
    pub at: i64,
    /// The room it happened in.
    pub room: String,
    /// The dossier concerned. Who it is about, where it rings in the room of identity.
    pub dossier: Option<DossierId>,
    /// Its home panel.
    pub panel: Option<PanelId>,
}

impl Bell {
    /// Rings when a session, a role or a place of somebody has ended or begun: their lines are looked at.
    pub fn of_account(at: i64, account: &AccountId) -> Self {
        let dossier = Some(DossierId::from(account.as_str()));
        Self { at, room: Self::IDENTITY.into(), dossier, panel: None }
    }

    /// Whether somebody may be signed in no more, or not as what they were. One that names nobody is about all.
    pub fn is_about(&self, account: &AccountId) -> bool {
        let named = self.dossier.as_ref();
        self.room == Self::IDENTITY && named.is_none_or(|d| d.as_str() == account.as_str())
    }

    /// The room that rings when a session, a role or a place has ended or begun.
    pub const IDENTITY: &'static str = "identity";

    /// The room that rings when a sheet is sealed or amended: boards fetch the rows that changed.
    pub fn of_sheets(review: Review) -> &'static str {
        match review {
            Review::Written => "review",
            Review::Defence => "defence_review",
        }
    }

    /// The room that rings when it is another who scores: boards fetch everything anew.
    pub fn of_readers(review: Review) -> &'static str {
        match review {
            Review::Written => Self::RESET,
            Review::Defence => "defence_reset",
        }
    }

    /// The room that rings when a conflict was declared, or a seat changed hands: for all boards.
    pub const RESET: &'static str = "reset";

    /// The room that rings when something of the season was set anew: places, trimming, closings.
    pub const SEASON: &'static str = "season";

    /// The room that rings when an expert sat down to work: for boards, which say who is there.
    pub const AT_WORK: &'static str = "at_work";

    /// The room that rings when a panel's conclusion was signed, confirmed or given back, or all lists came out.
    pub const TABLE: &'static str = "deliberation";

    /// Whether a sheet was sealed or amended.
    pub fn tells_of_sheet(&self) -> bool {
        Review::ALL.into_iter().any(|r| self.room == Self::of_sheets(r))
    }
}

/// The end of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of the last row; 0 when there is none.
    pub seq: i64,
    /// Its moment.
    pub at: i64,
    /// Its hash.
    pub hash: String,
}

/// A row of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Number, from 1 without gaps.
    pub seq: i64,
    /// Microseconds since the epoch, UTC.
    pub at: i64,
    /// Account, or `system`.
    pub actor: String,
    /// Organisation or unit acted for; may be empty.
    pub on_behalf: String,
    /// Dossier concerned; may be empty.
    pub dossier: String,
    /// Room or `corridor`.
    pub room: String,
    /// Kind of event.
    pub kind: String,
    /// The event as JSON text, hashed as it stands.
    pub data: String,
    /// Reason given; may be empty.
    pub reason: String,
    /// Hash of the row before.
    pub prev_hash: String,
    /// Hash of this row.
    pub hash: String,
}

/// When backups were last written and read again, microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backed {
    /// One with the database.
    pub at: i64,
    /// One with the contents of files, too.
    pub contents_at: Option<i64>,
}

/// A head of the journal that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadRow {
    /// Number of the row it is the hash of. Not published: it says how much has happened.
    pub seq: i64,
    /// Its moment. Not published either.
    pub at: i64,
    /// The key it was signed with, PEM.
    pub public_key: String,
    /// What is published.
    pub head: PublishedHead,
}

/// The journal's table.
#[async_trait]
pub trait JournalPort {
    /// The end of the journal. In a writing session this also is the lock.
    async fn head(&mut self) -> Port<Head>;
    /// Appends one row.
    async fn append(&mut self, entry: &Entry) -> Port<()>;
    /// Rows with a number greater than `after`, ascending, at most `limit`.
    async fn entries(&mut self, after: i64, limit: i64) -> Port<Vec<Entry>>;
    /// Whether all rows after one and up to another are of these four kinds.
    async fn quiet(&mut self, after: i64, to: i64, kinds: &[&str; 7]) -> Port<bool>;
    /// Rows an account has caused with a number greater than `after`, ascending, at most `limit`.
    async fn entries_by(&mut self, actor: &str, after: i64, limit: i64) -> Port<Vec<Entry>>;
    /// All rows of one dossier, ascending.
    async fn entries_of(&mut self, dossier: &DossierId) -> Port<Vec<Entry>>;
    /// The head that was published on a day.
    async fn published_head(&mut self, date: &str) -> Port<Option<HeadRow>>;
    /// All that were, the latest first.
    async fn published_heads(&mut self) -> Port<Vec<HeadRow>>;
    /// Publishes one.
    async fn insert_head(&mut self, row: &HeadRow) -> Port<()>;
    /// When backups were last written and read again.
    async fn last_backup(&mut self) -> Port<Option<Backed>>;
    /// Notes one, with the contents of files or without.
    async fn note_backup(&mut self, at: i64, contents: bool) -> Port<()>;
    /// One plain English sentence per stored row that breaks an invariant, as this session sees the
    /// database.
    async fn broken(&mut self) -> Port<Vec<String>>;
}

/// What is signed with.
pub trait Signer: Send + Sync {
    /// Signs a text.
    fn sign(&self, text: &[u8]) -> Signed;
    /// The public half of the key, PEM.
    fn public(&self) -> String;
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Ed25519, Base64.
    pub signature: String,
    /// SHA-256 of the public half of its key, hexadecimal.
    pub key: String,
}

/// The time. Only the binary knows the real one.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Stamp;
    /// The real time, which the clock of a rehearsal leaves: telephones go by it.
    fn wall(&self) -> Stamp {
        self.now()
    }
    /// Goes ahead of the real time by so many microseconds. Only the clock of a rehearsal does.
    fn put_ahead(&self, _micros: i64) {}
}

/// Chance. Only the binary knows the real one; every draw records its seed.
pub trait Chance: Send + Sync {
    /// A fresh identifier: 26 characters, never repeated, roughly ordered by time.
    fn id(&self) -> String;
    /// A secret of 256 bits, as text fit for a cookie.
    fn token(&self) -> String;
    /// A seed for a draw; fits a positive i64.
    fn seed(&self) -> u64;
}

/// Slow hashing of passwords (Argon2id), off the async threads.
#[async_trait]
pub trait Passwords: Send + Sync {
    /// A salted hash in PHC form.
    async fn hash(&self, password: &str) -> Port<String>;
    /// Whether the password fits; spends the same time when there is no hash, so that
    /// unknown accounts cannot be told from known ones.
    async fn verify(&self, password: &str, hash: Option<&str>) -> Port<bool>;
}
