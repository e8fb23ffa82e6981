//! What happened, in the past tense: the content of the journal. Steps of a dossier's
//! journey are one kind of event among others.

use serde::{Deserialize, Serialize};

use crate::deliberation::Review;
use crate::journey::Step;
use crate::season::Phase;
use crate::stamp::Stamp;

/// An event as the journal keeps it. New kinds may be added; none is ever changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A season was opened.
    SeasonCreated {
        /// Its year.
        year: i32,
    },
    /// Next year's season was planned out of this year's.
    SeasonPlanned {
        /// Its year.
        year: i32,
    },
    /// A planned season was opened: from now on it is the one that runs.
    SeasonOpened {
        /// Its year.
        year: i32,
        /// Roles that were carried over to it.
        roles: i64,
        /// SHA-256 of its settings as they were opened.
        sha256: String,
    },
    /// A part of a season was changed; after the opening the journal's reason says why.
    SeasonChanged {
        /// Its year.
        year: i32,
        /// Code of the part.
        part: String,
        /// SHA-256 of the part as it is now.
        sha256: String,
    },
    /// The working days of a year were imported, or replaced; the journal's reason says why.
    CalendarYearSet {
        /// The year.
        year: i32,
        /// SHA-256 of the arrangement.
        sha256: String,
    },
    /// The head of the journal was published: this row's hash.
    HeadPublished {
        /// Day in Asia/Shanghai.
        date: String,
    },
    /// This database became a rehearsal: a copy that does not count.
    RehearsalBegun,
    /// The clock of a rehearsal was moved on.
    ClockMoved {
        /// To this moment.
        to: Stamp,
    },
    /// A phase's closing was moved; the journal's reason says why.
    ClosingMoved {
        /// Which phase.
        phase: Phase,
        /// New closing.
        closes: Stamp,
    },
    /// A unit's seats were set.
    QuotaSet {
        /// Unit code.
        unit: String,
        /// Seats for anyone.
        base: i64,
        /// Further seats for small and medium-sized enterprises.
        sme_extra: i64,
    },
    /// Further seats were granted to a unit, or taken back; the journal's reason says why.
    SeatsGranted {
        /// Unit code.
        unit: String,
        /// Seats granted to it in all.
        granted: i64,
    },
    /// The Office wished something for a pair, or forgot it; the journal's reason says why (Art. 12).
    PairWished {
        /// Expert.
        expert: String,
        /// Code of the wish; empty when it was forgotten.
        wish: String,
    },
    /// How many applications an expert can take was set; none is the season's number.
    LoadLimitSet {
        /// Expert.
        expert: String,
        /// The number.
        limit: Option<i64>,
    },
    /// An expert gave an application back; the journal's reason says why (Art. 19).
    ReviewDeclined {
        /// Expert.
        expert: String,
    },
    /// The same in the defence (Art. 20).
    DefenceDeclined {
        /// Expert.
        expert: String,
    },
    /// A unit put its candidates in order (Art. 17).
    Ranked {
        /// Dossiers, the first on top.
        order: Vec<String>,
    },
    /// An account was created.
    AccountCreated {
        /// The account.
        account: String,
    },
    /// A role was granted.
    RoleGranted {
        /// To whom.
        account: String,
        /// Role code.
        role: String,
        /// Its scope.
        scope: String,
    },
    /// A person agreed to the privacy notice.
    ConsentGiven {
        /// The account.
        account: String,
        /// Version of the notice.
        version: String,
    },
    /// An e-mail address was proved to be the account's: the first, or in place of another.
    AddressVerified {
        /// The account.
        account: String,
        /// Whether another address stood there before.
        moved: bool,
    },
    /// A password was set anew.
    PasswordSet {
        /// The account.
        account: String,
        /// By a link sent to the address, not by who knew the old one.
        reset: bool,
    },
    /// A session was ended from another one.
    SessionEnded {
        /// The account.
        account: String,
    },
    /// An organisation was confirmed under its credit code.
    OrganisationRegistered {
        /// The organisation.
        organisation: String,
    },
    /// Somebody was invited to an organisation.
    Invited {
        /// The invitation.
        invitation: String,
        /// Role code offered.
        role: String,
    },
    /// An invitation was taken back.
    InvitationWithdrawn {
        /// The invitation.
        invitation: String,
    },
    /// A person joined an organisation.
    MemberJoined {
        /// The account.
        account: String,
        /// The organisation.
        organisation: String,
        /// Role code.
        role: String,
    },
    /// A member's role was changed.
    MemberRoleSet {
        /// The account.
        account: String,
        /// The organisation.
        organisation: String,
        /// Role code from now on.
        role: String,
    },
    /// A person left an organisation, or was taken out.
    MemberLeft {
        /// The account.
        account: String,
        /// The organisation.
        organisation: String,
    },
    /// Somebody took a copy of what is stored about them.
    DataExported {
        /// The account.
        account: String,
    },
    /// An account was closed: name, address and password are gone, its identifier stays.
    AccountClosed {
        /// The account.
        account: String,
    },
    /// A second step of signing in was set up, or another device took its place.
    FactorSet {
        /// The account.
        account: String,
    },
    /// It was taken off by its owner.
    FactorRemoved {
        /// The account.
        account: String,
    },
    /// It was reset by an administrator, or by the operator: the device is lost. The reason stands beside.
    FactorReset {
        /// The account.
        account: String,
    },
    /// Recovery codes were made anew; those before are worth nothing.
    RecoveryMade {
        /// The account.
        account: String,
    },
    /// A recovery code was used up in place of a code.
    RecoveryUsed {
        /// The account.
        account: String,
        /// So many are left.
        left: i64,
    },
    /// An account was disabled; the reason stands beside the event.
    AccountDisabled {
        /// The account.
        account: String,
    },
    /// It was enabled again; likewise.
    AccountEnabled {
        /// The account.
        account: String,
    },
    /// Failed tries were forgotten, so that an account need not wait; likewise.
    AccountUnlocked {
        /// The account.
        account: String,
    },
    /// A security administrator asked for an administrator's role; the reason stands beside the event.
    RoleAsked {
        /// For whom.
        account: String,
        /// Role code.
        role: String,
    },
    /// Another one confirmed it, or did not; what is granted is an event of its own.
    RoleAnswered {
        /// For whom.
        account: String,
        /// Role code.
        role: String,
        /// Confirmed, else not.
        yes: bool,
    },
    /// A part of the journal was taken away as a table.
    JournalExported {
        /// Rows.
        rows: i64,
    },
    /// The audit had the chain of the journal walked.
    JournalVerified {
        /// Rows walked.
        rows: i64,
        /// Every row fits.
        sound: bool,
    },
    /// Somebody signed in.
    SignedIn,
    /// Somebody signed out.
    SignedOut,
    /// A step of the dossier's journey.
    Stepped {
        /// The step.
        #[serde(flatten)]
        step: Step,
        /// SHA-256 of the frozen version, where one was frozen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sha256: Option<String>,
    },
    /// A page of a dossier was saved.
    PageSaved {
        /// Page code.
        page: String,
        /// Its revision after saving.
        revision: i64,
        /// SHA-256 of the page's answers.
        sha256: String,
    },
    /// A file was attached.
    FileAttached {
        /// File.
        file: String,
        /// Slot code.
        slot: String,
        /// SHA-256 of its content.
        sha256: String,
    },
    /// A file was taken off a draft.
    FileRemoved {
        /// File.
        file: String,
    },
    /// The legal representative was asked to sign (Art. 16).
    SignOffAsked {
        /// The request.
        request: String,
        /// Number the version will have.
        version: i64,
        /// SHA-256 of what is to be signed.
        sha256: String,
    },
    /// The legal representative signed.
    SignedOff {
        /// The request.
        request: String,
        /// SHA-256 of what was signed.
        sha256: String,
    },
    /// The legal representative declined; the journal's reason says why.
    SignOffDeclined {
        /// The request.
        request: String,
        /// SHA-256 of what was shown.
        sha256: String,
    },
    /// The Office asked for a correction of these items (Art. 18); the step stands beside it.
    CorrectionItems {
        /// Item codes, with the reasons' SHA-256.
        items: Vec<(String, String)>,
    },
    /// A dossier was printed by somebody who does not write it (Art. 15).
    Printed {
        /// SHA-256 of the version.
        sha256: String,
    },
    /// The scanner, which had been away, found nothing in a file.
    FileScanned {
        /// File.
        file: String,
    },
    /// The scanner found a virus: a file was not taken, was taken off a draft, or is closed to
    /// everybody in a dossier that was handed in.
    FileInfected {
        /// File.
        file: String,
        /// The scanner's name for it.
        found: String,
    },
    /// The recommending unit wrote its opinion.
    OpinionWritten {
        /// SHA-256 of its text.
        sha256: String,
    },
    /// A checklist item was ticked by a person.
    ItemTicked {
        /// Item code.
        item: String,
        /// Satisfied or not.
        yes: bool,
    },
    /// Somebody of the Office has looked at what stands twice (Art. 17, 24); the journal's reason says what
    /// was seen.
    FindingLooked {
        /// Kind code.
        finding: String,
        /// What the dossier met.
        against: String,
        /// SHA-256 of the facts that were seen.
        facts: String,
    },
    /// An expert joined the season's committee.
    ExpertAppointed {
        /// Expert.
        expert: String,
        /// Panel.
        panel: String,
        /// Whether as its lead.
        lead: bool,
    },
    /// An expert was added to the pool, or their particulars changed (Art. 11).
    ExpertSaved {
        /// Expert.
        expert: String,
        /// New to the pool.
        added: bool,
        /// SHA-256 of the particulars.
        sha256: String,
    },
    /// An expert rests, or is active again; the journal's reason says why (Art. 11).
    ExpertRested {
        /// Expert.
        expert: String,
        /// From now on resting, else active.
        resting: bool,
    },
    /// A table of experts was taken over as a whole (Art. 11).
    ExpertsImported {
        /// Rows of the table.
        rows: i64,
        /// Experts new to the pool.
        added: i64,
        /// Experts with other particulars than before.
        changed: i64,
        /// SHA-256 of the table as it was read.
        sha256: String,
    },
    /// A panel was formed (Art. 14).
    PanelFormed {
        /// Panel.
        panel: String,
        /// Its number.
        number: i64,
        /// Divisions of GB/T 4754 it covers.
        fields: Vec<String>,
    },
    /// A panel without members was dissolved.
    PanelDissolved {
        /// Panel.
        panel: String,
    },
    /// Experts were drawn at random for a panel (Art. 12). Seed and candidates give the same names
    /// again.
    ExpertsDrawn {
        /// The draw.
        draw: String,
        /// For which panel.
        panel: String,
        /// Seed.
        seed: i64,
        /// How many could be drawn.
        candidates: i64,
        /// SHA-256 of the candidates, see `committee::seating::fingerprint`.
        sha256: String,
        /// Who was drawn, in the order drawn.
        drawn: Vec<String>,
    },
    /// A member was released from a panel; the journal's reason says why.
    MemberReleased {
        /// Expert.
        expert: String,
        /// Panel.
        panel: String,
    },
    /// Another member leads a panel from now on; the journal's reason says why (Art. 14).
    LeadMoved {
        /// Panel.
        panel: String,
        /// The new lead.
        expert: String,
    },
    /// A role was taken away.
    RoleRevoked {
        /// From whom.
        account: String,
        /// Role code.
        role: String,
        /// Its scope.
        scope: String,
    },
    /// The list of experts was taken away as a table.
    PoolExported {
        /// How many experts it names.
        experts: i64,
    },
    /// Chair or vice chair was appointed (Art. 13).
    HeadAppointed {
        /// Account.
        account: String,
        /// `chair` or `vice_chair`.
        role: String,
    },
    /// An expert signed the undertaking of confidentiality (Art. 15).
    UndertakingSigned {
        /// Expert.
        expert: String,
    },
    /// A conflict of interest was declared.
    ConflictDeclared {
        /// Expert.
        expert: String,
        /// Kind code.
        conflict: String,
    },
    /// An assignment was computed and published (hidden until then).
    AssignmentPublished {
        /// Applications.
        applications: i64,
        /// Pairs of application and expert.
        pairs: i64,
        /// Its total cost.
        cost: i64,
        /// Seed of the draws it used.
        seed: i64,
    },
    /// A panel agreed on an application (Art. 19); the reason stands beside the event.
    ResultAgreed {
        /// The panel.
        panel: String,
        /// Code of the verdict.
        verdict: String,
        /// Agreed rank, from 1.
        rank: i64,
        /// Rank by scores; `None` without a score.
        computed: Option<i64>,
        /// SHA-256 of the minutes.
        sha256: String,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// The order of a panel was changed, or fitted to scores that have changed.
    ResultsOrdered {
        /// The panel.
        panel: String,
        /// References of its applications by agreed rank.
        order: Vec<String>,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// An application is decided on although reviews are missing; the reason stands beside the event.
    ReviewsExcepted {
        /// The panel.
        panel: String,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// Whoever presides signed a panel's conclusion.
    ConclusionSigned {
        /// The panel.
        panel: String,
        /// Which signature of this panel, from 1.
        number: i64,
        /// SHA-256 of the conclusion.
        sha256: String,
        /// Applications shortlisted.
        shortlisted: i64,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// A second person confirmed it.
    ConclusionConfirmed {
        /// The panel.
        panel: String,
        /// SHA-256 of the conclusion.
        sha256: String,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// It was given back to the panel; the reason stands beside the event.
    ConclusionReturned {
        /// The panel.
        panel: String,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// The lists of all panels came out at once (Art. 19).
    ListsReleased {
        /// Panels.
        panels: i64,
        /// Applications shortlisted, in all.
        shortlisted: i64,
        /// Of which review.
        #[serde(default, skip_serializing_if = "Review::is_written")]
        review: Review,
    },
    /// A session of the defence was planned, or its plan changed (Art. 20).
    SessionPlanned {
        /// The session.
        session: String,
        /// Whose.
        panel: String,
        /// When its first slot begins.
        starts: Stamp,
        /// How many slots it has.
        slots: i64,
        /// Experts who sit in it.
        experts: Vec<String>,
    },
    /// A session that nobody had been told of was given up.
    SessionDropped {
        /// The session.
        session: String,
        /// Whose.
        panel: String,
    },
    /// The order of a panel's applications was drawn by lot (Art. 20): seed and references give it again.
    /// Drawn once more, the reason stands beside the event.
    OrderDrawn {
        /// The panel.
        panel: String,
        /// Which drawing of this panel, from 1.
        number: i64,
        /// Seed, decimal.
        seed: String,
        /// SHA-256 of the references drawn from, see `defence::lot::fingerprint`.
        fingerprint: String,
        /// References in the order drawn.
        order: Vec<String>,
    },
    /// The slots of a panel were told to applicants and experts (Art. 20).
    DefencePublished {
        /// The panel.
        panel: String,
        /// Sessions.
        sessions: i64,
        /// Applications.
        applications: i64,
        /// Pairs of application and expert.
        pairs: i64,
    },
    /// A session that was told was changed; the reason stands beside the event.
    SessionMoved {
        /// The session.
        session: String,
        /// Whose.
        panel: String,
        /// When its first slot begins from now on.
        starts: Stamp,
        /// Experts who sit in it from now on.
        experts: Vec<String>,
    },
    /// The applicant comes, with so many people.
    SlotConfirmed {
        /// People.
        delegates: i64,
    },
    /// The applicant does not come before the panel after all; the reason stands beside the event.
    SlotCancelled {
        /// The session.
        session: String,
    },
    /// The applicant's people were checked in, or this was taken back.
    DelegatesArrived {
        /// Here, else not.
        here: bool,
    },
    /// The timer of the room was started for an application.
    SlotBegun {
        /// The session.
        session: String,
        /// Number of the slot.
        number: i64,
    },
    /// Slides for the defence were handed in.
    SlidesAttached {
        /// File.
        file: String,
        /// SHA-256 of its content.
        sha256: String,
    },
    /// Slides were taken back.
    SlidesRemoved {
        /// File.
        file: String,
    },
    /// An on-site verification was recorded (Art. 20).
    SiteVisited {
        /// Code of the finding.
        finding: String,
        /// SHA-256 of the report.
        sha256: String,
    },
    /// A head decided on a candidate of the initial list; the reason stands beside the event (Art. 20).
    ListDecided {
        /// It is on the list.
        listed: bool,
    },
    /// A head said why more of a category are on the list than were planned, or took it back.
    ListExplained {
        /// Code of the category.
        category: String,
    },
    /// One of two signed the initial list.
    ListSigned {
        /// SHA-256 of its text.
        sha256: String,
        /// Applications on it.
        listed: i64,
    },
    /// The other confirmed it.
    ListConfirmed {
        /// Which of its season, from 1.
        number: i64,
        /// SHA-256 of its text.
        sha256: String,
        /// Applications on it.
        listed: i64,
    },
    /// The other gave it back; the reason stands beside the event.
    ListReturned,
    /// A confirmed list was opened again; the reason stands beside the event.
    ListReopened,
    /// The signed initial list was put to the ministry (Art. 20).
    ConsultationOpened {
        /// Number of the signed list.
        list: i64,
        /// SHA-256 of the package.
        sha256: String,
        /// Entries.
        entries: i64,
        /// First moment at which an opinion is too late.
        due: Stamp,
    },
    /// Its deadline was moved; the reason stands beside the event.
    ConsultationMoved {
        /// Number of the signed list.
        list: i64,
        /// The new deadline.
        due: Stamp,
    },
    /// The ministry entered an opinion; its text stands beside the event.
    OpinionGiven {
        /// Code of the stance.
        stance: String,
    },
    /// The ministry agreed to all entries it had said nothing of.
    RestAgreed {
        /// How many.
        entries: i64,
    },
    /// The ministry handed its opinions in.
    OpinionsHandedIn {
        /// Number of the signed list.
        list: i64,
        /// Opinions that are no agreement.
        answers: i64,
    },
    /// The Office answered an opinion; the answer stands beside the event.
    OpinionAnswered {
        /// The entry is put before the heads.
        refers: bool,
    },
    /// A head proposed whether an entry stays; the reason stands beside the event.
    EntryProposed {
        /// Code of the outcome.
        outcome: String,
    },
    /// Another one confirmed it.
    EntryDecided {
        /// Code of the outcome.
        outcome: String,
    },
    /// Another one did not.
    EntryReturned,
    /// The consultation was closed; a word on entries without an opinion stands beside the event.
    ConsultationClosed {
        /// Number of the signed list.
        list: i64,
        /// Entries that stay.
        kept: i64,
        /// Entries struck off.
        struck: i64,
    },
    /// The public notice was opened (Art. 21).
    NoticeOpened {
        /// Year.
        year: i32,
        /// Lines of its annex.
        lines: i64,
        /// First moment after it.
        ends: Stamp,
        /// SHA-256 of text, lines and last day.
        sha256: String,
    },
    /// It was extended; the reason stands beside the event.
    NoticeExtended {
        /// Year.
        year: i32,
        /// First moment after it, from now on.
        ends: Stamp,
    },
    /// Its time was over.
    NoticeClosed {
        /// Year.
        year: i32,
        /// Objections that were open then.
        open: i64,
    },
    /// An objection was received. Who objects, and to what, does not stand in the journal.
    ObjectionReceived {
        /// The objection.
        objection: String,
        /// SHA-256 of what was typed.
        sha256: String,
    },
    /// Somebody was named to handle it.
    HandlerNamed {
        /// The objection.
        objection: String,
        /// The account.
        account: String,
    },
    /// They stepped out, for a conflict of interest.
    HandlerLeft {
        /// The objection.
        objection: String,
    },
    /// A note was written, or the report to the committee.
    ObjectionNoted {
        /// The objection.
        objection: String,
        /// The report.
        report: bool,
        /// SHA-256 of the text.
        sha256: String,
    },
    /// A head of the committee proposed a decision; the reason stands beside the event.
    OutcomeProposed {
        /// The objection.
        objection: String,
        /// Code of the outcome.
        outcome: String,
    },
    /// Another one confirmed it.
    OutcomeConfirmed {
        /// The objection.
        objection: String,
        /// Code of the outcome.
        outcome: String,
    },
    /// Another one did not.
    OutcomeReturned {
        /// The objection.
        objection: String,
    },
    /// Whoever objected took the objection back.
    ObjectionWithdrawn {
        /// The objection.
        objection: String,
    },
    /// The scanner, which had been away, has looked at a file of evidence.
    EvidenceScanned {
        /// File.
        file: String,
        /// Nothing was found.
        clean: bool,
    },
    /// The announcement was prepared (Art. 22).
    AnnouncementPrepared {
        /// Year.
        year: i32,
        /// SHA-256 of text, benchmarks and statistics.
        sha256: String,
    },
    /// Somebody of the association approved it.
    AnnouncementApproved {
        /// Year.
        year: i32,
        /// The same.
        sha256: String,
    },
    /// It was released.
    AnnouncementReleased {
        /// Year.
        year: i32,
        /// Benchmarks.
        benchmarks: i64,
    },
    /// An incident was reported (Art. 24). Who reports it, and about whom, does not stand in the journal.
    IncidentReceived {
        /// The case.
        incident: String,
        /// SHA-256 of what was typed.
        sha256: String,
    },
    /// Somebody was named to investigate it.
    InvestigatorNamed {
        /// The case.
        incident: String,
        /// The account.
        account: String,
    },
    /// Somebody stepped out of it, for a conflict of interest.
    InvestigatorLeft {
        /// The case.
        incident: String,
    },
    /// It was taken up, or not; then the reason stands beside the event.
    IncidentScreened {
        /// The case.
        incident: String,
        /// It was taken up.
        admitted: bool,
    },
    /// A note was written, or the report.
    IncidentNoted {
        /// The case.
        incident: String,
        /// The report.
        report: bool,
        /// SHA-256 of the text.
        sha256: String,
    },
    /// The organisation was told what it is charged with, and asked for its statement.
    StatementAsked {
        /// The case.
        incident: String,
        /// First moment at which one is too late.
        due: Stamp,
        /// SHA-256 of the charge.
        sha256: String,
    },
    /// It made one.
    StatementMade {
        /// The case.
        incident: String,
        /// Which of the case, from 1.
        number: i64,
        /// SHA-256 of the text.
        sha256: String,
    },
    /// One of the association proposed a decision; the reason stands beside the event.
    IncidentProposed {
        /// The case.
        incident: String,
        /// Code of the outcome.
        outcome: String,
    },
    /// Another one confirmed it.
    IncidentDecided {
        /// The case.
        incident: String,
        /// Code of the outcome.
        outcome: String,
    },
    /// Another one did not.
    IncidentReturned {
        /// The case.
        incident: String,
    },
    /// A title was revoked, and everybody reads it; the reason stands beside the event.
    TitleRevoked {
        /// Number of the title.
        number: String,
        /// Code of the ground.
        cause: String,
    },
    /// A title was granted (Art. 22, 23).
    TitleGranted {
        /// Number of its plaque.
        number: String,
    },
    /// Titles of earlier seasons were taken over from a table.
    TitlesImported {
        /// So many.
        titles: i64,
        /// SHA-256 of their rows.
        sha256: String,
    },
    /// A title of an earlier season was corrected (Art. 23); the reason stands beside the event.
    TitleCorrected {
        /// Number of its plaque, as it was before.
        number: String,
        /// Which correction of it, from 1.
        revision: i64,
        /// The number it has now, where that is another.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaced_by: Option<String>,
        /// SHA-256 of the title as it stands now.
        sha256: String,
    },
    /// An exchange activity was announced (Art. 23).
    ActivityAnnounced {
        /// Which.
        activity: String,
        /// When it begins.
        starts: Stamp,
    },
    /// It was called off; the reason stands beside the event.
    ActivityCancelled {
        /// Which.
        activity: String,
    },
    /// Somebody registered for it.
    GuestRegistered {
        /// Which.
        activity: String,
    },
    /// They do not come after all.
    GuestWithdrawn {
        /// Which.
        activity: String,
    },
    /// The Office noted who came.
    AttendanceNoted {
        /// Which.
        activity: String,
        /// How many came.
        present: i64,
    },
    /// The Office added somebody who came without having registered.
    GuestAdded {
        /// Which.
        activity: String,
    },
    /// The holder of a title filed the report of a year (Art. 23).
    ReportFiled {
        /// The year.
        year: i32,
        /// Which of that year, from 1.
        number: i64,
        /// The deadline was over.
        late: bool,
    },
    /// An expert opened sealed material (reads are events too).
    MaterialRead {
        /// Expert.
        expert: String,
    },
    /// A score sheet was sealed.
    ReviewSealed {
        /// Expert.
        expert: String,
        /// Total, tenths of a point.
        total: i64,
        /// SHA-256 of the sheet.
        sha256: String,
    },
    /// An expert amended a sealed sheet, which is kept; the journal's reason says why.
    ReviewAmended {
        /// Expert.
        expert: String,
        /// Number of the amendment, from 1.
        number: i64,
        /// Total from now on, tenths of a point.
        total: i64,
        /// SHA-256 of the sheet as amended.
        sha256: String,
    },
    /// A score sheet of the defence was sealed (Art. 20).
    DefenceSealed {
        /// Expert.
        expert: String,
        /// Total, tenths of a point.
        total: i64,
        /// SHA-256 of the sheet.
        sha256: String,
    },
    /// An expert amended a sealed sheet of the defence; the journal's reason says why.
    DefenceAmended {
        /// Expert.
        expert: String,
        /// Number of the amendment, from 1.
        number: i64,
        /// Total from now on, tenths of a point.
        total: i64,
        /// SHA-256 of the sheet as amended.
        sha256: String,
    },
}

impl Event {
    /// Kinds that change nothing a list or a board of somebody else shows: most of the journal, while
    /// applicants write.
    pub const QUIET: [&'static str; 4] = ["page_saved", "material_read", "signed_in", "signed_out"];

    /// The room (or `corridor`) it happened in.
    pub fn room(&self) -> &'static str {
        match self {
            Event::SeasonCreated { .. }
            | Event::SeasonPlanned { .. }
            | Event::SeasonOpened { .. }
            | Event::SeasonChanged { .. }
            | Event::CalendarYearSet { .. }
            | Event::RehearsalBegun
            | Event::ClockMoved { .. }
            | Event::ClosingMoved { .. }
            | Event::QuotaSet { .. }
            | Event::SeatsGranted { .. } => "season",
            Event::AccountCreated { .. }
            | Event::RoleGranted { .. }
            | Event::RoleRevoked { .. }
            | Event::ConsentGiven { .. }
            | Event::AddressVerified { .. }
            | Event::PasswordSet { .. }
            | Event::SessionEnded { .. }
            | Event::OrganisationRegistered { .. }
            | Event::Invited { .. }
            | Event::InvitationWithdrawn { .. }
            | Event::MemberJoined { .. }
            | Event::MemberRoleSet { .. }
            | Event::MemberLeft { .. }
            | Event::DataExported { .. }
            | Event::AccountClosed { .. }
            | Event::FactorSet { .. }
            | Event::FactorRemoved { .. }
            | Event::FactorReset { .. }
            | Event::RecoveryMade { .. }
            | Event::RecoveryUsed { .. }
            | Event::AccountDisabled { .. }
            | Event::AccountEnabled { .. }
            | Event::AccountUnlocked { .. }
            | Event::RoleAsked { .. }
            | Event::RoleAnswered { .. }
            | Event::JournalExported { .. }
            | Event::JournalVerified { .. }
            | Event::HeadPublished { .. }
            | Event::SignedIn
            | Event::SignedOut => "corridor",
            Event::Stepped { step, .. } => match step {
                Step::Started
                | Step::Submitted { .. }
                | Step::TakenBack
                | Step::Withdrawn
                | Step::CorrectionAnswered { .. } => "application",
                Step::Recommended { .. } | Step::RecommendationWithdrawn | Step::Returned => {
                    "recommendation"
                }
                Step::CorrectionAsked { .. }
                | Step::FormalityPassed
                | Step::FormalityRefused { .. } => "formality",
                Step::Shortlisted | Step::PutInReserve | Step::LeftOut => "deliberation",
                Step::Assigned => "committee",
                Step::PutOnList | Step::LeftOffList | Step::StruckOff => "notice",
                Step::Announced => "announcement",
            },
            Event::PageSaved { .. }
            | Event::FileAttached { .. }
            | Event::FileRemoved { .. }
            | Event::SignOffAsked { .. }
            | Event::SignedOff { .. }
            | Event::SignOffDeclined { .. }
            | Event::FileScanned { .. }
            | Event::FileInfected { .. }
            | Event::Printed { .. } => "application",
            Event::CorrectionItems { .. } => "formality",
            Event::OpinionWritten { .. } | Event::Ranked { .. } => "recommendation",
            Event::ItemTicked { .. } | Event::FindingLooked { .. } => "formality",
            Event::ExpertSaved { .. }
            | Event::ExpertRested { .. }
            | Event::ExpertsImported { .. }
            | Event::PoolExported { .. }
            | Event::PanelFormed { .. }
            | Event::PanelDissolved { .. }
            | Event::ExpertsDrawn { .. }
            | Event::MemberReleased { .. }
            | Event::LeadMoved { .. }
            | Event::ExpertAppointed { .. }
            | Event::HeadAppointed { .. }
            | Event::UndertakingSigned { .. }
            | Event::ConflictDeclared { .. }
            | Event::AssignmentPublished { .. }
            | Event::PairWished { .. }
            | Event::LoadLimitSet { .. } => "committee",
            Event::ResultAgreed { .. }
            | Event::ResultsOrdered { .. }
            | Event::ReviewsExcepted { .. }
            | Event::ConclusionSigned { .. }
            | Event::ConclusionConfirmed { .. }
            | Event::ConclusionReturned { .. }
            | Event::ListsReleased { .. } => "deliberation",
            Event::SessionPlanned { .. }
            | Event::SessionDropped { .. }
            | Event::OrderDrawn { .. }
            | Event::DefencePublished { .. }
            | Event::SessionMoved { .. }
            | Event::SlotConfirmed { .. }
            | Event::SlotCancelled { .. }
            | Event::DelegatesArrived { .. }
            | Event::SlotBegun { .. }
            | Event::SlidesAttached { .. }
            | Event::SlidesRemoved { .. }
            | Event::SiteVisited { .. } => "defence",
            Event::ListDecided { .. }
            | Event::ListExplained { .. }
            | Event::ListSigned { .. }
            | Event::ListConfirmed { .. }
            | Event::ListReturned
            | Event::ListReopened => "defence",
            Event::ConsultationOpened { .. }
            | Event::ConsultationMoved { .. }
            | Event::OpinionGiven { .. }
            | Event::RestAgreed { .. }
            | Event::OpinionsHandedIn { .. }
            | Event::OpinionAnswered { .. }
            | Event::EntryProposed { .. }
            | Event::EntryDecided { .. }
            | Event::EntryReturned
            | Event::ConsultationClosed { .. } => "consultation",
            Event::NoticeOpened { .. }
            | Event::NoticeExtended { .. }
            | Event::NoticeClosed { .. }
            | Event::ObjectionReceived { .. }
            | Event::HandlerNamed { .. }
            | Event::HandlerLeft { .. }
            | Event::ObjectionNoted { .. }
            | Event::OutcomeProposed { .. }
            | Event::OutcomeConfirmed { .. }
            | Event::OutcomeReturned { .. }
            | Event::ObjectionWithdrawn { .. }
            | Event::EvidenceScanned { .. } => "notice",
            Event::AnnouncementPrepared { .. }
            | Event::AnnouncementApproved { .. }
            | Event::AnnouncementReleased { .. } => "announcement",
            Event::IncidentReceived { .. }
            | Event::InvestigatorNamed { .. }
            | Event::InvestigatorLeft { .. }
            | Event::IncidentScreened { .. }
            | Event::IncidentNoted { .. }
            | Event::StatementAsked { .. }
            | Event::StatementMade { .. }
            | Event::IncidentProposed { .. }
            | Event::IncidentDecided { .. }
            | Event::IncidentReturned { .. }
            | Event::TitleRevoked { .. } => "incident",
            Event::TitleGranted { .. }
            | Event::TitlesImported { .. }
            | Event::TitleCorrected { .. } => "title",
            Event::ActivityAnnounced { .. }
            | Event::ActivityCancelled { .. }
            | Event::GuestRegistered { .. }
            | Event::GuestWithdrawn { .. }
            | Event::AttendanceNoted { .. }
            | Event::GuestAdded { .. }
            | Event::ReportFiled { .. } => "exchange",
            Event::MaterialRead { .. }
            | Event::ReviewSealed { .. }
            | Event::ReviewAmended { .. }
            | Event::ReviewDeclined { .. }
            | Event::DefenceSealed { .. }
            | Event::DefenceAmended { .. }
            | Event::DefenceDeclined { .. } => "review",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Journals that were written before there was a defence must read, and hash, as they did.
    #[test]
    fn art_20_events_of_the_written_review_are_stored_as_they_were() {
        let old = r#"{"kind":"conclusion_returned","panel":"p1"}"#;
        let of = |review| Event::ConclusionReturned { panel: "p1".into(), review };
        assert_eq!(serde_json::from_str::<Event>(old).unwrap(), of(Review::Written));
        assert_eq!(serde_json::to_string(&of(Review::Written)).unwrap(), old);
        let defence = serde_json::to_string(&of(Review::Defence)).unwrap();
        assert_eq!(defence, r#"{"kind":"conclusion_returned","panel":"p1","review":"defence"}"#);
        assert_eq!(serde_json::from_str::<Event>(&defence).unwrap(), of(Review::Defence));
    }
}
