//! The same work for many files, on all cores.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::say::Outcome;

/// Does it for each file; the first that fails is told when all workers have stopped.
pub fn each(files: &[PathBuf], work: impl Fn(&Path) -> Outcome + Sync) -> Outcome {
    let next = AtomicUsize::new(0);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let worker = || -> Outcome {
            while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                work(file)?;
            }
            Ok(())
        };
        let workers: Vec<_> = (0..cores.min(files.len())).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().try_for_each(|worker| match worker.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    })
}
