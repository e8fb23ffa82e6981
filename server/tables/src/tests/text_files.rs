//! CSV as it comes.

use encoding_rs::{GB18030, GBK};

use super::{LIMITS, plain, refused, sheet};
use crate::{Limits, Unreadable, read};

#[test]
fn encodings_are_told_apart() {
    let text = "姓名,单位\r\n张三,北京㐂𠮷大学\r\n";
    let utf8 = text.as_bytes().to_vec();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let (gb18030, _, lost) = GB18030.encode(text);
    assert!(!lost && gb18030.len() < text.len());
    let wide: Vec<u8> = "\u{feff}姓名\t单位\n张三\t北京㐂𠮷大学"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [utf8, marked, gb18030.into_owned(), wide] {
        let sheet = sheet(bytes);
        assert_eq!(sheet.header, ["姓名", "单位"]);
        assert_eq!(plain(&sheet), [(2, vec!["张三", "北京㐂𠮷大学"])]);
    }
    // GBK is a part of GB18030.
    assert_eq!(sheet(&GBK.encode("姓名,镕,€").0).header, ["姓名", "镕", "€"]);
}

#[test]
fn what_is_in_no_known_encoding_is_told() {
    assert_eq!(refused(b"a,b\n\xff\xff,1"), Unreadable::Encoding);
    assert_eq!(refused(b"\xef\xbb\xbfa\xff"), Unreadable::Encoding);
    // Cut off in the middle of a character.
    let text = "姓名,单位\n张三,北京".as_bytes();
    assert_eq!(refused(&text[..text.len() - 1]), Unreadable::Broken);
    assert_eq!(refused("姓名,a\0b\n"), Unreadable::NotATable);
}

#[test]
fn the_first_line_tells_what_divides_cells() {
    for (text, header) in [
        ("a,b,c\n", vec!["a", "b", "c"]),
        ("a;b;c,d\n", vec!["a", "b", "c,d"]),
        ("a\tb\tc,d\n", vec!["a", "b", "c,d"]),
        ("\n\n\"a;b;c;\n;;\",d\n;;;;", vec!["a;b;c;\n;;", "d"]),
        ("a\n1;2;3", vec!["a"]),
        ("a,b;c", vec!["a", "b;c"]),
    ] {
        assert_eq!(sheet(text).header, header, "{text:?}");
    }
}

#[test]
fn rows_are_numbered_as_the_programs_do() {
    let text = "\n\na,b\n\"1\n\n2\",x\n\n   \n,,\n3,y\n\n\n4,\"z\n\"\n5";
    let sheet = sheet(text);
    assert_eq!(
        plain(&sheet),
        [(4, vec!["1\n\n2", "x"]), (8, vec!["3", "y"]), (11, vec!["4", "z"]), (12, vec!["5", ""])]
    );
}

#[test]
fn all_line_breaks_are_read() {
    for text in
        ["a,b\n1,\"x\ny\"\n", "a,b\r\n1,\"x\r\ny\"\r\n", "a,b\r1,\"x\ry\"\r", "a,b\r1,\"x\ny\""]
    {
        assert_eq!(plain(&sheet(text)), [(2, vec!["1", "x\ny"])], "{text:?}");
    }
    assert_eq!(plain(&sheet("a\r\rb\r")), [(3, vec!["b"])]);
}

#[test]
fn blanks_around_cells_are_no_part_of_them() {
    let sheet = sheet("　姓名　,\u{200b}b\u{a0},\u{feff},\u{7}c\u{7}d\n　 　,  ,\n");
    assert_eq!(sheet.header, ["姓名", "b", "", "cd"]);
    assert!(sheet.rows.is_empty());
}

#[test]
fn a_quotation_mark_that_stays_open_is_told_with_its_row() {
    for (text, row) in [
        ("a,b\n1,\"x\n2,y\n3,z\n", 2),
        ("\"a,b\n1,2\n", 1),
        ("a\n\n\n\"", 4),
        ("a\n\"b\n\nc\"\n\n\"d", 4),
        ("a\n\"\u{1}\n", 2),
        ("a\n\"\n\u{1}\n", 2),
    ] {
        assert_eq!(refused(text), Unreadable::OpenQuote { row }, "{text:?}");
    }
    // One that is closed, with a line that is ours at the end; it is a control character.
    assert!(sheet("a\n\u{1}\n").rows.is_empty());
    assert_eq!(sheet("a\"b,\"c\"d\"\n").header, ["a\"b", "cd\""]);
}

#[test]
fn limits_hold_and_say_where() {
    let rows = |n: usize| format!("a\n{}", "1\n".repeat(n));
    assert_eq!(sheet(rows(5_000)).rows.len(), 5_000);
    assert_eq!(refused(rows(5_001)), Unreadable::TooManyRows { limit: 5_000 });
    assert_eq!(sheet(format!("{}a{}", ",".repeat(63), ",".repeat(99))).header.len(), 64);
    assert_eq!(refused(format!("{}a", ",".repeat(64))), Unreadable::TooManyColumns { limit: 64 });
    let million = vec!["x"; 1_048_577].join(",");
    assert_eq!(refused(million), Unreadable::TooManyColumns { limit: 64 });
    // Characters, not bytes.
    assert_eq!(sheet("字".repeat(2_000)).header[0].chars().count(), 2_000);
    let long = format!("a,b\n\n1,{}", "字".repeat(2_001));
    assert_eq!(refused(long), Unreadable::CellTooLong { row: 3, column: 2, limit: 2_000 });
    let small = Limits { bytes: 3, ..LIMITS };
    assert!(read(b"a\nb", &small).is_ok());
    assert_eq!(read(b"a\nbc", &small), Err(Unreadable::TooLarge { limit: 3 }));
    assert_eq!(crate::pasted("a\nbc", &small), Err(Unreadable::TooLarge { limit: 3 }));
}

#[test]
fn nothing_is_nothing() {
    for text in ["", "\n\n", "\u{feff}", ",,\n , ,　\n", "\u{feff}\r\n"] {
        assert_eq!(refused(text), Unreadable::Empty, "{text:?}");
        let tabs = text.replace(',', "\t");
        assert_eq!(crate::pasted(&tabs, &LIMITS), Err(Unreadable::Empty), "{text:?}");
    }
}

#[test]
fn refusals_are_data() {
    let json = |refusal| serde_json::to_string(&refusal).expect("JSON");
    assert_eq!(json(Unreadable::NotATable), r#"{"code":"not_a_table"}"#);
    let long = Unreadable::CellTooLong { row: 3, column: 2, limit: 9 };
    assert_eq!(json(long), r#"{"code":"cell_too_long","row":3,"column":2,"limit":9}"#);
    assert_eq!(serde_json::from_str::<Unreadable>(&json(long)).expect("a refusal"), long);
}
