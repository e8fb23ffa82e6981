//! Port of room *consultation* (Art. 20).

use async_trait::async_trait;
use domain::consultation::Consultation;
use domain::ids::SeasonId;

use super::Port;

/// Table `consultation`: one of every signed list that was put to the ministry.
#[async_trait]
pub trait ConsultationPort {
    /// The consultation on the signed list of a number.
    async fn consultation(&mut self, season: &SeasonId, list: i64) -> Port<Option<Consultation>>;
    /// All of a season, the latest list first.
    async fn consultations(&mut self, season: &SeasonId) -> Port<Vec<Consultation>>;
    /// Stores one, new or as it goes on. The table refuses to change one that is closed.
    async fn save_consultation(&mut self, season: &SeasonId, c: &Consultation) -> Port<()>;
}
