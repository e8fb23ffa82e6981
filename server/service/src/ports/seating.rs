//! Port of the committee being formed (Art. 12–14).

use async_trait::async_trait;
use domain::ids::{ExpertId, PanelId, SeasonId};

use super::Port;
use super::committee::{Panel, StoodDown};

/// A seat with what the Office must know to change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatRow {
    /// The panel.
    pub panel: PanelId,
    /// Who sits there.
    pub expert: ExpertId,
    /// Name.
    pub name: String,
    /// Employer.
    pub employer: String,
    /// Lead of the panel.
    pub lead: bool,
    /// Whether somebody can sign in as this expert.
    pub account: bool,
    /// Applications assigned.
    pub assigned: i64,
}

/// A draw as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawRow {
    /// Identifier.
    pub id: String,
    /// When, microseconds.
    pub at: i64,
    /// Account that drew.
    pub author: String,
    /// For which panel.
    pub panel: PanelId,
    /// Divisions that were asked for.
    pub fields: Vec<String>,
    /// Seed; never negative.
    pub seed: i64,
    /// How many were to be drawn.
    pub size: i64,
    /// Who could be drawn, in order.
    pub candidates: Vec<ExpertId>,
    /// Who was drawn, in the order drawn.
    pub drawn: Vec<ExpertId>,
    /// SHA-256 of the candidates.
    pub sha256: String,
    /// When they were seated; `None` while they are not.
    pub seated_at: Option<i64>,
}

/// Tables `panel`, `panel_member` and `expert_draw`, where the committee is formed.
#[async_trait]
pub trait SeatingPort {
    /// All seats of a season, by panel number, lead first, then name.
    async fn seats(&mut self, season: &SeasonId) -> Port<Vec<SeatRow>>;
    /// Takes an expert off their panel.
    async fn delete_seat(&mut self, season: &SeasonId, expert: &ExpertId) -> Port<()>;
    /// Makes one member of a panel its lead, and nobody else.
    async fn save_lead(&mut self, panel: &PanelId, expert: &ExpertId) -> Port<()>;
    /// Marks that a member is stood down, or no more.
    async fn save_stood_down(
        &mut self,
        season: &SeasonId,
        expert: &ExpertId,
        down: Option<&StoodDown>,
    ) -> Port<()>;
    /// Removes a panel for which nobody was seated or drawn and that is the home of nothing.
    async fn delete_panel(&mut self, panel: &PanelId) -> Port<()>;
    /// Closes a panel: it is there no more but for its draws.
    async fn close_panel(&mut self, panel: &PanelId, at: i64) -> Port<()>;
    /// Panels of a season that were closed, by number.
    async fn closed_panels(&mut self, season: &SeasonId) -> Port<Vec<Panel>>;
    /// Applications whose home a panel is.
    async fn at_home(&mut self, panel: &PanelId) -> Port<i64>;
    /// Stores a draw.
    async fn insert_draw(&mut self, season: &SeasonId, draw: &DrawRow) -> Port<()>;
    /// Draws of a season, the latest first.
    async fn draws(&mut self, season: &SeasonId) -> Port<Vec<DrawRow>>;
    /// Notes that those drawn were seated.
    async fn save_draw_seated(&mut self, id: &str, at: i64) -> Port<()>;
    /// Name and employer of experts, in no order.
    async fn names_of(&mut self, experts: &[ExpertId]) -> Port<Vec<(ExpertId, String, String)>>;
}
