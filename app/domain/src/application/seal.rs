//! Is this the dossier that was printed and sealed? The print carries its fingerprint; whoever
//! holds the sealed print compares it with the dossier as it stands.

use serde::{Deserialize, Serialize};

use crate::facts::text::half_width;

/// Characters of a fingerprint that must be given at least: 32 bits.
pub const LEAST: usize = 8;
/// Characters of a fingerprint that are printed in large type and carried by the QR code.
pub const SHORT: usize = 12;
/// What stands before the fingerprint in the keywords of a PDF.
pub const MARK: &str = "biaogan-fingerprint-";

/// What a comparison found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// It is this dossier, unchanged.
    Equal,
    /// It is another, or was changed since.
    Different,
    /// Too few characters, or others than a fingerprint has.
    Unreadable,
    /// The file carries no fingerprint that a program can read: compare by eye.
    ByEye,
}

/// Compares what was read off a print with the dossier's fingerprints. Blanks, hyphens, full
/// width and capitals do not matter, and O, I and l are taken for the digits they resemble.
pub fn compare(typed: &str, fingerprints: &[&str]) -> Match {
    let read: Vec<char> = half_width(typed)
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '·' | '…' | '.'))
        .map(|c| match c {
            'o' => '0',
            'i' | 'l' => '1',
            c => c,
        })
        .collect();
    if read.len() < LEAST || read.len() > 64 || !read.iter().all(char::is_ascii_hexdigit) {
        return Match::Unreadable;
    }
    let begins = |f: &&str| f.chars().take(read.len()).eq(read.iter().copied());
    if fingerprints.iter().any(begins) { Match::Equal } else { Match::Different }
}

/// Looks into a PDF for the fingerprint its print was made with: there when it was sealed
/// electronically, gone when it was printed and scanned.
pub fn compare_file(content: &[u8], fingerprints: &[&str]) -> Match {
    let mark = MARK.as_bytes();
    let mut rest = content;
    let mut found = Match::ByEye;
    while let Some(at) = rest.windows(mark.len()).position(|w| w == mark) {
        rest = &rest[at + mark.len()..];
        let hex: String = rest
            .iter()
            .take(64)
            .map(|b| char::from(*b))
            .take_while(char::is_ascii_hexdigit)
            .collect();
        if hex.len() == 64 {
            found = compare(&hex, fingerprints);
            if found == Match::Equal {
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const F: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9";
    const S: &str = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

    #[test]
    fn what_is_read_off_paper_is_compared_as_people_type() {
        for typed in [
            "0a1b2c3d",
            "0A1B 2C3D 4E5F",
            "oa1b-2c3d",
            "０ａ１ｂ２ｃ３ｄ",
            "Oalb2c3d",
            F,
            "ffffffff",
        ] {
            assert_eq!(compare(typed, &[F, S]), Match::Equal, "{typed}");
        }
        assert_eq!(compare("0a1b2c3e", &[F, S]), Match::Different);
        for typed in ["", "0a1b2c3", "0a1b2c3g", "零零零零零零零零", &format!("{F}0")] {
            assert_eq!(compare(typed, &[F, S]), Match::Unreadable, "{typed}");
        }
    }

    #[test]
    fn a_file_that_carries_its_fingerprint_needs_no_eye() {
        let file =
            |hash: &str| format!("%PDF-1.7\0\u{fffd} /Keywords({MARK}{hash}) ...").into_bytes();
        assert_eq!(compare_file(&file(F), &[F]), Match::Equal);
        assert_eq!(compare_file(&file(S), &[F]), Match::Different);
        assert_eq!(compare_file(&file("0a1b"), &[F]), Match::ByEye);
        assert_eq!(compare_file(b"%PDF-1.7 a picture", &[F]), Match::ByEye);
        assert_eq!(compare_file(b"", &[F]), Match::ByEye);
    }
}
