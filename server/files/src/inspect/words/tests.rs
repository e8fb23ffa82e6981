//! Words of real documents, and of what is none.

use lopdf::content::{Content, Operation};
use lopdf::{Stream, dictionary, text_string};
use proptest::prelude::*;

use super::*;
use crate::testing::{docx, pdf, png};

/// A PDF with a page for each text, one without any, and what it says of itself.
fn spoken_pdf(pages: &[&str]) -> Vec<u8> {
    let mut doc = Document::with_version("1.5");
    let tree = doc.new_object_id();
    let font = doc.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
    });
    let resources = doc.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let mut kids: Vec<Object> = Vec::new();
    for text in pages {
        let mut operations =
            vec![Operation::new("BT", vec![]), Operation::new("Tf", vec!["F1".into(), 12.into()])];
        if !text.is_empty() {
            operations.push(Operation::new("Tj", vec![Object::string_literal(*text)]));
        }
        operations.push(Operation::new("ET", vec![]));
        let content = Content { operations }.encode().unwrap();
        let content = doc.add_object(Stream::new(dictionary! {}, content));
        kids.push(
            doc.add_object(dictionary! {
                "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            })
            .into(),
        );
    }
    let count = i64::try_from(kids.len()).unwrap();
    let pages = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    doc.objects.insert(tree, Object::Dictionary(pages));
    let xmp = "<x:xmpmeta><rdf:li>演示乙 &amp; 演示丙</rdf:li></x:xmpmeta>".as_bytes().to_vec();
    let metadata = doc.add_object(Stream::new(dictionary! { "Type" => "Metadata" }, xmp));
    let root = doc.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => tree, "Metadata" => metadata,
    });
    let info = doc.add_object(dictionary! { "Author" => text_string("青岛演示甲公司") });
    doc.trailer.set("Root", root);
    doc.trailer.set("Info", info);
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn art_15_a_pdf_tells_its_text_and_its_metadata_and_which_pages_say_nothing() {
    let bytes = spoken_pdf(&["made by ACME-0001", "", "second page"]);
    assert!(super::super::judge(&bytes).is_ok());
    let spoken = of(&bytes);
    assert!(spoken.text.contains("ACME-0001") && spoken.text.contains("second page"));
    assert!(spoken.data.contains(&("Author".into(), "青岛演示甲公司".into())));
    let xmp = spoken.data.iter().find(|d| d.0 == "XMP").unwrap();
    assert!(xmp.1.contains("演示乙 & 演示丙"), "{xmp:?}");
    assert_eq!(spoken.unread, [Unread::NoText { pages: 1 }]);
}

#[test]
fn art_15_a_word_document_tells_its_text_across_runs_and_who_wrote_it() {
    let document = r#"<w:document><w:p><w:r><w:t>青岛演</w:t></w:r><w:r><w:t xml:space="preserve">示甲 &amp; 乙</w:t></w:r></w:p><w:ins w:author="李演示"><w:p><w:t>第二段</w:t></w:p></w:ins></w:document>"#;
    let core = r#"<?xml version="1.0"?><cp:coreProperties><dc:creator>王演示</dc:creator><cp:lastModifiedBy/></cp:coreProperties>"#;
    let mut more: Vec<(&str, &[u8])> = vec![
        ("word/header1.xml", b"<w:hdr><w:p><w:t>HEAD</w:t></w:p></w:hdr>"),
        ("word/styles.xml", b"<w:styles><w:t>STYLE</w:t></w:styles>"),
        ("docProps/core.xml", core.as_bytes()),
        ("word/media/image1.png", b"picture"),
    ];
    more.push(("word/footnotes.xml", document.as_bytes()));
    let spoken = of(&docx(&more));
    assert!(spoken.text.contains("青岛演示甲 & 乙\n第二段"), "{spoken:?}");
    assert!(spoken.text.contains("HEAD") && !spoken.text.contains("STYLE"));
    assert_eq!(
        spoken.data,
        [("creator".to_owned(), "王演示".to_owned()), ("author".to_owned(), "李演示".to_owned())]
    );
    assert_eq!(spoken.unread, [Unread::Picture]);
}

#[test]
fn art_15_what_cannot_be_read_is_told() {
    assert_eq!(of(&png(1, 1)).unread, [Unread::Picture]);
    assert_eq!(of(b"%PDF-1.4 broken").unread, [Unread::Unreadable]);
    assert_eq!(of(b"").unread, [Unread::Unreadable]);
    assert_eq!(of(&pdf("in a comment")).unread, [Unread::NoText { pages: 1 }]);
    let long = "长".repeat(TEXT_MAX / 3 + 10);
    let part = format!("<w:p><w:t>{long}</w:t></w:p>");
    let spoken = of(&docx(&[("word/comments.xml", part.as_bytes())]));
    assert_eq!(spoken.unread, [Unread::Rest]);
    assert!(spoken.text.len() <= TEXT_MAX + 8);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Bytes changed anywhere in a document are read, or told to be unreadable; never a panic that
    /// gets out.
    #[test]
    fn art_15_a_damaged_document_is_read_or_told(
        at in proptest::collection::vec((0..4000usize, proptest::num::u8::ANY), 1..20),
        word in proptest::bool::ANY,
    ) {
        let mut bytes = match word {
            true => docx(&[("docProps/core.xml", b"<a><b>c</b></a>")]),
            false => spoken_pdf(&["one", "two"]),
        };
        for (at, byte) in at {
            let n = bytes.len();
            bytes[at % n] = byte;
        }
        let _ = of(&bytes);
    }
}
