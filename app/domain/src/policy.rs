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

    /// The applicant organisation the actor belongs to, in whatever role.
    pub fn organisation(&self) -> Result<OrganisationId, Refusal> {
        self.membership().map(|g| g.scope.as_str().into()).ok_or(Refusal::NotYours)
    }

    /// The actor's place in an applicant organisation.
    pub fn membership(&self) -> Option<&Grant> {
        self.grants.iter().find(|g| g.role.of_organisation())
    }

    fn within(&self, organisation: &OrganisationId, which: fn(Role) -> bool) -> bool {
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

fn require(yes: bool) -> Result<(), Refusal> {
    if yes { Ok(()) } else { Err(Refusal::NotYours) }
}

/// Begin or write what is an organisation's. Who only reads there is told so: it is theirs to
/// see, but not to change.
pub fn may_write_for(actor: &Actor, organisation: &OrganisationId) -> Result<(), Refusal> {
    may_belong(actor, organisation)?;
    if actor.within(organisation, Role::writes) { Ok(()) } else { Err(Refusal::ReadersOnly) }
}

/// Belong to an organisation: see its dossiers, drafts too.
pub fn may_belong(actor: &Actor, organisation: &OrganisationId) -> Result<(), Refusal> {
    require(actor.within(organisation, |_| true))
}

/// Run an organisation here: invite its people, give and take their roles.
pub fn may_run_organisation(actor: &Actor, organisation: &OrganisationId) -> Result<(), Refusal> {
    may_belong(actor, organisation)?;
    if actor.within(organisation, |r| r == Role::Registrant) {
        return Err(Refusal::AddressUnverified);
    }
    let runs = actor.within(organisation, |r| r == Role::Applicant);
    if runs { Ok(()) } else { Err(Refusal::AdministratorsOnly) }
}

/// Write a dossier: the writers of its own organisation.
pub fn may_edit(actor: &Actor, d: &DossierFacts) -> Result<(), Refusal> {
    may_write_for(actor, &d.organisation)
}

/// Submit a dossier, or act for the organisation in another way that binds it (Art. 16): its
/// writers, once it is known who they are.
pub fn may_submit(actor: &Actor, d: &DossierFacts) -> Result<(), Refusal> {
    may_edit(actor, d)?;
    let sure = actor.within(&d.organisation, |r| r.writes() && r != Role::Registrant);
    if sure { Ok(()) } else { Err(Refusal::AddressUnverified) }
}

/// See a dossier as its own organisation does, drafts too, whatever the role.
pub fn may_read_own(actor: &Actor, d: &DossierFacts) -> Result<(), Refusal> {
    may_belong(actor, &d.organisation)
}

/// Read a dossier outside the review: its organisation; its unit once submitted; the
/// Office once recommended. Experts read through [`may_review`].
pub fn may_read(actor: &Actor, d: &DossierFacts) -> Result<(), Refusal> {
    let own = may_read_own(actor, d).is_ok();
    let unit = d.stage.handed_in() && actor.holds(Role::RecommendingUnit, &d.unit);
    let office = d.stage.seated() && actor.is(Role::Office);
    require(own || unit || office)
}

/// Judge a dossier as its recommending unit (Art. 17).
///
/// # Errors
/// [`Refusal::NotYours`]; [`Refusal::Conflicted`] for whoever belongs to the applicant, too.
pub fn may_recommend(actor: &Actor, d: &DossierFacts) -> Result<(), Refusal> {
    require(d.stage.handed_in() && actor.holds(Role::RecommendingUnit, &d.unit))?;
    stands_apart(actor, &d.organisation)
}

/// Check a recommended dossier (Art. 18).
///
/// # Errors
/// As [`may_recommend`].
pub fn may_check(actor: &Actor, d: &DossierFacts) -> Result<(), Refusal> {
    require(d.stage.seated() && actor.is(Role::Office))?;
    stands_apart(actor, &d.organisation)
}

/// Judge or decide on something of an organisation: nobody who belongs to it (Art. 15). Whoever does knows that it
/// is there, and is told what keeps them from it.
///
/// # Errors
/// [`Refusal::Conflicted`].
pub fn stands_apart(actor: &Actor, organisation: &OrganisationId) -> Result<(), Refusal> {
    match actor.within(organisation, |_| true) {
        true => Err(Refusal::Conflicted),
        false => Ok(()),
    }
}

/// Sign the undertaking and declare conflicts (Art. 15): everybody of the season's committee, its heads too.
pub fn may_undertake(actor: &Actor) -> Result<(), Refusal> {
    require(actor.on_committee())
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

/// Who may have a part in the deliberation of a panel: its lead, chair and vice chair (Art. 13, 14), and leads of
/// other panels, who stand in for them. Which of them have, is judged with what is known of the panel, see
/// [`crate::deliberation::who`].
pub fn may_deliberate(actor: &Actor) -> Result<(), Refusal> {
    require([Role::Chair, Role::ViceChair, Role::PanelLead].into_iter().any(|r| actor.is(r)))
}

/// What is known of somebody who asks for the sealed sheets of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asking {
    /// Has a place at the table of its panel.
    pub at_table: bool,
    /// Is a member of its panel and scores it.
    pub member: bool,
    /// Has sheets of that panel to seal.
    pub waits: bool,
    /// Is in conflict with the application.
    pub conflicted: bool,
}

/// Read every sealed sheet of an application with its comments, to deliberate on it (Art. 19, 20): who sits at the
/// table of its panel, and its members who score it. Scores stay independent: whoever still has to score in the panel
/// seals first. Never with a conflict (Art. 15).
///
/// # Errors
/// [`Refusal::NotYours`]; [`Refusal::OwnSheetsFirst`].
pub fn may_read_sheets(asking: Asking) -> Result<(), Refusal> {
    require((asking.at_table || asking.member) && !asking.conflicted)?;
    if asking.waits { Err(Refusal::OwnSheetsFirst) } else { Ok(()) }
}

/// Who sees how far all panels are: chair and vice chair; a lead sees the own panel.
pub fn deliberates(actor: &Actor) -> Result<BoardScope, Refusal> {
    may_see_board(actor, None)
}

/// How much of the plan of the defence someone sees (Art. 15, 20).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefenceScope {
    /// All of it, while it is planned too: the Office.
    Office,
    /// All that was told: chair and vice chair.
    Committee,
    /// Of what was told the own panel's sessions and those the actor sits in: leads and experts.
    Own,
}

