//! What is told of a panel's conclusion, by mail and in the inbox (第十三条, 第十四条, 第十九条, 第二十条): to who goes on
//! with it, and to nobody whom a conflict keeps out of the room.

use serde::{Deserialize, Serialize};

use crate::season::edit::Item;
use crate::season::settings::Setting;

/// News of a conclusion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum News {
    /// It is signed; told to who confirms.
    Signed,
    /// It is confirmed; told to who presides.
    Confirmed,
    /// It was given back; told to who presides.
    Returned {
        /// Why.
        reason: String,
    },
    /// It is signed and nobody is left to confirm it; told to the Office, which makes room.
    Stuck,
    /// It was signed or confirmed, and a change of the season's settings has outdated it; told to the two of its table
    /// and to the heads.
    Outdated {
        /// What was changed, see [`changed`](super::rests::changed).
        changes: Vec<Item>,
    },
}

impl News {
    /// One of every kind, with invented facts.
    pub fn examples() -> Vec<News> {
        let reason = "请再核对第三项备选的理由".into();
        let key = Setting::DefencePoints.key().to_owned();
        let changes = vec![Item { key, before: "70".into(), after: "75".into() }];
        let outdated = News::Outdated { changes };
        vec![News::Signed, News::Confirmed, News::Returned { reason }, News::Stuck, outdated]
    }
}
