//! What a database is asked for, in figures, for whoever operates a server. Counting costs some atomic
//! additions a session.

use std::time::Instant;

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::histogram::Histogram;

/// Upper bounds of waits, seconds.
const WAITS: [f64; 9] = [0.000_5, 0.002, 0.01, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// Figures of one opened database since its opening. Clones count together.
#[derive(Clone, Debug)]
pub struct Meter {
    /// Sessions for reading that began.
    pub reads: Counter,
    /// Transactions for writing that began.
    pub writes: Counter,
    /// Transactions that were committed.
    pub commits: Counter,
    /// Sessions and transactions that could not begin, and commits that failed.
    pub failures: Counter,
    /// Seconds until a reader had its connection.
    pub reader_wait: Histogram,
    /// Seconds until a writer had its turn and the lock.
    pub writer_wait: Histogram,
}

impl Default for Meter {
    fn default() -> Self {
        Self {
            reads: Counter::default(),
            writes: Counter::default(),
            commits: Counter::default(),
            failures: Counter::default(),
            reader_wait: Histogram::new(WAITS),
            writer_wait: Histogram::new(WAITS),
        }
    }
}

impl Meter {
    /// A reader began, or could not.
    pub(crate) fn read(&self, since: Instant, begun: bool) {
        self.began(&self.reads, &self.reader_wait, since, begun);
    }

    /// A writer began, or could not.
    pub(crate) fn write(&self, since: Instant, begun: bool) {
        self.began(&self.writes, &self.writer_wait, since, begun);
    }

    /// A transaction ended.
    pub(crate) fn commit(&self, kept: bool) {
        if kept { &self.commits } else { &self.failures }.inc();
    }

    fn began(&self, begins: &Counter, waits: &Histogram, since: Instant, begun: bool) {
        waits.observe(since.elapsed().as_secs_f64());
        if begun { begins } else { &self.failures }.inc();
    }
}

/// Connections for reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readers {
    /// That are open.
    pub open: u32,
    /// Of these, that nobody uses.
    pub idle: usize,
}
