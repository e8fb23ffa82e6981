//! Figures for whoever operates a server, as Prometheus reads them. Labels are templates of routes, states
//! and names of jobs: nothing that somebody typed, and no more of them than there are routes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::views::system::{Ended, TurnView};
use prometheus_client::encoding::{EncodeLabelSet, text::encode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;
use service::ports::Clock;
use service::ports::mail::MailState;
use service::rooms::mail::outbox::Pulse;
use store::{Database, Engine, Readers};

use crate::world::SystemClock;

/// Upper bounds of the time an answer takes, seconds.
const TIMES: [f64; 11] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// A route.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    method: &'static str,
    route: String,
}

/// How a request of a route was answered.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: String,
    status: u16,
}

/// A job.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Job {
    job: &'static str,
}

/// How a turn of a job ended.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Turned {
    job: &'static str,
    outcome: &'static str,
}

/// Mails in a state.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Mails {
    state: &'static str,
}

/// What lies on a disk, or in a backup.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Place {
    of: &'static str,
}

/// The figures of one server.
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    times: Family<Route, Histogram, fn() -> Histogram>,
    /// Requests that are being answered.
    pub(crate) in_flight: Gauge,
    /// Live streams that are open.
    pub(crate) live: Gauge,
    /// Uploads whose bytes are coming in.
    pub(crate) uploads: Gauge,
    turns: Family<Turned, Counter>,
    last_turn: Family<Job, Gauge>,
    every: Family<Job, Gauge>,
    /// The last turn of each job, for whoever reads it as a page.
    last_turns: Mutex<BTreeMap<&'static str, TurnView>>,
    up: Gauge,
    readers_open: Gauge,
    readers_idle: Gauge,
    mails: Family<Mails, Gauge>,
    given_up: Gauge,
    journal: Gauge,
    broken: Gauge,
    ahead: Gauge,
    newer: Gauge,
    backup: Family<Place, Gauge>,
    disk: Family<Place, Gauge>,
    swept: Counter,
}

impl Metrics {
    /// Figures without a database.
    pub fn new() -> Arc<Self> {
        Arc::new(Self::begun(Registry::with_prefix("biaogan")))
    }

    /// Figures of a server on a database.
    pub fn of(database: &Database) -> Arc<Self> {
        let mut all = Registry::with_prefix("biaogan");
        let engine = match database.engine() {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        };
        let build = Info::new(vec![("version", env!("CARGO_PKG_VERSION")), ("engine", engine)]);
        all.register("build", "What runs", build);
        let m = database.meter().clone();
        all.register("database_reads", "Sessions for reading that began", m.reads);
        all.register("database_writes", "Transactions for writing that began", m.writes);
        all.register("database_commits", "Transactions that were committed", m.commits);
        let help = "Sessions that could not begin and commits that failed";
        all.register("database_failures", help, m.failures);
        let help = "Until a reader had its connection";
        all.register("database_reader_wait_seconds", help, m.reader_wait);
        let help = "Until a writer had its turn and the lock";
        all.register("database_writer_wait_seconds", help, m.writer_wait);
        Arc::new(Self::begun(all))
    }

