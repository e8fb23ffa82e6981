//! What guards accounts: the second step of signing in, the administrators' verbs on accounts and
//! roles, the journal as the audit reads it.

pub mod accounts;
pub mod audit;
pub mod bootstrap;
pub mod factor;
mod hand_over;
pub mod roles;
mod step;
mod system;

use domain::reason;

use crate::{Fault, Result, Service};

/// A reason as it is kept; one must be given.
fn reason(text: &str) -> Result<String> {
    Ok(reason::read_lines(text, reason::GIVEN)?)
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
