//! What is told of activities and of the follow-up, by mail and in the inbox (第二十三条).

use serde::{Deserialize, Serialize};

use crate::stamp::Stamp;

/// News of room *exchange*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum News {
    /// An activity was announced; told to all holders of a title, who are to take part.
    Announced {
        /// What it is called.
        title: String,
        /// When it begins.
        starts: Stamp,
        /// Where; may be empty.
        place: String,
        /// Identifier, for the link.
        activity: String,
    },
    /// The reader has registered.
    Registered {
        /// What it is called.
        title: String,
        /// When it begins.
        starts: Stamp,
        /// Place and link.
        place: String,
        /// Identifier.
        activity: String,
    },
    /// It was called off; told to all who had registered.
    Cancelled {
        /// What it is called.
        title: String,
        /// When it was to begin.
        starts: Stamp,
        /// Why.
        reason: String,
        /// Identifier.
        activity: String,
    },
    /// The report of a year is due soon.
    ReportDue {
        /// The year.
        year: i32,
        /// First moment at which it is late.
        due: Stamp,
        /// Reference number of the application.
        reference: String,
    },
    /// The report of a year is late.
    ReportLate {
        /// The year.
        year: i32,
        /// Since when.
        due: Stamp,
        /// Reference number of the application.
        reference: String,
    },
}

impl News {
    /// One of every kind, with invented facts.
    pub fn examples() -> Vec<News> {
        let (title, place, activity) =
            ("演示交流会".to_owned(), "演示会议中心".to_owned(), "x".to_owned());
        let reference = "QB-2026-00001-A".to_owned();
        vec![
            News::Announced {
                title: title.clone(),
                starts: Stamp(2),
                place: place.clone(),
                activity: activity.clone(),
            },
            News::Registered {
                title: title.clone(),
                starts: Stamp(2),
                place,
                activity: activity.clone(),
            },
            News::Cancelled {
                title, starts: Stamp(2), reason: "场地不能使用".into(), activity
            },
            News::ReportDue { year: 2027, due: Stamp(2), reference: reference.clone() },
            News::ReportLate { year: 2027, due: Stamp(2), reference },
        ]
    }

    /// The path where it is seen.
    pub fn place(&self, dossier: Option<&crate::ids::DossierId>) -> String {
        match (self, dossier) {
            (News::Announced { activity, .. }, _)
            | (News::Registered { activity, .. }, _)
            | (News::Cancelled { activity, .. }, _) => format!("/exchange/{activity}"),
            (_, Some(d)) => format!("/exchange/report/{d}"),
            (_, None) => "/exchange".to_owned(),
        }
    }
}
