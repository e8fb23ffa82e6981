//! Accounts and passwords: the rules a form and the service share.

use crate::facts::contact::parse_email;
use crate::facts::text::count_chars;
use crate::refusal::Refusal;
use crate::stamp::MINUTE;

/// Characters of a password, at least. Length is what counts (NIST SP 800-63B).
pub const PASSWORD_MIN: usize = 10;

/// The password all accounts of a demonstration season share. It opens fictional data
/// only; accounts of a real season never get it.
pub const DEMO_PASSWORD: &str = "biaogan-demo-2026";

/// The address of the demonstration account that shows a role.
pub fn demo_email(role: crate::policy::Role) -> String {
    format!("{}@example.com", role.code().replace('_', "-"))
}

/// The e-mail address as it is stored and compared.
pub fn email(text: &str) -> Result<String, Refusal> {
    parse_email(text).map_err(|_| Refusal::Email)
}

/// Refuses passwords that are short, of one repeated character, or the address itself.
pub fn password(text: &str, email: &str) -> Result<(), Refusal> {
    let first = text.chars().next();
    let uniform = text.chars().all(|c| Some(c) == first);
    if count_chars(text) < PASSWORD_MIN || uniform || text.eq_ignore_ascii_case(email) {
        return Err(Refusal::WeakPassword { min: PASSWORD_MIN });
    }
    Ok(())
}

/// How a log-in is slowed down: after `FREE_TRIES` failures within `WINDOW` a further
/// try must wait; kept for the account and for the address it comes from.
pub const FREE_TRIES: i64 = 5;
/// Microseconds in which failures are counted.
pub const WINDOW: i64 = 15 * MINUTE;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_uniform_and_self_naming_passwords_are_refused() {
        for bad in ["", "short", "aaaaaaaaaaaa", "a@example.com"] {
            assert!(password(bad, "a@example.com").is_err(), "{bad}");
        }
        assert!(password("竹节标杆 2026 演示口令", "a@example.com").is_ok());
    }
}
