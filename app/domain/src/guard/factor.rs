//! The second step of signing in: who owes one, how codes are written and read. The codes
//! themselves (RFC 6238) are computed where the secrets are, in the service.

use serde::{Deserialize, Serialize};

use crate::facts::text::half_width;
use crate::policy::{Grant, Role};
use crate::stamp::{HOUR, MINUTE, SECOND, Stamp};

/// Microseconds a code is shown for (RFC 6238).
pub const STEP: i64 = 30 * SECOND;
/// Steps a telephone's clock may be early or late.
pub const DRIFT: i64 = 1;
/// Digits of a code.
pub const DIGITS: usize = 6;
/// Bytes of a secret: 160 bits, as RFC 4226 recommends.
pub const SECRET: usize = 20;
/// Recovery codes made at once.
pub const RECOVERY: usize = 10;
/// Bytes of a recovery code: 80 bits, so that a plain digest of it need not be slow.
pub const RECOVERY_BYTES: usize = 10;
/// Microseconds in which the second step follows the first.
pub const HALF_LIFE: i64 = 10 * MINUTE;
/// Microseconds in which a secret that was shown is confirmed with a code.
pub const PENDING_LIFE: i64 = HOUR;
/// The name under which a telephone lists the account.
const ISSUER: &str = "Biaogan";

/// Who is asked for a second step, by what they could do harm with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// System, security and audit administrator.
    Administrators,
    /// The Office, the association and the ministry: they see results before others do.
    Office,
    /// Chair, vice chair and leads of panels, who stand in for them: what they sign is a list.
    Heads,
    /// Experts.
    Committee,
}

impl Group {
    /// All of them.
    pub const ALL: [Group; 4] =
        [Group::Administrators, Group::Office, Group::Heads, Group::Committee];

    /// The group of a role; `None` for recommending units and applicants, who are offered it only.
    pub fn of(role: Role) -> Option<Self> {
        match role {
            Role::SystemAdmin | Role::SecurityAdmin | Role::AuditAdmin => {
                Some(Group::Administrators)
            }
            Role::Office | Role::Caq | Role::Ministry => Some(Group::Office),
            Role::Chair | Role::ViceChair | Role::PanelLead => Some(Group::Heads),
            Role::Expert => Some(Group::Committee),
            Role::Applicant
            | Role::ApplicantEditor
            | Role::ApplicantReader
            | Role::LegalRepresentative
            | Role::Registrant
            | Role::RecommendingUnit => None,
        }
    }
}

/// Which groups owe a second step. Whoever owes none may set one up all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Required {
    /// System, security and audit administrator.
    pub administrators: bool,
    /// The Office, the association and the ministry.
    pub office: bool,
    /// Chair, vice chair and leads of panels.
    pub heads: bool,
    /// Experts.
    pub committee: bool,
}

impl Required {
    /// Whether a group owes it.
    pub fn of(&self, group: Group) -> bool {
        match group {
            Group::Administrators => self.administrators,
            Group::Office => self.office,
            Group::Heads => self.heads,
            Group::Committee => self.committee,
        }
    }

    /// Whether whoever holds these roles owes it.
    pub fn owed_by(&self, grants: &[Grant]) -> bool {
        grants.iter().filter_map(|g| Group::of(g.role)).any(|group| self.of(group))
    }
}

/// What was typed as the second step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Six digits off a telephone.
    Code(u32),
    /// A recovery code, as its digest is taken.
    Recovery(String),
}

/// Reads what was typed, however it is spaced, in full-width forms too; `None` when it can be neither.
pub fn read(text: &str) -> Option<Typed> {
    let plain: String = half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—'))
        .take(64)
        .collect();
    if plain.len() == DIGITS && plain.bytes().all(|b| b.is_ascii_digit()) {
        return plain.parse().ok().map(Typed::Code);
    }
    let plain: Option<String> = plain.to_ascii_lowercase().chars().map(unconfused).collect();
    plain.filter(|p| p.len() == RECOVERY_BYTES * 8 / 5).map(Typed::Recovery)
}

/// Letters of recovery codes: none that is taken for a digit.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

fn unconfused(c: char) -> Option<char> {
    let c = match c {
        'o' => '0',
        'i' | 'l' => '1',
        c => c,
    };
    LETTERS.iter().any(|l| char::from(*l) == c).then_some(c)
}

/// A recovery code as it is read and as its digest is taken: sixteen letters and digits.
pub fn recovery(bytes: &[u8; RECOVERY_BYTES]) -> String {
    fives(bytes, LETTERS)
}

