//! Judges the content of files: kind, frame, and what is packed inside.
//!
//! A file is read once: hashed, walked and unpacked from the same bytes. Two are judged at a
//! time, each on a thread with a deep stack, because readers of nested formats recurse; a reader
//! that panics over a file has found the file unreadable.

mod docx;
mod pdf;
mod relations;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use domain::application::files::{FileFault, Kind, frame, sha256, sniff};
use domain::refusal::Refusal;
use service::Fault;
use service::ports::Port;
use service::ports::files::{Inspector, Judged};
use tokio::sync::{Semaphore, oneshot};

/// Files judged at the same time: as many contents are in memory at most.
const AT_ONCE: usize = 2;
/// Stack of a judging thread, bytes.
const STACK: usize = 16 * 1024 * 1024;

/// The inspector of real contents.
pub struct ContentInspector(Arc<Semaphore>);

impl Default for ContentInspector {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

#[async_trait]
impl Inspector for ContentInspector {
    async fn judge(&self, staged: &Path) -> Port<Result<Judged, Refusal>> {
        let slot = self.0.clone().acquire_owned().await.map_err(|e| Fault::new(e.to_string()))?;
        let (tell, told) = oneshot::channel();
        let path = PathBuf::from(staged);
        std::thread::Builder::new()
            .name("inspect".into())
            .stack_size(STACK)
            .spawn(move || {
                let verdict = std::fs::read(&path).map(|content| judge(&content));
                drop(slot);
                let _ = tell.send(verdict);
            })
            .map_err(|e| Fault::new(format!("no thread to judge a file: {e}")))?;
        let verdict = told.await.map_err(|e| Fault::new(format!("judging a file: {e}")))?;
        verdict.map_err(|e| Fault::new(format!("reading an upload: {e}")))
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
            Kind::Docx => return docx::judge(content),
        }
        .map_err(|fault| Refusal::FileBad { fault })
    };
    let verdict = catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| {
        tracing::warn!("a reader panicked over a file of kind {kind:?}");
        Err(Refusal::FileBad { fault: FileFault::Unreadable })
    });
    verdict?;
    let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
    Ok(Judged { kind, size, sha256: sha256(content) })
}

#[cfg(test)]
mod tests;
