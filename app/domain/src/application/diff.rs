//! What differs between two states of a dossier: field by field, and within a text word by
//! word. Chinese has no blanks between words, so every Han character stands alone; runs of
//! letters and digits stay together.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::Answers;
use super::field::Slot;
use super::version::FrozenFile;

/// A stretch of text and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", content = "text", rename_all = "snake_case")]
pub enum Piece {
    /// In both.
    Same(String),
    /// In the earlier one alone.
    Gone(String),
    /// In the later one alone.
    New(String),
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Key of the field.
    pub key: String,
    /// Its text before; empty when there was none.
    pub before: String,
    /// Its text after; empty when there is none.
    pub after: String,
    /// From the one to the other.
    pub pieces: Vec<Piece>,
}

/// A file that was added or taken off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChange {
    /// Where it belongs.
    pub slot: Slot,
    /// Its name.
    pub name: String,
    /// Taken off; otherwise added.
    pub gone: bool,
}

/// Pairs of units compared at most: a cap on the work that two long texts without anything in
/// common can ask for. Beyond it whole sentences are compared, then the texts as a whole.
const PAIRS_MAX: usize = 6_000_000;

/// The fields that differ, in the order of their keys.
pub fn answers(before: &Answers, after: &Answers) -> Vec<Change> {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let text = |a: &Answers, k: &str| a.get(k).cloned().unwrap_or_default();
    keys.into_iter()
        .map(|k| (k, text(before, k), text(after, k)))
        .filter(|(_, b, a)| b != a)
        .map(|(key, before, after)| {
            let pieces = self::text(&before, &after);
            Change { key: key.clone(), before, after, pieces }
        })
        .collect()
}

/// The files that differ: what was taken off, then what was added.
pub fn files(before: &[FrozenFile], after: &[FrozenFile]) -> Vec<FileChange> {
    let only = |these: &[FrozenFile], those: &[FrozenFile], gone| {
        these
            .iter()
            .filter(|f| !those.iter().any(|o| (o.slot, &o.sha256) == (f.slot, &f.sha256)))
            .map(|f| FileChange { slot: f.slot, name: f.name.clone(), gone })
            .collect::<Vec<_>>()
    };
    let mut found = only(before, after, true);
    found.extend(only(after, before, false));
    found
}

/// From one text to another. Joined, what is the same and gone gives the first, what is the
/// same and new the second.
pub fn text(before: &str, after: &str) -> Vec<Piece> {
    let (words, sentences) = ((words(before), words(after)), (cut(before), cut(after)));
    let fits = |x: &(Vec<&str>, Vec<&str>)| different(&x.0, &x.1) <= PAIRS_MAX;
    if fits(&words) {
        compared(&words.0, &words.1)
    } else if fits(&sentences) {
        compared(&sentences.0, &sentences.1)
    } else {
        compared(&[before], &[after])
    }
}

/// Pairs left to compare once the common beginning and end are taken off.
fn different(a: &[&str], b: &[&str]) -> usize {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    (a.len() - tail).saturating_mul(b.len() - tail)
}

fn compared(a: &[&str], b: &[&str]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |piece: fn(String) -> Piece, units: &[&str]| {
        let text = units.concat();
        if !text.is_empty() {
            pieces.push(piece(text));
        }
    };
    for op in capture_diff_slices(Algorithm::Myers, a, b) {
        let (old, new) = (&a[op.old_range()], &b[op.new_range()]);
        match op.tag() {
            DiffTag::Equal => push(Piece::Same, old),
            DiffTag::Delete => push(Piece::Gone, old),
            DiffTag::Insert => push(Piece::New, new),
            DiffTag::Replace => {
                push(Piece::Gone, old);
                push(Piece::New, new);
            }
        }
    }
    pieces
}

/// Runs of letters and digits; every other character alone.
fn words(text: &str) -> Vec<&str> {
    units(text, |before, c| {
        let joins = |c: char| c.is_alphanumeric() && !han(c);
        !(joins(before) && joins(c))
    })
}

/// Sentences with the mark or the line break that ends them.
fn cut(text: &str) -> Vec<&str> {
    units(text, |before, _| "。！？；\n.!?;".contains(before))
}

fn units(text: &str, parts: impl Fn(char, char) -> bool) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut before) = (0, None);
    for (at, c) in text.char_indices() {
        if before.is_some_and(|b| parts(b, c)) {
            found.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

fn han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(pieces: &[Piece]) -> (String, String) {
        let mut both = (String::new(), String::new());
        for p in pieces {
            match p {
                Piece::Same(t) => {
                    both.0.push_str(t);
                    both.1.push_str(t);
                }
                Piece::Gone(t) => both.0.push_str(t),
                Piece::New(t) => both.1.push_str(t),
            }
        }
        both
    }

    #[test]
    fn a_change_is_found_at_the_character_in_chinese_and_at_the_word_in_english() {
        assert_eq!(
            text("合格率由95.2%升至98.6%", "合格率由95.2%升至99.1%"),
            [
                Piece::Same("合格率由95.2%升至".into()),
                Piece::Gone("98".into()),
                Piece::New("99".into()),
                Piece::Same(".".into()),
                Piece::Gone("6".into()),
                Piece::New("1".into()),
                Piece::Same("%".into()),
            ]
        );
        assert_eq!(
            text("three pilot lines", "three product lines"),
            [
                Piece::Same("three ".into()),
                Piece::Gone("pilot".into()),
                Piece::New("product".into()),
                Piece::Same(" lines".into()),
            ]
        );
        assert_eq!(text("", ""), []);
        assert_eq!(text("质量", ""), [Piece::Gone("质量".into())]);
    }

    #[test]
    fn fields_and_files_that_differ_are_named() {
        let a = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect::<Answers>()
        };
        let found = answers(&a(&[("x", "1"), ("y", "1")]), &a(&[("x", "1"), ("z", "2")]));
        let names: Vec<_> = found.iter().map(|c| (c.key.as_str(), c.after.as_str())).collect();
        assert_eq!(names, [("y", ""), ("z", "2")]);
        let file = |name: &str, sha: &str| FrozenFile {
            slot: Slot::Scan,
            name: name.into(),
            size: 1,
            sha256: sha.into(),
        };
        let found = files(&[file("a", "1"), file("b", "2")], &[file("b", "2"), file("c", "3")]);
        let names: Vec<_> = found.iter().map(|f| (f.name.as_str(), f.gone)).collect();
        assert_eq!(names, [("a", true), ("c", false)]);
    }

    /// The longest answers that are kept, with nothing in common: bounded work, a true answer.
    #[test]
    fn two_long_texts_without_anything_in_common_are_compared_all_the_same() {
        let long = |from: u32| -> String {
            (0..20_000).filter_map(|i| char::from_u32(from + i % 900)).collect()
        };
        let (before, after) = (long(0x4E00), long(0x6000));
        assert_eq!(joined(&text(&before, &after)), (before, after));
    }

    proptest::proptest! {
        #[test]
        fn pieces_joined_give_both_texts(a in "[ab质量 1。\n]{0,30}", b in "[ab质量 1。\n]{0,30}") {
            proptest::prop_assert_eq!(joined(&text(&a, &b)), (a, b));
        }
    }
}
