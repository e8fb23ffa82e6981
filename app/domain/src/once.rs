//! A form that adds something would add it twice when it is sent twice: by a double click, or again after an answer
//! that was lost on the way. What it bears since its page was drawn tells that from two forms that say the same (ADR 0068).

use crate::application::version::digest;
use crate::stamp::DAY;

/// How long what was made of a form is remembered, microseconds.
pub const KEPT: i64 = 7 * DAY;

/// Characters of chance a form bears.
const CHANCE: usize = 32;

/// What the forms of a page are drawn with, out of the chance its answer carries for its scripts; nobody who reads the
/// one knows the other.
pub fn of_page(nonce: &str) -> String {
    digest(&format!("once {nonce}")).chars().take(CHANCE).collect()
}

/// What the form bears that is drawn as the `n`th on such a page.
pub fn of_form(page: &str, n: u32) -> String {
    if page.is_empty() { String::new() } else { format!("{page}-{n}") }
}

/// Whether a form bore this, and no program that sends it by itself.
pub fn is_drawn(once: &str) -> bool {
    let known = |c: char| c.is_ascii_hexdigit() || c == '-';
    (CHANCE..=CHANCE + 11).contains(&once.len()) && once.chars().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_each_page_bears_something_else() {
        let (page, other) = (of_page("a nonce"), of_page("another"));
        assert_eq!(page.len(), CHANCE);
        let forms = [of_form(&page, 0), of_form(&page, u32::MAX), of_form(&other, 0)];
        assert!(forms.iter().all(|once| is_drawn(once)), "{forms:?}");
        assert!(forms[0] != forms[1] && forms[0] != forms[2]);
        assert!(!page.contains("nonce"));
    }

    #[test]
    fn what_no_page_has_drawn_is_told() {
        let long = "0".repeat(200);
        for once in ["", "0", "0123456789abcdef0123456789abcde!", &long, &of_form("", 3)] {
            assert!(!is_drawn(once), "{once}");
        }
    }
}
