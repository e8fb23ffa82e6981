//! Word documents and slides: a zip archive of bounded size whose parts are those of a document, without
//! macros, without parts loaded from elsewhere.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use domain::application::files::{FileFault, Kind};
use domain::refusal::Refusal;
use zip::ZipArchive;
use zip::result::ZipError;

use super::relations;

/// Entries of an archive at most.
const ENTRIES_MAX: usize = 2_000;
/// Bytes all entries unpack to at most.
const UNPACKED_MAX: u64 = 256 * 1024 * 1024;
/// How many times its packed size an entry may unpack to, once it is larger than [`SMALL`].
const RATIO_MAX: u64 = 200;
/// Bytes below which the ratio says nothing.
const SMALL: u64 = 1024 * 1024;
/// Bytes of a part that is read as text.
const TEXT_MAX: u64 = 4 * 1024 * 1024;
/// Length of the record at the end of an archive without a comment.
const END: usize = 22;

/// What a document is by its main part and that part's content type.
const MAIN: [(Kind, &str, &str); 2] = [
    (
        Kind::Docx,
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    (
        Kind::Pptx,
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    ),
];

/// Judges a Word document or slides; an archive that is neither is of no kind that is taken.
pub fn judge(content: &[u8]) -> Result<Kind, Refusal> {
    let bad = |fault| Refusal::FileBad { fault };
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|e| {
        // The directory stands at the end: without it the archive was cut off.
        let directory = content.windows(4).any(|w| w == b"PK\x05\x06");
        bad(if directory { fault(&e) } else { FileFault::Truncated })
    })?;
    let ends = content.len().checked_sub(END).map(|at| &content[at..at + 4]);
    if archive.offset() != 0 || !archive.comment().is_empty() || ends != Some(b"PK\x05\x06") {
        return Err(bad(FileFault::Hidden));
    }
    if archive.len() > ENTRIES_MAX {
        return Err(bad(FileFault::Bomb));
    }
    if archive.has_overlapping_entries().map_err(|e| bad(fault(&e)))? {
        return Err(bad(FileFault::Entries));
    }
    let mut seen = BTreeSet::new();
    let mut unpacked = 0;
    let (mut types, mut main) = (None, None);
    for i in 0..archive.len() {
        let name = place(&mut archive, i).map_err(bad)?;
        if !seen.insert(name.to_lowercase()) {
            return Err(bad(FileFault::Entries));
        }
        let text = read(&mut archive, i, &name, &mut unpacked).map_err(bad)?;
        if let Some(text) = text {
            if name == "[Content_Types].xml" {
                types = Some(text);
            } else {
                relations::judge(&text).map_err(bad)?;
            }
        }
        main = main.or_else(|| MAIN.into_iter().find(|m| m.1 == name));
    }
    let types = types.ok_or(Refusal::FileKind)?;
    let types = relations::plain(&types).map_err(bad)?;
    if types.contains("macroEnabled") || types.contains("vbaProject") {
        return Err(bad(FileFault::Macros));
    }
    let main = main.filter(|m| types.contains(m.2));
    main.map(|m| m.0).ok_or(Refusal::FileKind)
}

/// The name of an entry: inside the archive, no link, nothing that runs.
fn place(archive: &mut ZipArchive<Cursor<&[u8]>>, i: usize) -> Result<String, FileFault> {
    let entry = archive.by_index_raw(i).map_err(|e| fault(&e))?;
    if entry.encrypted() {
        return Err(FileFault::Encrypted);
    }
    let name = entry.name().map_err(|e| fault(&e))?.into_owned();
    let strange = name.contains(['\\', '\0', ':']) || name.starts_with('/');
    if strange || entry.enclosed_name().is_none() || entry.is_symlink() {
        return Err(FileFault::Entries);
    }
    let lower = name.to_lowercase();
    if lower.contains("vbaproject")
        || lower.contains("vbadata")
        || lower.ends_with("m") && lower.contains("/embeddings/")
    {
        return Err(FileFault::Macros);
    }
    let runs =
        [".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".lnk", ".scr", ".hta", ".jar"];
    if lower.contains("/activex/") || runs.iter().any(|ending| lower.ends_with(ending)) {
        return Err(FileFault::Embedded);
    }
    Ok(name)
}

/// Unpacks an entry, counting: what an archive says of its sizes may be a lie. Answers the text
/// of parts that must be read.
fn read(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    i: usize,
    name: &str,
    unpacked: &mut u64,
) -> Result<Option<Vec<u8>>, FileFault> {
    let wanted = name == "[Content_Types].xml" || name.ends_with(".rels");
    let object = name.to_lowercase().ends_with(".bin");
    let entry = archive.by_index(i).map_err(|e| fault(&e))?;
    let packed = entry.compressed_size();
    let most = packed.saturating_mul(RATIO_MAX).max(SMALL).min(UNPACKED_MAX - *unpacked);
    let mut entry = entry.take(most + 1);
    let mut piece = vec![0; 64 * 1024];
    let mut kept = Vec::new();
    let mut size = 0;
    loop {
        let n = entry.read(&mut piece).map_err(|_| FileFault::Unreadable)?;
        if n == 0 {
            break;
        }
        size += n as u64;
        if size > most {
            return Err(FileFault::Bomb);
        }
        if wanted || object {
            kept.extend_from_slice(&piece[..n]);
            if wanted && size > TEXT_MAX {
                return Err(FileFault::Bomb);
            }
        }
    }
    *unpacked += size;
    // An object that is a package carries a file of any kind; an equation or a chart does not.
    const PACKAGE: &[u8] = b"O\0l\0e\x001\x000\0N\0a\0t\0i\0v\0e\0";
    if object && kept.windows(PACKAGE.len()).any(|w| w == PACKAGE) {
        return Err(FileFault::Embedded);
    }
    Ok(wanted.then_some(kept))
}

fn fault(error: &ZipError) -> FileFault {
    match error {
        ZipError::InvalidPassword => FileFault::Encrypted,
        _ => FileFault::Unreadable,
    }
}
