//! The expert pool (专家库, 第十一条): what is kept of an expert, and how what is typed, pasted or
//! read from a table becomes it. One reader for the form of one expert and for a table of thousands.

pub mod import;

use serde::{Deserialize, Serialize};

use crate::facts::contact::{parse_email, parse_phone};
use crate::facts::industry::division_named;
use crate::facts::text::half_width;
use crate::facts::units::{named, regional_units, unit_for_region};
use crate::facts::uscc::{Uscc, UsccError};
use crate::people::NAME_MAX;

/// Characters of a professional title or of one method, at most.
pub const SHORT_MAX: usize = 30;
/// Entries of a list (divisions, methods, organisations advised), at most.
pub const LIST_MAX: usize = 20;

/// Whether an expert may be drawn and seated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// May be.
    #[default]
    Active,
    /// May not, for a reason that is kept.
    Resting,
}

impl Status {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Active, Self::Resting];

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Resting => "resting",
        }
    }

    /// The status of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// A thing kept of an expert: a field of the form and a column of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Name.
    Name,
    /// E-mail address; the account is made for it.
    Email,
    /// Telephone.
    Phone,
    /// Employer (Art. 15: no review of one's own).
    Employer,
    /// The employer's credit code.
    Uscc,
    /// Recommending unit on whose staff the expert is.
    Unit,
    /// Region.
    Region,
    /// Professional title (职称).
    Title,
    /// Divisions of GB/T 4754 the expert knows (Art. 11).
    Fields,
    /// Methods of quality management the expert knows (Art. 11).
    Methods,
    /// Credit codes of organisations advised within the span that counts.
    Ties,
}

impl Column {
    /// All, in the order of form and tables.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Email,
        Self::Phone,
        Self::Employer,
        Self::Uscc,
        Self::Unit,
        Self::Region,
        Self::Title,
        Self::Fields,
        Self::Methods,
        Self::Ties,
    ];

    /// Name of its field in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Employer => "employer",
            Self::Uscc => "uscc",
            Self::Unit => "unit",
            Self::Region => "region",
            Self::Title => "title",
            Self::Fields => "fields",
            Self::Methods => "methods",
            Self::Ties => "ties",
        }
    }

    /// Whether nobody is in the pool without it.
    pub fn required(self) -> bool {
        matches!(self, Self::Name | Self::Employer | Self::Fields)
    }
}

/// What is wrong with one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// Nothing in it, and it is needed.
    Missing,
    /// More characters than are kept.
    TooLong {
        /// At most so many.
        max: usize,
    },
    /// More entries than are kept.
    TooMany {
        /// At most so many.
        max: usize,
    },
    /// Not an e-mail address.
    Email,
    /// Not a telephone number.
    Phone,
    /// Not a credit code.
    Uscc {
        /// Why.
        why: UsccError,
    },
    /// No recommending unit has this code or name.
    Unit,
    /// No region has this name.
    Region,
    /// No division of GB/T 4754 has this code or name.
    Division {
        /// What was written, shortened.
        written: String,
    },
}

/// What is kept of an expert, beside status and history. Every text is in its stored form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Card {
    /// Name.
    pub name: String,
    /// E-mail address, lower case; empty when none is known.
    pub email: String,
    /// Telephone; empty when none is known.
    pub phone: String,
    /// Employer.
    pub employer: String,
    /// The employer's credit code; empty when unknown.
    pub uscc: String,
    /// Code of the recommending unit on whose staff they are; empty when none.
    pub unit: String,
    /// Region, as the code of its unit; empty when unknown.
    pub region: String,
    /// Professional title; empty when unknown.
    pub title: String,
    /// Divisions of GB/T 4754, such as `36`.
    pub fields: Vec<String>,
    /// Methods of quality management.
    pub methods: Vec<String>,
    /// Credit codes of organisations advised.
    pub ties: Vec<String>,
}

impl Card {
    /// Takes one entry as it was written. What is wrong leaves the card as it was.
    ///
    /// # Errors
    /// The [`Slip`] of this entry.
    pub fn set(&mut self, column: Column, written: &str) -> Result<(), Slip> {
        let listed = matches!(column, Column::Fields | Column::Methods | Column::Ties);
        let text = if listed { line(&written.replace('\n', "；")) } else { line(written) };
        if text.is_empty() && column.required() {
            return Err(Slip::Missing);
        }
        match column {
            Column::Name => self.name = short(text, NAME_MAX)?,
            Column::Employer => self.employer = short(text, NAME_MAX)?,
            Column::Title => self.title = short(text, SHORT_MAX)?,
            Column::Email => {
                self.email = filled(&text, |t| parse_email(t).map_err(|_| Slip::Email))?;
            }
            Column::Phone => {
                self.phone = filled(&text, |t| parse_phone(t).map_err(|_| Slip::Phone))?;
            }
            Column::Uscc => self.uscc = filled(&text, code)?,
            Column::Unit => {
                let known = |t: &str| named(t).map(|u| u.code.clone()).ok_or(Slip::Unit);
                self.unit = filled(&text, known)?;
            }
            Column::Region => self.region = filled(&text, region)?,
            Column::Fields => self.fields = read_divisions(written)?,
            Column::Methods => {
                let methods: Result<Vec<String>, Slip> =
                    pieces(&text, METHODS).map(|m| short(m.to_owned(), SHORT_MAX)).collect();
                self.methods = list(methods?)?;
            }
            Column::Ties => {
                let codes: Result<Vec<String>, Slip> = pieces(&text, WORDS).map(code).collect();
                self.ties = list(codes?)?;
            }
        }
        Ok(())
    }

