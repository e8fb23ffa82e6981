//! Attached files: what they are is judged by their content, never by their name.

use sha2::{Digest, Sha256};

/// The media type of a file the season takes (PDF, JPEG, PNG, DOCX), or `None`. A file
/// that begins like one of them but does not end like it is none: half an upload, or
/// something hidden behind a harmless beginning.
pub fn sniff(content: &[u8]) -> Option<&'static str> {
    let tail = &content[content.len().saturating_sub(1024)..];
    let ends_with = |mark: &[u8]| tail.windows(mark.len()).any(|w| w == mark);
    if content.starts_with(b"%PDF-1.") || content.starts_with(b"%PDF-2.") {
        return ends_with(b"%%EOF").then_some("application/pdf");
    }
    if content.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return ends_with(&[0xFF, 0xD9]).then_some("image/jpeg");
    }
    if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        return ends_with(b"IEND").then_some("image/png");
    }
    if content.starts_with(b"PK\x03\x04") {
        let has = |name: &[u8]| content.windows(name.len()).any(|w| w == name);
        // The directory at the end of the archive names a Word document and no macros.
        let word = has(b"word/document.xml") && has(b"[Content_Types].xml");
        return (word && !has(b"vbaProject.bin") && ends_with(b"PK\x05\x06"))
            .then_some("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    }
    None
}

/// A name that is safe to show and to save: no path, no control characters, at most 80
/// characters, with the ending its content calls for.
pub fn clean_name(name: &str, media_type: &str) -> String {
    let ending = match media_type {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        _ => "docx",
    };
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
    let stem: String = stem
        .chars()
        .filter(|c| {
            !c.is_control() && !"<>:\"|?*\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}".contains(*c)
        })
        .take(80)
        .collect();
    let stem = stem.trim().trim_start_matches('.');
    format!("{}.{ending}", if stem.is_empty() { "file" } else { stem })
}

/// SHA-256 of bytes, hexadecimal.
pub fn sha256(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_names_do_not() {
        assert_eq!(sniff(b"%PDF-1.7\n...\n%%EOF\n"), Some("application/pdf"));
        for bad in [
            &b""[..],
            b"%PDF-1.7 cut off",
            b"MZ\x90",
            b"<html>",
            b"PK\x03\x04 plain zip PK\x05\x06",
            b"%PDF",
        ] {
            assert_eq!(sniff(bad), None, "{bad:?}");
        }
        assert_eq!(
            sniff(
                b"PK\x03\x04[Content_Types].xml word/document.xml word/vbaProject.bin PK\x05\x06"
            ),
            None
        );
    }

    #[test]
    fn names_lose_paths_tricks_and_wrong_endings() {
        let pdf = "application/pdf";
        assert_eq!(clean_name("../../etc/passwd", pdf), "passwd.pdf");
        assert_eq!(clean_name(r"C:\文件\审计报告.PDF", pdf), "审计报告.pdf");
        assert_eq!(clean_name("a\u{202E}fdp.exe", pdf), "afdp.pdf");
        assert_eq!(clean_name("", pdf), "file.pdf");
        assert_eq!(clean_name("...", pdf), "file.pdf");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_and_names_are_survived(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200), name in ".{0,120}") {
            let _ = sniff(&bytes);
            let n = clean_name(&name, "image/png");
            proptest::prop_assert!(n.ends_with(".png") && !n.contains('/') && !n.contains('\\'));
        }
    }
}
