//! A text with what went and what came; long stretches that stayed are shortened.

use domain::application::diff::Piece;

use crate::markup::escape;

/// Characters of unchanged text that are kept beside a change.
const BESIDE: usize = 40;

/// The pieces as markup.
pub fn pieces(all: &[Piece]) -> String {
    let last = all.len().saturating_sub(1);
    let mut out = String::new();
    let mut put = |tag: &str, text: &str| {
        out += &format!("<{tag}>");
        escape(&mut out, text);
        out += &format!("</{tag}>");
    };
    for (i, p) in all.iter().enumerate() {
        match p {
            Piece::Same(t) => put("span", &shortened(t, i == 0, i == last)),
            Piece::Gone(t) => put("del", t),
            Piece::New(t) => put("ins", t),
        }
    }
    out
}

/// The beginning and the end of a stretch that stayed, as far as a change stands beside them.
fn shortened(text: &str, first: bool, last: bool) -> String {
    let n = text.chars().count();
    if n <= 2 * BESIDE + 1 {
        return text.to_owned();
    }
    let head: String = text.chars().take(BESIDE).collect();
    let tail: String = text.chars().skip(n - BESIDE).collect();
    match (first, last) {
        (true, true) => text.to_owned(),
        (true, false) => format!("…{tail}"),
        (false, true) => format!("{head}…"),
        (false, false) => format!("{head}…{tail}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_is_shortened_where_no_change_stands_beside_it() {
        let long = "一".repeat(100);
        assert_eq!(shortened(&long, true, false).chars().count(), BESIDE + 1);
        assert_eq!(shortened(&long, false, false).chars().count(), 2 * BESIDE + 1);
        assert_eq!(shortened(&long, true, true), long);
        assert_eq!(shortened("短", false, false), "短");
    }

    #[test]
    fn text_stays_text() {
        let all = [Piece::Gone("<b>".into()), Piece::New("&".into())];
        assert_eq!(pieces(&all), "<del>&lt;b&gt;</del><ins>&amp;</ins>");
    }
}
