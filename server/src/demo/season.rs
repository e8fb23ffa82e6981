//! The season itself: directions, timetable, quotas, and the people without an
//! organisation of their own.

use domain::facts::units;
use domain::facts::workdays::Counting;
use domain::identity::{DEMO_PASSWORD, demo_email};
use domain::policy::{Actor, Role};
use domain::season::{Direction, Limits, MailSettings, Phase, Season, Window};
use service::Result;

use super::{Demo, Until};

/// When each phase opens and closes, in days before (positive) or after (negative) the
/// day the demonstration is loaded. Phases overlap, so that every room can be tried.
const WINDOWS: [(Phase, f64, f64); 8] = [
    (Phase::Application, 58.0, 20.0),
    (Phase::Recommendation, 57.0, -40.0),
    (Phase::Formality, 40.0, -50.0),
    (Phase::WrittenReview, 12.0, -60.0),
    (Phase::Defence, -61.0, -75.0),
    (Phase::Consultation, -76.0, -90.0),
    (Phase::Notice, -91.0, -106.0),
    (Phase::Announcement, -107.0, -120.0),
];

/// The same, where the demonstration is carried into the defence.
const WINDOWS_DEFENCE: [(Phase, f64, f64); 8] = [
    (Phase::Application, 58.0, 20.0),
    (Phase::Recommendation, 57.0, 10.0),
    (Phase::Formality, 40.0, 9.0),
    (Phase::WrittenReview, 12.0, 2.0),
    (Phase::Defence, 1.9, -14.0),
    (Phase::Consultation, 0.5, -29.0),
    (Phase::Notice, -30.0, -45.0),
    (Phase::Announcement, -46.0, -60.0),
];

/// The same, where it is carried to the titles: from the day the list is made, which lies further back.
const WINDOWS_TITLE: [(Phase, f64, f64); 8] = [
    (Phase::Application, 58.0, 20.0),
    (Phase::Recommendation, 57.0, 10.0),
    (Phase::Formality, 40.0, 9.0),
    (Phase::WrittenReview, 12.0, 2.0),
    (Phase::Defence, 1.9, -0.1),
    (Phase::Consultation, -0.1, -4.0),
    (Phase::Notice, -4.0, -38.0),
    (Phase::Announcement, -38.0, -60.0),
];

/// The same, where nothing is done yet of what experts do: both reviews are open, so that one can walk from a
/// first score to the initial list.
const WINDOWS_OPEN: [(Phase, f64, f64); 8] = [
    (Phase::Application, 58.0, 20.0),
    (Phase::Recommendation, 57.0, 10.0),
    (Phase::Formality, 40.0, 9.0),
    (Phase::WrittenReview, 12.0, -20.0),
    (Phase::Defence, 1.9, -21.0),
    (Phase::Consultation, -22.0, -29.0),
    (Phase::Notice, -30.0, -60.0),
    (Phase::Announcement, -61.0, -75.0),
];

impl Demo {
    /// Opens the season with its quotas; returns the Office's actor.
    pub(super) async fn open_season(&self) -> Result<Actor> {
        let day = |d: f64| self.clock.days_ago(d);
        let windows = match self.until {
            Until::Assignment => WINDOWS_OPEN,
            Until::Review => WINDOWS,
            Until::Shortlist | Until::Defence | Until::List => WINDOWS_DEFENCE,
            Until::Notice | Until::Title => WINDOWS_TITLE,
        };
        let direction = |code: &str, zh: &str, en: &str| Direction {
            code: code.into(),
            zh: zh.into(),
            en: en.into(),
        };
        let season = Season {
            id: self.season.clone(),
            year: 2026,
            demo: true,
            directions: vec![
                direction(
                    "system",
                    "质量管理体系升级",
                    "Upgrading of the quality management system",
                ),
                direction("digital", "质量管理数字化", "Digital quality management"),
                direction("reliability", "可靠性提升", "Improvement of reliability"),
                direction("process", "过程控制", "Process control"),
                direction("method", "质量管理方法", "Quality management methods"),
            ],
            windows: windows
                .iter()
                .map(|(phase, opens, closes)| Window {
                    phase: *phase,
                    opens: day(*opens),
                    closes: day(*closes),
                    changed: None,
                })
                .collect(),
            limits: Limits::default(),
            review: self.size.review(),
            // Whoever tries the system should not have to wait for a mail.
            mail: MailSettings { digest_minutes: 0, ..MailSettings::default() },
            planned: self.size.planned(),
            counting: Counting::NextDay,
            notice_days: 10,
            templates: Default::default(),
            changes: Vec::new(),
            published: Default::default(),
        };
        let office = Self::actor("operator", Role::Office, "");
        self.service.open_season(&office, &season).await?;
        for unit in units::units() {
            let (base, sme) = units::default_quota(unit.kind);
            let (base, sme) = (i64::from(base), i64::from(sme));
            self.service.set_quota(&office, &unit.code, base, sme, "演示：分配名额").await?;
        }
        let account = self.person(Role::Office, "工作办公室（演示）", "").await?;
        Ok(Self::actor(&account, Role::Office, ""))
    }

    /// One account for each role that needs no more than an account.
    pub(super) async fn people(&self) -> Result<()> {
        let organisation = self.service.add_organisation("演示申报组织有限公司").await?;
        self.person(Role::Applicant, "质量经理（演示）", organisation.as_str()).await?;
        for (role, name) in [
            (Role::ApplicantEditor, "填报人（演示）"),
            (Role::ApplicantReader, "只读成员（演示）"),
            (Role::LegalRepresentative, "法定代表人（演示）"),
        ] {
            self.person(role, name, organisation.as_str()).await?;
        }
        self.person(Role::RecommendingUnit, "青岛推荐单位（演示）", "R370200").await?;
        for (role, name) in [
            (Role::Ministry, "工信部科技司（演示）"),
            (Role::Caq, "中国质量协会（演示）"),
            (Role::SystemAdmin, "系统管理员（演示）"),
            (Role::SecurityAdmin, "安全保密管理员（演示）"),
            (Role::AuditAdmin, "安全审计员（演示）"),
        ] {
            self.person(role, name, "").await?;
        }
        // What one proposes a second confirms, and who handles an objection is named by another (Art. 21, 22).
        for (email, role, name) in [
            ("office-2@example.com", Role::Office, "工作办公室乙（演示）"),
            ("caq-2@example.com", Role::Caq, "中国质量协会乙（演示）"),
        ] {
            self.account(email, name, role, "").await?;
        }
        Ok(())
    }

    /// The account that shows a role; returns its identifier.
    pub(super) async fn person(&self, role: Role, name: &str, scope: &str) -> Result<String> {
        self.account(&demo_email(role), name, role, scope).await
    }

    /// An account with a role; returns its identifier.
    pub(super) async fn account(
        &self,
        email: &str,
        name: &str,
        role: Role,
        scope: &str,
    ) -> Result<String> {
        let account = self.service.create_account("operator", name, email, DEMO_PASSWORD).await?;
        self.service.grant("operator", &self.season, &account, role, scope).await?;
        Ok(account.to_string())
    }
}
