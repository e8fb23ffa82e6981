//! Port of room *formality*: claims and refusals; its ticks and its list are beside the opinions.

use async_trait::async_trait;
use domain::formality::claim::Claim;
use domain::formality::rejection::Rejection;
use domain::ids::DossierId;

use super::Port;

/// Tables `claim` and `rejection`.
#[async_trait]
pub trait FormalityPort {
    /// Who has taken a dossier, whether or not it still counts.
    async fn claim(&mut self, id: &DossierId) -> Port<Option<Claim>>;
    /// Stores who has taken it, in place of whoever had.
    async fn save_claim(&mut self, id: &DossierId, claim: &Claim) -> Port<()>;
    /// Nobody has it any more.
    async fn delete_claim(&mut self, id: &DossierId) -> Port<()>;
    /// Why a dossier was refused.
    async fn rejection(&mut self, id: &DossierId) -> Port<Option<Rejection>>;
    /// Stores why, and by whom. There is one at most.
    async fn insert_rejection(&mut self, id: &DossierId, r: &Rejection, by: &str) -> Port<()>;
}