    /// One entry as text, in the form in which it can be read again.
    pub fn text(&self, column: Column) -> String {
        match column {
            Column::Name => self.name.clone(),
            Column::Email => self.email.clone(),
            Column::Phone => self.phone.clone(),
            Column::Employer => self.employer.clone(),
            Column::Uscc => self.uscc.clone(),
            Column::Unit => self.unit.clone(),
            Column::Region => self.region.clone(),
            Column::Title => self.title.clone(),
            Column::Fields => self.fields.join("、"),
            Column::Methods => self.methods.join("、"),
            Column::Ties => self.ties.join("、"),
        }
    }

    /// Columns in which two cards differ.
    pub fn differs(&self, other: &Self) -> Vec<Column> {
        let differs = |c: &Column| match c {
            Column::Fields => self.fields != other.fields,
            Column::Methods => self.methods != other.methods,
            Column::Ties => self.ties != other.ties,
            _ => self.text(*c) != other.text(*c),
        };
        Column::ALL.into_iter().filter(differs).collect()
    }

    /// Whether nothing in it is wrong.
    pub fn whole(&self) -> bool {
        let mut again = Self::default();
        Column::ALL.into_iter().all(|c| again.set(c, &self.text(c)).is_ok()) && again == *self
    }

    /// Whether the expert knows one of these divisions; any expert where none is named.
    pub fn knows(&self, divisions: &[String]) -> bool {
        divisions.is_empty() || self.fields.iter().any(|f| divisions.contains(f))
    }
}

/// Reads a whole form: every entry that is wrong is named, and what is right is kept.
pub fn card<'a>(entry: impl Fn(&str) -> Option<&'a str>) -> (Card, Vec<(Column, Slip)>) {
    let mut card = Card::default();
    let mut slips = Vec::new();
    for column in Column::ALL {
        let written = entry(column.code()).unwrap_or_default();
        if let Err(slip) = card.set(column, written) {
            slips.push((column, slip));
        }
    }
    (card, slips)
}

/// Signs between the entries of a list that no entry contains.
const HARD: &[char] = &[';', '；', '|'];
/// Between methods of quality management.
const METHODS: &[char] = &[';', '；', '|', ',', '，', '、'];
/// Between codes.
const WORDS: &[char] = &[';', '；', '|', ',', '，', '、', ' ', '　', '/'];

fn pieces<'a>(text: &'a str, between: &'a [char]) -> impl Iterator<Item = &'a str> {
    text.split(between).map(str::trim).filter(|p| !p.is_empty())
}

/// One line without control characters and without blanks around it.
fn line(written: &str) -> String {
    let hidden = |c: char| matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
    let plain = |c: char| match c {
        '\n' | '\r' | '\t' | '\u{00A0}' => Some(' '),
        c if c.is_control() || hidden(c) => None,
        c => Some(c),
    };
    written.chars().filter_map(plain).collect::<String>().trim().to_owned()
}

fn short(text: String, max: usize) -> Result<String, Slip> {
    if text.chars().count() > max { Err(Slip::TooLong { max }) } else { Ok(text) }
}

fn filled(text: &str, read: impl Fn(&str) -> Result<String, Slip>) -> Result<String, Slip> {
    if text.is_empty() { Ok(String::new()) } else { read(text) }
}

fn code(text: &str) -> Result<String, Slip> {
    Uscc::parse(text).map(|u| u.as_str().to_owned()).map_err(|why| Slip::Uscc { why })
}

/// The region's unit, by its name or the beginning of it (`青岛`), or by its unit's code.
fn region(text: &str) -> Result<String, Slip> {
    let begins = || {
        let text = half_width(text);
        let two = text.chars().count() >= 2;
        let begins = |name: &Option<String>| name.as_ref().is_some_and(|n| n.starts_with(&text));
        let mut all = regional_units().filter(|u| two && begins(&u.region_zh));
        all.next().filter(|_| all.next().is_none())
    };
    unit_for_region(text).or_else(begins).map(|u| u.code.clone()).ok_or(Slip::Region)
}

/// Divisions as they were typed, each once.
///
/// # Errors
/// The [`Slip`] of the list.
pub fn read_divisions(written: &str) -> Result<Vec<String>, Slip> {
    list(divisions(&line(&written.replace('\n', "；")))?)
}

