//! The demonstration season: fictional organisations, units, experts and scores, loaded
//! through the verbs that users call, with a clock that walks through the last two
//! months. What is meant to be refused is tried and must be refused.

pub mod accounts;
mod answers;
mod clock;
mod defence;
mod incident;
mod objection;
mod organisations;
mod review;
mod season;
mod size;
mod title;

use std::path::PathBuf;
use std::sync::Arc;

use domain::ids::SeasonId;
use domain::policy::{Actor, Grant, Role};
use files::ContentInspector;
use service::Service;
use store::{Engine, Options};

use crate::config::Config;
use crate::world::SystemChance;

pub use size::Size;

/// How far the demonstration is carried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Until {
    /// To the assignment: experts know what they are to read, and nobody has begun.
    Assignment,
    /// Into the written review, one panel of which is ready to deliberate.
    #[default]
    Review,
    /// To the lists of the written review: they are out, and the defence is to be planned.
    Shortlist,
    /// Into the defence: lists are out, sessions run, some sheets are sealed.
    Defence,
    /// To the initial list: everybody was heard and the panels have agreed; two heads are to decide.
    List,
    /// Into the public notice: it is open, one objection to it is decided and another is being looked into.
    Notice,
    /// To the titles: notice and announcement are behind, and the register has earlier seasons too.
    Title,
}

impl Until {
    /// Days the whole demonstration lies further back, so that what follows the list is under way or over today:
    /// a notice of ten working days, with a week's holiday before it or in it.
    fn back(self) -> i64 {
        match self {
            Until::Notice => 14,
            Until::Title => 40,
            _ => 0,
        }
    }
}

/// Loads the demonstration into a database that has no season; otherwise does nothing.
pub async fn load(config: &Config, until: Until, size: Size) -> Result<(), String> {
    size.check()?;
    if has_season(&config.database_url).await? {
        return Ok(());
    }
    println!("loading the demonstration season (about half a minute)…");
    match store::kind(&config.database_url)? {
        Engine::Postgres => fill(&config.database_url, config, until, size).await,
        Engine::Sqlite => {
            // Beside, then renamed: an interrupted loading leaves an empty database, not
            // half a season.
            let path = config
                .database_url
                .trim_start_matches("sqlite://")
                .split('?')
                .next()
                .unwrap_or_default();
            let (loading, ready) = (format!("{path}.loading"), format!("{path}.ready"));
            for left in [&loading, &ready] {
                for end in ["", "-wal", "-shm"] {
                    let _ = std::fs::remove_file(format!("{left}{end}"));
                }
            }
            let url = format!("sqlite://{loading}");
            store::migrate(&url).await?;
            fill(&url, config, until, size).await?;
            store::open(&url, Options::default()).await?.backup(&PathBuf::from(&ready)).await?;
            for end in ["-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{path}{end}"));
            }
            std::fs::rename(&ready, path)
                .map_err(|e| format!("cannot move {ready} into place: {e}"))?;
            for end in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{loading}{end}"));
            }
            Ok(())
        }
    }
}

async fn has_season(url: &str) -> Result<bool, String> {
    use service::ports::Store;
    let database = store::open(url, Options::default()).await?;
    let mut db = database.read().await.map_err(|e| e.to_string())?;
    Ok(db.current_season().await.map_err(|e| e.to_string())?.is_some())
}

async fn fill(url: &str, config: &Config, until: Until, size: Size) -> Result<(), String> {
    let database = Arc::new(store::open(url, Options { durable: false }).await?);
    let clock = Arc::new(clock::WalkingClock::new(60, until.back()));
    let service = Service {
        store: database,
        clock: clock.clone(),
        chance: Arc::new(SystemChance),
        files: crate::world::files(config)?,
        inspector: Arc::new(ContentInspector::default()),
        scanner: None,
        passwords: Arc::new(accounts::OnePassword::new()?),
        held: service::Held::default(),
        guard: service::Guard::default(),
        host: None,
    };
    let demo = Demo { service, clock, season: SeasonId::from("2026-demo"), until, size };
    demo.load().await.map_err(|e| format!("loading the demonstration: {e}"))
}

/// The loading in progress.
struct Demo {
    service: Service,
    clock: Arc<clock::WalkingClock>,
    season: SeasonId,
    until: Until,
    size: Size,
}

impl Demo {
    async fn load(&self) -> service::Result<()> {
        let office = self.open_season().await?;
        self.people().await?;
        self.earlier(&office).await?;
        let dossiers = self.applications(&office).await?;
        let recommended = self.recommendations(dossiers).await?;
        let held = self.formality(&office, &recommended).await?;
        self.committee(&office, &held).await?;
        self.service.compare(&office).await?;
        if self.until != Until::Assignment {
            self.reviews().await?;
        }
        match self.until {
            Until::Assignment | Until::Review => {}
            Until::Shortlist => self.shortlists().await?,
            Until::Defence => {
                self.shortlists().await?;
                self.sessions(0.2).await?;
                self.hearings(Some(review::SUBSTITUTE)).await?;
            }
            Until::List | Until::Notice | Until::Title => {
                self.shortlists().await?;
                self.sessions(1.2).await?;
                self.hearings(None).await?;
                self.proposals().await?;
                if self.until != Until::List {
                    self.titles(&office).await?;
                }
            }
        }
        // The server's job would, as soon as it runs.
        self.service.remind_units().await?;
        self.service.tell_not_recommended().await?;
        // Hundreds of invented people need no mail; what was told them stands in their inboxes.
        self.service.shelve_mail().await
    }

    /// An account's actor with one role, as the session would make it.
    fn actor(account: &str, role: Role, scope: &str) -> Actor {
        let grants = vec![Grant { role, scope: scope.to_owned() }];
        Actor { account: account.into(), name: String::new(), grants }
    }
}

/// What the first organisations of the demonstration answer, for tests of what is made of it.
#[cfg(test)]
pub(crate) fn samples(n: usize) -> Vec<domain::application::Answers> {
    let evidence = domain::application::files::sha256(b"evidence");
    let rows = organisations::rows();
    rows.iter().take(n).map(|row| answers::answers(row, None, &evidence)).collect()
}
