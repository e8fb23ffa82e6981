//! The archive of a workbook: unpacked with counting, and packed again without what is not read.
//!
//! What an archive says of its sizes may be a lie, so bytes are counted as they come. The reader
//! of workbooks is then given an archive of our own making: it sees no part that was not counted
//! here, and no two parts of one name.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::unreadable::Unreadable;
use super::weigh;

/// Entries of an archive at most.
const ENTRIES_MAX: usize = 2_000;
/// Bytes the parts that are read unpack to at most, together.
const UNPACKED_MAX: u64 = 64 * 1024 * 1024;
/// Length of the record at the end of an archive without a comment.
const END: usize = 22;
/// Parts that say nothing of a sheet's cells: pictures, drawings, what pivot tables keep.
const IDLE: [&str; 9] = [
    "charts/",
    "customxml/",
    "docprops/",
    "drawings/",
    "embeddings/",
    "externallinks/",
    "media/",
    "pivotcache/",
    "pivottables/",
];

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The parts of a workbook that are read, in an archive that may be trusted.
pub(super) fn rebuild(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let mut archive = Archive::new(Cursor::new(bytes)).map_err(|e| fault(&e))?;
    // Something before or behind it is read as another file by another program.
    let ends = bytes.len().checked_sub(END).map(|at| &bytes[at..at + 4]);
    if archive.offset() != 0 || !archive.comment().is_empty() || ends != Some(b"PK\x05\x06") {
        return Err(Unreadable::Broken);
    }
    if archive.len() > ENTRIES_MAX {
        return Err(Unreadable::Bomb);
    }
    if archive.has_overlapping_entries().map_err(|e| fault(&e))? {
        return Err(Unreadable::Bomb);
    }
    let mut rebuilt = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut names = BTreeSet::new();
    let mut part = Vec::new();
    let mut left = UNPACKED_MAX;
    for at in 0..archive.len() {
        let Some(name) = name(&mut archive, at)? else { continue };
        unpack(&mut archive, at, &mut part, left)?;
        left -= part.len() as u64;
        weigh::part(&name, &part)?;
        rebuilt.start_file(name.as_str(), plain).map_err(|_| Unreadable::Broken)?;
        rebuilt.write_all(&part).map_err(|_| Unreadable::Broken)?;
        if !names.insert(name) {
            return Err(Unreadable::Broken);
        }
    }
    if !names.iter().any(|name| weigh::is_workbook(name)) {
        return Err(Unreadable::UnknownKind);
    }
    rebuilt.finish().map(Cursor::into_inner).map_err(|_| Unreadable::Broken)
}

/// The name of a part, as the reader compares names; none for what is not read.
fn name(archive: &mut Archive, at: usize) -> Result<Option<String>, Unreadable> {
    let entry = archive.by_index_raw(at).map_err(|e| fault(&e))?;
    if entry.encrypted() {
        return Err(Unreadable::Encrypted);
    }
    let name = entry.name().map_err(|_| Unreadable::Broken)?;
    let name = name.replace('\\', "/").to_ascii_lowercase();
    let idle = IDLE.iter().any(|idle| name.contains(idle));
    let read = match name.strip_suffix(".rels") {
        // Of relations only those that lead to the sheets: one sheet may have a relation for each
        // of its links.
        Some(of) => of == "_rels/" || of.contains("_rels/") && weigh::is_workbook(of),
        None => name.ends_with(".xml"),
    };
    Ok((read && !idle).then_some(name))
}

fn unpack(
    archive: &mut Archive,
    at: usize,
    part: &mut Vec<u8>,
    most: u64,
) -> Result<(), Unreadable> {
    part.clear();
    let entry = archive.by_index(at).map_err(|e| fault(&e))?;
    entry.take(most + 1).read_to_end(part).map_err(|_| Unreadable::Broken)?;
    if part.len() as u64 > most { Err(Unreadable::Bomb) } else { Ok(()) }
}

fn fault(error: &ZipError) -> Unreadable {
    match error {
        ZipError::InvalidPassword => Unreadable::Encrypted,
        _ => Unreadable::Broken,
    }
}
