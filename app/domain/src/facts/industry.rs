//! The industrial classification of the national economy (国民经济行业分类), GB/T 4754-2017:
//! 20 sections (门类, a letter), 97 divisions (大类, two digits), groups (中类, three digits).

use super::text::half_width;
use serde::{Deserialize, Serialize};
use std::{fmt, sync::LazyLock};

/// A section (门类).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// `A` to `T`.
    pub code: char,
    /// Its name in the standard.
    pub zh: String,
    /// A gloss of it.
    pub en: String,
    /// Its divisions, in order.
    pub divisions: Vec<Division>,
}

/// A division (大类).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Division {
    /// The letter of its section.
    pub section: char,
    /// Two digits, such as `36`.
    pub code: String,
    /// Its name in the standard.
    pub zh: String,
    /// First letters of its name in pinyin, for searching.
    pub initials: String,
    /// The division alone does not settle the size class: the group must be asked too.
    pub needs_group: bool,
    /// Its groups, listed only where one must be asked.
    pub groups: Vec<Group>,
}

/// A group (中类) of a division where the group matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Three digits, such as `592`.
    pub code: String,
    /// Its name in the standard.
    pub zh: String,
    /// First letters of its name in pinyin, for searching.
    #[serde(default)]
    pub initials: String,
    /// A gloss of it.
    pub en: String,
}

/// A line of a list of industries: a division, or a group of one that does not settle the size
/// class by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The section.
    pub section: &'static Section,
    /// The division.
    pub division: &'static Division,
    /// The group, where it matters.
    pub group: Option<&'static Group>,
}

impl Found {
    /// The code as it is stored: `C36`, `K702`.
    pub fn code(&self) -> String {
        let digits = self.group.map_or(&self.division.code, |g| &g.code);
        format!("{}{digits}", self.section.code)
    }

    /// The name in the standard.
    pub fn zh(&self) -> &'static str {
        self.group.map_or(&self.division.zh, |g| &g.zh)
    }
}

/// An industry, as exact as an organisation has to state it. Stored and sent as text (`C36`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IndustryCode {
    /// The section's letter.
    pub section: char,
    /// The division's two digits.
    pub division: String,
    /// The group's three digits, if it was given.
    pub group: Option<String>,
}

/// Why a text is not an industry code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndustryError {
    /// Nothing but blanks.
    Empty,
    /// No such division or group.
    Unknown,
    /// The division stands in another section.
    SectionMismatch {
        /// In this one.
        expected: char,
    },
    /// Of this division the group must be given as well.
    NeedsGroup,
}

/// **A default, which a season may replace**: the code prefixes taken for producer services
/// (生产性服务业) in the sense of 第十条（五）, which names 交通运输业、现代物流业、金融服务业、
/// 信息服务业 and 商务服务业 as examples ("如…等"): F51 wholesale, G transport, storage and post,
/// I information, J finance, L leasing and business services, M research and technical services,
/// N77 environmental protection. Left out as services to consumers or the public: retail (F52),
/// hotels and catering (H), real estate (K), other public facilities (N76, N78, N79), and O to T.
pub const PRODUCER_SERVICES_DEFAULT: [&str; 7] = ["F51", "G", "I", "J", "L", "M", "N77"];

#[derive(Deserialize)]
struct RawTable {
    sections: Vec<RawSection>,
}

#[derive(Deserialize)]
struct RawSection {
    code: char,
    zh: String,
    en: String,
    divisions: Vec<RawDivision>,
}

#[derive(Deserialize)]
struct RawDivision {
    code: String,
    zh: String,
    initials: String,
    sme_class: RawClass,
    #[serde(default)]
    groups: Vec<Group>,
}

#[derive(Deserialize)]
struct RawClass {
    needs_group_code: bool,
}

static SECTIONS: LazyLock<Vec<Section>> = LazyLock::new(|| {
    let raw: RawTable = serde_json::from_str(include_str!("../../data/gbt4754_2017.json"))
        .expect("the built-in industry classes parse, a test says so");
    raw.sections.into_iter().map(section).collect()
});

fn section(raw: RawSection) -> Section {
    let divisions = raw
        .divisions
        .into_iter()
        .map(|d| Division {
            section: raw.code,
            code: d.code,
            zh: d.zh,
            initials: d.initials,
            needs_group: d.sme_class.needs_group_code,
            groups: d.groups,
        })
        .collect();
    Section { code: raw.code, zh: raw.zh, en: raw.en, divisions }
}

/// All sections, A to T.
pub fn sections() -> &'static [Section] {
    &SECTIONS
}

/// All divisions, 01 to 97.
fn divisions() -> impl Iterator<Item = &'static Division> {
    sections().iter().flat_map(|s| &s.divisions)
}

/// The division of two digits.
pub fn division(code: &str) -> Option<&'static Division> {
    divisions().find(|d| d.code == code)
}

