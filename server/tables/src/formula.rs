//! Texts a spreadsheet program would take for a formula when it opens a CSV file.

/// Characters a formula begins with. Spreadsheet programs of East Asia take the full-width ones
/// for the same.
const BEGINS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// What makes the programs show a text as it is.
const MARK: char = '\'';

/// The text as it may stand in a CSV file: with an apostrophe before what would be a formula.
///
/// A text that looks as if it had been marked already is marked too, so that [`unguard`] gives
/// back exactly what was given here.
pub(crate) fn guard(text: &str) -> String {
    if risky(text) { format!("{MARK}{text}") } else { text.to_owned() }
}

/// The text without the apostrophe of [`guard`].
pub(crate) fn unguard(text: &str) -> &str {
    text.strip_prefix(MARK).filter(|rest| risky(rest)).unwrap_or(text)
}

fn risky(text: &str) -> bool {
    // Marks before it change nothing, so that every text has one marked form of its own.
    let bare = text.trim_start_matches(MARK);
    let begins = bare.trim_start().starts_with(BEGINS);
    // Programs skip these before they look for a formula, some of them only here.
    bare.starts_with(['\t', '\r', '\n']) || begins && !is_number(bare.trim())
}

/// Whether a program reads it as a number: then a sign before it is harmless.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let text = text.strip_suffix('%').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let exponent = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    exponent && digits(whole) && digits(part) && !(whole.is_empty() && part.is_empty())
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
