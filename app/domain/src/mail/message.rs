//! The messages: each kind with the facts its reader needs.

use serde::{Deserialize, Serialize};

use crate::deliberation::Review;
use crate::incident::letter::Letter;
use crate::season::Phase;
use crate::stamp::Stamp;

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
    /// Somebody is to be given a role which two persons give; told to those who may confirm it.
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
        /// Until when it is handed in again.
        #[serde(default)]
        until: Option<Stamp>,
    },
    /// The phase of recommendation is over, and the unit did not recommend the application (Art. 17).
    NotRecommended {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Code of the unit.
        unit: String,
    },
    /// Applications wait for the reader's unit, and the phase of recommendation closes soon (Art. 17).
    RecommendationDue {
        /// First moment at which it is too late.
        closes: Stamp,
        /// So many wait.
        waiting: i64,
    },
    /// Applications wait at a unit for which nobody works (Art. 7); told to the Office.
    UnitVacant {
        /// Code of the unit.
        unit: String,
        /// So many wait.
        waiting: i64,
        /// First moment at which it is too late.
        closes: Option<Stamp>,
    },
    /// By its corrected figures an application takes a seat of another kind, of which its unit has none left (Art. 17,
    /// 18); told to the unit and the Office, whose it is to mend.
    SeatOverdrawn {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Code of the unit.
        unit: String,
        /// Whether it is a seat for small and medium-sized enterprises.
        sme: bool,
        /// Told to the Office; otherwise to the unit.
        office: bool,
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
    /// An expert was stood down in the middle of a review, or up again (Art. 19).
    StoodDown {
        /// Down, else up again.
        down: bool,
        /// Applications taken from them, or given back.
        applications: i64,
        /// Why.
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
    /// The public notice goes on longer than the letter before said, and the application stands on it (Art. 21).
    NoticeExtended {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Year of the notice.
        year: i32,
        /// First moment after it, from now on.
        ends: Stamp,
        /// Why; everybody reads it.
        reason: String,
    },
    /// The year is settled, and the application is not on its list (Art. 20, 21): the public notice is open without it, or
    /// nothing remained to put on one.
    NotListed {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
    },
    /// A notice did not open as planned: it is no longer what had been seen (Art. 21); told to the Office.
    NoticeNotOpened {
        /// Year of the notice.
        year: i32,
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
        /// What the objection is called outside. Mails from before it have none, but a number.
        #[serde(default)]
        code: String,
        /// Number of the objection, in mails from before there was a code.
        #[serde(default)]
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
        /// What the objection is called outside. Mails from before it have none, but a number.
        #[serde(default)]
        code: String,
        /// Number of the objection, in mails from before there was a code.
        #[serde(default)]
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
    /// A decision on an objection is proposed and waits for another to confirm it (Art. 21).
    ObjectionProposed {
        /// Year of the notice.
        year: i32,
        /// Its number.
        number: i64,
    },
    /// The decision the reader proposed on an objection was given back (Art. 21).
    ObjectionReturned {
        /// Year of the notice.
        year: i32,
        /// Its number.
        number: i64,
    },
    /// An objection was taken back by whoever objected; told to those who handle it, and to those who were to decide
    /// on it (Art. 21).
    ObjectionTakenBack {
        /// Year of the notice.
        year: i32,
        /// Its number.
        number: i64,
    },
    /// Nobody looks into an objection any more; told to the Office, which names somebody anew (Art. 21).
    ObjectionFreed {
        /// Year of the notice.
        year: i32,
        /// Its number.
        number: i64,
    },
    /// The reader is tied to the application an objection is about since they were named, and handles it no more (Art. 15,
    /// 21).
    ObjectionKeptFrom {
        /// Year of the notice.
        year: i32,
        /// Its number.
        number: i64,
    },
    /// The committee asks those who handle an objection to go on (Art. 21).
    ObjectionAsked {
        /// Year of the notice.
        year: i32,
        /// Its number.
        number: i64,
    },
    /// The committee has decided on an objection; told to those who handled it (Art. 21).
    ObjectionSettled {
        /// Year of the notice.
        year: i32,
        /// Its number.
        number: i64,
    },
    /// The announcement waits for approval (Art. 22).
    ApprovalAsked {
        /// Year.
        year: i32,
    },
    /// Two have approved the announcement, which may be released (Art. 22); told to the Office.
    AnnouncementApproved {
        /// Year.
        year: i32,
    },
    /// Somebody of the association gave the announcement back (Art. 22); told to the Office, which draws it up anew.
    AnnouncementReturned {
        /// Year.
        year: i32,
        /// Why.
        reason: String,
    },
    /// The application is a benchmark of its year (Art. 22).
    Announced {
        /// Reference number.
        reference: String,
        /// Title of the dossier.
        title: String,
        /// Year.
        year: i32,
        /// The letter to the organisation, in full; empty in what was posted before letters went by mail.
        #[serde(default)]
        letter: String,
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
    /// A seat of the committee is held by another account; told to the heads who have no part in it (Art. 13, 15).
    SeatMoved {
        /// Name of who holds it.
        name: String,
        /// Code of the role.
        role: String,
        /// Why.
        reason: String,
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
    /// News of a panel's conclusion, for those who go on with it (Art. 13–15).
    Conclusion {
        /// The review it is of.
        review: Review,
        /// The panel.
        panel: crate::ids::PanelId,
        /// Its number.
        number: i64,
        /// What.
        #[serde(flatten)]
        news: crate::deliberation::news::News,
    },
    /// A score under a signed list counts no more (Art. 15); told to the two who make it, and to the Office.
    ScoreSetAside {
        /// Year of the season.
        year: i32,
        /// Reference number of the application.
        reference: String,
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
