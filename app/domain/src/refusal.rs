//! Refusals: what was not done, as a code with facts. The words are chosen at the
//! edge, in the reader's language; a refusal never carries personal data, because
//! without JavaScript it travels in an address.

mod status;

use serde::{Deserialize, Serialize};

use crate::application::files::FileFault;
use crate::application::page::Page;
use crate::defence::initial_list::lack::Lack as ListLack;
use crate::defence::initial_list::round::ListStage;
use crate::deliberation::Review;
use crate::deliberation::lack::Lack as ConclusionLack;
use crate::deliberation::panel_round::PanelStage;
use crate::journey::Stage;
use crate::season::Phase;
use crate::season::edit::Faults;
use crate::season::ready::Lack;
use crate::stamp::Stamp;

/// Why a command was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Nobody is signed in, or the session has ended.
    SignIn,
    /// The thing does not exist **or** is not the actor's to see: the two answers
    /// are the same, so that nobody learns of what they may not see (Art. 15).
    NotYours,
    /// No season has been opened yet (Art. 6).
    NoSeason,
    /// Name and password do not match an account. The same for an unknown account.
    BadCredentials,
    /// Too many tries; wait so many seconds.
    TooManyAttempts {
        /// Seconds until the next try counts.
        wait: i64,
    },
    /// The phase has not begun.
    PhaseNotOpen {
        /// Which phase.
        phase: Phase,
        /// When it begins.
        opens: Stamp,
    },
    /// The phase is over (Art. 16, 17: late submissions are not accepted).
    PhaseClosed {
        /// Which phase.
        phase: Phase,
        /// When it ended.
        closed: Stamp,
    },
    /// The dossier has pages that are not complete yet.
    Incomplete {
        /// Pages with the number of problems on each.
        pages: Vec<(Page, usize)>,
    },
    /// The dossier does not stand where this step begins.
    WrongStage {
        /// Where it stands.
        stage: Stage,
    },
    /// Someone saved the same page meanwhile; nothing was overwritten.
    Stale {
        /// The revision now stored.
        revision: i64,
    },
    /// One dossier a season for each organisation (Art. 17).
    OneDossierOnly,
    /// All seats of the unit's quota are taken (Art. 17).
    QuotaFull {
        /// Seats in all, for this dossier's category.
        quota: i64,
    },
    /// By its corrected figures the application takes a seat of another kind, of which none is free (Art. 17, 18).
    SeatOverdrawn {
        /// Code of its unit.
        unit: String,
        /// Whether it is one that small and medium-sized enterprises alone may take.
        sme: bool,
    },
    /// What is returned is handed in again within the phase of recommendation (Art. 16, 17).
    ReturnUntil {
        /// Not before.
        from: Stamp,
        /// Not after: the phase closes.
        closes: Stamp,
    },
    /// The time the unit gave when it returned the dossier is over (Art. 17).
    ReturnOver {
        /// When it ended.
        due: Stamp,
    },
    /// A text is too short.
    TooShort {
        /// At least so many characters.
        min: usize,
        /// Found so many.
        found: usize,
    },
    /// A text is too long.
    TooLong {
        /// At most so many characters.
        max: usize,
        /// Found so many.
        found: usize,
    },
    /// The recommending unit's opinion must be written first (Art. 17).
    OpinionMissing,
    /// A table of seats was not taken over, because of these rows (Art. 17).
    RowsWrong {
        /// Their numbers, the head being row 1; none when it is no table of seats.
        rows: Vec<u32>,
    },
    /// A table of experts was not taken over, because of these rows (Art. 11).
    ExpertRowsWrong {
        /// Numbers of the first of them, the head being row 1; none when it is no table of experts.
        rows: Vec<u32>,
        /// How many there are.
        all: u32,
    },
    /// A particular of an expert cannot be taken (Art. 11).
    Particular {
        /// What is wrong with it.
        slip: crate::committee::pool::Slip,
    },
    /// The pool has this expert already: the same address, or name and employer without one.
    ExpertTwice,
    /// The expert has a seat this season: release them first.
    HasSeat,
    /// The expert rests: call them back first (Art. 11).
    Resting,
    /// Another address would hand an expert's seat to somebody else: one by one, with a reason (Art. 13, 15).
    SeatMoves {
        /// Name of the expert.
        name: String,
    },
    /// The address is that of somebody of the Office, or of an administrator, who have no seat on the committee (Art. 12,
    /// 13, 15).
    OfficeSits {
        /// Name of the expert.
        name: String,
    },
    /// The expert has no e-mail address, so no account can be made.
    NoAddress,
    /// Reviews would go to experts who cannot sign in (Art. 12, 19).
    Unreached {
        /// Their names.
        names: Vec<String>,
    },
    /// Fewer experts fit than are to be drawn (Art. 12).
    TooFewFit {
        /// So many fit.
        fit: u32,
        /// So many were asked for.
        asked: u32,
    },
    /// The draw was seated already, or some of those drawn cannot be seated any more: draw again.
    DrawOver,
    /// The expert has applications to review: nobody is released in the middle of it (Art. 19).
    AlreadyAssigned,
    /// The expert was stood down: they are given nothing until they are stood up again (Art. 19).
    ExpertStoodDown,
    /// A panel with members keeps exactly one lead: move the lead first (Art. 14).
    LeadFirst,
    /// Chair and vice chair are two persons (Art. 13).
    HeadTwice,
    /// The panel has members: release them first.
    PanelHasMembers,
    /// A panel is the home of applications (Art. 14).
    PanelHasApplications {
        /// How many.
        applications: u32,
    },
    /// A file could not be read as a table.
    Unreadable {
        /// Code of the reason, as the reader of tables gives it.
        why: String,
        /// Row concerned, from 1; 0 where it is the file as a whole.
        row: u32,
        /// Column concerned, from 1; likewise.
        column: u32,
    },
    /// No candidate has a place in the unit's order (Art. 17).
    NothingRanked,
    /// Some of what would be recommended lacks its opinion, so nothing was (Art. 17).
    OpinionsLacking {
        /// Reference numbers.
        references: Vec<String>,
    },
    /// Checklist items are open or answered with no (Art. 18).
    ChecklistOpen {
        /// Items without an answer.
        open: usize,
        /// Items answered with no.
        failed: usize,
    },
    /// The undertaking of confidentiality must be signed first (Art. 15).
    UndertakingMissing,
    /// A conflict of interest keeps this person from this dossier (Art. 15).
    Conflicted,
    /// The legal representative has not signed what is to be submitted (Art. 16).
    SignOffMissing,
    /// The dossier was changed after it was sent to be signed: the signature would be for
    /// something else.
    SignOffChanged,
    /// The typed name is not the legal representative's.
    NameDiffers,
    /// The declaration must be ticked.
    MustAgree,
    /// Somebody else of the Office is at this dossier (Art. 18).
    Claimed {
        /// Their name.
        by: String,
    },
    /// A correction is asked for once (Art. 18).
    CorrectionOnce,
    /// No item was chosen that the applicant can mend.
    NothingAsked,
    /// The time for the correction is over (Art. 18).
    CorrectionOver {
        /// When it ended.
        due: Stamp,
    },
    /// The State Council's notice on the working days of a year is not known.
    CalendarUnknown {
        /// The year.
        year: i32,
    },
    /// Another season is planned already; one at a time (Art. 6).
    PlannedAlready {
        /// Its year.
        year: i32,
    },
    /// A planned season cannot be opened yet (Art. 6).
    NotReady {
        /// Everything that is missing.
        lacks: Vec<Lack>,
    },
    /// A part of a season was not changed, because of these fields.
    FormWrong {
        /// By the name of the field; empty is the form as a whole.
        faults: Faults,
    },
    /// A calendar year was not imported, because of these rows.
    YearWrong {
        /// Their numbers, the head being row 1; none when it is no table of days, or when the
        /// year as a whole is wrong.
        rows: Vec<u32>,
    },
    /// The score sheet is sealed already.
    AlreadySealed,
    /// A sheet of the defence is sealed when the applicant has been heard, not before (Art. 20).
    SlotNotBegun {
        /// When its slot begins; `None` while it has none.
        starts: Option<Stamp>,
    },
    /// The score sheet is not complete.
    SheetIncomplete {
        /// How many problems it has.
        problems: usize,
    },
    /// A score sheet that was filled in without a line is not taken over (Art. 19).
    SheetFileWrong {
        /// All that is wrong with it, and where.
        problems: Vec<crate::review::offline::Problem>,
    },
    /// The draft was changed after the sheet was downloaded; nothing was overwritten (Art. 19).
    SheetFileStale {
        /// When it was last saved.
        saved: Stamp,
        /// Fields in which draft and file differ.
        fields: Vec<crate::review::sheet::SheetField>,
    },
    /// The sheet was saved from another page or device since this page was drawn, and says something
    /// else; nothing was overwritten (Art. 19).
    SheetChanged {
        /// When it was last saved.
        saved: Stamp,
        /// Fields in which what is saved and what was sent differ.
        fields: Vec<crate::review::sheet::SheetField>,
    },
    /// A text of a sheet is longer than a sheet keeps; nothing was saved and nothing cut (Art. 19).
    SheetTooLong {
        /// Where.
        field: crate::review::sheet::SheetField,
        /// Characters allowed.
        max: usize,
        /// Characters found.
        found: usize,
    },
    /// No assignment satisfies the hard minimum (see `committee::assignment`).
    Infeasible {
        /// Reviews that cannot be placed.
        missing: u32,
        /// Applications concerned, by reference number.
        applications: Vec<String>,
        /// Names of the experts they compete for, all full; empty when too few may read them.
        experts: Vec<String>,
        /// Reviews the applications need.
        need: u32,
        /// Reviews that experts other than those could give them.
        eligible: u32,
        /// Places that those experts have.
        places: u32,
        /// The largest number of reviews each that would do, not below the season's minimum.
        fewer: Option<u32>,
    },
    /// A conflict of interest keeps the expert from the application (Art. 15).
    PairInConflict,
    /// There is nothing to publish.
    NothingToPublish,
    /// The season has a chair and a vice chair already, or lacks one (Art. 13).
    ExactlyOne {
        /// `chair` or `vice_chair`.
        role: String,
    },
    /// The file has no bytes.
    FileEmpty,
    /// The file is larger than the season allows.
    FileTooLarge {
        /// Limit in bytes.
        max: i64,
    },
    /// Together the files are larger than the season allows.
    FilesTooLarge {
        /// Limit in bytes.
        max: i64,
    },
    /// So much has come for one dossier within a day, what was taken off again with it.
    FilesOfDay {
        /// Limit in bytes.
        max: i64,
    },
    /// Little room is left: files are taken from those alone whose address and organisation are proved.
    RoomShort,
    /// Neither PDF, JPEG, PNG nor DOCX, judged by its content.
    FileKind,
    /// The same content is attached to this slot already.
    FileTwice,
    /// The slot takes PDF only.
    FileMustBePdf,
    /// Its kind is taken, its content is not.
    FileBad {
        /// What is wrong with it.
        fault: FileFault,
    },
    /// The slot holds as many files as the season allows.
    SlotFull {
        /// Limit.
        max: usize,
    },
    /// The dossier holds as many files as the season allows.
    FilesTooMany {
        /// Limit.
        max: usize,
    },
    /// The scanner found a virus.
    FileInfected {
        /// The scanner's name for it.
        found: String,
    },
    /// The file waits for the scanner; nobody but its own organisation reads it until then.
    FileHeld,
    /// Not all bytes of an upload have arrived, or those sent do not follow those that have.
    UploadOffset {
        /// Bytes that have arrived; go on from there.
        received: i64,
    },
    /// Another request is sending to the same upload.
    UploadBusy,
    /// The e-mail address or organisation is registered already.
    Taken,
    /// The actor may read this for the organisation, not change it.
    ReadersOnly,
    /// Only who runs the organisation here may do this.
    AdministratorsOnly,
    /// The e-mail address is not verified yet, or the organisation not confirmed: writing is
    /// possible, submitting and inviting are not.
    AddressUnverified,
    /// The address is verified, and the organisation is registered already by somebody else with its code (Art. 16).
    OrganisationTaken,
    /// Somebody says that the e-mail address is theirs and has not proved it: no role is given to them.
    AddressClaimed,
    /// The privacy notice, in the version that is valid now, has not been agreed to.
    ConsentMissing,
    /// A one-time link that was used, is too old, was replaced or never was one: all the same.
    LinkOver,
    /// The unified social credit code is not one (GB 32100).
    Uscc {
        /// What is wrong with it.
        why: crate::facts::uscc::UsccError,
    },
    /// An organisation keeps at least one person who runs it: hand over first.
    LastAdministrator,
    /// The person belongs to an organisation already; one at a time.
    OtherOrganisation,
    /// The person belongs to this organisation already.
    AlreadyMember,
    /// The invitation is for another address than that of whoever is signed in.
    OtherAddress,
    /// The account holds roles that the Office gave; it ends with them.
    RolesHeld,
    /// The password given to confirm is not the account's.
    WrongPassword,
    /// A code of the second step, or a recovery code, does not fit, or was used: all the same.
    BadCode,
    /// The first step of signing in was too long ago: begin again.
    StepOver,
    /// The role one holds owes a second step of signing in; nothing else opens before it is set up.
    FactorOwed,
    /// No secret waits to be confirmed: it was shown too long ago, or never.
    NothingPending,
    /// Nobody administers their own account.
    OwnAccount,
    /// An account works for one recommending unit (Art. 7): its lists and seats are those of that unit.
    OtherUnit {
        /// Code of the unit it works for.
        unit: String,
    },
    /// An administrator's role and any other exclude each other.
    Administrates,
    /// Nobody works for the Office and has a seat on the committee of the same season (Art. 12, 13, 15).
    SitsOnCommittee,
    /// The last who holds an administrator's role keeps it.
    LastOfRole,
    /// The e-mail address is not one.
    Email,
    /// The password is too short or too common.
    WeakPassword {
        /// At least so many characters.
        min: usize,
    },
    /// What is not sealed is written on, not amended (Art. 19).
    NotSealed,
    /// An amendment that amends nothing (Art. 19).
    NothingAmended,
    /// A panel's deliberation does not stand where this step begins (Art. 19, 20).
    PanelStands {
        /// Where it stands.
        stage: PanelStage,
    },
    /// What would be changed sets a score aside under a conclusion that is signed and not released: it is given back
    /// first (Art. 15). For the Office alone; whoever else meets it hears [`Self::AskOffice`].
    ScoreUnderSignature {
        /// Number of the panel.
        panel: i64,
        /// Name of the expert whose score it is.
        expert: String,
        /// Reference number of the application.
        reference: String,
    },
    /// It cannot be done at the moment, for a cause that is not the reader's to know (Art. 15): the Office helps.
    AskOffice,
    /// A panel's conclusion cannot be signed or confirmed yet (Art. 19, 20).
    NotSignable {
        /// Everything that is missing.
        lacks: Vec<ConclusionLack>,
    },
    /// The conclusion is not the one that was read or signed: it was changed meanwhile (Art. 19, 20).
    ConclusionChanged,
    /// Whoever signed as lead does not confirm as chair: two persons (Art. 13, 14).
    OwnSignature,
    /// Own sheets of this panel are not sealed: scores stay independent until they are (Art. 19).
    OwnSheetsFirst,
    /// The same once the phase is over: they cannot be sealed any more, and their expert says why (Art. 19).
    OwnSheetsMissed,
    /// The sheet was missed, as its expert has said: it is not sealed any more (Art. 19).
    SheetMissed,
    /// The lists of all panels are released at once, and some are not confirmed (Art. 19, 20).
    PanelsOpen {
        /// Numbers of those panels; none where there is no panel.
        panels: Vec<i64>,
    },
    /// Applications that are to be decided on have nobody who scores them, or wait for the formality check or for
    /// experts: they would be left out (Art. 18–20).
    Unread {
        /// The review.
        review: Review,
        /// How many; 0 says that there are some, to who is in conflict with any (Art. 15).
        applications: u32,
    },
    /// The formality check of applications is not finished: once the lists are out nobody could review them (Art. 18,
    /// 19).
    Unchecked {
        /// Their reference numbers, of none a conflict keeps the reader from.
        references: Vec<String>,
    },
    /// The lists of the written review are out: nothing else comes before the experts (Art. 19).
    ListsOut,
    /// The initial list does not stand where this step begins (Art. 20).
    ListStands {
        /// Where it stands.
        stage: ListStage,
    },
    /// The initial list cannot be signed or confirmed yet (Art. 20).
    ListNotSignable {
        /// Everything that is missing.
        lacks: Vec<ListLack>,
    },
    /// The initial list is not the one that was read or signed: it was changed meanwhile (Art. 20).
    ListChanged,
    /// Every place of the initial list is taken (Art. 20).
    ListFull {
        /// Places.
        places: u32,
    },
    /// The season has fewer places by now than the signed initial list has entries: it is opened again and signed anew
    /// before the ministry is asked, or anything is put on notice (Art. 20, 21).
    ListOverPlaces {
        /// Places of now.
        places: u32,
    },
    /// The panels' results of the defence are not released yet (Art. 20).
    ListTooEarly,
    /// The notice is out: the initial list is not opened again (Art. 20, 21).
    ListPublished,
    /// The sessions of the defence have fewer slots than there are applications (Art. 20).
    SlotsTooFew {
        /// Slots in all.
        slots: u32,
        /// Applications.
        applications: u32,
    },
    /// The defence is planned once the lists of the written review are out (Art. 19, 20).
    DefenceNotYet,
    /// A session of the defence lies outside its phase, or begins in the past (Art. 20).
    SessionOutside {
        /// First moment it may begin.
        from: Stamp,
        /// It must be over by then.
        until: Stamp,
    },
    /// The order has not been drawn by lot yet, or no longer of the applications there are (Art. 20).
    LotMissing,
    /// The plan cannot be told while things in it clash (Art. 15, 20).
    PlanClashes {
        /// How many do.
        count: u32,
    },
    /// Applicants and experts were told of this plan: sessions are changed one by one from now on.
    PlanTold,
    /// A session that was told keeps at least as many slots as are taken.
    SlotsTaken {
        /// Number of the last slot that is taken.
        last: u32,
    },
    /// The session has begun: neither time nor place changes any more.
    SessionBegun,
    /// A session has at least one expert (Art. 20).
    NobodySits,
    /// The application of this slot is being heard, or was.
    SlotBegun,
    /// A sheet of this slot is sealed: the applicant was heard (Art. 20).
    SlotScored,
    /// It is too early for the room's timer.
    SlotEarly {
        /// First moment it can be started.
        from: Stamp,
    },
    /// The slot has begun: what belongs to it is no longer changed by the applicant (Art. 20).
    SlotOver,
    /// The slot was cancelled.
    SlotCancelled,
    /// The time an application was to be given is held by another, or has come (Art. 20).
    SlotTaken,
    /// More people than the season lets an applicant send (Art. 20).
    DelegatesTooMany {
        /// At most.
        max: u32,
    },
    /// Slides are PDF or PPTX.
    SlidesKind,
    /// Files cannot be looked through for viruses now; try again later.
    ScannerAway,
    /// The list was not put to the ministry, or that is not closed yet (Art. 20).
    ConsultationNeeded,
    /// The consultation on this list was opened already (Art. 20).
    ConsultationOpened,
    /// The consultation does not stand where this step begins (Art. 20).
    ConsultationStands {
        /// Where it stands.
        stage: crate::consultation::Stage,
    },
    /// Something is missing before the opinions are handed in, or the consultation is closed (Art. 20).
    ConsultationLacks {
        /// What.
        lacking: crate::consultation::Lacking,
    },
    /// A deadline lies in the future and within the phase (Art. 20).
    DueOutside {
        /// When the phase closes.
        closes: Stamp,
    },
    /// The heads are further with an entry, or not so far (Art. 20).
    ReferralStands {
        /// Where they are.
        step: crate::notice::handling::Step,
    },
    /// There is no list to publish: the initial list is not signed (Art. 20–22).
    ListMissing,
    /// Nothing remained of the list: there is nothing to put on notice or to announce, applicants were told, and the list
    /// is not opened again (Art. 20–22).
    NothingRemains,
    /// A notice is opened on a working day (Art. 21).
    NotWorkingDay,
    /// The public notice of this season was opened already (Art. 21).
    NoticeOpened,
    /// The opening of a notice is planned for a moment to come (Art. 21).
    OpeningPast,
    /// The public notice is over: nothing is objected to any more, nothing extended (Art. 21).
    NoticeOver {
        /// First moment after it.
        ended: Stamp,
    },
    /// The public notice is still open (Art. 21, 22).
    NoticeRunning {
        /// First moment after it.
        ends: Stamp,
    },
    /// An extension moves the last day (Art. 21).
    ExtensionShort {
        /// Working days at most.
        max: u32,
    },
    /// What was read has changed since: it is read again before anything is published (Art. 21, 22).
    SeenChanged,
    /// An objection without a real name or without a way to reach its author is not taken (Art. 21).
    Anonymous,
    /// An organisation objects in a letter under its seal, a scan of which comes with the form (Art. 21).
    SealMissing,
    /// More files of evidence than are taken.
    EvidenceTooMany {
        /// Limit.
        max: usize,
    },
    /// So much evidence has come in today, or so little room is left, that no more files are taken from everybody; the
    /// text is, and while there is room the first file of an organisation.
    EvidenceFull,
    /// As much evidence as one network address may send has come from this one within a day.
    EvidenceShare {
        /// Limit in bytes.
        max: i64,
    },
    /// An objection does not stand where this step begins (Art. 21).
    ObjectionStands {
        /// Where it stands.
        step: crate::notice::handling::Step,
    },
    /// Nobody names themselves (Art. 21).
    NamesSelf,
    /// Another person has to do this (Art. 21, 22).
    SecondPerson,
    /// Objections are open: nothing goes on (Art. 21, 22).
    ObjectionsOpen {
        /// Their numbers.
        numbers: Vec<i64>,
    },
    /// Two persons of the association approve first (Art. 22).
    ApprovalsMissing {
        /// So many have.
        found: usize,
    },
    /// The announcement is approved or released already (Art. 22).
    AnnouncementStands,
    /// The association gave the announcement back: it is drawn up anew (Art. 22).
    AnnouncementReturned,
    /// The letters would not say what was approved with the announcement: it is drawn up anew (Art. 22).
    LettersChanged,
    /// There is no title of this number, or it is none that can be revoked (Art. 24).
    TitleUnknown,
    /// An incident does not stand where this step begins (Art. 24).
    IncidentStands {
        /// Where it stands.
        step: crate::incident::case::Step,
    },
    /// Another case has revoked the title already (Art. 24): nobody is told that it stays.
    TitleGone {
        /// When.
        at: Stamp,
    },
    /// The organisation is still heard: nothing is decided before (Art. 24).
    HearingRuns {
        /// First moment after it.
        due: Stamp,
    },
    /// The time for a statement is over (Art. 24).
    StatementOver {
        /// First moment after it.
        due: Stamp,
    },
    /// So many statements were made to one charge already (Art. 24).
    StatementsTooMany {
        /// At most.
        max: usize,
    },
    /// The organisation was chosen not long ago, or a title of its own was revoked: it does not apply in this
    /// season (Art. 24).
    Barred {
        /// Why, and until when.
        bar: crate::season::Bar,
    },
    /// Rows of a table of earlier titles are wrong (Art. 23).
    TitleRowsWrong {
        /// The first of them.
        rows: Vec<u32>,
        /// How many; 0 where it is no table.
        all: usize,
    },
    /// A title that was granted here says what was announced: it is not corrected (Art. 22, 23).
    TitleFollowsAnnouncement,
    /// A correction that changes nothing.
    TitleUnchanged,
    /// A fact of a corrected title is wrong (Art. 23).
    TitleFact {
        /// What is wrong.
        fault: crate::title::import::Fault,
    },
    /// A number of a plaque is none.
    TitleNumber {
        /// What is wrong with it.
        slip: crate::title::Slip,
    },
    /// A number of a plaque begins with another year than the title's.
    TitleNumberYear {
        /// The year in the number.
        year: i32,
    },
    /// The number was given to another title, even if that one has another now.
    TitleNumberGiven,
    /// The activity has begun, is over or was called off (Art. 23).
    ActivityOver,
    /// The activity has not begun: nobody has come yet (Art. 23).
    ActivityAhead {
        /// When it begins.
        starts: Stamp,
    },
    /// All places of the activity are taken (Art. 23).
    ActivityFull {
        /// Places.
        capacity: u32,
    },
    /// Who is registered does not register again (Art. 23).
    RegisteredAlready,
    /// The year of the report has not come (Art. 23).
    ReportEarly {
        /// The year.
        year: i32,
    },
    /// The clock of a rehearsal does not go back.
    ClockBack,
    /// A value is not one of those offered.
    BadValue {
        /// Field concerned.
        field: String,
    },
}
