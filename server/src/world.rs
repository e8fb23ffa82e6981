//! The real world behind the service's ports: clock, chance, Argon2id; files are a crate of
//! their own.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use async_trait::async_trait;
use domain::stamp::Stamp;
use files::{Clamd, ContentInspector, DiskFiles, S3Files};
use rand::RngCore;
use service::ports::{Chance, Clock, FileStore, Passwords, Port, Scanner, Store};
use service::{Fault, Service, Vault};
use tokio::sync::Semaphore;

use crate::config::Config;

/// The operating system's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)] // the one place that reads the clock
    fn now(&self) -> Stamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Stamp(since.map_or(0, |d| i64::try_from(d.as_micros()).unwrap_or(i64::MAX)))
    }
}

/// The clock of a rehearsal: the operating system's, and so far ahead.
pub struct AheadClock(AtomicI64);

impl AheadClock {
    /// Goes ahead by so many microseconds.
    pub fn by(micros: i64) -> Self {
        Self(AtomicI64::new(micros))
    }
}

impl Clock for AheadClock {
    fn now(&self) -> Stamp {
        SystemClock.now().plus(self.0.load(Ordering::Relaxed))
    }

    fn wall(&self) -> Stamp {
        SystemClock.now()
    }

    fn put_ahead(&self, micros: i64) {
        self.0.fetch_max(micros, Ordering::Relaxed);
    }
}

/// The operating system's source of chance.
pub struct SystemChance;

/// Letters of identifiers: no vowels, nothing easily confused.
const LETTERS: &[u8; 32] = b"0123456789bcdfghjkmnpqrstvwxyz-_";

fn letters(bits: u128, n: usize) -> String {
    (0..n).rev().map(|i| char::from(LETTERS[(bits >> (5 * i)) as usize & 31])).collect()
}

#[allow(clippy::disallowed_methods)] // the one place that draws
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

impl Chance for SystemChance {
    fn id(&self) -> String {
        // 40 bits of time in milliseconds (35 years) before 80 bits of chance.
        let ms = (SystemClock.now().0 / 1000) as u128 & ((1 << 40) - 1);
        let chance = u128::from_be_bytes(random()) >> 48;
        format!("{}{}", letters(ms, 8), letters(chance, 16)).replace(['-', '_'], "x")
    }

    fn token(&self) -> String {
        hex::encode(random::<32>())
    }

    fn seed(&self) -> u64 {
        u64::from_be_bytes(random()) >> 1
    }
}

/// Argon2id with 19 MiB and two passes (OWASP), two at a time, off the async threads.
pub struct Argon {
    slots: Arc<Semaphore>,
    /// A hash that no password fits: verified against when there is no account.
    nobody: String,
}

impl Argon {
    /// Ready to hash.
    pub fn new() -> Result<Self, String> {
        let nobody = hash(&SystemChance.token()).map_err(|e| e.to_string())?;
        Ok(Self { slots: Arc::new(Semaphore::new(2)), nobody })
    }

    async fn slowly<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Port<T> + Send + 'static,
    ) -> Port<T> {
        let _slot = self.slots.acquire().await.map_err(|e| Fault::new(e.to_string()))?;
        tokio::task::spawn_blocking(work).await.map_err(|e| Fault::new(e.to_string()))?
    }
}

fn argon() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

fn hash(password: &str) -> Port<String> {
    let fault = |e: argon2::password_hash::Error| Fault::new(format!("hashing: {e}"));
    let salt = SaltString::encode_b64(&random::<16>()).map_err(fault)?;
    Ok(argon().hash_password(password.as_bytes(), &salt).map_err(fault)?.to_string())
}

#[async_trait]
impl Passwords for Argon {
    async fn hash(&self, password: &str) -> Port<String> {
        let password = password.to_owned();
        self.slowly(move || hash(&password)).await
    }

    async fn verify(&self, password: &str, stored: Option<&str>) -> Port<bool> {
        let known = stored.is_some();
        let (password, stored) = (password.to_owned(), stored.unwrap_or(&self.nobody).to_owned());
        self.slowly(move || {
            let stored =
                PasswordHash::new(&stored).map_err(|e| Fault::new(format!("stored hash: {e}")))?;
            Ok(argon().verify_password(password.as_bytes(), &stored).is_ok() && known)
        })
        .await
    }
}

/// Where contents of files lie.
pub(crate) fn files(config: &Config) -> Result<Arc<dyn FileStore>, String> {
    Ok(match s3(config)? {
        Some(store) => Arc::new(store),
        None => Arc::new(DiskFiles(config.files.clone())),
    })
}

/// The store that speaks S3, where one is set.
pub fn s3(config: &Config) -> Result<Option<S3Files>, String> {
    let Some(s3) = &config.s3 else { return Ok(None) };
    let secret = crate::secret::of_file(&s3.secret_file, "the S3 store's secret", config.secure)?;
    let ca = match &s3.ca {
        Some(path) => {
            let read = std::fs::read_to_string(path);
            Some(read.map_err(|e| format!("cannot read {}: {e}", path.display()))?)
        }
        None => None,
    };
    let address = files::s3::Address {
        endpoint: s3.endpoint.clone(),
        bucket: s3.bucket.clone(),
        region: s3.region.clone(),
        key: s3.key.to_string(),
        secret: secret.to_string(),
        ca,
    };
    S3Files::new(address, config.files.clone()).map(Some)
}

/// The service on a real database in the real world; on a rehearsal's with its clock.
pub async fn service(database: Arc<store::Database>, config: &Config) -> Result<Service, String> {
    let scanner = config.clamd.as_deref().map(Clamd::from_setting).transpose()?;
    let mark = database.read().await.map_err(|e| e.to_string())?.rehearsal().await;
    let clock: Arc<dyn Clock> = match mark.map_err(|e| e.to_string())? {
        Some(mark) => Arc::new(AheadClock::by(mark.ahead)),
        None => Arc::new(SystemClock),
    };
    Ok(Service {
        store: database,
        clock,
        chance: Arc::new(SystemChance),
        files: files(config)?,
        inspector: Arc::new(ContentInspector::default()),
        scanner: scanner.map(|clamd| Arc::new(clamd) as Arc<dyn Scanner>),
        passwords: Arc::new(Argon::new()?),
        held: service::Held::default(),
        guard: service::Guard {
            vault: None,
            required: config.second_factor.required(config.secure),
            in_demonstration: config.second_factor.required(false),
        },
        host: None,
    })
}

/// The same with the key that secrets of accounts are sealed with: for a server, which is made one
/// when there is none yet. A key that does not open what is stored is told at once.
pub async fn guarded(database: Arc<store::Database>, config: &Config) -> Result<Service, String> {
    let mut service = service(database, config).await?;
    let path = config.secret_key();
    let vault =
        Vault::new(&crate::secret::key(&path, config.secure)?).map_err(|e| e.to_string())?;
    service.guard.vault = Some(Arc::new(vault));
    service.try_vault().await.map_err(|_| {
        format!(
            "the secret key {} is not the one this database was used with: name that one with \
             --secret-key-file, or, if it is lost, have all second steps reset with \
             `biaogan-admin forget-factor everybody REASON`",
            path.display()
        )
    })?;
    Ok(service)
}
