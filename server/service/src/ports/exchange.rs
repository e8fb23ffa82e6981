//! Port of room *exchange* (Art. 23).

use async_trait::async_trait;
use domain::exchange::activity::Activity;
use domain::exchange::guest::Guest;
use domain::exchange::report::Report;
use domain::ids::{AccountId, ActivityId, DossierId};

use super::Port;

/// A report that was filed, with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// The application that won.
    pub dossier: DossierId,
    /// The year it is about.
    pub year: i32,
    /// Which of that year, from 1; the latest counts.
    pub number: i64,
    /// The report.
    pub report: Report,
}

/// Tables `activity`, `activity_guest` and `follow_up`.
#[async_trait]
pub trait ExchangePort {
    /// An activity.
    async fn activity(&mut self, id: &ActivityId) -> Port<Option<Activity>>;
    /// All of them with the number of those expected, the latest first.
    async fn activities(&mut self) -> Port<Vec<(Activity, u32)>>;
    /// Stores one, new or called off.
    async fn save_activity(&mut self, activity: &Activity) -> Port<()>;
    /// Who comes to one, by number.
    async fn guests(&mut self, activity: &ActivityId) -> Port<Vec<Guest>>;
    /// Where an account stands among those who come, withdrawn or not.
    async fn guests_of(&mut self, account: &AccountId) -> Port<Vec<(ActivityId, Guest)>>;
    /// Stores somebody who comes, new or as noted.
    async fn save_guest(&mut self, activity: &ActivityId, guest: &Guest) -> Port<()>;
    /// Which activities people of holders of titles came to. One query for all.
    async fn attendances(&mut self) -> Port<Vec<(DossierId, ActivityId)>>;
    /// All reports of a title, by year, then by number.
    async fn reports_of(&mut self, dossier: &DossierId) -> Port<Vec<ReportRow>>;
    /// When the first report of every title and year was filed. One query for all.
    async fn first_reports(&mut self) -> Port<Vec<(DossierId, i32, i64)>>;
    /// Stores a report. The table refuses any later change.
    async fn insert_report(&mut self, row: &ReportRow) -> Port<()>;
}
