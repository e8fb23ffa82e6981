//! What a notice, an announcement or a letter says: the season's template with its placeholders filled in.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::refusal::Refusal;
use crate::season::template::{Hole, Kind, Piece, parse};

/// Who signs.
pub const OFFICE: &str = "中国质量协会全国质量标杆工作办公室";

/// A text around its list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// What stands before the list; the first line is the heading.
    pub before: String,
    /// What stands after it.
    pub after: String,
}

impl Filled {
    /// The heading.
    pub fn heading(&self) -> &str {
        self.before.trim_start().lines().next().unwrap_or_default().trim()
    }

    /// The paragraphs before the list, without the heading.
    pub fn lede(&self) -> impl Iterator<Item = &str> {
        paragraphs(&self.before).skip(1)
    }

    /// The paragraphs after the list.
    pub fn rest(&self) -> impl Iterator<Item = &str> {
        paragraphs(&self.after)
    }
}

/// The lines of a text that are not blank.
pub fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// A template filled in. The list stands where its placeholder first does, else at the end; any further
/// placeholder of it is passed over.
pub fn filled(
    kind: Kind,
    template: &str,
    value: impl Fn(Hole) -> String,
) -> Result<Filled, Refusal> {
    let pieces =
        parse(kind, template).map_err(|_| Refusal::BadValue { field: "template".into() })?;
    let (mut text, mut listed) = (Filled::default(), false);
    for piece in pieces {
        let side = if listed { &mut text.after } else { &mut text.before };
        match piece {
            Piece::Hole(Hole::List) => listed = true,
            Piece::Hole(hole) => side.push_str(&value(hole)),
            Piece::Text(words) => side.push_str(words),
        }
    }
    Ok(text)
}

/// `2026年7月6日`.
pub fn zh_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day())
}
