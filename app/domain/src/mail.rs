//! What is told to a person, by mail and in the inbox: data with facts, no sentences. The
//! words are chosen at the edge (`app`, `locales/mail.rs`), in the recipient's language.

use serde::{Deserialize, Serialize};

use crate::deliberation::Review;
use crate::ids::DossierId;
use crate::incident::letter::Letter;
use crate::season::Phase;
use crate::stamp::{DAY, Stamp};

/// A message to one person. New kinds may be added; stored ones must stay readable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "message", rename_all = "snake_case")]
pub enum Message {
    /// An account was made for this address.
    AccountCreated,
    /// Prove that the address is yours.
    VerifyAddress {
        /// One-time secret.
        token: String,
    },
    /// Somebody registered with an address that has an account, or moved to it.
    AddressTaken,
    /// The account moved to another address; told to the one before.
    AddressMoved,
    /// The password was set anew.
    PasswordSet,
    /// The account was closed; told to its address.
    AccountClosed,
    /// A second step of signing in was set up.
    FactorSet,
    /// It was taken off, or reset.
    FactorRemoved {
        /// Why it was reset; empty when its owner took it off.
        reason: String,
    },
    /// A recovery code was used to sign in.
    RecoveryUsed {
        /// So many are left.
        left: i64,
    },
    /// The account was disabled.
    AccountDisabled {
        /// Why.
        reason: String,
    },
    /// It was enabled again.
    AccountEnabled,
    /// A role was given or taken away by a security administrator.
    RoleChanged {
        /// Code of the role.
        role: String,
        /// Given, else taken away.
        given: bool,
        /// Why.
        reason: String,
    },
    /// An account was made by a system administrator: set a password.
    AccountMade {
        /// One-time secret.
        token: String,
    },
    /// Somebody is to become an administrator; told to those who may confirm it.
    RoleAsked {
        /// Code of the role.
        role: String,
        /// For whom.
        name: String,
    },
    /// The organisation registered is here already: ask there for an invitation.
    OrganisationTaken {
        /// Its name, as it is registered.
        organisation: String,
    },
    /// Somebody registered under the organisation's credit code and may be invited.
    NewcomerAsks {
        /// Name of the person.
        name: String,
        /// Their address, proved to be theirs.
        email: String,
    },
    /// Somebody accepted an invitation; told to who invited.
    MemberJoined {
        /// Name of the person.
        name: String,
        /// Code of the role.
        role: String,
    },
    /// The reader has another role in the organisation.
    MemberRoleSet {
        /// Name of the organisation.
        organisation: String,
        /// Code of the role from now on.
        role: String,
    },
    /// The reader was taken out of the organisation.
    MemberRemoved {
        /// Name of the organisation.
        organisation: String,
    },
    /// Somebody asked to set a new password.
    ResetPassword {
        /// One-time secret.
        token: String,
    },
    /// A colleague invites to an organisation.
    Invited {
        /// Name of the organisation.
        organisation: String,
        /// Name of the person who invites.
        by: String,
        /// Code of the role offered.
        role: String,
        /// One-time secret.
        token: String,
    },
    /// The legal representative is asked to sign off (Art. 16).
    SignOffAsked {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Name of the organisation.
        organisation: String,
        /// One-time secret.
        token: String,
    },
    /// The legal representative has signed, or declined with a reason.
    SignOffDone {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Signed, else declined.
        signed: bool,
        /// Why declined; empty when signed.
        reason: String,
    },
    /// The dossier was submitted: the receipt (Art. 16).
    Submitted {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Number of the frozen version.
        version: i64,
        /// SHA-256 of the frozen version.
        sha256: String,
        /// When.
        at: Stamp,
    },
    /// A dossier has come in for its recommending unit (Art. 17).
    Arrived {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Name of the organisation.
        organisation: String,
    },
    /// The organisation took its dossier back.
    Withdrawn {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
    },
    /// The Office asks for corrections (Art. 18).
    CorrectionAsked {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// What is to be corrected, in the Office's words.
        items: Vec<String>,
        /// Last moment for the answer.
        due: Stamp,
    },
    /// The organisation has answered (Art. 18).
    CorrectionAnswered {
        /// Reference number.
        reference: String,
    },
    /// A virus was found in a file: it was not taken, or is closed to everybody.
    FileInfected {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Name of the file.
        name: String,
        /// The scanner's name for what it found.
        found: String,
    },
    /// The unit recommends the dossier (Art. 17).
    Recommended {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Code of the unit.
        unit: String,
    },
    /// The unit took its recommendation back (Art. 17).
    RecommendationWithdrawn {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Code of the unit.
        unit: String,
        /// Its reason.
        reason: String,
    },
    /// The unit returned the dossier to its applicant, to be mended (Art. 17).
    Returned {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Code of the unit.
        unit: String,
        /// Its reasons.
        reason: String,
    },
    /// The formality check is passed (Art. 18).
    FormalityPassed {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
    },
    /// The lists of the written review are out (Art. 19).
    ListReleased {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// What became of it.
        verdict: crate::deliberation::agreed::Verdict,
    },
    /// The applicant is invited to the defence, or its time or place has changed (Art. 20).
    DefenceInvited {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Room or link.
        room: String,
        /// When the slot begins.
        starts: Stamp,
        /// When it is over.
        ends: Stamp,
        /// Why it was changed; empty in the first invitation.
        reason: String,
    },
    /// The slot was cancelled.
    DefenceCancelled {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Why.
        reason: String,
    },
    /// An expert sits in a session of the defence, or its time or place has changed (Art. 20).
    DefenceSeated {
        /// Room or link.
        room: String,
        /// When its first slot begins.
        starts: Stamp,
        /// When its last slot is over.
        ends: Stamp,
        /// Why it was changed; empty when it is told for the first time.
        reason: String,
    },
    /// An expert does not sit in a session after all.
    DefenceUnseated {
        /// When it begins.
        starts: Stamp,
        /// Why.
        reason: String,
    },
    /// News of the consultation, for those who take part in it (Art. 20).
    Consultation {
        /// Year of the season.
        year: i32,
        /// What.
        #[serde(flatten)]
        news: crate::consultation::news::News,
    },
    /// News of exchange activities and of the follow-up (Art. 23).
    Exchange {
        /// What.
        #[serde(flatten)]
        news: crate::exchange::news::News,
    },
    /// The public notice is open, and the application stands on it (Art. 21).
    OnNotice {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Year of the notice.
        year: i32,
        /// First moment after it.
        ends: Stamp,
    },
    /// The public notice is open, and the application does not stand on it (Art. 20, 21).
    NotListed {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
    },
    /// The time of the notice is over (Art. 21); told to the Office.
    NoticeClosed {
        /// Year of the notice.
        year: i32,
        /// Objections that are open.
        open: i64,
    },
    /// An objection was received: its receipt, with the link to see how it stands (Art. 21).
    ObjectionReceived {
        /// Year of the notice.
        year: i32,
        /// Number of the objection.
        number: i64,
        /// Secret of the link.
        token: String,
    },
    /// An objection has come in; told to the Office, and nothing else of it (Art. 21).
    ObjectionCame {
        /// Year of the notice.
        year: i32,
        /// Number of the objection.
        number: i64,
    },
    /// The reader is named to handle an objection (Art. 21).
    ObjectionNamed {
        /// Year of the notice.
        year: i32,
        /// Number of the objection.
        number: i64,
    },
    /// The report on an objection is before the committee (Art. 21).
    ObjectionReported {
        /// Year of the notice.
        year: i32,
        /// Number of the objection.
        number: i64,
    },
    /// An objection is decided; told to whoever objected (Art. 21).
    ObjectionDecided {
        /// Year of the notice.
        year: i32,
        /// Number of the objection.
        number: i64,
        /// The line is struck off.
        upheld: bool,
        /// Why.
        reason: String,
    },
    /// The same, told to the applicant, who learns nothing of whoever objected (Art. 21).
    ObjectionOutcome {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// The application is struck off.
        upheld: bool,
        /// Why.
        reason: String,
    },
    /// The announcement waits for approval (Art. 22).
    ApprovalAsked {
        /// Year.
        year: i32,
    },
    /// The application is a benchmark of its year (Art. 22).
    Announced {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Year.
        year: i32,
    },
    /// Something about an incident (Art. 24).
    Incident(Letter),
    /// The Office refused the application (Art. 18).
    FormalityRefused {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// The item that is not satisfied.
        item: crate::formality::Item,
        /// Why.
        reason: String,
    },
    /// An expert joins the committee and has no account yet: set a password (Art. 12, 13).
    ExpertInvited {
        /// Year of the season.
        year: i32,
        /// Code of the role: `expert`, `panel_lead`, `chair` or `vice_chair`.
        role: String,
        /// Chinese name of the panel; empty for chair and vice chair.
        zh: String,
        /// Its English name; likewise.
        en: String,
        /// One-time secret.
        token: String,
    },
    /// An expert with an account joins the committee (Art. 12, 13).
    ExpertSeated {
        /// Year of the season.
        year: i32,
        /// Code of the role.
        role: String,
        /// Chinese name of the panel; empty for chair and vice chair.
        zh: String,
        /// Its English name; likewise.
        en: String,
    },
    /// An expert has applications to review (Art. 12, 19).
    ReviewsAssigned {
        /// How many in all.
        applications: i64,
        /// When the written review closes; `None` when the season plans none.
        closes: Option<Stamp>,
    },
    /// An expert gave an application back; the place is to be filled (Art. 19).
    ReviewDeclined {
        /// Reference number.
        reference: String,
        /// The expert's name.
        expert: String,
        /// Why.
        reason: String,
        /// In which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// One of two has signed the initial list; told to the other (Art. 20).
    ListSigned {
        /// Year of the season.
        year: i32,
    },
    /// It was given back; told to whoever had signed.
    ListReturned {
        /// Year of the season.
        year: i32,
        /// Why.
        reason: String,
    },
    /// Both have signed; told to the Office, which goes on with it.
    ListConfirmed {
        /// Year of the season.
        year: i32,
        /// Applications on it.
        listed: u32,
    },
    /// A confirmed list was opened again; told to the Office and the other of the two.
    ListReopened {
        /// Year of the season.
        year: i32,
        /// Why.
        reason: String,
    },
    /// The time for a correction runs out and it was not answered (Art. 18).
    CorrectionDue {
        /// Reference number.
        reference: String,
        /// First moment at which an answer is too late.
        due: Stamp,
    },
    /// A deadline comes near and the dossier is not finished (Art. 16, 18).
    Reminder {
        /// Which phase closes.
        phase: Phase,
        /// When it closes.
        closes: Stamp,
        /// Reference number.
        reference: String,
        /// Pages that are not complete.
        open_pages: i64,
    },
}

impl Message {
    /// Stable code of its kind, as stored under `message`.
    pub fn kind(&self) -> &'static str {
        match self {
            Message::AccountCreated => "account_created",
            Message::Consultation { .. } => "consultation",
            Message::Exchange { .. } => "exchange",
            Message::OnNotice { .. } => "on_notice",
            Message::NotListed { .. } => "not_listed",
            Message::NoticeClosed { .. } => "notice_closed",
            Message::ObjectionReceived { .. } => "objection_received",
            Message::ObjectionCame { .. } => "objection_came",
            Message::ObjectionNamed { .. } => "objection_named",
            Message::ObjectionReported { .. } => "objection_reported",
            Message::ObjectionDecided { .. } => "objection_decided",
            Message::ObjectionOutcome { .. } => "objection_outcome",
            Message::ApprovalAsked { .. } => "approval_asked",
            Message::Announced { .. } => "announced",
            Message::Incident(_) => "incident",
            Message::VerifyAddress { .. } => "verify_address",
            Message::AddressTaken => "address_taken",
            Message::AddressMoved => "address_moved",
            Message::PasswordSet => "password_set",
            Message::AccountClosed => "account_closed",
            Message::FactorSet => "factor_set",
            Message::FactorRemoved { .. } => "factor_removed",
            Message::RecoveryUsed { .. } => "recovery_used",
            Message::AccountDisabled { .. } => "account_disabled",
            Message::AccountEnabled => "account_enabled",
            Message::RoleChanged { .. } => "role_changed",
            Message::AccountMade { .. } => "account_made",
            Message::RoleAsked { .. } => "role_asked",
            Message::OrganisationTaken { .. } => "organisation_taken",
            Message::NewcomerAsks { .. } => "newcomer_asks",
            Message::MemberJoined { .. } => "member_joined",
            Message::MemberRoleSet { .. } => "member_role_set",
            Message::MemberRemoved { .. } => "member_removed",
            Message::ResetPassword { .. } => "reset_password",
            Message::Invited { .. } => "invited",
            Message::SignOffAsked { .. } => "sign_off_asked",
            Message::SignOffDone { .. } => "sign_off_done",
            Message::Submitted { .. } => "submitted",
            Message::Arrived { .. } => "arrived",
            Message::Withdrawn { .. } => "withdrawn",
            Message::CorrectionAsked { .. } => "correction_asked",
            Message::CorrectionAnswered { .. } => "correction_answered",
            Message::FileInfected { .. } => "file_infected",
            Message::Recommended { .. } => "recommended",
            Message::RecommendationWithdrawn { .. } => "recommendation_withdrawn",
            Message::Returned { .. } => "returned",
            Message::FormalityPassed { .. } => "formality_passed",
            Message::FormalityRefused { .. } => "formality_refused",
            Message::ListReleased { .. } => "list_released",
            Message::DefenceInvited { .. } => "defence_invited",
            Message::DefenceCancelled { .. } => "defence_cancelled",
            Message::DefenceSeated { .. } => "defence_seated",
            Message::DefenceUnseated { .. } => "defence_unseated",
            Message::ExpertInvited { .. } => "expert_invited",
            Message::ExpertSeated { .. } => "expert_seated",
            Message::ReviewsAssigned { .. } => "reviews_assigned",
            Message::ReviewDeclined { .. } => "review_declined",
            Message::ListSigned { .. } => "list_signed",
            Message::ListReturned { .. } => "list_returned",
            Message::ListConfirmed { .. } => "list_confirmed",
            Message::ListReopened { .. } => "list_reopened",
            Message::CorrectionDue { .. } => "correction_due",
            Message::Reminder { .. } => "reminder",
        }
    }

