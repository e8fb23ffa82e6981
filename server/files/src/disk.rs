//! Files in a directory. What is kept lies under its SHA-256, `ab/abcd…`; what is being received
//! lies in `incoming`, under the upload's identifier. Several servers may share the directory.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use async_trait::async_trait;
use domain::ids::FileId;
use domain::stamp::Stamp;
use service::Fault;
use service::ports::Port;
use service::ports::files::{Appended, Content, FileStore, Source};
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

/// The directory of what is being received, beside the contents.
pub const INCOMING: &str = "incoming";

/// Files in a directory, addressed by their SHA-256.
pub struct DiskFiles(pub PathBuf);

impl DiskFiles {
    fn kept(&self, sha256: &str) -> Port<PathBuf> {
        Ok(self.0.join(place(sha256)?))
    }
}

/// Where a content lies in a store: `ab/abcd…`.
pub(crate) fn place(sha256: &str) -> Port<String> {
    let hex = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
    if !hex {
        return Err(Fault::new("not a file's hash"));
    }
    Ok(format!("{}/{sha256}", &sha256[..2]))
}

#[async_trait]
impl FileStore for DiskFiles {
    async fn append(
        &self,
        upload: &FileId,
        offset: i64,
        limit: i64,
        source: &mut dyn Source,
    ) -> Port<Appended> {
        let path = self.staged(upload)?;
        let opened = blocking("receiving a file", move || open_to_append(&path)).await?;
        let Some((file, mut received)) = opened else { return Ok(Appended::Busy) };
        if received != offset {
            return Ok(Appended::Elsewhere(received));
        }
        let mut file = tokio::fs::File::from_std(file);
        let failed = |e: io::Error| Fault::new(format!("receiving a file: {e}"));
        let end = loop {
            match source.next().await {
                None => break Appended::Whole(received),
                Some(Err(_)) => break Appended::Cut(received),
                Some(Ok(piece)) => {
                    let more = received.saturating_add(size_of(piece.len()));
                    if more > limit {
                        break Appended::Over(received);
                    }
                    file.write_all(&piece).await.map_err(failed)?;
                    received = more;
                }
            }
        };
        // What was written is in the file before anybody is told of it; on the disk it must be
        // only once the whole is kept.
        file.flush().await.map_err(failed)?;
        Ok(end)
    }

    async fn received(&self, upload: &FileId) -> Port<i64> {
        let path = self.staged(upload)?;
        blocking("looking at an upload", move || match fs::metadata(&path) {
            Ok(meta) => Ok(i64::try_from(meta.len()).unwrap_or(i64::MAX)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(0),
            Err(e) => Err(e),
        })
        .await
    }

    fn staged(&self, upload: &FileId) -> Port<PathBuf> {
        let id = upload.as_str();
        let plain =
            !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric());
        if !plain {
            return Err(Fault::new("not an upload's identifier"));
        }
        Ok(self.0.join(INCOMING).join(id))
    }

    async fn keep(&self, upload: &FileId, sha256: &str) -> Port<()> {
        let (from, to) = (self.staged(upload)?, self.kept(sha256)?);
        blocking("keeping a file", move || keep(&from, &to)).await
    }

    async fn discard(&self, upload: &FileId) -> Port<()> {
        let path = self.staged(upload)?;
        blocking("forgetting an upload", move || removed(&path)).await
    }

    async fn sweep(&self, before: Stamp) -> Port<usize> {
        let dir = self.0.join(INCOMING);
        let micros = u64::try_from(before.0).unwrap_or(0);
        let before = UNIX_EPOCH + Duration::from_micros(micros);
        blocking("sweeping uploads", move || {
            let entries = match fs::read_dir(&dir) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(0),
                entries => entries?,
            };
            let mut gone = 0;
            for entry in entries {
                let entry = entry?;
                if entry.metadata()?.modified()? < before {
                    removed(&entry.path())?;
                    gone += 1;
                }
            }
            Ok(gone)
        })
        .await
    }

    async fn remove(&self, sha256: &str) -> Port<()> {
        let path = self.kept(sha256)?;
        blocking("removing a file", move || removed(&path)).await
    }

    async fn open(&self, sha256: &str, from: i64) -> Port<Option<Content>> {
        let failed = |e: io::Error| Fault::new(format!("reading a file: {e}"));
        let mut file = match tokio::fs::File::open(self.kept(sha256)?).await {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(failed(e)),
        };
        if from > 0 {
            let from = u64::try_from(from).unwrap_or(0);
            file.seek(io::SeekFrom::Start(from)).await.map_err(failed)?;
        }
        Ok(Some(Box::new(file)))
    }
}

/// The file of an upload, locked against everybody else who would append, and its length;
/// nothing while somebody else holds the lock. The lock goes with the file.
fn open_to_append(path: &Path) -> io::Result<Option<(File, i64)>> {
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    // What applicants send is the server's alone, however it was started.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => return Ok(None),
        Err(fs::TryLockError::Error(e)) => return Err(e),
    }
    let length = i64::try_from(file.metadata()?.len()).unwrap_or(i64::MAX);
    Ok(Some((file, length)))
}

/// Syncs, then renames: what is acknowledged survives a power cut, and a half-written file never
/// has its name. Whoever comes second may come before the first has synced, or after it was killed
/// in between: so the way to the name is synced by everybody.
fn keep(from: &Path, to: &Path) -> io::Result<()> {
    let dir = to.parent().unwrap_or(Path::new("."));
    let root = dir.parent().unwrap_or(Path::new("."));
    if !to.exists() {
        fs::create_dir_all(dir)?;
        OpenOptions::new().write(true).open(from)?.sync_all()?;
        fs::rename(from, to)?;
    }
    File::open(dir)?.sync_all()?;
    File::open(root)?.sync_all()?;
    // What the store was made in need not be the server's to read.
    if let Some(Ok(above)) = root.parent().map(File::open) {
        above.sync_all()?;
    }
    removed(from)
}

fn removed(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

fn size_of(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

/// Work on files, off the async threads.
async fn blocking<T: Send + 'static>(
    doing: &'static str,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Port<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|e| Fault::new(e.to_string()))?
        .map_err(|e| Fault::new(format!("{doing}: {e}")))
}