/// See when and where the panels hear applicants.
pub fn may_see_defence(actor: &Actor) -> Result<DefenceScope, Refusal> {
    if actor.is(Role::Office) {
        Ok(DefenceScope::Office)
    } else if actor.is(Role::Chair) || actor.is(Role::ViceChair) {
        Ok(DefenceScope::Committee)
    } else if actor.is(Role::Expert) || actor.is(Role::PanelLead) {
        Ok(DefenceScope::Own)
    } else {
        Err(Refusal::NotYours)
    }
}

/// See one session that was told: the Office, chair and vice chair, the panel's lead, and who sits in it.
pub fn may_see_session(
    actor: &Actor,
    panel: &PanelId,
    experts: &[ExpertId],
) -> Result<(), Refusal> {
    let sits = actor.expert().is_ok_and(|e| experts.contains(&e));
    let all = may_see_defence(actor)? != DefenceScope::Own;
    require(all || sits || actor.holds(Role::PanelLead, panel.as_str()))
}

/// Start the timer of a room and say who is next: the Office, or the panel's lead (Art. 14, 20).
pub fn may_run_room(actor: &Actor, panel: &PanelId) -> Result<(), Refusal> {
    require(actor.is(Role::Office) || actor.holds(Role::PanelLead, panel.as_str()))
}

/// Make the initial list (Art. 20): chair and vice chair, and leads, who may stand in for them. Which two of
/// them it is, is judged with the conflicts, see [`crate::defence::initial_list::who`].
pub fn may_make_list(actor: &Actor) -> Result<(), Refusal> {
    require([Role::Chair, Role::ViceChair, Role::PanelLead].into_iter().any(|r| actor.is(r)))
}

/// See the consultation (Art. 20): the Office which asks, the ministry which answers, and who makes the initial
/// list; which two of them decide on an entry is judged with the conflicts.
pub fn may_see_consultation(actor: &Actor) -> Result<(), Refusal> {
    require(
        may_run_office(actor).is_ok()
            || may_give_opinion(actor).is_ok()
            || may_make_list(actor).is_ok(),
    )
}

/// Give an opinion on the initial list (Art. 20): the ministry.
pub fn may_give_opinion(actor: &Actor) -> Result<(), Refusal> {
    require(actor.is(Role::Ministry))
}

/// Decide on objections (Art. 21): chair and vice chair, and leads of panels, who stand in for a head in conflict.
/// Who of them decides on one is judged with what is known of the application.
pub fn may_decide(actor: &Actor) -> Result<(), Refusal> {
    require([Role::Chair, Role::ViceChair, Role::PanelLead].into_iter().any(|r| actor.is(r)))
}

/// See which objections there are (Art. 21): the Office, chair and vice chair, leads who stand in. What stands in one is for
/// those who are named, and for who decides.
pub fn may_list_objections(actor: &Actor) -> Result<(), Refusal> {
    require(actor.is(Role::Office) || may_decide(actor).is_ok())
}

