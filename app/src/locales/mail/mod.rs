//! Words of what is told to persons: mail and inbox.

mod account;
mod application;
mod committee;
mod defence;
mod deliberation;
mod formality;
mod notice;
mod people;
mod recommendation;
mod words;

use domain::deliberation::Review;
use domain::mail::Message;
use domain::policy::Role;
use domain::stamp::Stamp;

use super::{Lang, common, consultation, exchange, incident};

pub use words::{Words, words};

/// What a message says. The inbox shows it, mails are made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// One line: the subject of a mail, the heading in the inbox.
    pub subject: String,
    /// What happened, and what it means for the reader.
    pub lead: String,
    /// Facts by name.
    pub facts: Vec<(&'static str, String)>,
    /// Points to deal with.
    pub points: Vec<String>,
    /// A document in full, in the language it was issued in; may be empty.
    pub document: String,
    /// What the link is for.
    pub action: &'static str,
    /// A last word; may be empty.
    pub note: &'static str,
}

/// Beijing time, and said to be.
pub(super) fn at(lang: Lang, stamp: Stamp) -> String {
    let shown = stamp.show_minute();
    lang.pick(format!("{shown}（北京时间）"), format!("{shown} (Beijing time)"))
}

/// From a moment to another of the same day, Beijing time.
fn span(lang: Lang, from: Stamp, to: Stamp) -> String {
    let shown = format!("{}–{}", from.show_minute(), to.show_clock());
    lang.pick(format!("{shown}（北京时间）"), format!("{shown} (Beijing time)"))
}

/// Says things in one language.
#[derive(Clone, Copy)]
pub(super) struct Say {
    pub(super) lang: Lang,
    pub(super) w: &'static Words,
}

/// Where an application is read.
const OPEN: (&str, &str) = ("打开申报书", "Open the application");

impl Say {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, w: words(lang) }
    }

    /// Subject, lead, and what the link is for; each Chinese and English.
    pub(super) fn of(
        self,
        subject: (&str, &str),
        lead: (&str, &str),
        action: (&'static str, &'static str),
    ) -> Told {
        Told {
            subject: self.lang.pick(subject.0, subject.1).to_owned(),
            lead: self.lang.pick(lead.0, lead.1).to_owned(),
            facts: Vec::new(),
            points: Vec::new(),
            document: String::new(),
            action: self.lang.pick(action.0, action.1),
            note: "",
        }
    }

    /// The same about an application.
    fn dossier(self, told: Told, reference: &str, title: &str) -> Told {
        let (reference, title) = (reference.to_owned(), title.to_owned());
        Told { facts: vec![(self.w.reference, reference), (self.w.title, title)], ..told }
    }
}

