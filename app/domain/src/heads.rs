//! Heads of the journal, published once a day: whoever keeps one can tell later whether the journal up to
//! that day was cut off or written anew. A head says its day and a hash, and not how much happened (ADR 0042).

use serde::{Deserialize, Serialize};

/// Version of the file and of the text that is signed.
pub const FORMAT: u32 = 1;

/// A head as anybody may keep it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Day in Asia/Shanghai, `2026-11-27`.
    pub date: String,
    /// Hash of the journal's row that notes the publication, hexadecimal.
    pub hash: String,
    /// Ed25519 signature of [`signed_text`], Base64.
    pub signature: String,
    /// SHA-256 of the key it was signed with, hexadecimal.
    pub key: String,
}

/// All heads, as they are published and kept elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heads {
    /// Version: 1.
    pub format: u32,
    /// Public keys, PEM.
    pub keys: Vec<String>,
    /// Heads, the latest first.
    pub heads: Vec<Head>,
}

/// What is signed of a head: three lines, so that `openssl` can check it by hand.
pub fn signed_text(date: &str, hash: &str) -> String {
    format!("biaogan journal head {FORMAT}\n{date}\n{hash}\n")
}

/// A row of the journal that notes a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Day it names.
    pub date: String,
    /// Its hash.
    pub hash: String,
}

/// What the journal says about itself, once its chain was walked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// Its notes of publications, in its order.
    pub noted: Vec<Noted>,
    /// Day of its last row; empty when it has none.
    pub last: String,
}

/// A head that does not fit the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The journal ends before the day of the head.
    CutOff {
        /// Day of the head.
        date: String,
        /// Day of the journal's last row.
        last: String,
    },
    /// The journal goes on after that day, and is not the one the head was taken of.
    Rewritten {
        /// Day of the head.
        date: String,
        /// Latest day before it whose head fits; empty when none does.
        sound: String,
    },
}

impl std::fmt::Display for Misfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Misfit::CutOff { date, last } => {
                let last = if last.is_empty() { "is empty" } else { &format!("ends on {last}") };
                write!(f, "the journal was cut off: it {last}, and the head of {date} is not in it")
            }
            Misfit::Rewritten { date, sound } => {
                let since = if sound.is_empty() {
                    "no earlier head fits".to_owned()
                } else {
                    format!("the head of {sound} still fits")
                };
                write!(f, "the journal was rewritten: the head of {date} is not in it; {since}")
            }
        }
    }
}

/// The first head, by day, that does not fit a journal whose chain is sound. A chain that is sound holds a
/// hash only if it holds all that was before it.
pub fn first_misfit<'a>(
    walked: &Walked,
    kept: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Option<Misfit> {
    let mut kept: Vec<(&str, &str)> = kept.into_iter().collect();
    kept.sort_unstable();
    let mut sound = "";
    for (date, hash) in kept {
        let fits = walked.noted.iter().any(|n| n.date == date && n.hash == hash);
        if fits {
            sound = date;
            continue;
        }
        let noted_since = walked.noted.iter().any(|n| n.date.as_str() >= date);
        return Some(if !noted_since && walked.last.as_str() <= date {
            Misfit::CutOff { date: date.to_owned(), last: walked.last.clone() }
        } else {
            Misfit::Rewritten { date: date.to_owned(), sound: sound.to_owned() }
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walked(noted: &[(&str, &str)], last: &str) -> Walked {
        let note = |(date, hash): &(&str, &str)| Noted {
            date: (*date).to_owned(),
            hash: (*hash).to_owned(),
        };
        Walked { noted: noted.iter().map(note).collect(), last: last.to_owned() }
    }

    const KEPT: [(&str, &str); 3] =
        [("2026-11-27", "cc"), ("2026-11-25", "aa"), ("2026-11-26", "bb")];

    #[test]
    fn a_journal_that_only_grew_fits_every_head() {
        let mut noted = KEPT.to_vec();
        noted.push(("2026-11-28", "dd"));
        assert_eq!(first_misfit(&walked(&noted, "2026-11-29"), KEPT), None);
        assert_eq!(first_misfit(&Walked::default(), []), None);
    }

    #[test]
    fn what_was_cut_off_is_told_from_what_was_rewritten() {
        let cut =
            |last: &str| Some(Misfit::CutOff { date: "2026-11-26".into(), last: last.into() });
        let first = walked(&[("2026-11-25", "aa")], "2026-11-25");
        assert_eq!(first_misfit(&first, KEPT), cut("2026-11-25"));
        let empty = first_misfit(&Walked::default(), KEPT).unwrap().to_string();
        assert!(empty.contains("cut off") && empty.contains("is empty"), "{empty}");
        // Cut off, and gone on since.
        let on = walked(&[("2026-11-25", "aa"), ("2026-11-28", "dd")], "2026-11-28");
        let found = first_misfit(&on, KEPT).unwrap();
        let rewritten = Misfit::Rewritten { date: "2026-11-26".into(), sound: "2026-11-25".into() };
        assert_eq!(found, rewritten);
        assert!(found.to_string().contains("the head of 2026-11-25 still fits"));
        // Another hash on the same day, and the right hash on another day.
        let other = walked(&[("2026-11-25", "aa"), ("2026-11-26", "xx")], "2026-11-27");
        assert_eq!(first_misfit(&other, KEPT), Some(rewritten));
        let moved = walked(&[("2026-11-24", "aa"), ("2026-11-27", "xx")], "2026-11-27");
        let none = Misfit::Rewritten { date: "2026-11-25".into(), sound: String::new() };
        assert_eq!(first_misfit(&moved, KEPT), Some(none));
    }

    #[test]
    fn what_is_signed_says_day_and_hash_and_nothing_else() {
        assert_eq!(signed_text("2026-11-27", "cc"), "biaogan journal head 1\n2026-11-27\ncc\n");
    }
}
