//! Where a message leads.

use super::Message;
use crate::deliberation::Review;
use crate::deliberation::news::News;
use crate::ids::DossierId;

impl Message {
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
            Message::RecommendationDue { .. } => "/recommendation".into(),
            Message::UnitVacant { .. } => "/season#quotas".into(),
            Message::CorrectionAnswered { .. } | Message::SeatOverdrawn { office: true, .. } => {
                of("formality", "")
            }
            Message::SeatOverdrawn { office: false, .. } => of("recommendation", ""),
            Message::ExpertSeated { role, .. } if role == "expert" => "/review".into(),
            Message::ExpertSeated { .. } => "/review/undertaking".into(),
            Message::SeatMoved { .. } => "/inbox".into(),
            Message::ReviewsAssigned { .. } | Message::StoodDown { .. } => "/review".into(),
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
            | Message::ListReopened { .. }
            | Message::ScoreSetAside { .. } => "/initial-list".into(),
            Message::Conclusion { news: News::Stuck, .. } => "/committee".into(),
            Message::Conclusion { review, panel, .. } => {
                format!("/deliberation/{panel}?review={}", review.code())
            }
            Message::Consultation { .. } => "/consultation".into(),
            Message::Exchange { news } => news.place(dossier),
            Message::SignOffDone { .. }
            | Message::Withdrawn { .. }
            | Message::CorrectionAsked { .. }
            | Message::Recommended { .. }
            | Message::RecommendationWithdrawn { .. }
            | Message::Returned { .. }
            | Message::NotRecommended { .. }
            | Message::FormalityPassed { .. }
            | Message::FormalityRefused { .. }
            | Message::ListReleased { .. }
            | Message::NotListed { .. }
            | Message::ObjectionOutcome { .. }
            | Message::Announced { .. }
            | Message::CorrectionDue { .. }
            | Message::Reminder { .. } => of("application", ""),
            Message::OnNotice { year, .. }
            | Message::NoticeExtended { year, .. }
            | Message::ObjectionDecided { year, .. } => format!("/notice/{year}"),
            Message::NoticeNotOpened { .. } => "/notice/prepare".into(),
            Message::NoticeClosed { .. } => "/announcement".into(),
            Message::ObjectionReceived { token, .. } => format!("/objection/{token}"),
            Message::ObjectionCame { .. }
            | Message::ObjectionNamed { .. }
            | Message::ObjectionProposed { .. }
            | Message::ObjectionReturned { .. }
            | Message::ObjectionTakenBack { .. }
            | Message::ObjectionFreed { .. }
            | Message::ObjectionKeptFrom { .. }
            | Message::ObjectionAsked { .. }
            | Message::ObjectionSettled { .. }
            | Message::ObjectionReported { .. } => "/notice/objections".into(),
            Message::ApprovalAsked { .. }
            | Message::AnnouncementApproved { .. }
            | Message::AnnouncementReturned { .. } => "/announcement".into(),
            Message::Incident(letter) => letter.place(),
        }
    }
}
