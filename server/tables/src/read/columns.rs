//! Which column is meant by what its head says.

use serde::{Deserialize, Serialize};

/// Several columns of a table claim to be the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Double {
    /// The wanted column, by its place in the list of wanted ones.
    pub wanted: usize,
    /// The columns that claim to be it, counted from 0.
    pub columns: Vec<usize>,
}

/// Finds each wanted column in a head. A wanted column has several names, say a Chinese and an
/// English one; for each the answer is a column counted from 0, or none.
///
/// Blanks, upper and lower case, full-width signs, marks of required columns (`*`) and colons make
/// no difference. A remark in brackets at the end (`姓名（必填）`) is passed over where no head
/// fits as it stands.
///
/// # Errors
///
/// Every wanted column that several heads fit.
pub fn columns(header: &[String], wanted: &[&[&str]]) -> Result<Vec<Option<usize>>, Vec<Double>> {
    let heads: Vec<String> = header.iter().map(|head| normal(head)).collect();
    let mut found = Vec::with_capacity(wanted.len());
    let mut doubles = Vec::new();
    for (at, names) in wanted.iter().enumerate() {
        let names: Vec<String> = names.iter().map(|name| normal(name)).collect();
        let fits = |head: &str| !head.is_empty() && names.iter().any(|name| name == head);
        let mut columns = all(&heads, fits);
        if columns.is_empty() {
            columns = all(&heads, |head| fits(without_remark(head)));
        }
        found.push(columns.first().copied());
        if columns.len() > 1 {
            doubles.push(Double { wanted: at, columns });
        }
    }
    if doubles.is_empty() { Ok(found) } else { Err(doubles) }
}

fn all(heads: &[String], fits: impl Fn(&str) -> bool) -> Vec<usize> {
    heads.iter().enumerate().filter(|(_, head)| fits(head)).map(|(at, _)| at).collect()
}

fn normal(text: &str) -> String {
    let narrow = text.chars().map(half_width);
    let kept = narrow.filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}');
    let text: String = kept.flat_map(char::to_lowercase).collect();
    text.trim_matches(['*', ':']).to_owned()
}

/// Full-width signs stand in the same order as those of ASCII.
fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xff00 + 0x20).unwrap_or(character)
        }
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        _ => character,
    }
}

/// A head without the remark at its end; the whole of it where nothing would be left.
fn without_remark(head: &str) -> &str {
    let open = match head.chars().next_back() {
        Some(')') => '(',
        Some(']') => '[',
        _ => return head,
    };
    match head.rfind(open) {
        Some(at) if at > 0 => head[..at].trim_end_matches(['*', ':']),
        _ => head,
    }
}
