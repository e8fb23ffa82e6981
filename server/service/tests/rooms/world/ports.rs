//! The outside world of the tests: a clock that is moved by hand, seeded chance, quick
//! password hashing. The database is a real one.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use async_trait::async_trait;
use domain::application::version::digest;
use domain::committee::draw::SplitMix64;
use domain::stamp::Stamp;
use service::ports::{Chance, Clock, Passwords, Port};

/// Stands still until it is moved.
pub struct HandClock(AtomicI64);

impl HandClock {
    pub fn at(now: Stamp) -> Self {
        Self(AtomicI64::new(now.0))
    }

    /// Moves to a moment, forward or back.
    pub fn set(&self, to: Stamp) {
        self.0.store(to.0, Ordering::SeqCst);
    }

    /// Moves by so many microseconds.
    pub fn pass(&self, micros: i64) {
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Stamp {
        Stamp(self.0.load(Ordering::SeqCst))
    }
}

/// The same draws in every run.
pub struct Seeded(Mutex<SplitMix64>);

impl Seeded {
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(SplitMix64::new(seed)))
    }

    fn next(&self) -> u64 {
        self.0.lock().unwrap().below(u64::MAX)
    }
}

impl Chance for Seeded {
    fn id(&self) -> String {
        format!("{:016x}{:010x}", self.next(), self.next() >> 24)
    }

    fn token(&self) -> String {
        (0..4).map(|_| format!("{:016x}", self.next())).collect()
    }

    fn seed(&self) -> u64 {
        self.next() >> 1
    }
}

/// A salted digest in place of the slow hash: what is tested is who may sign in and how often
/// one may try, not how long the hashing takes.
pub struct Quick;

#[async_trait]
impl Passwords for Quick {
    async fn hash(&self, password: &str) -> Port<String> {
        Ok(format!("quick${}", digest(&format!("salt{password}"))))
    }

    async fn verify(&self, password: &str, hash: Option<&str>) -> Port<bool> {
        Ok(hash == Some(self.hash(password).await?.as_str()))
    }
}