/// What a message says in a language.
pub fn told(lang: Lang, message: &Message) -> Told {
    let say = Say::new(lang);
    match message {
        Message::AccountCreated => account::account_created(say),
        Message::VerifyAddress { .. } => account::verify_address(say),
        Message::AddressTaken => account::address_taken(say),
        Message::AddressMoved => account::address_moved(say),
        Message::PasswordSet => account::password_set(say),
        Message::AccountClosed => account::account_closed(say),
        Message::FactorSet => account::factor_set(say),
        Message::FactorRemoved { reason } if reason.is_empty() => account::factor_taken_off(say),
        Message::FactorRemoved { reason } => account::factor_reset(say, reason),
        Message::RecoveryUsed { left } => account::recovery_used(say, *left),
        Message::AccountDisabled { reason } => account::account_disabled(say, reason),
        Message::AccountEnabled => account::account_enabled(say),
        Message::RoleChanged { role, given: true, reason } => {
            account::role_given(say, role, reason)
        }
        Message::RoleChanged { role, reason, .. } => account::role_taken(say, role, reason),
        Message::AccountMade { .. } => account::account_made(say),
        Message::RoleAsked { role, name } => account::role_asked(say, role, name),
        Message::OrganisationTaken { organisation } => {
            people::organisation_taken(say, organisation)
        }
        Message::NewcomerAsks { name, email } => people::newcomer_asks(say, name, email),
        Message::MemberJoined { name, role } => people::member_joined(say, name, role),
        Message::MemberRoleSet { organisation, role } => {
            people::member_role_set(say, organisation, role)
        }
        Message::MemberRemoved { organisation } => people::member_removed(say, organisation),
        Message::ResetPassword { .. } => account::reset_password(say),
        Message::Invited { organisation, by, role, .. } => {
            people::invited(say, organisation, by, role)
        }
        Message::ExpertInvited { year, role, zh, en, .. } => {
            committee::expert_invited(say, *year, role, zh, en)
        }
        Message::ExpertSeated { year, role, zh, en } => {
            committee::expert_seated(say, *year, role, zh, en)
        }
        Message::SeatMoved { name, role, reason } => committee::seat_moved(say, name, role, reason),
        Message::SignOffAsked { reference, title, organisation, .. } => {
            application::sign_off_asked(say, reference, title, organisation)
        }
        Message::SignOffDone { reference, title, signed: true, .. } => {
            application::signed_off(say, reference, title)
        }
        Message::SignOffDone { reference, title, reason, .. } => {
            application::sign_off_declined(say, reference, title, reason)
        }
        Message::Submitted { reference, title, version, sha256, at: when } => {
            application::submitted(say, reference, title, *version, sha256, *when)
        }
        Message::Arrived { reference, title, organisation } => {
            recommendation::arrived(say, reference, title, organisation)
        }
        Message::Withdrawn { reference, title } => application::withdrawn(say, reference, title),
        Message::CorrectionAsked { reference, title, items, due } => {
            formality::correction_asked(say, reference, title, items, *due)
        }
        Message::CorrectionAnswered { reference } => formality::correction_answered(say, reference),
        Message::FileInfected { reference, title, name, found } => {
            application::file_infected(say, reference, title, name, found)
        }
        Message::Recommended { reference, title, unit } => {
            recommendation::recommended(say, reference, title, unit)
        }
        Message::Returned { reference, title, unit, reason, until } => {
            recommendation::returned(say, reference, title, unit, reason, *until)
        }
        Message::NotRecommended { reference, title, unit } => {
            recommendation::not_recommended(say, reference, title, unit)
        }
        Message::RecommendationDue { closes, waiting } => {
            recommendation::due(say, *closes, *waiting)
        }
        Message::UnitVacant { unit, waiting, closes } => {
            recommendation::vacant(say, unit, *waiting, *closes)
        }
        Message::SeatOverdrawn { reference, title, unit, sme, office } => {
            recommendation::seat_overdrawn(say, reference, title, unit, *sme, *office)
        }
        Message::RecommendationWithdrawn { reference, title, unit, reason } => {
            recommendation::recommendation_withdrawn(say, reference, title, unit, reason)
        }
        Message::FormalityPassed { reference, title } => {
            formality::formality_passed(say, reference, title)
        }
        Message::ListReleased { reference, title, verdict } => {
            committee::list_released(say, reference, title, *verdict)
        }
        Message::OnNotice { reference, title, ends, .. } => {
            notice::on_notice(say, reference, title, *ends)
        }
        Message::NoticeExtended { reference, title, ends, reason, .. } => {
            notice::notice_extended(say, reference, title, *ends, reason)
        }
        Message::NotListed { reference, title } => notice::not_listed(say, reference, title),
        Message::NoticeNotOpened { .. } => notice::notice_not_opened(say),
        Message::NoticeClosed { open: 0, .. } => notice::notice_settled(say),
        Message::NoticeClosed { open: n, .. } => notice::notice_unsettled(say, *n),
        Message::ObjectionReceived { code, number, .. } => {
            notice::objection_received(say, code, *number)
        }
        Message::ObjectionCame { number, .. } => notice::objection_came(say, *number),
        Message::ObjectionNamed { number, .. } => notice::objection_named(say, *number),
        Message::ObjectionProposed { number, .. } => notice::objection_proposed(say, *number),
        Message::ObjectionReturned { number, .. } => notice::objection_returned(say, *number),
        Message::ObjectionTakenBack { number, .. } => notice::objection_taken_back(say, *number),
        Message::ObjectionFreed { number, .. } => notice::objection_freed(say, *number),
        Message::ObjectionKeptFrom { number, .. } => notice::objection_kept_from(say, *number),
        Message::ObjectionAsked { number, .. } => notice::objection_asked(say, *number),
        Message::ObjectionSettled { number, .. } => notice::objection_settled(say, *number),
        Message::ObjectionReported { number, .. } => notice::objection_reported(say, *number),
        Message::ObjectionDecided { code, number, upheld, reason, .. } => {
            notice::objection_decided(say, (code.as_str(), *number), *upheld, reason)
        }
        Message::ObjectionOutcome { reference, title, upheld, reason } => {
            notice::objection_outcome(say, reference, title, *upheld, reason)
        }
        Message::ApprovalAsked { .. } => notice::approval_asked(say),
        Message::AnnouncementApproved { .. } => notice::announcement_approved(say),
        Message::AnnouncementReturned { reason, .. } => notice::announcement_returned(say, reason),
        Message::Announced { reference, title, year, letter } => {
            notice::announced(say, reference, title, *year, letter)
        }
        Message::Incident(letter) => incident::told(lang, letter),
        Message::DefenceInvited { reference, title, room, starts, ends, reason } => {
            defence::defence_invited(say, reference, title, room, *starts, *ends, reason)
        }
        Message::DefenceCancelled { reference, title, reason } => {
            defence::defence_cancelled(say, reference, title, reason)
        }
        Message::DefenceSeated { room, starts, ends, reason } => {
            defence::defence_seated(say, room, *starts, *ends, reason)
        }
        Message::DefenceUnseated { starts, reason } => {
            defence::defence_unseated(say, *starts, reason)
        }
        Message::Exchange { news } => exchange::told(lang, news),
        Message::Conclusion { review, number, news, .. } => {
            deliberation::conclusion(say, *review, *number, news)
        }
        Message::Consultation { year, news } => consultation::told(lang, *year, news),
        Message::ListSigned { .. } => defence::list_signed(say),
        Message::ListReturned { reason, .. } => defence::list_returned(say, reason),
        Message::ListConfirmed { listed, .. } => defence::list_confirmed(say, *listed),
        Message::ListReopened { reason, .. } => defence::list_reopened(say, reason),
        Message::ScoreSetAside { reference, .. } => defence::score_set_aside(say, reference),
        Message::FormalityRefused { reference, title, item, reason } => {
            formality::formality_refused(say, reference, title, *item, reason)
        }
        Message::ReviewsAssigned { applications, closes } => {
            committee::reviews_assigned(say, *applications, *closes)
        }
        Message::StoodDown { down: true, applications, reason } => {
            committee::stood_down(say, *applications, reason)
        }
        Message::StoodDown { applications, reason, .. } => {
            committee::stood_up(say, *applications, reason)
        }
        Message::ReviewDeclined { reference, expert, reason, review: Review::Defence } => {
            committee::defence_declined(say, reference, expert, reason)
        }
        Message::ReviewDeclined { reference, expert, reason, .. } => {
            committee::review_declined(say, reference, expert, reason)
        }
        Message::CorrectionDue { reference, due } => {
            formality::correction_due(say, reference, *due)
        }
        Message::Reminder { phase, closes, reference, open_pages } => {
            application::reminder(say, *phase, *closes, reference, *open_pages)
        }
    }
}

/// The role an invitation offers; a code this table does not know is shown as it is.
fn role_name(lang: Lang, code: &str) -> String {
    Role::from_code(code).map_or_else(|| code.to_owned(), |r| common::role(lang, r).to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_english, assert_said};
    use super::*;

    /// Facts in the samples are Chinese titles and names; the words around them are not.
    #[test]
    fn every_message_is_told_in_both_languages() {
        for message in domain::mail::examples() {
            let (zh, en) = (told(Lang::Zh, &message), told(Lang::En, &message));
            assert_said(zh.action, en.action);
            assert_eq!(zh.note.is_empty(), en.note.is_empty());
            assert_eq!(zh.facts.len(), en.facts.len(), "{message:?}");
            assert_ne!(zh.lead, en.lead);
            for text in [&zh.subject, &zh.lead, &en.subject, &en.lead] {
                assert!(!text.is_empty() && !text.contains('\n'), "{message:?}");
            }
            for (name, value) in &en.facts {
                assert_english(name);
                assert!(!value.is_empty(), "{message:?} {name}");
            }
            if !matches!(message, Message::Invited { .. }) {
                assert_english(&en.subject);
                assert_english(&en.lead);
            }
        }
    }
}