/// Divisions by code or name. Names contain the signs that divide lists, so what is no division as
/// a whole is divided further.
fn divisions(text: &str) -> Result<Vec<String>, Slip> {
    let mut found = Vec::new();
    for piece in pieces(text, HARD) {
        if let Some(d) = division_named(piece) {
            found.push(d.code.clone());
            continue;
        }
        for word in pieces(piece, WORDS) {
            let written = || word.chars().take(SHORT_MAX).collect();
            let d = division_named(word).ok_or_else(|| Slip::Division { written: written() })?;
            found.push(d.code.clone());
        }
    }
    if found.is_empty() { Err(Slip::Missing) } else { Ok(found) }
}

/// A list without what stands in it twice.
fn list(all: Vec<String>) -> Result<Vec<String>, Slip> {
    let mut once: Vec<String> = Vec::with_capacity(all.len());
    for entry in all {
        if !once.contains(&entry) {
            once.push(entry);
        }
    }
    if once.len() > LIST_MAX { Err(Slip::TooMany { max: LIST_MAX }) } else { Ok(once) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(column: Column, text: &str) -> Result<Card, Slip> {
        let mut card = Card::default();
        card.set(column, text).map(|()| card)
    }

    #[test]
    fn art_11_what_is_kept_of_an_expert_has_one_form_however_it_is_written() {
        for (column, written, kept) in [
            (Column::Name, " 专家01（演示）\u{0}\t", "专家01（演示）"),
            (Column::Email, " Expert@Example.COM ", "expert@example.com"),
            (Column::Phone, "（0532）8888 0000", "0532-88880000"),
            (Column::Uscc, "９１３７0200 maxt0a1b7p", "91370200MAXT0A1B7P"),
            (Column::Unit, "青岛市工业和信息化局", "R370200"),
            (Column::Unit, "r370200", "R370200"),
            (Column::Region, "青岛", "R370200"),
            (Column::Region, "山东省", "R370000"),
            (Column::Fields, "C36、39 / 36", "36、39"),
            (Column::Fields, "汽车制造业；计算机、通信和其他电子设备制造业", "36、39"),
            (Column::Methods, "零缺陷, 精益六西格玛、零缺陷", "零缺陷、精益六西格玛"),
            (
                Column::Ties,
                "91370200MAXT0A1B7P 91310115maxt7k2n7r",
                "91370200MAXT0A1B7P、91310115MAXT7K2N7R",
            ),
        ] {
            assert_eq!(
                set(column, written).map(|c| c.text(column)).as_deref(),
                Ok(kept),
                "{written}"
            );
        }
    }

    #[test]
    fn art_11_each_entry_that_is_wrong_says_what_is() {
        let long = "长".repeat(NAME_MAX + 1);
        let many: Vec<String> = (13..=36).map(|n| n.to_string()).collect();
        for (column, written, slip) in [
            (Column::Name, "\u{200B} ", Slip::Missing),
            (Column::Name, long.as_str(), Slip::TooLong { max: NAME_MAX }),
            (Column::Employer, "", Slip::Missing),
            (Column::Email, "a@b", Slip::Email),
            (Column::Phone, "123", Slip::Phone),
            (
                Column::Uscc,
                "91370200MAXT0A1B7Q",
                Slip::Uscc { why: UsccError::CheckDigit { expected: 'P', found: 'Q' } },
            ),
            (Column::Unit, "火星", Slip::Unit),
            (Column::Region, "火星", Slip::Region),
            // Nobody can know which is meant.
            (Column::Region, "湖", Slip::Region),
            (Column::Fields, "、", Slip::Missing),
            (Column::Fields, "36、98", Slip::Division { written: "98".into() }),
            (Column::Fields, &many.join(" "), Slip::TooMany { max: LIST_MAX }),
            (Column::Ties, "36", Slip::Uscc { why: UsccError::Length { found: 2 } }),
        ] {
            assert_eq!(set(column, written), Err(slip), "{written}");
        }
    }

    #[test]
    fn a_form_names_all_that_is_wrong_and_keeps_the_rest() {
        let (card, slips) = card(|field| match field {
            "name" => Some("演示"),
            "fields" => Some("36"),
            "email" => Some("x"),
            _ => None,
        });
        let columns: Vec<Column> = slips.iter().map(|s| s.0).collect();
        assert_eq!((card.name.as_str(), columns), ("演示", vec![Column::Email, Column::Employer]));
    }

    proptest::proptest! {
        /// What was taken can be written out and read again, by tables there and back too.
        #[test]
        fn whatever_is_taken_is_read_back_the_same(
            texts in proptest::collection::vec("[0-9A-Za-zC@. ，、；\\n汽车制造业青岛演示（）-]{0,24}", 11),
        ) {
            let mut card = Card { name: "演示".into(), employer: "演示".into(), fields: vec!["36".into()], ..Card::default() };
            for (column, text) in Column::ALL.into_iter().zip(&texts) {
                let before = card.clone();
                if card.set(column, text).is_err() {
                    proptest::prop_assert_eq!(&card, &before);
                }
            }
            proptest::prop_assert!(card.whole(), "{:?}", card);
        }
    }
}
