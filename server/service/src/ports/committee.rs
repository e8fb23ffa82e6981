//! Port of room *committee*.

use async_trait::async_trait;
use domain::committee::pool::{Card, Status};
use domain::ids::{AccountId, DossierId, ExpertId, OrganisationId, PanelId, SeasonId};

use super::Port;

/// An expert of the pool (Art. 11).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expert {
    /// Identifier.
    pub id: ExpertId,
    /// Name.
    pub name: String,
    /// Employer.
    pub employer: String,
    /// Employer's credit code; empty when unknown.
    pub uscc: String,
    /// Recommending unit whose staff they are; empty when none.
    pub unit: String,
    /// Fields of expertise: divisions of GB/T 4754, such as `36`.
    pub fields: Vec<String>,
    /// Credit codes of organisations advised within the years that count.
    pub ties: Vec<String>,
    /// E-mail address, lower case; empty when none is known.
    pub email: String,
    /// Telephone; empty when none is known.
    pub phone: String,
    /// Region, as the code of its unit; empty when unknown.
    pub region: String,
    /// Professional title; empty when unknown.
    pub title: String,
    /// Methods of quality management.
    pub methods: Vec<String>,
    /// Whether the expert may be drawn and seated.
    pub status: Status,
    /// Why the status is what it is; empty when nothing was said.
    pub status_reason: String,
    /// When added to the pool, microseconds.
    pub created_at: i64,
    /// When last changed.
    pub changed_at: i64,
}

impl Expert {
    /// What is kept of the expert beside status and history.
    pub fn card(&self) -> Card {
        Card {
            name: self.name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            employer: self.employer.clone(),
            uscc: self.uscc.clone(),
            unit: self.unit.clone(),
            region: self.region.clone(),
            title: self.title.clone(),
            fields: self.fields.clone(),
            methods: self.methods.clone(),
            ties: self.ties.clone(),
        }
    }

    /// The same expert with other particulars.
    pub fn with(self, card: Card) -> Self {
        Self {
            name: card.name,
            email: card.email,
            phone: card.phone,
            employer: card.employer,
            uscc: card.uscc,
            unit: card.unit,
            region: card.region,
            title: card.title,
            fields: card.fields,
            methods: card.methods,
            ties: card.ties,
            ..self
        }
    }
}

/// A specialist panel (Art. 14).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Identifier.
    pub id: PanelId,
    /// Number within the season, from 1.
    pub number: i64,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Divisions of GB/T 4754 it covers.
    pub fields: Vec<String>,
}

/// A seat on a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Panel.
    pub panel: PanelId,
    /// Expert.
    pub expert: Expert,
    /// Lead of the panel.
    pub lead: bool,
    /// When the undertaking of confidentiality was signed; `None` while it is not.
    pub undertaken_at: Option<i64>,
    /// That they are stood down: they are given nothing.
    pub stood_down: Option<StoodDown>,
}

/// Who has a seat, and no more of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelSeat {
    /// Panel.
    pub panel: PanelId,
    /// Expert.
    pub expert: ExpertId,
    /// Their name.
    pub name: String,
    /// Lead of the panel.
    pub lead: bool,
}

/// That a member was stood down (Art. 12, 19).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoodDown {
    /// When, microseconds.
    pub at: i64,
    /// Why.
    pub reason: String,
}

/// Who signs the undertaking (Art. 15).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signer {
    /// An expert, in whatever seat.
    Expert(ExpertId),
    /// A head who does not come from the pool, by the account.
    Head(AccountId),
}

impl Signer {
    /// As [`CommitteePort::undertakings`] names them.
    pub fn as_str(&self) -> &str {
        match self {
            Signer::Expert(id) => id.as_str(),
            Signer::Head(id) => id.as_str(),
        }
    }
}

/// A signature under the undertaking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undertaking {
    /// When, microseconds.
    pub at: i64,
    /// Version of the text.
    pub version: String,
    /// SHA-256 of the text.
    pub sha256: String,
}

