//! Who acts: roles, what they reach over, and the account that holds them.

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, ExpertId, OrganisationId};
use crate::refusal::Refusal;

/// What a person is in this system. System, security and audit administration are
/// three roles that no account may hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs an applicant organisation here: writes and submits its dossier, invites its people,
    /// gives and takes their roles. Whoever registers it. Scope: organisation.
    Applicant,
    /// Writes and submits an organisation's dossier. Scope: organisation.
    ApplicantEditor,
    /// Reads what an organisation writes. Scope: organisation.
    ApplicantReader,
    /// Reads and signs off for an organisation (法定代表人). Scope: organisation.
    LegalRepresentative,
    /// Registered, but the address is not verified or the organisation not confirmed: writes,
    /// and may neither submit nor invite. Never granted: it stands in place of the role one will
    /// have. Scope: organisation.
    Registrant,
    /// Works for a recommending unit (Art. 7). Scope: unit code.
    RecommendingUnit,
    /// The Office (Art. 5).
    Office,
    /// Expert of the season's committee (Art. 12). Scope: expert.
    Expert,
    /// Lead of a panel (Art. 14). Scope: panel.
    PanelLead,
    /// Chair of the committee (Art. 13).
    Chair,
    /// Vice chair of the committee (Art. 13).
    ViceChair,
    /// Department of Science and Technology of MIIT (Art. 20).
    Ministry,
    /// China Association for Quality (Art. 22).
    Caq,
    /// System administrator (系统管理员): makes accounts, disables and unlocks them; grants nothing.
    SystemAdmin,
    /// Security administrator (安全保密管理员): gives and takes roles, resets second steps, ends sessions.
    SecurityAdmin,
    /// Audit administrator (安全审计员): reads the journal and changes nothing.
    AuditAdmin,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 16] = [
        Role::Applicant,
        Role::ApplicantEditor,
        Role::ApplicantReader,
        Role::LegalRepresentative,
        Role::Registrant,
        Role::RecommendingUnit,
        Role::Office,
        Role::Expert,
        Role::PanelLead,
        Role::Chair,
        Role::ViceChair,
        Role::Ministry,
        Role::Caq,
        Role::SystemAdmin,
        Role::SecurityAdmin,
        Role::AuditAdmin,
    ];

    /// Roles an organisation gives to its own people. They outlive the season: whoever works for
    /// an organisation still does when the next year begins.
    pub const OFFERED: [Role; 4] =
        [Role::Applicant, Role::ApplicantEditor, Role::ApplicantReader, Role::LegalRepresentative];

    /// All roles within an applicant organisation.
    pub const WITHIN: &[Role] = &[
        Role::Applicant,
        Role::ApplicantEditor,
        Role::ApplicantReader,
        Role::LegalRepresentative,
        Role::Registrant,
    ];

    /// The three separated administrations (三员分立): who holds one holds nothing else.
    pub const ADMINISTRATIONS: [Role; 3] =
        [Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin];

    /// The season's committee (Art. 12–14): roles that are held for one season, and whose holders have signed the
    /// undertaking before anything opens to them (Art. 15).
    pub const COMMITTEE: [Role; 4] = [Role::Chair, Role::ViceChair, Role::PanelLead, Role::Expert];

    /// Whether it is one of the three separated administrations.
    pub fn administers(self) -> bool {
        Self::ADMINISTRATIONS.contains(&self)
    }

    /// Whether it is held within an applicant organisation.
    pub fn of_organisation(self) -> bool {
        Self::WITHIN.contains(&self)
    }

    /// Whether it lets somebody write an organisation's dossier.
    pub fn writes(self) -> bool {
        matches!(self, Role::Applicant | Role::ApplicantEditor | Role::Registrant)
    }

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Role::Applicant => "applicant",
            Role::ApplicantEditor => "applicant_editor",
            Role::ApplicantReader => "applicant_reader",
            Role::LegalRepresentative => "legal_representative",
            Role::Registrant => "registrant",
            Role::RecommendingUnit => "recommending_unit",
            Role::Office => "office",
            Role::Expert => "expert",
            Role::PanelLead => "panel_lead",
            Role::Chair => "chair",
            Role::ViceChair => "vice_chair",
            Role::Ministry => "ministry",
            Role::Caq => "caq",
            Role::SystemAdmin => "system_admin",
            Role::SecurityAdmin => "security_admin",
            Role::AuditAdmin => "audit_admin",
        }
    }

    /// The role of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// A role and what it reaches over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Organisation, unit code, expert or panel, as the role says; empty otherwise.
    pub scope: String,
}

/// Whoever acts: an account with its grants in the running season.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// Display name.
    pub name: String,
    /// Roles held now.
    pub grants: Vec<Grant>,
}

impl Actor {
    /// Whether the actor holds `role`, over whatever.
    pub fn is(&self, role: Role) -> bool {
        self.grants.iter().any(|g| g.role == role)
    }

    /// The first scope the actor holds `role` over.
    pub fn scope(&self, role: Role) -> Option<&str> {
        self.grants.iter().find(|g| g.role == role).map(|g| g.scope.as_str())
    }

    pub(super) fn holds(&self, role: Role, scope: &str) -> bool {
        self.grants.iter().any(|g| g.role == role && g.scope == scope)
    }

    /// The applicant organisation the actor belongs to, in whatever role.
    pub fn organisation(&self) -> Result<OrganisationId, Refusal> {
        self.membership().map(|g| g.scope.as_str().into()).ok_or(Refusal::NotYours)
    }

    /// The actor's place in an applicant organisation.
    pub fn membership(&self) -> Option<&Grant> {
        self.grants.iter().find(|g| g.role.of_organisation())
    }

    pub(super) fn within(&self, organisation: &OrganisationId, which: fn(Role) -> bool) -> bool {
        let own = |g: &&Grant| g.role.of_organisation() && g.scope == organisation.as_str();
        self.grants.iter().filter(own).any(|g| which(g.role))
    }

    /// The recommending unit the actor works for.
    pub fn unit(&self) -> Result<&str, Refusal> {
        self.scope(Role::RecommendingUnit).ok_or(Refusal::NotYours)
    }

    /// Whether the actor is of the season's committee, in whatever seat.
    pub fn on_committee(&self) -> bool {
        self.grants.iter().any(|g| Role::COMMITTEE.contains(&g.role))
    }

    /// The expert the actor is, by whatever seat: chair and vice chair come from the pool too (Art. 13). `None`
    /// for one who does not.
    pub fn from_pool(&self) -> Option<ExpertId> {
        let of = |role| self.scope(role).filter(|s| !s.is_empty()).map(ExpertId::from);
        of(Role::Expert).or_else(|| of(Role::Chair)).or_else(|| of(Role::ViceChair))
    }

    /// The expert the actor is.
    pub fn expert(&self) -> Result<ExpertId, Refusal> {
        self.scope(Role::Expert).map(Into::into).ok_or(Refusal::NotYours)
    }
}
