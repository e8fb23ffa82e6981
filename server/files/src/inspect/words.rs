//! What a file says in words: text and metadata of PDF and DOCX, as far as the readers we have can
//! take them out. What they cannot is told, never passed over: a scan is a picture, a font without a
//! table of its characters says nothing.
//!
//! The contents were judged when they were uploaded; what is unpacked is bounded all the same, and
//! a reader that panics has found the file unreadable.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use domain::application::files::{Kind, sniff};
use domain::review::traces::Unread;
use lopdf::{Dictionary, Document, Object, decode_text_string};
use service::ports::files::Spoken;
use zip::ZipArchive;

use super::{pdf, relations};

/// Bytes of text of one file that are looked through.
const TEXT_MAX: usize = 4 * 1024 * 1024;
/// Bytes of one thing a file says of itself.
const DATA_MAX: usize = 64 * 1024;
/// Bytes one page, or one part, may unpack to.
const PART_MAX: usize = 16 * 1024 * 1024;
/// How long one file is read; looked at between its pages.
const PATIENCE: Duration = Duration::from_secs(20);
/// Pages of a PDF that are read.
const PAGES: usize = 600;
/// Texts of a PDF beside its pages: bookmarks, notes, what fields of forms hold.
const ASIDE: [&[u8]; 4] = [b"Title", b"Contents", b"V", b"TU"];

/// The words of a content.
pub fn of(content: &[u8]) -> Spoken {
    let look = || match sniff(content) {
        Some(Kind::Pdf) => of_pdf(content),
        // Slides stand in no dossier, and are told from documents by unpacking alone.
        Some(Kind::Docx | Kind::Pptx) => of_docx(content),
        Some(Kind::Png | Kind::Jpeg) => nothing(Unread::Picture),
        None => nothing(Unread::Unreadable),
    };
    catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| {
        tracing::warn!("a reader panicked over the words of a file");
        nothing(Unread::Unreadable)
    })
}

fn nothing(why: Unread) -> Spoken {
    Spoken { unread: vec![why], ..Spoken::default() }
}

/// Adds a line to a text that may not grow for ever; says whether there was room.
fn add(text: &mut String, line: &str) -> bool {
    let room = TEXT_MAX.saturating_sub(text.len());
    let fits = line.len() < room;
    let end = (0..=line.len().min(room)).rev().find(|at| line.is_char_boundary(*at));
    text.push_str(&line[..end.unwrap_or(0)]);
    text.push('\n');
    fits
}

fn of_pdf(content: &[u8]) -> Spoken {
    let began = Instant::now();
    let whole = |d: &Document| d.page_iter().next().is_some();
    let document = pdf::load(content, Some(pdf::without_pictures)).ok().filter(whole);
    let Some(document) = document.or_else(|| pdf::load(content, None).ok().filter(whole)) else {
        return nothing(Unread::Unreadable);
    };
    let mut spoken = Spoken { data: pdf_data(&document), ..Spoken::default() };
    let (mut silent, mut rest, mut broken) = (0, false, false);
    for n in 1..=document.page_iter().count() {
        if n > PAGES || began.elapsed() > PATIENCE || spoken.text.len() >= TEXT_MAX {
            rest = true;
            break;
        }
        let number = u32::try_from(n).unwrap_or(u32::MAX);
        let mut said = String::new();
        for piece in document.extract_text_chunks_with_limit(&[number], PART_MAX) {
            match piece {
                Ok(piece) => said.push_str(&piece),
                Err(_) => broken = true,
            }
        }
        if said.trim().is_empty() {
            silent += 1;
        }
        rest |= !add(&mut spoken.text, &said);
    }
    for object in document.objects.values() {
        let dict = match object {
            Object::Dictionary(d) => d,
            Object::Stream(s) => &s.dict,
            _ => continue,
        };
        for text in ASIDE.iter().filter_map(|key| string(&document, dict, key)) {
            rest |= !add(&mut spoken.text, &text);
        }
    }
    if silent > 0 {
        spoken.unread.push(Unread::NoText { pages: silent });
    }
    if broken {
        spoken.unread.push(Unread::Unreadable);
    }
    if rest {
        spoken.unread.push(Unread::Rest);
    }
    spoken
}