    /// The one-time secret it carries. Whoever reads it may act, so such a message goes to
    /// the address alone: it is in no inbox and is scrubbed once it is sent.
    pub fn token(&self) -> Option<&str> {
        match self {
            Message::VerifyAddress { token }
            | Message::ResetPassword { token }
            | Message::Invited { token, .. }
            | Message::ExpertInvited { token, .. }
            | Message::AccountMade { token }
            | Message::ObjectionReceived { token, .. }
            | Message::SignOffAsked { token, .. } => Some(token),
            Message::Incident(letter) => letter.token(),
            _ => None,
        }
    }

    /// The same message without its secret, as it is kept once it has been dealt with.
    pub fn scrubbed(mut self) -> Self {
        match &mut self {
            Message::VerifyAddress { token }
            | Message::ResetPassword { token }
            | Message::Invited { token, .. }
            | Message::ExpertInvited { token, .. }
            | Message::AccountMade { token }
            | Message::ObjectionReceived { token, .. }
            | Message::SignOffAsked { token, .. } => token.clear(),
            Message::Incident(letter) => letter.scrub(),
            _ => {}
        }
        self
    }

    /// Sent at once and alone. The others may wait a few minutes for company: what comes
    /// together for one account becomes one mail.
    pub fn urgent(&self) -> bool {
        match self {
            Message::VerifyAddress { .. }
            | Message::AddressTaken
            | Message::AddressMoved
            | Message::PasswordSet
            | Message::AccountClosed
            | Message::FactorSet
            | Message::FactorRemoved { .. }
            | Message::RecoveryUsed { .. }
            | Message::AccountDisabled { .. }
            | Message::AccountEnabled
            | Message::RoleChanged { .. }
            | Message::AccountMade { .. }
            | Message::RoleAsked { .. }
            | Message::OrganisationTaken { .. }
            | Message::ResetPassword { .. }
            | Message::Invited { .. }
            | Message::ExpertInvited { .. }
            | Message::SignOffAsked { .. }
            | Message::Submitted { .. }
            | Message::Withdrawn { .. }
            | Message::CorrectionAsked { .. }
            | Message::Returned { .. }
            | Message::FileInfected { .. }
            | Message::CorrectionDue { .. }
            | Message::FormalityRefused { .. }
            | Message::ListReleased { .. }
            | Message::OnNotice { .. }
            | Message::NotListed { .. }
            | Message::ObjectionReceived { .. }
            | Message::ObjectionCame { .. }
            | Message::ObjectionNamed { .. }
            | Message::ObjectionReported { .. }
            | Message::ObjectionDecided { .. }
            | Message::ObjectionOutcome { .. }
            | Message::Announced { .. }
            | Message::Incident(_)
            | Message::DefenceInvited { .. }
            | Message::DefenceCancelled { .. }
            | Message::DefenceSeated { .. }
            | Message::DefenceUnseated { .. }
            | Message::ListSigned { .. }
            | Message::ListReturned { .. }
            | Message::ListConfirmed { .. }
            | Message::ListReopened { .. }
            | Message::Consultation { .. }
            | Message::Exchange { .. }
            | Message::Reminder { .. } => true,
            Message::AccountCreated
            | Message::NewcomerAsks { .. }
            | Message::MemberJoined { .. }
            | Message::MemberRoleSet { .. }
            | Message::MemberRemoved { .. }
            | Message::SignOffDone { .. }
            | Message::Arrived { .. }
            | Message::CorrectionAnswered { .. }
            | Message::Recommended { .. }
            | Message::RecommendationWithdrawn { .. }
            | Message::FormalityPassed { .. }
            | Message::ExpertSeated { .. }
            | Message::ReviewsAssigned { .. }
            | Message::NoticeClosed { .. }
            | Message::ApprovalAsked { .. }
            | Message::ReviewDeclined { .. } => false,
        }
    }

