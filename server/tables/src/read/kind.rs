//! What a file is, by its first bytes: names lie, and browsers guess.

use super::unreadable::Unreadable;

/// The container of Office files before 2007, and of encrypted ones ever since.
const OLE2: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The first entry of an archive.
const ZIP: &[u8] = b"PK\x03\x04";
/// Files that could pass for text up to some byte, or whose bytes GB18030 would accept.
const OTHERS: [&[u8]; 13] = [
    b"%PDF",
    b"%!PS",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"MZ",
    b"\x7fELF",
    // An archive without entries, and a part of a divided one.
    b"PK\x05\x06",
    b"PK\x07\x08",
];
/// What pages and XML that only call themselves tables begin with.
const MARKUP: [&[u8]; 6] = [b"<!doctype", b"<?xml", b"<html", b"<table", b"<meta", b"<workbook"];
/// Bytes in which the names of the parts of an OLE2 container are looked for.
const NAMES: usize = 4 * 1024 * 1024;

/// What is read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip archive, which may be a workbook.
    Workbook,
    /// Text, which may be a table.
    Text,
}

pub(super) fn of(bytes: &[u8]) -> Result<Kind, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.starts_with(OLE2) {
        return Err(ole2(bytes));
    }
    if bytes.starts_with(ZIP) {
        return Ok(Kind::Workbook);
    }
    let others = OTHERS.iter().any(|begins| bytes.starts_with(begins));
    if others || is_markup(bytes) { Err(Unreadable::UnknownKind) } else { Ok(Kind::Text) }
}

/// Parts of a container are named in UTF-16.
fn ole2(bytes: &[u8]) -> Unreadable {
    let place = &bytes[..bytes.len().min(NAMES)];
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        place.windows(name.len()).any(|window| window == name)
    };
    if has("EncryptedPackage") {
        Unreadable::Encrypted
    } else if has("Workbook") || has("Book") {
        Unreadable::OldFormat
    } else {
        Unreadable::UnknownKind
    }
}

fn is_markup(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |markup: &&[u8]| {
        text.get(..markup.len()).is_some_and(|start| start.eq_ignore_ascii_case(markup))
    };
    MARKUP.iter().any(begins)
}
