//! What all messages of a kind have in common: the code they are stored under, the article they follow, and how soon
//! they are sent.

use super::Message;
use Haste::{AtOnce, MayWait, OfAccount};

/// How soon a message is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Haste {
    /// At once: about the account itself and who gets into it.
    OfAccount,
    /// At once and alone.
    AtOnce,
    /// A few minutes may pass.
    MayWait,
}

impl Message {
    /// Stable code of its kind, as stored under `message`.
    pub fn kind(&self) -> &'static str {
        self.row().0
    }

    /// The number of the article it follows, where it tells of a rule.
    pub fn article(&self) -> Option<u8> {
        self.row().1
    }

    /// Sent at once and alone. The others may wait a few minutes for company: what comes
    /// together for one account becomes one mail.
    pub fn urgent(&self) -> bool {
        self.row().2 != MayWait
    }

    /// About the account itself and who gets into it. Nothing else is mailed while it is disabled: who was shut out
    /// hears no more of the selection (Art. 15).
    pub fn of_account(&self) -> bool {
        self.row().2 == OfAccount
    }

    fn row(&self) -> (&'static str, Option<u8>, Haste) {
        match self {
            Message::AccountCreated => ("account_created", None, MayWait),
            Message::VerifyAddress { .. } => ("verify_address", None, OfAccount),
            Message::AddressTaken => ("address_taken", None, OfAccount),
            Message::AddressMoved => ("address_moved", None, OfAccount),
            Message::PasswordSet => ("password_set", None, OfAccount),
            Message::AccountClosed => ("account_closed", None, OfAccount),
            Message::FactorSet => ("factor_set", None, OfAccount),
            Message::FactorRemoved { .. } => ("factor_removed", None, OfAccount),
            Message::RecoveryUsed { .. } => ("recovery_used", None, OfAccount),
            Message::AccountDisabled { .. } => ("account_disabled", None, OfAccount),
            Message::AccountEnabled => ("account_enabled", None, OfAccount),
            Message::RoleChanged { .. } => ("role_changed", None, AtOnce),
            Message::AccountMade { .. } => ("account_made", None, OfAccount),
            Message::RoleAsked { .. } => ("role_asked", None, AtOnce),
            Message::OrganisationTaken { .. } => ("organisation_taken", None, AtOnce),
            Message::NewcomerAsks { .. } => ("newcomer_asks", None, MayWait),
            Message::MemberJoined { .. } => ("member_joined", None, MayWait),
            Message::MemberRoleSet { .. } => ("member_role_set", None, MayWait),
            Message::MemberRemoved { .. } => ("member_removed", None, MayWait),
            Message::ResetPassword { .. } => ("reset_password", None, OfAccount),
            Message::Invited { .. } => ("invited", None, AtOnce),
            Message::SignOffAsked { .. } => ("sign_off_asked", Some(16), AtOnce),
            Message::SignOffDone { .. } => ("sign_off_done", Some(16), MayWait),
            Message::Submitted { .. } => ("submitted", Some(16), AtOnce),
            Message::Arrived { .. } => ("arrived", Some(17), MayWait),
            Message::Withdrawn { .. } => ("withdrawn", Some(16), AtOnce),
            Message::CorrectionAsked { .. } => ("correction_asked", Some(18), AtOnce),
            Message::CorrectionAnswered { .. } => ("correction_answered", Some(18), MayWait),
            Message::FileInfected { .. } => ("file_infected", Some(16), AtOnce),
            Message::Recommended { .. } => ("recommended", Some(17), MayWait),
            Message::RecommendationWithdrawn { .. } => {
                ("recommendation_withdrawn", Some(17), MayWait)
            }
            Message::Returned { .. } => ("returned", Some(17), AtOnce),
            Message::NotRecommended { .. } => ("not_recommended", Some(17), AtOnce),
            Message::RecommendationDue { .. } => ("recommendation_due", Some(17), AtOnce),
            Message::UnitVacant { .. } => ("unit_vacant", Some(7), MayWait),
            Message::SeatOverdrawn { .. } => ("seat_overdrawn", Some(17), AtOnce),
            Message::FormalityPassed { .. } => ("formality_passed", Some(18), MayWait),
            Message::ListReleased { .. } => ("list_released", Some(19), AtOnce),
            Message::DefenceInvited { .. } => ("defence_invited", Some(20), AtOnce),
            Message::DefenceCancelled { .. } => ("defence_cancelled", Some(20), AtOnce),
            Message::DefenceSeated { .. } => ("defence_seated", Some(20), AtOnce),
            Message::StoodDown { .. } => ("stood_down", Some(19), AtOnce),
            Message::DefenceUnseated { .. } => ("defence_unseated", Some(20), AtOnce),
            Message::Consultation { .. } => ("consultation", Some(20), AtOnce),
            Message::Exchange { .. } => ("exchange", Some(23), AtOnce),
            Message::OnNotice { .. } => ("on_notice", Some(21), AtOnce),
            Message::NoticeExtended { .. } => ("notice_extended", Some(21), AtOnce),
            Message::NotListed { .. } => ("not_listed", Some(20), AtOnce),
            Message::NoticeNotOpened { .. } => ("notice_not_opened", Some(21), AtOnce),
            Message::NoticeClosed { .. } => ("notice_closed", Some(21), MayWait),
            Message::ObjectionReceived { .. } => ("objection_received", Some(21), AtOnce),
            Message::ObjectionCame { .. } => ("objection_came", Some(21), AtOnce),
            Message::ObjectionNamed { .. } => ("objection_named", Some(21), AtOnce),
            Message::ObjectionReported { .. } => ("objection_reported", Some(21), AtOnce),
            Message::ObjectionDecided { .. } => ("objection_decided", Some(21), AtOnce),
            Message::ObjectionOutcome { .. } => ("objection_outcome", Some(21), AtOnce),
            Message::ObjectionProposed { .. } => ("objection_proposed", Some(21), AtOnce),
            Message::ObjectionReturned { .. } => ("objection_returned", Some(21), AtOnce),
            Message::ObjectionTakenBack { .. } => ("objection_taken_back", Some(21), AtOnce),
            Message::ObjectionFreed { .. } => ("objection_freed", Some(21), AtOnce),
            Message::ObjectionKeptFrom { .. } => ("objection_kept_from", Some(15), AtOnce),
            Message::ObjectionAsked { .. } => ("objection_asked", Some(21), AtOnce),
            Message::ObjectionSettled { .. } => ("objection_settled", Some(21), AtOnce),
            Message::ApprovalAsked { .. } => ("approval_asked", Some(22), MayWait),
            Message::AnnouncementApproved { .. } => ("announcement_approved", Some(22), MayWait),
            Message::AnnouncementReturned { .. } => ("announcement_returned", Some(22), AtOnce),
            Message::Announced { .. } => ("announced", Some(22), AtOnce),
            Message::Incident(_) => ("incident", Some(24), AtOnce),
            Message::FormalityRefused { .. } => ("formality_refused", Some(18), AtOnce),
            Message::ExpertInvited { .. } => ("expert_invited", Some(12), AtOnce),
            Message::ExpertSeated { .. } => ("expert_seated", Some(12), MayWait),
            Message::SeatMoved { .. } => ("seat_moved", Some(13), MayWait),
            Message::ReviewsAssigned { .. } => ("reviews_assigned", Some(19), MayWait),
            Message::ReviewDeclined { review, .. } => {
                ("review_declined", Some(review.article()), MayWait)
            }
            Message::ListSigned { .. } => ("list_signed", Some(20), AtOnce),
            Message::ListReturned { .. } => ("list_returned", Some(20), AtOnce),
            Message::ListConfirmed { .. } => ("list_confirmed", Some(20), AtOnce),
            Message::ListReopened { .. } => ("list_reopened", Some(20), AtOnce),
            Message::Conclusion { review, .. } => ("conclusion", Some(review.article()), AtOnce),
            Message::ScoreSetAside { .. } => ("score_set_aside", Some(15), AtOnce),
            Message::CorrectionDue { .. } => ("correction_due", Some(18), AtOnce),
            Message::Reminder { phase, .. } => ("reminder", Some(phase.article()), AtOnce),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples;
    use super::*;

    #[test]
    fn a_message_is_stored_under_its_kind_and_read_back() {
        for m in examples() {
            let stored = serde_json::to_value(&m).unwrap();
            assert_eq!(stored["message"], m.kind());
            assert_eq!(serde_json::from_value::<Message>(stored).unwrap(), m);
        }
    }
}
