#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use domain::application::files::{FileFault, Kind};
use domain::refusal::Refusal;
use proptest::prelude::*;

use super::judge;
use crate::testing::{TYPES, archive, docx, pdf, pdf_of, pdf_with, png};

#[track_caller]
fn bad(content: &[u8], fault: FileFault) {
    assert_eq!(judge(content).map(|j| j.kind), Err(Refusal::FileBad { fault }));
}

#[track_caller]
fn good(content: &[u8], kind: Kind) {
    let judged = judge(content).unwrap();
    assert_eq!((judged.kind, judged.size), (kind, content.len() as i64));
    assert_eq!(judged.sha256, domain::application::files::sha256(content));
}

#[test]
fn what_a_season_takes_is_taken() {
    good(&pdf("附件"), Kind::Pdf);
    good(&pdf_of(5000, "x"), Kind::Pdf);
    good(&png(800, 600), Kind::Png);
    good(&docx(&[]), Kind::Docx);
    // Links that a person follows, and data that an invoice carries.
    let link = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.com" TargetMode="External"/></Relationships>"#;
    good(&docx(&[("word/_rels/document.xml.rels", link.as_bytes())]), Kind::Docx);
    good(&pdf_with("", "/A<</S/URI/URI(https://example.com)>>"), Kind::Pdf);
    good(&pdf_with("", "/N<</EF<</F 3 0 R>>/F(invoice.xml)/UF(invoice.xml)>>"), Kind::Pdf);
    good(&pdf_with("", "/OpenAction[3 0 R/Fit]"), Kind::Pdf);
}

#[test]
fn what_is_none_of_the_kinds_is_refused_as_such() {
    for content in [
        &b"MZ\x90\x00"[..],
        b"<html><script>",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"GIF89a",
        b"plain text",
        &archive(&[("a.txt", b"a plain archive")]),
        // A spreadsheet is no Word document.
        &archive(&[("[Content_Types].xml", TYPES.as_bytes()), ("xl/workbook.xml", b"<x/>")]),
    ] {
        assert_eq!(judge(content), Err(Refusal::FileKind), "{:?}", &content[..4]);
    }
    assert_eq!(judge(b""), Err(Refusal::FileEmpty));
}

#[test]
fn a_pdf_that_runs_sends_or_opens_something_is_refused() {
    for script in [
        "/OpenAction<</S/JavaScript/JS(app.alert(1))>>",
        "/Names<</JavaScript 3 0 R>>",
        "/AcroForm<</XFA 3 0 R>>",
        "/AA<</WC<</S/#4AavaScript>>>>",
    ] {
        bad(&pdf_with("", script), FileFault::Script);
    }
    for action in [
        "/OpenAction<</S/Launch/F(cmd.exe)>>",
        "/AA<</O<</S/SubmitForm>>>>",
        r"/OpenAction<</S/GoToR/F(\\evil\x)>>",
        "/A[[<</S/ImportData>>]]",
    ] {
        bad(&pdf_with("", action), FileFault::Action);
    }
    for packed in [
        "/N<</EF<</F 3 0 R>>/F(virus.exe)>>",
        "/N<</EF<</F 3 0 R>>/F(a.xml)/UF(a.exe)>>",
        "/N<</EF<</F 3 0 R>>>>",
        "/X<</Type/Annot/Subtype/RichMedia>>",
    ] {
        bad(&pdf_with("", packed), FileFault::Embedded);
    }
}

#[test]
fn a_pdf_that_cannot_be_read_whole_is_refused() {
    bad(b"%PDF-1.7\nhalf", FileFault::Truncated);
    bad(b"%PDF-1.4\n% nothing inside\n%%EOF\n", FileFault::Unreadable);
    bad(b"%PDF-1.7<script>alert(1)</script>%%EOF", FileFault::Unreadable);
    bad(&[&pdf("a")[..], b"PK\x03\x04"].concat(), FileFault::Hidden);
    let locked = String::from_utf8(pdf("a")).unwrap().replace("/Size 4", "/Size 4/Encrypt<</Filter/Standard/V 1/R 2/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)/P -4>>");
    bad(locked.as_bytes(), FileFault::Encrypted);
    // Nested far deeper than any reader goes.
    let deep = format!("/X{}{}", "[".repeat(50_000), "]".repeat(50_000));
    assert!(judge(&pdf_with("", &deep)).is_err());
}

