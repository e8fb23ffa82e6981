//! Text as Chinese keyboards give it: full-width forms, odd spaces, character counts.

/// Folds full-width ASCII (`Ａ１－`) to half-width and every kind of blank (ideographic,
/// no-break, thin…) to a plain space, drops zero-width leftovers of a paste, and trims.
/// Line breaks inside the text stay.
pub fn half_width(s: &str) -> String {
    let folded: String = s.chars().filter_map(fold).collect();
    folded.trim().to_owned()
}

fn fold(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        '\u{3000}' | '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Some(' '),
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => None,
        _ => Some(c),
    }
}

/// The number of visible characters (字): every `char` that is not white space counts as one,
/// so punctuation, digits and Latin letters count, spaces and line breaks do not.
pub fn count_chars(s: &str) -> usize {
    s.chars().filter(|c| !c.is_whitespace()).count()
}

/// A text as it is kept: line breaks of one kind, none of the other control characters (one of the engines cannot
/// store a NUL, and terminals obey some of the rest). Nothing else is lost of it.
pub fn lines(text: &str) -> String {
    let kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    text.replace("\r\n", "\n").chars().filter(kept).collect()
}

/// The same on one line, without blanks around it.
pub fn line(text: &str) -> String {
    lines(text).replace(['\n', '\t'], " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn full_width_forms_and_blanks_become_plain() {
        assert_eq!(half_width("　９１３７－Ａｂ，１．５　"), "9137-Ab,1.5");
        assert_eq!(half_width("张\u{00A0}三\u{200B}"), "张 三");
        assert_eq!(half_width("一\n二"), "一\n二");
        assert_eq!(half_width("￥“五维一体”"), "￥“五维一体”");
        assert_eq!(half_width(" \u{3000}\u{FEFF} "), "");
    }

    #[test]
    fn every_non_blank_character_counts_once() {
        assert_eq!(count_chars("实施“五维一体”的经验。"), 12);
        assert_eq!(count_chars(" a b\n\tＣ　1 "), 4);
        assert_eq!(count_chars(" \n　"), 0);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(s in any::<String>()) {
            let once = half_width(&s);
            prop_assert_eq!(half_width(&once), once);
        }

        #[test]
        fn no_full_width_ascii_is_left(s in "[\u{FF00}-\u{FF60}\u{3000}a-c]{0,20}") {
            let wide = |c: char| ('\u{FF01}'..='\u{FF5E}').contains(&c) || c == '\u{3000}';
            prop_assert!(!half_width(&s).contains(wide));
        }
    }
}
