//! The real world behind the service's ports: clock, chance, files on disk, Argon2id.

use std::path::PathBuf;
use std::sync::Arc;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use async_trait::async_trait;
use domain::stamp::Stamp;
use rand::RngCore;
use service::ports::{Chance, Clock, FileStore, Passwords, Port};
use service::{Fault, Service};
use tokio::sync::Semaphore;

/// The operating system's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)] // the one place that reads the clock
    fn now(&self) -> Stamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Stamp(since.map_or(0, |d| i64::try_from(d.as_micros()).unwrap_or(i64::MAX)))
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
fn random<const N: usize>() -> [u8; N] {
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

/// Files in a directory, addressed by their SHA-256.
pub struct DiskFiles(pub PathBuf);

impl DiskFiles {
    fn path(&self, sha256: &str) -> Port<PathBuf> {
        let hex = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
        if !hex {
            return Err(Fault::new("not a file's hash"));
        }
        Ok(self.0.join(&sha256[..2]).join(sha256))
    }
}

#[async_trait]
impl FileStore for DiskFiles {
    async fn put(&self, sha256: &str, content: Vec<u8>) -> Port<()> {
        let path = self.path(sha256)?;
        tokio::task::spawn_blocking(move || write_whole(&path, &content))
            .await
            .map_err(|e| Fault::new(e.to_string()))?
            .map_err(|e| Fault::new(format!("storing a file: {e}")))
    }

    async fn get(&self, sha256: &str) -> Port<Option<Vec<u8>>> {
        match tokio::fs::read(self.path(sha256)?).await {
            Ok(content) => Ok(Some(content)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Fault::new(format!("reading a file: {e}"))),
        }
    }
}

/// Writes beside, syncs, renames: what is acknowledged survives a power cut, and a
/// half-written file never has its name.
fn write_whole(path: &std::path::Path, content: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    if path.exists() {
        return Ok(());
    }
    let dir = path.parent().unwrap_or(std::path::Path::new("."));
    std::fs::create_dir_all(dir)?;
    let beside = dir.join(format!(".{}", letters(u128::from_be_bytes(random()), 16)));
    let mut file = std::fs::File::create(&beside)?;
    file.write_all(content)?;
    file.sync_all()?;
    std::fs::rename(&beside, path)?;
    std::fs::File::open(dir)?.sync_all()
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

/// The service on a real database in the real world.
pub fn service(database: Arc<store::Database>, files: PathBuf) -> Result<Service, String> {
    Ok(Service {
        store: database,
        clock: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
        files: Arc::new(DiskFiles(files)),
        passwords: Arc::new(Argon::new()?),
    })
}