/// The division that is written: by its code with or without letter and group (`36`, `C36`, `C361`),
/// by its name, or by both.
pub fn division_named(written: &str) -> Option<&'static Division> {
    let text: String = half_width(written).split_whitespace().collect();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letter = text.get(..text.len() - rest.len()).unwrap_or_default();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let name = rest.get(digits..).unwrap_or_default();
    if digits == 0 {
        return divisions().find(|d| letter.is_empty() && half_width(&d.zh) == name);
    }
    let found = division(rest.get(..2)?).filter(|_| (2..=4).contains(&digits))?;
    let fits =
        letter.is_empty() || letter.eq_ignore_ascii_case(found.section.encode_utf8(&mut [0; 4]));
    let says = name.is_empty() || half_width(&found.zh) == name;
    (fits && says).then_some(found)
}

/// What a list shows for a query: the divisions of [`search`], and in place of a division that
/// needs its group the groups, of which a query for one finds that one alone. Initials of the
/// Chinese name (`qczzy`) find, too.
pub fn find(query: &str) -> Vec<Found> {
    let typed: String =
        half_width(query).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let digits = typed.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let initials = |i: &str| typed.len() >= 2 && i.starts_with(&typed);
    let hits = search(query);
    let mut found = Vec::new();
    for section in sections() {
        for division in &section.divisions {
            let hit = hits.iter().any(|d| d.code == division.code);
            if !division.needs_group {
                if hit || initials(&division.initials) {
                    found.push(Found { section, division, group: None });
                }
                continue;
            }
            let group_hit = |g: &Group| {
                if digits.len() >= 3 && digits.bytes().all(|b| b.is_ascii_digit()) {
                    g.code == digits.get(..3).unwrap_or_default()
                } else {
                    hit || g.zh.contains(&typed)
                        || initials(&g.initials)
                        || initials(&division.initials)
                }
            };
            let groups = division.groups.iter().filter(|g| group_hit(g));
            found.extend(groups.map(|g| Found { section, division, group: Some(g) }));
        }
    }
    found
}

/// Divisions for a search field: by the beginning of the code (`C`, `3`, `C36`; of a longer code
/// its division), by a part of the name, or by a part of the section's English name. An empty
/// query finds all.
pub fn search(query: &str) -> Vec<&'static Division> {
    let query: String = half_width(query).to_lowercase();
    let code: String = query.chars().filter(|c| !c.is_whitespace()).collect();
    let english = query.len() >= 3 && query.is_ascii();
    sections()
        .iter()
        .flat_map(|s| s.divisions.iter().map(move |d| (s, d)))
        .filter(|(s, d)| {
            let full = format!("{}{}", s.code.to_ascii_lowercase(), d.code);
            let digits = code.trim_start_matches(s.code.to_ascii_lowercase());
            full.starts_with(&code)
                || d.code.starts_with(digits) && code.len() - digits.len() <= 1
                || is_group_of(digits, d) && code.len() - digits.len() <= 1
                || d.zh.contains(&code)
                || english && s.en.to_lowercase().contains(&query)
        })
        .map(|(_, d)| d)
        .collect()
}

fn is_group_of(digits: &str, division: &Division) -> bool {
    (3..=4).contains(&digits.len())
        && digits.starts_with(&division.code)
        && digits.bytes().all(|b| b.is_ascii_digit())
}

impl IndustryCode {
    /// Reads a division with or without its letter and group: `36`, `C36`, `361`, `C361`, `c 36`.
    /// The section follows from the division and is checked if it was typed. Of a class (小类, four
    /// digits) the group is kept. Groups are checked against the standard's list where the group
    /// matters, elsewhere only by shape.
    pub fn parse(s: &str) -> Result<Self, IndustryError> {
        let text: String = half_width(s)
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let first = text.chars().next().ok_or(IndustryError::Empty)?;
        let letter = first.is_ascii_alphabetic().then_some(first);
        let digits = &text[letter.map_or(0, char::len_utf8)..];
        if !(2..=4).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IndustryError::Unknown);
        }
        let found = division(&digits[..2]).ok_or(IndustryError::Unknown)?;
        if letter.is_some_and(|l| l != found.section) {
            return Err(IndustryError::SectionMismatch { expected: found.section });
        }
        let group = digits.get(..3);
        match group {
            None if found.needs_group => return Err(IndustryError::NeedsGroup),
            Some(g) if found.needs_group && !found.groups.iter().any(|known| known.code == g) => {
                return Err(IndustryError::Unknown);
            }
            _ => {}
        }
        Ok(Self {
            section: found.section,
            division: found.code.clone(),
            group: group.map(str::to_owned),
        })
    }

    /// Whether the code lies under one of these prefixes (`F51`, `G`…).
    pub fn under<P: AsRef<str>>(&self, prefixes: &[P]) -> bool {
        let code = self.to_string();
        prefixes.iter().any(|prefix| code.starts_with(prefix.as_ref()))
    }
}

/// The letter and the most exact digits: `C36`, `G592`.
impl fmt::Display for IndustryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.section, self.group.as_deref().unwrap_or(&self.division))
    }
}

