//! What is sent at once, and what may wait for company.

use super::Message;

impl Message {
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
            | Message::SeatOverdrawn { .. }
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
            | Message::ObjectionProposed { .. }
            | Message::ObjectionTakenBack { .. }
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
            | Message::ScoreSetAside { .. }
            | Message::Conclusion { .. }
            | Message::Consultation { .. }
            | Message::Exchange { .. }
            | Message::NoticeNotOpened { .. }
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
}
