//! What guards accounts: the second step of signing in, the administrators' verbs on accounts and
//! roles, the journal as the audit reads it.

pub mod accounts;
pub mod audit;
pub mod bootstrap;
pub mod factor;
pub mod roles;
mod step;
mod system;

use domain::refusal::Refusal;

use crate::rooms::shared::kept;
use crate::{Fault, Result, Service};

/// Characters of a reason, at most.
pub const REASON_MAX: usize = 500;

/// A reason as it is kept; one must be given.
fn reason(text: &str) -> Result<String> {
    let text = kept(text.trim(), usize::MAX);
    let found = text.chars().count();
    if found == 0 {
        return Err(Refusal::TooShort { min: 1, found }.into());
    }
    if found > REASON_MAX {
        return Err(Refusal::TooLong { max: REASON_MAX, found }.into());
    }
    Ok(text)
}

impl Service {
    /// Fresh bytes of chance, at most 32.
    fn fresh<const N: usize>(&self) -> Result<[u8; N]> {
        let token = self.chance.token();
        let bytes = hex::decode(&token).map_err(|e| Fault::new(format!("chance: {e}")))?;
        let some = bytes.get(..N).and_then(|b| <[u8; N]>::try_from(b).ok());
        some.ok_or_else(|| Fault::new("too little chance").into())
    }
}
