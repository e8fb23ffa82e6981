//! Which rule a message tells of.

use super::Message;

impl Message {
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
            | Message::Returned { .. }
            | Message::SeatOverdrawn { .. } => Some(17),
            Message::CorrectionAsked { .. }
            | Message::CorrectionAnswered { .. }
            | Message::CorrectionDue { .. }
            | Message::FormalityPassed { .. }
            | Message::FormalityRefused { .. } => Some(18),
            Message::ExpertInvited { .. } | Message::ExpertSeated { .. } => Some(12),
            Message::ReviewsAssigned { .. } | Message::ListReleased { .. } => Some(19),
            Message::ReviewDeclined { review, .. } | Message::Conclusion { review, .. } => {
                Some(review.article())
            }
            Message::NotListed { .. } | Message::Consultation { .. } => Some(20),
            Message::OnNotice { .. }
            | Message::NoticeNotOpened { .. }
            | Message::NoticeClosed { .. }
            | Message::ObjectionReceived { .. }
            | Message::ObjectionCame { .. }
            | Message::ObjectionNamed { .. }
            | Message::ObjectionReported { .. }
            | Message::ObjectionProposed { .. }
            | Message::ObjectionTakenBack { .. }
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
            Message::ScoreSetAside { .. } => Some(15),
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
}