#[test]
fn a_document_with_macros_or_parts_from_elsewhere_is_refused() {
    bad(&docx(&[("word/vbaProject.bin", b"x")]), FileFault::Macros);
    bad(&docx(&[("word/embeddings/a.xlsm", b"x")]), FileFault::Macros);
    let types = TYPES.replace("wordprocessingml.document.main", "x");
    let macros = types.replace("application/vnd", "application/vnd.ms-word.document.macroEnabled");
    bad(
        &archive(&[("[Content_Types].xml", macros.as_bytes()), ("word/document.xml", b"")]),
        FileFault::Macros,
    );
    for relation in [
        r#"<Relationship Type="http://x/attachedTemplate" Target="http://evil/t.dotm" TargetMode="External"/>"#,
        r#"<r:Relationship r:Type='http://x/oleObject' Target='file://x' TargetMode = '&#x45;xternal'></r:Relationship>"#,
        r#"<Relationship TargetMode="EXTERNAL" Type="http://x/hyperlink&#47;frame" Target="x"/>"#,
        r#"<!-- > --><Relationship TargetMode="External" Target="x"/>"#,
    ] {
        bad(&docx(&[("word/_rels/settings.xml.rels", relation.as_bytes())]), FileFault::External);
    }
    let wide: Vec<u8> = "<Relationship TargetMode=\"External\"/>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bad(&docx(&[("word/_rels/a.rels", &wide)]), FileFault::Unreadable);
    bad(&docx(&[("word/_rels/a.rels", b"<!DOCTYPE x [<!ENTITY a 'b'>]>")]), FileFault::Unreadable);
    let package: Vec<u8> = "\u{1}Ole10Native".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bad(&docx(&[("word/embeddings/oleObject1.bin", &package)]), FileFault::Embedded);
    bad(&docx(&[("word/run.exe", b"MZ")]), FileFault::Embedded);
}

#[test]
fn an_archive_that_lies_is_refused() {
    for name in ["../../etc/passwd", "/etc/passwd", r"word\..\x", "C:/x", "word/../../x"] {
        bad(&docx(&[(name, b"x")]), FileFault::Entries);
    }
    bad(&docx(&[("WORD/document.xml", b"x")]), FileFault::Entries);
    bad(&[&docx(&[])[..], b"trailing"].concat(), FileFault::Hidden);
    let whole = docx(&[]);
    bad(&whole[..whole.len() - 30], FileFault::Truncated);
    bad(&[b"PK\x03\x04 in front of it", &whole[..]].concat(), FileFault::Hidden);
    // Two kinds in one file.
    bad(&[&pdf("a")[..], &whole].concat(), FileFault::Hidden);
    bad(&[&png(2, 2)[..], &whole].concat(), FileFault::Hidden);
}

#[test]
fn what_unpacks_to_far_more_than_it_shows_is_refused() {
    let zeros = vec![0; 40 * 1024 * 1024];
    bad(&docx(&[("word/media/image1.bmp", &zeros)]), FileFault::Bomb);
    let many: Vec<(String, Vec<u8>)> =
        (0..2_001).map(|i| (format!("word/{i}.xml"), Vec::new())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(n, c)| (n.as_str(), c.as_slice())).collect();
    bad(&docx(&many), FileFault::Bomb);
    bad(&png(30_000, 30_000), FileFault::Pixels);
}

/// A picture that is left out on loading is not what makes a PDF good or bad.
#[test]
fn pictures_inside_a_pdf_are_not_held_twice() {
    let image = "/X 5 0 R>>\nendobj\n5 0 obj<</Subtype/Image/Length 4>>stream\nabcd\nendstream";
    let content = String::from_utf8(pdf_with("", ""))
        .unwrap()
        .replace("/Count 1", &format!("/Count 1{image}"));
    // The table of places no longer fits; the reader mends it.
    let _ = judge(content.as_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    /// Real documents, bent at some places and cut at the end: judged one way or the other,
    /// without a panic, and never both cut and taken.
    #[test]
    fn bent_documents_are_judged(which in 0..4usize, bends in proptest::collection::vec((0.0..1.0f64, any::<u8>()), 0..6), cut in 0..40usize) {
        let link = br#"<Relationship Type="a/image" Target="media/1.png"/>"#;
        let mut content = match which {
            0 => pdf_with("x", "/Names<</Dests<</Names[(a) 3 0 R]>>>>"),
            1 => docx(&[("word/_rels/document.xml.rels", link)]),
            2 => png(20, 20),
            _ => pdf_of(900, "y"),
        };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        for (share, byte) in bends {
            let at = (share * content.len() as f64) as usize;
            content[at] = byte;
        }
        content.truncate(content.len() - cut);
        let verdict = judge(&content);
        prop_assert!(cut < 8 || verdict.is_err());
    }

    /// Anything at all behind a beginning that is known.
    #[test]
    fn any_bytes_are_judged(head in 0..5usize, bytes in proptest::collection::vec(any::<u8>(), 0..600), tail in 0..3usize) {
        let heads: [&[u8]; 5] = [b"%PDF-1.7\n", &[0xFF, 0xD8, 0xFF], b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b""];
        let tails: [&[u8]; 3] = [b"", b"%%EOF", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"];
        let _ = judge(&[heads[head], &bytes, tails[tail]].concat());
    }

    /// Words of a PDF in any order.
    #[test]
    fn any_words_of_a_pdf_are_judged(words in proptest::collection::vec(0..20usize, 0..60)) {
        const WORDS: [&str; 20] = ["<<", ">>", "[", "]", "1 0 obj", "endobj", "1 0 R", "/Type", "/Catalog", "/Pages 2 0 R", "stream\n", "endstream", "/Length 9999999999", "(", ")", "<41>", "xref\n0 1\n", "trailer", "startxref\n9\n", "/Filter/FlateDecode"];
        let body: Vec<&str> = words.iter().map(|w| WORDS[*w]).collect();
        let _ = judge(format!("%PDF-1.4\n{}\n%%EOF", body.join(" ")).as_bytes());
    }
}