/// A text of a dictionary, wherever it stands.
fn string(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<String> {
    let value = dict.get(key).ok()?;
    let value = document.dereference(value).map_or(value, |(_, value)| value);
    decode_text_string(value).ok().filter(|t| !t.trim().is_empty())
}

/// What a PDF says of itself: its table of information, and its XMP as one text.
fn pdf_data(document: &Document) -> Vec<(String, String)> {
    let mut data = Vec::new();
    let info = document.trailer.get(b"Info").ok();
    let info = info.and_then(|o| document.dereference(o).ok()).and_then(|(_, o)| o.as_dict().ok());
    for (key, _) in info.into_iter().flat_map(Dictionary::iter) {
        if let Some(text) = info.and_then(|info| string(document, info, key)) {
            data.push((String::from_utf8_lossy(key).into_owned(), cut(text)));
        }
    }
    let stream = document
        .catalog()
        .ok()
        .and_then(|c| c.get(b"Metadata").ok())
        .and_then(|o| document.dereference(o).ok())
        .and_then(|(_, o)| o.as_stream().ok());
    let xmp = stream.and_then(|s| s.get_plain_content_with_limit(PART_MAX).ok());
    if let Some(xmp) = xmp {
        let text = plain(&String::from_utf8_lossy(&xmp), "");
        if !text.trim().is_empty() {
            data.push(("XMP".to_owned(), cut(text)));
        }
    }
    data
}

fn cut(mut text: String) -> String {
    if text.len() > DATA_MAX {
        let end = (0..=DATA_MAX).rev().find(|at| text.is_char_boundary(*at));
        text.truncate(end.unwrap_or(0));
    }
    text
}

/// Parts of a Word document that hold text people read.
fn is_text(name: &str) -> bool {
    let stem = name.strip_prefix("word/").and_then(|n| n.strip_suffix(".xml")).unwrap_or_default();
    let kinds = ["document", "header", "footer", "footnotes", "endnotes", "comments"];
    kinds
        .iter()
        .any(|k| stem.strip_prefix(k).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())))
}

fn of_docx(content: &[u8]) -> Spoken {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(content)) else {
        return nothing(Unread::Unreadable);
    };
    let mut spoken = Spoken::default();
    let mut people = BTreeSet::new();
    let (mut pictures, mut broken, mut rest) = (false, false, false);
    for i in 0..archive.len() {
        let Ok(entry) = archive.by_index(i) else {
            broken = true;
            continue;
        };
        let name = entry.name().map(|n| n.into_owned()).unwrap_or_default();
        pictures |= name.starts_with("word/media/");
        let of_itself = name.starts_with("docProps/") && name.ends_with(".xml");
        if !of_itself && !is_text(&name) {
            continue;
        }
        let mut bytes = Vec::new();
        let read = entry.take(PART_MAX as u64 + 1).read_to_end(&mut bytes);
        if read.is_err() || bytes.len() > PART_MAX {
            broken = true;
            continue;
        }
        let xml = String::from_utf8_lossy(&bytes);
        if of_itself {
            spoken.data.extend(properties(&xml));
        } else {
            people.extend(values(&xml, "w:author=\""));
            rest |= !add(&mut spoken.text, &plain(&xml, "\n"));
        }
    }
    spoken.data.extend(people.into_iter().map(|p| ("author".to_owned(), cut(p))));
    if pictures {
        spoken.unread.push(Unread::Picture);
    }
    if broken {
        spoken.unread.push(Unread::Unreadable);
    }
    if rest {
        spoken.unread.push(Unread::Rest);
    }
    spoken
}

/// XML without its tags. Words of Word are cut into runs anywhere, so that tags divide nothing; ends
/// of paragraphs, lines and cells do, by `between`.
fn plain(xml: &str, between: &str) -> String {
    let mut text = String::with_capacity(xml.len() / 4);
    let mut rest = xml;
    while let Some((before, tag)) = rest.split_once('<') {
        push(&mut text, before);
        let Some((tag, after)) = tag.split_once('>') else { return text };
        let name = tag.trim_end_matches('/').split_whitespace().next().unwrap_or_default();
        if matches!(name, "/w:p" | "w:br" | "w:tab" | "/w:tc") {
            text.push_str(between);
        } else if between.is_empty() {
            // Of metadata every tag divides, and attributes say something too.
            text.push(' ');
            for value in tag.split('"').skip(1).step_by(2) {
                push(&mut text, value);
                text.push(' ');
            }
        }
        rest = after;
    }
    push(&mut text, rest);
    text
}

/// A text with its references resolved; as it is where they are none.
fn push(text: &mut String, piece: &str) {
    match relations::unescaped(piece) {
        Ok(plain) => text.push_str(&plain),
        Err(_) => text.push_str(piece),
    }
}

/// The values of an attribute.
fn values(xml: &str, attribute: &str) -> Vec<String> {
    let found = xml.split(attribute).skip(1).filter_map(|rest| rest.split_once('"'));
    let mut values = Vec::new();
    for (value, _) in found {
        let mut text = String::new();
        push(&mut text, value);
        values.push(text);
    }
    values
}

/// Elements with a text of their own: name without prefix, and the text.
fn properties(xml: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = String::new();
    let mut rest = xml;
    while let Some((before, tag)) = rest.split_once('<') {
        let mut text = String::new();
        push(&mut text, before.trim());
        let Some((tag, after)) = tag.split_once('>') else { break };
        if tag.starts_with('/') && !text.is_empty() && !open.is_empty() {
            found.push((std::mem::take(&mut open), cut(text)));
        }
        let name = tag.split([' ', '/', '\n']).next().unwrap_or_default();
        open = name.rsplit(':').next().unwrap_or_default().to_owned();
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests;
