//! Attached files: what they are is judged by their content, never by their name.
//!
//! What needs no unpacking stands here, pure: the kind by its first bytes, the frame of pictures
//! and of PDF ([`frame`]), names. What must be unpacked is judged on the server, behind a port,
//! with the same words ([`FileFault`]).

pub mod fits;
pub mod frame;
pub mod name;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use name::clean_name;

/// Bytes in one MB, as limits of files are told.
pub const MB: i64 = 1024 * 1024;
/// Pixels of a picture at most, and of its longer side: an A3 sheet at 600 dots an inch has 70
/// million. Beyond that a small file may fill a reader's memory.
pub const PIXELS_MAX: u64 = 120_000_000;
/// See [`PIXELS_MAX`].
pub const SIDE_MAX: u32 = 32_000;

/// The kinds a season takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Portable document format.
    Pdf,
    /// Photograph.
    Jpeg,
    /// Picture.
    Png,
    /// Word document without macros.
    Docx,
    /// Slides without macros: for the defence alone (Art. 20), dossiers take none.
    Pptx,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 5] = [Kind::Pdf, Kind::Jpeg, Kind::Png, Kind::Docx, Kind::Pptx];

    /// Media type, as stored and served.
    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Pdf => "application/pdf",
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Kind::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
        }
    }

    /// The kind of a stored media type.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.media_type() == media_type)
    }

    /// The ending a name gets.
    pub fn ending(self) -> &'static str {
        match self {
            Kind::Pdf => "pdf",
            Kind::Jpeg => "jpg",
            Kind::Png => "png",
            Kind::Docx => "docx",
            Kind::Pptx => "pptx",
        }
    }

    /// Whether a browser can show it inside a page.
    pub fn has_preview(self) -> bool {
        !matches!(self, Kind::Docx | Kind::Pptx)
    }
}

/// What a file is by its first bytes; `None` for everything else. A zip archive may be a Word
/// document, or slides; only unpacking tells.
pub fn sniff(head: &[u8]) -> Option<Kind> {
    if head.starts_with(b"%PDF-1.") || head.starts_with(b"%PDF-2.") {
        Some(Kind::Pdf)
    } else if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some(Kind::Jpeg)
    } else if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(Kind::Png)
    } else if head.starts_with(b"PK\x03\x04") {
        Some(Kind::Docx)
    } else {
        None
    }
}

/// Why the content of a file is not taken, although its kind would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFault {
    /// It ends too early: half an upload, or a damaged file.
    Truncated,
    /// Something stands behind (or before) what it claims to be.
    Hidden,
    /// It cannot be read as what it claims to be.
    Unreadable,
    /// It opens with a password only.
    Encrypted,
    /// A PDF with scripts, or a form that is a program.
    Script,
    /// A PDF that starts programs, sends forms or opens other files.
    Action,
    /// Other files are packed into it.
    Embedded,
    /// A document with macros.
    Macros,
    /// A document that loads parts of itself from elsewhere.
    External,
    /// It unpacks to far more than it shows.
    Bomb,
    /// An archive with entries that lead out of it, or twice to the same place.
    Entries,
    /// A picture with more pixels than [`PIXELS_MAX`], or with none.
    Pixels,
}

impl FileFault {
    /// All of them.
    pub const ALL: [FileFault; 12] = [
        FileFault::Truncated,
        FileFault::Hidden,
        FileFault::Unreadable,
        FileFault::Encrypted,
        FileFault::Script,
        FileFault::Action,
        FileFault::Embedded,
        FileFault::Macros,
        FileFault::External,
        FileFault::Bomb,
        FileFault::Entries,
        FileFault::Pixels,
    ];
}

/// How far the look for viruses has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// No scanner is configured.
    #[default]
    Unscanned,
    /// The scanner was not there; nobody but its own organisation reads the file until it was.
    Held,
    /// The scanner found nothing.
    Clean,
    /// The scanner found something after the dossier was handed in; nobody reads the file.
    Infected,
}

impl FileState {
    /// All states.
    pub const ALL: [FileState; 4] =
        [FileState::Unscanned, FileState::Held, FileState::Clean, FileState::Infected];

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            FileState::Unscanned => "unscanned",
            FileState::Held => "held",
            FileState::Clean => "clean",
            FileState::Infected => "infected",
        }
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Whether readers other than the file's own organisation may have it.
    pub fn is_open(self) -> bool {
        matches!(self, FileState::Unscanned | FileState::Clean)
    }
}

/// SHA-256 of bytes, hexadecimal.
pub fn sha256(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_what_the_first_bytes_say() {
        assert_eq!(sniff(b"%PDF-1.7\n"), Some(Kind::Pdf));
        assert_eq!(sniff(b"PK\x03\x04"), Some(Kind::Docx));
        for bad in
            [&b""[..], b"MZ\x90", b"<html>", b"%PDF", b" %PDF-1.7", b"\xD0\xCF\x11\xE0", b"GIF89a"]
        {
            assert_eq!(sniff(bad), None, "{bad:?}");
        }
        for kind in Kind::ALL {
            assert_eq!(Kind::of_media_type(kind.media_type()), Some(kind));
        }
    }

    #[test]
    fn only_what_was_looked_at_or_needs_no_look_is_open() {
        let open: Vec<_> = FileState::ALL.into_iter().filter(|s| s.is_open()).collect();
        assert_eq!(open, [FileState::Unscanned, FileState::Clean]);
        for state in FileState::ALL {
            assert_eq!(FileState::from_code(state.code()), Some(state));
        }
    }
}