/// The same as people copy it: in groups of four.
pub fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A secret as telephones take it (RFC 4648, base 32, without padding).
pub fn base32(bytes: &[u8]) -> String {
    fives(bytes, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
}

/// Five bits a letter, the highest first.
fn fives(bytes: &[u8], letters: &[u8; 32]) -> String {
    let (mut out, mut held, mut bits) = (String::new(), 0u32, 0u32);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(letters[(held >> bits) as usize & 31]));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        out.push(char::from(letters[(held << (5 - bits)) as usize & 31]));
    }
    out
}

/// The address a telephone reads off the QR code (Google's key URI format). `account` is what the
/// telephone lists it under.
pub fn uri(secret: &[u8], account: &str) -> String {
    let account: String = account
        .bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(b).to_string()
            }
            _ => format!("%{b:02X}"),
        })
        .collect();
    format!(
        "otpauth://totp/{ISSUER}:{account}?secret={}&issuer={ISSUER}&algorithm=SHA1&digits={DIGITS}&period={}",
        base32(secret),
        STEP / SECOND
    )
}

/// The step a moment lies in.
pub fn step(at: Stamp) -> i64 {
    at.0.div_euclid(STEP)
}

/// Steps whose codes are taken at a moment, the likeliest first, but for those that were used or
/// have passed since.
pub fn steps(at: Stamp, used: i64) -> impl Iterator<Item = i64> {
    let now = step(at);
    [now, now - DRIFT, now + DRIFT].into_iter().filter(move |s| *s > used)
}

/// How somebody's second step stands, as its owner is shown it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// None is set up.
    None,
    /// A secret was shown and waits for its first code.
    Pending {
        /// The secret, base 32.
        secret: String,
        /// The address of the QR code.
        uri: String,
    },
    /// Set up.
    Active {
        /// Since when.
        since: Stamp,
        /// Recovery codes that were not used.
        left: u32,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(role: Role) -> Vec<Grant> {
        vec![Grant { role, scope: String::new() }]
    }

    #[test]
    fn the_second_step_is_owed_by_group() {
        let none = Required::default();
        assert!(Role::ALL.into_iter().all(|r| !none.owed_by(&held(r))));
        let all = Required { administrators: true, office: true, heads: true, committee: true };
        for role in Role::ALL {
            let applies = role.of_organisation() || role == Role::RecommendingUnit;
            assert_eq!(all.owed_by(&held(role)), !applies, "{role:?}");
        }
        let heads = Required { heads: true, ..none };
        assert!([Role::ViceChair, Role::PanelLead].map(held).iter().all(|h| heads.owed_by(h)));
        assert!(!heads.owed_by(&held(Role::Expert)));
        assert!(Group::ALL.into_iter().all(|g| all.of(g)));
    }

    #[test]
    fn base_32_is_that_of_rfc_4648() {
        for (plain, coded) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn what_is_typed_is_read_however_it_is_spaced() {
        for text in ["012345", " 012 345 ", "０１２３４５", "012-345"] {
            assert_eq!(read(text), Some(Typed::Code(12_345)), "{text}");
        }
        let code = recovery(&[0xff; RECOVERY_BYTES]);
        assert_eq!(code, "zzzzzzzzzzzzzzzz");
        let code = recovery(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        let typed = Some(Typed::Recovery(code.clone()));
        assert_eq!(read(&grouped(&code)), typed);
        assert_eq!(read(&grouped(&code).to_uppercase()), typed);
        // What is taken for a digit is one.
        assert_eq!(read(&code.replace('0', "O").replacen('1', "l", 1)), typed);
        for text in ["", "12345", "1234567", "abc def", "zzzz-zzzz-zzzz-zzzu", &"9".repeat(400)] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_code_is_taken_one_step_early_or_late_and_never_after_it_was_used() {
        let at = Stamp(100 * STEP + 1);
        assert_eq!(steps(at, 0).collect::<Vec<_>>(), [100, 99, 101]);
        assert_eq!(steps(at, 99).collect::<Vec<_>>(), [100, 101]);
        assert_eq!(steps(at, 100).collect::<Vec<_>>(), [101]);
        assert_eq!(steps(at, 101).count(), 0);
    }

    #[test]
    fn the_address_of_a_secret_says_all_a_telephone_asks_for() {
        let uri = uri(b"12345678901234567890", "office@example.com");
        assert_eq!(
            uri,
            "otpauth://totp/Biaogan:office%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Biaogan&algorithm=SHA1&digits=6&period=30"
        );
    }
}
