//! Settings that are typed as lists.

use crate::facts::text::half_width;
use crate::facts::uscc::Uscc;
use crate::season::PastWinner;
use crate::season::edit::Fault;
use crate::season::rows::whole;

pub(super) fn choice(text: &str) -> Result<bool, Fault> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Fault::NotOffered),
    }
}

/// Words out of lines or commas, each once, at most fifty of at most twenty characters.
pub(super) fn words(text: &str) -> Result<Vec<String>, Fault> {
    let mut found: Vec<String> = Vec::new();
    for word in text.split(['\n', '\r', ',', '，', '、', ';', '；', '\t']) {
        let word = half_width(word);
        if word.chars().count() > 20 {
            return Err(Fault::TooLong { max: 20 });
        }
        if !word.is_empty() && !word.contains(char::is_control) && !found.contains(&word) {
            found.push(word);
        }
    }
    if found.len() > 50 { Err(Fault::TooManyRows { max: 50 }) } else { Ok(found) }
}

/// Prefixes of industry codes: a section's letter, or two to four digits, or both.
pub(super) fn codes(text: &str) -> Result<Vec<String>, Fault> {
    let found = words(text)?;
    for (i, code) in found.iter().enumerate() {
        let digits = code.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let letters = code.len() - digits.len();
        let fits = letters <= 1
            && digits.len() <= 4
            && letters + digits.len() > 0
            && digits.bytes().all(|b| b.is_ascii_digit());
        if !fits {
            return Err(Fault::BadLine { line: i + 1 });
        }
    }
    Ok(found)
}

/// Earlier winners, one a line.
pub(super) fn winners(text: &str) -> Result<Vec<PastWinner>, Fault> {
    let mut found = Vec::new();
    for (i, line) in text.lines().enumerate().filter(|l| !l.1.trim().is_empty()) {
        let bad = Fault::BadLine { line: i + 1 };
        let cells: Vec<String> = line.split('\t').map(half_width).collect();
        let [year, uscc, organisation, title] = &cells[..] else { return Err(bad) };
        let year =
            whole(year, 2000, 2100).ok().and_then(|y| i32::try_from(y).ok()).ok_or(bad.clone())?;
        let long = organisation.chars().count() > 100 || title.chars().count() > 200;
        if organisation.is_empty() || long || (!uscc.is_empty() && Uscc::parse(uscc).is_err()) {
            return Err(bad);
        }
        found.push(PastWinner {
            year,
            uscc: uscc.clone(),
            organisation: organisation.clone(),
            title: title.clone(),
            revoked: None,
        });
    }
    if found.len() > 5_000 { Err(Fault::TooManyRows { max: 5_000 }) } else { Ok(found) }
}
