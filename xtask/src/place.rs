//! Where things lie.

use std::path::{Path, PathBuf};

/// The project's root and the directory of everything built.
#[derive(Clone, Debug)]
pub struct Place {
    /// The workspace's root.
    pub root: PathBuf,
    /// Cargo's target directory.
    pub target: PathBuf,
}

impl Place {
    /// Finds the workspace from this crate's own place in it.
    pub fn find() -> Place {
        let here = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here.parent().map_or_else(|| here.clone(), Path::to_path_buf);
        // Cargo reads a relative CARGO_TARGET_DIR from the working directory, and so do we.
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => std::path::absolute(&dir).unwrap_or_else(|_| dir.into()),
            None => root.join("target"),
        };
        Place { root, target }
    }

    /// The browser side's own target directory: with one of its own, its build and the server's
    /// never wait for each other.
    pub fn web(&self) -> PathBuf {
        self.target.join("web")
    }

    /// Tools fetched for the build.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// The directory the server serves.
    pub fn site(&self, release: bool) -> PathBuf {
        self.target.join(if release { "site-release" } else { "site" })
    }
}