/// Approve the announcement (Art. 22): the association.
pub fn may_approve(actor: &Actor) -> Result<(), Refusal> {
    require(actor.is(Role::Caq))
}

/// See the announcement before it is released (Art. 22): who prepares and who approves it.
pub fn may_prepare_announcement(actor: &Actor) -> Result<(), Refusal> {
    require(actor.is(Role::Office) || actor.is(Role::Caq))
}

/// Decide on an incident (Art. 24): the association, which approved the title and gave the plaque. Whether a
/// conflict keeps somebody out is judged with what is known of the case.
pub fn may_decide_incident(actor: &Actor) -> Result<(), Refusal> {
    require(actor.is(Role::Caq))
}

/// See which incidents there are (Art. 24): the Office and the association. What stands in one is for those who
/// are named, and for who decides.
pub fn may_list_incidents(actor: &Actor) -> Result<(), Refusal> {
    require(actor.is(Role::Office) || may_decide_incident(actor).is_ok())
}

/// Make a statement for an organisation that is heard (Art. 24): its writers, once it is known who they are.
pub fn may_state(actor: &Actor, organisation: &OrganisationId) -> Result<(), Refusal> {
    may_write_for(actor, organisation)?;
    let sure = actor.within(organisation, |r| r.writes() && r != Role::Registrant);
    if sure { Ok(()) } else { Err(Refusal::AddressUnverified) }
}

/// Have the certificate of a title (Art. 23): the people of its organisation, and the Office.
pub fn may_see_certificate(actor: &Actor, d: &DossierFacts) -> Result<(), Refusal> {
    require(may_read_own(actor, d).is_ok() || actor.is(Role::Office))
}

/// Read the journal: the audit administrator alone.
pub fn may_audit(actor: &Actor) -> Result<(), Refusal> {
    require(actor.is(Role::AuditAdmin))
}

/// See which accounts there are: who keeps them and who grants their roles.
pub fn may_see_accounts(actor: &Actor) -> Result<(), Refusal> {
    require(actor.is(Role::SystemAdmin) || actor.is(Role::SecurityAdmin))
}

/// See what runs: settings without secrets, the database, the server's own work. The system administrator alone.
pub fn may_see_system(actor: &Actor) -> Result<(), Refusal> {
    require(actor.is(Role::SystemAdmin))
}

/// Make, disable, enable and unlock accounts, and confirm that somebody becomes an administrator:
/// the system administrator alone.
pub fn may_keep_accounts(actor: &Actor) -> Result<(), Refusal> {
    require(actor.is(Role::SystemAdmin))
}

/// Give and take roles, reset a second step, end sessions of others: the security administrator alone.
pub fn may_grant_roles(actor: &Actor) -> Result<(), Refusal> {
    require(actor.is(Role::SecurityAdmin))
}