/// A conflict of interest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Expert.
    pub expert: ExpertId,
    /// Dossier.
    pub dossier: DossierId,
    /// Kind code, see `domain::committee::conflict`.
    pub kind: String,
    /// Declared by the expert (else found by computation).
    pub declared: bool,
    /// When.
    pub at: i64,
}

/// One pair of the published assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Application.
    pub dossier: DossierId,
    /// Expert.
    pub expert: ExpertId,
    /// Panel the expert reads for.
    pub panel: PanelId,
    /// Read by an expert of another panel, to connect the panels' scales.
    pub bridging: bool,
}

/// Tables `expert`, `panel`, `panel_member`, `undertaking`, `head_undertaking`, `conflict`, `assignment`.
#[async_trait]
pub trait CommitteePort {
    /// One expert.
    async fn expert(&mut self, id: &ExpertId) -> Port<Option<Expert>>;
    /// Stores a panel.
    async fn insert_panel(&mut self, season: &SeasonId, panel: &Panel) -> Port<()>;
    /// Panels of a season, by number.
    async fn panels(&mut self, season: &SeasonId) -> Port<Vec<Panel>>;
    /// Seats an expert on a panel; an expert has one seat a season.
    async fn insert_member(
        &mut self,
        season: &SeasonId,
        panel: &PanelId,
        expert: &ExpertId,
        lead: bool,
    ) -> Port<()>;
    /// All seats of a season with their experts, by panel number, lead first, then name.
    async fn members(&mut self, season: &SeasonId) -> Port<Vec<Member>>;
    /// The same, with no more of the experts than who they are.
    async fn panel_seats(&mut self, season: &SeasonId) -> Port<Vec<PanelSeat>>;
    /// An expert has another account: what was signed with the one before is not theirs.
    async fn forget_undertaking(&mut self, season: &SeasonId, expert: &ExpertId) -> Port<()>;
    /// Notes that somebody signed the undertaking; the first signature stands.
    async fn save_undertaking(
        &mut self,
        season: &SeasonId,
        signer: &Signer,
        signed: &Undertaking,
    ) -> Port<()>;
    /// When somebody signed it.
    async fn undertaking(&mut self, season: &SeasonId, signer: &Signer) -> Port<Option<i64>>;
    /// All who signed it: experts, and accounts of heads who do not come from the pool, in no order.
    async fn undertakings(&mut self, season: &SeasonId) -> Port<Vec<String>>;
    /// Organisations that experts and heads of a season belong to by their accounts.
    async fn belongings(&mut self, season: &SeasonId) -> Port<Vec<(ExpertId, OrganisationId)>>;
    /// Stores a conflict; the same one again is harmless.
    async fn insert_conflict(&mut self, season: &SeasonId, conflict: &Conflict) -> Port<()>;
    /// All conflicts of a season.
    async fn conflicts(&mut self, season: &SeasonId) -> Port<Vec<Conflict>>;
    /// Conflicts of one expert.
    async fn conflicts_of(&mut self, season: &SeasonId, expert: &ExpertId) -> Port<Vec<Conflict>>;
    /// The same of all seasons.
    async fn conflicts_ever_of(&mut self, expert: &ExpertId) -> Port<Vec<Conflict>>;
    /// Whom of the pool somebody ever was: by a seat of whatever season, or by the address of the card.
    async fn pool_ever_of(&mut self, account: &AccountId) -> Port<Vec<ExpertId>>;
    /// Accounts of whoever was kept from an application by a conflict, whatever they are by now.
    async fn kept_ever_from(&mut self, dossier: &DossierId) -> Port<Vec<AccountId>>;
    /// Adds pairs to the published assignment.
    async fn insert_assignments(
        &mut self,
        season: &SeasonId,
        pairs: &[Assignment],
        at: i64,
    ) -> Port<()>;
    /// Takes a pair out again (a conflict was declared, or an expert declined).
    async fn delete_assignment(&mut self, dossier: &DossierId, expert: &ExpertId) -> Port<()>;
    /// The published assignment.
    async fn assignments(&mut self, season: &SeasonId) -> Port<Vec<Assignment>>;
    /// Sets a dossier's home panel.
    async fn save_home_panel(&mut self, dossier: &DossierId, panel: &PanelId) -> Port<()>;
}
