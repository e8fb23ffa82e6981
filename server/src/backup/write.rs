//! Writing a backup while the site is served: the database as of one moment, then the contents of files.
//! These are never changed once written, so whatever the database names is found when they are copied after it.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use service::ports::Clock;
use sha2::{Digest, Sha256};
use store::{Database, Engine};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::postgres::Dump;
use super::seal::Sealing;
use super::{FILES, FORMAT, Key, MANIFEST, Manifest, POSTGRES, SQLITE, room};
use crate::archive::Listed;
use crate::private::Passing;
use crate::world::SystemClock;

/// How a backup is called while it is written: the same for all, so that the next one removes what a killed one left.
const PASSING: &str = "backup";

/// What a backup is made of.
pub struct Source<'a> {
    /// The opened database.
    pub database: &'a Database,
    /// Where it is.
    pub url: &'a str,
    /// The directory of contents; `None` where they are not to be in it.
    pub files: Option<&'a Path>,
    /// Directory for the unencrypted copy of a SQLite database; beside the database if `None`.
    pub scratch: Option<&'a Path>,
    /// Bytes that are to stay free where it is written.
    pub keep: u64,
}

/// Writes a backup to a new file.
///
/// # Errors
/// One line for the operator. What was begun is removed again.
pub async fn write(from: &Source<'_>, to: &Path, key: Option<&Key>) -> Result<(), String> {
    if to.exists() {
        return Err(format!("{} exists already; name a new file", to.display()));
    }
    enough(from, to).await?;
    let made_at = SystemClock.now().0;
    // What is in the journal now is in every copy that begins later.
    let (head, named) = {
        use service::ports::Store;
        let mut db = from.database.read().await.map_err(|e| e.to_string())?;
        let head = db.head().await.map_err(|e| e.to_string())?;
        (head, db.contents().await.map_err(|e| e.to_string())?)
    };
    let (begun, out) = Passing::beside(to, PASSING)?;
    let mut pack = Pack::new(Out::new(out, key)?);
    match from.database.engine() {
        Engine::Sqlite => {
            let mut copy = passing(from)?;
            from.database.backup(&copy.path).await?;
            copy.hide();
            let end = copy.file.seek(SeekFrom::End(0)).map_err(|e| e.to_string())?;
            if end == 0 {
                return Err("the copy of the database was removed while it was written".into());
            }
            copy.file.seek(SeekFrom::Start(0)).map_err(|e| e.to_string())?;
            pack.add(SQLITE, &copy.file, CompressionMethod::Deflated)?;
        }
        Engine::Postgres => {
            let mut dump = Dump::begin(from.url)?;
            let added = pack.add(POSTGRES, &mut dump.out, CompressionMethod::Stored);
            dump.ended()?;
            added?;
        }
    }
    let mut lacking = Vec::new();
    if let Some(files) = from.files {
        pack.contents(files)?;
        let whole: HashSet<&str> = pack.listed.iter().map(|l| l.sha256.as_str()).collect();
        let missing = named.iter().map(|n| &n.0).filter(|sha256| !whole.contains(sha256.as_str()));
        lacking.extend(missing.cloned());
    }
    let manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at,
        journal_rows: head.seq,
        journal_head: head.hash,
        contents: from.files.is_some(),
        named: Some(named.len()),
        lacking,
        files: std::mem::take(&mut pack.listed),
    };
    let text = serde_json::to_vec_pretty(&manifest).map_err(|e| e.to_string())?;
    pack.add(MANIFEST, text.as_slice(), CompressionMethod::Stored)?;
    pack.finish()?;
    begun.becomes(to)
}

/// Looks whether the disks take what is going to be written.
async fn enough(from: &Source<'_>, to: &Path) -> Result<(), String> {
    let database = from.database.size().await?;
    let mut contents: u64 = 0;
    for path in from.files.map(kept).transpose()?.unwrap_or_default() {
        contents += std::fs::metadata(&path).map_or(0, |m| m.len());
    }
    let file = store::file(from.url);
    let scratch = file.as_deref().map(|file| (scratch(from, file), database));
    let wants: Vec<_> = [(to, contents + database)].into_iter().chain(scratch).collect();
    room::enough(&wants, from.keep)
}

/// Where the unencrypted copy of a SQLite database lies.
fn scratch<'a>(from: &Source<'a>, file: &'a Path) -> &'a Path {
    match (from.scratch, file.parent()) {
        (Some(dir), _) => dir,
        (None, Some(dir)) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    }
}

