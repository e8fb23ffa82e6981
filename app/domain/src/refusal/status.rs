//! How a refusal is answered over HTTP.

use super::Refusal;

impl Refusal {
    /// The HTTP status that fits: who are you, not here, come back later, or mend it.
    pub fn status(&self) -> u16 {
        match self {
            Self::SignIn => 401,
            Self::NotYours => 404,
            Self::ReadersOnly | Self::AdministratorsOnly | Self::FactorOwed => 403,
            Self::TooManyAttempts { .. } => 429,
            Self::LinkOver => 410,
            Self::FileTooLarge { .. } | Self::FilesTooLarge { .. } | Self::FilesOfDay { .. } => 413,
            Self::Stale { .. }
            | Self::SheetFileStale { .. }
            | Self::SheetChanged { .. }
            | Self::WrongStage { .. }
            | Self::AlreadySealed
            | Self::SlotNotBegun { .. }
            | Self::SignOffChanged
            | Self::CorrectionOnce
            | Self::Claimed { .. }
            | Self::QuotaFull { .. }
            | Self::SeatOverdrawn { .. }
            | Self::FileHeld
            | Self::UploadOffset { .. }
            | Self::UploadBusy
            | Self::PlannedAlready { .. }
            | Self::NotReady { .. }
            | Self::PanelStands { .. }
            | Self::ScoreUnderSignature { .. }
            | Self::AskOffice
            | Self::NotSignable { .. }
            | Self::ConclusionChanged
            | Self::OwnSheetsFirst
            | Self::OwnSheetsMissed
            | Self::SheetMissed
            | Self::PanelsOpen { .. }
            | Self::Unread { .. }
            | Self::Unchecked { .. }
            | Self::ListsOut
            | Self::DefenceNotYet
            | Self::LotMissing
            | Self::PlanClashes { .. }
            | Self::PlanTold
            | Self::SessionBegun
            | Self::SlotBegun
            | Self::SlotScored
            | Self::SlotEarly { .. }
            | Self::SlotOver
            | Self::SlotCancelled
            | Self::SlotTaken
            | Self::ListStands { .. }
            | Self::ListNotSignable { .. }
            | Self::ListChanged
            | Self::ListOverPlaces { .. }
            | Self::ListTooEarly
            | Self::ListPublished
            | Self::ConsultationNeeded
            | Self::ConsultationOpened
            | Self::ConsultationStands { .. }
            | Self::ConsultationLacks { .. }
            | Self::ReferralStands { .. }
            | Self::NoticeOpened
            | Self::OpeningPast
            | Self::NoticeOver { .. }
            | Self::NoticeRunning { .. }
            | Self::SeenChanged
            | Self::ObjectionStands { .. }
            | Self::ObjectionsOpen { .. }
            | Self::ApprovalsMissing { .. }
            | Self::AnnouncementStands
            | Self::AnnouncementReturned
            | Self::LettersChanged
            | Self::NothingRemains
            | Self::TitleFollowsAnnouncement
            | Self::ActivityOver
            | Self::ActivityAhead { .. }
            | Self::ActivityFull { .. }
            | Self::RegisteredAlready
            | Self::ReportEarly { .. }
            | Self::IncidentStands { .. }
            | Self::HearingRuns { .. }
            | Self::TitleGone { .. }
            | Self::StatementOver { .. }
            | Self::StatementsTooMany { .. }
            | Self::LastOfRole
            | Self::OneDossierOnly => 409,
            _ => 422,
        }
    }
}
