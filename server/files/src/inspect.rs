//! Judges the content of files: kind, frame, and what is packed inside.
//!
//! A file is read once: hashed, walked and unpacked from the same bytes. Two are judged at a
//! time, each on a thread with a deep stack, because readers of nested formats recurse; a reader
//! that panics over a file has found the file unreadable.

mod docx;
mod nameless;
mod pdf;
mod relations;
mod words;

pub use words::of as spoken;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, mpsc};

use async_trait::async_trait;
use bytes::Bytes;
use domain::application::files::{FileFault, Kind, frame, sha256, sniff};
use domain::refusal::Refusal;
use service::Fault;
use service::ports::Port;
use service::ports::files::{Inspector, Judged, Spoken};
use tokio::sync::oneshot;

/// Files judged at the same time: as many contents are in memory at most.
const AT_ONCE: usize = 2;
/// Stack of a judging thread, bytes.
const STACK: usize = 16 * 1024 * 1024;

/// A verdict, or that the file could not be read.
type Verdict = io::Result<Result<Judged, Refusal>>;
/// A file to be judged, and whom to tell.
type Case = (PathBuf, oneshot::Sender<Verdict>);

/// A content whose words are wanted, and whom to tell.
type Wanted = (Bytes, oneshot::Sender<Spoken>);

/// A content that is wanted without its author, and whom to give it.
type Cut = (Bytes, oneshot::Sender<Option<Bytes>>);

/// The inspector of real contents. Its threads live as long as it does: fresh ones would each
/// keep memory of their own from the contents they held. Words are taken out on a thread of its own,
/// so that no upload waits for it.
pub struct ContentInspector {
    judging: mpsc::Sender<Case>,
    reading: mpsc::Sender<Wanted>,
    cutting: mpsc::Sender<Cut>,
}

impl Default for ContentInspector {
    fn default() -> Self {
        let (hand_in, cases) = mpsc::channel();
        let cases = Arc::new(Mutex::new(cases));
        for _ in 0..AT_ONCE {
            let cases = Arc::clone(&cases);
            thread("inspect", move || {
                while let Some((path, tell)) = next(&cases) {
                    // Whoever asked may be gone.
                    let _ = tell.send(std::fs::read(&path).map(|content| judge(&content)));
                }
            });
        }
        let (want, wanted) = mpsc::channel::<Wanted>();
        thread("read", move || {
            while let Ok((content, tell)) = wanted.recv() {
                let _ = tell.send(words::of(&content));
            }
        });
        let (cut, to_cut) = mpsc::channel::<Cut>();
        thread("cut", move || {
            while let Ok((content, tell)) = to_cut.recv() {
                let _ = tell.send(nameless::of(&content));
            }
        });
        Self { judging: hand_in, reading: want, cutting: cut }
    }
}

fn thread(name: &str, work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().name(name.into()).stack_size(STACK);
    if let Err(e) = thread.spawn(work) {
        tracing::error!("no thread to {name} files: {e}");
    }
}

/// The next case; none once the inspector is gone.
fn next(cases: &Mutex<mpsc::Receiver<Case>>) -> Option<Case> {
    cases.lock().ok()?.recv().ok()
}

#[async_trait]
impl Inspector for ContentInspector {
    async fn judge(&self, staged: &Path) -> Port<Result<Judged, Refusal>> {
        let (tell, told) = oneshot::channel();
        let case = (PathBuf::from(staged), tell);
        self.judging.send(case).map_err(|_| Fault::new("nobody judges files"))?;
        let verdict = told.await.map_err(|_| Fault::new("nobody judged the file"))?;
        verdict.map_err(|e| Fault::new(format!("reading an upload: {e}")))
    }

    async fn words(&self, content: Bytes) -> Port<Spoken> {
        let (tell, told) = oneshot::channel();
        self.reading.send((content, tell)).map_err(|_| Fault::new("nobody reads files"))?;
        told.await.map_err(|_| Fault::new("nobody read the file"))
    }

    async fn nameless(&self, content: Bytes) -> Port<Option<Bytes>> {
        let (tell, told) = oneshot::channel();
        self.cutting.send((content, tell)).map_err(|_| Fault::new("nobody cuts files"))?;
        told.await.map_err(|_| Fault::new("nobody cut the file"))
    }
}

/// Judges a content.
pub fn judge(content: &[u8]) -> Result<Judged, Refusal> {
    if content.is_empty() {
        return Err(Refusal::FileEmpty);
    }
    let kind = sniff(content).ok_or(Refusal::FileKind)?;
    let look = || {
        match kind {
            Kind::Png => frame::png(content).map(drop),
            Kind::Jpeg => frame::jpeg(content).map(drop),
            Kind::Pdf => pdf::judge(content),
            Kind::Docx | Kind::Pptx => return docx::judge(content),
        }
        .map(|()| kind)
        .map_err(|fault| Refusal::FileBad { fault })
    };
    let verdict = catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| {
        tracing::warn!("a reader panicked over a file of kind {kind:?}");
        Err(Refusal::FileBad { fault: FileFault::Unreadable })
    });
    let kind = verdict?;
    let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
    Ok(Judged { kind, size, sha256: sha256(content) })
}

#[cfg(test)]
mod tests;
