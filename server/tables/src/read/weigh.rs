//! What the reader of workbooks would make of a part, counted before it does.
//!
//! It believes the number of texts a workbook declares, and it copies the longest name of a font
//! once for each of the formats that use it: a file of some kilobytes could ask for gigabytes, and
//! memory that is not there ends the whole server. Tags are told apart by the very library the
//! reader has, so that nothing is one thing here and another there.

use quick_xml::Reader;
use quick_xml::events::{BytesDecl, BytesStart, Event};

use super::unreadable::Unreadable;

/// Tags in one of these parts at most.
const TAGS_MAX: usize = 1_000_000;
/// Texts of a workbook at most.
const TEXTS_MAX: usize = 1_000_000;
/// Digits a declared number may have.
const DIGITS_MAX: usize = 7;
/// Formats at most. The program itself takes 65,490 of each of two kinds.
const FORMATS_MAX: usize = 200_000;
/// Bytes at most when each format copies the longest tag.
const COPIED_MAX: usize = 128 * 1024 * 1024;
/// Sheets at most.
const SHEETS_MAX: usize = 1_000;
/// Bytes of a list of relations at most: every sheet copies one of its lines.
const RELATIONS_MAX: usize = 128 * 1024;

/// Whether a part, or what its relations are of, is the list of sheets. Programs call it
/// `workbook.xml`, some of them `workbook2.xml`.
pub(super) fn is_workbook(name: &str) -> bool {
    file(name).starts_with("workbook") && name.ends_with(".xml")
}

/// Looks at a part, by the names under which the reader finds it.
pub(super) fn part(name: &str, part: &[u8]) -> Result<(), Unreadable> {
    let counts = match file(name) {
        _ if name.ends_with(".rels") && part.len() > RELATIONS_MAX => return Err(Unreadable::Bomb),
        "sharedstrings.xml" | "styles.xml" => count(part)?,
        _ if is_workbook(name) => count(part)?,
        _ => return Ok(()),
    };
    let Counts { tags, texts, formats, sheets, longest } = counts;
    // Texts are counted apart: a workbook may have many, with several tags each.
    let many = texts == 0 && tags > TAGS_MAX;
    let copied = formats.saturating_mul(longest);
    let bomb = many
        || texts > TEXTS_MAX
        || formats > FORMATS_MAX
        || sheets > SHEETS_MAX
        || copied > COPIED_MAX;
    if bomb { Err(Unreadable::Bomb) } else { Ok(()) }
}

fn file(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

#[derive(Default)]
struct Counts {
    tags: usize,
    texts: usize,
    formats: usize,
    sheets: usize,
    longest: usize,
}

fn count(part: &[u8]) -> Result<Counts, Unreadable> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    // As the reader of workbooks has it.
    config.check_end_names = false;
    config.check_comments = false;
    let mut counts = Counts::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Unreadable::Broken)? {
            Event::Start(tag) | Event::Empty(tag) => counts.add(&tag)?,
            Event::Decl(declaration) => utf8(&declaration)?,
            Event::Eof => return Ok(counts),
            _ => {}
        }
    }
}

impl Counts {
    fn add(&mut self, tag: &BytesStart) -> Result<(), Unreadable> {
        self.tags += 1;
        self.longest = self.longest.max(tag.len());
        match tag.local_name().as_ref() {
            "si" => self.texts += 1,
            "xf" => self.formats += 1,
            "sheet" => self.sheets += 1,
            // Where the number of texts is declared. Its reader takes attributes apart in a way of
            // its own: so any long number in the tag counts.
            "sst" if longest_number(tag.attributes_raw()) > DIGITS_MAX => {
                return Err(Unreadable::Bomb);
            }
            _ => {}
        }
        Ok(())
    }
}

fn longest_number(text: &str) -> usize {
    let numbers = text.split(|character: char| !character.is_ascii_digit());
    numbers.map(str::len).max().unwrap_or(0)
}

/// Office writes UTF-8. In an encoding that has states or wide characters a tag could be hidden
/// from one reader and shown to another.
fn utf8(declaration: &BytesDecl) -> Result<(), Unreadable> {
    match declaration.encoding() {
        None => Ok(()),
        Some(Ok(name)) if name.eq_ignore_ascii_case("utf-8") => Ok(()),
        Some(_) => Err(Unreadable::Encoding),
    }
}
