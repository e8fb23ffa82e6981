//! What is printed, as blocks for the setter: the dossier and the receipt. The words come
//! from `app`, the facts from `service`, type and paper from `pdf`.

mod certificate;
mod conclusion;
mod dossier;
mod list;
mod parts;
mod public;
mod receipt;
#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use pdf::{Document, Press, Printed, Sheet};
use tokio::sync::Semaphore;

pub use certificate::certificate;
pub use conclusion::conclusion;
pub use dossier::dossier;
pub use list::{formality_list, summary_sheet};
pub use public::{announcement, consultation, letter, notice};
pub use receipt::receipt;

/// Documents set at the same time.
const AT_ONCE: usize = 2;
/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// Prints documents, few at a time and off the async threads.
#[derive(Clone)]
pub struct Printer {
    directories: Arc<Vec<std::path::PathBuf>>,
    press: Arc<OnceLock<Result<Press, String>>>,
    slots: Arc<Semaphore>,
}

/// Why there is no document.
#[derive(Debug)]
pub enum Unprinted {
    /// Too many others wait.
    Busy,
    /// It could not be set.
    Failed(String),
}

impl Printer {
    /// Loads its fonts when the first document is printed. `directories` are searched for
    /// characters the built-in ones lack.
    pub fn new(directories: Vec<std::path::PathBuf>) -> Self {
        Self {
            directories: Arc::new(directories),
            press: Arc::default(),
            slots: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Prints a document that `make` puts together, in its turn.
    pub async fn print(
        &self,
        make: impl FnOnce() -> Document + Send + 'static,
    ) -> Result<Printed, Unprinted> {
        self.turn(move |this| this.now(&make())).await
    }

    /// Prints a sheet that `make` puts together, in its turn.
    pub async fn print_sheet(
        &self,
        make: impl FnOnce() -> Sheet + Send + 'static,
    ) -> Result<Printed, Unprinted> {
        self.turn(move |this| this.sheet_now(&make())).await
    }

    async fn turn(
        &self,
        print: impl FnOnce(&Self) -> Result<Printed, String> + Send + 'static,
    ) -> Result<Printed, Unprinted> {
        let slot = tokio::time::timeout(PATIENCE, self.slots.clone().acquire_owned())
            .await
            .map_err(|_| Unprinted::Busy)?
            .map_err(|e| Unprinted::Failed(e.to_string()))?;
        let this = self.clone();
        // The slot goes along: somebody who leaves does not free it while the work goes on.
        tokio::task::spawn_blocking(move || {
            let _slot = slot;
            print(&this)
        })
        .await
        .map_err(|e| Unprinted::Failed(e.to_string()))?
        .map_err(Unprinted::Failed)
    }

    /// Prints a document on this thread.
    pub fn now(&self, document: &Document) -> Result<Printed, String> {
        self.press()?.print(document)
    }

    /// Prints a sheet on this thread.
    pub fn sheet_now(&self, sheet: &Sheet) -> Result<Printed, String> {
        self.press()?.print_sheet(sheet)
    }

    fn press(&self) -> Result<&Press, String> {
        let load = || Press::new(self.directories.as_ref().clone());
        self.press.get_or_init(load).as_ref().map_err(Clone::clone)
    }
}
