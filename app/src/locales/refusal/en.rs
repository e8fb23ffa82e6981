//! The sentences in English.

use domain::deliberation::Review;
use domain::refusal::Refusal;

use super::value::value;
use super::{mib, numbers, some};
use crate::locales::{
    self, Lang, common, consultation, deliberation, draft, files, incident, initial_list,
    objection, title,
};

pub(super) fn en(r: &Refusal) -> String {
    let phase = |p| common::phase(Lang::En, p);
    match r {
        Refusal::SignIn => "Please sign in; you will come back here.".into(),
        Refusal::NotYours => "Not found, or not yours to see (Art. 15).".into(),
        Refusal::NoSeason => "This year's selection has not been announced yet. Please wait for the Office's call (Art. 6).".into(),
        Refusal::BadCredentials => "E-mail address or password is wrong. Please type them again.".into(),
        Refusal::TooManyAttempts { wait } => format!("Too many tries. Please wait {wait} seconds."),
        Refusal::PhaseNotOpen { phase: p, opens } => {
            format!("“{}” opens at {}. Please come back then (Art. {}).", phase(*p), opens.show_minute(), p.article())
        }
        Refusal::PhaseClosed { phase: p, closed } => {
            format!("“{}” closed at {}; late submissions are not accepted (Art. {}).", phase(*p), closed.show_minute(), p.article())
        }
        Refusal::Incomplete { pages } => {
            let n: usize = pages.iter().map(|p| p.1).sum();
            format!("{n} answers on {} pages still need attention. Finish them in the task list, then submit (Art. 16).", pages.len())
        }
        Refusal::WrongStage { stage } => {
            format!("This application stands at “{}”, where this step is not possible. Reload the page to see its latest state.", common::stage(Lang::En, *stage))
        }
        Refusal::Stale { .. } => "Somebody just saved this page; nothing was overwritten. What is shown now is the latest: compare, then save again.".into(),
        Refusal::OneDossierOnly => "An organisation applies with one experience a year. Please go on with the application you have (Art. 17).".into(),
        Refusal::QuotaFull { quota } => {
            format!("All {quota} seats of the quota are taken. Withdraw a recommendation first, or ask the Office for more seats (Art. 17).")
        }
        Refusal::SeatOverdrawn { unit, sme } => format!(
            "By its corrected figures this application takes a seat {}, and “{}” has none left, so it cannot pass yet. The Office grants the unit a seat, or the unit withdraws another recommendation (Art. 17, 18).",
            if *sme { "for SMEs" } else { "for any size" },
            common::unit(Lang::En, unit)
        ),
        Refusal::ReturnUntil { from, closes } => format!(
            "Say until when it is to be handed in again: not before {}, and not after {}, when the recommendation phase closes (Art. 17).",
            from.show_minute(),
            closes.show_minute()
        ),
        Refusal::ReturnOver { due } => format!(
            "The time the recommending unit gave when it returned the application ended {}; it cannot be handed in any more. Please speak with the unit (Art. 17).",
            due.show_minute()
        ),
        Refusal::TooShort { min, found } if *min == 1 && *found == 0 => "Please give a reason.".into(),
        Refusal::TooShort { min, found } => format!("At least {min} characters; there are {found}. Please add to it."),
        Refusal::TooLong { max, found } => format!("At most {max} characters; there are {found}. Please shorten it."),
        Refusal::OpinionMissing => "Write and save the recommendation opinion first (Art. 17).".into(),
        Refusal::ChecklistOpen { open, failed } => {
            format!("{open} items are open and {failed} are not satisfied. All must be satisfied to pass (Art. 18).")
        }
        Refusal::UndertakingMissing => "Sign the confidentiality undertaking and declare conflicts first (Art. 15).".into(),
        Refusal::Conflicted => "A conflict of interest keeps you from this applicant (Art. 15).".into(),
        Refusal::SignOffMissing => "The legal representative has not signed what is written now. Send the link on this page first (Art. 16).".into(),
        Refusal::SignOffChanged => "The application was changed after the link was sent, so this link no longer works. Ask its writers for a new one (Art. 16).".into(),
        Refusal::NameDiffers => "This is not the name of the legal representative in the application. Please check it and type it again.".into(),
        Refusal::MustAgree => "Read and tick the declaration first, then sign.".into(),
        Refusal::RowsWrong { rows } if rows.is_empty() => {
            "No table of seats was found: its first row must name “Recommending unit” (or “Code”), “Seats for any size” and “Further seats for SMEs”, with at least one row below.".into()
        }
        Refusal::RowsWrong { rows } => {
            let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
            format!("Nothing was imported: row {} is wrong. Mend it and import again.", rows.join(", "))
        }
        Refusal::ExpertRowsWrong { rows, .. } if rows.is_empty() => {
            "No table of experts was found: its first row must name “Name”, “Employer” and “Fields of expertise”, with at least one row below (Art. 11).".into()
        }
        Refusal::ExpertRowsWrong { rows, all } => {
            let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
            format!("Nothing was imported: {} wrong (row {}). Mend them and import again.", locales::work::many(i64::from(*all), "row"), rows.join(", "))
        }
        Refusal::Particular { slip } => locales::pool::slip(Lang::En, slip),
        Refusal::ExpertTwice => "The pool has this expert already: the same address, or the same name and employer where one of the two has no address (Art. 11).".into(),
        Refusal::HasSeat => "This expert has a seat on a panel this season. Release them from it first (Art. 12); whoever cannot go on in the middle of a review is stood down on their own page (Art. 19).".into(),
        Refusal::Resting => "This expert rests. Call them back in the pool first (Art. 11).".into(),
        Refusal::SeatMoves { name } => format!(
            "{name} has a seat on the committee, and another address hands it to another account. Change it on the expert's own page, with a reason (Art. 13, 15)."
        ),
        Refusal::OfficeSits { name } => format!(
            "The address of {name} is that of an account of the Office or of an administrator, who have no seat on the committee (Art. 12, 13, 15). Choose another expert, or enter the expert's own address."
        ),
        Refusal::Unreached { names } => format!(
            "{} of the experts in the proposal cannot sign in: {}. They would be told nothing and could open nothing, so it is not published (Art. 12, 19). Enter their address on their page in the pool, have the account enabled, or stand them down, and compute the proposal again.",
            names.len(),
            names.join(", ")
        ),
        Refusal::NoAddress => "This expert has no e-mail address, so no account can be made. Add it in the pool first.".into(),
        Refusal::TooFewFit { fit, asked } => format!(
            "Only {fit} experts fit, fewer than the {asked} to be drawn. Draw fewer, name more divisions or add to the pool (Art. 12)."
        ),
        Refusal::DrawOver => "This draw was seated already, or somebody drawn cannot be seated any more. Please draw again (Art. 12).".into(),
        Refusal::AlreadyAssigned => "This expert has applications to review and cannot be released (Art. 19). Whoever cannot go on is stood down on their own page.".into(),
        Refusal::ExpertStoodDown => "This expert was stood down. Stand them up again on their own page first (Art. 19).".into(),
        Refusal::LeadFirst => "A panel keeps its lead: make another member lead before this one is released or stood down (Art. 14).".into(),
        Refusal::HeadTwice => "Chair and vice chair are two persons (Art. 13).".into(),
        Refusal::PanelHasApplications { applications } => format!(
            "The panel is the home of {applications} applications and cannot be dissolved (Art. 14). Seat other experts on it."
        ),
        Refusal::PanelHasMembers => "The panel has members. Release them first.".into(),
        Refusal::Unreadable { why, row, column } => {
            locales::import::unreadable(Lang::En, why, *row, *column)
        }
        Refusal::NothingRanked => "No candidate has a place yet. Put those you recommend in order first (Art. 17).".into(),
        Refusal::OpinionsLacking { references } => format!(
            "Nothing was recommended, because these lack an opinion that is long enough: {}. Please write it first (Art. 17).",
            references.join(", ")
        ),
        Refusal::Claimed { by } => format!(
            "{by} is checking this one. Please take the next, or come back once it is let go (Art. 18)."
        ),
        Refusal::CorrectionOnce => "A correction can be asked for once, and it was (Art. 18).".into(),
        Refusal::NothingAsked => "Write what is to be corrected for at least one item that the applicant can mend (Art. 18).".into(),
        Refusal::CorrectionOver { due } => format!("The time for the correction ended {}; late answers are not accepted (Art. 18).", due.show_minute()),
        Refusal::CalendarUnknown { year } => format!("The public holidays of {year} are not known yet, so working days cannot be counted. Import the State Council's notice for {year} at “Working days” (/season/calendar) first, then go on."),
        Refusal::PlannedAlready { year } => format!("The season of {year} is being planned. One at a time: open it first (Art. 6)."),
        Refusal::NotReady { lacks } => {
            let all: Vec<String> = lacks.iter().map(|l| draft::lack(Lang::En, l)).collect();
            format!("It cannot be opened yet. {}", all.join(" "))
        }
        Refusal::FormWrong { faults } => {
            let all: Vec<String> = faults.iter().take(5).map(|f| draft::fault(Lang::En, &f.1)).collect();
            format!("Nothing was stored. {}", all.join(" "))
        }
        Refusal::YearWrong { rows } if rows.is_empty() => "Nothing was imported: the table as a whole is wrong, as is said above its preview.".into(),
        Refusal::YearWrong { rows } => {
            let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
            format!("Nothing was imported: row {} is wrong. Mend it and import again.", rows.join(", "))
        }
        Refusal::AlreadySealed => "The score sheet is sealed and stays as it is (Arts. 19 and 20). To correct it, open the sheet and amend it for a reason; if you have found a conflict of interest, tell the Office.".into(),
        Refusal::SlotNotBegun { starts: Some(at) } => format!(
            "The defence of this application begins {}; the sheet can be sealed from then on (Art. 20). Save it as a draft.",
            at.show_minute()
        ),
        Refusal::SlotNotBegun { starts: None } => {
            "This application has no slot in the defence yet; the sheet can be sealed once it has begun (Art. 20). Save it as a draft.".into()
        }
        Refusal::SheetIncomplete { problems } => {
            format!("{problems} places of the sheet still need attention before it can be sealed (Art. 19).")
        }
        Refusal::SheetFileWrong { problems } => {
            let n = problems.len();
            let places = if n == 1 { "place is" } else { "places are" };
            format!("The sheet was not saved: {n} {places} wrong, as listed beside the upload (Art. 19).")
        }
        Refusal::SheetFileStale { saved, .. } => format!(
            "Nothing was overwritten: after the download this page was saved at {}, and differs from the file (Art. 19).",
            saved.show_minute()
        ),
        Refusal::SheetChanged { saved, .. } => format!(
            "Nothing was overwritten: the sheet was saved from another page or device at {}, and differs (Art. 19). What you typed is still on this page; compare and choose.",
            saved.show_minute()
        ),
        Refusal::SheetTooLong { max, found, .. } => format!(
            "Not saved: at most {max} characters, blanks included, fit here; there are {found}. Nothing was cut. Shorten it and save again (Art. 19)."
        ),
        Refusal::PairInConflict => {
            "This expert is in conflict with the application (Art. 15). Choose another.".into()
        }
        why @ Refusal::Infeasible { .. } => locales::assignment::infeasible(Lang::En, why),
        Refusal::NothingToPublish => "Nothing waits for assignment, or there are no panels. Finish the formality check and form the panels first.".into(),
        Refusal::ExactlyOne { .. } => "The committee has exactly one chair and one vice chair (Art. 13).".into(),
        Refusal::FileEmpty => "The file is empty. Please choose it again.".into(),
        Refusal::FileTooLarge { max } => format!("A file may have {} MB at most. Compress or split it.", mib(*max)),
        Refusal::FilesOfDay { max } => format!("Within 24 hours files of {} MB at most are taken, those removed again counted too. Please go on later; what is attached stays.", mib(*max)),
        Refusal::RoomShort => "Little room is left, so files are taken for now from those only whose address and organisation are verified. Follow the link of our mail first, then attach them; what you have written stays.".into(),
        Refusal::FilesTooLarge { max } => format!("All files together may have {} MB at most. Remove what is not needed first.", mib(*max)),
        Refusal::FileKind => "Only PDF, JPG, PNG and DOCX without macros are taken, judged by content, not by name. Please convert it.".into(),
        Refusal::FileTwice => "The same file is attached here already.".into(),
        Refusal::FileMustBePdf => "This place takes PDF only. Scan the stamped pages as PDF.".into(),
        Refusal::ReadersOnly => "You may read this for your organisation, but not change it. Ask an administrator of the organisation for another role.".into(),
        Refusal::AdministratorsOnly => "Only an administrator of the organisation may do this. Please ask one of them.".into(),
        Refusal::OrganisationTaken => "Your address is verified, but somebody else has registered the organisation with this code, so you can neither submit nor invite yet. Ask who runs it to invite you; where nobody can be found, ask the Office: a security administrator looks into it and hands the organisation over (see “My organisation”).".into(),
        Refusal::AddressClaimed => "The address of this account is not verified, so nobody knows whose it is, and no role is given to it (Art. 5). Its owner follows the link of our mail; or a system administrator makes an account with an address they have made sure of.".into(),
        Refusal::AddressUnverified => "Verify your e-mail address first: open our mail and follow its link. Until then you can write, but neither submit nor invite. No mail? Have it sent again under “My account”.".into(),
        Refusal::ConsentMissing => "Please read the privacy notice and agree to its present version.".into(),
        Refusal::LinkOver => "This link has been used, is too old, or is not complete. Ask for a new mail and use its link.".into(),
        Refusal::Uscc { why } => locales::people::uscc(Lang::En, why),
        Refusal::LastAdministrator => "An organisation has at least one administrator. Make another member administrator first; then you can leave, change your role or close your account.".into(),
        Refusal::OtherOrganisation => "This account belongs to another organisation. Leave that one first, then accept.".into(),
        Refusal::AlreadyMember => "This person belongs to the organisation already.".into(),
        Refusal::OtherAddress => "The invitation is for another address. Sign out, then sign in or register with the address that was invited.".into(),
        Refusal::RolesHeld => "You hold roles that the Office gave for this selection; the account ends with them. Please ask the Office.".into(),
        Refusal::WrongPassword => "The present password is not right. Please type it again.".into(),
        Refusal::FileBad { fault } => files::fault(Lang::En, *fault).into(),
        Refusal::SlotFull { max } => format!("This place takes {max} files at most. Remove one first, or join them into one PDF."),
        Refusal::FilesTooMany { max } => format!("An application has {max} files at most. Remove one first, or join some into one PDF."),
        Refusal::FileInfected { found } if found.is_empty() => "A virus was found in this file; it is closed to everybody.".into(),
        Refusal::FileInfected { found } => format!("A virus was found in this file ({found}); it was not taken. Clean your computer, make the file anew and upload that."),
        Refusal::FileHeld => "The file is being checked for viruses. Please come back when that is done.".into(),
        Refusal::UploadOffset { .. } => "The upload did not join up. Try again; it goes on where it stopped.".into(),
        Refusal::UploadBusy => "The same file is being uploaded elsewhere. Please try again in a moment.".into(),
        Refusal::Taken => "This e-mail address is registered already. Please sign in.".into(),
        Refusal::BadCode => "The code does not fit, or was used already. Wait for the next one on your telephone and try again; each code works once.".into(),
        Refusal::StepOver => "More than 10 minutes have passed since the password. Please sign in again.".into(),
        Refusal::FactorOwed => "Your role owes a second step of signing in: nothing else opens before it is set up, and it cannot be taken off.".into(),
        Refusal::NothingPending => "No secret waits to be confirmed, or it was shown more than an hour ago. Please begin again.".into(),
        Refusal::OtherUnit { unit } => format!(
            "This account works for “{}” already. One account works for one recommending unit: take that role away first (Art. 7).",
            common::unit(Lang::En, unit)
        ),
        Refusal::OwnAccount => "Nobody administers their own account; another administrator does it.".into(),
        Refusal::Administrates => "The three administrations are separate: an account holds one of them and no other role beside it.".into(),
        Refusal::SitsOnCommittee => "One account does not work for the Office and have a seat on the committee, as chair, vice chair, lead or expert, in one season (Art. 12, 13, 15). Have the Office release the seat first, or choose somebody else.".into(),
        Refusal::LastOfRole => "Nobody else holds this administrator’s role. Appoint a successor first.".into(),
        Refusal::Email => "This is not an e-mail address, such as name@example.com.".into(),
        Refusal::WeakPassword { min } => format!("A password has at least {min} characters, not all the same, and is not the e-mail address."),
        Refusal::PanelStands { stage } => format!(
            "This panel's deliberation is “{}”, so this cannot be done now. Reload the page (Art. 19, 20).",
            deliberation::stage(Lang::En, *stage)
        ),
        Refusal::ScoreUnderSignature { panel, expert, reference } => format!(
            "{expert} is in conflict with {reference} by this, and the score they gave stands under the signed conclusion of panel {panel}. Whoever confirms that conclusion gives it back first; then this can be done, and the score counts no more (Art. 15). Nothing was saved."
        ),
        Refusal::AskOffice => "This cannot be done at the moment. Please ask the Office.".into(),
        Refusal::NotSignable { lacks } => {
            let all: Vec<String> = lacks.iter().map(|l| deliberation::lack(Lang::En, l)).collect();
            format!("It cannot be signed or confirmed yet. {}", all.join(" "))
        }
        Refusal::ConclusionChanged => {
            "The conclusion has changed. Reload, check it, then sign, confirm or give back.".into()
        }
        Refusal::OwnSignature => {
            "You have signed it; another person must confirm (Art. 13, 14).".into()
        }
        Refusal::OwnSheetsFirst => {
            "Sheets of yours in this panel are not sealed: seal them before you deliberate (Art. 19, scores are independent).".into()
        }
        Refusal::OwnSheetsMissed => {
            "Sheets of yours in this panel were not sealed before the phase closed. Say why on the page “Deliberation”, then you come in (Art. 19).".into()
        }
        Refusal::SheetMissed => {
            "You have said that this sheet was missed and why: it is not sealed any more (Art. 19).".into()
        }
        Refusal::PanelsOpen { panels } if panels.is_empty() => {
            "There is no panel to release.".into()
        }
        Refusal::PanelsOpen { panels } => format!(
            "Not confirmed yet: panels {}. All lists are released at once (Art. 19, 20).",
            numbers(panels, ", ")
        ),
        Refusal::Unread { review: Review::Written, applications } => format!(
            "Applications still to be checked, assigned or read: {}. Nobody could review them once the lists are out; the Office checks and assigns them first (Art. 18, 19).",
            some(*applications, "some")
        ),
        Refusal::Unchecked { references } => {
            let named = match references.is_empty() {
                true => String::new(),
                false => format!(" ({})", references.join(", ")),
            };
            format!(
                "The formality check of some applications is not finished{named}. Nobody could review them once the lists are out: the Office passes or refuses them first (Art. 18, 19)."
            )
        }
        Refusal::Unread { review: Review::Defence, applications } => format!(
            "Shortlisted applications that nobody scores: {}. Their plan was not told, or their experts are gone; the Office seats experts or cancels their slots first (Art. 20).",
            some(*applications, "some")
        ),
        Refusal::ListsOut => {
            "The lists of the written review are out: nothing else comes before the experts (Art. 19).".into()
        }
        Refusal::ListStands { stage } => format!(
            "The initial list is “{}”, so this cannot be done now. Reload the page (Art. 20).",
            initial_list::stage(Lang::En, *stage)
        ),
        Refusal::ListNotSignable { lacks } => {
            let all: Vec<String> = lacks.iter().map(|l| initial_list::lack(Lang::En, l)).collect();
            format!("It cannot be signed or confirmed yet. {}", all.join(" "))
        }
        Refusal::ListChanged => {
            "The initial list has changed. Reload, check it, then sign or confirm (Art. 20).".into()
        }
        Refusal::ListFull { places } => format!(
            "All {places} places are taken: take another one off the list first (Art. 20)."
        ),
        Refusal::ListOverPlaces { places } => format!(
            "The season has {places} places by now, and the signed initial list has more entries, so the ministry is not asked and nothing is put on notice: chair or vice chair opens it again on the page of the initial list, both sign anew, and the ministry is asked about that; where the places were lowered by mistake, the Office corrects them in the plan of the season, with a reason (Art. 20, 21)."
        ),
        Refusal::ListTooEarly => {
            "The panels' results of the defence are not released yet; the initial list is made after that (Art. 20).".into()
        }
        Refusal::ListPublished => {
            "The public notice has begun, so the initial list is not opened again (Art. 20, 21).".into()
        }
        Refusal::SlotsTooFew { slots, applications } => {
            format!("{slots} slots for {applications} applications: add sessions or slots.")
        }
        Refusal::DefenceNotYet => {
            "The defence is planned once the lists of the written review are out (Art. 19, 20).".into()
        }
        Refusal::SessionOutside { from, until } => format!(
            "A session lies within the phase of the defence and begins later than now: from {} to {}. Change its time or its number of slots.",
            from.show_minute(),
            until.show_minute()
        ),
        Refusal::LotMissing => {
            "The order has not been drawn by lot, or the shortlist has changed since: draw it first (Art. 20).".into()
        }
        Refusal::PlanClashes { count } => format!(
            "{count} things in this plan clash (conflicts of interest, an expert or a room twice). Clear them first."
        ),
        Refusal::PlanTold => {
            "Everybody was told of this panel's plan: sessions change one by one now.".into()
        }
        Refusal::SlotsTaken { last } => {
            format!("Slot {last} is an applicant's: the session keeps at least as many.")
        }
        Refusal::SessionBegun => "The session has begun: its time and place stay.".into(),
        Refusal::NobodySits => "A session has at least one expert: tick somebody.".into(),
        Refusal::SlotBegun => "This slot has begun already.".into(),
        Refusal::SlotScored => {
            "A sheet of the defence is sealed for this application: it was heard, so this cannot be changed any more (Art. 20).".into()
        }
        Refusal::SlotEarly { from } => {
            format!("Too early: the timer can be started from {} on.", from.show_minute())
        }
        Refusal::SlotOver => {
            "The time of the defence has come; nothing is changed here any more. If need be, ask the Office.".into()
        }
        Refusal::SlotCancelled => "This slot was cancelled.".into(),
        Refusal::SlotTaken => {
            "That time is another application’s, or has come: choose another (Art. 20).".into()
        }
        Refusal::DelegatesTooMany { max } => {
            format!("{max} people at most; please take some off (Art. 20, set for this year).")
        }
        Refusal::SlidesKind => "Slides are PDF or PPTX: please convert them first.".into(),
        Refusal::ScannerAway => {
            "Files cannot be looked through for viruses just now: please try again later.".into()
        }
        Refusal::NotSealed => "This sheet is not sealed yet: change it where you write it.".into(),
        Refusal::NothingAmended => "This is the sheet as it stands: nothing is amended. Change a score or a comment first.".into(),
        Refusal::ConsultationNeeded => "The ministry is consulted on the initial list first, and everything it said is settled, before the notice (Art. 20).".into(),
        Refusal::ConsultationOpened => "This list was put to the ministry already. Reload the page (Art. 20).".into(),
        Refusal::ConsultationStands { stage } => format!(
            "The consultation is “{}” now; this step does not belong there. Reload the page (Art. 20).",
            consultation::stage(Lang::En, Some(*stage))
        ),
        Refusal::ConsultationLacks { lacking } => {
            format!("Not yet complete: {}. See to that first (Art. 20).", consultation::lacking(Lang::En, lacking))
        }
        Refusal::DueOutside { closes } => format!(
            "A deadline lies in the future and not after the end of the phase ({}); if more time is needed, move the phase first (Art. 20).",
            closes.show_minute()
        ),
        Refusal::ReferralStands { step } => format!(
            "This entry is “{}” now; this step does not belong there. Reload the page (Art. 20).",
            consultation::step(Lang::En, *step)
        ),
        Refusal::ListMissing => "There is no list to publish: the initial list goes on notice once chair and vice chair have signed it (Art. 20, 21).".into(),
        Refusal::NothingRemains => "Everything on the list was struck off (Art. 20, 21, 22): there is nothing to put on notice or to announce. Nobody is chosen this year, every applicant was told, and the initial list is not opened again. The next season can be opened as usual.".into(),
        Refusal::NotWorkingDay => "Today is not a working day. A notice opens on one: publish it on the next (Art. 21).".into(),
        Refusal::OpeningPast => "An opening is planned for a moment to come (Art. 21). To publish now, open the notice at once.".into(),
        Refusal::NoticeOpened => {
            "This year's public notice was opened already. Its end is moved by an extension alone, with a reason, on the page of the notice (Art. 21).".into()
        }
        Refusal::NoticeOver { ended } => format!(
            "The notice ended at {}: late objections are not taken, and nothing is extended (Art. 21).",
            ended.plus(-1).show_minute()
        ),
        Refusal::NoticeRunning { ends } => format!(
            "The notice is open until {}; this comes after it (Art. 21, 22).",
            ends.plus(-1).show_minute()
        ),
        Refusal::ExtensionShort { max } => {
            format!("An extension moves the last day: 1 to {max} working days (Art. 21).")
        }
        Refusal::SeenChanged => "It has changed since you read it. Reload the page and look again.".into(),
        Refusal::SealMissing => "An organisation objects under its seal (Art. 21): choose the scan of its stamped letter and send again.".into(),
        Refusal::Anonymous => "A real name and a way to reach you are needed; what is anonymous is not taken (Art. 21, 24).".into(),
        Refusal::EvidenceTooMany { max } => format!("At most {max} files of evidence. Please join them."),
        Refusal::EvidenceFull => "So many files have come in today that no more are taken for now. Send your text without them, and give the files to the Office later. In the name of an organisation, choose the letter with the stamp alone and send again; should that not be taken either, please turn to the Office in time.".into(),
        Refusal::EvidenceShare { max } => format!(
            "As many files as are taken within a day ({} MB) have come from your network. Send your text without them, send smaller files tomorrow, or send them from another network.",
            mib(*max)
        ),
        Refusal::ObjectionStands { step } => format!(
            "This objection is “{}” now, so this cannot be done. Reload the page (Art. 21).",
            objection::step(Lang::En, *step)
        ),
        Refusal::NamesSelf => "Nobody names themselves: a colleague does (Art. 21, 24).".into(),
        Refusal::SecondPerson => "Another person has to do this: who proposes does not confirm (Art. 21, 22, 24).".into(),
        Refusal::ObjectionsOpen { numbers: open } => format!(
            "Objections {} are open; nothing is announced before they are settled (Art. 21, 22).",
            numbers(open, ", ")
        ),
        Refusal::ApprovalsMissing { found } => {
            format!("Two persons of the association approve first; {found} so far (Art. 22).")
        }
        Refusal::AnnouncementStands => "The announcement is approved or released and cannot change (Art. 22).".into(),
        Refusal::AnnouncementReturned => "The association gave the announcement back (Art. 22). The Office sees to the reason and draws it up again; two different persons then approve it anew.".into(),
        Refusal::LettersChanged => "Since the announcement was drawn up, what the letters say has changed, or the version of the program that drew it up did not yet put the letters to approval; so it is neither approved nor released (Art. 22). The Office draws it up again; two different persons then approve it anew.".into(),
        Refusal::TitleUnknown => "There is no title of this number that stands. Please check it against certificate, plaque or register (Art. 24).".into(),
        Refusal::TitleFollowsAnnouncement => "A title that was granted here says what was announced and is not corrected; those imported from earlier years are (Art. 22, 23).".into(),
        Refusal::TitleUnchanged => "Nothing was changed. Please set right what is wrong, and give the reason (Art. 23).".into(),
        Refusal::TitleFact { fault } => {
            let said = title::fault(Lang::En, fault);
            let mut chars = said.chars();
            let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
            format!("{first}{} (Art. 23).", chars.as_str())
        }
        Refusal::TitleNumber { slip } => title::slip(Lang::En, *slip),
        Refusal::TitleNumberYear { year } => format!(
            "The number begins with {year}, which is not the year. Please set right one of them (Art. 23)."
        ),
        Refusal::TitleNumberGiven => "This number was given before and is given to no other title. Please compare it with the plaque (Art. 23).".into(),
        Refusal::IncidentStands { step } => format!(
            "This case is “{}” now, so this cannot be done. Please load the page again (Art. 24).",
            incident::step(Lang::En, *step)
        ),
        Refusal::TitleGone { at } => format!(
            "The title was revoked on {} in another case (Art. 24) and cannot be kept. Propose that it is revoked, or give it back.",
            at.show_minute()
        ),
        Refusal::HearingRuns { due } => format!(
            "The organisation is heard until {}; nothing is decided before (Art. 24).",
            due.plus(-1).show_minute()
        ),
        Refusal::StatementOver { due } => format!(
            "The time for statements was over at {} (Art. 24). With new evidence, turn to the Office.",
            due.plus(-1).show_minute()
        ),
        Refusal::StatementsTooMany { max } => {
            format!("{max} statements were made; no more can be added (Art. 24).")
        }
        Refusal::Barred { bar } => format!(
            "This organisation does not apply in this season: {}. If that is not you, check code and name.",
            incident::bar(Lang::En, bar)
        ),
        Refusal::TitleRowsWrong { rows, all } => title::rows_wrong(Lang::En, rows, *all),
        Refusal::ActivityOver => "The activity has begun, is over or was called off (Art. 23).".into(),
        Refusal::ActivityAhead { starts } => {
            format!("The activity begins at {}; nobody has come yet (Art. 23).", starts.show_minute())
        }
        Refusal::ActivityFull { capacity } => {
            format!("All {capacity} places are taken (Art. 23).")
        }
        Refusal::RegisteredAlready => "You are registered already (Art. 23).".into(),
        Refusal::ReportEarly { year } => {
            format!("The report of {year} is filed from 1 January of that year on (Art. 23).")
        }
        Refusal::ClockBack => "The clock only goes forward: give a moment later than what it says now.".into(),
        Refusal::BadValue { field } => value(Lang::En, field).into(),
    }
}
