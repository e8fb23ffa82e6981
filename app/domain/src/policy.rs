//! Who may do or see what. Every verb of the service asks here before data leaves it
//! (Art. 15). An answer of no is [`Refusal::NotYours`], the same as for what does not
//! exist.

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, ExpertId, OrganisationId, PanelId};
use crate::journey::Stage;
use crate::refusal::Refusal;

/// What a person is in this system. System, security and audit administration are
/// three roles that no account may hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Writes an organisation's dossier. Scope: organisation.
    Applicant,
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
    /// Runs the system.
    SystemAdmin,
    /// Grants roles.
    SecurityAdmin,
    /// Reads the journal.
    AuditAdmin,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 12] = [
        Role::Applicant,
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

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Role::Applicant => "applicant",
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

/// What policy must know of a dossier to judge access to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierFacts {
    /// Whose it is.
    pub organisation: OrganisationId,
    /// The recommending unit it goes through; empty while not chosen.
    pub unit: String,
    /// Where it stands.
    pub stage: Stage,
    /// The panel it is assigned to, once published.
    pub panel: Option<PanelId>,
}

/// How much of the live board someone sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BoardScope {
    /// The whole committee: chair and vice chair.
    Committee,
    /// One panel: its lead.
    Panel(PanelId),
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

    fn holds(&self, role: Role, scope: &str) -> bool {
        self.grants.iter().any(|g| g.role == role && g.scope == scope)
    }

    /// The applicant organisation the actor writes for.
    pub fn organisation(&self) -> Result<OrganisationId, Refusal> {
        self.scope(Role::Applicant).map(Into::into).ok_or(Refusal::NotYours)
    }

    /// The recommending unit the actor works for.
    pub fn unit(&self) -> Result<&str, Refusal> {
        self.scope(Role::RecommendingUnit).ok_or(Refusal::NotYours)
    }

    /// The expert the actor is.
    pub fn expert(&self) -> Result<ExpertId, Refusal> {
        self.scope(Role::Expert).map(Into::into).ok_or(Refusal::NotYours)
    }
}

fn require(yes: bool) -> Result<(), Refusal> {
    if yes { Ok(()) } else { Err(Refusal::NotYours) }
}

/// Write a dossier: its own organisation.
pub fn may_edit(actor: &Actor, d: &DossierFacts) -> Result<(), Refusal> {
    require(actor.holds(Role::Applicant, d.organisation.as_str()))
}

/// Read a dossier outside the review: its organisation; its unit once submitted; the
/// Office once recommended. Experts read through [`may_review`].
pub fn may_read(actor: &Actor, d: &DossierFacts) -> Result<(), Refusal> {
    let own = actor.holds(Role::Applicant, d.organisation.as_str());
    let unit = d.stage.handed_in() && actor.holds(Role::RecommendingUnit, &d.unit);
    let office = d.stage.seated() && actor.is(Role::Office);
    require(own || unit || office)
}

/// Judge a dossier as its recommending unit (Art. 17).
pub fn may_recommend(actor: &Actor, d: &DossierFacts) -> Result<(), Refusal> {
    require(d.stage.handed_in() && actor.holds(Role::RecommendingUnit, &d.unit))
}

/// Check a recommended dossier (Art. 18).
pub fn may_check(actor: &Actor, d: &DossierFacts) -> Result<(), Refusal> {
    require(d.stage.seated() && actor.is(Role::Office))
}

/// Work of the Office on the season and the committee (Art. 5, 12).
pub fn may_run_office(actor: &Actor) -> Result<(), Refusal> {
    require(actor.is(Role::Office))
}

/// Read or score an application as an expert: only if assigned (published), and never
/// with a conflict (Art. 15).
pub fn may_review(actor: &Actor, assigned: bool, conflicted: bool) -> Result<(), Refusal> {
    require(actor.is(Role::Expert) && assigned && !conflicted)
}

/// See the live board: chair and vice chair the whole, a lead the own panel.
pub fn may_see_board(actor: &Actor, panel: Option<&PanelId>) -> Result<BoardScope, Refusal> {
    let committee = actor.is(Role::Chair) || actor.is(Role::ViceChair);
    match panel {
        None if committee => Ok(BoardScope::Committee),
        Some(p) if committee || actor.holds(Role::PanelLead, p.as_str()) => {
            Ok(BoardScope::Panel(p.clone()))
        }
        None => match actor.scope(Role::PanelLead) {
            Some(p) => Ok(BoardScope::Panel(p.into())),
            None => Err(Refusal::NotYours),
        },
        Some(_) => Err(Refusal::NotYours),
    }
}

/// Read the journal: the audit administrator alone.
pub fn may_audit(actor: &Actor) -> Result<(), Refusal> {
    require(actor.is(Role::AuditAdmin))
}

/// Whether an account may hold both roles: the three administrations exclude each other.
pub fn may_hold_together(a: Role, b: Role) -> bool {
    let admin = [Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin];
    a == b || !(admin.contains(&a) && admin.contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(role: Role, scope: &str) -> Actor {
        Actor {
            account: "a".into(),
            name: "x".into(),
            grants: vec![Grant { role, scope: scope.into() }],
        }
    }
    fn facts(stage: Stage) -> DossierFacts {
        DossierFacts {
            organisation: "o1".into(),
            unit: "R370200".into(),
            stage,
            panel: Some("p1".into()),
        }
    }

    #[test]
    fn art_15_a_draft_is_read_by_its_organisation_alone() {
        let d = facts(Stage::Draft);
        assert!(may_read(&actor(Role::Applicant, "o1"), &d).is_ok());
        for role in Role::ALL.into_iter().filter(|r| *r != Role::Applicant) {
            for scope in ["o1", "R370200", "p1", ""] {
                assert!(may_read(&actor(role, scope), &d).is_err(), "{role:?} {scope}");
            }
        }
    }

    #[test]
    fn art_17_only_the_dossiers_own_unit_judges_it() {
        let d = facts(Stage::Submitted);
        assert!(may_recommend(&actor(Role::RecommendingUnit, "R370200"), &d).is_ok());
        assert!(may_recommend(&actor(Role::RecommendingUnit, "R370000"), &d).is_err());
        assert!(may_recommend(&actor(Role::Office, ""), &d).is_err());
    }

    #[test]
    fn art_14_a_lead_sees_the_own_panel_and_no_other() {
        let lead = actor(Role::PanelLead, "p1");
        assert_eq!(may_see_board(&lead, None), Ok(BoardScope::Panel("p1".into())));
        assert!(may_see_board(&lead, Some(&"p2".into())).is_err());
        let chair = actor(Role::Chair, "");
        assert_eq!(may_see_board(&chair, None), Ok(BoardScope::Committee));
        assert!(may_see_board(&actor(Role::Office, ""), None).is_err());
        assert!(may_see_board(&actor(Role::Expert, "e1"), Some(&"p1".into())).is_err());
    }

    #[test]
    fn the_three_administrations_exclude_each_other() {
        assert!(!may_hold_together(Role::SystemAdmin, Role::AuditAdmin));
        assert!(may_hold_together(Role::Expert, Role::PanelLead));
    }
}
