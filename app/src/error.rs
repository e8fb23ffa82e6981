//! What a server function answers when it does not end well.

use domain::refusal::Refusal;
#[cfg(feature = "pages")]
use leptos::prelude::{FromServerFnError, ServerFnErrorErr};
#[cfg(feature = "pages")]
use leptos::server_fn::codec::JsonEncoding;
use serde::{Deserialize, Serialize};

use crate::locales::{Lang, common, refusal};

/// Error of every server function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApiError {
    /// Judged and refused; worded by `locales::refusal`.
    Refused(Refusal),
    /// Something broke; the operator finds this number in the log.
    Fault(String),
    /// The line is down, or the server did not understand.
    Line(String),
}

impl ApiError {
    /// One sentence in the reader's language.
    pub fn sentence(&self, lang: Lang) -> String {
        let w = common::words(lang);
        match self {
            Self::Refused(r) => refusal::refusal(lang, r),
            Self::Fault(id) => (w.fault_text)(id),
            Self::Line(_) => w.line_text.to_owned(),
        }
    }
}

#[cfg(feature = "pages")]
impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        #[cfg(feature = "ssr")]
        crate::enter::misread(&value);
        Self::Line(value.to_string())
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(r) => write!(f, "refused: {r:?}"),
            Self::Fault(id) => write!(f, "fault {id}"),
            Self::Line(text) => write!(f, "line: {text}"),
        }
    }
}

impl std::error::Error for ApiError {}

/// Result of every server function.
pub type Api<T> = Result<T, ApiError>;

/// A refusal as a word for `?refused=`: the hexadecimal digits of its JSON, so that nothing in
/// it needs escaping. What a plain form post answers with when there is no page to draw.
pub fn refusal_to_query(refusal: &Refusal) -> String {
    to_hex(&serde_json::to_string(refusal).unwrap_or_default())
}

/// Reads what [`refusal_to_query`] wrote; `None` for anything else, however odd. The word
/// comes from the address, so a visitor may write any refusal there: it is only worded, never
/// trusted.
pub fn refusal_from_query(word: &str) -> Option<Refusal> {
    serde_json::from_str(&from_hex(word)?).ok()
}

/// Header of a refusal: the sentence in the reader's language, as [`to_hex`] writes it, for programs that
/// do not know every refusal.
pub const SAID: &str = "refusal-said";

/// A text as the hexadecimal digits of its bytes, for addresses, cookies and headers.
pub fn to_hex(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len() * 2), |mut hex, byte| {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Reads what [`to_hex`] wrote. Refuses what is longer than anything this site writes.
pub fn from_hex(word: &str) -> Option<String> {
    const LONGEST: usize = 8_192;
    let digits = word.as_bytes();
    if digits.is_empty() || digits.len() > LONGEST || !digits.len().is_multiple_of(2) {
        return None;
    }
    let bytes: Option<Vec<u8>> = digits
        .chunks_exact(2)
        .map(|pair| Some((nibble(pair[0])? << 4) | nibble(pair[1])?))
        .collect();
    String::from_utf8(bytes?).ok()
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_survives_the_address() {
        for refusal in [
            Refusal::BadCredentials,
            Refusal::TooManyAttempts { wait: 40 },
            Refusal::WeakPassword { min: 10 },
            Refusal::BadValue { field: "组织名称 & \"more\"".into() },
            Refusal::Incomplete { pages: vec![(domain::application::page::Page::Finance, 3)] },
        ] {
            let word = refusal_to_query(&refusal);
            assert!(word.bytes().all(|b| b.is_ascii_hexdigit()), "{word}");
            assert_eq!(refusal_from_query(&word), Some(refusal));
        }
    }

    #[test]
    fn what_is_no_refusal_is_none() {
        for word in ["", "7", "zz", "7b7d", "é1", &"00".repeat(9_000), "22556e6b6e6f776e22"] {
            assert_eq!(refusal_from_query(word), None, "{word}");
        }
    }
}
