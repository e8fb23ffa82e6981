//! Contents of files: received piece by piece, judged, looked at for viruses, kept under their
//! hash; and the tables `upload` and (its state) `dossier_file`.

use std::path::{Path, PathBuf};

use async_trait::async_trait;
use bytes::Bytes;
use domain::application::field::Slot;
use domain::application::files::{FileState, Kind};
use domain::ids::{AccountId, DossierId, FileId};
use domain::refusal::Refusal;
use domain::review::traces::Unread;
use domain::stamp::Stamp;
use tokio::io::AsyncRead;

use super::Port;
use super::application::FileRow;

/// Bytes on their way in.
#[async_trait]
pub trait Source: Send {
    /// The next bytes; `None` at the end.
    async fn next(&mut self) -> Option<Result<Bytes, Broken>>;
}

/// The line broke before the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

/// Bytes that are all there already.
pub struct Whole(Option<Bytes>);

impl Whole {
    /// A source of these bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self(Some(bytes.into()))
    }
}

#[async_trait]
impl Source for Whole {
    async fn next(&mut self) -> Option<Result<Bytes, Broken>> {
        self.0.take().map(Ok)
    }
}

/// What became of appending. The number is that of bytes received in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// The source came to its end.
    Whole(i64),
    /// The line broke; what had arrived is there.
    Cut(i64),
    /// The source had more than was allowed; it was not read any further.
    Over(i64),
    /// The bytes begin elsewhere than where those received end; nothing was read.
    Elsewhere(i64),
    /// Somebody else is appending; nothing was read.
    Busy,
}

/// Bytes on their way out.
pub type Content = Box<dyn AsyncRead + Send + Unpin>;

/// Where contents lie. What is received lies apart, under the upload's identifier, until it is
/// kept; what is kept is addressed by its SHA-256 and never changed.
#[async_trait]
pub trait FileStore: Send + Sync {
    /// Appends to an upload, from `offset` (bytes) on, until it has `limit` bytes in all. Never
    /// holds more in memory than one piece of the source.
    async fn append(
        &self,
        upload: &FileId,
        offset: i64,
        limit: i64,
        source: &mut dyn Source,
    ) -> Port<Appended>;
    /// Bytes received of an upload; 0 for one that was never begun.
    async fn received(&self, upload: &FileId) -> Port<i64>;
    /// The file an upload lies in, for those who judge it.
    fn staged(&self, upload: &FileId) -> Port<PathBuf>;
    /// Keeps an upload under its hash, durably: once this returns, no power cut loses it. The
    /// upload is gone afterwards.
    async fn keep(&self, upload: &FileId, sha256: &str) -> Port<()>;
    /// Forgets an upload.
    async fn discard(&self, upload: &FileId) -> Port<()>;
    /// Forgets uploads nothing has been added to since `before`; says how many.
    async fn sweep(&self, before: Stamp) -> Port<usize>;
    /// Removes the content under a hash, where there is one. Whoever calls it knows that nothing names it.
    async fn remove(&self, sha256: &str) -> Port<()>;
    /// The content under a hash, from a byte on; `None` when there is none.
    async fn open(&self, sha256: &str, from: i64) -> Port<Option<Content>>;
}

/// A file that was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What it is.
    pub kind: Kind,
    /// Bytes.
    pub size: i64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// What a file says in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// Its text, as far as it can be taken out.
    pub text: String,
    /// What it says of itself: what it calls it, and what stands there.
    pub data: Vec<(String, String)>,
    /// What of it could not be read, and why.
    pub unread: Vec<Unread>,
}

/// Judges the content of files: what they are, and that nothing in them does harm.
#[async_trait]
pub trait Inspector: Send + Sync {
    /// Judges the file at a path. The inner result is the verdict, the outer one whether there
    /// could be one.
    async fn judge(&self, staged: &Path) -> Port<Result<Judged, Refusal>>;
    /// Takes the words out of a content that was judged and kept. One at a time: whoever asks while
    /// another is read waits.
    async fn words(&self, content: Bytes) -> Port<Spoken>;
    /// The same content without what it says of its author: properties, EXIF, comments of pictures, names of
    /// who annotated. `None` where that cannot be taken out. One at a time, like [`Self::words`].
    async fn nameless(&self, content: Bytes) -> Port<Option<Bytes>>;
}

/// What a scanner says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    /// Nothing found.
    Clean,
    /// A virus, by the scanner's name for it.
    Found(String),
    /// The scanner cannot be asked now, and why.
    Away(String),
}

/// Looks for viruses.
#[async_trait]
pub trait Scanner: Send + Sync {
    /// Looks through a content. Trouble with the scanner is [`Scan::Away`], never an error.
    async fn scan(&self, content: Content) -> Scan;
}

/// An upload that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadRow {
    /// Identifier; the file's, once it is attached.
    pub id: FileId,
    /// Dossier.
    pub dossier: DossierId,
    /// Where it will belong.
    pub slot: Slot,
    /// Who sends it; nobody else goes on with it.
    pub account: AccountId,
    /// Name it was sent with.
    pub name: String,
    /// Bytes there will be.
    pub size: i64,
    /// What tells the sender's file from another of the same name and size.
    pub mark: String,
    /// When begun.
    pub created_at: i64,
    /// When it is forgotten.
    pub expires_at: i64,
}

/// Table `upload`, and the state in `dossier_file`.
#[async_trait]
pub trait FilesPort {
    /// Notes an upload.
    async fn insert_upload(&mut self, upload: &UploadRow) -> Port<()>;
    /// One upload.
    async fn upload(&mut self, id: &FileId) -> Port<Option<UploadRow>>;
    /// Uploads of a dossier that were begun, the oldest first.
    async fn uploads_of(&mut self, dossier: &DossierId) -> Port<Vec<UploadRow>>;
    /// Uploads that expire before a moment.
    async fn expired_uploads(&mut self, before: i64) -> Port<Vec<UploadRow>>;
    /// Forgets an upload.
    async fn delete_upload(&mut self, id: &FileId) -> Port<()>;
    /// Files in a state, the oldest first, at most `limit`.
    async fn files_in_state(&mut self, state: FileState, limit: i64) -> Port<Vec<FileRow>>;
    /// The SHA-256 of every content that a row names, with the row in words for the operator: each must be there.
    async fn contents(&mut self) -> Port<Vec<(String, String)>>;
    /// Whether a row names a content.
    async fn content_named(&mut self, sha256: &str) -> Port<bool>;
    /// Notes that a content may belong to nothing, and from when on it may be removed then; of two moments the later holds.
    async fn note_content(&mut self, sha256: &str, due: i64) -> Port<()>;
    /// From when on a content may be removed where no row names it; `None` where it is not noted.
    async fn content_due(&mut self, sha256: &str) -> Port<Option<i64>>;
    /// Contents that are due by a moment, the oldest first, at most `limit`.
    async fn contents_due(&mut self, by: i64, limit: i64) -> Port<Vec<String>>;
    /// Takes the note away.
    async fn forget_content(&mut self, sha256: &str) -> Port<()>;
    /// How many contents are noted that no row names.
    async fn contents_left(&mut self) -> Port<i64>;
    /// Bytes that objections and reports have brought after a moment.
    async fn evidence_since(&mut self, since: i64) -> Port<i64>;
    /// Stores a file's state.
    async fn save_file_state(&mut self, id: &FileId, state: FileState) -> Port<()>;
}
