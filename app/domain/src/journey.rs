//! Where a dossier stands: one enum that carries its facts, one transition table,
//! one fold. The stored standing is a projection of the journal; `check` folds
//! the journal again and compares.

mod stage;
mod standing;
mod step;
mod table;
mod withdrawal;

pub use stage::Stage;
pub use standing::Standing;
pub use step::Step;
pub use table::{Illegal, TABLE, evolve};
pub use withdrawal::withdrawal;

#[cfg(test)]
mod samples;
