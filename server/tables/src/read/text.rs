//! From bytes to text.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030};

use super::unreadable::Unreadable;

/// Decodes the text of a table. UTF-8 is tried first and strictly: hardly a table in another
/// encoding passes for it. What is none is GB18030, of which GBK and GB 2312 are parts. A mark of
/// byte order decides by itself.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => strictly(encoding, &bytes[mark..])?,
        // What has such a byte is a program's file, or UTF-16 without its mark.
        None if bytes.contains(&0) => return Err(Unreadable::NotATable),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            // Good beyond ASCII up to a character that is not there in full: cut off.
            Err(e) if e.error_len().is_none() && !bytes[..e.valid_up_to()].is_ascii() => {
                return Err(Unreadable::Broken);
            }
            Err(_) => strictly(GB18030, bytes)?,
        },
    };
    if text.contains('\0') { Err(Unreadable::NotATable) } else { Ok(text) }
}

fn strictly<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, Unreadable> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.ok_or(Unreadable::Encoding)
}