/// The file a SQLite database is copied to: the ciphertext may be carried away at any moment, so the plain text never
/// lies beside it.
fn passing(from: &Source<'_>) -> Result<Passing, String> {
    let file = store::file(from.url).ok_or("a database of SQLite is a file")?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let dir = scratch(from, &file);
    Passing::new(dir, &name).map_err(|e| {
        format!("cannot copy the database into {} (--scratch names another): {e}", dir.display())
    })
}

/// Where it is written to.
enum Out {
    Plain(File),
    Sealed(Box<Sealing<File>>),
}

impl Out {
    fn new(file: File, key: Option<&Key>) -> Result<Self, String> {
        let sealed = |e: io::Error| format!("cannot write the backup: {e}");
        Ok(match key {
            None => Self::Plain(file),
            Some(key) => Self::Sealed(Box::new(Sealing::new(file, key).map_err(sealed)?)),
        })
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Plain(file) => file.sync_all(),
            Self::Sealed(sealing) => sealing.finish()?.sync_all(),
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(file) => file.write(bytes),
            Self::Sealed(sealing) => sealing.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(file) => file.flush(),
            Self::Sealed(sealing) => sealing.flush(),
        }
    }
}

/// A backup that grows.
struct Pack {
    zip: ZipWriter<StreamWriter<Out>>,
    listed: Vec<Listed>,
}

impl Pack {
    fn new(to: Out) -> Self {
        Self { zip: ZipWriter::new_stream(to), listed: Vec::new() }
    }

    /// A file, hashed on its way.
    fn add(
        &mut self,
        path: &str,
        mut from: impl Read,
        method: CompressionMethod,
    ) -> Result<(), String> {
        let options = SimpleFileOptions::default()
            .last_modified_time(DateTime::default())
            .compression_method(method)
            .large_file(true);
        let failed = |e: &dyn std::fmt::Display| format!("writing {path}: {e}");
        self.zip.start_file(path, options).map_err(|e| failed(&e))?;
        let (mut hash, mut size) = (Sha256::new(), 0);
        let mut piece = vec![0; 256 * 1024];
        loop {
            let n = from.read(&mut piece).map_err(|e| failed(&e))?;
            if n == 0 {
                break;
            }
            hash.update(&piece[..n]);
            size += n as u64;
            self.zip.write_all(&piece[..n]).map_err(|e| failed(&e))?;
        }
        let sha256 = hex::encode(hash.finalize());
        self.listed.push(Listed { path: path.to_owned(), size, sha256 });
        Ok(())
    }

    /// The contents of files.
    fn contents(&mut self, files: &Path) -> Result<(), String> {
        for path in kept(files)? {
            let Ok(within) = path.strip_prefix(files) else { continue };
            let name = format!("{FILES}{}", within.to_string_lossy().replace('\\', "/"));
            let file = match File::open(&path) {
                // Swept since it was listed: nothing names it.
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                opened => opened.map_err(|e| format!("{}: {e}", path.display()))?,
            };
            // Photographs and PDFs are compressed already.
            self.add(&name, file, CompressionMethod::Stored)?;
        }
        Ok(())
    }

    fn finish(self) -> Result<(), String> {
        let out = self.zip.finish().map_err(|e| e.to_string())?;
        out.into_inner().finish().map_err(|e| e.to_string())
    }
}

/// Everything that is kept, in the order of its names. What is still being received belongs to nobody yet.
fn kept(files: &Path) -> Result<Vec<PathBuf>, String> {
    let mut paths = Vec::new();
    for folder in sorted(files)? {
        if folder.is_dir() && folder.file_name() != Some(files::disk::INCOMING.as_ref()) {
            paths.extend(sorted(&folder)?);
        }
    }
    Ok(paths)
}

/// What is in a directory; nothing where there is none.
fn sorted(dir: &Path) -> Result<Vec<PathBuf>, String> {
    if !dir.exists() {
        return Ok(Vec::new());
    }
    let named = |e: io::Error| format!("{}: {e}", dir.display());
    let entries = std::fs::read_dir(dir).map_err(named)?;
    let mut paths =
        entries.map(|e| e.map(|e| e.path())).collect::<io::Result<Vec<_>>>().map_err(named)?;
    paths.sort();
    Ok(paths)
}
