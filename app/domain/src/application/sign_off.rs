//! The legal representative's signature (Art. 16): asked for by the writer, given through a
//! one-time link, bound to the SHA-256 of exactly what will be the frozen version. Whatever is
//! changed afterwards, the signature no longer fits.

use serde::{Deserialize, Serialize};

use crate::facts::text::half_width;
use crate::refusal::Refusal;
use crate::stamp::Stamp;

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Neither signed nor declined yet.
    Open,
    /// Signed.
    Signed,
    /// Declined, with a reason.
    Declined,
    /// A later request took its place.
    Replaced,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Outcome; 4] =
        [Outcome::Open, Outcome::Signed, Outcome::Declined, Outcome::Replaced];

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Open => "open",
            Outcome::Signed => "signed",
            Outcome::Declined => "declined",
            Outcome::Replaced => "replaced",
        }
    }

    /// The outcome of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.code() == code)
    }
}

/// A request as it is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What became of it.
    pub outcome: Outcome,
    /// First moment at which its link is no good any more.
    pub expires: Stamp,
    /// SHA-256 of what it asks to sign.
    pub sha256: String,
}

impl Request {
    /// Refuses a link that was used or replaced, or has run out.
    pub fn require_open(&self, now: Stamp) -> Result<(), Refusal> {
        let open = self.outcome == Outcome::Open && now < self.expires;
        if open { Ok(()) } else { Err(Refusal::LinkOver) }
    }

    /// Refuses when the dossier is no longer what was sent to be signed.
    pub fn require_same(&self, sha256: &str) -> Result<(), Refusal> {
        if self.sha256 == sha256 { Ok(()) } else { Err(Refusal::SignOffChanged) }
    }

    /// Whether this is a signature on exactly `sha256`.
    pub fn signs(&self, sha256: &str) -> bool {
        self.outcome == Outcome::Signed && self.sha256 == sha256
    }
}

/// The typed name must be the legal representative's and the declaration ticked. Blanks and
/// full-width forms do not count, nor does the case of Latin letters.
pub fn check(typed: &str, legal_rep: &str, agreed: bool) -> Result<(), Refusal> {
    let bare = |name: &str| {
        let plain = half_width(name).to_lowercase();
        plain.chars().filter(|c| !c.is_whitespace()).collect::<String>()
    };
    let (typed, name) = (bare(typed), bare(legal_rep));
    if typed.is_empty() || typed != name {
        return Err(Refusal::NameDiffers);
    }
    if agreed { Ok(()) } else { Err(Refusal::MustAgree) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(outcome: Outcome) -> Request {
        Request { outcome, expires: Stamp(100), sha256: "ab".into() }
    }

    #[test]
    fn art_16_a_link_to_sign_by_is_good_once_and_not_for_ever() {
        assert_eq!(request(Outcome::Open).require_open(Stamp(99)), Ok(()));
        assert_eq!(request(Outcome::Open).require_open(Stamp(100)), Err(Refusal::LinkOver));
        for outcome in Outcome::ALL.into_iter().filter(|o| *o != Outcome::Open) {
            assert_eq!(request(outcome).require_open(Stamp(1)), Err(Refusal::LinkOver));
        }
    }

    #[test]
    fn art_16_a_signature_is_for_what_was_signed_and_nothing_else() {
        let signed = request(Outcome::Signed);
        assert!(signed.signs("ab") && !signed.signs("abc"));
        assert!(!request(Outcome::Open).signs("ab") && !request(Outcome::Replaced).signs("ab"));
        assert_eq!(signed.require_same("cd"), Err(Refusal::SignOffChanged));
    }

    #[test]
    fn art_16_the_legal_representative_alone_signs() {
        assert_eq!(check(" 演示 法人", "演示法人", true), Ok(()));
        assert_eq!(check("ＷＡＮＧ fang", "Wang Fang", true), Ok(()));
        assert_eq!(check("演示联系人", "演示法人", true), Err(Refusal::NameDiffers));
        assert_eq!(check("", "", true), Err(Refusal::NameDiffers));
        assert_eq!(check("演示法人", "演示法人", false), Err(Refusal::MustAgree));
    }
}