    /// The number of the article it follows, where it tells of a rule.
    pub fn article(&self) -> Option<u8> {
        match self {
            Message::SignOffAsked { .. }
            | Message::SignOffDone { .. }
            | Message::Submitted { .. }
            | Message::FileInfected { .. }
            | Message::Withdrawn { .. } => Some(16),
            Message::Arrived { .. }
            | Message::Recommended { .. }
            | Message::RecommendationWithdrawn { .. }
            | Message::Returned { .. } => Some(17),
            Message::CorrectionAsked { .. }
            | Message::CorrectionAnswered { .. }
            | Message::CorrectionDue { .. }
            | Message::FormalityPassed { .. }
            | Message::FormalityRefused { .. } => Some(18),
            Message::ExpertInvited { .. } | Message::ExpertSeated { .. } => Some(12),
            Message::ReviewsAssigned { .. } | Message::ListReleased { .. } => Some(19),
            Message::ReviewDeclined { review, .. } => Some(review.article()),
            Message::NotListed { .. } | Message::Consultation { .. } => Some(20),
            Message::OnNotice { .. }
            | Message::NoticeClosed { .. }
            | Message::ObjectionReceived { .. }
            | Message::ObjectionCame { .. }
            | Message::ObjectionNamed { .. }
            | Message::ObjectionReported { .. }
            | Message::ObjectionDecided { .. }
            | Message::ObjectionOutcome { .. } => Some(21),
            Message::ApprovalAsked { .. } | Message::Announced { .. } => Some(22),
            Message::Exchange { .. } => Some(23),
            Message::Incident(_) => Some(24),
            Message::DefenceInvited { .. }
            | Message::DefenceCancelled { .. }
            | Message::DefenceSeated { .. }
            | Message::DefenceUnseated { .. } => Some(20),
            Message::ListSigned { .. }
            | Message::ListReturned { .. }
            | Message::ListConfirmed { .. }
            | Message::ListReopened { .. } => Some(20),
            Message::Reminder { phase, .. } => Some(phase.article()),
            Message::AccountCreated
            | Message::AddressTaken
            | Message::AddressMoved
            | Message::PasswordSet
            | Message::AccountClosed
            | Message::FactorSet
            | Message::FactorRemoved { .. }
            | Message::RecoveryUsed { .. }
            | Message::AccountDisabled { .. }
            | Message::AccountEnabled
            | Message::RoleChanged { .. }
            | Message::AccountMade { .. }
            | Message::RoleAsked { .. }
            | Message::OrganisationTaken { .. }
            | Message::NewcomerAsks { .. }
            | Message::MemberJoined { .. }
            | Message::MemberRoleSet { .. }
            | Message::MemberRemoved { .. }
            | Message::VerifyAddress { .. }
            | Message::ResetPassword { .. }
            | Message::Invited { .. } => None,
        }
    }