/// Whether an account may hold both roles. The three administrations exclude each other and
/// everything else: who runs, secures or audits the system has no part in the selection.
pub fn may_hold_together(a: Role, b: Role) -> bool {
    a == b || !(a.administers() || b.administers())
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
        for role in Role::ALL {
            for scope in ["o1", "R370200", "p1", ""] {
                let own = role.of_organisation() && scope == "o1";
                assert_eq!(may_read(&actor(role, scope), &d).is_ok(), own, "{role:?} {scope}");
            }
        }
    }

    #[test]
    fn art_15_three_administrators_hold_nothing_else_and_see_no_dossier() {
        for a in Role::ADMINISTRATIONS {
            for b in Role::ALL {
                assert_eq!(may_hold_together(a, b), a == b, "{a:?} {b:?}");
                assert_eq!(may_hold_together(b, a), a == b, "{a:?} {b:?}");
            }
            let d = facts(Stage::WrittenReview);
            let who = actor(a, "o1");
            assert!(may_read(&who, &d).is_err() && may_review(&who, true, false).is_err());
            assert!(may_see_board(&who, None).is_err() && may_run_office(&who).is_err());
        }
        assert!(may_hold_together(Role::Expert, Role::Chair));
        for role in Role::ALL {
            let who = actor(role, "");
            assert_eq!(may_audit(&who).is_ok(), role == Role::AuditAdmin);
            assert_eq!(may_keep_accounts(&who).is_ok(), role == Role::SystemAdmin);
            assert_eq!(may_see_system(&who).is_ok(), role == Role::SystemAdmin);
            assert_eq!(may_grant_roles(&who).is_ok(), role == Role::SecurityAdmin);
        }
    }

    #[test]
    fn art_16_readers_read_writers_write_and_who_is_known_submits() {
        let d = facts(Stage::Draft);
        for (role, writes, submits, runs) in [
            (Role::Applicant, Ok(()), Ok(()), Ok(())),
            (Role::ApplicantEditor, Ok(()), Ok(()), Err(Refusal::AdministratorsOnly)),
            (
                Role::ApplicantReader,
                Err(Refusal::ReadersOnly),
                Err(Refusal::ReadersOnly),
                Err(Refusal::AdministratorsOnly),
            ),
            (
                Role::LegalRepresentative,
                Err(Refusal::ReadersOnly),
                Err(Refusal::ReadersOnly),
                Err(Refusal::AdministratorsOnly),
            ),
            (
                Role::Registrant,
                Ok(()),
                Err(Refusal::AddressUnverified),
                Err(Refusal::AddressUnverified),
            ),
        ] {
            let own = actor(role, "o1");
            assert_eq!(may_read_own(&own, &d), Ok(()), "{role:?}");
            assert_eq!(may_edit(&own, &d), writes, "{role:?}");
            assert_eq!(may_submit(&own, &d), submits, "{role:?}");
            assert_eq!(may_run_organisation(&own, &d.organisation), runs, "{role:?}");
            // Of another organisation: not even that it is there.
            let other = actor(role, "o2");
            for may in [may_read_own, may_edit, may_submit] {
                assert_eq!(may(&other, &d), Err(Refusal::NotYours), "{role:?}");
            }
            assert_eq!(may_run_organisation(&other, &d.organisation), Err(Refusal::NotYours));
        }
    }

    #[test]
    fn art_15_nobody_judges_the_organisation_they_belong_to() {
        let d = facts(Stage::Recommended);
        for role in [Role::Office, Role::RecommendingUnit] {
            let judges = |of: &[(Role, &str)]| {
                let scope = if role == Role::Office { "" } else { "R370200" };
                let judge = [(role, scope)];
                let grants = judge.iter().chain(of);
                let grants = grants.map(|(role, s)| Grant { role: *role, scope: (*s).into() });
                let who = Actor { grants: grants.collect(), ..actor(role, scope) };
                if role == Role::Office { may_check(&who, &d) } else { may_recommend(&who, &d) }
            };
            assert_eq!(judges(&[]), Ok(()));
            // Neighbours of the applicant judge it, its own people do not, whatever they are there.
            assert_eq!(judges(&[(Role::Applicant, "o2")]), Ok(()));
            for own in Role::WITHIN {
                assert_eq!(judges(&[(*own, "o1")]), Err(Refusal::Conflicted), "{own:?}");
            }
        }
        // To whom it is not there at all, it is still not there.
        assert_eq!(may_check(&actor(Role::Applicant, "o1"), &d), Err(Refusal::NotYours));
        assert_eq!(may_recommend(&actor(Role::Applicant, "o1"), &d), Err(Refusal::NotYours));
    }

    #[test]
    fn art_15_everybody_of_the_committee_undertakes_and_nobody_else() {
        for role in Role::ALL {
            let seated =
                matches!(role, Role::Expert | Role::PanelLead | Role::Chair | Role::ViceChair);
            assert_eq!(may_undertake(&actor(role, "x")).is_ok(), seated, "{role:?}");
        }
        let head = actor(Role::ViceChair, "e7");
        assert_eq!(head.from_pool(), Some("e7".into()));
        assert_eq!(actor(Role::Chair, "").from_pool(), None);
        assert_eq!(actor(Role::PanelLead, "p1").from_pool(), None);
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
    fn art_19_sealed_sheets_are_read_by_who_deliberates_and_has_sealed() {
        let asking = |at_table, member, waits, conflicted| {
            may_read_sheets(Asking { at_table, member, waits, conflicted })
        };
        assert_eq!(asking(true, false, false, false), Ok(()));
        assert_eq!(asking(false, true, false, false), Ok(()));
        assert_eq!(asking(false, true, true, false), Err(Refusal::OwnSheetsFirst));
        for waits in [false, true] {
            assert_eq!(asking(false, false, waits, false), Err(Refusal::NotYours));
            assert_eq!(asking(true, true, waits, true), Err(Refusal::NotYours));
        }
        for role in Role::ALL {
            let may = matches!(role, Role::Chair | Role::ViceChair | Role::PanelLead);
            assert_eq!(may_deliberate(&actor(role, "")).is_ok(), may, "{role:?}");
        }
    }

    #[test]
    fn the_three_administrations_exclude_each_other() {
        assert!(!may_hold_together(Role::SystemAdmin, Role::AuditAdmin));
        assert!(may_hold_together(Role::Expert, Role::PanelLead));
    }
}
