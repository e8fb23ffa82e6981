//! Workbooks as programs write them, and as only people with bad intentions do.

use super::{Book, archive, inline, plain, refused, sheet};
use crate::Unreadable;

#[test]
fn rows_keep_their_numbers_in_any_order() {
    let book = Book::of(
        r#"<row r="7"><c r="B7" t="inlineStr"><is><t>五</t></is></c></row>
           <row r="3"><c r="A3"><v>1</v></c><c r="C3" t="inlineStr"><is><t>　三　</t></is></c></row>
           <row r="1048576"><c r="XFD1048576" s="1"/><c r="A9"><v>9</v></c></row>"#,
    );
    let read = sheet(book.bytes());
    assert_eq!(read.header, ["1", "", "三"]);
    assert_eq!(plain(&read), [(7, vec!["", "五", ""]), (9, vec!["9", "", ""])]);
}

#[test]
fn shared_and_rich_texts_are_read_and_phonetic_ones_are_not() {
    let mut book = Book::row(r#"<c t="s"><v>1</v></c><c t="s"><v>0</v></c>"#);
    book.strings = "<sst><si><t xml:space=\"preserve\"> 甲_x000D_\n乙&amp;_x005F_x0041_ </t></si>\
        <si><r><t>张</t></r><r><t>三</t></r><rPh><t>ちょう</t></rPh></si></sst>"
        .into();
    assert_eq!(sheet(book.bytes()).header, ["张三", "甲\n乙&_x0041_"]);
}

#[test]
fn the_first_sheet_people_see_is_read() {
    let mut book = Book::row(&inline("seen"));
    book.workbook = book.workbook.replace(
        "<sheets>",
        r#"<sheets><sheet name="hidden" state="hidden" r:id="h"/><sheet name="chart" r:id="c"/>"#,
    );
    let relation = |id, of, target| {
        format!(r#"<Relationships><Relationship Id="{id}" Type="x/{of}" Target="{target}"/>"#)
    };
    for (id, of) in [("h", "worksheet"), ("c", "chartsheet")] {
        book.relations =
            book.relations.replace("<Relationships>", &relation(id, of, "nowhere.xml"));
    }
    assert_eq!(sheet(book.bytes()).header, ["seen"]);
    book.workbook =
        book.workbook.replace("<sheet name=\"一\"", "<sheet state=\"veryHidden\" name=\"一\"");
    // The hidden one comes first, and its part is missing.
    assert_eq!(refused(book.bytes()), Unreadable::Broken);
    book.workbook =
        "<workbook><sheets><sheet name=\"chart\" r:id=\"c\"/></sheets></workbook>".into();
    assert_eq!(refused(book.bytes()), Unreadable::NotATable);
}

#[test]
fn names_of_parts_may_be_written_in_any_way() {
    let book = Book::row(&inline("a"));
    let [package, relations, workbook, strings, styles, sheet1] = book.parts();
    let parts = [
        package,
        ("XL\\_rels\\Workbook.xml.rels", relations.1),
        ("XL\\Workbook.xml", workbook.1),
        ("xl\\SharedStrings.xml", strings.1),
        ("xl/Styles.xml", styles.1),
        ("xl\\worksheets\\Sheet1.xml", sheet1.1),
    ];
    assert_eq!(sheet(archive(&parts)).header, ["a"]);
    // Twice the same part: which one is read would depend on the program.
    let twice = [&parts[..], &[("xl/worksheets/sheet1.xml", sheet1.1)]].concat();
    assert_eq!(refused(archive(&twice)), Unreadable::Broken);
}

#[test]
fn a_file_cut_anywhere_is_told() {
    let bytes = Book::row(&inline("a")).bytes();
    for cut in 4..bytes.len() {
        assert_eq!(refused(&bytes[..cut]), Unreadable::Broken, "{cut}");
    }
}

#[test]
fn nothing_may_stand_before_or_behind() {
    let bytes = Book::row(&inline("a")).bytes();
    assert_eq!(refused([&bytes[..], b"x"].concat()), Unreadable::Broken);
    assert_eq!(refused([&bytes[..], &bytes[..]].concat()), Unreadable::Broken);
    let hidden = [b"PK\x03\x04<script>", &bytes[..]].concat();
    assert_eq!(refused(hidden), Unreadable::Broken);
    assert_eq!(refused([b"%PDF-1.7\n", &bytes[..]].concat()), Unreadable::UnknownKind);
    assert_eq!(refused([b"a,b\n1,2\n", &bytes[..]].concat()), Unreadable::NotATable);
}

#[test]
fn what_the_reader_panics_or_stumbles_over_is_broken() {
    let mut book = Book::row("");
    book.sheet = "<chartsheet></chartsheet>".into();
    assert_eq!(refused(book.bytes()), Unreadable::NotATable);
    // A range written backwards, a column beyond any number, a text that is not there.
    for sheet in [
        r#"<worksheet><dimension ref="B2:A1"/><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"#,
        r#"<worksheet><sheetData><row><c r="ZZZZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>"#,
        r#"<worksheet><sheetData><row><c t="s"><v>7</v></c></row></sheetData></worksheet>"#,
        "<worksheet><sheetData><row><c><v>1</v>",
    ] {
        let mut book = Book::row("");
        book.sheet = sheet.into();
        let refusal = crate::read(&book.bytes(), &super::LIMITS);
        // What overflows in a build with checks goes around in one without.
        let wraps = matches!(refusal, Ok(_) | Err(Unreadable::TooManyColumns { .. }));
        assert!(
            refusal == Err(Unreadable::Broken) || !cfg!(debug_assertions) && wraps,
            "{sheet}: {refusal:?}"
        );
    }
}

#[test]
fn limits_hold_in_workbooks_too() {
    let far = r#"<row><c r="BM1"><v>1</v></c></row>"#;
    assert_eq!(refused(Book::of(far).bytes()), Unreadable::TooManyColumns { limit: 64 });
    let rows = "<row><c><v>1</v></c></row>".repeat(5_002);
    assert_eq!(refused(Book::of(&rows).bytes()), Unreadable::TooManyRows { limit: 5_000 });
    let long = Book::row(&format!("<c/>{}", inline(&"字".repeat(2_001))));
    assert_eq!(refused(long.bytes()), Unreadable::CellTooLong { row: 1, column: 2, limit: 2_000 });
    assert_eq!(refused(Book::of("<row/>").bytes()), Unreadable::Empty);
}