    fn begun(mut all: Registry) -> Self {
        let requests = Family::default();
        all.register("http_requests", "Requests by route and status", requests.clone());
        let times: Family<Route, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(TIMES));
        let help = "From a request to the head of its answer";
        all.register("http_request_duration_seconds", help, times.clone());
        let mut gauge = |name: &str, help: &str| {
            let gauge = Gauge::default();
            all.register(name, help, gauge.clone());
            gauge
        };
        let in_flight = gauge("http_requests_in_flight", "Requests that are being answered");
        let live = gauge("live_streams_open", "Live streams that are open");
        let uploads = gauge("uploads_in_progress", "Uploads whose bytes are coming in");
        let up = gauge("database_up", "Whether the database answered this scrape");
        let readers_open = gauge("database_readers_open", "Connections for reading");
        let readers_idle = gauge("database_readers_idle", "Of these, that nobody uses");
        let journal = gauge("journal_height", "Rows of the journal");
        let broken = gauge("journal_broken", "Whether the last walk found the journal broken");
        let help = "How far the journal's last moment lies ahead of the clock";
        let ahead = gauge("journal_ahead_seconds", help);
        let help = "Whether a newer program has migrated the database";
        let newer = gauge("database_newer", help);
        let given_up = gauge("outbox_given_up_last_day", "Mails given up within a day");
        let started = gauge("start_time_seconds", "When this server began, seconds since 1970");
        started.set(now());
        let turns = Family::default();
        all.register("job_turns", "Turns of a job by how they ended", turns.clone());
        let last_turn = Family::default();
        let help = "When a job last ended a turn well, or was begun, seconds since 1970";
        all.register("job_last_turn_seconds", help, last_turn.clone());
        let every = Family::default();
        all.register("job_every_seconds", "From turn to turn of a job", every.clone());
        let mails = Family::default();
        all.register("outbox_mails", "Mails by state", mails.clone());
        let backup = Family::default();
        let help = "When a backup that holds this was last written, seconds since 1970; 0 when none is known";
        all.register("last_backup_seconds", help, backup.clone());
        let disk = Family::default();
        all.register("disk_free_bytes", "Free space where this lies", disk.clone());
        let swept = Counter::default();
        let help = "Contents of files that belonged to nothing and were removed";
        all.register("contents_removed", help, swept.clone());
        Self {
            registry: all,
            requests,
            times,
            in_flight,
            live,
            uploads,
            turns,
            last_turn,
            every,
            last_turns: Mutex::default(),
            up,
            readers_open,
            readers_idle,
            mails,
            given_up,
            journal,
            broken,
            ahead,
            newer,
            backup,
            disk,
            swept,
        }
    }

    /// A request was answered.
    pub(crate) fn answered(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let route = route.to_owned();
        let key = Route { method, route: route.clone() };
        self.times.get_or_create(&key).observe(took.as_secs_f64());
        self.requests.get_or_create(&Answered { method, route, status }).inc();
    }

    /// A job is begun. From now on it is late when no turn of it ends well, also where none ever has.
    pub(crate) fn begun_job(&self, job: &'static str, every: Duration) {
        let every = i64::try_from(every.as_secs()).unwrap_or(i64::MAX);
        self.every.get_or_create(&Job { job }).set(every);
        self.last_turn.get_or_create(&Job { job }).set(now());
    }

    /// A turn of a job ended.
    pub(crate) fn turned(&self, job: &'static str, ended: Ended) {
        self.turns.get_or_create(&Turned { job, outcome: ended.code() }).inc();
        if ended == Ended::Done {
            self.last_turn.get_or_create(&Job { job }).set(now());
        }
        let at = SystemClock.now();
        let mut turns = self.last_turns.lock().unwrap_or_else(PoisonError::into_inner);
        let before = turns.get(job).and_then(|t| t.done);
        let done = if ended == Ended::Done { Some(at) } else { before };
        turns.insert(job, TurnView { job: job.to_owned(), at, ended, done });
    }

    /// The last turn of each job, by name.
    pub(crate) fn last_turns(&self) -> Vec<TurnView> {
        let turns = self.last_turns.lock().unwrap_or_else(PoisonError::into_inner);
        turns.values().cloned().collect()
    }

    /// What is free where something lies.
    pub(crate) fn free(&self, of: &'static str, bytes: u64) {
        self.disk.get_or_create(&Place { of }).set(i64::try_from(bytes).unwrap_or(i64::MAX));
    }

    /// Contents that belonged to nothing were removed.
    pub(crate) fn swept(&self, removed: usize) {
        self.swept.inc_by(u64::try_from(removed).unwrap_or(u64::MAX));
    }

    /// Whether a newer program has migrated the database.
    pub(crate) fn newer(&self, newer: bool) {
        self.newer.set(newer.into());
    }

    /// How the database stands, `None` when it does not answer; and whether contents of files are in its backups, or
    /// in a store that is copied another way.
    pub(crate) fn stands(&self, readers: Readers, pulse: Option<Pulse>, contents: bool) {
        self.up.set(i64::from(pulse.is_some()));
        self.readers_open.set(readers.open.into());
        self.readers_idle.set(i64::try_from(readers.idle).unwrap_or(i64::MAX));
        let Some(pulse) = pulse else { return };
        self.journal.set(pulse.journal);
        self.broken.set(pulse.broken.into());
        self.ahead.set(pulse.ahead / 1_000_000);
        self.given_up.set(pulse.given_up);
        let noted = |of, at: Option<i64>| {
            self.backup.get_or_create(&Place { of }).set(at.unwrap_or(0) / 1_000_000);
        };
        noted("database", pulse.backup.map(|b| b.at));
        if contents {
            noted("files", pulse.backup.and_then(|b| b.contents_at));
        }
        // A state that no mail is in stands in no row.
        for state in MailState::ALL {
            let n = pulse.mails.iter().find(|m| m.0 == state).map_or(0, |m| m.1);
            self.mails.get_or_create(&Mails { state: state.code() }).set(n);
        }
    }

    /// All of it as text, in the format of OpenMetrics.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        match encode(&mut text, &self.registry) {
            Ok(()) => text,
            Err(e) => {
                tracing::error!("figures: {e}");
                String::new()
            }
        }
    }
}

/// Seconds since 1970.
fn now() -> i64 {
    SystemClock.now().0 / 1_000_000
}
