//! Small files that ask for much.

use std::time::Instant;

use super::{Book, archive, inline, refused, sheet};
use crate::{Limits, Unreadable};

#[test]
fn what_unpacks_to_gigabytes_is_not_unpacked() {
    let zeros = vec![b' '; 65 << 20];
    let book = Book::row(&inline("a"));
    let mut parts = book.parts().to_vec();
    parts.push(("xl/worksheets/sheet2.xml", &zeros));
    let bytes = archive(&parts);
    assert!(bytes.len() < 1 << 20);
    let start = Instant::now();
    assert_eq!(refused(bytes), Unreadable::Bomb);
    println!("a bomb of 65 MiB is refused after {:?}", start.elapsed());
    // Pictures are not unpacked at all.
    *parts.last_mut().expect("a part") = ("xl/media/image1.xml", &zeros);
    assert_eq!(sheet(archive(&parts)).header, ["a"]);
}

#[test]
fn too_many_entries_are_refused() {
    let book = Book::row(&inline("a"));
    let names: Vec<String> = (0..1_995).map(|n| format!("x{n}.xml")).collect();
    let mut parts = book.parts().to_vec();
    parts.extend(names.iter().map(|name| (name.as_str(), &b""[..])));
    assert_eq!(refused(archive(&parts)), Unreadable::Bomb);
    parts.pop();
    assert_eq!(sheet(archive(&parts)).header, ["a"]);
}

#[test]
fn the_declared_number_of_texts_is_not_believed() {
    for number in ["40000000000", "99999999999999999999", "00000000000000000001"] {
        for before in ["", "a='x'", "xmlns='' count='1' "] {
            let mut book = Book::row(&inline("a"));
            book.strings = format!(r#"<sst {before}uniqueCount="{number}"></sst>"#);
            assert_eq!(refused(book.bytes()), Unreadable::Bomb, "{before} {number}");
        }
    }
    let mut book = Book::row(&inline("a"));
    book.strings = r#"<sst uniqueCount="9999999"></sst>"#.into();
    assert_eq!(sheet(book.bytes()).header, ["a"]);
    book.strings = format!("<sst>{}</sst>", "<si/>".repeat(1_000_001));
    assert_eq!(refused(book.bytes()), Unreadable::Bomb);
}

#[test]
fn one_text_named_by_many_cells_counts_each_time() {
    let limits = Limits { bytes: 10 << 20, rows: 5_000, columns: 64, cell_chars: 32_767 };
    let row = format!("<row>{}</row>", r#"<c t="s"><v>0</v></c>"#.repeat(60));
    for text in ["a".repeat(32_000), " ".repeat(32_000)] {
        let mut book = Book::of(&row.repeat(40));
        book.strings = format!(r#"<sst><si><t xml:space="preserve">{text}</t></si></sst>"#);
        let bytes = book.bytes();
        assert!(bytes.len() < 16 << 10);
        assert_eq!(crate::read(&bytes, &limits), Err(Unreadable::Bomb));
    }
}

#[test]
fn formats_that_copy_a_long_name_are_counted() {
    let long = "x".repeat(100_000);
    let many = r#"<xf fontId="0"/>"#.repeat(2_000);
    let styles = |font: &str, formats: &str| {
        format!(
            "<styleSheet><fonts><font><name val=\"{font}\"/></font></fonts><cellXfs>{formats}</cellXfs></styleSheet>"
        )
    };
    let with = |styles: String| {
        let mut book = Book::row(&inline("a"));
        book.styles = styles;
        book.bytes()
    };
    assert_eq!(refused(with(styles(&long, &many))), Unreadable::Bomb);
    assert_eq!(refused(with(styles("x", &"<xf/>".repeat(200_001)))), Unreadable::Bomb);
    assert_eq!(
        refused(with(format!("<styleSheet>{}</styleSheet>", "<a/>".repeat(1_000_001)))),
        Unreadable::Bomb
    );
    // Each by itself is what a program may have written.
    assert_eq!(sheet(with(styles(&long, ""))).header, ["a"]);
    assert_eq!(sheet(with(styles("宋体", &many))).header, ["a"]);
}

#[test]
fn sheets_that_copy_a_long_path_are_counted() {
    let mut book = Book::row(&inline("a"));
    let sheets = r#"<sheet name="b" r:id="s"/>"#.repeat(1_000);
    book.workbook = book.workbook.replace("</sheets>", &format!("{sheets}</sheets>"));
    assert_eq!(refused(book.bytes()), Unreadable::Bomb);
    let mut book = Book::row(&inline("a"));
    book.relations = book.relations.replace("sheet1", &"x".repeat(128 << 10));
    assert_eq!(refused(book.bytes()), Unreadable::Bomb);
}

#[test]
fn parts_that_are_counted_come_in_utf_8() {
    let mut book = Book::row(&inline("a"));
    book.strings = format!("<?xml version='1.0' encoding='UTF-8'?>{}", book.strings);
    assert_eq!(sheet(book.bytes()).header, ["a"]);
    book.styles = format!("<?xml version='1.0' encoding='iso-2022-jp'?>{}", book.styles);
    assert_eq!(refused(book.bytes()), Unreadable::Encoding);
    let mut parts = book.parts().to_vec();
    let wide: Vec<u8> = "\u{feff}<sst uniqueCount=\"40000000000\"/>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    parts[3].1 = &wide;
    assert_eq!(refused(archive(&parts)), Unreadable::Encoding);
}
