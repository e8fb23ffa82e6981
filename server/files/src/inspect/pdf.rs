//! PDF: it must be readable, without a password, and nothing in it may run, send or open.

use domain::application::files::{FileFault, frame};
use lopdf::{Dictionary, Document, Error, FilterFunc, LoadOptions, Object, ObjectId};

/// Bytes one packed stream of objects may unpack to.
const UNPACKED_MAX: usize = 64 * 1024 * 1024;
/// Endings of files that may be packed into a PDF: data, as invoices carry it.
const ENCLOSED: [&str; 4] = ["xml", "csv", "txt", "json"];
/// Actions that run, send, or open something else.
const ACTIONS: [&[u8]; 6] =
    [b"Launch", b"SubmitForm", b"ImportData", b"GoToE", b"GoToR", b"Rendition"];
/// What a file that wants a password says of itself.
const LOCKED: &[u8] = b"/Encrypt";
/// Annotations that play or run what they carry.
const PLAYERS: [&[u8]; 5] = [b"RichMedia", b"3D", b"Movie", b"Screen", b"Sound"];

/// Judges a PDF.
pub fn judge(content: &[u8]) -> Result<(), FileFault> {
    frame::pdf(content)?;
    // The reader mends a damaged table of places only when nothing is left out on loading.
    let document = match load(content, Some(without_pictures)) {
        Ok(document) if document.page_iter().next().is_some() => document,
        _ => load(content, None)?,
    };
    if document.is_encrypted() || document.was_encrypted() {
        return Err(FileFault::Encrypted);
    }
    if document.page_iter().next().is_none() {
        return Err(if is_locked(content) { FileFault::Encrypted } else { FileFault::Unreadable });
    }
    let mut open: Vec<&Object> = document.objects.values().collect();
    walk(&document.trailer, &mut open)?;
    while let Some(object) = open.pop() {
        match object {
            Object::Dictionary(d) => walk(d, &mut open)?,
            Object::Stream(s) => {
                walk(&s.dict, &mut open)?;
                // A packed stream of objects that cannot be unpacked would hide what is in it.
                if s.dict.has_type(b"ObjStm") {
                    s.get_plain_content_with_limit(UNPACKED_MAX).map_err(|e| fault(&e))?;
                }
            }
            Object::Array(items) => open.extend(items),
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn load(content: &[u8], filter: Option<FilterFunc>) -> Result<Document, FileFault> {
    let max_decompressed_size = Some(UNPACKED_MAX);
    let options = LoadOptions { max_decompressed_size, filter, ..LoadOptions::default() };
    let loaded = Document::load_mem_with_options(content, options);
    loaded.map_err(|e| if is_locked(content) { FileFault::Encrypted } else { fault(&e) })
}

fn is_locked(content: &[u8]) -> bool {
    content.windows(LOCKED.len()).any(|w| w == LOCKED)
}

/// Pictures are most of a scan and say nothing here: their bytes need not be held twice.
pub(super) fn without_pictures(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object {
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image")
        {
            // Not empty: that would be read again.
            stream.content = vec![0];
        }
        // Of a stream the reader keeps what it was handed, not what it is answered.
        return Some((id, Object::Null));
    }
    Some((id, object.clone()))
}

fn fault(error: &Error) -> FileFault {
    match error {
        Error::Decompress(_) => FileFault::Bomb,
        Error::Decryption(_) | Error::InvalidPassword | Error::UnsupportedSecurityHandler(_) => {
            FileFault::Encrypted
        }
        _ => FileFault::Unreadable,
    }
}

/// Judges one dictionary and hands on what stands in it.
fn walk<'a>(d: &'a Dictionary, open: &mut Vec<&'a Object>) -> Result<(), FileFault> {
    let name = |key: &[u8]| d.get(key).and_then(Object::as_name).unwrap_or_default();
    if d.has(b"JS") || d.has(b"JavaScript") || d.has(b"XFA") || name(b"S") == b"JavaScript" {
        return Err(FileFault::Script);
    }
    if ACTIONS.contains(&name(b"S")) {
        return Err(FileFault::Action);
    }
    if PLAYERS.contains(&name(b"Subtype")) && (d.has(b"Rect") || name(b"Type") == b"Annot") {
        return Err(FileFault::Embedded);
    }
    if d.has(b"EF") && !encloses_data(d) {
        return Err(FileFault::Embedded);
    }
    open.extend(d.iter().map(|(_, value)| value));
    Ok(())
}

/// Whether every name of an enclosed file ends like data.
fn encloses_data(d: &Dictionary) -> bool {
    let names: Vec<String> = [&b"F"[..], b"UF", b"Unix", b"DOS", b"Mac"]
        .into_iter()
        .filter_map(|key| d.get(key).and_then(Object::as_str).ok())
        // Two bytes a character or one: endings are ASCII either way.
        .map(|raw| raw.iter().filter(|b| **b != 0).map(|b| char::from(*b)).collect())
        .collect();
    let data = |name: &String| {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.trim().to_ascii_lowercase());
        ending.is_some_and(|e| ENCLOSED.contains(&e.as_str()))
    };
    !names.is_empty() && names.iter().all(data)
}
