//! What is no table.

use super::{archive, refused};
use crate::Unreadable;

const OLE2: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

fn ole2(part: &str) -> Vec<u8> {
    let name = part.encode_utf16().flat_map(u16::to_le_bytes);
    OLE2.iter().copied().chain([0; 504]).chain(name).chain([0; 512]).collect()
}

#[test]
fn old_and_locked_workbooks_are_named() {
    assert_eq!(refused(ole2("Workbook")), Unreadable::OldFormat);
    assert_eq!(refused(ole2("Book")), Unreadable::OldFormat);
    assert_eq!(refused(ole2("EncryptedPackage")), Unreadable::Encrypted);
    assert_eq!(refused(ole2("WordDocument")), Unreadable::UnknownKind);
    assert_eq!(refused(OLE2), Unreadable::UnknownKind);
}

#[test]
fn other_kinds_are_not_taken_for_text() {
    for bytes in [
        &b"%PDF-1.7\n1,2"[..],
        b"{\\rtf1 a,b}",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"MZ,1",
        b"\x7fELF",
        b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        b"<html><table><tr><td>1</td></tr></table>",
        b"\xef\xbb\xbf \r\n<?XML version=\"1.0\"?><Workbook/>",
        b"<Table border=1>",
    ] {
        assert_eq!(refused(bytes), Unreadable::UnknownKind, "{bytes:?}");
    }
    // UTF-16 without its mark, and a program's file.
    assert_eq!(refused(b"a\0,\0b\0\n\0"), Unreadable::NotATable);
    assert_eq!(refused(b"\x01\x02\x00\x03"), Unreadable::NotATable);
}

#[test]
fn other_archives_are_no_workbooks() {
    let document = archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
    assert_eq!(refused(document), Unreadable::UnknownKind);
    // The binary kind of workbook.
    assert_eq!(refused(archive(&[("xl/workbook.bin", b"x")])), Unreadable::UnknownKind);
}

#[test]
fn parts_with_a_password_are_told() {
    let mut bytes = archive(&[("xl/workbook.xml", b"<workbook/>")]);
    // The mark of an encrypted entry, in its own head and in the directory.
    for at in 0..bytes.len() - 10 {
        match &bytes[at..at + 4] {
            b"PK\x03\x04" => bytes[at + 6] |= 1,
            b"PK\x01\x02" => bytes[at + 8] |= 1,
            _ => {}
        }
    }
    assert_eq!(refused(bytes), Unreadable::Encrypted);
}
