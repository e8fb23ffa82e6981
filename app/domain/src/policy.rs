//! Who may do or see what. Every verb of the service asks here before data leaves it
//! (Art. 15). An answer of no is [`Refusal::NotYours`], the same as for what does not
//! exist.

mod actor;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use actor::{Actor, Grant, Role};

use crate::ids::{ExpertId, OrganisationId, PanelId};
use crate::journey::Stage;
use crate::refusal::Refusal;

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
/// everything else: who runs, secures or audits the system has no part in the selection. The Office and a seat on the
/// committee exclude each other (Art. 12, 13, 15), whichever comes first: the Office prepares what the committee decides,
/// and sees everything.
pub fn may_hold_together(a: Role, b: Role) -> bool {
    let prepares = |x: Role, y: Role| x == Role::Office && Role::COMMITTEE.contains(&y);
    a == b || !(a.administers() || b.administers() || prepares(a, b) || prepares(b, a))
}

/// Whether whoever holds a role may have a seat on the committee: the same rule, for who is seated.
pub fn may_serve(holds: Role) -> bool {
    Role::COMMITTEE.into_iter().all(|seat| may_hold_together(holds, seat))
}

/// Refuses a role that what somebody holds excludes.
///
/// # Errors
/// [`Refusal::SitsOnCommittee`] for the Office where somebody has a seat, and for a seat where they work for the Office;
/// [`Refusal::Administrates`].
pub fn may_be_given(held: &[Grant], new: Role) -> Result<(), Refusal> {
    match held.iter().find(|g| !may_hold_together(g.role, new)) {
        None => Ok(()),
        Some(other) if other.role.administers() || new.administers() => Err(Refusal::Administrates),
        Some(_) => Err(Refusal::SitsOnCommittee),
    }
}
