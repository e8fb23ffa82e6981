//! Where an applicant still gives itself away in a blind review (第十五条): its names and numbers in
//! what it wrote, in names of files, in their text and in what they say of themselves.
//!
//! What is found is told with its surroundings, for a person to judge; nothing is changed.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::half_width;
use crate::application::field::{Field, Slot};
use crate::application::{Answers, answer};
use crate::committee::conflict::employer_core;
use crate::facts::units;

/// Passages told of one text and one name at most; how often it occurs is told in any case.
const PASSAGES: usize = 5;
/// Finds of one name in one text that are counted at most.
const COUNTED: usize = 500;
/// Characters around a find.
const AROUND: usize = 16;
/// Letters a short name has at least: one alone stands everywhere.
const SHORTEST: usize = 2;
/// Endings of regions that people leave out.
const REGION_ENDINGS: [&str; 4] = ["壮族自治区", "自治区", "省", "市"];

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The organisation's name.
    Name,
    /// What people call it for short.
    ShortName,
    /// Its credit code.
    Uscc,
    /// Its legal representative.
    LegalRep,
    /// Whoever is to be called about the dossier.
    Contact,
}

impl Who {
    /// All of them.
    pub const ALL: [Who; 5] = [Who::Name, Who::ShortName, Who::Uscc, Who::LegalRep, Who::Contact];
}

/// A text that is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sought {
    /// Whose it is.
    pub who: Who,
    /// As it was given.
    pub text: String,
}

/// What was found in one text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Whose name it is.
    pub who: Who,
    /// How often it occurs.
    pub times: usize,
    /// The first of them, each with what stands around it.
    pub passages: Vec<Passage>,
}

/// A find with its surroundings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Before it.
    pub before: String,
    /// As it is written there.
    pub found: String,
    /// Behind it.
    pub after: String,
}

/// Where something was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In an answer, by its key.
    Answer {
        /// The key.
        key: String,
    },
    /// In a file's name, which experts do not see.
    FileName {
        /// Where the file belongs.
        slot: Slot,
        /// Its name.
        name: String,
    },
    /// In a file's text.
    FileText {
        /// Where the file belongs.
        slot: Slot,
        /// Its name.
        name: String,
    },
    /// In what a file says of itself.
    FileData {
        /// Where the file belongs.
        slot: Slot,
        /// Its name.
        name: String,
        /// What the file calls it: `Author`.
        key: String,
    },
}

/// Why a file, or a part of it, was not looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unread {
    /// A picture: what is written in it only eyes can read.
    Picture,
    /// Pages without text, scanned as likely as not.
    NoText {
        /// How many.
        pages: usize,
    },
    /// It could not be read.
    Unreadable,
    /// It is too large, or the files together are.
    TooLarge,
    /// It has more text, or takes longer, than is looked through; the rest was not read.
    Rest,
    /// It waits for the look for viruses, or a virus was found.
    NotOpen,
}

/// What is looked for of an applicant.
pub fn sought(answers: &Answers) -> Vec<Sought> {
    let text = |f: Field| answer(answers, f.key()).to_owned();
    let name = text(Field::OrgName);
    let mut sought = Vec::new();
    let mut seek = |who, text: String| {
        let letters = folded(&text, who).len();
        if letters >= SHORTEST && !sought.iter().any(|s: &Sought| s.text == text) {
            sought.push(Sought { who, text });
        }
    };
    let core = if name.is_empty() { String::new() } else { employer_core(&name) };
    let local = without_region(&core, &text(Field::Region)).map(str::to_owned);
    seek(Who::Name, name);
    seek(Who::ShortName, core);
    seek(Who::ShortName, local.unwrap_or_default());
    seek(Who::Uscc, text(Field::Uscc));
    seek(Who::LegalRep, text(Field::LegalRep));
    seek(Who::Contact, text(Field::Contact));
    sought
}

/// A short name without the region it begins with: `青岛演示甲` is called 演示甲 at home.
fn without_region<'a>(core: &'a str, region: &str) -> Option<&'a str> {
    let region = units::unit(region)?.region_zh.as_deref()?;
    let short = REGION_ENDINGS.iter().find_map(|e| region.strip_suffix(e)).unwrap_or(region);
    let rest = core.strip_prefix(region).or_else(|| core.strip_prefix(short))?;
    let rest = rest.trim_start_matches(['市', '省']);
    (rest.chars().count() >= SHORTEST).then_some(rest)
}

/// A character as it is compared, with its place in the text.
type Folded = Vec<(char, usize)>;

/// Half-width, upper case, without blanks and invisible characters, so that a name is found across
/// a line's end; of names of organisations and codes letters and digits only, so that brackets and
/// dashes make no difference. Between two words of a sentence a person's name is none.
fn folded(text: &str, who: Who) -> Folded {
    let person = matches!(who, Who::LegalRep | Who::Contact);
    let keep = |c: char| {
        if person { !c.is_whitespace() && !invisible(c) } else { c.is_alphanumeric() }
    };
    let mut folded = Vec::with_capacity(text.len() / 2);
    for (at, c) in text.char_indices() {
        let c = half_width(c);
        if keep(c) {
            folded.extend(c.to_uppercase().map(|c| (c, at)));
        }
    }
    folded
}

fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// What of an applicant occurs in a text. A short name within the whole one is not told again.
pub fn traces(text: &str, sought: &[Sought]) -> Vec<Trace> {
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut found: Vec<Trace> = Vec::new();
    let mut order: Vec<&Sought> = sought.iter().collect();
    // The longest first: the others are parts of it.
    order.sort_by_key(|s| std::cmp::Reverse(s.text.chars().count()));
    let texts = [Who::Name, Who::LegalRep].map(|kind| folded(text, kind));
    for s in order {
        let person = matches!(s.who, Who::LegalRep | Who::Contact);
        let hay = &texts[usize::from(person)];
        let needle: Vec<char> = folded(&s.text, s.who).into_iter().map(|c| c.0).collect();
        for at in places(hay, &needle).into_iter().take(COUNTED) {
            let last = hay[at + needle.len() - 1].1;
            let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
            let range = hay[at].1..end;
            if taken.iter().any(|t| t.start < range.end && range.start < t.end) {
                continue;
            }
            taken.push(range.clone());
            note(&mut found, s.who, passage(text, range));
        }
    }
    found.sort_by_key(|t| t.who);
    found
}

fn note(found: &mut Vec<Trace>, who: Who, passage: Passage) {
    let at = found.iter().position(|t| t.who == who).unwrap_or_else(|| {
        found.push(Trace { who, times: 0, passages: Vec::new() });
        found.len() - 1
    });
    let trace = &mut found[at];
    trace.times += 1;
    if trace.passages.len() < PASSAGES {
        trace.passages.push(passage);
    }
}

/// Where a needle begins, none over another.
fn places(hay: &[(char, usize)], needle: &[char]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while !needle.is_empty() && at + needle.len() <= hay.len() {
        if hay[at..].iter().zip(needle).all(|(h, n)| h.0 == *n) {
            found.push(at);
            at += needle.len();
        } else {
            at += 1;
        }
    }
    found
}

fn passage(text: &str, range: Range<usize>) -> Passage {
    let line = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    Passage { before: line(&before[from..]), found: line(&text[range]), after: line(&after[..to]) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn answers() -> Answers {
        [
            ("org_name", "青岛演示甲（集团）股份有限公司"),
            ("region", "R370200"),
            ("uscc", "91370200MAXT0A1B7P"),
            ("legal_rep", "演示法人"),
            ("contact", "李演示"),
        ]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .into()
    }

    fn found(text: &str) -> Vec<(Who, usize)> {
        traces(text, &sought(&answers())).into_iter().map(|t| (t.who, t.times)).collect()
    }

    #[test]
    fn art_15_names_are_found_however_they_are_written() {
        for (text, who) in [
            ("本经验由青岛演示甲(集团)股份有限公司总结。", Who::Name),
            ("青岛演示甲\n（集团） 股份有限公司", Who::Name),
            ("在青岛演示甲推行", Who::ShortName),
            ("演示甲人常说", Who::ShortName),
            ("代码 ９１３７0200 maxt-0a1b7p", Who::Uscc),
            ("演示\u{3000}法人亲自抓", Who::LegalRep),
            ("联系李\u{200b}演示", Who::Contact),
        ] {
            assert_eq!(found(text), [(who, 1)], "{text}");
        }
        for text in ["", "某企业推行零缺陷", "青岛某公司", "演示法。人人参与", "甲乙丙"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn art_15_each_find_is_told_once_with_what_stands_around_it() {
        let text = format!(
            "开头{}青岛演示甲（集团）股份有限公司的演示甲模式，演示甲再说",
            "很长".repeat(20)
        );
        let all = traces(&text, &sought(&answers()));
        assert_eq!(
            all.iter().map(|t| (t.who, t.times)).collect::<Vec<_>>(),
            [(Who::Name, 1), (Who::ShortName, 2)]
        );
        let p = &all[0].passages[0];
        assert_eq!(p.before, "很长".repeat(8));
        assert_eq!(p.found, "青岛演示甲（集团）股份有限公司");
        assert!(p.after.starts_with("的演示甲模式"));
        let many = traces(&"演示甲。".repeat(40), &sought(&answers()));
        assert_eq!((many[0].times, many[0].passages.len()), (40, PASSAGES));
    }

    #[test]
    fn nothing_is_looked_for_that_was_not_answered() {
        assert_eq!(sought(&Answers::new()), []);
        let one = Answers::from([("legal_rep".to_owned(), "王".to_owned())]);
        assert_eq!(sought(&one), []);
    }

    proptest! {
        /// Whatever stands around it, a name that is put in is found, and what is told is in the text.
        #[test]
        fn art_15_a_name_put_in_anywhere_is_found(before in "\\PC{0,40}", after in "\\PC{0,40}") {
            let text = format!("{before}《青岛演示甲（集团）股份有限公司》{after}");
            let all = traces(&text, &sought(&answers()));
            prop_assert!(all.iter().any(|t| t.who == Who::Name));
            for t in &all {
                prop_assert!(!t.passages.is_empty() && t.times >= t.passages.len());
            }
        }
    }
}