    /// The path on this site where something is to be done or seen; `dossier` is the one the
    /// message was posted with.
    pub fn place(&self, dossier: Option<&DossierId>) -> String {
        let of = |room: &str, page: &str| match dossier {
            Some(d) => format!("/{room}/{d}{page}"),
            None => format!("/{room}"),
        };
        match self {
            Message::AccountCreated | Message::AddressTaken | Message::AddressMoved => {
                "/sign-in".into()
            }
            Message::PasswordSet
            | Message::RecoveryUsed { .. }
            | Message::FactorRemoved { .. }
            | Message::FactorSet => "/account".into(),
            Message::AccountDisabled { .. } => "/".into(),
            Message::AccountEnabled | Message::RoleChanged { .. } => "/sign-in".into(),
            Message::AccountMade { token } => format!("/reset/{token}"),
            Message::RoleAsked { .. } => "/accounts".into(),
            Message::AccountClosed => "/".into(),
            Message::OrganisationTaken { .. }
            | Message::NewcomerAsks { .. }
            | Message::MemberJoined { .. } => "/organisation".into(),
            Message::MemberRoleSet { .. } => "/application".into(),
            Message::MemberRemoved { .. } => "/account".into(),
            Message::VerifyAddress { token } => format!("/verify/{token}"),
            Message::ResetPassword { token } => format!("/reset/{token}"),
            Message::Invited { token, .. } => format!("/invitation/{token}"),
            Message::ExpertInvited { token, .. } => format!("/reset/{token}"),
            Message::SignOffAsked { token, .. } => format!("/sign/{token}"),
            Message::Submitted { .. } => of("application", "/receipt"),
            Message::FileInfected { .. } => of("application", "/attachments"),
            Message::Arrived { .. } => of("recommendation", ""),
            Message::CorrectionAnswered { .. } => of("formality", ""),
            Message::ExpertSeated { role, .. } if role == "expert" => "/review".into(),
            Message::ExpertSeated { .. } => "/review/board".into(),
            Message::ReviewsAssigned { .. } => "/review".into(),
            Message::ReviewDeclined { review: Review::Written, .. } => {
                "/committee#assignment".into()
            }
            Message::ReviewDeclined { review: Review::Defence, .. } => "/defence".into(),
            Message::DefenceInvited { .. } | Message::DefenceCancelled { .. } => match dossier {
                Some(d) => format!("/defence/slot/{d}"),
                None => "/application".into(),
            },
            Message::DefenceSeated { .. } | Message::DefenceUnseated { .. } => "/defence".into(),
            Message::ListSigned { .. }
            | Message::ListReturned { .. }
            | Message::ListConfirmed { .. }
            | Message::ListReopened { .. } => "/initial-list".into(),
            Message::Consultation { .. } => "/consultation".into(),
            Message::Exchange { news } => news.place(dossier),
            Message::SignOffDone { .. }
            | Message::Withdrawn { .. }
            | Message::CorrectionAsked { .. }
            | Message::Recommended { .. }
            | Message::RecommendationWithdrawn { .. }
            | Message::Returned { .. }
            | Message::FormalityPassed { .. }
            | Message::FormalityRefused { .. }
            | Message::ListReleased { .. }
            | Message::NotListed { .. }
            | Message::ObjectionOutcome { .. }
            | Message::Announced { .. }
            | Message::CorrectionDue { .. }
            | Message::Reminder { .. } => of("application", ""),
            Message::OnNotice { year, .. } | Message::ObjectionDecided { year, .. } => {
                format!("/notice/{year}")
            }
            Message::NoticeClosed { .. } => "/announcement".into(),
            Message::ObjectionReceived { token, .. } => format!("/objection/{token}"),
            Message::ObjectionCame { .. }
            | Message::ObjectionNamed { .. }
            | Message::ObjectionReported { .. } => "/notice/objections".into(),
            Message::ApprovalAsked { .. } => "/announcement".into(),
            Message::Incident(letter) => letter.place(),
        }
    }
}