impl fmt::Display for IndustryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for IndustryError {}

impl TryFrom<String> for IndustryCode {
    type Error = IndustryError;

    fn try_from(s: String) -> Result<Self, IndustryError> {
        Self::parse(&s)
    }
}

impl From<IndustryCode> for String {
    fn from(code: IndustryCode) -> Self {
        code.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(s: &str) -> Result<String, IndustryError> {
        IndustryCode::parse(s).map(String::from)
    }

    fn found(query: &str) -> Vec<&str> {
        search(query).iter().map(|d| d.code.as_str()).collect()
    }

    #[test]
    fn gbt_4754_has_20_sections_and_97_divisions() {
        let letters: String = sections().iter().map(|s| s.code).collect();
        assert_eq!(letters, "ABCDEFGHIJKLMNOPQRST");
        let codes: Vec<String> = divisions().map(|d| d.code.clone()).collect();
        let expected: Vec<String> = (1..=97).map(|n| format!("{n:02}")).collect();
        assert_eq!(codes, expected);
        for s in sections() {
            assert!(!s.zh.is_empty() && !s.en.is_empty());
            assert!(s.divisions.iter().all(|d| d.section == s.code && !d.zh.is_empty()));
        }
    }

    #[test]
    fn groups_are_listed_exactly_where_they_are_asked() {
        let asked: Vec<&str> =
            divisions().filter(|d| d.needs_group).map(|d| d.code.as_str()).collect();
        assert_eq!(asked, ["59", "70"]);
        for d in divisions() {
            assert_eq!(d.needs_group, !d.groups.is_empty());
            assert!(d.groups.iter().all(|g| g.code.len() == 3 && g.code.starts_with(&d.code)));
        }
    }

    #[test]
    fn codes_are_read_with_and_without_letter_and_group() {
        for (text, code) in [
            ("36", "C36"),
            ("C36", "C36"),
            ("c 36", "C36"),
            ("Ｃ３６", "C36"),
            ("361", "C361"),
            ("C361", "C361"),
            ("C3612", "C361"),
            ("01", "A01"),
            ("592", "G592"),
            ("K709", "K709"),
        ] {
            assert_eq!(shown(text).as_deref(), Ok(code), "{text}");
        }
    }

    #[test]
    fn each_refusal_names_the_fault() {
        assert_eq!(shown(" 　"), Err(IndustryError::Empty));
        for text in ["C", "3", "98", "00", "C36123", "C3A", "汽车", "U36x", "598", "K705"] {
            assert_eq!(shown(text), Err(IndustryError::Unknown), "{text}");
        }
        assert_eq!(shown("D36"), Err(IndustryError::SectionMismatch { expected: 'C' }));
        assert_eq!(shown("G59"), Err(IndustryError::NeedsGroup));
        assert_eq!(shown("70"), Err(IndustryError::NeedsGroup));
    }

    #[test]
    fn search_finds_by_code_and_by_name() {
        assert_eq!(found("汽车"), ["36"]);
        assert_eq!(found("36"), ["36"]);
        assert_eq!(found("c36"), ["36"]);
        assert_eq!(found("C 361"), ["36"]);
        assert_eq!(found("G592"), ["59"]);
        assert_eq!(found("d"), ["44", "45", "46"]);
        assert_eq!(found("Ｇ５"), ["53", "54", "55", "56", "57", "58", "59"]);
        assert_eq!(found("9"), ["90", "91", "92", "93", "94", "95", "96", "97"]);
        assert_eq!(found("finance"), ["66", "67", "68", "69"]);
        assert!(found("仓储").contains(&"59"));
        assert!(found("D36").is_empty());
        assert!(found("没有这样的行业").is_empty());
        assert_eq!(found("").len(), 97);
    }

    #[test]
    fn lists_offer_groups_where_they_are_asked_and_know_initials() {
        let codes = |query: &str| find(query).iter().map(Found::code).collect::<Vec<_>>();
        assert_eq!(codes("qczzy"), ["C36"]);
        assert_eq!(codes("K70").len(), division("70").map_or(0, |d| d.groups.len()));
        assert_eq!(codes("K702"), ["K702"]);
        assert_eq!(codes("物业管理"), ["K702"]);
        assert!(codes("fdc").contains(&"K701".to_owned()));
        // 95 divisions, and in place of the two that need it their groups.
        assert_eq!(codes("").len(), 95 + codes("59").len() + codes("70").len());
        for found in find("") {
            assert!(IndustryCode::parse(&found.code()).is_ok(), "{}", found.code());
        }
    }

    proptest! {
        #[test]
        fn never_panics(s in any::<String>()) {
            let _ = (shown(&s), search(&s), find(&s));
        }

        #[test]
        fn what_is_shown_reads_back_the_same(s in "[A-Ta-t]?[0-9]{2,4}") {
            if let Ok(code) = IndustryCode::parse(&s) {
                prop_assert_eq!(IndustryCode::parse(&code.to_string()), Ok(code));
            }
        }
    }
}
