//! Names of files: shown and saved without tricks.

use super::Kind;

/// Characters of a name's stem at most.
const STEM_MAX: usize = 80;

/// A name that is safe to show and to save: no path, no control characters, nothing that turns
/// the direction of reading, at most 80 characters, with the ending its content calls for.
pub fn clean_name(name: &str, kind: Kind) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
    let stem: String = stem.chars().filter(|c| shown(*c)).take(STEM_MAX).collect();
    let stem = stem.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let stem = if reserved(stem) { format!("_{stem}") } else { stem.to_owned() };
    format!("{}.{}", if stem.is_empty() { "file" } else { &stem }, kind.ending())
}

/// Whether a character may stand in a name: it can be seen, it means nothing to a file system,
/// and it does not change how its neighbours are read.
fn shown(c: char) -> bool {
    let turns = matches!(c,
        '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}');
    !c.is_control() && !turns && !"<>:\"|?*".contains(c)
}

/// Names that Windows keeps for devices, whatever their ending.
fn reserved(stem: &str) -> bool {
    let upper = stem.to_ascii_uppercase();
    let first = upper.split('.').next().unwrap_or_default().trim_end();
    matches!(first, "CON" | "PRN" | "AUX" | "NUL")
        || first
            .strip_prefix("COM")
            .or(first.strip_prefix("LPT"))
            .is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_lose_paths_tricks_and_wrong_endings() {
        for (sent, kept) in [
            ("../../etc/passwd", "passwd.pdf"),
            (r"C:\文件\审计报告.PDF", "审计报告.pdf"),
            ("a\u{202E}fdp.exe", "afdp.pdf"),
            ("a\u{2067}b\u{200F}c.pdf", "abc.pdf"),
            ("审计\u{0}报告\n.pdf", "审计报告.pdf"),
            ("", "file.pdf"),
            ("...", "file.pdf"),
            ("con.pdf", "_con.pdf"),
            ("LPT1", "_LPT1.pdf"),
            (" 营业执照 .jpg", "营业执照.pdf"),
        ] {
            assert_eq!(clean_name(sent, Kind::Pdf), kept, "{sent:?}");
        }
        assert_eq!(clean_name(&"长".repeat(500), Kind::Png).chars().count(), STEM_MAX + 4);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn any_name_is_survived(name in "\\PC{0,120}|.{0,120}") {
            let n = clean_name(&name, Kind::Png);
            let tricks = ['/', '\\', '\0', '"', '\u{202E}'];
            prop_assert!(n.ends_with(".png") && !n.contains(tricks));
            prop_assert!(n.chars().count() <= STEM_MAX + 5 && !n.starts_with('.'));
            // Cleaning a clean name changes nothing.
            prop_assert_eq!(clean_name(&n, Kind::Png), n);
        }
    }
}
