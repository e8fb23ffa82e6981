//! People of an organisation: what a registration must bring along, how long links live,
//! what the privacy notice says in which version. Shared by forms and the service.

use serde::{Deserialize, Serialize};

use crate::facts::uscc::Uscc;
use crate::identity;
use crate::refusal::Refusal;
use crate::stamp::{DAY, MINUTE};

/// Version of the privacy notice (`app/src/locales/privacy.rs`) that is valid now. Whoever
/// changes what the notice says gives it a new one; consents are kept with theirs.
pub const PRIVACY_VERSION: &str = "2026-2";

/// Characters of a person's or an organisation's name, at most.
pub const NAME_MAX: usize = 60;

/// Microseconds in which an address can be verified by its link.
pub const VERIFY_LIFE: i64 = 3 * DAY;
/// Microseconds in which a password can be set anew by its link. Mail that is greylisted in a
/// county office takes its time, so not a quarter of an hour.
pub const RESET_LIFE: i64 = 120 * MINUTE;
/// Microseconds in which an invitation can be accepted.
pub const INVITATION_LIFE: i64 = 14 * DAY;

/// What a one-time link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To prove that an address is one's own.
    Verify,
    /// To set a new password.
    Reset,
}

impl Purpose {
    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Purpose::Verify => "verify",
            Purpose::Reset => "reset",
        }
    }

    /// The purpose of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Purpose::Verify, Purpose::Reset].into_iter().find(|p| p.code() == code)
    }
}

/// An organisation's registration with its first person, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Registration {
    /// Organisation's name.
    pub organisation: String,
    /// Its unified social credit code.
    pub uscc: String,
    /// Person's name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Password.
    pub password: String,
    /// Version of the privacy notice agreed to; empty when it was not.
    pub consent: String,
}

/// A field of a form, by its name, with what is wrong with it.
pub type Slip = (&'static str, Refusal);

impl Registration {
    /// Everything that is wrong, field by field in the order of the form; empty when it can be
    /// registered. The service and the page ask the same.
    pub fn slips(&self) -> Vec<Slip> {
        let mut slips = Vec::new();
        slips.extend(name("organisation", &self.organisation));
        if let Err(why) = Uscc::parse(&self.uscc) {
            slips.push(("uscc", Refusal::Uscc { why }));
        }
        slips.extend(person(&self.name, &self.email, &self.password));
        slips.extend(consent(&self.consent));
        slips
    }
}

/// What is wrong with a person's name, address and new password.
pub fn person(person: &str, email: &str, password: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    slips.extend(name("name", person));
    let address = identity::email(email);
    slips.extend(address.as_ref().err().map(|r| ("email", r.clone())));
    let strong = identity::password(password, &address.unwrap_or_default());
    slips.extend(strong.err().map(|r| ("password", r)));
    slips
}

/// What is wrong with a name: nothing in it, or too much.
pub fn name(field: &'static str, text: &str) -> Option<Slip> {
    let seen = text.replace(char::is_control, "").trim().chars().count();
    let good = (1..=NAME_MAX).contains(&seen);
    (!good).then(|| (field, Refusal::BadValue { field: field.into() }))
}

/// Whether the notice that is valid now was agreed to.
pub fn consent(version: &str) -> Option<Slip> {
    (version != PRIVACY_VERSION).then_some(("consent", Refusal::ConsentMissing))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Registration {
        Registration {
            organisation: "演示企业".into(),
            uscc: "9137 0200 maxt 0a1b 7p".into(),
            name: "演示人".into(),
            email: " A@Example.com ".into(),
            password: "一句足够长的演示口令".into(),
            consent: PRIVACY_VERSION.into(),
        }
    }

    #[test]
    fn a_whole_registration_has_no_slip_and_an_empty_one_has_one_a_field() {
        assert_eq!(good().slips(), []);
        let fields: Vec<&str> = Registration::default().slips().iter().map(|s| s.0).collect();
        assert_eq!(fields, ["organisation", "uscc", "name", "email", "password", "consent"]);
    }

    #[test]
    fn each_slip_is_found_alone() {
        let long = "长".repeat(NAME_MAX + 1);
        for (field, form) in [
            ("organisation", Registration { organisation: "\u{0} ".into(), ..good() }),
            ("organisation", Registration { organisation: long.clone(), ..good() }),
            ("uscc", Registration { uscc: "91370200MAXT0A1B70".into(), ..good() }),
            ("name", Registration { name: long, ..good() }),
            ("email", Registration { email: "a@".into(), ..good() }),
            ("password", Registration { password: "a@example.com".into(), ..good() }),
            ("consent", Registration { consent: "2019-1".into(), ..good() }),
        ] {
            let fields: Vec<&str> = form.slips().iter().map(|s| s.0).collect();
            assert_eq!(fields, [field], "{form:?}");
        }
    }

    #[test]
    fn purposes_are_read_back() {
        for p in [Purpose::Verify, Purpose::Reset] {
            assert_eq!(Purpose::from_code(p.code()), Some(p));
        }
        assert_eq!(Purpose::from_code("invite"), None);
    }
}
