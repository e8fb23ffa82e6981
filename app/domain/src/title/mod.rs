//! Titles (称号，第二十二、二十三条): what the announcement gives to those who were chosen. A title has a number for
//! its plaque, and stands in the public register of all seasons for good.

pub mod correction;
pub mod import;
pub mod number;

use serde::{Deserialize, Serialize};

use crate::facts::text::half_width;
use crate::ids::DossierId;
use crate::incident::Revocation;
use crate::notice::Entry;
use crate::season::category::Category;
use crate::season::{Direction, PastWinner};
use crate::stamp::Stamp;
pub use number::{Number, SERIAL_MAX, Slip};

/// A title as it was granted, or as an imported one stands after its last correction. Nothing is ever overwritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// Number of its plaque.
    pub number: Number,
    /// The application that was chosen; none for titles of seasons before this system.
    pub dossier: Option<DossierId>,
    /// Organisation, as announced.
    pub organisation: String,
    /// Its credit code; empty where it is not known.
    pub uscc: String,
    /// What it was chosen with (经验名称), as announced.
    pub benchmark: String,
    /// Category; none where it is not known.
    pub category: Option<Category>,
    /// Direction of its season's focus areas; none where it is not known.
    pub direction: Option<Direction>,
    /// Code of its region's unit; empty where it is not known.
    pub region: String,
    /// When the announcement was released; none for titles of seasons before this system.
    pub granted_at: Option<Stamp>,
}

/// What the annex of an announcement does not say of a benchmark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Credit code.
    pub uscc: String,
    /// Small or medium-sized.
    pub sme: bool,
    /// Industry such as `C36`.
    pub industry: String,
    /// Code of its region's unit.
    pub region: String,
    /// Direction.
    pub direction: Option<Direction>,
}

/// The title of a line of the annex. Numbers follow the annex, whose order is none of merit, so that nothing of a
/// ranking can be read off a plaque. `None` beyond [`SERIAL_MAX`] lines.
pub fn granted(year: i32, entry: &Entry, facts: Facts, at: Stamp) -> Option<Title> {
    Some(Title {
        number: Number::new(year, entry.place)?,
        dossier: Some(entry.dossier.clone()),
        organisation: entry.organisation.clone(),
        uscc: facts.uscc,
        benchmark: entry.title.clone(),
        category: Some(Category::of(facts.sme, &facts.industry)),
        direction: facts.direction,
        region: facts.region,
        granted_at: Some(at),
    })
}

/// A title that was revoked (Art. 24): public, and for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// When.
    pub at: Stamp,
    /// Number of the article it rests on.
    pub article: String,
    /// Why, in words for everybody.
    pub reason: String,
}

impl From<&Revocation> for Tombstone {
    fn from(r: &Revocation) -> Self {
        Self { at: r.at, article: "24".to_owned(), reason: r.reason.clone() }
    }
}

/// Whether a title stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It does.
    Valid,
    /// It was revoked (Art. 24).
    Revoked,
}

impl Standing {
    /// Both.
    pub const ALL: [Standing; 2] = [Standing::Valid, Standing::Revoked];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Standing::Valid => "valid",
            Standing::Revoked => "revoked",
        }
    }

    /// The standing of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// In which order titles are listed. None of them is one of merit (Art. 21).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The latest season first, within it as in the annex.
    #[default]
    Latest,
    /// The first season first.
    Oldest,
    /// Those of one organisation beside each other, by the signs of its name.
    Organisation,
}

impl Order {
    /// All of them.
    pub const ALL: [Order; 3] = [Order::Latest, Order::Oldest, Order::Organisation];

    /// Stable code; nothing for the one that is meant when none is named.
    pub fn code(self) -> &'static str {
        match self {
            Order::Latest => "",
            Order::Oldest => "oldest",
            Order::Organisation => "organisation",
        }
    }

    /// The order of a code; the first one where there is none.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|o| o.code() == code).unwrap_or_default()
    }
}

/// A text as it is searched: narrow, small, without blanks and hyphens.
pub fn plain(text: &str) -> String {
    let keep = |c: &char| !c.is_whitespace() && *c != '-' && !c.is_control();
    half_width(text).to_lowercase().chars().filter(keep).collect()
}

impl Title {
    /// Year of the season.
    pub fn year(&self) -> i32 {
        self.number.year()
    }

    /// All it can be found by, as it is searched.
    pub fn words(&self) -> String {
        let (zh, en) = self.direction.as_ref().map_or(("", ""), |d| (d.zh.as_str(), d.en.as_str()));
        let parts = [self.number.as_str(), &self.organisation, &self.uscc, &self.benchmark, zh, en];
        parts.map(plain).join("|")
    }
}

impl From<&Title> for PastWinner {
    fn from(t: &Title) -> Self {
        Self {
            year: t.year(),
            uscc: t.uscc.clone(),
            organisation: t.organisation.clone(),
            title: t.benchmark.clone(),
            revoked: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::annex;

    fn entry(id: &str, organisation: &str) -> Entry {
        Entry {
            place: 0,
            dossier: id.into(),
            organisation: organisation.into(),
            title: format!("演示经验{id}"),
            unit: "R370200".into(),
        }
    }

    #[test]
    fn art_23_plaques_are_numbered_by_the_annex_whatever_the_ranking_was() {
        // However the candidates come out of the review, the numbers are the same.
        let ranked = vec![entry("b", "演示乙"), entry("a", "演示甲"), entry("c", "演示丙")];
        let mut other = ranked.clone();
        other.reverse();
        let numbers = |entries: Vec<Entry>| -> Vec<(String, String)> {
            let titles = annex(entries).into_iter().filter_map(|e| {
                granted(2026, &e, Facts::default(), Stamp(7))
                    .map(|t| (t.number.to_string(), t.organisation))
            });
            titles.collect()
        };
        assert_eq!(numbers(ranked.clone()), numbers(other));
        assert_eq!(numbers(ranked).len(), 3);
    }

    #[test]
    fn art_23_a_title_says_what_was_announced() {
        let facts = Facts {
            uscc: "91370200MAXT0A1B7P".into(),
            sme: true,
            industry: "C36".into(),
            region: "R370200".into(),
            direction: Some(Direction {
                code: "d".into(),
                zh: "过程控制".into(),
                en: "Process control".into(),
            }),
        };
        let line = Entry { place: 17, ..entry("a", "演示企业 有限公司") };
        let t = granted(2026, &line, facts, Stamp(7)).unwrap();
        assert_eq!((t.year(), t.number.serial(), t.granted_at), (2026, 17, Some(Stamp(7))));
        assert_eq!(t.category, Some(Category::Sme));
        let words = t.words();
        for word in
            ["演示企业有限公司", "91370200maxt0a1b7p", "演示经验a", "过程控制", "processcontrol"]
        {
            assert!(words.contains(word), "{word} in {words}");
        }
        assert!(words.contains(&plain(t.number.as_str())));
        let won = PastWinner::from(&t);
        assert_eq!((won.year, won.title.as_str()), (2026, "演示经验a"));
    }
}
