//! A content without what it says of its author (Art. 15, blind review): what stands beside the text and the
//! picture, never the text or the picture itself. Readers of nested formats may panic: then there is none.

use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use domain::application::files::{Kind, frame, sniff};
use lopdf::Object;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::pdf;

/// Bytes all parts of a document that are rewritten unpack to at most.
const UNPACKED_MAX: u64 = 256 * 1024 * 1024;

/// Properties of a document that says nothing.
const CORE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>";
const APP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>";
const CUSTOM: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>";

/// Attributes that name who wrote, changed or commented.
const NAMES: [&str; 5] = ["w:author=", "w:initials=", "w15:author=", "w15:userId=", "initials="];

/// The content without its author.
pub fn of(content: &[u8]) -> Option<Bytes> {
    let cut = || match sniff(content)? {
        Kind::Png => png(content),
        Kind::Jpeg => frame::jpeg_unsigned(content).ok(),
        Kind::Pdf => paper(content),
        Kind::Docx | Kind::Pptx => office(content),
    };
    let cut = catch_unwind(AssertUnwindSafe(cut)).ok().flatten();
    cut.map(Bytes::from)
}

/// Without texts, EXIF and the time of the last change.
fn png(content: &[u8]) -> Option<Vec<u8>> {
    const HEAD: usize = 8;
    let mut out = content.get(..HEAD)?.to_vec();
    let mut rest = content.get(HEAD..)?;
    while !rest.is_empty() {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?);
        let whole = usize::try_from(length).ok()?.checked_add(12)?;
        let (chunk, after) = (rest.get(..whole)?, rest.get(whole..)?);
        if !matches!(chunk.get(4..8)?, b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" | b"tIME") {
            out.extend_from_slice(chunk);
        }
        rest = after;
    }
    Some(out)
}

/// Without properties, XMP, and the names of who annotated.
fn paper(content: &[u8]) -> Option<Vec<u8>> {
    let mut document = pdf::load(content, None).ok()?;
    let info = document.trailer.remove(b"Info").and_then(|o| o.as_reference().ok());
    let mut gone: Vec<lopdf::ObjectId> = info.into_iter().collect();
    for object in document.objects.values_mut() {
        let dictionary = match object {
            Object::Dictionary(d) => d,
            Object::Stream(s) => &mut s.dict,
            _ => continue,
        };
        if let Some(Object::Reference(id)) = dictionary.remove(b"Metadata") {
            gone.push(id);
        }
        if dictionary.has_type(b"Annot") || dictionary.has(b"Subtype") && dictionary.has(b"Rect") {
            dictionary.remove(b"T");
        }
    }
    for id in gone {
        document.objects.remove(&id);
    }
    let mut out = Vec::new();
    document.save_to(&mut out).ok()?;
    Some(out)
}

/// Without properties, and without the names of who wrote and commented.
fn office(content: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(content)).ok()?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut left = UNPACKED_MAX;
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).ok()?;
        let name = part.name().ok()?.into_owned();
        let empty = match name.as_str() {
            "docProps/core.xml" => Some(CORE),
            "docProps/app.xml" => Some(APP),
            "docProps/custom.xml" => Some(CUSTOM),
            _ => None,
        };
        let signed =
            (name.starts_with("word/") || name.starts_with("ppt/")) && name.ends_with(".xml");
        if let Some(text) = empty {
            writer.start_file(name, packed).ok()?;
            writer.write_all(text.as_bytes()).ok()?;
        } else if signed {
            let mut text = String::new();
            left = left.checked_sub(part.size())?;
            part.by_ref().take(UNPACKED_MAX).read_to_string(&mut text).ok()?;
            writer.start_file(name, packed).ok()?;
            writer.write_all(unsigned(&text).as_bytes()).ok()?;
        } else {
            writer.raw_copy_file(part).ok()?;
        }
    }
    Some(writer.finish().ok()?.into_inner())
}

/// A part without the names of who wrote and commented, in whichever quotes they stand.
fn unsigned(xml: &str) -> String {
    let mut text = xml.to_owned();
    for name in NAMES {
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find(name) {
            let (before, value) = rest.split_at(at + name.len());
            out.push_str(before);
            rest = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    out.push(quote);
                    value[1..].find(quote).map_or("", |end| &value[end + 1..])
                }
                _ => value,
            };
        }
        out.push_str(rest);
        text = out;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
        [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], name, data, &[0; 4]].concat()
    }

    #[test]
    fn art_15_a_picture_keeps_its_picture_and_loses_its_author() {
        let head = b"\x89PNG\r\n\x1a\n".to_vec();
        let (picture, author) = (chunk(b"IDAT", b"dots"), chunk(b"tEXt", b"Author\0Somebody"));
        let whole =
            [head.clone(), chunk(b"IHDR", &[0; 13]), author, picture, chunk(b"IEND", b"")].concat();
        let cut = png(&whole).unwrap();
        assert!(!cut.windows(8).any(|w| w == b"Somebody") && cut.windows(4).any(|w| w == b"dots"));
        assert_eq!(png(&cut).unwrap(), cut);
        assert_eq!(png(&whole[..20]), None);
    }

    #[test]
    fn art_15_a_document_loses_its_properties_and_the_names_of_its_changes() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let parts = [
            ("docProps/core.xml", "<a>Somebody</a>"),
            ("docProps/custom.xml", "<a>Somebody</a>"),
            ("word/document.xml", "<w:p><w:ins w:id=\"1\" w:author=\"Somebody\">新</w:ins></w:p>"),
            (
                "word/people.xml",
                "<w15:person w15:author='Somebody'><w15:presenceInfo w15:userId=\"S::a@b.example\"/></w15:person>",
            ),
            ("word/media/a.bin", "dots"),
        ];
        for (name, text) in parts {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        let whole = writer.finish().unwrap().into_inner();
        let cut = office(&whole).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(cut)).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert_eq!(read("docProps/core.xml"), CORE);
        assert_eq!(read("docProps/custom.xml"), CUSTOM);
        assert_eq!(
            read("word/document.xml"),
            "<w:p><w:ins w:id=\"1\" w:author=\"\">新</w:ins></w:p>"
        );
        assert_eq!(
            read("word/people.xml"),
            "<w15:person w15:author=''><w15:presenceInfo w15:userId=\"\"/></w15:person>"
        );
        assert_eq!(read("word/media/a.bin"), "dots");
        assert_eq!(office(b"none"), None);
    }

    #[test]
    fn art_15_a_pdf_loses_its_properties() {
        let mut document = lopdf::Document::with_version("1.5");
        let info = document
            .add_object(lopdf::dictionary! { "Author" => Object::string_literal("Somebody") });
        document.trailer.set("Info", info);
        let page = document.add_object(lopdf::dictionary! { "Type" => "Page" });
        let pages = document.add_object(
            lopdf::dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 },
        );
        let root =
            document.add_object(lopdf::dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", root);
        let mut whole = Vec::new();
        document.save_to(&mut whole).unwrap();
        assert!(whole.windows(8).any(|w| w == b"Somebody"));
        let cut = paper(&whole).unwrap();
        assert!(!cut.windows(8).any(|w| w == b"Somebody"));
        assert_eq!(pdf::load(&cut, None).unwrap().page_iter().count(), 1);
    }
}
