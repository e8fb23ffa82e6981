//! A verb ends well, in a refusal, or in a fault.

use domain::refusal::Refusal;

/// Result of a verb.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a verb did not end well.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The command was judged and refused; the user is told why.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Something broke; the user gets a number, the operator this text.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<Refusal> for Error {
    fn from(r: Refusal) -> Self {
        Self::Refused(r)
    }
}

/// A failure of the system, for the operator's log only.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Fault(String);

impl Fault {
    /// A fault with a text for the log.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}
