//! Whatever arrives, something is answered.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::{Book, LIMITS, archive, inline};
use crate::{pasted, read};

/// A workbook with something of everything.
fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        let mut book = Book::of(&format!(
            r#"<row r="1">{}<c r="B1" t="s"><v>0</v></c></row><row r="2"><c r="A2" s="1"><v>46082.5</v></c>
               <c r="B2" t="b"><v>1</v></c><c r="C2"><f t="shared" si="0" ref="C2:C3">1+1</f><v>2</v></c></row>"#,
            inline("甲")
        ));
        book.strings = r#"<sst count="1" uniqueCount="1"><si><t>乙</t></si></sst>"#.into();
        book
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes, &LIMITS);
        for begins in [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xef\xbb\xbf", b"\xff\xfe", b"a,\"b\r"] {
            let _ = read(&[begins, &bytes].concat(), &LIMITS);
        }
    }

    #[test]
    fn random_text(text in "([\",;\t\r\n'=\u{1}]|a|字|　){0,40}") {
        for sheet in [read(text.as_bytes(), &LIMITS), pasted(&text, &LIMITS)].into_iter().flatten() {
            let mut last = 0;
            for row in &sheet.rows {
                prop_assert!(row.number > last && row.cells.len() >= sheet.header.len());
                prop_assert!(row.cells.iter().any(|cell| !cell.is_empty()));
                last = row.number;
            }
        }
    }

    #[test]
    fn a_workbook_with_a_byte_changed(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = book().bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read(&bytes, &LIMITS);
    }

    #[test]
    fn a_part_with_something_in_it(
        part in 0..6usize,
        at in any::<prop::sample::Index>(),
        length in 0..40usize,
        insert in "[<>/=\"'0-9a-zA-Z:&;! \\[\\]?-]{0,12}",
    ) {
        let mut parts = book().parts().map(|(name, content)| (name, content.to_vec())).to_vec();
        let content = &mut parts[part].1;
        let from = at.index(content.len());
        let to = content.len().min(from + length);
        content.splice(from..to, insert.bytes());
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (*name, content.as_slice())).collect();
        let _ = read(&archive(&parts), &LIMITS);
    }
}

#[test]
fn the_workbook_itself_is_read() {
    let sheet = read(&book().bytes(), &LIMITS).expect("a table");
    assert_eq!(sheet.header, ["甲", "乙"]);
    assert_eq!(sheet.rows[0].cells, ["2026-03-01T12:00:00", "TRUE", "2"]);
}
