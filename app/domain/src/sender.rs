//! Whoever comes forward without an account (第二十一条, 第二十四条): under their real name and to be reached, with
//! facts and what shows them. Objections and reports of incidents begin like this.

use serde::{Deserialize, Serialize};

use crate::facts::contact::{parse_email, parse_person_name, parse_phone};
use crate::facts::text::count_chars;
use crate::facts::uscc::{Uscc, UsccError};
use crate::refusal::Refusal;

/// Characters the facts have at least.
pub const FACTS_MIN: usize = 30;
/// Characters they have at most.
pub const FACTS_MAX: usize = 3_000;
/// Files of evidence at most.
pub const FILES_MAX: usize = 5;
/// Bytes of one of them at most.
pub const FILE_MAX: i64 = 10 * 1024 * 1024;
/// Characters of a name at most.
pub const NAME_MAX: usize = 60;

/// What is wrong with a form, by the name of the field.
pub type Slips = Vec<(&'static str, Refusal)>;

/// Who sends it. Nobody but those who are named to handle it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// Real name, or name of the organisation.
    pub name: String,
    /// Credit code of the organisation; empty for a person.
    pub uscc: String,
    /// Whom to ask there; empty for a person.
    pub contact: String,
    /// Telephone; may be empty where there is an e-mail address.
    pub phone: String,
    /// E-mail address; may be empty where there is a telephone.
    pub email: String,
}

/// The same as it was typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signature<'a> {
    /// `organisation`, else a person.
    pub who: &'a str,
    /// Name.
    pub name: &'a str,
    /// Credit code.
    pub uscc: &'a str,
    /// Whom to ask.
    pub contact: &'a str,
    /// Telephone.
    pub phone: &'a str,
    /// E-mail address.
    pub email: &'a str,
}

impl Signature<'_> {
    /// Reads it: [`Refusal::Anonymous`] stands beside the name and beside the contact that are missing.
    pub fn read(&self) -> (Sender, Slips) {
        let mut slips = Slips::new();
        let organisation = self.who == "organisation";
        let name = self.name.trim().to_owned();
        match name.chars().count() {
            0 => slips.push(("name", Refusal::Anonymous)),
            n if n > NAME_MAX => {
                slips.push(("name", Refusal::TooLong { max: NAME_MAX, found: n }));
            }
            n if organisation && n < 4 => {
                slips.push(("name", Refusal::TooShort { min: 4, found: n }));
            }
            _ if !organisation && parse_person_name(&name).is_err() => {
                slips.push(("name", Refusal::Anonymous));
            }
            _ => {}
        }
        let (mut uscc, mut contact) = (String::new(), String::new());
        if organisation {
            match Uscc::parse(self.uscc) {
                Ok(code) => uscc = code.as_str().to_owned(),
                Err(UsccError::Empty) => slips.push(("uscc", Refusal::Anonymous)),
                Err(why) => slips.push(("uscc", Refusal::Uscc { why })),
            }
            match parse_person_name(self.contact) {
                Ok(person) => contact = person,
                Err(_) => slips.push(("contact", Refusal::Anonymous)),
            }
        }
        let (phone, email) = (self.phone.trim(), self.email.trim());
        if phone.is_empty() && email.is_empty() {
            slips.push(("phone", Refusal::Anonymous));
        }
        let phone = match phone {
            "" => String::new(),
            typed => parse_phone(typed).unwrap_or_else(|_| {
                slips.push(("phone", Refusal::BadValue { field: "phone".into() }));
                String::new()
            }),
        };
        let email = match email {
            "" => String::new(),
            typed => parse_email(typed).unwrap_or_else(|_| {
                slips.push(("email", Refusal::Email));
                String::new()
            }),
        };
        (Sender { name, uscc, contact, phone, email }, slips)
    }
}

/// The facts that are brought forward, without blanks around them.
///
/// # Errors
/// [`Refusal::TooShort`] and [`Refusal::TooLong`].
pub fn facts(typed: &str) -> Result<String, Refusal> {
    match count_chars(typed) {
        found if found < FACTS_MIN => Err(Refusal::TooShort { min: FACTS_MIN, found }),
        found if found > FACTS_MAX => Err(Refusal::TooLong { max: FACTS_MAX, found }),
        _ => Ok(typed.trim().to_owned()),
    }
}
