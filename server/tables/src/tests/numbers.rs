//! What a workbook stores as numbers.

use super::{Book, plain, sheet};
use crate::Unreadable;
use crate::tests::refused;

fn cells(xml: &str) -> Vec<String> {
    sheet(Book::row(xml).bytes()).header
}

fn number(value: &str) -> String {
    cells(&format!("<c><v>{value}</v></c>")).remove(0)
}

#[test]
fn numbers_are_plain() {
    for (stored, shown) in [
        ("12", "12"),
        ("1200000.0", "1200000"),
        ("1E+20", "100000000000000000000"),
        ("1.5E-7", "0.00000015"),
        ("0.30000000000000004", "0.3"),
        ("12.340000000000002", "12.34"),
        ("-0", "0"),
        ("-2.5", "-2.5"),
        ("99999999999999.9", "99999999999999.9"),
        ("110101199003070012", "110101199003070000"),
    ] {
        assert_eq!(number(stored), shown, "{stored}");
    }
}

#[test]
fn dates_are_iso() {
    let styled =
        |style, value: &str| cells(&format!(r#"<c s="{style}"><v>{value}</v></c>"#)).remove(0);
    for (style, stored, shown) in [
        (1, "46082", "2026-03-01"),
        (1, "46082.395833333336", "2026-03-01T09:30:00"),
        (1, "46082.99999999999", "2026-03-02"),
        (1, "1", "1900-01-01"),
        // The program believes in this day, no calendar does.
        (1, "60", "60"),
        (1, "-5", "-5"),
        (1, "1e300", &format!("1{}", "0".repeat(300))),
        (3, "0.395833333333333", "09:30:00"),
        (2, "1.0625", "25:30:00"),
        (2, "-0.5", "-12:00:00"),
    ] {
        assert_eq!(styled(style, stored), shown, "{stored}");
    }
    let iso =
        r#"<c t="d"><v>2026-03-01T00:00:00.000</v></c><c t="d"><v>2026-03-01T09:30:00</v></c>"#;
    assert_eq!(cells(iso), ["2026-03-01", "2026-03-01T09:30:00"]);
}

#[test]
fn days_may_be_counted_from_1904() {
    let mut book = Book::row(r#"<c s="1"><v>44620</v></c>"#);
    book.workbook = book.workbook.replace("<sheets>", r#"<workbookPr date1904="1"/><sheets>"#);
    assert_eq!(sheet(book.bytes()).header, ["2026-03-01"]);
}

#[test]
fn truth_and_errors_are_what_the_program_shows() {
    let xml = r#"<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="e"><v>#DIV/0!</v></c>"#;
    assert_eq!(cells(xml), ["TRUE", "FALSE", "#N/A", "#DIV/0!"]);
}

#[test]
fn a_formula_is_its_result_and_without_one_it_is_told() {
    let book = Book::of(
        r#"<row><c t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c><f>1+1</f><v>2</v></c></row>
           <row><c t="str"><f>IF(1,"")</f><v></v></c><c><v>3</v></c></row>"#,
    );
    let read = sheet(book.bytes());
    assert_eq!(read.header, ["ab", "2"]);
    assert_eq!(plain(&read), [(2, vec!["", "3"])]);
    let book = Book::of("<row/><row><c><v>1</v></c><c><f>1+1</f></c></row>");
    assert_eq!(refused(book.bytes()), Unreadable::NotCalculated { row: 2, column: 2 });
}