/// Which of the season's reminders is due at `now`: the number of days before the deadline that
/// was passed last. None before the first, none after the deadline, and none that had passed
/// before `since`, when what is reminded of began.
pub fn reminder_due(days: &[i64], closes: Stamp, since: Stamp, now: Stamp) -> Option<i64> {
    let from = |d: i64| closes.plus(-d.saturating_mul(DAY));
    let last = days.iter().copied().filter(|d| *d > 0 && from(*d) <= now).min()?;
    (now < closes && since < from(last)).then_some(last)
}

/// Minutes to wait after the `tries`th failed try before the next: 1, 2, 4 … up to six hours.
pub fn wait_minutes(tries: i64) -> i64 {
    (1i64 << tries.clamp(1, 10).saturating_sub(1)).min(360)
}

/// A mail that could not be delivered in so many tries is given up: with the waits between
/// them about a day and a half, longer than a mail server is usually down.
pub const TRIES_MAX: i64 = 14;

/// One message of every kind, with invented facts: for tests and for showing how mails look.
pub fn examples() -> Vec<Message> {
    let incidents = Letter::examples().into_iter().map(Message::Incident);
    all_but_incidents().into_iter().chain(incidents).collect()
}

fn all_but_incidents() -> Vec<Message> {
    let (reference, title) = ("QB-2026-00001-A".to_owned(), "演示标杆".to_owned());
    let (token, organisation) = ("t".repeat(64), "演示企业".to_owned());
    let consultation = crate::consultation::news::News::examples().into_iter();
    let consultation = consultation.map(|news| Message::Consultation { year: 2026, news });
    let mut all = vec![
        Message::AccountCreated,
        Message::AddressTaken,
        Message::AddressMoved,
        Message::PasswordSet,
        Message::AccountClosed,
        Message::FactorSet,
        Message::FactorRemoved { reason: String::new() },
        Message::FactorRemoved { reason: "手机遗失，已当面核实身份".into() },
        Message::RecoveryUsed { left: 9 },
        Message::AccountDisabled { reason: "已离职".into() },
        Message::AccountEnabled,
        Message::RoleChanged { role: "office".into(), given: true, reason: "新到岗".into() },
        Message::RoleChanged { role: "caq".into(), given: false, reason: "工作调动".into() },
        Message::AccountMade { token: token.clone() },
        Message::RoleAsked { role: "audit_admin".into(), name: "演示甲".into() },
        Message::OrganisationTaken { organisation: organisation.clone() },
        Message::NewcomerAsks { name: "演示乙".into(), email: "b@example.com".into() },
        Message::MemberJoined { name: "演示乙".into(), role: "applicant_editor".into() },
        Message::MemberRoleSet { organisation: organisation.clone(), role: "applicant".into() },
        Message::MemberRemoved { organisation: organisation.clone() },
        Message::VerifyAddress { token: token.clone() },
        Message::ResetPassword { token: token.clone() },
        Message::Invited {
            organisation: organisation.clone(),
            by: "演示甲".into(),
            role: "applicant".into(),
            token: token.clone(),
        },
        Message::ExpertInvited {
            year: 2026,
            role: "expert".into(),
            zh: "演示组".into(),
            en: "Demo".into(),
            token: token.clone(),
        },
        Message::ExpertSeated {
            year: 2026,
            role: "chair".into(),
            zh: String::new(),
            en: String::new(),
        },
        Message::SignOffAsked {
            reference: reference.clone(),
            title: title.clone(),
            organisation: organisation.clone(),
            token: token.clone(),
        },
        Message::ObjectionReceived { year: 2026, number: 1, token },
        Message::ObjectionCame { year: 2026, number: 1 },
        Message::ObjectionNamed { year: 2026, number: 1 },
        Message::ObjectionReported { year: 2026, number: 1 },
        Message::ObjectionDecided {
            year: 2026,
            number: 1,
            upheld: false,
            reason: "经核实，数据属实".into(),
        },
        Message::ObjectionOutcome {
            reference: reference.clone(),
            title: title.clone(),
            upheld: true,
            reason: "数据与原始记录不符".into(),
        },
        Message::OnNotice {
            reference: reference.clone(),
            title: title.clone(),
            year: 2026,
            ends: Stamp(2),
        },
        Message::NotListed { reference: reference.clone(), title: title.clone() },
        Message::NoticeClosed { year: 2026, open: 1 },
        Message::ApprovalAsked { year: 2026 },
        Message::Announced { reference: reference.clone(), title: title.clone(), year: 2026 },
        Message::SignOffDone {
            reference: reference.clone(),
            title: title.clone(),
            signed: false,
            reason: "数据待核".into(),
        },
        Message::Submitted {
            reference: reference.clone(),
            title: title.clone(),
            version: 1,
            sha256: "ab".repeat(32),
            at: Stamp(1),
        },
        Message::Arrived { reference: reference.clone(), title: title.clone(), organisation },
        Message::Withdrawn { reference: reference.clone(), title: title.clone() },
        Message::CorrectionAsked {
            reference: reference.clone(),
            title: title.clone(),
            items: vec!["附件".into()],
            due: Stamp(2),
        },
        Message::CorrectionAnswered { reference: reference.clone() },
        Message::FileInfected {
            reference: reference.clone(),
            title: title.clone(),
            name: "扫描件.pdf".into(),
            found: "Eicar-Test-Signature".into(),
        },
        Message::Recommended {
            reference: reference.clone(),
            title: title.clone(),
            unit: "R370200".into(),
        },
        Message::RecommendationWithdrawn {
            reference: reference.clone(),
            title: title.clone(),
            unit: "R370200".into(),
            reason: "更正".into(),
        },
        Message::Returned {
            reference: reference.clone(),
            title: title.clone(),
            unit: "R370200".into(),
            reason: "补充对比数据".into(),
        },
        Message::FormalityPassed { reference: reference.clone(), title: title.clone() },
        Message::ListReleased {
            reference: reference.clone(),
            title: title.clone(),
            verdict: crate::deliberation::agreed::Verdict::Shortlisted,
        },
        Message::DefenceInvited {
            reference: reference.clone(),
            title: title.clone(),
            room: "演示楼一号厅".into(),
            starts: Stamp(2),
            ends: Stamp(3),
            reason: String::new(),
        },
        Message::DefenceInvited {
            reference: reference.clone(),
            title: title.clone(),
            room: "演示楼二号厅".into(),
            starts: Stamp(2),
            ends: Stamp(3),
            reason: "原会议室停电".into(),
        },
        Message::DefenceCancelled {
            reference: reference.clone(),
            title: title.clone(),
            reason: "申报组织退出".into(),
        },
        Message::DefenceSeated {
            room: "演示楼一号厅".into(),
            starts: Stamp(2),
            ends: Stamp(3),
            reason: String::new(),
        },
        Message::DefenceUnseated { starts: Stamp(2), reason: "调整场次".into() },
        Message::FormalityRefused {
            reference: reference.clone(),
            title,
            item: crate::formality::Item::Profit,
            reason: "近三年有一年亏损".into(),
        },
        Message::ReviewsAssigned { applications: 3, closes: Some(Stamp(2)) },
        Message::ReviewDeclined {
            reference: reference.clone(),
            expert: "演示专家".into(),
            reason: "与该组织有合作项目".into(),
            review: Review::Written,
        },
        Message::ReviewDeclined {
            reference: reference.clone(),
            expert: "演示专家".into(),
            reason: "当日无法到场".into(),
            review: Review::Defence,
        },
        Message::ListSigned { year: 2026 },
        Message::ListReturned { year: 2026, reason: "请再核对第三组的备选顺序".into() },
        Message::ListConfirmed { year: 2026, listed: 60 },
        Message::ListReopened { year: 2026, reason: "核查发现一项数据有误".into() },
        Message::CorrectionDue { reference: reference.clone(), due: Stamp(2) },
        Message::Reminder { phase: Phase::Application, closes: Stamp(2), reference, open_pages: 4 },
    ];
    all.extend(consultation);
    let exchange = crate::exchange::news::News::examples().into_iter();
    all.extend(exchange.map(|news| Message::Exchange { news }));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_stored_under_its_kind_and_read_back() {
        for m in examples() {
            let stored = serde_json::to_value(&m).unwrap();
            assert_eq!(stored["message"], m.kind());
            assert_eq!(serde_json::from_value::<Message>(stored).unwrap(), m);
        }
    }

    #[test]
    fn a_secret_leads_to_its_place_and_is_scrubbed_from_everywhere() {
        for m in examples() {
            let Some(token) = m.token().map(str::to_owned) else { continue };
            assert!(m.urgent(), "{m:?}: a secret that expires is not held back");
            assert!(m.place(None).ends_with(&token));
            let kept = serde_json::to_string(&m.scrubbed()).unwrap();
            assert!(!kept.contains(&token), "{kept}");
        }
    }

    #[test]
    fn art_16_the_reminder_passed_last_is_due_until_the_deadline() {
        let day = |n: i64| Stamp(n * DAY);
        let due = |now| reminder_due(&[14, 3, 1], day(100), day(0), now);
        assert_eq!(due(day(86).plus(-1)), None);
        assert_eq!(due(day(86)), Some(14));
        assert_eq!(due(day(97)), Some(3));
        // Of several that were missed, only the nearest counts.
        assert_eq!(due(day(100).plus(-1)), Some(1));
        assert_eq!(due(day(100)), None);
        // Whoever began after a reminder's day knows the deadline.
        assert_eq!(reminder_due(&[14, 3, 1], day(100), day(86), day(90)), None);
        assert_eq!(reminder_due(&[14, 3, 1], day(100), day(86), day(97)), Some(3));
        assert_eq!(reminder_due(&[], day(100), day(0), day(99)), None);
        assert_eq!(reminder_due(&[0, -1, i64::MAX], day(100), day(0), day(99)), None);
    }

    #[test]
    fn waits_double_and_end() {
        let waits: Vec<i64> = (1..=12).map(wait_minutes).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
        let hours = (1..TRIES_MAX).map(wait_minutes).sum::<i64>() / 60;
        assert!((24..48).contains(&hours), "{hours}");
    }
}
