//! One message of every kind.

use super::Message;
use crate::deliberation::Review;
use crate::incident::letter::Letter;
use crate::season::Phase;
use crate::stamp::Stamp;

/// One message of every kind, with invented facts: for tests and for showing how mails look.
pub fn examples() -> Vec<Message> {
    let incidents = Letter::examples().into_iter().map(Message::Incident);
    all_but_incidents().into_iter().chain(incidents).collect()
}

fn all_but_incidents() -> Vec<Message> {
    let (reference, title) = ("QB-2026-00001-A".to_owned(), "演示标杆".to_owned());
    let (token, organisation) = ("t".repeat(64), "演示企业".to_owned());
    let consultation = crate::consultation::news::News::examples().into_iter();
    let consultation = consultation.map(|news| Message::Consultation { year: 2026, news });
    let mut all = vec![
        Message::AccountCreated,
        Message::AddressTaken,
        Message::AddressMoved,
        Message::PasswordSet,
        Message::AccountClosed,
        Message::FactorSet,
        Message::FactorRemoved { reason: String::new() },
        Message::FactorRemoved { reason: "手机遗失，已当面核实身份".into() },
        Message::RecoveryUsed { left: 9 },
        Message::AccountDisabled { reason: "已离职".into() },
        Message::AccountEnabled,
        Message::RoleChanged { role: "office".into(), given: true, reason: "新到岗".into() },
        Message::RoleChanged { role: "caq".into(), given: false, reason: "工作调动".into() },
        Message::AccountMade { token: token.clone() },
        Message::RoleAsked { role: "audit_admin".into(), name: "演示甲".into() },
        Message::OrganisationTaken { organisation: organisation.clone() },
        Message::NewcomerAsks { name: "演示乙".into(), email: "b@example.com".into() },
        Message::MemberJoined { name: "演示乙".into(), role: "applicant_editor".into() },
        Message::MemberRoleSet { organisation: organisation.clone(), role: "applicant".into() },
        Message::MemberRemoved { organisation: organisation.clone() },
        Message::VerifyAddress { token: token.clone() },
        Message::ResetPassword { token: token.clone() },
        Message::Invited {
            organisation: organisation.clone(),
            by: "演示甲".into(),
            role: "applicant".into(),
            token: token.clone(),
        },
        Message::ExpertInvited {
            year: 2026,
            role: "expert".into(),
            zh: "演示组".into(),
            en: "Demo".into(),
            token: token.clone(),
        },
        Message::ExpertSeated {
            year: 2026,
            role: "chair".into(),
            zh: String::new(),
            en: String::new(),
        },
        Message::SeatMoved {
            name: "演示专家".into(),
            role: "vice_chair".into(),
            reason: "原邮箱停用".into(),
        },
        Message::SignOffAsked {
            reference: reference.clone(),
            title: title.clone(),
            organisation: organisation.clone(),
            token: token.clone(),
        },
        Message::ObjectionReceived { year: 2026, code: "1A2B-3C4D".into(), number: 0, token },
        Message::ObjectionCame { year: 2026, number: 1 },
        Message::ObjectionNamed { year: 2026, number: 1 },
        Message::ObjectionReported { year: 2026, number: 1 },
        Message::ObjectionProposed { year: 2026, number: 1 },
        Message::ObjectionReturned { year: 2026, number: 1 },
        Message::ObjectionTakenBack { year: 2026, number: 1 },
        Message::ObjectionFreed { year: 2026, number: 1 },
        Message::ObjectionKeptFrom { year: 2026, number: 1 },
        Message::ObjectionAsked { year: 2026, number: 1 },
        Message::ObjectionSettled { year: 2026, number: 1 },
        Message::ObjectionDecided {
            year: 2026,
            code: "1A2B-3C4D".into(),
            number: 0,
            upheld: false,
            reason: "经核实，数据属实".into(),
        },
        Message::ObjectionOutcome {
            reference: reference.clone(),
            title: title.clone(),
            upheld: true,
            reason: "数据与原始记录不符".into(),
        },
        Message::OnNotice {
            reference: reference.clone(),
            title: title.clone(),
            year: 2026,
            ends: Stamp(2),
        },
        Message::NoticeExtended {
            reference: reference.clone(),
            title: title.clone(),
            year: 2026,
            ends: Stamp(3),
            reason: "公示网站故障一天".into(),
        },
        Message::NotListed { reference: reference.clone(), title: title.clone() },
        Message::NoticeNotOpened { year: 2026 },
        Message::NoticeClosed { year: 2026, open: 1 },
        Message::ApprovalAsked { year: 2026 },
        Message::AnnouncementApproved { year: 2026 },
        Message::AnnouncementReturned {
            year: 2026, reason: "统计与名单不一致，请核对".into()
        },
        Message::Announced {
            reference: reference.clone(),
            title: title.clone(),
            year: 2026,
            letter: "甲：\n\n祝贺。".into(),
        },
        Message::SignOffDone {
            reference: reference.clone(),
            title: title.clone(),
            signed: false,
            reason: "数据待核".into(),
        },
        Message::Submitted {
            reference: reference.clone(),
            title: title.clone(),
            version: 1,
            sha256: "ab".repeat(32),
            at: Stamp(1),
        },
        Message::Arrived { reference: reference.clone(), title: title.clone(), organisation },
        Message::Withdrawn { reference: reference.clone(), title: title.clone() },
        Message::CorrectionAsked {
            reference: reference.clone(),
            title: title.clone(),
            items: vec!["附件".into()],
            due: Stamp(2),
        },
        Message::CorrectionAnswered { reference: reference.clone() },
        Message::FileInfected {
            reference: reference.clone(),
            title: title.clone(),
            name: "扫描件.pdf".into(),
            found: "Eicar-Test-Signature".into(),
        },
        Message::Recommended {
            reference: reference.clone(),
            title: title.clone(),
            unit: "R370200".into(),
        },
        Message::RecommendationWithdrawn {
            reference: reference.clone(),
            title: title.clone(),
            unit: "R370200".into(),
            reason: "更正".into(),
        },
        Message::NotRecommended {
            reference: reference.clone(),
            title: title.clone(),
            unit: "R370200".into(),
        },
        Message::RecommendationDue { closes: Stamp(2), waiting: 3 },
        Message::UnitVacant { unit: "R370200".into(), waiting: 1, closes: Some(Stamp(2)) },
        Message::Returned {
            reference: reference.clone(),
            title: title.clone(),
            unit: "R370200".into(),
            reason: "补充对比数据".into(),
            until: Some(Stamp(2)),
        },
        Message::SeatOverdrawn {
            reference: reference.clone(),
            title: title.clone(),
            unit: "R370200".into(),
            sme: false,
            office: true,
        },
        Message::FormalityPassed { reference: reference.clone(), title: title.clone() },
        Message::ListReleased {
            reference: reference.clone(),
            title: title.clone(),
            verdict: crate::deliberation::agreed::Verdict::Shortlisted,
        },
        Message::DefenceInvited {
            reference: reference.clone(),
            title: title.clone(),
            room: "演示楼一号厅".into(),
            starts: Stamp(2),
            ends: Stamp(3),
            reason: String::new(),
        },
        Message::DefenceInvited {
            reference: reference.clone(),
            title: title.clone(),
            room: "演示楼二号厅".into(),
            starts: Stamp(2),
            ends: Stamp(3),
            reason: "原会议室停电".into(),
        },
        Message::DefenceCancelled {
            reference: reference.clone(),
            title: title.clone(),
            reason: "申报组织退出".into(),
        },
        Message::DefenceSeated {
            room: "演示楼一号厅".into(),
            starts: Stamp(2),
            ends: Stamp(3),
            reason: String::new(),
        },
        Message::DefenceUnseated { starts: Stamp(2), reason: "调整场次".into() },
        Message::StoodDown { down: true, applications: 12, reason: "因病住院".into() },
        Message::StoodDown { down: false, applications: 1, reason: "已康复".into() },
        Message::FormalityRefused {
            reference: reference.clone(),
            title,
            item: crate::formality::Item::Profit,
            reason: "近三年有一年亏损".into(),
        },
        Message::ReviewsAssigned { applications: 3, closes: Some(Stamp(2)) },
        Message::ReviewDeclined {
            reference: reference.clone(),
            expert: "演示专家".into(),
            reason: "与该组织有合作项目".into(),
            review: Review::Written,
        },
        Message::ReviewDeclined {
            reference: reference.clone(),
            expert: "演示专家".into(),
            reason: "当日无法到场".into(),
            review: Review::Defence,
        },
        Message::ListSigned { year: 2026 },
        Message::ListReturned { year: 2026, reason: "请再核对第三组的备选顺序".into() },
        Message::ListConfirmed { year: 2026, listed: 60 },
        Message::ListReopened { year: 2026, reason: "核查发现一项数据有误".into() },
        Message::ScoreSetAside { year: 2026, reference: reference.clone() },
        Message::CorrectionDue { reference: reference.clone(), due: Stamp(2) },
        Message::Reminder { phase: Phase::Application, closes: Stamp(2), reference, open_pages: 4 },
    ];
    all.extend(consultation);
    let conclusions = crate::deliberation::news::News::examples().into_iter();
    all.extend(conclusions.map(|news| Message::Conclusion {
        review: Review::Written,
        panel: "p1".into(),
        number: 1,
        news,
    }));
    let exchange = crate::exchange::news::News::examples().into_iter();
    all.extend(exchange.map(|news| Message::Exchange { news }));
    all
}
